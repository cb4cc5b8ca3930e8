/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of names and what stands between them. */
#include "unit.h"

#include "base/buf.h"
#include "names/token.h"

/* Every word with its gap before it: ">" start, "_" space, "-" hyphen, "." after an initial,
 * "," comma, "|" stop, "/" other; "*" before a word that starts a sentence. */
static char *shape(const char *text)
{
    static const char signs[] = ">_-.,|/";
    struct tokens t = VEC_INIT;
    struct buf out = BUF_INIT;

    ck_assert(tokens_read(&t, span_str(text)));
    for (size_t i = 0; i < t.len; i++) {
        buf_addch(&out, signs[t.v[i].gap]);
        if (t.v[i].starts && i > 0)
            buf_addch(&out, '*');
        buf_add(&out, token_text(span_str(text), &t.v[i]));
    }
    vec_free(&t);
    return buf_steal(&out);
}

static void check_shape(const char *text, const char *want)
{
    char *got = shape(text);

    ck_assert_str_eq(got, want);
    free(got);
}

START_TEST(gaps)
{
    check_shape("Kassym-Jomart Tokayev", ">Kassym-Jomart_Tokayev");
    check_shape("Tokayev, Kassym", ">Tokayev,Kassym");
    check_shape("one\ntwo", ">one_two");
    check_shape("one\r\ntwo", ">one_two");
    check_shape("one\n\ntwo", ">one|*two");
    check_shape("it ended. Then", ">it_ended|*Then");
    check_shape("really? Yes", ">really|*Yes");
    check_shape("a – b", ">a/*b");
    check_shape("said: \"Tokayev", ">said/*Tokayev");
    check_shape("one\xC2\xA0two", ">one_two");
    check_shape("in 2024. Tokayev", ">in/*Tokayev");
    check_shape("one - two", ">one/two");
}
END_TEST

START_TEST(initials)
{
    check_shape("N. Nazarbayev", ">N.Nazarbayev");
    check_shape("К.-Ж. Токаев", ">К.Ж.Токаев");
    check_shape("Н.А.Назарбаев", ">Н.А.Назарбаев");
    check_shape("Zh. Tokayev", ">Zh.Tokayev");
    check_shape("the end. Tokayev", ">the_end|*Tokayev");
    check_shape("ДЖ. БАЙДЕН", ">ДЖ.БАЙДЕН");
    check_shape("с ЕС. Токаев", ">с_ЕС|*Токаев");
}
END_TEST

START_TEST(apostrophes)
{
    struct tokens t = VEC_INIT;

    check_shape("près d’Astana", ">près_Astana");
    check_shape("’Tokayev’ said", ">Tokayev/said");
    check_shape("O'Brien's", ">O'Brien's");
    ck_assert(tokens_read(&t, span_str("Tokayev’s")));
    ck_assert_uint_eq(t.len, 1);
    ck_assert_uint_eq(t.v[0].apostrophe, 7);
    ck_assert_uint_eq(t.v[0].len, 11);
    vec_free(&t);
}
END_TEST

START_TEST(capitals_and_scripts)
{
    static const struct {
        const char *word;
        enum token_caps caps;
        unsigned scripts;
    } words[] = {{"tokayev", CAPS_LOWER, TOKEN_LATIN},
                 {"Tokayev", CAPS_TITLE, TOKEN_LATIN},
                 {"TOKAYEV", CAPS_UPPER, TOKEN_LATIN},
                 {"TOKAYEVs", CAPS_MIXED, TOKEN_LATIN},
                 {"Тоқаев", CAPS_TITLE, TOKEN_CYRILLIC},
                 {"Тoқаев", CAPS_TITLE, TOKEN_CYRILLIC | TOKEN_LATIN},
                 {"习近平", CAPS_NONE, TOKEN_OTHER_SCRIPT}};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct tokens t = VEC_INIT;

        ck_assert(tokens_read(&t, span_str(words[i].word)));
        ck_assert_uint_eq(t.len, 1);
        ck_assert_msg(t.v[0].caps == words[i].caps, "%s", words[i].word);
        ck_assert_msg(t.v[0].scripts == words[i].scripts, "%s", words[i].word);
        vec_free(&t);
    }
}
END_TEST

START_TEST(what_is_glued_spoils)
{
    check_shape("x2Tokayev here", "/here");
    check_shape("Tokayev2 here", "/here");
    check_shape("a_b here", "/here");
}
END_TEST

START_TEST(decomposed_letters_are_one_word)
{
    struct tokens t = VEC_INIT;

    ck_assert(tokens_read(&t, span_str("Али\xD0\xB8\xCC\x86 Қ")));
    ck_assert_uint_eq(t.len, 2);
    ck_assert_uint_eq(t.v[0].letters, 4);
    vec_free(&t);
}
END_TEST

UNIT_MAIN("token", gaps, initials, apostrophes, capitals_and_scripts, what_is_glued_spoils,
          decomposed_letters_are_one_word)
