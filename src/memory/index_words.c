/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching a part by words. */
#include "memory/index_search.h"

#include <stdlib.h>

static enum status compare(struct search *s, uint32_t segment, struct error *e)
{
    const struct index_part *p = s->part;
    uint32_t from = p->segments[segment].symbols, n = part_length(p, segment);
    size_t limit = search_limit(s, n), d;

    if (limit == SIZE_MAX)
        return ST_OK;
    d = edit_distance(&s->pattern, p->words + from, n, limit);
    return d > limit ? ST_OK : search_take(s, segment, d, e);
}

static uint32_t posting_count(const struct index_part *p, uint32_t symbol)
{
    if (symbol == TM_UNKNOWN || symbol >= p->head->tokens + TM_FIRST_TOKEN)
        return 0;
    return p->starts[symbol + 1] - p->starts[symbol];
}

static int by_count(const void *a, const void *b, void *part)
{
    uint32_t x = posting_count(part, *(const uint32_t *)a);
    uint32_t y = posting_count(part, *(const uint32_t *)b);

    return x < y ? -1 : x > y;
}

/* First posting in [low, high) of segment `from` or later. */
static uint32_t seek(const uint32_t *postings, uint32_t low, uint32_t high, uint32_t from)
{
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;

        if (postings[mid] < from)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Each token that only one of the two has costs a step, and a step rids of one on either side. */
static bool is_hopeless(struct search *s, uint32_t segment)
{
    uint64_t sketch = s->part->sketches[segment];
    size_t limit = search_limit(s, part_length(s->part, segment));

    return limit == SIZE_MAX || (size_t)__builtin_popcountll(s->sketch & ~sketch) > limit ||
           (size_t)__builtin_popcountll(sketch & ~s->sketch) > limit;
}

/* Segments of the right length that hold the symbol and were not looked at yet. */
static enum status compare_postings(struct search *s, uint32_t symbol, struct error *e)
{
    struct index_part *p = s->part;
    uint32_t from, to, at, end;
    enum status st = ST_OK;

    if (posting_count(p, symbol) == 0)
        return ST_OK;
    search_range(s, &from, &to);
    end = p->starts[symbol + 1];
    at = seek(p->postings, p->starts[symbol], end, from);
    for (; st == ST_OK && at < end && p->postings[at] < to; at++) {
        uint32_t segment = p->postings[at];

        if (p->stamps[segment] == p->stamp)
            continue;
        p->stamps[segment] = p->stamp;
        if (!is_hopeless(s, segment))
            st = compare(s, segment, e);
    }
    return st;
}

/* A new stamp for this search; after 2^32 of them all segments forget theirs. */
static void new_stamp(struct index_part *p)
{
    if (++p->stamp == 0) {
        memset(p->stamps, 0, p->head->segments * sizeof *p->stamps);
        p->stamp = 1;
    }
}

enum status search_words(struct search *s, bool exhaustive, struct error *e)
{
    size_t n = s->query.symbols.len;
    enum status st = edit_pattern_set(&s->pattern, s->query.symbols.v, n, e);

    for (uint32_t i = 0; st == ST_OK && exhaustive && i < s->part->head->segments; i++)
        st = compare(s, i, e);
    if (st || exhaustive)
        return st;
    vec_clear(&s->rarest);
    if (!vec_reserve(&s->rarest, n))
        return error_nomem(e);
    s->sketch = part_sketch(s->query.symbols.v, n);
    memcpy(s->rarest.v, s->query.symbols.v, n * sizeof *s->rarest.v);
    qsort_r(s->rarest.v, n, sizeof *s->rarest.v, by_count, s->part);
    new_stamp(s->part);
    /* n - limit tokens must be shared, so one of the limit + 1 rarest must be; the limit sinks */
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        size_t limit = tm_score_limit(n, n, s->min_score);

        if (limit == SIZE_MAX || i > limit)
            break;
        st = compare_postings(s, s->rarest.v[i], e);
    }
    return st;
}
