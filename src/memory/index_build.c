/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building the index of a language pair from the store. */
#include "memory/index_ram.h"

#include <stdlib.h>

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

bool index_append(struct symbols *pool, const struct symbols *s)
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
        !index_append(&x->symbol_pool, &s->symbols) || !index_append(&x->value_pool, &s->values) ||
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

void index_fill_bag(uint8_t *bag, const uint32_t *symbols, size_t n)
{
    memset(bag, 0, BAG);
    for (size_t i = 0; i < n; i++) {
        uint8_t *c = &bag[(symbols[i] * UINT32_C(2654435761)) >> 26];
        if (*c < UINT8_MAX)
            ++*c;
    }
}

static bool make_bags(struct tm_index *x)
{
    x->bags = calloc(x->entries.len + 1, BAG);
    for (size_t i = 0; x->bags && i < x->entries.len; i++) {
        const struct entry *entry = &x->entries.v[i];
        index_fill_bag(x->bags + i * BAG, x->symbol_pool.v + entry->symbols, entry->n_symbols);
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
