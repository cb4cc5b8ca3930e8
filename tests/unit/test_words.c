/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "base/buf.h"
#include "text/utf8.h"
#include "text/words.h"

#include <stdio.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* Tokens joined by "|", a kind letter before each. */
static void cut(struct buf *out, struct span s)
{
    static const char kinds[] = "wn.";
    struct word w;
    size_t at = 0;

    buf_reset(out);
    while (word_next(s, &at, &w)) {
        if (out->len)
            buf_addch(out, '|');
        buf_addch(out, kinds[w.kind]);
        buf_add(out, w.text);
    }
    buf_adds(out, "");
}

static const char *const cases[][2] = {
    {"", ""},
    {" \t\n\xC2\xA0", ""},
    {"can't stop", "wcan't|wstop"},
    {"'quoted'", ".'|wquoted|.'"},
    {"l’été", "wl’été"},
    {"1,000.50 km", "n1,000.50|wkm"},
    {"1, 2", "n1|.,|n2"},
    {"12:30", "n12|.:|n30"},
    {"Нұр-Сұлтан", "wНұр|.-|wСұлтан"},
    {"Жоғары мәртебелі!", "wЖоғары|wмәртебелі|.!"},
    {"e\xCC\x81t\xC3\xA9", "we\xCC\x81t\xC3\xA9"},
    {"U.S.A.", "wU.S.A|.."},
    {"snake_case _", "wsnake_case|._"},
    {"5%", "n5|.%"},
    {"4th", "w4th"},
    {"漢字", "w漢|w字"},
    {"カタカナ", "wカタカナ"},
    {"ק\"ג", "wק\"ג"},
    {"\xFF" "a", ".\xFF|wa"},
    {"«Ана тілі»", ".«|wАна|wтілі|.»"},
    {"👩‍👩‍👧!", ".👩‍👩‍👧|.!"},
    {"🇰🇿🇷🇺", ".🇰🇿|.🇷🇺"},
    {"12\xE2\x80\xAF" "000", "n12|n000"},
};

START_TEST(words_are_cut)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cut(&out, span_str(cases[i][0]));
        ck_assert_str_eq(buf_cstr(&out), cases[i][1]);
        ck_assert_uint_eq(word_count(span_str("a b!")), 3);
    }
    buf_free(&out);
}
END_TEST

/* Characters from every class of the word rules, but none that ICU looks up in a dictionary
 * (Hangul among them). */
static const uint32_t sample[] = {
    'a', 'Z', '1', '9', ' ', '.', ',', '\'', '_', '-', ':', ';', '"', '!', 0xE9, 0x301, 0xAD,
    0xB7, 0x2019, 0x416, 0x4D9, 0x627, 0x661, 0x66C, 0x5D0, 0x5EA, 0x5F4, 0x30A2, 0x30FC, 0x200D,
    0x1F469, 0x1F3FD, 0x1F1F0, 0x20AC, 0xBD, 0x2167, 0x24B6, 0x10D0, 0x203F, 0x589, 0x2028,
};

static uint32_t seed = 20240101;

static uint32_t next_random(uint32_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* What ICU's root word rules make of the same text, white space left out. */
static void cut_with_icu(struct buf *out, struct span s)
{
    UErrorCode code = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, s.ptr, (int64_t)s.len, &code);
    UBreakIterator *it = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    int32_t from = 0, to;

    ubrk_setUText(it, text, &code);
    ck_assert(U_SUCCESS(code));
    buf_reset(out);
    ubrk_first(it);
    while ((to = ubrk_next(it)) != UBRK_DONE) {
        struct span token = span_cut(s, (size_t)from, (size_t)to);
        from = to;
        if (token.ptr[0] == ' ' || span_eqs(token, "\xE2\x80\xA8"))
            continue;
        if (out->len)
            buf_addch(out, '|');
        buf_add(out, token);
    }
    buf_adds(out, "");
    ubrk_close(it);
    utext_close(text);
}

static void cut_plain(struct buf *out, struct span s)
{
    struct word w;
    size_t at = 0;

    buf_reset(out);
    while (word_next(s, &at, &w)) {
        if (out->len)
            buf_addch(out, '|');
        buf_add(out, w.text);
    }
    buf_adds(out, "");
}

START_TEST(boundaries_are_those_of_icu)
{
    struct buf text = BUF_INIT, ours = BUF_INIT, theirs = BUF_INIT;

    for (int i = 0; i < 20000; i++) {
        uint32_t n = 1 + next_random(9);
        uint32_t before = ' ';
        buf_reset(&text);
        while (n--) {
            uint32_t c = sample[next_random(COUNT_OF(sample))];
            /* marks after white space stand alone in both, but are glued to it in ICU */
            if (before == ' ' || before == 0x2028)
                c = c == 0x301 || c == 0xAD || c == 0x200D || c == 0x1F3FD ? 'a' : c;
            utf8_add(&text, before = c);
        }
        cut_plain(&ours, buf_span(&text));
        cut_with_icu(&theirs, buf_span(&text));
        ck_assert_msg(span_eq(buf_span(&ours), buf_span(&theirs)), "\"%s\": %s, ICU: %s",
                      buf_cstr(&text), buf_cstr(&ours), buf_cstr(&theirs));
    }
    buf_free(&text);
    buf_free(&ours);
    buf_free(&theirs);
}
END_TEST

START_TEST(any_bytes_are_covered)
{
    for (int i = 0; i < 5000; i++) {
        char bytes[12];
        size_t at = 0, end = 0;
        struct word w;
        for (size_t j = 0; j < sizeof bytes; j++)
            bytes[j] = (char)next_random(256);
        while (word_next(span_of(bytes, sizeof bytes), &at, &w)) {
            ck_assert(w.text.len > 0 && w.text.ptr >= bytes + end);
            end = (size_t)(w.text.ptr - bytes) + w.text.len;
            ck_assert_uint_eq(end, at);
        }
        ck_assert(end <= sizeof bytes);
    }
}
END_TEST

UNIT_MAIN("words", words_are_cut, boundaries_are_those_of_icu, any_bytes_are_covered)
