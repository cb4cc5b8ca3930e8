/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "names/key.h"
#include "names/sound.h"
#include "text/utf8.h"

static const struct {
    const char *text, *key;
} keys[] = {
    {"Tokayev", "tokayev"},
    {"TOKAÏEV", "tokaiev"},
    {"Tokai\xCC\x88" "ev", "tokaiev"}, /* decomposed ï */
    {"Kassym-Jomart  Tokayev", "kassym jomart tokayev"},
    {" «Токаев, К.» ", "токаев к"},
    {"Королёв", "королев"},
    {"Тока\xCC\x81" "ев", "токаев"}, /* stress mark */
    {"Zelens’kyy", "zelenskyy"},
    {"Ob”yëm", "obyem"},      /* hard sign of BGN */
    {"“Tokayev” said", "tokayev said"},
    {"Łukaszenka", "lukaszenka"},
    {"İLHAM", "ilham"},
    {"Kılıçdaroğlu", "kilicdaroglu"},
    {"Әлиев", "әлиев"},
    {"Андрей", "андрей"}, /* й is a letter of its own */
    {"Straße", "strasse"},
    {"", ""},
    {"—", ""},
    {"A\xFF" "B", "a b"},
};

START_TEST(keys_fold_what_spellings_differ_in)
{
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        struct buf b = BUF_INIT;
        struct error e;
        ck_assert_int_eq(key_add(&b, span_str(keys[i].text), &e), ST_OK);
        ck_assert_str_eq(buf_cstr(&b), keys[i].key);
        buf_free(&b);
    }
}
END_TEST

/* What stands for nothing in a key makes it be read the long way. */
START_TEST(keys_of_plain_letters_are_keys)
{
    for (uint32_t c = 'a'; c < 0x530; c++) {
        struct buf quick = BUF_INIT, slow = BUF_INIT;
        struct error e;
        char text[8] = {0};

        memcpy(text + utf8_encode(c, text), "\xE2\x80\x8B", 3);
        ck_assert_int_eq(key_add(&slow, span_str(text), &e), ST_OK);
        ck_assert_int_eq(key_add(&quick, span_of(text, utf8_encode(c, text)), &e), ST_OK);
        ck_assert_msg(span_eq(buf_span(&quick), buf_span(&slow)), "U+%04X", c);
        buf_free(&quick);
        buf_free(&slow);
    }
}
END_TEST

START_TEST(keys_are_appended_and_stable)
{
    struct buf b = BUF_INIT, again = BUF_INIT;
    struct error e;

    buf_adds(&b, "x|");
    ck_assert_int_eq(key_add(&b, span_str("-Үрім-Жұмыт!"), &e), ST_OK);
    ck_assert_str_eq(buf_cstr(&b), "x|үрім жұмыт");
    ck_assert_int_eq(key_add(&again, span_from(buf_span(&b), 2), &e), ST_OK);
    ck_assert(span_eq(buf_span(&again), span_from(buf_span(&b), 2)));
    ck_assert_uint_eq(key_words(buf_span(&again)), 2);
    ck_assert_uint_eq(key_words(span_str("")), 0);
    buf_free(&b);
    buf_free(&again);
}
END_TEST

/* Spellings of one name, separated by spaces. */
static const char *const alike[] = {
    "Tokayev Tokaev Tokajew Toqaev Toqayev Tokaïev Tokaiev Токаев Тоқаев Tokajev TOKAYEV",
    "Nazarbayev Nazarbaev Nasarbajew Nazarbaïev Nazarbajew Назарбаев Nazarbáyev",
    "Zhomart Jomart Schomart Żomart Жомарт Žomart Jomart",
    "Mirziyoyev Mirziyoev Mirsijojew Mirzioïev Mirzijojew Мирзиёев",
    "Shakhanov Schachanow Chakhanov Szachanow Шаханов Şahanov Šahanov",
    "Chubais Tschubais Tchoubaïs Czubajs Чубайс Çubais Čubajs",
    "Geraschenko Gerashchenko Geraschtschenko Guerachtchenko Геращенко",
    "Putin Poutine Путин Путін Путин",
    "Yuri Iouri Juri Юрий Yuriy Jurij",
    "Kılıç Kilich Кылыч",
    "Pashinyan Pashinian Pachinian Paschinjan Пашинян Փաշինյան",
    "Gorbachev Gorbatschew Gorbatchev Gorbaczew Горбачев",
    "Gorbachyov Gorbachov Gorbatschow Gorbaczow Горбачёв",
    "Äwezov Auezov Әуезов Ауэзов",
    "Romanoff Romanov Романов",
    "Saakashvili Saakaschwili Саакашвили სააკაშვილი",
    "Hovhannisian Հովհաննիսյան",
};

START_TEST(spellings_of_one_name_sound_alike)
{
    for (size_t i = 0; i < COUNT_OF(alike); i++) {
        struct span rest = span_str(alike[i]), first, word;
        struct sound a, b;

        ck_assert(span_split(&rest, ' ', &first));
        sound_of(first, &a);
        while (span_split(&rest, ' ', &word)) {
            sound_of(word, &b);
            ck_assert_msg(sound_alike(&a, &b), "%.*s (%s) and %.*s (%s)", SPAN_ARG(first),
                          a.key[0], SPAN_ARG(word), b.key[0]);
        }
    }
}
END_TEST

static const char *const unlike[][2] = {
    {"Tokayev", "Toktayev"}, {"Ахметов", "Ахмедов"},   {"Tokayev", "Tokarev"},
    {"Карин", "Каримов"},    {"Мамин", "Момын"},       {"Astana", "Aston"},
    {"Кириленко", "Кириченко"}, {"Путин", "Потин"},
};

START_TEST(other_names_sound_otherwise)
{
    for (size_t i = 0; i < COUNT_OF(unlike); i++) {
        struct sound a, b;

        sound_of(span_str(unlike[i][0]), &a);
        sound_of(span_str(unlike[i][1]), &b);
        ck_assert_msg(!sound_alike(&a, &b), "%s and %s", unlike[i][0], unlike[i][1]);
    }
}
END_TEST

START_TEST(hyphens_and_spaces_do_not_sound)
{
    struct sound a, b, none;

    sound_of(span_str("Kassym-Jomart"), &a);
    sound_of(span_str("Қасым Жомарт"), &b);
    ck_assert(sound_alike(&a, &b));
    sound_of(span_str("— 42 ไทย"), &none); /* Thai has no sound here */
    ck_assert_uint_eq(none.count, 0);
    ck_assert(!sound_alike(&none, &none));
    sound_of(span_str("習近平"), &a); /* pinyin */
    ck_assert_str_eq(a.key[0], "SiZinpin");
}
END_TEST

START_TEST(long_words_are_cut)
{
    char word[1000];
    struct sound s;

    for (size_t i = 0; i < sizeof word; i++)
        word[i] = i % 2 ? 'a' : "bdkm"[i / 2 % 4];
    sound_of(span_of(word, sizeof word), &s);
    ck_assert_uint_ge(s.count, 1);
    for (unsigned i = 0; i < s.count; i++)
        ck_assert_uint_lt(strlen(s.key[i]), SOUND_MAX);
}
END_TEST

START_TEST(skeletons_bring_misspellings_together)
{
    struct sound a, b;
    char x[SOUND_MAX], y[SOUND_MAX];

    sound_of(span_str("Tokayev"), &a);
    sound_of(span_str("Togaiyef"), &b);
    sound_skeleton(a.key[0], x);
    sound_skeleton(b.key[0], y);
    ck_assert_str_eq(x, "tkv");
    ck_assert_str_eq(y, "tkv");
    sound_skeleton("astana", x);
    ck_assert_str_eq(x, "astn");
}
END_TEST

UNIT_MAIN("sound", keys_fold_what_spellings_differ_in, keys_of_plain_letters_are_keys,
          keys_are_appended_and_stable,
          spellings_of_one_name_sound_alike, other_names_sound_otherwise,
          hyphens_and_spaces_do_not_sound, long_words_are_cut, skeletons_bring_misspellings_together)
