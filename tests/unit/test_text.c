/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "text/norm.h"

/* Expected lengths of the well-formed beginning, after Unicode table 3-7. */
static const struct {
    const char *bytes;
    size_t good;
} utf8_cases[] = {
    {"abc", 3},
    {"\xD0\x9A", 2},
    {"\xC0\x80", 0},             /* overlong */
    {"\xED\xA0\x80", 0},         /* surrogate */
    {"\xED\x9F\xBF", 3},
    {"\xF4\x8F\xBF\xBF", 4},
    {"\xF4\x90\x80\x80", 0},     /* above U+10FFFF */
    {"a\xE2\x82", 1},            /* cut short */
    {"\xE0\x9F\xBF", 0},         /* overlong */
    {"12345678\xFF", 8},
};

START_TEST(utf8_is_validated)
{
    for (size_t i = 0; i < COUNT_OF(utf8_cases); i++)
        ck_assert_uint_eq(utf8_valid_prefix(span_str(utf8_cases[i].bytes)), utf8_cases[i].good);
}
END_TEST

START_TEST(utf8_round_trip_of_every_scalar)
{
    uint32_t wrong = 0;

    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        size_t n, at;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        n = utf8_encode(c, bytes);
        at = n;
        wrong += utf8_prev(span_of(bytes, n), &at) != c || at != 0;
        wrong += utf8_next(span_of(bytes, n), &at) != c || at != n;
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(bad_bytes_come_one_by_one)
{
    struct span s = span_str("\xD0(\xE2\x82");
    size_t at = 0;

    ck_assert_uint_eq(utf8_next(s, &at), UTF8_BAD);
    ck_assert_uint_eq(utf8_next(s, &at), '(');
    ck_assert_uint_eq(utf8_next(s, &at), UTF8_BAD);
    ck_assert_uint_eq(utf8_next(s, &at), UTF8_BAD);
    ck_assert_uint_eq(at, s.len);
    ck_assert_uint_eq(utf8_count(s), 4);
}
END_TEST

START_TEST(bad_parts_are_replaced_maximally)
{
    struct buf b = BUF_INIT;

    /* the example of Unicode 3.9, table 3-8 */
    utf8_add_replaced(&b, span_str("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"));
    ck_assert_str_eq(buf_cstr(&b), "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
    buf_free(&b);
}
END_TEST

static void check_form(const char *in, enum norm_form form, const char *want)
{
    struct buf b = BUF_INIT;

    ck_assert_int_eq(norm_add(&b, span_str(in), form, NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&b), want);
    buf_free(&b);
}

START_TEST(normalization)
{
    check_form("Аи\u0306гүл", NORM_NFC, "Айгүл");
    check_form("Айгүл", NORM_NFD, "Аи\u0306гүл");
    check_form("e\u0301\xFFo\u0308", NORM_NFC, "é\xFFö");
    check_form("\u1100\u1161", NORM_NFC, "\uAC00");
    check_form("a\u0323\u0307", NORM_NFC, "\u1EA1\u0307");
}
END_TEST

START_TEST(normalization_of_long_text_is_seamless)
{
    struct buf in = BUF_INIT, want = BUF_INIT, got = BUF_INIT;

    for (int i = 0; i < 3000; i++) {
        buf_adds(&in, i % 7 ? "и\u0306" : "ab e\u0301");
        buf_adds(&want, i % 7 ? "й" : "ab é");
    }
    ck_assert_int_eq(norm_add(&got, buf_span(&in), NORM_NFC, NULL), ST_OK);
    ck_assert(span_eq(buf_span(&got), buf_span(&want)));
    buf_free(&in);
    buf_free(&want);
    buf_free(&got);
}
END_TEST

/* In quadratic time this would outlast the limit of a test. */
START_TEST(many_marks_are_ordered_soon)
{
    enum { PAIRS = 150000 };
    struct buf in = BUF_INIT, want = BUF_INIT, got = BUF_INIT;

    buf_adds(&in, "a");
    buf_adds(&want, "ạ");
    for (int i = 0; i < PAIRS; i++)
        buf_adds(&in, "\u0301\u0323");
    for (int i = 1; i < PAIRS; i++)
        buf_adds(&want, "\u0323");
    for (int i = 0; i < PAIRS; i++)
        buf_adds(&want, "\u0301");
    ck_assert_int_eq(norm_add(&got, buf_span(&in), NORM_NFC, NULL), ST_OK);
    ck_assert(span_eq(buf_span(&got), buf_span(&want)));
    buf_free(&in);
    buf_free(&want);
    buf_free(&got);
}
END_TEST

START_TEST(folding_and_marks)
{
    struct buf b = BUF_INIT;

    ck_assert_int_eq(norm_add_folded(&b, span_str("ТОҚАЕВ Straße"), NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&b), "тоқаев strasse");
    buf_reset(&b);
    ck_assert_int_eq(norm_add_unaccented(&b, span_str("Äljanov Қ"), NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&b), "Aljanov Қ");
    buf_free(&b);
}
END_TEST

/* A capital beside a letter has it folded in the long way. */
START_TEST(quick_folding_is_folding)
{
    struct buf slow = BUF_INIT, quick = BUF_INIT;
    unsigned plain = 0;

    for (uint32_t c = 'A'; c < 0x3000; c++) {
        char text[5], out[32];
        size_t n = utf8_encode(c, text), len;

        text[n] = 'Z';
        buf_reset(&slow);
        buf_reset(&quick);
        ck_assert_int_eq(norm_add_folded(&slow, span_of(text, n + 1), NULL), ST_OK);
        ck_assert_int_eq(norm_add_folded(&quick, span_of(text, n), NULL), ST_OK);
        buf_adds(&quick, "z");
        ck_assert_msg(span_eq(buf_span(&quick), buf_span(&slow)), "U+%04X", c);
        len = norm_fold_short(span_of(text, n), out, sizeof out);
        ck_assert_msg(span_eq(span_of(out, len), span_cut(buf_span(&slow), 0, slow.len - 1)),
                      "U+%04X", c);
        plain += norm_is_folded_quick(span_of(text, n));
    }
    ck_assert_uint_gt(plain, 26 + 31 + 60 + 120);
    ck_assert(!norm_is_folded_quick(span_str("токаеВ")));
    buf_free(&slow);
    buf_free(&quick);
}
END_TEST

START_TEST(short_folding_is_folding)
{
    static const char *const samples[] = {"", "ТОҚАЕВ Straße", "И\xCC\x86ог Šč", "a\xFF" "B",
                                          "İĞ", "ΆΣ", "Äljanov"};
    char out[64], tiny[9];
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        size_t n = norm_fold_short(span_str(samples[i]), out, sizeof out);

        buf_reset(&b);
        ck_assert_int_eq(norm_add_folded(&b, span_str(samples[i]), NULL), ST_OK);
        ck_assert(span_eq(span_of(out, n), buf_span(&b)));
    }
    buf_reset(&b);
    for (int i = 0; i < 100; i++)
        buf_adds(&b, "Қ");
    ck_assert_uint_le(norm_fold_short(buf_span(&b), tiny, sizeof tiny), sizeof tiny);
    ck_assert_uint_eq(norm_fold_short(buf_span(&b), out, sizeof out) % 2, 0);
    buf_free(&b);
}
END_TEST

START_TEST(scripts)
{
    ck_assert_int_eq(char_script('a'), SCRIPT_LATIN);
    ck_assert_int_eq(char_script(0x04D9), SCRIPT_CYRILLIC); /* ә */
    ck_assert_int_eq(char_script(0x0259), SCRIPT_LATIN);    /* ə */
    ck_assert_int_eq(char_script(0x06D5), SCRIPT_ARABIC);   /* ە */
    ck_assert_int_eq(char_script(0x4E60), SCRIPT_HAN);
    ck_assert_int_eq(char_script('1'), SCRIPT_COMMON);
    ck_assert_int_eq(char_script(0x0301), SCRIPT_COMMON);
}
END_TEST

static uint64_t state = 20240607;

static uint32_t rnd(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

/* Where decoding meets the first bad byte. */
static size_t first_bad(struct span s)
{
    size_t at = 0, len;

    while (at < s.len && utf8_decode_slow(s, at, &len) != UTF8_BAD)
        at += len;
    return at;
}

/* Characters of all lengths, now and then a wrong byte: eight bytes at a time as one by one. */
START_TEST(validation_is_decoding)
{
    static const uint32_t ends[] = {0x80, 0x800, 0x500, 0xD7FF, 0x10FFFF};
    size_t bad = 0;

    for (int round = 0; round < 20000; round++) {
        struct buf b = BUF_INIT;
        uint32_t n = rnd(40), end = ends[rnd(COUNT_OF(ends))];

        for (uint32_t i = 0; i < n; i++) {
            uint32_t c = rnd(rnd(3) ? end : 0x500);

            utf8_add(&b, c >= 0xD800 && c < 0xE000 ? '-' : c);
        }
        for (uint32_t i = rnd(3); i > 0 && b.len > 0; i--)
            b.data[rnd((uint32_t)b.len)] = (char)rnd(256);
        bad += first_bad(buf_span(&b)) < b.len;
        ck_assert_uint_eq(utf8_valid_prefix(buf_span(&b)), first_bad(buf_span(&b)));
        buf_free(&b);
    }
    ck_assert_uint_gt(bad, 1000);
}
END_TEST

/* Composing piece by piece is composing the decomposed form; what the quick check takes for composed
 * is composed. */
START_TEST(composing_in_pieces)
{
    static const uint32_t of[] = {'t', 's', 'i', 'I', ' ', 0x361, 0x35C, 0x301, 0x306, 0x323, 0x438,
                                  0x456, 0x60C, 0x61F, 0x615, 0x627, 0x64B, 0x653, 0x654, 0x674,
                                  0x6C1, 0x6D5, 0x6D6, 0x1EB1, 0x2019, 0x2026, 0x212B};
    struct error e;
    size_t yes = 0;

    for (int round = 0; round < 50000; round++) {
        struct buf text = BUF_INIT, apart = BUF_INIT, made = BUF_INIT;

        for (uint32_t n = rnd(9); n > 0; n--)
            utf8_add(&text, of[rnd(COUNT_OF(of))]);
        ck_assert_int_eq(norm_add(&apart, buf_span(&text), NORM_NFD, &e), ST_OK);
        ck_assert_int_eq(norm_add(&made, buf_span(&apart), NORM_NFC, &e), ST_OK);
        buf_reset(&apart);
        ck_assert_int_eq(norm_add(&apart, buf_span(&text), NORM_NFC, &e), ST_OK);
        ck_assert_msg(span_eq(buf_span(&made), buf_span(&apart)), "%s", buf_cstr(&text));
        if (norm_is_nfc_quick(buf_span(&text))) {
            yes++;
            ck_assert_msg(span_eq(buf_span(&made), buf_span(&text)), "%s", buf_cstr(&text));
        }
        buf_free(&text);
        buf_free(&apart);
        buf_free(&made);
    }
    ck_assert_uint_gt(yes, 1000);
    ck_assert(norm_is_nfc_quick(span_str("t\xCD\xA1sentr i\xCD\xA1")));
    ck_assert(norm_is_nfc_quick(span_str("\xD8\x8C \xD8\x9F \xDB\x95")));
}
END_TEST

UNIT_MAIN("text", validation_is_decoding, composing_in_pieces, utf8_is_validated, utf8_round_trip_of_every_scalar, bad_bytes_come_one_by_one,
          bad_parts_are_replaced_maximally, normalization, normalization_of_long_text_is_seamless,
          many_marks_are_ordered_soon, folding_and_marks, quick_folding_is_folding, short_folding_is_folding, scripts)
