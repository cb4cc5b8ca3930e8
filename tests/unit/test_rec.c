/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "interchange/rec.h"

static const char sample[] = "# a comment\n"
                             "%rec: Name\n"
                             "%key: Id\n"
                             "%mandatory: Kind Native\n"
                             "\n"
                             "Id: a\n"
                             "Kind: place\n"
                             "Native: kk\n"
                             "Note: two\n"
                             "+ lines\n"
                             "\n"
                             "# another\n"
                             "Id: b\n"
                             "Native: ru\n"
                             "\n"
                             "Id: a\n"
                             "Kind: person\n"
                             "Native:\n"
                             "\n"
                             "%rec: Style\n"
                             "\n"
                             "Name: x\n";

START_TEST(records_know_their_lines)
{
    struct rec_file f;
    struct error e;

    ck_assert_int_eq(rec_load_memory(&f, span_str(sample), "s.rec", &e), ST_OK);
    ck_assert_uint_eq(f.entries.len, 4);
    ck_assert_uint_eq(f.sets.len, 2);
    ck_assert(span_eqs(f.sets.v[0].key, "Id"));
    ck_assert_uint_eq(f.entries.v[0].line, 6);
    ck_assert_uint_eq(f.entries.v[1].line, 13);
    ck_assert(span_eqs(rec_get(&f.entries.v[0], "Note")->value, "two\nlines"));
    ck_assert_uint_eq(rec_get(&f.entries.v[0], "Note")->line, 9);
    ck_assert_ptr_null(rec_get(&f.entries.v[1], "Kind"));
    ck_assert(span_eqs(f.entries.v[3].type, "Style"));
    rec_free(&f);
}
END_TEST

struct collected {
    unsigned n;
    struct error e[8];
};

static bool collect(void *context, const struct error *what)
{
    struct collected *c = context;

    c->e[c->n++] = *what;
    return c->n < COUNT_OF(c->e);
}

START_TEST(demands_of_the_descriptor_are_checked)
{
    struct rec_file f;
    struct collected c = {0};
    struct error e;

    ck_assert_int_eq(rec_load_memory(&f, span_str(sample), "s.rec", &e), ST_OK);
    ck_assert_int_eq(rec_check(&f, collect, &c, &e), ST_OK);
    ck_assert_uint_eq(c.n, 3);
    ck_assert_uint_eq(c.e[0].line, 13);
    ck_assert_ptr_nonnull(strstr(c.e[0].message, "Kind"));
    ck_assert_uint_eq(c.e[1].line, 18);
    ck_assert_ptr_nonnull(strstr(c.e[1].message, "Native"));
    ck_assert_uint_eq(c.e[2].line, 16);
    ck_assert_ptr_nonnull(strstr(c.e[2].message, "line 6"));
    ck_assert_str_eq(c.e[2].file, "s.rec");
    rec_free(&f);
}
END_TEST

static const struct {
    const char *text;
    size_t len;
    enum status status;
    uint64_t line;
} bad[] = {
    {"Id: a\n\nnot a field\n", 0, ST_SYNTAX, 3},
    {"Id: a\nb: \xFF\n", 0, ST_ENCODING, 2},
    {"Id: a\nb: x\0y\n", 13, ST_SYNTAX, 2},
    {"Id: a\n: x\n", 0, ST_SYNTAX, 2},
};

START_TEST(malformed_files_are_told_with_their_line)
{
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct rec_file f;
        struct error e;
        struct span text = span_of(bad[i].text, bad[i].len ? bad[i].len : strlen(bad[i].text));

        ck_assert_int_eq(rec_load_memory(&f, text, "b.rec", &e), bad[i].status);
        ck_assert_msg(e.line == bad[i].line, "%zu: line %ju", i, (uintmax_t)e.line);
        rec_free(&f);
    }
}
END_TEST

START_TEST(empty_and_absent_files)
{
    struct rec_file f;
    struct error e;

    ck_assert_int_eq(rec_load_memory(&f, span_str(""), "e.rec", &e), ST_OK);
    ck_assert_uint_eq(f.entries.len, 0);
    rec_free(&f);
    ck_assert_int_eq(rec_load_memory(&f, span_str("\xEF\xBB\xBFId: a\n"), "bom.rec", &e), ST_OK);
    ck_assert_uint_eq(f.entries.len, 1);
    rec_free(&f);
    ck_assert_int_eq(rec_load(&f, "/no/such/file.rec", &e), ST_IO);
    rec_free(&f);
}
END_TEST

UNIT_MAIN("rec", records_know_their_lines, demands_of_the_descriptor_are_checked,
          malformed_files_are_told_with_their_line, empty_and_absent_files)
