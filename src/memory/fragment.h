/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of a segment that a memory has as segments of their own: from the longest to those of two
 * words, none overlapping another.  Letter case and the values of placeables may differ, as in any
 * match of 99.  Signs at the ends do not belong to a part; a segment may end as a sentence, which
 * costs a point, and its mark is taken off the translation.
 */
#ifndef MEMORY_FRAGMENT_H
#define MEMORY_FRAGMENT_H

#include "memory/lookup.h"

/* Longer segments are looked at up to here. */
enum { FRAGMENT_WORDS = 80 };

struct tm_fragment {
    size_t from, to; /* bytes of the query */
    double score;
    struct span source, text, origin; /* the segment, its translation (repaired), where it is from */
    int64_t unit;
    size_t memory;
};

struct tm_fragments {
    VEC(struct tm_fragment) v; /* in the order of the query */
    struct arena arena;
};

/* Find the fragments of a query; `out` (zeroed at first) is emptied before. */
enum status tm_fragments_find(struct tm_fragments *out, struct tm_lookup *l, struct span query,
                              bool no_repair, struct error *e) MUST_CHECK;

void tm_fragments_free(struct tm_fragments *f);

#endif
