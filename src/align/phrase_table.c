/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/phrase_table.h"

#include "align/phrase_find.h"

/* A function word belongs to a phrase that has it in BOUND of BOUND_OF segments. */
enum { BOUND = 9, BOUND_OF = 10, BOUND_LEAST = 8 };

/* What a phrase loses that never stands without some other word. */
#define PIECE 0.4

size_t phrase_table_at(const struct phrase_table *t, uint64_t key)
{
    size_t i = (size_t)(key >> 17) & t->mask;

    while (t->v[i].key && t->v[i].key != key)
        i = (i + 1) & t->mask;
    return i;
}

static bool resize(struct phrase_table *t, size_t slots)
{
    struct phrase_table bigger = {calloc(slots, sizeof *t->v), slots - 1, t->used};

    if (!bigger.v)
        return false;
    for (size_t i = 0; t->v && i <= t->mask; i++)
        if (t->v[i].key)
            bigger.v[phrase_table_at(&bigger, t->v[i].key)] = t->v[i];
    free(t->v);
    *t = bigger;
    return true;
}

struct phrase_slot *phrase_table_put(struct phrase_table *t, uint64_t key)
{
    struct phrase_slot *s;

    if ((!t->v || (t->used + 1) * 3 > (t->mask + 1) * 2) &&
        !resize(t, t->v ? (t->mask + 1) * 2 : 1024))
        return NULL;
    s = &t->v[phrase_table_at(t, key)];
    if (!s->key) {
        s->key = key;
        t->used++;
    }
    return s;
}

const struct phrase_slot *phrase_table_get(const struct phrase_table *t, uint64_t key)
{
    const struct phrase_slot *s = t->v ? &t->v[phrase_table_at(t, key)] : NULL;

    return s && s->key ? s : NULL;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
    h ^= x + 0x9E3779B97F4A7C15u + (h << 6) + (h >> 2);
    h ^= h >> 31;
    h *= 0xBF58476D1CE4E5B9u;
    return h ^ h >> 29;
}

uint64_t phrase_key_of(const uint32_t *types, uint32_t n)
{
    uint64_t h = n;

    for (uint32_t i = 0; i < n; i++)
        h = mix(h, types[i]);
    return h | 1; /* never the empty key */
}

uint64_t phrase_key(const struct phrase_side *s, size_t segment, uint32_t at, uint32_t n)
{
    return phrase_key_of(side_tokens(&s->side, segment) + at, n);
}

uint64_t phrase_pair_key(uint64_t source, uint64_t target)
{
    return mix(source, target) | 1;
}

double phrase_completeness(const struct phrase_slot *s)
{
    double part = (double)s->longer / s->count;

    return 1 - PIECE * part * part * part;
}

static uint32_t count_of(const struct phrase_table *t, const uint32_t *types, uint32_t n)
{
    const struct phrase_slot *s = phrase_table_get(t, phrase_key_of(types, n));

    return s ? s->count : 0;
}

unsigned phrase_spare_edges(const struct phrase_table *t, const uint32_t *types, uint32_t n)
{
    uint32_t whole = count_of(t, types, n);

    if (n == 1)
        return 0;
    return (count_of(t, types + 1, n - 1) > whole ? EDGE_LEFT : 0) |
           (count_of(t, types, n - 1) > whole ? EDGE_RIGHT : 0);
}

/* Of a word at the edge of a phrase: may it belong there?  Of words that bind the pair decides;
 * another function word does where the rest seldom stands without it. */
static bool edge_belongs(const struct phrase_table *t, const struct phrase_side *s, size_t g,
                         uint32_t at, uint32_t n, uint32_t edge)
{
    uint8_t mark = phrase_marks(s, g)[edge];
    const struct phrase_slot *whole, *rest;

    if (!(mark & MARK_FUNCTION))
        return true;
    if (n == 1 || mark & MARK_BINDS)
        return n > 1;
    whole = phrase_table_get(t, phrase_key(s, g, at, n));
    rest = phrase_table_get(t, phrase_key(s, g, edge == at ? at + 1 : at, n - 1));
    return whole && rest && whole->count >= BOUND_LEAST &&
           (uint64_t)whole->count * BOUND_OF >= (uint64_t)rest->count * BOUND;
}

bool phrase_is_possible(const struct phrase_table *t, const struct phrase_side *s, size_t g,
                        uint32_t at, uint32_t n)
{
    return phrase_has_shape(phrase_marks(s, g) + at, n) && edge_belongs(t, s, g, at, n, at) &&
           edge_belongs(t, s, g, at, n, at + n - 1);
}
