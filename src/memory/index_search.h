/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to index.c, which puts the answers of the parts together, and index_words.c and
 * index_chars.c, which search a part. */
#ifndef MEMORY_INDEX_SEARCH_H
#define MEMORY_INDEX_SEARCH_H

#include "memory/index_part.h"

/* The best distinct targets found so far: more of them than this raise no limit. */
enum { BEST_TARGETS = 64 };

struct best {
    size_t wanted, n; /* wanted 0: everything is */
    struct {
        uint64_t target;
        double score;
    } v[BEST_TARGETS];
};

/* Of a letter query: candidates by the bound of their distance. */
struct candidate {
    uint32_t segment, bound;
};

struct search {
    struct tm_mode mode;
    struct index_part *part;
    const uint32_t *dead; /* units that newer parts know better, sorted */
    size_t n_dead;
    double min_score;     /* rises */
    struct {
        size_t length, distance;
        double min_score;
    } limit;              /* the last answer of search_limit */
    struct best best;
    struct tm_hits *out;

    struct tm_segment query, other; /* `other`: scratch */
    struct tm_vocab vocab;          /* the part's */
    struct edit_pattern pattern, values;
    struct edit_bytes letters;
    struct symbols rarest;
    uint64_t sketch;      /* of the query */
    VEC(uint8_t) spelt;   /* the query in letters */
    bool has_rare;        /* one of them is LETTER_RARE */
    VEC(struct candidate) candidates, sorted;
};

/* Text, symbols and values of a segment, borrowed; `symbols` NULL with chars. */
struct tm_packed search_packed(const struct search *s, uint32_t segment);

/* Segments whose length can reach the limit: [*from, *to). */
void search_range(const struct search *s, uint32_t *from, uint32_t *to);

static inline uint32_t part_length(const struct index_part *p, uint32_t segment)
{
    return p->segments[segment + 1].symbols - p->segments[segment].symbols;
}

/* The largest distance to a segment of `m` symbols that still reaches the limit; SIZE_MAX: none.
 * Segments come sorted by length, so the last answer mostly serves again. */
static inline size_t search_limit(struct search *s, size_t m)
{
    if (UNLIKELY(s->limit.length != m || s->limit.min_score != s->min_score)) {
        s->limit.length = m;
        s->limit.min_score = s->min_score;
        s->limit.distance = tm_score_limit(s->query.symbols.len, m, s->min_score);
    }
    return s->limit.distance;
}

/* A segment at this distance: its translations become hits if its score is enough. */
enum status search_take(struct search *s, uint32_t segment, size_t distance, struct error *e)
    MUST_CHECK;

/* Search s->part; s->query is set for it. */
enum status search_words(struct search *s, bool exhaustive, struct error *e) MUST_CHECK;
enum status search_chars(struct search *s, bool exhaustive, struct error *e) MUST_CHECK;

#endif
