/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "interchange/tmx.h"

#define HEAD "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">" \
             "<header creationtool=\"t\" srclang=\"kk\"/>\n<body>\n"
#define TAIL "</body></tmx>\n"

static struct tmx_reader *open_ok(const char *text, size_t step)
{
    struct tmx_reader *r;
    struct error e = {0};

    ck_assert_msg(tmx_open_bytes(&r, span_str(text), step, &e) == ST_OK, "%s", e.message);
    return r;
}

static const struct tmx_unit *next_ok(struct tmx_reader *r)
{
    const struct tmx_unit *u;
    struct error e = {0};

    ck_assert_msg(tmx_next(r, &u, &e) == 1, "%s", e.message);
    return u;
}

static const struct tmx_variant *variant(const struct tmx_unit *u, int n)
{
    const struct tmx_variant *v = u->variants;

    while (v && n--)
        v = v->next;
    ck_assert_ptr_nonnull(v);
    return v;
}

START_TEST(units_and_variants)
{
    struct tmx_reader *r = open_ok(
        HEAD "<tu tuid='7' creationid=\"a &amp; b\"><note>n1</note><prop type=\"x-Context\">c</prop>"
             "<tuv xml:lang='kk-KZ' changedate='20240101T000000Z'><seg> сәлем\t</seg></tuv>"
             "<tuv lang=\"en\"><prop type='p'>q</prop><seg>hello</seg></tuv></tu>\n"
             "<tu srclang='ru'><tuv xml:lang='ru'/></tu>" TAIL, 0);
    const struct tmx_unit *u = next_ok(r);

    ck_assert_uint_eq(u->line, 5);
    ck_assert(span_eqs(u->srclang, "kk"));
    ck_assert(span_eqs(tmx_attr_get(u->attrs, "tuid"), "7"));
    ck_assert(span_eqs(tmx_attr_get(u->attrs, "creationid"), "a & b"));
    ck_assert(u->infos->is_note && span_eqs(u->infos->text, "n1"));
    ck_assert(span_eqs(tmx_prop_get(u->infos, "x-context"), "c"));
    ck_assert(span_eqs(variant(u, 0)->lang, "kk-KZ"));
    ck_assert(span_eqs(variant(u, 0)->text, " сәлем\t"));
    ck_assert(span_eqs(tmx_attr_get(variant(u, 0)->attrs, "changedate"), "20240101T000000Z"));
    ck_assert(span_eqs(variant(u, 1)->lang, "en"));
    ck_assert(span_eqs(tmx_prop_get(variant(u, 1)->infos, "p"), "q"));
    ck_assert_uint_eq(variant(u, 1)->markup.len, 0);
    u = next_ok(r);
    ck_assert_uint_eq(u->line, 6);
    ck_assert(span_eqs(u->srclang, "ru"));
    ck_assert(!variant(u, 0)->has_seg);
    ck_assert_int_eq(tmx_next(r, &u, NULL), 0);
    ck_assert_int_eq(tmx_next(r, &u, NULL), 0);
    tmx_close(r);
}
END_TEST

START_TEST(inline_elements)
{
    struct tmx_reader *r = open_ok(
        HEAD "<tu><tuv xml:lang='en'><seg>A <bpt i='1' x=\"2\">&lt;b></bpt>bold<ept i='1'/> "
             "<ph>{<sub>inner</sub>}</ph><hi>kept</hi> <it pos='end'></it>&amp;<ut>z</ut>.</seg>"
             "</tuv></tu>" TAIL, 0);
    const struct tmx_unit *u = next_ok(r);

    ck_assert(span_eqs(variant(u, 0)->text, "A bold kept &."));
    ck_assert(span_eqs(variant(u, 0)->markup,
                       "A <bpt i=\"1\" x=\"2\">&lt;b&gt;</bpt>bold<ept i=\"1\"/> "
                       "<ph>{<sub>inner</sub>}</ph><hi>kept</hi> <it pos=\"end\"/>&amp;<ut>z</ut>."));
    tmx_close(r);
}
END_TEST

/* Everything that was read, as text that two readings can be compared by. */
static void dump_attrs(struct buf *out, const struct tmx_attr *a)
{
    for (; a; a = a->next)
        buf_printf(out, " %.*s=[%.*s]", SPAN_ARG(a->name), SPAN_ARG(a->value));
}

static void dump_infos(struct buf *out, const struct tmx_info *i)
{
    for (; i; i = i->next) {
        buf_printf(out, "\n  %s {%.*s}", i->is_note ? "note" : "prop", SPAN_ARG(i->text));
        dump_attrs(out, i->attrs);
    }
}

static void dump_unit(struct buf *out, const struct tmx_unit *u)
{
    buf_printf(out, "\ntu from %.*s", SPAN_ARG(u->srclang));
    dump_attrs(out, u->attrs);
    dump_infos(out, u->infos);
    for (const struct tmx_variant *v = u->variants; v; v = v->next) {
        buf_printf(out, "\n tuv %.*s {%.*s} {%.*s}", SPAN_ARG(v->lang), SPAN_ARG(v->text),
                   SPAN_ARG(v->markup));
        dump_attrs(out, v->attrs);
        dump_infos(out, v->infos);
    }
}

static void dump(struct buf *out, const char *text, size_t step)
{
    struct tmx_reader *r = open_ok(text, step);
    const struct tmx_unit *u;
    int got;

    dump_infos(out, tmx_header(r)->infos);
    buf_printf(out, "%.*s", SPAN_ARG(tmx_header(r)->udes));
    while ((got = tmx_next(r, &u, NULL)) > 0)
        dump_unit(out, u);
    ck_assert_int_eq(got, 0);
    tmx_close(r);
}

static const char rich[] =
    "\xEF\xBB\xBF<?xml version=\"1.0\" encoding='utf-8' ?>\n<!-- > -> -!> -->\n<tmx version='1.4'>"
    "<header srclang='*all*' creationtool=\"x\" creationtoolversion='1' segtype='block' o-tmf='f' "
    "adminlang='en' datatype='html'><ude name=\"Font\" base=\"b\"><map unicode=\"#xE000\"/></ude>"
    "<note xml:lang='en'>of the header</note><prop type='empty'></prop></header><body>"
    "<tu\n><prop type='multi'>two\nlines &#13; &#9; \"q\" &lt;</prop><tuv xml:lang= \n'eN-uS' "
    "creationid='&#10;&#9;&quot;'><note>n</note><seg>  ends with spaces  </seg></tuv>"
    "<tuv xml:lang='tr'><seg>&#x130;stanbul<![CDATA[ <raw> ]]>&#128169;</seg></tuv></tu>"
    "<unknown><tu/></unknown><tu><tuv xml:lang='en'><seg>x<ph x='1'>&lt;br/></ph></seg></tuv></tu>"
    "</body></tmx>";

START_TEST(reading_does_not_depend_on_pieces)
{
    static const size_t steps[] = {1, 2, 3, 7, 64, 4096};
    struct buf whole = BUF_INIT, other = BUF_INIT;

    dump(&whole, rich, 0);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&whole), "{İstanbul <raw> 💩}"));
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        buf_reset(&other);
        dump(&other, rich, steps[i]);
        ck_assert_str_eq(buf_cstr(&whole), buf_cstr(&other));
    }
    buf_free(&whole);
    buf_free(&other);
}
END_TEST

static void write_again(struct buf *out, const char *text)
{
    struct writer mem = WRITER_INIT(-1, "memory");
    struct tmx_writer w = {.out = &mem};
    struct tmx_reader *r = open_ok(text, 0);
    const struct tmx_unit *u;

    tmx_write_header(&w, tmx_header(r));
    while (tmx_next(r, &u, NULL) > 0)
        tmx_write_unit(&w, u);
    tmx_write_end(&w);
    ck_assert_uint_eq(w.replaced, 0);
    buf_add(out, buf_span(&mem.data));
    writer_free(&mem);
    tmx_close(r);
}

START_TEST(what_is_written_reads_the_same)
{
    struct buf written = BUF_INIT, twice = BUF_INIT, before = BUF_INIT, after = BUF_INIT;

    write_again(&written, rich);
    dump(&before, rich, 0);
    dump(&after, buf_cstr(&written), 0);
    ck_assert_str_eq(buf_cstr(&before), buf_cstr(&after));
    write_again(&twice, buf_cstr(&written));
    ck_assert_str_eq(buf_cstr(&written), buf_cstr(&twice));
    buf_free(&written);
    buf_free(&twice);
    buf_free(&before);
    buf_free(&after);
}
END_TEST

/* Any text that XML can hold survives writing and reading. */
START_TEST(random_units_round_trip)
{
    static const char *const pieces[] = {" ", "\t", "\n", "\r", "<", ">", "&", "\"", "'", "]]>", "ә",
                                         "İ", "💩", "a\xCC\x81", "\xC2\xA0", "&amp;", "x", "\xEE\x80\x80"};
    uint32_t seed = 4711;
    struct arena a = ARENA_INIT;

    for (int round = 0; round < 500; round++) {
        struct writer mem = WRITER_INIT(-1, "memory");
        struct tmx_writer w = {.out = &mem};
        struct tmx_header h = {0};
        struct tmx_variant v[2] = {{.lang = span_str("kk"), .next = &v[1]}, {.lang = span_str("en")}};
        struct tmx_unit u = {.variants = v};
        struct tmx_reader *r;
        const struct tmx_unit *back;
        struct span text[3];

        arena_reset(&a);
        for (int i = 0; i < 3; i++) {
            struct buf b = BUF_INIT;
            for (seed = seed * 1664525 + 1013904223; seed >> 28; seed = seed * 1664525 + 1013904223)
                buf_adds(&b, pieces[(seed >> 16) % COUNT_OF(pieces)]);
            text[i] = arena_dup(&a, buf_span(&b));
            buf_free(&b);
        }
        v[0].text = text[0];
        v[1].text = text[1];
        ck_assert(tmx_prop_add(&a, &u.infos, span_str("x"), text[2]));
        ck_assert(tmx_attr_add(&a, &u.attrs, span_str("creationid"), text[2]));
        tmx_write_header(&w, &h);
        tmx_write_unit(&w, &u);
        tmx_write_end(&w);
        r = open_ok(buf_cstr(&mem.data), 0);
        back = next_ok(r);
        ck_assert(span_eq(variant(back, 0)->text, text[0]));
        ck_assert(span_eq(variant(back, 1)->text, text[1]));
        ck_assert(span_eq(tmx_prop_get(back->infos, "x"), text[2]));
        ck_assert(span_eq(tmx_attr_get(back->attrs, "creationid"), text[2]));
        tmx_close(r);
        writer_free(&mem);
    }
    arena_free(&a);
}
END_TEST

START_TEST(characters_that_xml_lacks_are_counted)
{
    struct writer mem = WRITER_INIT(-1, "memory");
    struct tmx_writer w = {.out = &mem};
    struct tmx_variant v = {.lang = span_str("en"), .text = span_of("a\x01\xFF\xEF\xBF\xBE", 6)};
    struct tmx_unit u = {.variants = &v};

    tmx_write_unit(&w, &u);
    ck_assert_uint_eq(w.replaced, 3);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&mem.data), "<seg>a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD<"));
    writer_free(&mem);
}
END_TEST

static void encode_utf16(struct buf *out, const char *ascii, bool big)
{
    buf_addn(out, big ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (; *ascii; ascii++) {
        char unit[2] = {big ? 0 : *ascii, big ? *ascii : 0};
        buf_addn(out, unit, 2);
    }
}

START_TEST(encodings)
{
    static const struct {
        const char *name, *bytes, *text;
    } cases[] = {
        {"iso-8859-1", "\xE9", "é"},     {"us-ascii", "&#x4D9;", "ә"},
        {"windows-1251", "\xC6", "Ж"},   {"windows-1254", "\xFD", "ı"},
        {"KOI8-R", "\xF6", "Ж"},         {"Shift_JIS", "\x8A\xBF", "漢"},
    };
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tmx_reader *r;
        buf_reset(&b);
        buf_printf(&b, "<?xml version='1.0' encoding='%s'?><tmx><header/><body><tu><tuv xml:lang='x'>"
                       "<seg>%s</seg></tuv></tu></body></tmx>", cases[i].name, cases[i].bytes);
        r = open_ok(buf_cstr(&b), i % 2);
        ck_assert(span_eqs(variant(next_ok(r), 0)->text, cases[i].text));
        tmx_close(r);
    }
    for (int big = 0; big < 2; big++) {
        struct tmx_reader *r;
        buf_reset(&b);
        encode_utf16(&b, HEAD "<tu><tuv xml:lang='x'><seg>&#x4D9;</seg></tuv></tu>" TAIL, big);
        ck_assert_int_eq(tmx_open_bytes(&r, buf_span(&b), 0, NULL), ST_OK);
        ck_assert(span_eqs(variant(next_ok(r), 0)->text, "ә"));
        tmx_close(r);
    }
    buf_free(&b);
}
END_TEST

static void fails(const char *text, enum status code, uint64_t line, const char *part)
{
    struct tmx_reader *r;
    const struct tmx_unit *u;
    struct error e = {0};
    enum status st = tmx_open_bytes(&r, span_str(text), 0, &e);
    int got = 1;

    while (!st && (got = tmx_next(r, &u, &e)) > 0)
        ;
    ck_assert_msg(st || got < 0, "accepted: %s", text);
    ck_assert_int_eq(e.code, code);
    ck_assert_uint_eq(e.line, line);
    ck_assert_msg(strstr(e.message, part) != NULL, "\"%s\" lacks \"%s\"", e.message, part);
    tmx_close(r);
}

START_TEST(bad_files_are_explained)
{
    fails("", ST_SYNTAX, 1, "empty");
    fails("<?xml version='1.0'?>\n<xliff/>", ST_SYNTAX, 2, "<xliff>");
    fails("<tmx><header/></tmx>", ST_SYNTAX, 1, "<body>");
    fails(HEAD "<tu><tuv xml:lang='en'><seg>cut he", ST_SYNTAX, 5, "inside <seg>");
    fails(HEAD "<tu>\n<tuv xml:lang='en'><se", ST_SYNTAX, 6, "inside <tuv>");
    fails(HEAD "<tu></tuv>", ST_SYNTAX, 5, "mismatched");
    fails(HEAD "<tu><tuv xml:lang='en'><seg>\xFF</seg>", ST_SYNTAX, 5, "encoding");
    fails(HEAD "\n<tu><tuv xml:lang='en'><seg>&nbsp;</seg></tuv></tu>", ST_SYNTAX, 6, "&nbsp;");
    fails("<?xml version='1.0' encoding='no-such'?><tmx/>", ST_ENCODING, 1, "iconv");
}
END_TEST

START_TEST(limits_hold)
{
    struct buf b = BUF_INIT;

    buf_adds(&b, HEAD "<tu><tuv xml:lang='en'><seg>");
    for (int i = 0; i < 100; i++)
        buf_adds(&b, "<hi>");
    fails(buf_cstr(&b), ST_LIMIT, 5, "deep");
    buf_reset(&b);
    buf_adds(&b, "<!DOCTYPE tmx [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>\n");
    for (char c = 'b'; c < 'k'; c++) {
        buf_printf(&b, "<!ENTITY %c '", c);
        for (int i = 0; i < 20; i++)
            buf_printf(&b, "&%c;", c - 1);
        buf_adds(&b, "'>\n");
    }
    buf_adds(&b, "]><tmx><header/><body><tu><tuv xml:lang='en'><seg>&j;</seg></tuv></tu></body></tmx>");
    fails(buf_cstr(&b), ST_LIMIT, 11, "expand");
    buf_free(&b);
}
END_TEST

UNIT_MAIN("tmx", units_and_variants, inline_elements, reading_does_not_depend_on_pieces,
          what_is_written_reads_the_same, random_units_round_trip,
          characters_that_xml_lacks_are_counted, encodings, bad_files_are_explained, limits_hold)
