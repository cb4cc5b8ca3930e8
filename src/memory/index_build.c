/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a part of an index from the store: everything is gathered in memory, sorted, and laid
 * out section by section. */
#include "memory/index_part.h"

#include <stdlib.h>

/* A distinct text while it is gathered: places in the pools. */
struct gathered {
    size_t text, symbols, values;
    uint32_t n_text, n_symbols, n_values;
};

struct gathered_pair {
    uint32_t segment;
    struct part_pair pair;
};

struct builder {
    const struct part_source *from;
    struct tm_segment segment;
    struct tm_vocab vocab;
    struct tm_sides sides;
    struct map texts; /* normalized text: number of the segment */
    struct buf text;
    struct symbols symbols, values;
    VEC(struct gathered) segments;
    VEC(struct gathered_pair) pairs;
    uint32_t *order; /* segments by length: order[new] = old */
    uint8_t *letters; /* chars: `symbols` as letters */
    struct symbols alphabet;
    struct pack_writer out;
    struct buf nowhere; /* takes what is written after memory ran out */
};

/* --- gathering --- */

static bool append(struct symbols *pool, const struct symbols *s)
{
    if (!vec_reserve(pool, pool->len + s->len))
        return false;
    if (s->len)
        memcpy(pool->v + pool->len, s->v, s->len * sizeof *s->v);
    pool->len += s->len;
    return true;
}

static enum status too_large(struct error *e)
{
    return error_set(e, ST_LIMIT, "%s", _("the memory is too large for one index"));
}

static enum status add_segment(struct builder *b, struct error *e)
{
    const struct tm_segment *s = &b->segment;
    struct gathered g = {b->text.len, b->symbols.len, b->values.len, (uint32_t)s->text.len,
                         (uint32_t)s->symbols.len, (uint32_t)s->values.len};

    buf_add(&b->text, buf_span(&s->text));
    if (b->text.failed || !append(&b->symbols, &s->symbols) || !append(&b->values, &s->values) ||
        !vec_push(&b->segments, g))
        return error_nomem(e);
    if (b->text.len > UINT32_MAX || b->symbols.len > UINT32_MAX || b->segments.len >= UINT32_MAX - 1)
        return too_large(e);
    return ST_OK;
}

static enum status add_source(struct builder *b, const struct tm_unit *u, uint16_t source,
                              struct error *e)
{
    uint64_t *number;
    bool added;
    enum status st = tm_segment_set(&b->segment, u->variants[source].text, b->from->mode, &b->vocab,
                                    true, e);

    if (st)
        return st;
    number = map_put(&b->texts, buf_span(&b->segment.text), &added);
    if (!number)
        return error_nomem(e);
    if (added) {
        *number = b->segments.len;
        st = add_segment(b, e);
    }
    for (size_t i = 0; !st && i < b->sides.n_targets; i++) {
        uint16_t target = b->sides.targets[i];
        struct gathered_pair p = {(uint32_t)*number,
                                  {part_hash(u->variants[target].text), u->changed,
                                   (uint32_t)u->id, source, target}};
        if (!vec_push(&b->pairs, p))
            st = error_nomem(e);
    }
    return st;
}

static enum status take_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct builder *b = context;
    enum status st = ST_OK;

    if (u->id > UINT32_MAX)
        return too_large(e);
    if (!tm_direction_pick(b->from->direction, u, &b->sides))
        return ST_OK;
    for (size_t i = 0; !st && i < b->sides.n_sources; i++)
        st = add_source(b, u, b->sides.sources[i], e);
    return st;
}

static enum status gather(struct builder *b, struct error *e)
{
    const struct tm_filter filter = {
        .since = INT64_MIN,
        .texts_only = true,
        .units = b->from->units,
        .n_units = b->from->n_units,
    };

    return tm_store_each(b->from->store, &filter, take_unit, b, e);
}

/* --- sorting --- */

static int by_length(const void *x, const void *y, void *context)
{
    const struct builder *b = context;
    uint32_t i = *(const uint32_t *)x, k = *(const uint32_t *)y;
    uint32_t n = b->segments.v[i].n_symbols, m = b->segments.v[k].n_symbols;

    if (n != m)
        return n < m ? -1 : 1;
    return i < k ? -1 : i > k;
}

static int by_segment(const void *x, const void *y)
{
    const struct gathered_pair *a = x, *b = y;

    if (a->segment != b->segment)
        return a->segment < b->segment ? -1 : 1;
    if (a->pair.unit != b->pair.unit)
        return a->pair.unit < b->pair.unit ? -1 : 1;
    return (int)a->pair.target - (int)b->pair.target;
}

/* Number the segments by their length. */
static enum status sort(struct builder *b, struct error *e)
{
    size_t n = b->segments.len;
    uint32_t *fresh = calloc(n + 1, sizeof *fresh);

    b->order = calloc(n + 1, sizeof *b->order);
    if (fresh && b->order) {
        for (uint32_t i = 0; i < n; i++)
            b->order[i] = i;
        qsort_r(b->order, n, sizeof *b->order, by_length, b);
        for (uint32_t i = 0; i < n; i++)
            fresh[b->order[i]] = i;
        for (size_t i = 0; i < b->pairs.len; i++)
            b->pairs.v[i].segment = fresh[b->pairs.v[i].segment];
        if (b->pairs.len)
            qsort(b->pairs.v, b->pairs.len, sizeof *b->pairs.v, by_segment);
    }
    free(fresh);
    return fresh && b->order ? ST_OK : error_nomem(e);
}

/* --- letters --- */

struct count {
    uint32_t symbol;
    uint64_t n;
};

static int by_frequency(const void *x, const void *y)
{
    const struct count *a = x, *b = y;

    if (a->n != b->n)
        return a->n > b->n ? -1 : 1;
    return a->symbol < b->symbol ? -1 : a->symbol > b->symbol;
}

/* Code points and classes, which lie right behind them; bytes that are no UTF-8 are beyond. */
enum { SYMBOL_LIMIT = 0x110000 + TM_FIRST_TOKEN };

struct counts {
    VEC_OF(struct count)
};

/* `place` holds, of each symbol that was seen, where it stands in `counts`, from 1. */
static bool choose_alphabet(struct builder *b, struct counts *counts, uint32_t *place)
{
    for (size_t i = 0; i < b->symbols.len; i++) {
        uint32_t symbol = b->symbols.v[i];
        if (symbol >= SYMBOL_LIMIT)
            continue;
        if (!place[symbol]) {
            if (!vec_push(counts, ((struct count){.symbol = symbol})))
                return false;
            place[symbol] = (uint32_t)counts->len;
        }
        counts->v[place[symbol] - 1].n++;
    }
    if (counts->len)
        qsort(counts->v, counts->len, sizeof *counts->v, by_frequency);
    for (size_t i = 0; i + 1 < LETTER_RARE && i < counts->len; i++)
        if (!vec_push(&b->alphabet, counts->v[i].symbol))
            return false;
    return true;
}

static enum status make_letters(struct builder *b, struct error *e)
{
    struct counts counts = VEC_INIT;
    uint32_t *place = calloc(SYMBOL_LIMIT, sizeof *place);
    uint8_t *letter = calloc(SYMBOL_LIMIT, 1);
    bool ok;

    b->letters = malloc(b->symbols.len + 1);
    ok = place && letter && b->letters && choose_alphabet(b, &counts, place);
    if (ok) {
        memset(letter, LETTER_RARE, SYMBOL_LIMIT);
        for (size_t i = 0; i < b->alphabet.len; i++)
            letter[b->alphabet.v[i]] = (uint8_t)(i + 1);
        for (size_t i = 0; i < b->symbols.len; i++)
            b->letters[i] = b->symbols.v[i] < SYMBOL_LIMIT ? letter[b->symbols.v[i]] : LETTER_RARE;
    }
    vec_free(&counts);
    free(place);
    free(letter);
    return ok ? ST_OK : error_nomem(e);
}

/* --- sections --- */

static void add_number(struct buf *out, size_t n)
{
    uint32_t value = (uint32_t)n;

    buf_addn(out, (const char *)&value, sizeof value);
}

static struct buf *begin(struct builder *b, uint32_t tag)
{
    /* a checksum of all would be read at each start: what is read is checked when it is used */
    struct buf *section = pack_writer_later(&b->out, tag);

    return section ? section : &b->nowhere;
}

static void put_head(struct builder *b)
{
    size_t n = b->segments.len;
    struct part_head h = {
        .base = b->from->base,
        .change = b->from->change,
        .mode = part_mode(b->from->mode),
        .segments = (uint32_t)n,
        .longest = n ? b->segments.v[b->order[n - 1]].n_symbols : 0,
        .tokens = (uint32_t)map_count(&b->vocab.ids),
    };
    struct buf *out;

    memcpy(h.uuid, tm_store_uuid(b->from->store), sizeof h.uuid);
    if (b->from->mode.languages)
        memcpy(h.names, b->from->mode.languages->fingerprint, sizeof h.names);
    buf_addn(begin(b, PART_HEAD), (const char *)&h, sizeof h);
    out = begin(b, PART_CHANGED);
    for (size_t i = 0; i < b->from->n_units; i++)
        add_number(out, b->from->units[i]);
    out = begin(b, PART_LENGTHS);
    for (uint32_t length = 0, i = 0; length < h.longest + UINT32_C(2); length++) {
        while (i < n && b->segments.v[b->order[i]].n_symbols < length)
            i++;
        add_number(out, i);
    }
}

static void put_segments(struct builder *b)
{
    struct buf *out = begin(b, PART_SEGMENTS);
    struct part_segment at = {0};
    size_t pair = 0;

    for (uint32_t i = 0; i < b->segments.len; i++) {
        const struct gathered *g = &b->segments.v[b->order[i]];

        at.pairs = (uint32_t)pair;
        buf_addn(out, (const char *)&at, sizeof at);
        at.text += g->n_text;
        at.symbols += g->n_symbols;
        at.values += g->n_values;
        while (pair < b->pairs.len && b->pairs.v[pair].segment == i)
            pair++;
    }
    at.pairs = (uint32_t)pair;
    buf_addn(out, (const char *)&at, sizeof at);
}

static void put_pools(struct builder *b)
{
    struct buf *out = begin(b, PART_TEXT);
    size_t n = b->segments.len;

    for (size_t i = 0; i < n; i++) {
        const struct gathered *g = &b->segments.v[b->order[i]];
        buf_addn(out, b->text.data + g->text, g->n_text);
    }
    out = begin(b, PART_SYMBOLS);
    for (size_t i = 0; i < n; i++) {
        const struct gathered *g = &b->segments.v[b->order[i]];
        if (b->letters)
            buf_addn(out, (const char *)b->letters + g->symbols, g->n_symbols);
        else
            buf_addn(out, (const char *)(b->symbols.v + g->symbols),
                     g->n_symbols * sizeof *b->symbols.v);
    }
    out = begin(b, PART_VALUES);
    for (size_t i = 0; i < n; i++) {
        const struct gathered *g = &b->segments.v[b->order[i]];
        if (g->n_values)
            buf_addn(out, (const char *)(b->values.v + g->values),
                     g->n_values * sizeof *b->values.v);
    }
    out = begin(b, PART_PAIRS);
    for (size_t i = 0; i < b->pairs.len; i++)
        buf_addn(out, (const char *)&b->pairs.v[i].pair, sizeof b->pairs.v[i].pair);
}

static enum status put_slots(struct builder *b, struct error *e)
{
    size_t n = map_count(&b->vocab.ids), size = 4;
    uint32_t *slots, number = 1;

    while (size < 2 * n)
        size *= 2;
    slots = calloc(size, sizeof *slots);
    if (!slots)
        return error_nomem(e);
    for (const struct map_entry *t = map_first(&b->vocab.ids); t; t = map_next(t), number++) {
        size_t at = (size_t)part_hash(map_key(t)) & (size - 1);

        while (slots[at])
            at = (at + 1) & (size - 1);
        slots[at] = number;
    }
    buf_addn(begin(b, PART_SLOTS), (const char *)slots, size * sizeof *slots);
    free(slots);
    return ST_OK;
}

/* Tokens in the order in which they were learnt, as they are numbered. */
static enum status put_vocabulary(struct builder *b, struct error *e)
{
    struct buf *out = begin(b, PART_TOKENS);
    size_t at = 0;

    for (const struct map_entry *t = map_first(&b->vocab.ids); t; t = map_next(t))
        buf_add(out, map_key(t));
    out = begin(b, PART_OFFSETS);
    for (const struct map_entry *t = map_first(&b->vocab.ids); t; t = map_next(t)) {
        add_number(out, at);
        at += map_key(t).len;
    }
    add_number(out, at);
    if (at > UINT32_MAX)
        return too_large(e);
    return put_slots(b, e);
}

/* Call for each symbol of each segment that is its first there: count them, or put them in
 * place. */
static void walk_symbols(const struct builder *b, uint32_t *last, uint32_t *starts,
                         uint32_t *postings)
{
    for (uint32_t i = 0; i < b->segments.len; i++) {
        const struct gathered *g = &b->segments.v[b->order[i]];

        for (uint32_t k = 0; k < g->n_symbols; k++) {
            uint32_t t = b->symbols.v[g->symbols + k];

            if (last[t] == i + 1)
                continue;
            last[t] = i + 1;
            if (postings)
                postings[starts[t]++] = i;
            else
                starts[t + 1]++;
        }
    }
}

static enum status put_postings(struct builder *b, struct error *e)
{
    size_t n = map_count(&b->vocab.ids) + TM_FIRST_TOKEN;
    uint32_t *last = calloc(n, sizeof *last), *starts = calloc(n + 1, sizeof *starts);
    uint32_t *postings = malloc((b->symbols.len + 1) * sizeof *postings);
    bool ok = last && starts && postings;

    if (ok) {
        walk_symbols(b, last, starts, NULL);
        for (size_t t = 0; t < n; t++)
            starts[t + 1] += starts[t];
        buf_addn(begin(b, PART_STARTS), (const char *)starts, (n + 1) * sizeof *starts);
        memset(last, 0, n * sizeof *last);
        walk_symbols(b, last, starts, postings);
        /* placing moved each start to the next one's, the last but one to the end */
        buf_addn(begin(b, PART_POSTINGS), (const char *)postings,
                 starts[n - 1] * sizeof *postings);
    }
    free(last);
    free(starts);
    free(postings);
    return ok ? ST_OK : error_nomem(e);
}

static void put_sketches(struct builder *b)
{
    struct buf *out = begin(b, PART_SKETCHES);

    for (size_t i = 0; i < b->segments.len; i++) {
        const struct gathered *g = &b->segments.v[b->order[i]];
        uint64_t sketch = part_sketch(b->symbols.v + g->symbols, g->n_symbols);

        buf_addn(out, (const char *)&sketch, sizeof sketch);
    }
}

static void put_outlines(struct builder *b)
{
    struct buf *out = begin(b, PART_ALPHABET);
    struct outline o;

    for (size_t i = 0; i < b->alphabet.len; i++)
        add_number(out, b->alphabet.v[i]);
    out = begin(b, PART_OUTLINES);
    for (size_t i = 0; i < b->segments.len; i++) {
        const struct gathered *g = &b->segments.v[b->order[i]];

        part_outline(&o, b->letters + g->symbols, g->n_symbols);
        buf_addn(out, (const char *)&o, sizeof o);
    }
}

static enum status lay_out(struct builder *b, struct buf *out, struct error *e)
{
    enum status st;

    pack_writer_init(&b->out, PART_PACK, PART_VERSION, 0);
    put_head(b);
    put_segments(b);
    put_pools(b);
    st = put_vocabulary(b, e);
    if (b->from->mode.chars)
        put_outlines(b);
    else
        put_sketches(b);
    if (st == ST_OK && !b->from->mode.chars)
        st = put_postings(b, e);
    if (st == ST_OK)
        return pack_writer_finish(&b->out, out, e);
    pack_writer_free(&b->out);
    return st;
}

enum status part_build(struct buf *out, const struct part_source *from, struct error *e)
{
    struct builder b = {.from = from};
    enum status st = gather(&b, e);

    map_free(&b.texts);
    if (st == ST_OK)
        st = sort(&b, e);
    if (st == ST_OK && from->mode.chars)
        st = make_letters(&b, e);
    if (st == ST_OK)
        st = lay_out(&b, out, e);
    tm_segment_free(&b.segment);
    tm_vocab_free(&b.vocab);
    buf_free(&b.text);
    vec_free(&b.symbols);
    vec_free(&b.values);
    vec_free(&b.segments);
    vec_free(&b.pairs);
    vec_free(&b.alphabet);
    buf_free(&b.nowhere);
    free(b.order);
    free(b.letters);
    return st;
}
