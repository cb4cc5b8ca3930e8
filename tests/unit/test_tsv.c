/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "interchange/csv.h"
#include "interchange/json.h"
#include "interchange/tsv.h"

#include <unistd.h>

START_TEST(fields_are_escaped)
{
    struct buf b = BUF_INIT;

    tsv_add_escaped(&b, span_str("a\tb\\n"));
    tsv_add_next(&b, span_str("c\r\n"));
    ck_assert_str_eq(buf_cstr(&b), "a\\tb\\\\n\tc\\r\\n");
    buf_free(&b);
}
END_TEST

START_TEST(escapes_are_resolved)
{
    static const char *const cases[][2] = {
        {"a\\tb", "a\tb"}, {"\\\\n", "\\n"}, {"\\q\\", "\\q\\"}, {"", ""}, {"\\r\\n", "\r\n"},
    };
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        buf_reset(&b);
        tsv_add_unescaped(&b, span_str(cases[i][0]));
        ck_assert_str_eq(buf_cstr(&b), cases[i][1]);
    }
    buf_free(&b);
}
END_TEST

START_TEST(round_trip_of_any_bytes)
{
    struct buf line = BUF_INIT, field = BUF_INIT;
    uint32_t seed = 99;

    for (int round = 0; round < 2000; round++) {
        char bytes[2][8];
        struct span rest;
        for (size_t i = 0; i < sizeof bytes; i++) {
            static const char pool[] = "ab\\\t\n\r\0n\xD0\xFF";
            seed = seed * 1664525 + 1013904223;
            bytes[i / 8][i % 8] = pool[(seed >> 16) % (sizeof pool - 1)];
        }
        buf_reset(&line);
        tsv_add_escaped(&line, span_of(bytes[0], 8));
        tsv_add_next(&line, span_of(bytes[1], 8));
        ck_assert(!memchr(line.data, '\n', line.len) && !memchr(line.data, '\r', line.len));
        rest = buf_span(&line);
        for (int i = 0; i < 2; i++) {
            ck_assert(tsv_next(&rest, &field));
            ck_assert(span_eq(buf_span(&field), span_of(bytes[i], 8)));
        }
        ck_assert(!tsv_next(&rest, &field));
    }
    buf_free(&line);
    buf_free(&field);
}
END_TEST

START_TEST(columns_are_counted_from_one)
{
    struct span line = span_str("a\t\tc"), rest = span_str("");
    struct buf b = BUF_INIT;

    ck_assert(span_eqs(tsv_field(line, 1), "a"));
    ck_assert(tsv_field(line, 2).ptr && tsv_field(line, 2).len == 0);
    ck_assert(span_eqs(tsv_field(line, 3), "c"));
    ck_assert_ptr_null(tsv_field(line, 4).ptr);
    ck_assert(tsv_next(&rest, &b));
    ck_assert(!tsv_next(&rest, &b));
    ck_assert(span_eqs(tsv_chomp(span_str("x\r\n")), "x"));
    ck_assert(span_eqs(tsv_chomp(span_str("x\n")), "x"));
    ck_assert(span_eqs(tsv_chomp(span_str("x")), "x"));
    buf_free(&b);
}
END_TEST

/* A reader of bytes that were put into a pipe (which holds far more than these tests write). */
static void reader_of(struct reader *r, const char *bytes)
{
    int fds[2];

    ck_assert_int_eq(pipe(fds), 0);
    ck_assert_int_eq(write(fds[1], bytes, strlen(bytes)), (ssize_t)strlen(bytes));
    close(fds[1]);
    *r = (struct reader){.name = "f.csv", .fd = fds[0], .line = 1};
}

START_TEST(csv_records)
{
    struct reader in;
    struct csv_reader r = {.in = &in, .separator = ','};

    reader_of(&in, "a,\"b \"\"c\"\", d\"\r\n\"two\nlines\",\n\nlast,x");
    ck_assert_int_eq(csv_next(&r, NULL), 1);
    ck_assert_uint_eq(csv_count(&r), 2);
    ck_assert(span_eqs(csv_field(&r, 0), "a"));
    ck_assert(span_eqs(csv_field(&r, 1), "b \"c\", d"));
    ck_assert_int_eq(csv_next(&r, NULL), 1);
    ck_assert_uint_eq(r.line, 2);
    ck_assert(span_eqs(csv_field(&r, 0), "two\nlines"));
    ck_assert_uint_eq(csv_field(&r, 1).len, 0);
    ck_assert_int_eq(csv_next(&r, NULL), 1);
    ck_assert_uint_eq(csv_count(&r), 1);
    ck_assert_int_eq(csv_next(&r, NULL), 1);
    ck_assert_uint_eq(r.line, 5);
    ck_assert(span_eqs(csv_field(&r, 1), "x"));
    ck_assert_int_eq(csv_next(&r, NULL), 0);
    csv_free(&r);
    reader_close(&in);
}
END_TEST

static void csv_fails(const char *text, enum status code, uint64_t line)
{
    struct reader in;
    struct csv_reader r = {.in = &in, .separator = ','};
    struct error e = {0};
    int got;

    reader_of(&in, text);
    do
        got = csv_next(&r, &e);
    while (got > 0);
    ck_assert_int_eq(got, -1);
    ck_assert_int_eq(e.code, code);
    ck_assert_uint_eq(e.line, line);
    csv_free(&r);
    reader_close(&in);
}

START_TEST(malformed_csv_is_refused)
{
    csv_fails("a,b\n\"open,c\nd", ST_SYNTAX, 2);
    csv_fails("\"a\"b,c\n", ST_SYNTAX, 1);
}
END_TEST

START_TEST(json_lines)
{
    struct buf b = BUF_INIT;
    struct jsonw j = jsonw_begin(&b), inner;

    jsonw_string(&j, "t", span_of("a\"\\\n\x01\xFF\xD0\x96", 8));
    jsonw_uint(&j, "n", 12345678901234);
    jsonw_number(&j, "s", 99.5, 2);
    inner = jsonw_object(&j, "o");
    jsonw_bool(&inner, "yes", true);
    jsonw_null(&inner, "no");
    jsonw_close(&inner);
    jsonw_end(&j);
    ck_assert_str_eq(buf_cstr(&b),
                     "{\"t\": \"a\\\"\\\\\\n\\u0001\xEF\xBF\xBD\xD0\x96\", \"n\": 12345678901234, "
                     "\"s\": 99.50, \"o\": {\"yes\": true, \"no\": null}}\n");
    buf_free(&b);
}
END_TEST

UNIT_MAIN("tsv", fields_are_escaped, escapes_are_resolved, round_trip_of_any_bytes,
          columns_are_counted_from_one, csv_records, malformed_csv_is_refused, json_lines)
