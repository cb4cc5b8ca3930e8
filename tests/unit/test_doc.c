/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents edited in place: what is text, where it stands, and what comes out. */
#include "unit.h"

#include "interchange/doc/doc.h"
#include "interchange/doc/texts.h"

#include <stdlib.h>
#include <unistd.h>

/* Run a whole text through a reader as one chunk a unit; replace every "NAME" by `with`. */
static char *edit(enum doc_type type, const char *fields, const char *text, const char *with,
                  struct buf *seen)
{
    struct doc_options o = {.type = type, .fields = span_str(fields)};
    struct read_chunk c = {span_str(text), 0, 1, false};
    const struct doc_segment *s;
    struct buf out = BUF_INIT;
    struct error e = {0};
    struct doc *d;

    ck_assert_int_eq(doc_open(&d, &o, &out, &e), ST_OK);
    ck_assert_msg(doc_feed(d, &c, &e) == ST_OK, "%s", e.message);
    while (doc_next(d, &s, &e) > 0) {
        ptrdiff_t at;

        if (seen) {
            buf_add(seen, s->text);
            buf_addch(seen, '|');
        }
        for (size_t from = 0; (at = span_find(s->text, span_str("NAME"), from)) >= 0;
             from = (size_t)at + 4)
            ck_assert_int_eq(doc_replace(d, (size_t)at, 4, span_str(with), &e), ST_OK);
    }
    ck_assert_msg(e.code == ST_OK, "%s", e.message);
    doc_close(d);
    return buf_steal(&out);
}

static void check_edit(enum doc_type type, const char *text, const char *want)
{
    char *got = edit(type, "", text, "new", NULL);

    ck_assert_str_eq(got ? got : "", want);
    free(got);
}

START_TEST(plain_text)
{
    check_edit(DOC_PLAIN, "a NAME b NAME\n", "a new b new\n");
    check_edit(DOC_PLAIN, "nothing\r\n", "nothing\r\n");
    check_edit(DOC_PLAIN, "", "");
}
END_TEST

START_TEST(markdown_code_and_targets_stay)
{
    check_edit(DOC_MARKDOWN, "NAME `NAME` NAME\n", "new `NAME` new\n");
    check_edit(DOC_MARKDOWN, "``a ` NAME`` NAME\n", "``a ` NAME`` new\n");
    check_edit(DOC_MARKDOWN, "[NAME](NAME \"NAME\") NAME\n", "[new](NAME \"NAME\") new\n");
    check_edit(DOC_MARKDOWN, "<b title=\"NAME\">NAME</b>\n", "<b title=\"NAME\">new</b>\n");
    check_edit(DOC_MARKDOWN, "<!-- NAME --> NAME\n", "<!-- NAME --> new\n");
    check_edit(DOC_MARKDOWN, "```\nNAME\n```\nNAME\n", "```\nNAME\n```\nnew\n");
    check_edit(DOC_MARKDOWN, "~~~~\nNAME\n~~~\nNAME\n~~~~\nNAME\n",
               "~~~~\nNAME\n~~~\nNAME\n~~~~\nnew\n");
    check_edit(DOC_MARKDOWN, "    NAME\n", "    NAME\n");
    check_edit(DOC_MARKDOWN, "[r]: http://NAME\n", "[r]: http://NAME\n");
    check_edit(DOC_MARKDOWN, "<code>NAME</code> NAME\n", "<code>NAME</code> new\n");
    check_edit(DOC_MARKDOWN, "# NAME\n", "# new\n");
    check_edit(DOC_MARKDOWN, "5 < NAME > 3\n", "5 < new > 3\n");
    check_edit(DOC_MARKDOWN, "`` not closed NAME\n", "`` not closed new\n");
}
END_TEST

START_TEST(markdown_marks_part_no_word)
{
    struct buf seen = BUF_INIT;
    char *got = edit(DOC_MARKDOWN, "", "**N**AM*E* and _NAME_\n", "new", &seen);

    ck_assert_str_eq(got, "**new**** and _new_\n");
    ck_assert_str_eq(buf_cstr(&seen), "NAME and NAME\n|");
    free(got);
    buf_free(&seen);
}
END_TEST

START_TEST(jsonl_values)
{
    char *got;

    check_edit(DOC_JSONL, "{ \"NAME\" :\t\"a NAME\" }\n", "{ \"NAME\" :\t\"a new\" }\n");
    check_edit(DOC_JSONL, "[\"NAME\",{\"x\":[\"NAME\"]},1.0e5,null]\n",
               "[\"new\",{\"x\":[\"new\"]},1.0e5,null]\n");
    check_edit(DOC_JSONL, "\"\\u004eAM\\u0045\\n\"\n", "\"new\\n\"\n");
    got = edit(DOC_JSONL, "a.b", "{\"a\":{\"b\":[\"NAME\"],\"c\":\"NAME\"},\"b\":\"NAME\"}\n", "n\"w",
               NULL);
    ck_assert_str_eq(got, "{\"a\":{\"b\":[\"n\\\"w\"],\"c\":\"NAME\"},\"b\":\"NAME\"}\n");
    free(got);
}
END_TEST

START_TEST(jsonl_escapes_as_the_value_does)
{
    char *got = edit(DOC_JSONL, "", "\"\\u0416 NAME\"\n", "Жё", NULL);

    ck_assert_str_eq(got, "\"\\u0416 \\u0416\\u0451\"\n");
    free(got);
    got = edit(DOC_JSONL, "", "\"Ж NAME\"\n", "Жё", NULL);
    ck_assert_str_eq(got, "\"Ж Жё\"\n");
    free(got);
}
END_TEST

START_TEST(jsonl_refuses_what_is_no_json)
{
    static const char *const bad[] = {"{\"a\"", "{\"a\":}", "[1,]", "{\"a\":1,}", "\"\\q\"", "\"a",
                                      "{a:1}",  "[1 2]",    "1 2",  "]",          "\"\\u00g0\""};

    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct doc_options o = {.type = DOC_JSONL};
        struct read_chunk c = {span_str(bad[i]), 0, 7, false};
        const struct doc_segment *s;
        struct buf out = BUF_INIT;
        struct error e = {0};
        struct doc *d;
        int got;

        ck_assert_int_eq(doc_open(&d, &o, &out, &e), ST_OK);
        ck_assert_int_eq(doc_feed(d, &c, &e), ST_OK);
        while ((got = doc_next(d, &s, &e)) > 0)
            ;
        ck_assert_msg(got < 0, "%s", bad[i]);
        ck_assert_int_eq(e.code, ST_SYNTAX);
        ck_assert_uint_eq(e.line, 7);
        doc_close(d);
        buf_free(&out);
    }
}
END_TEST

START_TEST(places_in_the_source)
{
    struct doc_options o = {.type = DOC_MARKDOWN};
    struct read_chunk c = {span_str("ab\n**ж** NAME"), 100, 5, false};
    const struct doc_segment *s;
    struct doc_place p;
    struct buf out = BUF_INIT;
    struct error e = {0};
    struct doc *d;
    ptrdiff_t at;

    ck_assert_int_eq(doc_open(&d, &o, &out, &e), ST_OK);
    ck_assert_int_eq(doc_feed(d, &c, &e), ST_OK);
    ck_assert_int_eq(doc_next(d, &s, &e), 1);
    at = span_find(s->text, span_str("NAME"), 0);
    ck_assert_int_gt(at, 0);
    doc_place(d, (size_t)at, &p);
    ck_assert_uint_eq(p.offset, 110);
    ck_assert_uint_eq(p.line, 6);
    ck_assert_uint_eq(p.column, 7);
    doc_close(d);
    buf_free(&out);
}
END_TEST

START_TEST(types_by_name)
{
    ck_assert_int_eq(doc_type_of(span_str("a/b.MD")), DOC_MARKDOWN);
    ck_assert_int_eq(doc_type_of(span_str("x.jsonl")), DOC_JSONL);
    ck_assert_int_eq(doc_type_of(span_str("x")), DOC_AUTO);
    ck_assert_int_eq(doc_type_named(span_str("markdown")), DOC_MARKDOWN);
    ck_assert_int_eq(doc_type_named(span_str("x")), DOC_AUTO);
}
END_TEST

static bool add_segment(void *context, const struct doc_segment *segment)
{
    struct buf *seen = context;

    buf_add(seen, span_trim(segment->text));
    buf_addch(seen, segment->heading ? '#' : '|');
    return true;
}

/* What a program that only reads sees of a file with this text. */
static enum status texts_of(const char *text, enum doc_type type, struct buf *seen, struct error *e)
{
    char path[] = "test_doc_XXXXXX";
    int fd = mkstemp(path);
    enum status st;

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    st = doc_texts(path, type, add_segment, seen, e);
    unlink(path);
    return st;
}

START_TEST(characters_by_number)
{
    struct buf seen = BUF_INIT;

    ck_assert_int_eq(texts_of("<p>&#65;&#x42;&#X43;&#x451;</p>", DOC_HTML, &seen, NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&seen), "ABCё|");
    buf_reset(&seen);
    ck_assert_int_eq(texts_of("<p>&#+65; &#x0x41; &#xD800; &#0; &#999999999; &#x; &# 65;</p>",
                              DOC_HTML, &seen, NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&seen), "&#+65; &#x0x41; &#xD800; &#0; &#999999999; &#x; &# 65;|");
    buf_free(&seen);
}
END_TEST

START_TEST(texts_of_a_file)
{
    struct buf seen = BUF_INIT;
    struct error e = {0};

    ck_assert_int_eq(texts_of("\xEF\xBB\xBF<h1>A &amp; B</h1><p>one <b>two</b></p><script>x</script>",
                              DOC_HTML, &seen, &e), ST_OK);
    ck_assert_str_eq(buf_cstr(&seen), "A & B#one two|");
    buf_reset(&seen);
    ck_assert_int_eq(texts_of("first\n\nsecond\nline\n", DOC_AUTO, &seen, &e), ST_OK);
    ck_assert_str_eq(buf_cstr(&seen), "first|second\nline|");
    ck_assert_int_eq(texts_of("a\n\nb\xFF\n", DOC_AUTO, &seen, &e), ST_ENCODING);
    ck_assert_uint_eq(e.line, 3);
    ck_assert_int_eq(texts_of("no package", DOC_DOCX, &seen, &e), ST_SYNTAX);
    ck_assert_int_eq(doc_texts("no-such-file", DOC_AUTO, add_segment, &seen, &e), ST_IO);
    buf_free(&seen);
}
END_TEST

UNIT_MAIN("doc", plain_text, markdown_code_and_targets_stay, markdown_marks_part_no_word,
          jsonl_values, jsonl_escapes_as_the_value_does, jsonl_refuses_what_is_no_json,
          places_in_the_source, types_by_name, characters_by_number, texts_of_a_file)
