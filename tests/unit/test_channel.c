/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "names/channel.h"
#include "text/utf8.h"

/* The letters of a word, as text. */
static struct span letters_of(const char *word, enum alphabet *of, char out[256])
{
    uint32_t letters[ALPHABET_LETTERS];
    size_t n = alphabet_read(span_str(word), of, letters), len = 0;

    for (size_t i = 0; i < n; i++)
        len += utf8_encode(letters[i], out + len);
    return span_of(out, len);
}

static const struct {
    const char *word, *letters;
    enum alphabet alphabet;
} words[] = {
    {"Șahin", "șahin", ALPHABET_LATIN},
    {"ZELENS’KYI\xCC\x86", "zelenskyĭ", ALPHABET_LATIN}, /* i with a combining breve */
    {"Щукин", "шчукин", ALPHABET_CYRILLIC},
    {"Tоkаyеv", "tokayev", ALPHABET_LATIN},   /* three Cyrillic letters */
    {"Aйдын", "айдын", ALPHABET_CYRILLIC},    /* a Latin A */
    {"أحمد", "احمد", ALPHABET_ARABIC},
    {"مُحَمَّد", "محمد", ALPHABET_ARABIC},
    {"ג'ון", "ג'ונ", ALPHABET_HEBREW},
    {"Παπανδρέου", "papandreu", ALPHABET_LATIN},
    {"Հովհաննիսյան", "hovhannisian", ALPHABET_LATIN},
    {"შევარდნაძე", "shevardnadze", ALPHABET_LATIN},
    {"普京", "pujing", ALPHABET_PINYIN},
    {"女", "nv", ALPHABET_PINYIN},
    {"曾", "zeng", ALPHABET_PINYIN},          /* as a surname */
    {"とーきょ", "トキョ", ALPHABET_KANA},
    {"42", "", ALPHABETS},
    {"ไทย", "", ALPHABETS},                   /* a script without an alphabet here */
    {"", "", ALPHABETS},
};

START_TEST(words_are_read_in_the_alphabet_of_their_script)
{
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        char bytes[256];
        enum alphabet of;
        struct span got = letters_of(words[i].word, &of, bytes);

        ck_assert_msg(span_eqs(got, words[i].letters) && of == words[i].alphabet, "%s: %.*s, %d",
                      words[i].word, SPAN_ARG(got), of);
    }
}
END_TEST

START_TEST(hangul_is_taken_apart)
{
    uint32_t letters[ALPHABET_LETTERS];
    enum alphabet of;

    /* 한: U+1112, U+1161 and U+11AB by canonical decomposition */
    ck_assert_uint_eq(alphabet_read(span_str("한"), &of, letters), 3);
    ck_assert_int_eq(of, ALPHABET_HANGUL);
    ck_assert_uint_eq(letters[0], 0x1112);
    ck_assert_uint_eq(letters[1], 0x1161);
    ck_assert_uint_eq(letters[2], 0x11AB);
}
END_TEST

static unsigned cost(const char *a, const char *b)
{
    struct spelling x, y;

    channel_read(span_str(a), &x);
    channel_read(span_str(b), &y);
    return channel_cost(&x, &y, UINT16_MAX);
}

/* A word, another writing of it, and a word that is another name. */
static const char *const nearer[][3] = {
    {"Токаев", "Tokajew", "Токтаев"},       {"Schachanow", "Шаханов", "Шараханов"},
    {"Żaparow", "Жапаров", "Захаров"},      {"Chrysztof", "Khrystof", "Kristian"},
    {"Тоқаев", "Токаев", "Токарев"},        {"Shevchenko", "Szewczenko", "Savchenko"},
    {"بوتين", "Putin", "Patton"},           {"פוטין", "Putin", "Patel"},
    {"プーチン", "Putin", "Pushkin"},       {"푸틴", "Putin", "Bhutto"},
    {"普京", "Putin", "Pavlov"},            {"Πούτιν", "Putin", "Petrov"},
    {"纳扎尔巴耶夫", "Nazarbayev", "Nizamov"}, {"Խաչատրյան", "Khachatryan", "Kocharyan"},
};

START_TEST(another_writing_costs_less_than_another_name)
{
    for (size_t i = 0; i < COUNT_OF(nearer); i++) {
        unsigned same = cost(nearer[i][0], nearer[i][1]), other = cost(nearer[i][0], nearer[i][2]);

        ck_assert_msg(same < other, "%s %s %u, %s %u", nearer[i][0], nearer[i][1], same,
                      nearer[i][2], other);
    }
}
END_TEST

START_TEST(costs_are_symmetric)
{
    for (size_t i = 0; i < COUNT_OF(nearer); i++)
        for (size_t j = 0; j < COUNT_OF(nearer); j++)
            ck_assert_uint_eq(cost(nearer[i][0], nearer[j][1]), cost(nearer[j][1], nearer[i][0]));
}
END_TEST

START_TEST(a_letter_for_any_other_has_its_price)
{
    /* the rest of the word costs a little even where it is the same */
    ck_assert_uint_ge(cost("Kirilenko", "Kirichenko"), 400);
    ck_assert_uint_lt(cost("Kirilenko", "Kirilenko"), 200);
    ck_assert_uint_eq(cost("", ""), 0);
}
END_TEST

START_TEST(long_words_are_cut)
{
    char word[400];
    struct spelling s;

    for (size_t i = 0; i < sizeof word; i++)
        word[i] = "schtz"[i % 5];
    channel_read(span_of(word, sizeof word), &s);
    ck_assert_uint_eq(s.n, ALPHABET_LETTERS);
    ck_assert_uint_lt(channel_cost(&s, &s, UINT16_MAX), UINT16_MAX);
}
END_TEST

START_TEST(explanations_tell_the_pieces)
{
    struct buf b = BUF_INIT;

    channel_explain(&b, span_str("Tokajew"), span_str("Тоқаев"));
    ck_assert_msg(strstr(buf_cstr(&b), "к") == NULL, "%s", buf_cstr(&b)); /* as it is written */
    buf_reset(&b);
    channel_explain(&b, span_str("Маркин"), span_str("Martin"));
    ck_assert_msg(strstr(buf_cstr(&b), "к~t"), "%s", buf_cstr(&b));
    buf_free(&b);
}
END_TEST

UNIT_MAIN("channel", words_are_read_in_the_alphabet_of_their_script, hangul_is_taken_apart,
          another_writing_costs_less_than_another_name, costs_are_symmetric,
          a_letter_for_any_other_has_its_price, long_words_are_cut, explanations_tell_the_pieces)
