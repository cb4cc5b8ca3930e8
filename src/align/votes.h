/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What one direction of word alignment says of each target word: how likely each word of its source
 * segment, or none, is to be where it comes from.  A byte a cell is enough to choose links by.
 */
#ifndef ALIGN_VOTES_H
#define ALIGN_VOTES_H

#include "align/hmm.h"
#include "align/vocab.h"

enum {
    VOTES_ALL = 250,         /* certain */
    VOTES_MAX_CELLS = 250000 /* segments whose words make more are no sentences: nothing is said of them */
};

struct word_votes {
    uint8_t *cells;
    size_t *first; /* cell of each segment; then row by target word, with n + 1 cells for n source words */
};

/* Has anything to say: both segments have words, and not too many. */
static inline bool votes_fit(const struct side_segment *source, const struct side_segment *target)
{
    return source->count && target->count &&
           (uint64_t)source->count * target->count <= VOTES_MAX_CELLS;
}

/* The row of target word j of segment k, whose source segment has n words; the last cell is for
 * none of them. */
static inline uint8_t *votes_row(const struct word_votes *v, size_t k, uint32_t j, uint32_t n)
{
    return v->cells + v->first[k] + (size_t)j * ((size_t)n + 1);
}

/* The likeliest source place of a row, HMM_NULL where that is none. */
static inline uint32_t votes_best(const uint8_t *row, uint32_t n)
{
    uint32_t best = n;

    for (uint32_t i = 0; i < n; i++)
        best = row[i] > row[best] ? i : best;
    return best < n ? best : HMM_NULL;
}

/* Returns new in `v`: room for these segments, no votes yet, and in *cells, unless NULL, how many cells
 * there are. */
enum status votes_make(struct word_votes *v, const struct side_segment *source,
                       const struct side_segment *target, size_t segments, size_t *cells,
                       struct error *e) MUST_CHECK;

void votes_free(struct word_votes *v);

#endif
