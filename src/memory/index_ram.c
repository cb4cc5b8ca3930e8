/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/index.h"
#include "text/utf8.h"

#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* Building */

struct builder {
    struct tm_index *x;
    struct tm_direction direction;
    struct tm_segment segment;
    struct tm_sides sides;
};

static uint64_t hash_text(struct span s)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001B3);
    return h ^ h >> 32;
}

static bool append(struct symbols *pool, const struct symbols *s)
{
    if (!vec_reserve(pool, pool->len + s->len))
        return false;
    if (s->len)
        memcpy(pool->v + pool->len, s->v, s->len * sizeof *s->v);
    pool->len += s->len;
    return true;
}

static enum status add_entry(struct tm_index *x, const struct tm_segment *s, struct error *e)
{
    struct entry entry = {
        .text = x->text_pool.len,
        .symbols = x->symbol_pool.len,
        .values = x->value_pool.len,
        .text_len = (uint32_t)s->text.len,
        .n_symbols = (uint32_t)s->symbols.len,
        .n_values = (uint32_t)s->values.len,
    };

    buf_add(&x->text_pool, buf_span(&s->text));
    if (x->text_pool.failed || x->entries.len >= UINT32_MAX - 1 ||
        !append(&x->symbol_pool, &s->symbols) || !append(&x->value_pool, &s->values) ||
        !vec_push(&x->entries, entry))
        return error_nomem(e);
    return ST_OK;
}

static enum status add_source(struct builder *b, const struct tm_unit *u, uint16_t source,
                              struct error *e)
{
    struct tm_index *x = b->x;
    uint64_t *segment;
    bool added;
    enum status st = tm_segment_set(&b->segment, u->variants[source].text, x->mode, &x->vocab, true,
                                    e);

    if (st)
        return st;
    segment = map_put(&x->texts, buf_span(&b->segment.text), &added);
    if (!segment)
        return error_nomem(e);
    if (added) {
        *segment = x->entries.len;
        st = add_entry(x, &b->segment, e);
    }
    for (size_t i = 0; !st && i < b->sides.n_targets; i++) {
        uint16_t target = b->sides.targets[i];
        struct pair p = {(uint32_t)*segment, source, target, u->id, u->changed,
                         hash_text(u->variants[target].text)};
        if (!vec_push(&x->pairs, p))
            st = error_nomem(e);
    }
    return st;
}

static enum status take_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct builder *b = context;
    enum status st = ST_OK;

    if (!tm_direction_pick(&b->direction, u, &b->sides))
        return ST_OK;
    for (size_t i = 0; !st && i < b->sides.n_sources; i++)
        st = add_source(b, u, b->sides.sources[i], e);
    return st;
}

struct order {
    uint32_t n_symbols, old;
};

static int by_length(const void *a, const void *b)
{
    const struct order *x = a, *y = b;

    if (x->n_symbols != y->n_symbols)
        return x->n_symbols < y->n_symbols ? -1 : 1;
    return x->old < y->old ? -1 : x->old > y->old;
}

static int by_segment(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->segment != y->segment)
        return x->segment < y->segment ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return (int)x->target - (int)y->target;
}

/* Number the segments by their length, and let each know its pairs. */
static bool sort_entries(struct tm_index *x)
{
    size_t n = x->entries.len;
    struct order *order = calloc(n + 1, sizeof *order);
    uint32_t *fresh = calloc(n + 1, sizeof *fresh);
    struct entry *sorted = calloc(n + 1, sizeof *sorted);
    bool ok = order && fresh && sorted;

    for (uint32_t i = 0; ok && i < n; i++)
        order[i] = (struct order){x->entries.v[i].n_symbols, i};
    if (ok && n)
        qsort(order, n, sizeof *order, by_length);
    for (uint32_t i = 0; ok && i < n; i++) {
        fresh[order[i].old] = i;
        sorted[i] = x->entries.v[order[i].old];
    }
    if (ok && n)
        memcpy(x->entries.v, sorted, n * sizeof *sorted);
    for (size_t i = 0; ok && i < x->pairs.len; i++)
        x->pairs.v[i].segment = fresh[x->pairs.v[i].segment];
    if (ok && x->pairs.len)
        qsort(x->pairs.v, x->pairs.len, sizeof *x->pairs.v, by_segment);
    for (uint32_t i = 0; ok && i < x->pairs.len; i++) {
        struct entry *entry = &x->entries.v[x->pairs.v[i].segment];
        if (entry->n_pairs++ == 0)
            entry->pairs = i;
    }
    free(order);
    free(fresh);
    free(sorted);
    return ok;
}

/* Call for each token of each segment that is its first there: count them, or put them in place. */
static void walk_tokens(struct tm_index *x, uint32_t *last, bool place)
{
    for (uint32_t i = 0; i < x->entries.len; i++) {
        const struct entry *entry = &x->entries.v[i];
        for (uint32_t k = 0; k < entry->n_symbols; k++) {
            uint32_t t = x->symbol_pool.v[entry->symbols + k];
            if (last[t] == i + 1)
                continue;
            last[t] = i + 1;
            if (place)
                x->postings[x->starts[t]++] = i;
            else
                x->starts[t + 1]++;
        }
    }
}

static bool make_postings(struct tm_index *x)
{
    uint32_t *last, n = x->n_tokens;
    bool ok;

    x->starts = calloc((size_t)n + 2, sizeof *x->starts);
    last = calloc((size_t)n + 1, sizeof *last);
    ok = x->starts && last && x->symbol_pool.len < UINT32_MAX;
    if (ok) {
        walk_tokens(x, last, false);
        for (uint32_t t = 0; t <= n; t++)
            x->starts[t + 1] += x->starts[t];
        x->postings = calloc((size_t)x->starts[n + 1] + 1, sizeof *x->postings);
        ok = x->postings != NULL;
    }
    if (ok) {
        memset(last, 0, ((size_t)n + 1) * sizeof *last);
        walk_tokens(x, last, true);
        /* placing moved each start to the next one's */
        memmove(x->starts + 1, x->starts, ((size_t)n + 1) * sizeof *x->starts);
        x->starts[0] = 0;
    }
    free(last);
    return ok;
}

/* Count code points by a hash of BAG values; a counter that is full stays full. */
static void fill_bag(uint8_t *bag, const uint32_t *symbols, size_t n)
{
    memset(bag, 0, BAG);
    for (size_t i = 0; i < n; i++) {
        uint8_t *c = &bag[(symbols[i] * UINT32_C(2654435761)) >> 26];
        if (*c < UINT8_MAX)
            ++*c;
    }
}

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

static bool make_bags(struct tm_index *x)
{
    x->bags = calloc(x->entries.len + 1, BAG);
    for (size_t i = 0; x->bags && i < x->entries.len; i++) {
        const struct entry *entry = &x->entries.v[i];
        fill_bag(x->bags + i * BAG, x->symbol_pool.v + entry->symbols, entry->n_symbols);
    }
    return x->bags != NULL;
}

static enum status build(struct tm_index *x, struct tm_store *s,
                         const struct tm_direction *direction, struct error *e)
{
    const struct tm_filter filter = {.since = INT64_MIN, .texts_only = true};
    struct builder b = {.x = x, .direction = *direction};
    enum status st = tm_store_each(s, &filter, take_unit, &b, e);
    bool ok;

    tm_segment_free(&b.segment);
    if (st)
        return st;
    x->n_tokens = (uint32_t)map_count(&x->vocab.ids) + 8;
    x->stamps = calloc(x->entries.len + 1, sizeof *x->stamps);
    ok = x->stamps && sort_entries(x) && (x->mode.chars ? make_bags(x) : make_postings(x));
    return ok ? ST_OK : error_nomem(e);
}

enum status tm_index_open(struct tm_index **out, struct tm_store *s,
                          const struct tm_direction *direction, struct tm_mode mode,
                          struct error *e)
{
    struct tm_index *x = calloc(1, sizeof *x);
    enum status st;

    *out = NULL;
    if (!x)
        return error_nomem(e);
    x->mode = mode;
    st = build(x, s, direction, e);
    if (st) {
        tm_index_free(x);
        return st;
    }
    map_free(&x->texts);
    x->texts = (struct map)MAP_INIT;
    *out = x;
    return ST_OK;
}

void tm_index_free(struct tm_index *x)
{
    if (!x)
        return;
    tm_vocab_free(&x->vocab);
    map_free(&x->texts);
    buf_free(&x->text_pool);
    vec_free(&x->symbol_pool);
    vec_free(&x->value_pool);
    vec_free(&x->entries);
    vec_free(&x->pairs);
    free(x->starts);
    free(x->postings);
    free(x->bags);
    tm_segment_free(&x->query);
    edit_pattern_free(&x->pattern);
    edit_pattern_free(&x->values);
    free(x->stamps);
    vec_free(&x->rare);
    free(x);
}

size_t tm_index_segments(const struct tm_index *x)
{
    return x->entries.len;
}

size_t tm_index_pairs(const struct tm_index *x)
{
    return x->pairs.len;
}

/* Searching */

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
    if (!append(&x->rare, &x->query.symbols)) {
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

    fill_bag(s->bag, x->query.symbols.v, n);
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
