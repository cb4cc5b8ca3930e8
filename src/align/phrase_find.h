/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pairs of runs of words in one pair of segments that the links of their words keep together:
 * no word inside is linked with one outside (F. Och and H. Ney, see align/phrases.h).  Runs grow
 * over words beside them that have no link.
 */
#ifndef ALIGN_PHRASE_FIND_H
#define ALIGN_PHRASE_FIND_H

#include "align/phrases.h"

enum { SIDE_SOURCE, SIDE_TARGET };

struct phrase_finder {
    const struct phrase_side *sides[2]; /* source, target */
    /* May `n` tokens from token `at` of a segment, which no sign parts, be a phrase? */
    bool (*is_phrase)(void *context, int side, size_t segment, uint32_t at, uint32_t n);
    /* A pair of `n` source and `m` target tokens; false stops. */
    bool (*found)(void *context, struct phrase_place place, uint32_t n, uint32_t m);
    void *context;
    /* of each word of the segment in hand: first and last linked word of the other side */
    VEC(uint32_t) low[2];
    VEC(uint32_t) high[2];
};

/* Tell `found` of each pair of segment g; false when it did, or memory ran out. */
bool phrase_find(struct phrase_finder *f, size_t g, const struct word_links *links) MUST_CHECK;

/* Edges (enum phrase_edge) of a phrase of several tokens of the segment in hand whose word is neither
 * linked nor a function word. */
unsigned phrase_unlinked_edges(const struct phrase_finder *f, int side, size_t g, uint32_t at,
                               uint32_t n);

void phrase_finder_free(struct phrase_finder *f);

/* Marks (enum phrase_mark) of the tokens of a segment. */
static inline const uint8_t *phrase_marks(const struct phrase_side *s, size_t segment)
{
    return s->marks.v + s->side.segments.v[segment].first;
}

/* Could `n` tokens with these marks be a phrase?  They have a word that is no function word, and no
 * sign that joins stands at an edge; function words may. */
bool phrase_has_shape(const uint8_t *marks, uint32_t n);

/* The tokens from `at` on, at most PHRASE_WORDS, that no sign parts. */
static inline uint32_t phrase_longest_run(const uint8_t *marks, uint32_t at, uint32_t words)
{
    uint32_t n = 0;

    while (n < PHRASE_WORDS && at + n < words && !(marks[at + n] & MARK_BREAK))
        n++;
    return n;
}

#endif
