/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often a source type is linked with a target type: a table of the pairs that there are, by
 * open addressing.
 */
#ifndef ALIGN_TALLY_H
#define ALIGN_TALLY_H

#include "base/compat.h"

struct tally_entry {
    uint64_t key; /* tally_key(); 0: empty */
    float count;
};

struct tally {
    struct tally_entry *entries;
    size_t mask, used;
};

static inline uint64_t tally_key(uint32_t source, uint32_t target)
{
    return ((uint64_t)source << 32 | target) + 1;
}

static inline uint32_t tally_source(uint64_t key)
{
    return (uint32_t)((key - 1) >> 32);
}

static inline uint32_t tally_target(uint64_t key)
{
    return (uint32_t)(key - 1);
}

/* The entry of a pair, or the empty one where it would be. */
static inline struct tally_entry *tally_find(const struct tally *t, uint64_t key)
{
    size_t i = (size_t)((key * 0x9E3779B97F4A7C15u) >> 24) & t->mask;

    while (t->entries[i].key != key && t->entries[i].key)
        i = (i + 1) & t->mask;
    return &t->entries[i];
}

/* An empty table; false when memory runs out. */
bool tally_make(struct tally *t) MUST_CHECK;

/* Add `n`, which may be negative, to the count of a pair; false when memory runs out. */
bool tally_add(struct tally *t, uint64_t key, float n) MUST_CHECK;

void tally_free(struct tally *t);

#endif
