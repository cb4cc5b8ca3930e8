/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "interchange/bifile.h"

static struct bifile *open_ok(struct span bytes)
{
    struct bifile *f;
    struct error e = {0};

    ck_assert_msg(bifile_open_bytes(&f, bytes, "t", &e) == ST_OK, "line %d: %s", (int)e.line,
                  e.message);
    return f;
}

/* The file written again; freed by the caller. */
static char *written(struct bifile *f)
{
    struct buf out = BUF_INIT;
    struct error e = {0};

    ck_assert_msg(bifile_write(f, &out, &e) == ST_OK, "%s", e.message);
    return buf_steal(&out);
}

static void put_ok(struct bifile *f, size_t i, const char *text, const struct bi_place *places,
                   size_t n, double score)
{
    struct bi_put put = {.text = span_str(text), .places = places, .n_places = n};
    struct bi_change change = {.targets = &put, .n_targets = 1, .score = score,
                               .fuzzy = score < 100, .match = span_str("match"),
                               .match_target = span_str("as it was")};
    struct error e = {0};

    ck_assert_msg(bifile_put(f, i, &change, &e) == ST_OK, "%s", e.message);
}

#define EQ(span, text) ck_assert_msg(span_eqs(span, text), "got \"%.*s\"", SPAN_ARG(span))

#define PO_HEAD                                                                                    \
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                    \
    "\"Language: ru\\n\"\n"                                                                        \
    "\"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n > 1 ? 1 : 2);\\n\"\n\n"

START_TEST(po_units)
{
    static const char text[] = PO_HEAD
        "# of a translator\n#. of a programmer\n#: a.c:1\n#, c-format, fuzzy\n"
        "#| msgid \"Fil\"\nmsgctxt \"menu\"\nmsgid \"\"\n\"File\\t\\\"%s\\\"\\n\"\n\"\\101\\x42\"\n"
        "msgstr \"Файл %s\"\n\n"
        "msgid \"one\"\nmsgid_plural \"many\"\nmsgstr[0] \"a\"\nmsgstr[1] \"\"\n\"b\"\n"
        "msgstr[2] \"c\"\n\nmsgid \"e\"\nmsgstr \"\"\n\n#~ msgid \"old\"\n#~ msgstr \"старый\"\n";
    struct bifile *f = open_ok(span_str(text));
    const struct bi_unit *u = bifile_unit(f, 0);
    struct span expression;

    ck_assert_int_eq(bifile_kind(f), BI_PO);
    ck_assert_uint_eq(bifile_count(f), 4);
    ck_assert_uint_eq(bifile_plurals(f, &expression), 3);
    EQ(expression, "(n%10==1 ? 0 : n > 1 ? 1 : 2)");
    EQ(bifile_target_lang(f), "ru");
    ck_assert_uint_eq(u->line, 12);
    ck_assert_uint_eq(u->target_line, 16);
    EQ(u->context, "menu");
    EQ(u->source.text, "File\t\"%s\"\nAB");
    EQ(u->targets[0].text, "Файл %s");
    EQ(u->format, "c-format");
    ck_assert_int_eq(u->state, BI_FUZZY);
    ck_assert_uint_eq(u->n_notes, 2);
    EQ(u->notes[0], "of a translator");
    EQ(u->notes[1], "of a programmer");
    u = bifile_unit(f, 1);
    ck_assert_ptr_null(u->context.ptr);
    EQ(u->plural.text, "many");
    ck_assert_uint_eq(u->n_targets, 3);
    EQ(u->targets[1].text, "b");
    ck_assert_int_eq(u->state, BI_TRANSLATED);
    ck_assert_int_eq(bifile_unit(f, 2)->state, BI_EMPTY);
    ck_assert(bifile_unit(f, 3)->obsolete);
    EQ(bifile_unit(f, 3)->targets[0].text, "старый");
    bifile_close(f);
}
END_TEST

/* A backslash at the end of a line, as gettext reads it: the string goes on. */
START_TEST(po_continued)
{
    static const char text[] = PO_HEAD "msgid \"a\\\nb\"\nmsgstr \"A\\\nB\"\n\nmsgid \"c\"\nmsgstr \"\"\n";
    struct bifile *f = open_ok(span_str(text));

    ck_assert_uint_eq(bifile_count(f), 2);
    EQ(bifile_unit(f, 0)->source.text, "ab");
    EQ(bifile_unit(f, 0)->targets[0].text, "AB");
    ck_assert_uint_eq(bifile_unit(f, 1)->line, 12);
    bifile_close(f);
}
END_TEST

START_TEST(po_put)
{
    static const char text[] = PO_HEAD
        "#, c-format\nmsgid \"a\"\nmsgstr \"\"\n\nmsgid \"b\"\nmsgstr \"\"\n\n"
        "#, fuzzy\n#| msgid \"x\"\nmsgid \"c\"\nmsgstr \"\"\n\"alt\\n\"\n\"neu\"\n\n"
        "msgid \"d\"\nmsgstr \"stays\" ";
    static const char expected[] = PO_HEAD
        "#, fuzzy, c-format\nmsgid \"a\"\nmsgstr \"\\\"A\\\"\\\\\"\n\n"
        "#, fuzzy\nmsgid \"b\"\nmsgstr \"\"\n\"B\\n\"\n\"B\\n\"\n\n"
        "msgid \"c\"\nmsgstr \"C\\n\"\n\n"
        "msgid \"d\"\nmsgstr \"stays\" ";
    struct bifile *f = open_ok(span_str(text));
    char *out = written(f);

    ck_assert_str_eq(out, text);
    free(out);
    put_ok(f, 0, "\"A\"\\", NULL, 0, 80);
    put_ok(f, 1, "B\nB\n", NULL, 0, 99);
    put_ok(f, 2, "C\n", NULL, 0, 100);
    out = written(f);
    ck_assert_str_eq(out, expected);
    free(out);
    bifile_close(f);
}
END_TEST

START_TEST(po_charset)
{
    static const char text[] =
        "msgid \"\"\r\nmsgstr \"Content-Type: text/plain; charset=windows-1251\\n\"\r\n\r\n"
        "msgid \"yes\"\r\nmsgstr \"\xE4\xE0\"\r\n\r\nmsgid \"no\"\r\nmsgstr \"\"\r\n";
    struct bifile *f = open_ok(span_str(text));
    struct bi_put put = {.text = span_str("қ")};
    struct bi_change change = {.targets = &put, .n_targets = 1, .score = -1};
    struct error e;
    char *out;

    EQ(bifile_unit(f, 0)->targets[0].text, "да");
    ck_assert_int_eq(bifile_put(f, 1, &change, &e), ST_ENCODING);
    put_ok(f, 1, "нет", NULL, 0, 100);
    out = written(f);
    ck_assert_ptr_nonnull(strstr(out, "msgid \"no\"\r\nmsgstr \"\xED\xE5\xF2\"\r\n"));
    ck_assert_uint_eq(strlen(out), sizeof text - 1 + 3);
    free(out);
    bifile_close(f);
}
END_TEST

START_TEST(po_refused)
{
    static const char *const bad[] = {
        PO_HEAD "msgid \"a\"\nmsgstr \"b\n",
        PO_HEAD "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n",
        PO_HEAD "msgid \"a\"\n",
        "plain text\n",
    };

    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct bifile *f;
        struct error e = {0};
        enum status st = bifile_open_bytes(&f, span_str(bad[i]), "t.po", &e);

        ck_assert_msg(st == ST_SYNTAX || st == ST_UNSUPPORTED, "%zu", i);
        ck_assert(e.message[0]);
    }
}
END_TEST

#define X1_HEAD                                                                                    \
    "<?xml version='1.0'?>\n<xliff version=\"1.2\" "                                               \
    "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"                                           \
    "<file original=\"o\" source-language=\"en\" target-language=\"kk\" datatype=\"x\"><body>\n"
#define X1_TAIL "</body></file></xliff>\n"

START_TEST(xliff1_units)
{
    static const char text[] = X1_HEAD
        "<trans-unit id=\"1\" approved=\"yes\"><source>a &amp; b</source><target>c</target>"
        "<note>n</note></trans-unit>\n"
        "<group translate=\"no\"><trans-unit id=\"2\"><source>x<g id=\"7\" ctype=\"bold\">y"
        "<x id=\"8\"/></g>z</source><target state=\"needs-translation\">Z<g id=\"7\">Y"
        "<x id=\"8\"/></g></target></trans-unit></group>\n"
        "<trans-unit id=\"3\"><source><bpt id=\"1\">&lt;b></bpt>t<ept id=\"1\">&lt;/b></ept>"
        "<ph id=\"2\">%s<sub>under</sub></ph><it id=\"3\" pos=\"open\">i</it></source>"
        "<alt-trans><target>no</target></alt-trans></trans-unit>\n"
        "<trans-unit id=\"4\"><source>A. B.</source><seg-source><mrk mtype=\"seg\" mid=\"s\">A."
        "</mrk> <mrk mtype=\"seg\" mid=\"t\">B.</mrk></seg-source>"
        "<target><mrk mtype=\"seg\" mid=\"s\">Ә.</mrk></target></trans-unit>\n" X1_TAIL;
    struct bifile *f = open_ok(span_str(text));
    const struct bi_unit *u = bifile_unit(f, 0);

    ck_assert_uint_eq(bifile_count(f), 5);
    EQ(bifile_source_lang(f), "en");
    EQ(bifile_target_lang(f), "kk");
    EQ(u->source.text, "a & b");
    EQ(u->source.markup, "");
    EQ(u->file, "o");
    EQ(u->notes[0], "n");
    ck_assert_int_eq(u->state, BI_FINAL);
    ck_assert(u->translate);
    u = bifile_unit(f, 1);
    ck_assert(!u->translate);
    EQ(u->source.text, "xyz");
    EQ(u->source.markup,
       "x<bpt i=\"1\" x=\"1\" type=\"bold\"/>y<ph x=\"2\"/><ept i=\"1\"/>z");
    EQ(u->targets[0].markup, "Z<bpt i=\"1\" x=\"1\"/>Y<ph x=\"2\"/><ept i=\"1\"/>");
    EQ(u->source.codes[2].raw, "</g>");
    ck_assert_int_eq(u->state, BI_FUZZY);
    u = bifile_unit(f, 2);
    EQ(u->source.text, "t");
    EQ(u->source.markup, "<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>t<ept i=\"1\">&lt;/b&gt;</ept>"
                         "<ph x=\"2\">%sunder</ph><it pos=\"begin\" x=\"3\">i</it>");
    ck_assert_int_eq(u->state, BI_EMPTY);
    ck_assert_uint_eq(u->target_line, 0);
    EQ(bifile_unit(f, 3)->id, "4/s");
    EQ(bifile_unit(f, 3)->targets[0].text, "Ә.");
    EQ(bifile_unit(f, 4)->source.text, "B.");
    ck_assert_int_eq(bifile_unit(f, 4)->state, BI_EMPTY);
    bifile_close(f);
}
END_TEST

START_TEST(xliff1_put)
{
    static const char text[] = X1_HEAD
        "<trans-unit id=\"1\">\n  <source>a<g id=\"7\">b</g></source>\n</trans-unit>\n"
        "<trans-unit id=\"2\"><source>s</source><target xml:lang='kk' state='new'/></trans-unit>\n"
        "<trans-unit id=\"4\"><source>A. B.</source><seg-source><mrk mtype=\"seg\" mid=\"s\">A."
        "</mrk> <mrk mtype=\"seg\" mid=\"t\">B.</mrk></seg-source>"
        "<target><mrk mtype=\"seg\" mid=\"s\">Ә.</mrk></target></trans-unit>\n" X1_TAIL;
    static const char expected[] = X1_HEAD
        "<trans-unit id=\"1\">\n  <source>a<g id=\"7\">b</g></source>"
        "\n  <target state=\"translated\" state-qualifier=\"exact-match\"><g id=\"7\">B</g>&amp;"
        "</target>\n</trans-unit>\n"
        "<trans-unit id=\"2\"><source>s</source><target xml:lang='kk' "
        "state='needs-review-translation' state-qualifier=\"fuzzy-match\">S</target>"
        "<alt-trans match-quality=\"80.50\" origin=\"tilmach\"><source>match</source>"
        "<target>as it was</target></alt-trans></trans-unit>\n"
        "<trans-unit id=\"4\"><source>A. B.</source><seg-source><mrk mtype=\"seg\" mid=\"s\">A."
        "</mrk> <mrk mtype=\"seg\" mid=\"t\">B.</mrk></seg-source>"
        "<target state=\"translated\" state-qualifier=\"exact-match\"><mrk mtype=\"seg\" mid=\"s\">"
        "Ә.</mrk> <mrk mtype=\"seg\" mid=\"t\">Б.</mrk></target></trans-unit>\n" X1_TAIL;
    const struct bi_place places[] = {{0, 0}, {1, 1}};
    struct bifile *f = open_ok(span_str(text));
    char *out = written(f);

    ck_assert_str_eq(out, text);
    free(out);
    put_ok(f, 0, "B&", places, 2, 100);
    put_ok(f, 1, "S", NULL, 0, 80.5);
    put_ok(f, 3, "Б.", NULL, 0, 101);
    out = written(f);
    ck_assert_str_eq(out, expected);
    free(out);
    bifile_close(f);
}
END_TEST

START_TEST(codes_that_do_not_fit)
{
    static const char text[] = X1_HEAD
        "<trans-unit id=\"1\"><source><g id=\"1\">a</g><g id=\"2\">b</g><x id=\"3\"/></source>"
        "</trans-unit>\n" X1_TAIL;
    static const struct bi_place cases[][5] = {
        {{0, 0}, {1, 1}, {1, 2}, {2, 3}, {2, 3}}, /* one twice */
        {{0, 1}, {1, 0}, {1, 2}, {2, 3}, {2, 4}}, /* closed before it is open */
        {{0, 0}, {0, 2}, {1, 1}, {2, 3}, {2, 4}}, /* crossing */
        {{0, 0}, {1, 1}, {0, 2}, {2, 3}, {2, 4}}, /* backwards */
        {{0, 0}, {1, 1}, {1, 2}, {9, 3}, {9, 4}}, /* outside */
    };
    struct bifile *f = open_ok(span_str(text));

    for (size_t i = 0; i <= COUNT_OF(cases); i++) {
        struct bi_put put = {.text = span_str("ab"),
                             .places = cases[i % COUNT_OF(cases)],
                             .n_places = i < COUNT_OF(cases) ? 5 : 4};
        struct bi_change change = {.targets = &put, .n_targets = 1, .score = -1};
        struct error e;
        ck_assert_int_eq(bifile_put(f, 0, &change, &e), ST_USAGE);
    }
    bifile_close(f);
}
END_TEST

#define X2(attrs, body)                                                                            \
    "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\"" attrs  \
    ">\n<file id=\"f\"><unit id=\"u\">" body "</unit></file></xliff>\n"

START_TEST(xliff2)
{
    static const char text[] = X2("",
        "<originalData><data id=\"d\">&lt;b></data></originalData>"
        "<segment id=\"s\">\n <source>a<pc id=\"1\" dataRefStart=\"d\">b</pc></source></segment>"
        "<segment state=\"initial\"><source>c<ph id=\"2\"/></source></segment>");
    static const char expected[] = X2(" trgLang=\"kk\"",
        "<originalData><data id=\"d\">&lt;b></data></originalData>"
        "<segment id=\"s\" state=\"translated\" subState=\"tilmach:match-100.00\">\n <source>a"
        "<pc id=\"1\" dataRefStart=\"d\">b</pc></source>\n <target>A"
        "<pc id=\"1\" dataRefStart=\"d\">B</pc></target></segment>"
        "<segment state=\"initial\" subState=\"tilmach:match-88.00\"><source>c<ph id=\"2\"/>"
        "</source><target><ph id=\"2\"/>C</target></segment>");
    const struct bi_place first[] = {{1, 0}, {2, 1}}, second[] = {{0, 0}};
    struct bifile *f = open_ok(span_str(text));
    struct error e;
    char *out;

    ck_assert_int_eq(bifile_kind(f), BI_XLIFF2);
    ck_assert_uint_eq(bifile_count(f), 2);
    EQ(bifile_unit(f, 0)->id, "u/s");
    EQ(bifile_unit(f, 0)->source.markup, "a<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>b<ept i=\"1\"/>");
    ck_assert_int_eq(bifile_unit(f, 1)->state, BI_EMPTY);
    ck_assert_int_eq(bifile_declare_target(f, span_str("kk"), &e), ST_OK);
    put_ok(f, 0, "AB", first, 2, 100);
    put_ok(f, 1, "C", second, 1, 88);
    out = written(f);
    ck_assert_str_eq(out, expected);
    free(out);
    bifile_close(f);
}
END_TEST

/* Each ASCII character of `text` in two bytes, with a byte order mark. */
static struct span wide(const char *text, char *out)
{
    size_t n = 0;

    out[n++] = '\xFF';
    out[n++] = '\xFE';
    for (; *text; text++) {
        out[n++] = *text;
        out[n++] = '\0';
    }
    return span_of(out, n);
}

START_TEST(utf16)
{
    char in[2000], want[2000];
    struct buf mem = BUF_INIT;
    const struct bi_place places[] = {{1, 0}};
    struct bifile *f = open_ok(wide("<xliff version='1.2'><file source-language='en' "
                                    "target-language='de'><body><trans-unit id='1'><source>a"
                                    "<x id='1'/></source><target/></trans-unit></body></file>"
                                    "</xliff>", in));
    struct span expected = wide("<xliff version='1.2'><file source-language='en' "
                                "target-language='de'><body><trans-unit id='1'><source>a"
                                "<x id='1'/></source><target state=\"translated\" "
                                "state-qualifier=\"exact-match\">A<x id='1'/></target>"
                                "</trans-unit></body></file></xliff>", want);
    struct error e;

    EQ(bifile_unit(f, 0)->source.text, "a");
    put_ok(f, 0, "A", places, 1, 100);
    ck_assert_int_eq(bifile_write(f, &mem, &e), ST_OK);
    ck_assert(span_eq(buf_span(&mem), expected));
    buf_free(&mem);
    bifile_close(f);
}
END_TEST

START_TEST(foreign_encoding)
{
    static const char text[] =
        "<?xml version='1.0' encoding='windows-1252'?><xliff version='1.2'><file "
        "source-language='en' target-language='kk'><body><trans-unit id='1'><source>caf\xE9"
        "</source><target>x</target></trans-unit></body></file></xliff>";
    struct bifile *f = open_ok(span_str(text));
    char *out;

    EQ(bifile_unit(f, 0)->source.text, "café");
    put_ok(f, 0, "é қ", NULL, 0, 100);
    out = written(f);
    ck_assert_ptr_nonnull(strstr(out, "\xE9 &#1179;</target>"));
    free(out);
    bifile_close(f);
}
END_TEST

START_TEST(hostile_xml)
{
    static const char *const bad[] = {
        "<xliff version='1.2'><file>",
        "<xliff version='3.0'/>",
        "<xliff version='1.2'><file><body><trans-unit id='1'/></body></file></xliff>",
        "<!DOCTYPE xliff [<!ENTITY a '<trans-unit id=\"1\"><source>s</source></trans-unit>'>]>"
        "<xliff version='1.2'><file><body>&a;</body></file></xliff>",
        "<!DOCTYPE xliff SYSTEM 'x.dtd'><xliff version='1.2'><file><body><trans-unit id='1'>"
        "<source>&undefined;</source></trans-unit></body></file></xliff>",
    };
    char deep[4000] = "<xliff version='1.2'>";

    for (size_t i = 0; i < 300; i++)
        strncat(deep, "<g>", sizeof deep - strlen(deep) - 1);
    for (size_t i = 0; i <= COUNT_OF(bad); i++) {
        struct bifile *f;
        struct error e = {0};
        ck_assert_msg(bifile_open_bytes(&f, span_str(i ? bad[i - 1] : deep), "t", &e) != ST_OK,
                      "%zu", i);
        ck_assert_ptr_null(f);
        ck_assert(e.message[0]);
    }
}
END_TEST

UNIT_MAIN("bifile", po_units, po_continued, po_put, po_charset, po_refused, xliff1_units, xliff1_put,
          codes_that_do_not_fit, xliff2, utf16, foreign_encoding, hostile_xml)
