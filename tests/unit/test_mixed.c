/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include "text/mixed.h"
#include "text/words.h"

static bool garbled(const char *word, enum script script)
{
    return mixed_is_garbled(span_str(word), script);
}

START_TEST(garbled_in_cyrillic)
{
    static const char *const yes[] = {
        "Казaк",         /* a */
        "Қазақстаннiң",  /* i */
        "қəзір",         /* U+0259 */
        "Peспублика",    /* its beginning */
        "Каза\x61",      /* its end */
        "EXPOДА",        /* capitals behind capitals */
        "ҚазTransОйл",   /* thrice */
        "cëмга", "Jугославија",
    };
    static const char *const no[] = {
        "Казак", "Kazak", "", "Windowsта", "iPhoneды", "Kaspiде", "EXPOда", "XXIғасыр", "антиNATO",
        "sвезда", "Астана",
    };

    for (size_t i = 0; i < COUNT_OF(yes); i++)
        ck_assert_msg(garbled(yes[i], SCRIPT_CYRILLIC), "%s", yes[i]);
    for (size_t i = 0; i < COUNT_OF(no); i++)
        ck_assert_msg(!garbled(no[i], SCRIPT_CYRILLIC), "%s", no[i]);
}
END_TEST

START_TEST(garbled_in_latin)
{
    ck_assert(garbled("Qаzaq", SCRIPT_LATIN)); /* а */
    ck_assert(garbled("оqu", SCRIPT_LATIN));   /* о */
    ck_assert(garbled("qəzіr", SCRIPT_LATIN)); /* і */
    ck_assert(!garbled("Қазақстанda", SCRIPT_LATIN));
    ck_assert(!garbled("САРСda", SCRIPT_LATIN));
    ck_assert(!garbled("Qazaq", SCRIPT_LATIN));
}
END_TEST

START_TEST(repaired)
{
    static const struct {
        const char *word;
        enum script script;
        const char *want; /* NULL: it cannot be */
    } cases[] = {
        {"Казaк", SCRIPT_CYRILLIC, "Казак"},     {"қəзiр", SCRIPT_CYRILLIC, "қәзір"},
        {"sвезда", SCRIPT_CYRILLIC, "ѕвезда"},   {"Windowsта", SCRIPT_CYRILLIC, NULL},
        {"Qаzaq", SCRIPT_LATIN, "Qazaq"},        {"Казaк", SCRIPT_LATIN, NULL},
    };
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool done;

        buf_reset(&b);
        done = mixed_repair(span_str(cases[i].word), cases[i].script, &b);
        ck_assert_msg(done == (cases[i].want != NULL), "%s", cases[i].word);
        if (done)
            ck_assert_str_eq(buf_cstr(&b), cases[i].want);
    }
    buf_free(&b);
}
END_TEST

/* The fast search finds what looking at each word finds, wherever they stand. */
static void same_words(struct span text, enum script script)
{
    struct span word, want;
    size_t at = 0, slow = 0;

    while (word_next_letters(text, &slow, &want)) {
        if (!mixed_is_garbled(want, script))
            continue;
        ck_assert(mixed_next_garbled(text, script, &at, &word));
        ck_assert_ptr_eq(word.ptr, want.ptr);
        ck_assert_uint_eq(word.len, want.len);
    }
    ck_assert(!mixed_next_garbled(text, script, &at, &word));
    ck_assert_uint_eq(at, text.len);
}

START_TEST(searched)
{
    static const char *const parts[] = {
        "a", "s", "I", "а", "ы", "ə", "ё", "ë", "\u0306", " ", "—", "1", "\xFF", "\xD0", "көл", "Windows",
    };
    struct buf b = BUF_INIT;
    uint32_t seed = 20231;

    for (unsigned round = 0; round < 3000; round++) {
        unsigned n = 1 + round % 40;

        buf_reset(&b);
        while (n-- > 0) {
            seed = seed * 1664525 + 1013904223;
            buf_adds(&b, parts[(seed >> 16) % COUNT_OF(parts)]);
        }
        same_words(buf_span(&b), SCRIPT_CYRILLIC);
        same_words(buf_span(&b), SCRIPT_LATIN);
    }
    buf_free(&b);
}
END_TEST

/* No byte behind the text is read, which only tools that watch memory see. */
START_TEST(ends_anywhere)
{
    static const char text[] = "ұзақ мəтін мен Кaз";

    for (size_t n = 0; n < sizeof text; n++) {
        char *copy = malloc(n ? n : 1);

        ck_assert_ptr_nonnull(copy);
        memcpy(copy, text, n);
        same_words(span_of(copy, n), SCRIPT_CYRILLIC);
        free(copy);
    }
}
END_TEST

UNIT_MAIN("mixed", garbled_in_cyrillic, garbled_in_latin, repaired, searched, ends_anywhere)
