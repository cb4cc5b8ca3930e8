/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index in memory: what building (index_build.c) and searching (index_search.c) share. */
#ifndef MEMORY_INDEX_RAM_H
#define MEMORY_INDEX_RAM_H

#include "memory/index.h"

enum { BAG = 64 }; /* counters of a chars segment */

struct entry {
    size_t text, symbols, values; /* where they begin in the pools */
    uint32_t text_len, n_symbols, n_values;
    uint32_t pairs, n_pairs;      /* in x->pairs, once it is sorted */
};

struct pair {
    uint32_t segment;
    uint16_t source, target;
    int64_t unit, changed;
    uint64_t target_hash;
};

struct tm_index {
    struct tm_mode mode;
    struct tm_vocab vocab;
    struct map texts; /* normalized text -> segment */
    struct buf text_pool;
    struct symbols symbol_pool, value_pool;
    VEC(struct entry) entries; /* by number of symbols */
    VEC(struct pair) pairs;
    /* words: segments that hold token t are postings[starts[t] .. starts[t + 1]), shortest first */
    uint32_t *starts, *postings, n_tokens;
    uint8_t *bags; /* chars: BAG counters a segment */

    /* scratch of a search */
    struct tm_segment query;
    struct edit_pattern pattern, values;
    uint32_t *stamps, stamp;
    struct symbols rare;
};

/* Append to a pool; false when memory runs out. */
bool index_append(struct symbols *pool, const struct symbols *s);

/* Count code points by a hash of BAG values; a counter that is full stays full. */
void index_fill_bag(uint8_t *bag, const uint32_t *symbols, size_t n);

#endif
