/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Levenshtein distance (insertion, deletion, substitution, each costing 1) between sequences of
 * symbols: token numbers, code points, anything that fits 32 bits.
 *
 * The distance is computed bit-parallel: G. Myers, "A fast bit-vector algorithm for approximate
 * string matching based on dynamic programming" (JACM 46, 1999) in H. Hyyrö's form for the
 * distance of whole strings ("Explaining and extending the bit-parallel approximate string
 * matching algorithm of Myers", 2001; blocks: "A bit-vector algorithm for computing Levenshtein and
 * Damerau edit distances", 2003).  Time is O(ceil(n/64) * m).
 */
#ifndef TEXT_EDITDIST_H
#define TEXT_EDITDIST_H

#include "base/error.h"
#include "base/vec.h"

#include <stdint.h>

/* One sequence prepared for being compared with many others. */
struct edit_pattern {
    size_t len;
    size_t blocks;   /* words of 64 bits a symbol's row takes */
    uint32_t mask;   /* size of the table of symbols - 1 */
    uint32_t *keys;  /* open addressing; slot i belongs to symbol keys[i], which has row row[i] */
    uint32_t *row;   /* 0: the slot is free */
    uint64_t *rows;  /* where each different symbol stands; row 0 is empty */
    uint64_t *state; /* vertical differences, two words a block */
    size_t table_cap, row_cap, state_cap;
};

#define EDIT_PATTERN_INIT {0}

/* Prepare `a` (which is not kept).  A pattern can be set again and again; its memory is reused.  It
 * takes a bit for each symbol times the different ones; ST_LIMIT when that is more than a GiB. */
enum status edit_pattern_set(struct edit_pattern *p, const uint32_t *a, size_t n, struct error *e)
    MUST_CHECK;

void edit_pattern_free(struct edit_pattern *p);

/* Distance between the pattern and `b` if it is at most `limit`; else any number above `limit`.
 * SIZE_MAX as limit computes it in full.  Uses scratch memory of the pattern: one thread at a time.
 */
size_t edit_distance(struct edit_pattern *p, const uint32_t *b, size_t m, size_t limit);

/* The same for sequences of bytes (numbers of letters in an alphabet of up to 256): faster, as a
 * byte's row is found without searching. */
struct edit_bytes {
    size_t len, blocks;
    uint64_t *rows;  /* 256 * blocks */
    uint64_t *state; /* 2 * blocks */
    size_t row_cap, state_cap;
};

enum status edit_bytes_set(struct edit_bytes *p, const uint8_t *a, size_t n, struct error *e)
    MUST_CHECK;
void edit_bytes_free(struct edit_bytes *p);
size_t edit_bytes_distance(struct edit_bytes *p, const uint8_t *b, size_t m, size_t limit);

/* The two sequences as a script of steps. */
enum edit_kind { EDIT_KEEP, EDIT_REPLACE, EDIT_DELETE, EDIT_INSERT };

struct edit_run {
    enum edit_kind kind;
    size_t a, b;   /* where it begins in either sequence */
    size_t length; /* steps; EDIT_DELETE takes them from `a` only, EDIT_INSERT from `b` only */
};

struct edit_script {
    VEC_OF(struct edit_run)
};

/* The shortest script that turns `a` into `b`, as runs of equal steps in order; its steps other
 * than EDIT_KEEP are as many as the distance.  Memory is linear (D. Hirschberg, "A linear space
 * algorithm for computing maximal common subsequences", CACM 18, 1975), time O(n * m).  The script
 * is emptied first; free it with vec_free. */
enum status edit_script_make(struct edit_script *script, const uint32_t *a, size_t n,
                             const uint32_t *b, size_t m, struct error *e) MUST_CHECK;

#endif
