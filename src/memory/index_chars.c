/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching a part by characters. */
#include "memory/index_search.h"

#include <stdlib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How many letters of `a` surely have no partner in `b`, or of `b` in `a`, whichever is more: the
 * least number of steps between them.  A full counter stands for at least as many, so the answer is
 * never too high. */
static inline __attribute__((always_inline)) unsigned bag_bound(const uint8_t *a, const uint8_t *b)
{
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128();
    __m128i more = zero, less = zero;

    for (int i = 0; i < BAG; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(a + i));
        __m128i y = _mm_loadu_si128((const __m128i *)(const void *)(b + i));

        more = _mm_add_epi64(more, _mm_sad_epu8(_mm_subs_epu8(x, y), zero));
        less = _mm_add_epi64(less, _mm_sad_epu8(_mm_subs_epu8(y, x), zero));
    }
    more = _mm_add_epi64(more, _mm_srli_si128(more, 8));
    less = _mm_add_epi64(less, _mm_srli_si128(less, 8));
    unsigned m = (unsigned)_mm_cvtsi128_si32(more), l = (unsigned)_mm_cvtsi128_si32(less);
#else
    unsigned m = 0, l = 0;

    for (int i = 0; i < BAG; i++) {
        m += a[i] > b[i] ? (unsigned)(a[i] - b[i]) : 0;
        l += b[i] > a[i] ? (unsigned)(b[i] - a[i]) : 0;
    }
#endif
    return m > l ? m : l;
}

/* A step changes two pairs of neighbours at most. */
static inline __attribute__((always_inline)) unsigned pair_bound(const uint64_t *a,
                                                                 const uint64_t *b)
{
    int more = 0, less = 0;

    for (int i = 0; i < PAIR_WORDS; i++) {
        more += __builtin_popcountll(a[i] & ~b[i]);
        less += __builtin_popcountll(b[i] & ~a[i]);
    }
    return ((unsigned)(more > less ? more : less) + 1) / 2;
}

/* The distance by all symbols, where letters are too few to tell some apart. */
static enum status exact_distance(struct search *s, uint32_t segment, size_t limit, size_t *d,
                                  struct error *e)
{
    struct tm_packed b = search_packed(s, segment);
    enum status st = tm_segment_set(&s->other, b.text, s->mode, &s->vocab, false, e);

    if (st == ST_OK)
        *d = edit_distance(&s->pattern, s->other.symbols.v, s->other.symbols.len, limit);
    return st;
}

static enum status compare(struct search *s, uint32_t segment, struct error *e)
{
    const struct index_part *p = s->part;
    uint32_t n = part_length(p, segment);
    size_t limit = search_limit(s, n), d;
    enum status st = ST_OK;

    if (limit == SIZE_MAX)
        return ST_OK;
    d = edit_bytes_distance(&s->letters, p->letters + p->segments[segment].symbols, n, limit);
    if (d <= limit && s->has_rare)
        st = exact_distance(s, segment, limit, &d, e);
    return st || d > limit ? st : search_take(s, segment, d, e);
}

static enum status spell(struct search *s, struct error *e)
{
    size_t n = s->query.symbols.len;
    enum status st;

    vec_clear(&s->spelt);
    if (!vec_reserve(&s->spelt, n))
        return error_nomem(e);
    s->has_rare = false;
    for (size_t i = 0; i < n; i++) {
        uint8_t letter = part_letter(s->part, s->query.symbols.v[i]);

        s->has_rare = s->has_rare || letter == LETTER_RARE;
        s->spelt.v[s->spelt.len++] = letter;
    }
    st = edit_bytes_set(&s->letters, s->spelt.v, n, e);
    if (st == ST_OK && s->has_rare)
        st = edit_pattern_set(&s->pattern, s->query.symbols.v, n, e);
    return st;
}

/* Note all segments whose outlines allow the score; most[d] counts those with bound d. */
static inline __attribute__((always_inline)) bool
gather_inline(struct search *s, const struct outline *query, uint32_t from, uint32_t to,
              uint32_t *most)
{
    const struct index_part *p = s->part;

    vec_clear(&s->candidates);
    for (uint32_t i = from; i < to; i++) {
        const struct outline *o = &p->outlines[i];
        size_t limit = search_limit(s, part_length(p, i));
        unsigned bound = bag_bound(query->bag, o->bag), pairs;

        if (limit == SIZE_MAX || bound > limit)
            continue;
        pairs = pair_bound(query->pairs, o->pairs);
        bound = pairs > bound ? pairs : bound;
        if (bound > limit)
            continue;
        if (!vec_push(&s->candidates, ((struct candidate){i, bound})))
            return false;
        most[bound]++;
    }
    return true;
}

#if defined __x86_64__ && defined __GNUC__
/* The same with the processor's own counting of bits. */
__attribute__((target("avx2,popcnt"))) static bool
gather_avx2(struct search *s, const struct outline *query, uint32_t from, uint32_t to,
            uint32_t *most)
{
    return gather_inline(s, query, from, to, most);
}
#endif

static enum status gather(struct search *s, uint32_t from, uint32_t to, uint32_t *most,
                          struct error *e)
{
    struct outline query;
    bool ok;

    part_outline(&query, s->spelt.v, s->spelt.len);
#if defined __x86_64__ && defined __GNUC__
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
        ok = gather_avx2(s, &query, from, to, most);
    else
#endif
        ok = gather_inline(s, &query, from, to, most);
    return ok ? ST_OK : error_nomem(e);
}

/* Sort the candidates by their bound (counting sort), so that the likeliest raise the limit for the
 * rest. */
static enum status sort(struct search *s, uint32_t *places, size_t n, struct error *e)
{
    uint32_t at = 0;

    if (!vec_reserve(&s->sorted, s->candidates.len))
        return error_nomem(e);
    for (size_t i = 0; i < n; i++) {
        uint32_t count = places[i];

        places[i] = at;
        at += count;
    }
    for (size_t i = 0; i < s->candidates.len; i++)
        s->sorted.v[places[s->candidates.v[i].bound]++] = s->candidates.v[i];
    s->sorted.len = s->candidates.len;
    return ST_OK;
}

enum status search_chars(struct search *s, bool exhaustive, struct error *e)
{
    uint32_t from = 0, to = s->part->head->segments, *places;
    size_t bounds;
    enum status st = spell(s, e);

    for (uint32_t i = 0; st == ST_OK && exhaustive && i < to; i++)
        st = compare(s, i, e);
    if (st || exhaustive)
        return st;
    search_range(s, &from, &to);
    bounds = (s->query.symbols.len > s->part->head->longest ? s->query.symbols.len
                                                            : s->part->head->longest) + 1;
    places = calloc(bounds, sizeof *places);
    if (!places)
        return error_nomem(e);
    st = gather(s, from, to, places, e);
    if (st == ST_OK)
        st = sort(s, places, bounds, e);
    for (size_t i = 0; st == ST_OK && i < s->sorted.len; i++)
        st = compare(s, s->sorted.v[i].segment, e);
    free(places);
    return st;
}
