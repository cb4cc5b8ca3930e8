/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which pairs of segments word probabilities were learned from.  What was learned from a pair makes
 * that very pair look good, right or wrong; so each pair is judged by what the others say of its
 * words (leaving one out), and how much that takes off is kept here.
 */
#ifndef ALIGN_LESSONS_H
#define ALIGN_LESSONS_H

#include "align/lexicon.h"
#include "align/segpairs.h"
#include "align/vocab.h"

struct lessons {
    struct segpairs pairs; /* weight: of the beads learned from, added up */
    VEC(float) less;
    size_t (*place)[2];    /* of each pair in `less`: see lessons_less */
};

/* One direction of what was learned: P(word of `to` | word of `from`). */
struct lesson_words {
    const struct side *from, *to;
    const struct lex_rows *rows;
    const float *plain; /* of the types of `to` */
    const float *null;  /* share of the null word of each of these */
};

/* When all pairs were added: put them in order, and find what each pair's words owe to it. */
enum status lessons_finish(struct lessons *l, const struct lesson_words *forward,
                           const struct lesson_words *backward, struct error *e) MUST_CHECK;

/* For each word of the target of a pair, by how much its probability given the source falls when
 * this pair is left out; with `back`, for each word of the source given the target.  NULL for a pair
 * that was not learned from. */
const float *lessons_less(const struct lessons *l, size_t source, size_t target, bool back);

/* Begin anew. */
void lessons_clear(struct lessons *l);
void lessons_free(struct lessons *l);

#endif
