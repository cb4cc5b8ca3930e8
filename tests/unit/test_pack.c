/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "pack/pack.h"

#define KIND PACK_TAG('t', 'e', 's', 't')
#define NUMBERS PACK_TAG('n', 'u', 'm', 'b')
#define TEXT PACK_TAG('t', 'e', 'x', 't')

static void build(struct buf *out, uint64_t features)
{
    struct pack_writer w;
    uint32_t numbers[] = {1, 2, 3};

    pack_writer_init(&w, KIND, 4, features);
    buf_addn(pack_writer_section(&w, NUMBERS), (const char *)numbers, sizeof numbers);
    buf_adds(pack_writer_section(&w, TEXT), "салем");
    ck_assert_int_eq(pack_writer_finish(&w, out, NULL), ST_OK);
}

START_TEST(sections_come_back)
{
    struct buf file = BUF_INIT;
    struct pack p;
    struct error e;
    const void *items;
    size_t n;

    build(&file, 0);
    ck_assert_int_eq(pack_open_memory(&p, buf_span(&file), "x", KIND, 4, 0, &e), ST_OK);
    ck_assert_int_eq(pack_array(&p, NUMBERS, 4, &items, &n, &e), ST_OK);
    ck_assert_uint_eq(n, 3);
    ck_assert_uint_eq(((const uint32_t *)items)[2], 3);
    ck_assert(span_eqs(pack_section(&p, TEXT), "салем"));
    ck_assert_ptr_null(pack_section(&p, KIND).ptr);
    ck_assert_int_eq(pack_array(&p, TEXT, 4, &items, &n, &e), ST_SYNTAX);
    pack_close(&p);
    buf_free(&file);
}
END_TEST

START_TEST(other_versions_and_features_are_refused)
{
    struct buf file = BUF_INIT;
    struct pack p;

    build(&file, 2);
    ck_assert_int_eq(pack_open_memory(&p, buf_span(&file), "x", KIND, 4, 3, NULL), ST_OK);
    ck_assert_int_eq(pack_open_memory(&p, buf_span(&file), "x", KIND, 4, 1, NULL), ST_UNSUPPORTED);
    ck_assert_int_eq(pack_open_memory(&p, buf_span(&file), "x", KIND, 5, 3, NULL), ST_UNSUPPORTED);
    ck_assert_int_eq(pack_open_memory(&p, buf_span(&file), "x", TEXT, 4, 3, NULL), ST_SYNTAX);
    buf_free(&file);
}
END_TEST

/* Any one byte changed, or any truncation, is noticed or harmless (padding). */
START_TEST(damage_is_noticed)
{
    struct buf file = BUF_INIT;
    struct pack p;
    size_t undetected = 0;

    build(&file, 0);
    for (size_t i = 0; i < file.len; i++) {
        file.data[i] ^= 0x40;
        undetected += pack_open_memory(&p, buf_span(&file), "x", KIND, 4, 0, NULL) == ST_OK;
        file.data[i] ^= 0x40;
    }
    ck_assert_uint_le(undetected, 4); /* padding between the sections */
    for (size_t n = 0; n < file.len; n++)
        ck_assert_int_ne(pack_open_memory(&p, span_of(file.data, n), "x", KIND, 4, 0, NULL), ST_OK);
    buf_free(&file);
}
END_TEST

/* Damage in a section that is checked later is seen when it is asked for, and only then. */
START_TEST(later_sections)
{
    struct pack_writer w;
    struct buf file = BUF_INIT;
    struct span s;
    struct pack p;
    struct error e;

    pack_writer_init(&w, KIND, 4, 0);
    buf_adds(pack_writer_section(&w, TEXT), "at once");
    buf_adds(pack_writer_later(&w, 1), "first");
    buf_adds(pack_writer_later(&w, 2), "second");
    ck_assert_int_eq(pack_writer_finish(&w, &file, NULL), ST_OK);
    ck_assert_int_eq(pack_open_memory(&p, buf_span(&file), "x", KIND, 4, 0, NULL), ST_OK);
    ck_assert_int_eq(pack_checked_section(&p, 2, &s, &e), ST_OK);
    ck_assert(span_eqs(s, "second"));
    ck_assert_int_eq(pack_checked_section(&p, 3, &s, &e), ST_SYNTAX);
    file.data[s.ptr - file.data] ^= 1;
    ck_assert_int_eq(pack_open_memory(&p, buf_span(&file), "x", KIND, 4, 0, NULL), ST_OK);
    ck_assert_int_eq(pack_checked_section(&p, 1, &s, &e), ST_OK);
    ck_assert_int_eq(pack_checked_section(&p, TEXT, &s, &e), ST_OK);
    ck_assert_int_eq(pack_checked_section(&p, 2, &s, &e), ST_SYNTAX);
    buf_free(&file);
}
END_TEST

UNIT_MAIN("pack", sections_come_back, other_versions_and_features_are_refused, damage_is_noticed,
          later_sections)
