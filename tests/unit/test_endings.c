/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Endings read off and put on, in the languages of dictionaries/endings. */
#include "endings_of.h"

#include "base/reader.h"
#include "names/endings.h"

/* Is `base` among the bases that the word may have for this kind of name? */
static bool reads_as(const struct endings *g, const char *word, const char *base,
                     enum ending_part part, struct reading *found)
{
    struct reading readings[32];
    size_t n = endings_read(g, span_str(word), readings, COUNT_OF(readings));

    for (size_t i = 0; i < n; i++) {
        struct buf b = BUF_INIT;
        bool same;

        endings_base(span_str(word), &readings[i], &b);
        same = (readings[i].parts & part) && span_eqs(buf_span(&b), base);
        buf_free(&b);
        if (same) {
            *found = readings[i];
            return true;
        }
    }
    return false;
}

struct respelling {
    const char *lang, *word, *base, *stem, *made;
    enum ending_part part;
    char gender;
};

/* Word as it stands, its base, another stem, and the stem with the word's ending. */
static const struct respelling respellings[] = {
    {"ru", "тоқаевым", "тоқаев", "Токаев", "Токаевым", ENDING_FAMILY, 'm'},
    {"ru", "қожахметовой", "қожахметова", "Кожахметова", "Кожахметовой", ENDING_FAMILY, 'f'},
    {"ru", "мұратом", "мұрат", "Мурат", "Муратом", ENDING_GIVEN, 'm'},
    {"ru", "дариғу", "дариға", "Дарига", "Даригу", ENDING_GIVEN, 'f'},
    {"ru", "зеленского", "зеленский", "Залесский", "Залесского", ENDING_FAMILY, 'm'},
    {"ru", "сергею", "сергей", "Сергий", "Сергию", ENDING_GIVEN, 'm'},
    {"ru", "садықову", "садықов", "Жунус", "Жунусу", ENDING_FAMILY, 'm'},
    {"kk", "токаевтың", "токаев", "Тоқаев", "Тоқаевтың", ENDING_FAMILY, 'm'},
    {"kk", "токаевтың", "токаев", "Нұртай", "Нұртайдың", ENDING_FAMILY, 'm'},
    {"kk", "токаевтармен", "токаев", "Тоқаев", "Тоқаевтармен", ENDING_FAMILY, 'm'},
    {"kk", "назарбаеваға", "назарбаева", "Назарбаева", "Назарбаеваға", ENDING_FAMILY, 'f'},
    {"kk", "уральскке", "уральск", "Орал", "Оралға", ENDING_PLACE, 0},
    {"kk", "қазақстанымыздың", "қазақстан", "Қазақстан", "Қазақстанымыздың", ENDING_PLACE, 0},
    {"pl", "tokayevem", "tokayev", "Tokajew", "Tokajewem", ENDING_FAMILY, 'm'},
    {"pl", "nazarbayevej", "nazarbayeva", "Nazarbajewa", "Nazarbajewej", ENDING_FAMILY, 'f'},
    {"pl", "zelenskiego", "zelenski", "Zełenski", "Zełenskiego", ENDING_FAMILY, 'm'},
    {"pl", "żomarcie", "żomart", "Murat", "Muracie", ENDING_GIVEN, 'm'},
    {"pl", "darigą", "dariga", "Aliją", "Aliją", ENDING_GIVEN, 'f'},
    {"pl", "francji", "francja", "Turcja", "Turcji", ENDING_PLACE, 0},
    {"pl", "aleksandrem", "aleksandr", "Aleksander", "Aleksandrem", ENDING_GIVEN, 'm'},
    {"pl", "nawalnej", "nawalna", "Nawalna", "Nawalnej", ENDING_FAMILY, 'f'},
    {"cs", "domu", "dům", "Dům", "Domu", ENDING_PLACE, 0},
    {"cs", "oblasti", "oblast", "Oblast", "Oblasti", ENDING_PLACE, 0},
    {"ru", "островах", "острова", "Города", "Городах", ENDING_PLACE, 0},
    {"de", "nazarbayevs", "nazarbayev", "Nasarbajew", "Nasarbajews", ENDING_FAMILY, 'm'},
    {"tr", "tokajew'in", "tokajew", "Tokayev", "Tokayev'in", ENDING_FAMILY, 'm'},
    {"tr", "uralsk'ta", "uralsk", "Oral", "Oral'da", ENDING_PLACE, 0},
    {"en", "nazarbaevs", "nazarbaev", "Nazarbayev", "Nazarbayevs", ENDING_FAMILY, 'm'},
    {"kk", "университетінде", "университеті", "Назарбаев Университеті",
     "Назарбаев Университетінде", ENDING_PLACE, 0},
    {"kk", "облысынан", "облысы", "Абай облысы", "Абай облысынан", ENDING_PLACE, 0},
    {"kk", "алматыда", "алматы", "Алматы", "Алматыда", ENDING_PLACE, 0},
    {"tr", "bölgesi'nde", "bölgesi", "Hazar Denizi", "Hazar Denizi'nde", ENDING_PLACE, 0},
    {"uk", "львові", "львів", "Київ", "Києві", ENDING_PLACE, 0},
    {"uk", "києва", "київ", "Харків", "Харкова", ENDING_PLACE, 0},
    {"uk", "путіну", "путін", "Токаєв", "Токаєву", ENDING_FAMILY, 'm'},
};

START_TEST(respelled_names_keep_their_case)
{
    for (size_t i = 0; i < COUNT_OF(respellings); i++) {
        const struct respelling *r = &respellings[i];
        struct endings *g = endings_of(r->lang);
        struct buf made = BUF_INIT;
        struct reading reading;

        ck_assert_msg(reads_as(g, r->word, r->base, r->part, &reading), "%s: %s is not read as %s",
                      r->lang, r->word, r->base);
        (void)endings_write(g, span_str(r->stem), r->part, r->gender, &reading,
                            span_str(r->base), span_str("'"), &made);
        ck_assert_msg(strcmp(buf_cstr(&made), r->made) == 0, "%s: %s on %s gives %s, not %s",
                      r->lang, r->word, r->stem, buf_cstr(&made), r->made);
        buf_free(&made);
        endings_free(g);
    }
}
END_TEST

START_TEST(what_is_written_is_read_again)
{
    static const char *const bases[][2] = {
        {"ru", "Токаев"}, {"ru", "Назарбаева"}, {"ru", "Мурат"}, {"ru", "Сергей"},
        {"kk", "Тоқаев"}, {"kk", "Әлия"},       {"kk", "Мамин"}, {"pl", "Tokajew"},
        {"pl", "Nazarbajewa"}, {"pl", "Łukaszenko"}, {"uk", "Путін"}, {"tr", "Erdoğan"}};

    for (size_t i = 0; i < COUNT_OF(bases); i++) {
        struct endings *g = endings_of(bases[i][0]);
        struct buf folded = BUF_INIT;
        unsigned written = 0;

        ck_assert_int_eq(endings_fold(&folded, span_str(bases[i][1]), NULL), ST_OK);
        for (uint16_t tag = 1; endings_tag(g, tag).len; tag++) {
            struct reading want = {.tag = tag}, got;
            struct buf made = BUF_INIT, lower = BUF_INIT;

            if (endings_write(g, span_str(bases[i][1]), ENDING_FAMILY, 0, &want,
                              buf_span(&folded), span_str("'"), &made)) {
                ck_assert_int_eq(endings_fold(&lower, buf_span(&made), NULL), ST_OK);
                ck_assert_msg(reads_as(g, buf_cstr(&lower), buf_cstr(&folded), ENDING_FAMILY, &got),
                              "%s: %s is not read as %s", bases[i][0], buf_cstr(&lower),
                              buf_cstr(&folded));
                written++;
            }
            buf_free(&made);
            buf_free(&lower);
        }
        ck_assert_msg(written >= 5, "%s: %s has %u forms", bases[i][0], bases[i][1], written);
        buf_free(&folded);
        endings_free(g);
    }
}
END_TEST

START_TEST(women_do_not_take_mens_endings)
{
    struct endings *g = endings_of("ru");
    struct reading reading;
    bool failed = false;

    /* of a woman's name in a consonant nothing declines */
    ck_assert(!endings_declines(g, span_str("Меркель"), ENDING_FAMILY, 'f', &failed));
    ck_assert(endings_declines(g, span_str("Меркель"), ENDING_FAMILY, 'm', &failed));
    /* -ова declines as an adjective: no -е */
    ck_assert(reads_as(g, "назарбаеве", "назарбаев", ENDING_FAMILY, &reading));
    ck_assert(!reads_as(g, "назарбаеве", "назарбаева", ENDING_FAMILY, &reading));
    ck_assert(!failed);
    endings_free(g);
}
END_TEST

START_TEST(an_unknown_tail_behind_an_apostrophe_stays)
{
    struct reading r[8];
    struct endings *g = endings_of("en");
    size_t n = endings_read(g, span_str("tokayev's"), r, COUNT_OF(r));

    ck_assert_uint_eq(n, 2);
    ck_assert_uint_eq(r[1].tag, ENDING_RAW);
    ck_assert_uint_eq(r[1].cut, 7);
    endings_free(g);
    ck_assert_uint_eq(endings_read(NULL, span_str("tokayev"), r, COUNT_OF(r)), 1);
}
END_TEST

START_TEST(word_lists)
{
    struct endings *en = endings_of("en"), *de = endings_of("de");

    ck_assert(endings_listed(en, LIST_TITLES, span_str("president")));
    ck_assert(!endings_listed(en, LIST_TITLES, span_str("karim")));
    ck_assert(endings_listed(en, LIST_GIVEN, span_str("karim")));
    ck_assert(endings_listed(de, LIST_TITLES, span_str("außenminister")));
    endings_free(en);
    endings_free(de);
}
END_TEST

START_TEST(mistakes_are_told_with_their_line)
{
    static const char *const bad[] = {"class a\nnonsense x\n", "\nend gen a\n",
                                      "class a\nend gen a b c d e\n", "class\nbase x\n"};
    static const unsigned lines[] = {2, 2, 2, 1};

    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct endings *g;
        struct error e = {0};

        ck_assert_int_eq(endings_parse(&g, span_str(bad[i]), "x.txt", &e), ST_SYNTAX);
        ck_assert_uint_eq(e.line, lines[i]);
        ck_assert_ptr_null(g);
    }
}
END_TEST

UNIT_MAIN("endings", respelled_names_keep_their_case, what_is_written_is_read_again,
          women_do_not_take_mens_endings, an_unknown_tail_behind_an_apostrophe_stays, word_lists,
          mistakes_are_told_with_their_line)
