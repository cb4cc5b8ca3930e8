/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pairs of a source and a target segment, each with a weight, found from either side.
 */
#ifndef ALIGN_SEGPAIRS_H
#define ALIGN_SEGPAIRS_H

#include "base/error.h"
#include "base/vec.h"

struct segpair {
    uint32_t source, target;
    float weight;
};

struct segpairs {
    VEC(struct segpair) v; /* by source, then target; before segpairs_order in any order */
    uint32_t *by_target;   /* numbers in v by target, then source */
    size_t *first[2];      /* of each source segment in v, of each target segment in by_target */
};

/* Note a pair; false when memory runs out. */
bool segpairs_add(struct segpairs *s, uint32_t source, uint32_t target, float weight) MUST_CHECK;

/* When all were added, for sides of so many segments: the weights of a pair that came several
 * times are added up, and pairs of less than `least` go. */
enum status segpairs_order(struct segpairs *s, size_t n_source, size_t n_target, float least,
                           struct error *e) MUST_CHECK;

/* The i-th pair of a segment of a side (0: source), or NULL when it has no more. */
const struct segpair *segpairs_get(const struct segpairs *s, int side, size_t segment, size_t i);

/* The pair of these two, or NULL. */
const struct segpair *segpairs_find(const struct segpairs *s, size_t source, size_t target);

/* Begin anew. */
void segpairs_clear(struct segpairs *s);
void segpairs_free(struct segpairs *s);

#endif
