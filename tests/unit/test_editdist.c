/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "text/editdist.h"

#include <string.h>

enum { MAX_LEN = 300 };

static uint32_t seed = 7;

static uint32_t next_random(uint32_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* The textbook recurrence. */
static size_t naive(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    size_t row[MAX_LEN + 1];

    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[m];
}

/* `b` is `a` with some changes, or unrelated; lengths lie on both sides of the block borders. */
static size_t make_pair(uint32_t *a, size_t n, uint32_t *b)
{
    uint32_t letters = 1 + next_random(30);
    size_t m = 0;

    for (size_t i = 0; i < n; i++)
        a[i] = next_random(letters) * 0x10001;
    if (next_random(3) == 0) {
        m = next_random(MAX_LEN);
        for (size_t j = 0; j < m; j++)
            b[j] = next_random(letters) * 0x10001;
        return m;
    }
    for (size_t i = 0; i < n && m + 1 < MAX_LEN; i++) {
        uint32_t what = next_random(20);
        if (what == 0)
            continue;
        b[m++] = what == 1 ? next_random(letters) : a[i];
        if (what == 2)
            b[m++] = next_random(letters);
    }
    return m;
}

static void check_script(const uint32_t *a, size_t n, const uint32_t *b, size_t m, size_t distance)
{
    struct edit_script script = VEC_INIT;
    size_t i = 0, j = 0, cost = 0;

    ck_assert_int_eq(edit_script_make(&script, a, n, b, m, NULL), ST_OK);
    for (size_t k = 0; k < script.len; k++) {
        struct edit_run r = script.v[k];
        ck_assert_uint_eq(r.a, i);
        ck_assert_uint_eq(r.b, j);
        if (r.kind == EDIT_KEEP)
            ck_assert(memcmp(a + i, b + j, r.length * sizeof *a) == 0);
        else
            cost += r.length;
        i += r.kind == EDIT_INSERT ? 0 : r.length;
        j += r.kind == EDIT_DELETE ? 0 : r.length;
    }
    ck_assert_uint_eq(i, n);
    ck_assert_uint_eq(j, m);
    ck_assert_uint_eq(cost, distance);
    vec_free(&script);
}

START_TEST(distance_is_the_naive_one)
{
    static const size_t lengths[] = {0, 1, 2, 5, 31, 63, 64, 65, 100, 127, 128, 129, 200, 290};
    struct edit_pattern p = EDIT_PATTERN_INIT;
    uint32_t a[MAX_LEN], b[MAX_LEN];

    for (int round = 0; round < 4000; round++) {
        size_t n = lengths[next_random(COUNT_OF(lengths))], m = make_pair(a, n, b);
        size_t want = naive(a, n, b, m), limit = next_random(MAX_LEN), got;
        ck_assert_int_eq(edit_pattern_set(&p, a, n, NULL), ST_OK);
        ck_assert_uint_eq(edit_distance(&p, b, m, SIZE_MAX), want);
        got = edit_distance(&p, b, m, limit);
        if (want <= limit)
            ck_assert_uint_eq(got, want);
        else
            ck_assert_uint_gt(got, limit);
        if (round % 4 == 0)
            check_script(a, n, b, m, want);
    }
    edit_pattern_free(&p);
}
END_TEST

/* Long enough that the table of back pointers does not hold the problem. */
START_TEST(long_scripts_are_halved)
{
    enum { N = 2000 };
    uint32_t *a = calloc(N, sizeof *a), *b = calloc(N, sizeof *b);
    struct edit_pattern p = EDIT_PATTERN_INIT;
    size_t m = 0;

    ck_assert(a && b);
    for (size_t i = 0; i < N; i++) {
        a[i] = next_random(50);
        if (next_random(10))
            b[m++] = next_random(8) ? a[i] : next_random(50);
    }
    ck_assert_int_eq(edit_pattern_set(&p, a, N, NULL), ST_OK);
    check_script(a, N, b, m, edit_distance(&p, b, m, SIZE_MAX));
    edit_pattern_free(&p);
    free(a);
    free(b);
}
END_TEST

START_TEST(one_symbol_against_very_many)
{
    enum { M = 70000 };
    uint32_t a = 1, *b = calloc(M, sizeof *b);

    ck_assert(b != NULL);
    b[M / 2] = 1;
    check_script(&a, 1, b, M, M - 1);
    check_script(b, M, &a, 1, M - 1);
    free(b);
}
END_TEST

UNIT_MAIN("editdist", distance_is_the_naive_one, long_scripts_are_halved,
          one_symbol_against_very_many)
