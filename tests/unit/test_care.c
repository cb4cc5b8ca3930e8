/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked at in caring for a memory: words of language, numbers, codes, languages, flaws. */
#include "tests/unit/unit.h"

#include "memory/clean.h"
#include "memory/codes.h"
#include "memory/numbers.h"
#include "text/plain.h"
#include "translit/tongue.h"

START_TEST(words_of_language)
{
    static const char *const cases[][2] = {
        {"Open the file %s in a_b.c or --force.", "Open the file in or "},
        {"see https://a.kz/b and <b>this</b>", "see and this "},
        {"{count} files of {x, plural, one {file}}", "files of "},
        {"mp3, left-symbolic, a;b;c", ""},
        {"кто-нибудь и where", "кто нибудь и where "},
        {"*.png f() end.", "end "},
        {"", ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct plain p = plain_begin(span_str(cases[i][0]));
        struct buf b = BUF_INIT;
        struct span word;

        buf_adds(&b, "");
        while (plain_next(&p, &word))
            buf_printf(&b, "%.*s ", SPAN_ARG(word));
        ck_assert_str_eq(buf_cstr(&b), cases[i][1]);
        buf_free(&b);
    }
}
END_TEST

static const char *const same_numbers[][2] = {
    {"fifty moves", "50 жүріс"}, {"sixteen colours", "16 цветов"},
    {"1,234.50 tons", "1 234,5 т"},
    {"1,234.50", "1.234,50"},
    {"1 000 000 people", "1\xC2\xA0" "000\xC2\xA0" "000 человек"},
    {"12,34,567 rupees", "1 234 567 рупий"},
    {"5 million", "5 000 000"},
    {"2.5 billion tenge", "2,5 млрд теңге"},
    {"2.5 billion", "2 500 000 000"},
    {"on 12 May 2024", "12.05.2024"},
    {"May 12, 2024", "2024-05-12"},
    {"at 2 p.m.", "в 14:00"},
    {"14:30", "14.30"},
    {"21st century", "XXI век"},
    {"the 1990s", "90-е годы"},
    {"version 2.10.3", "2.10.3 нұсқасы"},
    {"two files", "2 файла"},
    {"20 people", "жиырма адам"},
    {"100 men", "hundert Mann"},
    {"٢٠٢٤", "2024"},
    {"JPEG 2000", "JPEG2000"},
    {"mp3 and x264", "форматы"},
    {"file %2$s of %1$d", "файл"},
    {"see https://a.kz/2024", "см."},
    {"0.50", "0,5"},
    {"007", "7"},
    {"10–15 km", "от 10 до 15 км"},
    {"¶3", "第3段"},
};

static const char *const other_numbers[][2] = {
    {"15 degrees", "90 градусов"},
    {"Page 3", "Страница 4"},
    {"in 2023", "в 2024 году"},
    {"1,234", "1 243"},
    {"1.5 litres", "15 л"},
    {"founded in 1991", "основан"},
    {"основан", "founded in 1991"},
    {"12.05.2024", "12.05.2023"},
    {"0555 and 0775", "0755 и 0775"},
};

START_TEST(numbers_by_value)
{
    struct numbers_left left;

    for (size_t i = 0; i < COUNT_OF(same_numbers); i++) {
        struct span a = span_str(same_numbers[i][0]), b = span_str(same_numbers[i][1]);

        ck_assert_msg(!numbers_differ(a, b, &left), "%s = %s: %.*s, %.*s", a.ptr, b.ptr,
                      SPAN_ARG(left.source), SPAN_ARG(left.target));
        ck_assert_msg(!numbers_differ(b, a, &left), "%s = %s", b.ptr, a.ptr);
    }
    for (size_t i = 0; i < COUNT_OF(other_numbers); i++) {
        struct span a = span_str(other_numbers[i][0]), b = span_str(other_numbers[i][1]);

        ck_assert_msg(numbers_differ(a, b, &left), "%s ≠ %s", a.ptr, b.ptr);
    }
}
END_TEST

START_TEST(codes_by_name)
{
    static const struct {
        const char *source, *target;
        bool differ;
    } cases[] = {
        {"<b>a</b> %s", "%s <b>б</b>", false},
        {"%s of %d", "%2$d: %1$s", false},
        {"<a href='x'>y</a>", "<a href='z'>у</a>", false},
        {"copy <file>", "копировать <файл>", false},
        {"<no such file>", "<нет файла>", false},
        {"a &amp; b", "а и б", false},
        {"%iseconds", "%i секунд", false},
        {"%H:%M %p", "%k:%M", false},
        {"1 day", "%1 день", false},
        {"%'d files", "%d файлов", false},
        {"One page", "%d бет", false},
        {"Press {meta-key}-V", "Нажмите { meta-key }-V", false},
        {"%1's page", "Страница %1", false},
        {"<b>a</b>", "<b>а</b", true},
        {"Press {key}-V", "Нажмите { keys }-V", true},
        {"No page", "%d бет", true},
        {"{name} left", "{имя} ушёл", true},
        {"%s and %s", "%s", true},
        {"%d", "%s", true},
        {"a<br/>b", "а б", true},
        {"<unknown: %lx>", "<неизвестно>", true},
    };
    struct codes_left left;
    bool differ;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ck_assert_int_eq(codes_compare(span_str(cases[i].source), span_str(cases[i].target), &left,
                                       &differ, NULL), ST_OK);
        ck_assert_msg(differ == cases[i].differ, "%s | %s", cases[i].source, cases[i].target);
    }
    ck_assert(!codes_markup_differ(span_str("<ph x=\"1\"/>a<bpt i=\"1\"/>b<ept i=\"1\"/>"),
                                   span_str("<bpt i=\"1\"/>b<ept i=\"1\"/>a<ph x=\"1\"/>"), &left));
    ck_assert(codes_markup_differ(span_str("<ph x=\"1\"/>a"), span_str("a"), &left));
    ck_assert(span_eqs(left.source, "<ph x=\"1\"/>"));
    ck_assert(codes_markup_differ(span_str("a"), span_str("<bpt i=\"1\"/>a"), &left));
}
END_TEST

START_TEST(languages_are_told_when_sure)
{
    static const char *const cases[][3] = { /* text, said to be in, is in */
        {"Нажмите кнопку", "en", "Cyrl"},
        {"press the button to continue", "kk", "Latn"},
        {"Жоғары мәртебелі Президент мырза", "kk", NULL},
        {"Бұл қазақша жазылған сөйлем ғой, достым", "ru", "kk"},
        {"Қуаныш Сұлтанов пен Ғабит Мүсірепов", "kk", NULL},
        {"Оқу орнының басшылығы бүгін жаңа ғимараттың құрылысы басталғанын хабарлады", "kk", NULL},
        {"Руководство учебного заведения сообщило, что сегодня началось строительство нового здания", "kk", "ru"},
        {"Керівництво навчального закладу повідомило, що сьогодні почалося будівництво нової будівлі", "ru", "uk"},
        {"Руководство учебного заведения сообщило", "ru", NULL},
        {"Die Leitung der Schule hat heute den Bau des neuen Hauses angekündigt und ist froh", "en", "de"},
        {"The school announced that the construction of the new house has begun today", "en", NULL},
        {"LibreOffice Writer", "ru", NULL},
        {"git remote add <имя>", "ru", NULL},
        {"OK", "kk", NULL},
        {"ӘБВ", "xx", NULL},
        {"中华人民共和国主席", "ja", NULL},
        {"", "ru", NULL},
    };
    struct tongue *t;

    ck_assert_int_eq(tongue_open(&t, NULL), ST_OK);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lang_tag lang;
        const char *other;

        ck_assert(lang_parse(span_str(cases[i][1]), &lang));
        other = tongue_other(t, span_str(cases[i][0]), &lang);
        ck_assert_msg(other && cases[i][2] ? strcmp(other, cases[i][2]) == 0 : other == cases[i][2],
                      "%s: %s", cases[i][0], other ? other : "-");
    }
    tongue_free(t);
}
END_TEST

START_TEST(control_characters)
{
    struct buf b = BUF_INIT;

    ck_assert(!flaw_has_control(span_str("tab\t, line\n, мәтін, zero\xE2\x80\x8D" "width")));
    ck_assert(flaw_has_control(span_of("a\0b", 3)));
    ck_assert(flaw_has_control(span_str("a\xC2\x85" "b")));
    flaw_add_clean(&b, span_str("\xEF\xBB\xBF" "a\x01" "b\vc\x7F\xC2\x85" "d"));
    ck_assert_str_eq(buf_cstr(&b), "ab c d");
    buf_free(&b);
}
END_TEST

START_TEST(what_stands_untranslated)
{
    ck_assert(flaw_is_untranslated(span_str("Press the button to go on")));
    ck_assert(!flaw_is_untranslated(span_str("LibreOffice Writer 7.4")));
    ck_assert(!flaw_is_untranslated(span_str("gcc -o a.out main.c --std=gnu11")));
    ck_assert(!flaw_is_untranslated(span_str("12.05.2024, 14:00")));
    ck_assert(!flaw_is_untranslated(span_str("{ a-b-c } { other-name }")));
}
END_TEST

UNIT_MAIN("care", words_of_language, numbers_by_value, codes_by_name, languages_are_told_when_sure,
          control_characters, what_stands_untranslated)
