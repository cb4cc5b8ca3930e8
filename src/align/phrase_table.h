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

/* Hash of `n` types; of the types of `n` tokens of a segment from token `at`; of a pair of such
 * hashes.  Never 0. */
uint64_t phrase_key_of(const uint32_t *types, uint32_t n);
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
 * edges has to belong there: joining signs never do, a function word that does not bind does where
 * the rest seldom stands without it, by the counts of `t`. */
bool phrase_is_possible(const struct phrase_table *t, const struct phrase_side *s, size_t g,
                        uint32_t at, uint32_t n);

/* Edges (enum phrase_edge) of a phrase of the table without whose word the rest stands, too. */
unsigned phrase_spare_edges(const struct phrase_table *t, const uint32_t *types, uint32_t n);

/* 1 for a phrase that stands by itself, little for a piece of one that is nearly as frequent. */
double phrase_completeness(const struct phrase_slot *s);

/* Rate pairs, leave out those that have words too many or too few at their edges, that are pieces of
 * others, too rare, not believed, or overshadowed by a rival, and put the best first.  `table` has for
 * each pair its place in `pairs`; `segments`: of the whole text. */
enum status phrases_rank(const struct phrase_side *source, const struct phrase_side *target,
                         const struct phrase_table *table, uint64_t segments, unsigned least,
                         struct phrase_vec *pairs, struct error *e) MUST_CHECK;

/* Mark (score below 0) the pairs of whose edges a word does not belong there: one of several words
 * that is never linked, function words that the pair can do without, or a lack of those that it
 * hardly ever does without.  False when memory runs out. */
bool phrases_settle_edges(const struct phrase_side *source, const struct phrase_side *target,
                          struct phrase_vec *pairs) MUST_CHECK;

/* Of ranked pairs with the same source phrase: only the best keeps its score, and those that are
 * rare beside the commonest are left out.  Rank anew, and make rings of rivals.  False when memory
 * runs out. */
bool phrases_settle_rivals(const struct phrase_side *source, struct phrase_vec *pairs) MUST_CHECK;

/* Let the first place of each pair show its usual form.  False when memory runs out. */
bool phrases_choose_forms(const struct phrase_side *source, const struct phrase_side *target,
                          const struct word_links *links, struct phrase_vec *pairs) MUST_CHECK;

/* Best first; of equal ones the first in the text. */
void phrases_sort(struct phrase_vec *pairs);

#endif
