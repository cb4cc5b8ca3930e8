/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, dates, and repairing translations with them. */
#include "tests/unit/unit.h"

#include "memory/repair.h"

#include <string.h>

static struct tm_languages pair(const char *source, const char *target)
{
    return (struct tm_languages){.source = {.tag = span_str(source)},
                                 .target = {.tag = span_str(target)}};
}

START_TEST(numbers_are_found)
{
    static const char *const cases[][2] = {
        {"a 5 b", "5"},
        {"1 234 567,5 x", "1 234 567,5"},
        {"1\xC2\xA0" "234 km", "1\xC2\xA0" "234"},
        {"in 2021 300 people", "2021|300"},
        {"12 34", "12|34"},
        {"10 000,5 000", "10 000,5|000"},
        {"1,234.50.", "1,234.50"},
        {"the 21st and 3RD", "21st|3RD"},
        {"5km 4K", ""},
        {"no digits", ""},
        {"12:30", "12|30"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct span text = span_str(cases[i][0]);
        struct number_found n;
        struct buf b = BUF_INIT;
        size_t at = 0;

        while (number_next(text, &at, &n)) {
            buf_adds(&b, b.len ? "|" : "");
            buf_add(&b, span_cut(text, n.from, n.to));
        }
        ck_assert_str_eq(buf_cstr(&b), cases[i][1]);
        buf_free(&b);
    }
}
END_TEST

START_TEST(marks_are_read_by_language)
{
    static const struct {
        const char *text, *lang, *whole, *fraction;
    } cases[] = {
        {"1,234", "en", "1234", ""},      {"1,234", "ru", "1", "234"},
        {"1.234", "de", "1234", ""},      {"1.234", "en", "1", "234"},
        {"1,234.5", "en", "1234", "5"},   {"1.234,5", "de", "1234", "5"},
        {"1 234,5", "kk", "1234", "5"},   {"1.234.567", "ru", "1234567", ""},
        {"0,5", "ru", "0", "5"},          {"007", "en", "007", ""},
        {"1,2.3,4", "en", NULL, NULL},    {"1.2.3", "en", NULL, NULL},
        {"12,34,567", "en", NULL, NULL},  {"0,123", "en", "0", "123"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct number n;
        bool known = number_read(span_str(cases[i].text), span_str(cases[i].lang), &n);

        ck_assert_msg(known == (cases[i].whole != NULL), "%s", cases[i].text);
        if (known) {
            ck_assert_str_eq(n.whole, cases[i].whole);
            ck_assert_str_eq(n.fraction, cases[i].fraction);
        }
    }
}
END_TEST

START_TEST(dates_are_found)
{
    static const struct {
        const char *text, *lang;
        int year, month, day;
        const char *found;
    } cases[] = {
        {"on 12.11.2021.", "ru", 2021, 11, 12, "12.11.2021"},
        {"01.02.99", "ru", 1999, 2, 1, "01.02.99"},
        {"2021-11-12T", "en", 0, 0, 0, NULL},
        {"(2021-11-12)", "en", 2021, 11, 12, "2021-11-12"},
        {"31/12/2021", "fr", 2021, 12, 31, "31/12/2021"},
        {"12/31/2021", "en", 2021, 12, 31, "12/31/2021"},
        {"12 November 2021", "en", 2021, 11, 12, "12 November 2021"},
        {"on November 12, 2021,", "en", 2021, 11, 12, "November 12, 2021"},
        {"the 12th of May", "en", 0, 5, 12, "12th of May"},
        {"12 ноября 2021 г. и", "ru", 2021, 11, 12, "12 ноября 2021 г."},
        {"2021 жылғы 12 қарашада", "kk", 2021, 11, 12, "2021 жылғы 12 қарашада"},
        {"12 қараша 2021 ж.", "kk", 2021, 11, 12, "12 қараша 2021 ж."},
        {"12. November 2021", "de", 2021, 11, 12, "12. November 2021"},
        {"12 de noviembre de 2021", "es", 2021, 11, 12, "12 de noviembre de 2021"},
        {"12 November 2021", "ru", 0, 0, 0, NULL},
        {"32.01.2021", "ru", 0, 0, 0, NULL},
        {"1.2.2021.5", "en", 0, 0, 0, NULL},
        {"версия 1.2.3", "ru", 0, 0, 0, NULL},
        {"12 Mayflower", "en", 0, 0, 0, NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct span text = span_str(cases[i].text);
        struct date d;
        size_t at = 0;
        bool found = date_next(text, span_str(cases[i].lang), &at, &d);

        ck_assert_msg(found == (cases[i].found != NULL), "%s", cases[i].text);
        if (!found)
            continue;
        ck_assert_msg(span_eqs(span_cut(text, d.from, d.to), cases[i].found), "%s",
                      cases[i].text);
        ck_assert_int_eq(d.year, cases[i].year);
        ck_assert_int_eq(d.month, cases[i].month);
        ck_assert_int_eq(d.day, cases[i].day);
    }
}
END_TEST

/* Source, translation, query, and the translation repaired or NULL. */
static const struct {
    const char *from, *to, *source, *target, *query, *repaired;
} repairs[] = {
    /* formats */
    {"en", "ru", "Pay 5.", "Заплатите 5.", "Pay 1,234.5.", "Заплатите 1\xC2\xA0" "234,5."},
    {"en", "kk", "Pay 1,234.5.", "1 234,5 төлеңіз.", "Pay 98,765.25.", "98 765,25 төлеңіз."},
    {"ru", "en", "1 234 567,8 тонны", "1,234,567.8 tonnes", "2 000,5 тонны", "2,000.5 tonnes"},
    {"en", "de", "12.5% of 1,000", "12,5 % von 1.000", "7.25% of 25,000", "7,25 % von 25.000"},
    {"en", "ru", "In 2021 it grew.", "В 2021 году вырос.", "In 2025 it grew.",
     "В 2025 году вырос."},
    /* what follows the number */
    {"kk", "en", "12-ші бет", "the 12th page", "21-ші бет", "the 21st page"},
    {"kk", "en", "12-ші бет", "the 12th page", "11-ші бет", "the 11th page"},
    {"en", "kk", "the 12th page", "12-ші бет", "the 40th page", "40-шы бет"},
    {"en", "kk", "at 5 o'clock", "сағат 5-те", "at 10 o'clock", "сағат 10-да"},
    {"en", "kk", "from 5 to 8", "5-тен 8-ге дейін", "from 6 to 9", "6-дан 9-ға дейін"},
    {"en", "kk", "grade 5", "5-сыныпта", "grade 6", "6-сыныпта"},
    {"en", "ru", "the 5th year", "5-й год", "the 6th year", "6-й год"},
    {"en", "tr", "at 5", "5'te", "at 6", NULL},
    /* dates */
    {"en", "ru", "On 12 November 2021.", "12 ноября 2021 г.", "On 3 May 2022.", "3 мая 2022 г."},
    {"en", "ru", "On November 12, 2021.", "12.11.2021.", "On May 3, 2022.", "03.05.2022."},
    {"ru", "kk", "12.11.2021", "2021 жылғы 12 қарашада", "05.12.2021",
     "2021 жылғы 5 желтоқсанда"},
    {"ru", "en", "1 мая", "May 1st", "3 мая", "May 3rd"},
    {"en", "ru", "On 11/12/2021.", "11.12.2021.", "On 10/12/2021.", NULL},
    {"en", "ru", "On 12 November.", "12 ноября.", "On 12 November 2021.", NULL},
    {"en", "ru", "On 12 NOVEMBER 2021.", "12 НОЯБРЯ 2021.", "On 1 May 2021.", "1 МАЯ 2021."},
    /* addresses and tags */
    {"en", "ru", "See https://a.kz/x for {0}.", "{0}: https://a.kz/x.", "See b@c.kz for {1}.",
     "{1}: b@c.kz."},
    /* two at once, in the other order */
    {"en", "kk", "From 3 to 7.", "7 ішінен 3.", "From 4 to 9.", "9 ішінен 4."},
    /* what is not plain */
    {"en", "ru", "3 and 3", "3 и 3", "4 and 3", NULL},
    {"en", "ru", "3 boys", "Три мальчика", "4 boys", NULL},
    {"en", "ru", "3 boys", "3 мальчика из 3", "4 boys", NULL},
    {"en", "ru", "3 boys", "3 мальчика", "boys", NULL},
    {"en", "ru", "v1.2.3 of 5", "v1.2.3 из 5", "v1.2.3 of 6", "v1.2.3 из 6"},
    {"en", "ru", "same 5", "то же 5", "same 5", NULL},
};

/* Source, translation, query, and what is told where it stays as it is. */
static const struct {
    const char *source, *target, *query, *told;
} unplaced[] = {
    {"3 boys", "Три мальчика", "4 boys", "3 -> 4"},
    {"3 and 3 at https://a.kz", "3 и 3: https://a.kz", "4 and 3 at b@c.kz",
     "3 -> 4; https://a.kz -> b@c.kz"},
    {"3 boys", "Три мальчика", "boys", ""},
    {"same 5", "то же 5", "same 5", ""},
    {"no value", "нет", "no more", ""},
};

START_TEST(translations_are_repaired)
{
    for (size_t i = 0; i < COUNT_OF(repairs); i++) {
        struct tm_languages l = pair(repairs[i].from, repairs[i].to);
        struct tm_repairer r = {.languages = &l};
        bool repaired;

        ck_assert_int_eq(tm_repair(&r, span_str(repairs[i].query), span_str(repairs[i].source),
                                   span_str(repairs[i].target), &repaired, NULL), ST_OK);
        ck_assert_msg(repaired == (repairs[i].repaired != NULL), "%s: %s", repairs[i].query,
                      buf_cstr(&r.text));
        if (repaired)
            ck_assert_str_eq(buf_cstr(&r.text), repairs[i].repaired);
        tm_repairer_free(&r);
    }
}
END_TEST

START_TEST(what_stays_is_told)
{
    for (size_t i = 0; i < COUNT_OF(unplaced); i++) {
        struct tm_languages l = pair("en", "ru");
        struct tm_repairer r = {.languages = &l};
        bool repaired;

        ck_assert_int_eq(tm_repair(&r, span_str(unplaced[i].query), span_str(unplaced[i].source),
                                   span_str(unplaced[i].target), &repaired, NULL), ST_OK);
        ck_assert(!repaired);
        ck_assert_str_eq(buf_cstr(&r.changes), unplaced[i].told);
        tm_repairer_free(&r);
    }
}
END_TEST

UNIT_MAIN("placeable", numbers_are_found, marks_are_read_by_language, dates_are_found,
          translations_are_repaired, what_stays_is_told)
