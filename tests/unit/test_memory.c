/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times, directions, exchange with TMX, concordance. */
#include "tests/unit/unit.h"

#include "base/buf.h"
#include "memory/concord.h"
#include "memory/exchange.h"

/* Times */

START_TEST(times)
{
    static const struct {
        const char *text;
        int64_t seconds;
    } cases[] = {
        {"19700101T000000Z", 0},      {"20240229T120000Z", 1709208000},
        {"2024-02-29", 1709164800},   {"2024-02-29T12:00:00Z", 1709208000},
        {"19691231T235959Z", -1},     {"20000101", 946684800},
    };
    static const char *const bad[] = {"", "2024", "20241301", "20240101T250000Z", "20240101x"};
    char text[17];
    int64_t t;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ck_assert(tm_time_parse(span_str(cases[i].text), &t));
        ck_assert_int_eq(t, cases[i].seconds * 1000000);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        ck_assert_msg(!tm_time_parse(span_str(bad[i]), &t), "%s", bad[i]);
    tm_time_format(INT64_C(1709208000) * 1000000, text);
    ck_assert_str_eq(text, "20240229T120000Z");
}
END_TEST

/* Directions */

static void picks(const char *const *langs, size_t n, const char *source, const char *target,
                  const char *wanted)
{
    struct tm_variant v[8] = {{0}};
    struct tm_unit u = {.variants = v, .n_variants = n};
    struct tm_direction d;
    struct tm_sides sides;
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < n; i++)
        v[i] = (struct tm_variant){.lang = span_str(langs[i]), .text = span_str("x")};
    ck_assert_int_eq(tm_direction_set(&d, source, target, NULL), ST_OK);
    if (tm_direction_pick(&d, &u, &sides)) {
        for (size_t i = 0; i < sides.n_sources; i++)
            buf_printf(&b, "%u", sides.sources[i]);
        buf_adds(&b, ">");
        for (size_t i = 0; i < sides.n_targets; i++)
            buf_printf(&b, "%u", sides.targets[i]);
    }
    buf_adds(&b, "");
    ck_assert_msg(span_eqs(buf_span(&b), wanted), "%s-%s: %s", source, target, buf_cstr(&b));
    buf_free(&b);
}

START_TEST(directions)
{
    static const char *const mixed[] = {"en-US", "en-GB", "fr", "sr", "fr"};
    static const char *const scripts[] = {"kk", "kk-Latn", "en"};

    picks(mixed, 5, "en", "fr", "01>24");
    picks(mixed, 5, "en-GB", "fr-CA", "1>24");
    picks(mixed, 5, "en-US", "en-GB", "0>1");
    picks(mixed, 5, "fr", "en-US", "24>0");
    picks(mixed, 5, "fr", "de", "");
    picks(mixed, 5, "sr-Latn", "fr", "");
    picks(scripts, 3, "kk", "kk-Latn", "0>1");
    picks(scripts, 3, "kk-Cyrl", "en", "0>2");
    picks(scripts, 3, "en", "kk-Arab", "");
}
END_TEST

/* Exchange */

static const char tmx_text[] =
    "<tmx version='1.4'><header srclang='kk'/><body>"
    "<tu tuid='1' changedate='20200101T000000Z'><note xml:lang='en'>n\tt</note>"
    "<prop type='x-origin'>o</prop><prop type='x-context'>c</prop><prop type='x-origin'>o2</prop>"
    "<prop type='z' o-encoding='q'></prop>"
    "<tuv xml:lang='kk' creationid='me &amp; you'><prop type='y'>\\</prop><seg> a<ph x='1'/>b</seg></tuv>"
    "<tuv xml:lang='EN-us' changedate='20210101T000000Z'><seg>c\n</seg></tuv>"
    "<tuv xml:lang='x-odd'><seg>kept</seg></tuv><tuv xml:lang='fr'><seg></seg></tuv></tu>"
    "<tu><tuv xml:lang='kk'><seg>x</seg></tuv><tuv xml:lang='en'><seg></seg></tuv></tu>"
    "</body></tmx>";

static void write_one(struct buf *out, const struct tmx_unit *u)
{
    struct writer mem = WRITER_INIT(-1, "memory");
    struct tmx_writer w = {.out = &mem};

    tmx_write_unit(&w, u);
    buf_reset(out);
    buf_add(out, buf_span(&mem.data));
    writer_free(&mem);
}

START_TEST(tmx_units_keep_everything)
{
    struct tm_direction d, other;
    struct arena a = ARENA_INIT;
    struct buf before = BUF_INIT, after = BUF_INIT;
    const struct tmx_unit *in;
    struct tmx_unit out;
    struct tmx_reader *r;
    struct tm_unit u;
    const char *reason;
    int64_t changed;

    ck_assert_int_eq(tm_direction_set(&d, "kk", "en", NULL), ST_OK);
    ck_assert_int_eq(tm_direction_set(&other, "kk", "de", NULL), ST_OK);
    ck_assert_int_eq(tmx_open_bytes(&r, span_str(tmx_text), 0, NULL), ST_OK);
    ck_assert_int_eq(tmx_next(r, &in, NULL), 1);
    ck_assert_int_eq(tm_from_tmx(&u, in, &d, &a, &reason, NULL), ST_OK);
    ck_assert_ptr_null(reason);
    ck_assert(span_eqs(u.origin, "o") && span_eqs(u.context, "c") && span_eqs(u.srclang, "kk"));
    ck_assert(tm_time_parse(span_str("2021-01-01"), &changed));
    ck_assert_int_eq(u.changed, changed);
    ck_assert_int_eq(tm_to_tmx(&out, &u, NULL, &a, NULL), ST_OK);
    write_one(&before, in);
    write_one(&after, &out);
    /* the two columns come first, everything else is the same */
    ck_assert_ptr_nonnull(strstr(buf_cstr(&after), "<note xml:lang=\"en\">n\tt</note>"));
    ck_assert_uint_eq(before.len, after.len);
    ck_assert_str_eq(strstr(buf_cstr(&before), "<prop type=\"z\""),
                     strstr(buf_cstr(&after), "<prop type=\"z\""));
    ck_assert_int_eq(tm_from_tmx(&u, in, &other, &a, &reason, NULL), ST_OK);
    ck_assert_ptr_nonnull(reason);
    ck_assert_int_eq(tmx_next(r, &in, NULL), 1);
    ck_assert_int_eq(tm_from_tmx(&u, in, NULL, &a, &reason, NULL), ST_OK);
    ck_assert_ptr_nonnull(reason);
    tmx_close(r);
    buf_free(&before);
    buf_free(&after);
    arena_free(&a);
}
END_TEST

/* Concordance */

START_TEST(phrases_are_placed)
{
    static const struct {
        const char *text, *phrase;
        long from, to;
        bool whole;
    } cases[] = {
        {"Жоғары мәртебелі Президент", "жоғары  МӘРТЕБЕЛІ", 0, 31, true},
        {"мәртебелілер, мәртебелі", "мәртебелі", 26, 44, true},
        {"мәртебелілер", "мәртебелі", 0, 18, false},
        {"e\xCC\x81t\xC3\xA9", "\xC3\xA9TE\xCC\x81", 0, 6, true},
        {"a  b", "A B", 0, 4, true},
        {"Straße", "strasse", 0, 7, true},
        {"abc", "d", -1, 0, false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf folded = BUF_INIT;
        struct concord_place at;
        bool whole = false, found;
        ck_assert_int_eq(concord_fold(&folded, span_str(cases[i].phrase), NULL), ST_OK);
        found = concord_place(span_str(cases[i].text), buf_span(&folded), &at, &whole, NULL);
        ck_assert_int_eq(found, cases[i].from >= 0);
        if (found) {
            ck_assert_int_eq((long)at.from, cases[i].from);
            ck_assert_int_eq((long)at.to, cases[i].to);
            ck_assert_int_eq(whole, cases[i].whole);
        }
        buf_free(&folded);
    }
}
END_TEST

UNIT_MAIN("memory", times, directions, tmx_units_keep_everything, phrases_are_placed)
