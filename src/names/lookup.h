/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is meant by a name out of a list?  Entities of a dictionary that share a word with the query,
 * by key, sound or skeleton, are scored against it (names/score.h) by their headings and variants.
 * A person's score depends on the list too (names/rarity.h).
 * One thread a struct lookup; the dictionary may be shared.
 */
#ifndef NAMES_LOOKUP_H
#define NAMES_LOOKUP_H

#include "base/vec.h"
#include "names/authority.h"
#include "names/rarity.h"

struct lookup;

struct lookup_hit {
    uint32_t entity;
    double score;
    double rank;      /* by which hits are sorted: the score, and a little for a nearer layer */
    struct span name; /* the heading or variant that scored, borrowed from the dictionary */
    struct rarity rarity; /* of a person; `alike` is set for all */
};

struct lookup_hits {
    VEC_OF(struct lookup_hit)
};

/* Returns new; `a` is borrowed. */
enum status lookup_new(struct lookup **l, const struct authority *a, struct error *e) MUST_CHECK;
void lookup_free(struct lookup *l);

/* Records in the layer of a hit, among which its bearers are counted. */
uint32_t lookup_records(const struct lookup *l, const struct lookup_hit *hit);

/* Entities that `query` may name with a score of at least `min`, best first; equal ones in order of
 * Id.  Where the same person is in several layers under different Ids, the one in the nearer layer
 * comes first: who names a dictionary wants its answer.  `hits` is emptied first. */
enum status lookup_run(struct lookup *l, struct span query, double min, struct lookup_hits *hits,
                       struct error *e) MUST_CHECK;

#endif
