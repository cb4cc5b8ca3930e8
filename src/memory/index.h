/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding the segments of a memory that are like a given one.
 *
 * The index of one language pair and one way to compare holds each distinct source text once and
 * finds, without losing any, all with at least a given score:
 *
 *   words   of the lengths that can reach it only segments that share one of the query's rarest
 *           tokens: a segment that lacks all of any n - t + 1 tokens of a query of n has fewer than
 *           t in common, and t must be shared to reach the score (C. Xiao et al., "Efficient
 *           similarity joins for near-duplicate detection", 2008);
 *   chars   those that have enough letters in common by a count of them (R. Grossi, F. Luccio,
 *           "Simple and efficient string matching with k mismatches", 1989), the likeliest first.
 *
 * The rest is compared bit-parallel, and what the best so many hits have raises the limit.
 *
 * The index lies beside the memory, in the folder PATH-index: a base of everything, and what
 * changed since in a second, smaller file; the last changes are indexed in memory at the start.
 * Files belong to one memory (its UUID) and one change number; what does not fit is made again.  A
 * small memory, or one in a folder that cannot be written, is indexed in memory.
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

struct tm_search {
    double min_score;
    size_t top;      /* enough for so many distinct targets; 0 = all */
    bool exhaustive; /* compare with everything: the same answer */
};

/* Returns new in *out. */
enum status tm_index_open(struct tm_index **out, struct tm_store *s,
                          const struct tm_direction *direction, struct tm_mode mode,
                          struct error *e) MUST_CHECK;

void tm_index_free(struct tm_index *x);

/* Why the index was not kept in a file though the memory is large enough to want one; NULL where it
 * was.  Borrowed until tm_index_free. */
const struct error *tm_index_note(const struct tm_index *x);

/* Translations of segments that score at least `min_score`, best first; equal scores by newest
 * change, then number of the unit, then place of the variant.  With `top` what scores less than the
 * best `top` distinct targets may lack.  `out` is emptied first. */
enum status tm_index_search(struct tm_index *x, struct span query, const struct tm_search *how,
                            struct tm_hits *out, struct error *e) MUST_CHECK;

/* --- concordances: of an index by words without classes --- */

/* Which of the things that are searched for a token can be part of: a sum of bits. */
typedef uint32_t tm_token_fn(void *context, struct span token);

/* A segment, and its translations with no score. */
typedef enum status tm_segment_fn(void *context, struct span text, const struct tm_hits *hits,
                                  struct error *e);

/* Call for each segment that may hold all of `n` (1 to 32) things: that holds a token of the rarest
 * of them.  `which` is asked for each token of the vocabulary first. */
enum status tm_index_visit(struct tm_index *x, unsigned n, tm_token_fn *which, tm_segment_fn *each,
                           void *context, struct error *e) MUST_CHECK;

#endif
