/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to endings.c, which reads and writes endings, and endings_parse.c, which reads their
 * data. */
#ifndef NAMES_ENDINGS_PRIVATE_H
#define NAMES_ENDINGS_PRIVATE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "names/endings.h"

/* Endings without letters have a bucket of their own, the last. */
enum { MAX_VARIANTS = 4, BUCKETS = 65, BARE = BUCKETS - 1, MAX_CHAIN = 4 };

/* A stem's class: what its bases end with and what goes off before an ending. */
struct class {
    struct span name, strip;
    struct span *bases;
    size_t n_bases;
    uint64_t last[4]; /* a bit for each byte that bases may end with */
    uint8_t parts;
    char gender;
    bool also; /* reads also the bases that a class before it has */
    uint32_t first_end, n_ends;
};

struct end {
    uint16_t tag, class;
    uint8_t n;
    struct span text[MAX_VARIANTS];
    struct span chain; /* class whose endings follow; while parsing */
};

/* One variant of one ending, in a chain by its last byte. */
struct way {
    uint32_t end;
    uint8_t variant;
    int32_t next;
};

struct harmony {
    unsigned n;
    struct span set[MAX_VARIANTS];
};

struct endings {
    struct arena arena;
    VEC(struct class) classes;
    VEC(struct end) ends;
    VEC(struct way) ways;
    int32_t bucket[BUCKETS];
    VEC(struct span) tags;
    struct harmony harmony[2];
    unsigned n_harmony;
    bool last_only; /* of a name only the last word declines */
    struct map governs; /* word: sum of 1 << tag */
    struct map lists[ENDING_LISTS];
    VEC(struct span) suffixes[ENDING_LISTS]; /* entries that began with * */
};

static inline bool class_may_end(const struct class *c, char last)
{
    unsigned char byte = (unsigned char)last;

    return c->last[byte / 64] >> byte % 64 & 1;
}

/* Chain number of the endings whose last byte is that of `s`. */
static inline unsigned bucket_of(struct span s)
{
    return s.len ? (unsigned char)s.ptr[s.len - 1] % BARE : BARE;
}

#endif
