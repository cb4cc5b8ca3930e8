/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding the segments of a memory that are like a given one.
 *
 * The index of one language pair is built from the store each time a program starts, in memory.  It
 * holds each distinct source text once and finds, without losing any, all with at least a given
 * score: only lengths that can reach it are considered, and of those only segments that share one
 * of the query's rarest tokens (with the words metric: a segment that lacks all of any n - t + 1
 * tokens of a query of n can have fewer than t in common, and t must be shared to reach the score;
 * C. Xiao et al., "Efficient similarity joins for near-duplicate detection", 2008), or that have
 * enough characters in common by a count of them (chars).  The rest is compared bit-parallel.
 *
 * What stands behind these functions can change (an index kept in a file); they promise the same
 * answers as `exhaustive`, which compares the query with everything.
 */
#ifndef MEMORY_INDEX_H
#define MEMORY_INDEX_H

#include "memory/direction.h"
#include "memory/segment.h"
#include "memory/store.h"

struct tm_index;

/* One translation of a segment that was found. */
struct tm_hit {
    double score;
    int64_t unit;
    int64_t changed;
    uint16_t source, target; /* places in the unit's variants */
    uint64_t target_hash;    /* equal for equal target texts */
};

struct tm_hits {
    VEC_OF(struct tm_hit)
};

/* Returns new in *out. */
enum status tm_index_open(struct tm_index **out, struct tm_store *s,
                          const struct tm_direction *direction, struct tm_mode mode,
                          struct error *e) MUST_CHECK;

void tm_index_free(struct tm_index *x);

/* All translations of segments that score at least `min_score`, best first; equal scores by newest
 * change, then number of the unit, then place of the variant.  `out` is emptied first. */
enum status tm_index_search(struct tm_index *x, struct span query, double min_score,
                            bool exhaustive, struct tm_hits *out, struct error *e) MUST_CHECK;

#endif
