/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching the index. */
#include "memory/index_ram.h"

#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How many symbols of `a` surely have no partner in `b`.  A full counter stands for at least as
 * many, so the answer is never too high. */
static unsigned bag_excess(const uint8_t *a, const uint8_t *b)
{
    unsigned sum = 0;

#ifdef __SSE2__
    __m128i total = _mm_setzero_si128();

    for (int i = 0; i < BAG; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(a + i));
        __m128i y = _mm_loadu_si128((const __m128i *)(b + i));
        total = _mm_add_epi64(total, _mm_sad_epu8(_mm_subs_epu8(x, y), _mm_setzero_si128()));
    }
    sum = (unsigned)_mm_cvtsi128_si32(total) +
          (unsigned)_mm_cvtsi128_si32(_mm_srli_si128(total, 8));
#else
    for (int i = 0; i < BAG; i++)
        sum += a[i] > b[i] ? (unsigned)(a[i] - b[i]) : 0;
#endif
    return sum;
}

struct search {
    struct tm_index *x;
    double min_score;
    struct tm_hits *out;
    uint8_t bag[BAG];
    bool ok;
};

static struct tm_packed packed(const struct tm_index *x, const struct entry *entry)
{
    return (struct tm_packed){
        span_of(x->text_pool.data + entry->text, entry->text_len),
        x->symbol_pool.v + entry->symbols,
        x->value_pool.v + entry->values,
        entry->n_symbols,
        entry->n_values,
    };
}

static void add_hits(struct search *s, const struct entry *entry, double score)
{
    for (uint32_t i = 0; s->ok && i < entry->n_pairs; i++) {
        const struct pair *p = &s->x->pairs.v[entry->pairs + i];
        s->ok = vec_push(s->out, ((struct tm_hit){score, p->unit, p->changed, p->source, p->target,
                                                  p->target_hash}));
    }
}

/* Equal in everything that is compared, and still not the same text: letter case or spacing. */
static double look_closer(const struct tm_index *x, struct span text, double score)
{
    if (score == 100.0 && !x->mode.bare && !span_eq(text, buf_span(&x->query.text)))
        return 99.0;
    return score;
}

static void compare(struct search *s, uint32_t number)
{
    struct tm_index *x = s->x;
    const struct entry *entry = &x->entries.v[number];
    struct tm_packed b = packed(x, entry);
    size_t limit = tm_score_limit(x->query.symbols.len, b.n_symbols, s->min_score), d;
    double score;

    if (limit == SIZE_MAX)
        return;
    d = edit_distance(&x->pattern, b.symbols, b.n_symbols, limit);
    if (d > limit)
        return;
    score = look_closer(x, b.text, tm_score(&x->query, &b, d, &x->values));
    if (score >= s->min_score)
        add_hits(s, entry, score);
}

/* First segment with at least `n` symbols. */
static uint32_t first_of_length(const struct tm_index *x, size_t n)
{
    size_t low = 0, high = x->entries.len;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (x->entries.v[mid].n_symbols < n)
            low = mid + 1;
        else
            high = mid;
    }
    return (uint32_t)low;
}

/* The segments whose length allows the score: [*from, *to). */
static void length_range(const struct search *s, uint32_t *from, uint32_t *to)
{
    size_t n = s->x->query.symbols.len, limit = tm_score_limit(n, n, s->min_score), longest = n;

    if (s->min_score <= 0) {
        *from = 0;
        *to = (uint32_t)s->x->entries.len;
        return;
    }
    /* the longest text with which n symbols in common are enough */
    longest = (size_t)((double)n * 100.0 / s->min_score) + 2;
    *from = first_of_length(s->x, limit == SIZE_MAX ? n : n - limit);
    *to = first_of_length(s->x, longest);
}

static uint32_t posting_count(const struct tm_index *x, uint32_t token)
{
    return token < x->n_tokens ? x->starts[token + 1] - x->starts[token] : 0;
}

static int by_count(const void *a, const void *b, void *context)
{
    uint32_t x = posting_count(context, *(const uint32_t *)a);
    uint32_t y = posting_count(context, *(const uint32_t *)b);

    return x < y ? -1 : x > y;
}

/* Segments between `from` and `to` that hold the token and were not looked at yet. */
static void compare_postings(struct search *s, uint32_t token, uint32_t from, uint32_t to)
{
    struct tm_index *x = s->x;
    uint32_t low = token < x->n_tokens ? x->starts[token] : 0;
    uint32_t end = token < x->n_tokens ? x->starts[token + 1] : 0, high = end;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (x->postings[mid] < from)
            low = mid + 1;
        else
            high = mid;
    }
    for (; s->ok && low < end && x->postings[low] < to; low++) {
        uint32_t number = x->postings[low];
        if (x->stamps[number] == x->stamp)
            continue;
        x->stamps[number] = x->stamp;
        compare(s, number);
    }
}

static void search_words(struct search *s, uint32_t from, uint32_t to)
{
    struct tm_index *x = s->x;
    size_t n = x->query.symbols.len, allowed = tm_score_limit(n, n, s->min_score);

    vec_clear(&x->rare);
    if (!index_append(&x->rare, &x->query.symbols)) {
        s->ok = false;
        return;
    }
    qsort_r(x->rare.v, n, sizeof *x->rare.v, by_count, x);
    /* n - allowed tokens must be shared, so one of the allowed + 1 rarest must be */
    for (size_t i = 0; s->ok && i < n && i <= allowed; i++)
        compare_postings(s, x->rare.v[i], from, to);
}

static void search_chars(struct search *s, uint32_t from, uint32_t to)
{
    struct tm_index *x = s->x;
    size_t n = x->query.symbols.len;

    index_fill_bag(s->bag, x->query.symbols.v, n);
    for (uint32_t i = from; s->ok && i < to; i++) {
        const uint8_t *bag = x->bags + (size_t)i * BAG;
        size_t m = x->entries.v[i].n_symbols, limit = tm_score_limit(n, m, s->min_score);
        /* of the two the longer one has more without a partner */
        unsigned apart = n > m ? bag_excess(s->bag, bag) : bag_excess(bag, s->bag);
        if (limit != SIZE_MAX && apart <= limit)
            compare(s, i);
    }
}

static int by_rank(const void *a, const void *b)
{
    const struct tm_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->changed != y->changed)
        return x->changed > y->changed ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->source != y->source)
        return (int)x->source - (int)y->source;
    return (int)x->target - (int)y->target;
}

/* A new stamp for this search; after 2^32 of them all segments forget theirs. */
static void new_stamp(struct tm_index *x)
{
    if (++x->stamp == 0) {
        memset(x->stamps, 0, x->entries.len * sizeof *x->stamps);
        x->stamp = 1;
    }
}

enum status tm_index_search(struct tm_index *x, struct span query, double min_score,
                            bool exhaustive, struct tm_hits *out, struct error *e)
{
    struct search s = {.x = x, .min_score = min_score, .out = out, .ok = true};
    uint32_t from = 0, to = (uint32_t)x->entries.len;
    enum status st = tm_segment_set(&x->query, query, x->mode, &x->vocab, false, e);

    vec_clear(out);
    if (!st)
        st = edit_pattern_set(&x->pattern, x->query.symbols.v, x->query.symbols.len, e);
    if (!st)
        st = edit_pattern_set(&x->values, x->query.values.v, x->query.values.len, e);
    if (st || x->query.symbols.len == 0)
        return st;
    new_stamp(x);
    if (!exhaustive)
        length_range(&s, &from, &to);
    if (exhaustive || min_score <= 0) {
        for (uint32_t i = from; s.ok && i < to; i++)
            compare(&s, i);
    } else if (x->mode.chars) {
        search_chars(&s, from, to);
    } else {
        search_words(&s, from, to);
    }
    if (s.ok && out->len)
        qsort(out->v, out->len, sizeof *out->v, by_rank);
    return s.ok ? ST_OK : error_nomem(e);
}
