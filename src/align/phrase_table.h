/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of phrases, and of pairs of phrases, by a 64-bit hash of their types: that two of them
 * share a hash is less likely than a fault of the machine.
 */
#ifndef ALIGN_PHRASE_TABLE_H
#define ALIGN_PHRASE_TABLE_H

#include "align/phrases.h"

struct phrase_slot {
    uint64_t key;    /* 0 = empty */
    uint32_t count;  /* segments */
    uint32_t last;   /* segment counted last + 1 */
    uint32_t index;  /* of a pair */
    uint32_t longer; /* segments of the commonest phrase that is this and a word more */
};

struct phrase_table {
    struct phrase_slot *v;
    size_t mask, used;
};

/* Hash of `n` tokens of a segment from token `at`, of a pair of such hashes; never 0. */
uint64_t phrase_key(const struct phrase_side *s, size_t segment, uint32_t at, uint32_t n);
uint64_t phrase_pair_key(uint64_t source, uint64_t target);

/* The slot of a key, made where there was none; borrowed until the next call.  NULL when memory runs
 * out. */
struct phrase_slot *phrase_table_put(struct phrase_table *t, uint64_t key);

/* The slot of a key, NULL where there is none. */
const struct phrase_slot *phrase_table_get(const struct phrase_table *t, uint64_t key);

/* Where it stands, or would stand, in a table that is not empty. */
size_t phrase_table_at(const struct phrase_table *t, uint64_t key);

/* Can `n` tokens from token `at` of segment g, which no sign parts, be a phrase?  What stands at its
 * edges has to belong there: joining signs never do, a function word does where the rest seldom
 * stands without it, by the counts of `t`. */
bool phrase_is_possible(const struct phrase_table *t, const struct phrase_side *s, size_t g,
                        uint32_t at, uint32_t n);

/* 1 for a phrase that stands by itself, little for a piece of one that is nearly as frequent. */
double phrase_completeness(const struct phrase_slot *s);

/* Rate pairs, leave out those that are pieces of others, too rare or not believed, and put the best
 * first.  `table` has for each pair its place in `pairs`; `segments`: of the whole text. */
void phrases_rank(const struct phrase_side *source, const struct phrase_side *target,
                  const struct phrase_table *table, uint64_t segments, unsigned least,
                  struct phrase_vec *pairs);

#endif
