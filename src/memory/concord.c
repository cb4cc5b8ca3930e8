/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/concord_match.h"

#include <stdlib.h>

/* A pair of variants with the phrase in one of them. */
struct pair {
    struct tm_hit at; /* `source` and `target` as the direction has them */
    size_t memory;
    enum concord_rank rank;
};

/* The texts of one language. */
struct side {
    struct matcher matcher;
    struct tm_direction direction; /* its language is the source */
};

struct search {
    struct concord *c;
    struct tm_store *const *stores;
    size_t memory;         /* that is searched */
    struct tm_languages own;
    struct buf phrase;     /* folded */
    struct side sides[2];  /* source, target */
    struct side *side;     /* that is searched */
    VEC(struct pair) pairs;
};

static uint32_t which(void *context, struct span token)
{
    struct search *w = context;

    /* nothing but signs: any segment may have them */
    return w->side->matcher.n ? matcher_which(&w->side->matcher, token) : 1;
}

static enum status take_segment(void *context, struct span text, const struct tm_hits *hits,
                                struct error *e)
{
    struct search *w = context;
    struct concord_place at;
    enum concord_rank rank;
    enum status st = matcher_place(&w->side->matcher, text, &at, &rank, e);

    for (size_t i = 0; !st && rank < RANK_NONE && i < hits->len; i++) {
        struct pair p = {hits->v[i], w->memory, rank};

        if (w->side == &w->sides[1]) {
            p.at.source = hits->v[i].target;
            p.at.target = hits->v[i].source;
        }
        if (!vec_push(&w->pairs, p))
            st = error_nomem(e);
    }
    return st;
}

static enum status search_side(struct search *w, size_t number, struct error *e)
{
    static const struct tm_mode mode = {.bare = true};
    struct tm_index *x;
    struct side *side = w->side = &w->sides[number];
    size_t n = side->matcher.n ? side->matcher.n : 1;
    enum status st = tm_index_open(&x, w->stores[w->memory], &side->direction, mode, e);

    if (!st)
        st = tm_index_visit(x, (unsigned)n, which, take_segment, w, e);
    if (!st)
        tm_index_free(x);
    return st;
}

/* --- putting both sides together --- */

static int by_pair(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->memory != y->memory)
        return x->memory < y->memory ? -1 : 1;
    if (x->at.unit != y->at.unit)
        return x->at.unit < y->at.unit ? -1 : 1;
    if (x->at.source != y->at.source)
        return (int)x->at.source - (int)y->at.source;
    if (x->at.target != y->at.target)
        return (int)x->at.target - (int)y->at.target;
    return (int)x->rank - (int)y->rank;
}

static int by_rank(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->rank != y->rank)
        return (int)x->rank - (int)y->rank;
    if (x->memory != y->memory)
        return x->memory < y->memory ? -1 : 1;
    if (x->at.changed != y->at.changed)
        return x->at.changed > y->at.changed ? -1 : 1;
    return by_pair(a, b);
}

/* Each pair once, by its better side; best first. */
static void rank_pairs(struct search *w)
{
    size_t n = 0;

    if (w->pairs.len == 0)
        return;
    qsort(w->pairs.v, w->pairs.len, sizeof *w->pairs.v, by_pair);
    for (size_t i = 0; i < w->pairs.len; i++) {
        const struct pair *last = n ? &w->pairs.v[n - 1] : NULL, *p = &w->pairs.v[i];

        if (!last || last->memory != p->memory || last->at.unit != p->at.unit ||
            last->at.source != p->at.source || last->at.target != p->at.target)
            w->pairs.v[n++] = *p;
    }
    w->pairs.len = n;
    qsort(w->pairs.v, n, sizeof *w->pairs.v, by_rank);
}

/* The pair as a hit, with the places in the texts as they are kept. */
static enum status fetch(struct search *w, const struct pair *p, struct error *e)
{
    struct concord_hit hit = {.memory = p->memory, .whole_words = p->rank <= RANK_NAMES};
    enum concord_rank rank;
    enum status st = tm_store_get(w->stores[p->memory], p->at.unit, &w->c->arena, &hit.unit, e);

    if (st == ST_NOTFOUND) /* gone since the index was made */
        return ST_OK;
    if (st || p->at.source >= hit.unit.n_variants || p->at.target >= hit.unit.n_variants)
        return st;
    hit.source = &hit.unit.variants[p->at.source];
    hit.target = &hit.unit.variants[p->at.target];
    st = matcher_place(&w->sides[0].matcher, hit.source->text, &hit.source_at, &rank, e);
    if (!st)
        st = matcher_place(&w->sides[1].matcher, hit.target->text, &hit.target_at, &rank, e);
    if (st)
        return st;
    return vec_push(&w->c->hits, hit) ? ST_OK : error_nomem(e);
}

static enum status fetch_all(struct search *w, const struct concord_how *how, struct error *e)
{
    enum status st = ST_OK;

    w->c->found = w->pairs.len;
    for (size_t i = how->skip; !st && i < w->pairs.len; i++) {
        if (how->top && i >= how->skip + how->top)
            break;
        st = fetch(w, &w->pairs.v[i], e);
    }
    return st;
}

/* --- all of it --- */

static enum status set_up(struct search *w, const struct tm_direction *d, struct span phrase,
                          const struct concord_how *how, struct error *e)
{
    const struct tm_languages *l = how->languages ? how->languages : &w->own;
    enum status st = concord_fold(&w->phrase, phrase, e);

    w->own.source.tag = span_str(d->source.language);
    w->own.target.tag = span_str(d->target.language);
    w->sides[0].direction = *d;
    w->sides[1].direction = (struct tm_direction){d->target, d->source};
    if (!st && w->phrase.len == 0)
        st = error_set(e, ST_USAGE, "%s", _("the phrase is empty"));
    for (size_t i = 0; i < 2 && !st; i++)
        st = matcher_set(&w->sides[i].matcher, phrase, buf_span(&w->phrase),
                         i ? &l->target : &l->source, how->plain, e);
    return st;
}

enum status concord_search(struct concord *c, struct tm_store *const *stores, size_t n,
                           const struct tm_direction *direction, struct span phrase,
                           const struct concord_how *how, struct error *e)
{
    struct search w = {.c = c, .stores = stores};
    struct error ours;
    enum status st;

    memset(c, 0, sizeof *c);
    st = set_up(&w, direction, phrase, how, &ours);
    for (; w.memory < n && !st; w.memory++) {
        for (size_t i = 0; i < 2 && !st; i++)
            st = search_side(&w, i, &ours);
    }
    if (!st) {
        rank_pairs(&w);
        st = fetch_all(&w, how, &ours);
    }
    for (size_t i = 0; i < 2; i++)
        matcher_free(&w.sides[i].matcher);
    vec_free(&w.pairs);
    buf_free(&w.phrase);
    if (st && e)
        *e = ours;
    return st;
}

void concord_free(struct concord *c)
{
    vec_free(&c->hits);
    arena_free(&c->arena);
}
