/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/lookup.h"
#include "memory/context.h"
#include "memory/repair.h"

#include <stdlib.h>

/* One of the memories that are searched. */
struct searched {
    struct tm_store *store;
    struct tm_index *index;
    double penalty;
};

/* A hit in one of them, its score with the penalty taken off. */
struct found {
    struct tm_hit hit;
    size_t memory;
};

struct tm_lookup {
    struct tm_direction direction;
    struct tm_mode mode;
    VEC(struct searched) memories;
    struct tm_hits hits;
    VEC(struct found) found;
    struct tm_matches matches;
    struct arena arena;
    struct tm_languages own; /* where the mode has none */
    struct tm_repairer repairer;
    struct context_check context;
};

static struct tm_lookup *new_lookup(const struct tm_direction *direction, struct tm_mode mode)
{
    struct tm_lookup *l = calloc(1, sizeof *l);

    if (!l)
        return NULL;
    l->direction = *direction;
    l->own.source.tag = span_str(l->direction.source.language);
    l->own.target.tag = span_str(l->direction.target.language);
    l->mode = mode;
    if (!mode.languages)
        l->mode.languages = &l->own;
    l->repairer.languages = l->mode.languages;
    return l;
}

enum status tm_lookup_open(struct tm_lookup **out, struct tm_store *s,
                           const struct tm_direction *direction, struct tm_mode mode,
                           struct error *e)
{
    struct tm_lookup *l = new_lookup(direction, mode);
    enum status st = !l ? error_nomem(e) : s ? tm_lookup_add(l, s, 0, e) : ST_OK;

    *out = l;
    if (st && l) {
        tm_lookup_free(l);
        *out = NULL;
    }
    return st;
}

enum status tm_lookup_add(struct tm_lookup *l, struct tm_store *s, double penalty,
                          struct error *e)
{
    struct searched m = {s, NULL, penalty};
    enum status st = tm_index_open(&m.index, s, &l->direction, l->mode, e);

    if (!st && !vec_push(&l->memories, m)) {
        tm_index_free(m.index);
        st = error_nomem(e);
    }
    return st;
}

const struct error *tm_lookup_note(const struct tm_lookup *l)
{
    const struct error *note = NULL;

    for (size_t i = 0; i < l->memories.len && !note; i++)
        note = tm_index_note(l->memories.v[i].index);
    return note;
}

void tm_lookup_free(struct tm_lookup *l)
{
    if (!l)
        return;
    for (size_t i = 0; i < l->memories.len; i++)
        tm_index_free(l->memories.v[i].index);
    vec_free(&l->memories);
    vec_free(&l->hits);
    vec_free(&l->found);
    vec_free(&l->matches);
    arena_free(&l->arena);
    tm_repairer_free(&l->repairer);
    context_check_free(&l->context);
    free(l);
}

/* --- searching --- */

/* A full match in its context has one point more. */
static enum status look_around(struct tm_lookup *l, const struct searched *m, struct tm_hit *hit,
                               struct error *e)
{
    bool holds = false;
    enum status st = ST_OK;

    if (l->context.wanted && hit->score == 100)
        st = context_holds(&l->context, m->store, &l->direction, hit->unit, &holds, e);
    if (holds)
        hit->score = TM_IN_CONTEXT;
    return st;
}

static enum status search(struct tm_lookup *l, size_t number, struct span query,
                          const struct tm_lookup_options *o, struct error *e)
{
    const struct searched *m = &l->memories.v[number];
    double least = o->min_score + m->penalty;
    const struct tm_search how = {least < 100 ? least : 100, o->top, o->exhaustive};
    enum status st = tm_index_search(m->index, query, &how, &l->hits, e);

    for (size_t i = 0; !st && i < l->hits.len; i++) {
        struct found f = {l->hits.v[i], number};

        st = look_around(l, m, &f.hit, e);
        if (st || f.hit.score < least)
            continue;
        f.hit.score = f.hit.score > m->penalty ? f.hit.score - m->penalty : 0;
        if (!vec_push(&l->found, f))
            st = error_nomem(e);
    }
    return st;
}

static int by_rank(const void *a, const void *b)
{
    const struct found *x = a, *y = b;

    if (x->hit.score != y->hit.score)
        return x->hit.score > y->hit.score ? -1 : 1;
    if (x->memory != y->memory)
        return x->memory < y->memory ? -1 : 1;
    if (x->hit.changed != y->hit.changed)
        return x->hit.changed > y->hit.changed ? -1 : 1;
    if (x->hit.unit != y->hit.unit)
        return x->hit.unit < y->hit.unit ? -1 : 1;
    if (x->hit.source != y->hit.source)
        return (int)x->hit.source - (int)y->hit.source;
    return (int)x->hit.target - (int)y->hit.target;
}

static enum status search_all(struct tm_lookup *l, struct span query,
                              const struct tm_lookup_options *o, struct error *e)
{
    enum status st = context_check_set(&l->context, o->context, e);

    vec_clear(&l->found);
    for (size_t i = 0; !st && i < l->memories.len; i++)
        st = search(l, i, query, o, e);
    if (!st && l->found.len > 1 && (l->memories.len > 1 || l->context.wanted))
        qsort(l->found.v, l->found.len, sizeof *l->found.v, by_rank);
    return st;
}

/* --- the matches --- */

/* Was one of the first `n` that were chosen for the same target text? */
static bool seen_before(const struct tm_lookup *l, const size_t *chosen, size_t n, uint64_t hash)
{
    for (size_t i = 0; i < n; i++) {
        if (l->found.v[chosen[i]].hit.target_hash == hash)
            return true;
    }
    return false;
}

/* Mark the first hit of each distinct target (`repeat`: all), up to `top`: their numbers come to
 * the front of `chosen`.  Returns how many. */
static size_t choose(const struct tm_lookup *l, size_t top, bool repeat, size_t *chosen)
{
    size_t n = 0;

    for (size_t i = 0; i < l->found.len && n < top; i++) {
        if (repeat || !seen_before(l, chosen, n, l->found.v[i].hit.target_hash))
            chosen[n++] = i;
    }
    return n;
}

static enum status fetch(struct tm_lookup *l, const struct found *f, struct error *e)
{
    const struct tm_hit *hit = &f->hit;
    struct tm_match m = {.score = hit->score, .changed = hit->changed, .memory = f->memory};
    enum status st = tm_store_get(l->memories.v[f->memory].store, hit->unit, &l->arena, &m.unit, e);

    if (st == ST_NOTFOUND) /* undone by somebody since the index was made */
        return ST_OK;
    if (st)
        return st;
    if (hit->source >= m.unit.n_variants || hit->target >= m.unit.n_variants)
        return ST_OK;
    m.source = &m.unit.variants[hit->source];
    m.target = &m.unit.variants[hit->target];
    m.text = m.target->text;
    return vec_push(&l->matches, m) ? ST_OK : error_nomem(e);
}

static enum status repair(struct tm_lookup *l, struct span query, struct tm_match *m,
                          struct error *e)
{
    enum status st = tm_repair(&l->repairer, query, m->source->text, m->target->text,
                               &m->repaired, e);

    if (st)
        return st;
    if (m->repaired)
        m->text = arena_dup(&l->arena, buf_span(&l->repairer.text));
    m->changes = arena_dup(&l->arena, buf_span(&l->repairer.changes));
    return m->text.ptr && m->changes.ptr ? ST_OK : error_nomem(e);
}

enum status tm_lookup_find(struct tm_lookup *l, struct span query,
                           const struct tm_lookup_options *options,
                           const struct tm_matches **out, struct error *e)
{
    enum status st = search_all(l, query, options, e);
    size_t top = options->top ? options->top : l->found.len, n, *chosen;

    vec_clear(&l->matches);
    arena_reset(&l->arena);
    *out = &l->matches;
    if (st || l->found.len == 0)
        return st;
    if (top > l->found.len)
        top = l->found.len;
    chosen = calloc(top, sizeof *chosen);
    if (!chosen)
        return error_nomem(e);
    n = choose(l, top, options->repeat, chosen);
    for (size_t i = 0; !st && i < n; i++)
        st = fetch(l, &l->found.v[chosen[i]], e);
    for (size_t i = 0; !st && i < l->matches.len && !options->no_repair; i++)
        if (l->matches.v[i].score < 100)
            st = repair(l, query, &l->matches.v[i], e);
    free(chosen);
    return st;
}
