/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/segpairs.h"

#include <stdlib.h>

void segpairs_clear(struct segpairs *s)
{
    vec_clear(&s->v);
    free(s->by_target);
    s->by_target = NULL;
    for (int k = 0; k < 2; k++) {
        free(s->first[k]);
        s->first[k] = NULL;
    }
}

void segpairs_free(struct segpairs *s)
{
    segpairs_clear(s);
    vec_free(&s->v);
}

bool segpairs_add(struct segpairs *s, uint32_t source, uint32_t target, float weight)
{
    return vec_push(&s->v, ((struct segpair){source, target, weight}));
}

static int by_source(const void *a, const void *b)
{
    const struct segpair *x = a, *y = b;

    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return x->target < y->target ? -1 : x->target > y->target;
}

static void merge(struct segpairs *s, float least)
{
    size_t kept = 0;

    if (s->v.len)
        qsort(s->v.v, s->v.len, sizeof *s->v.v, by_source);
    for (size_t i = 0, end; i < s->v.len; i = end) {
        struct segpair x = s->v.v[i];
        for (end = i + 1; end < s->v.len && by_source(&x, &s->v.v[end]) == 0; end++)
            x.weight += s->v.v[end].weight;
        if (x.weight >= least)
            s->v.v[kept++] = x;
    }
    s->v.len = kept;
}

/* Counts of segment s are in first[s + 1]; make them the places where its pairs begin. */
static void add_up(size_t *first, size_t n)
{
    for (size_t i = 0; i < n; i++)
        first[i + 1] += first[i];
}

enum status segpairs_order(struct segpairs *s, size_t n_source, size_t n_target, float least,
                           struct error *e)
{
    size_t *at;

    merge(s, least);
    s->first[0] = calloc(n_source + 1, sizeof *s->first[0]);
    s->first[1] = calloc(n_target + 2, sizeof *s->first[1]);
    s->by_target = calloc(s->v.len + 1, sizeof *s->by_target);
    if (!s->first[0] || !s->first[1] || !s->by_target)
        return error_nomem(e);
    at = s->first[1] + 1; /* shifted, so that filling moves each start to its place */
    for (size_t i = 0; i < s->v.len; i++) {
        s->first[0][s->v.v[i].source + 1]++;
        at[s->v.v[i].target + 1]++;
    }
    add_up(s->first[0], n_source);
    add_up(at, n_target);
    for (size_t i = 0; i < s->v.len; i++)
        s->by_target[at[s->v.v[i].target]++] = (uint32_t)i;
    return ST_OK;
}

const struct segpair *segpairs_get(const struct segpairs *s, int side, size_t segment, size_t i)
{
    size_t at = s->first[side][segment] + i;

    if (at >= s->first[side][segment + 1])
        return NULL;
    return &s->v.v[side ? s->by_target[at] : at];
}

const struct segpair *segpairs_find(const struct segpairs *s, size_t source, size_t target)
{
    const struct segpair *x;

    for (size_t i = 0; (x = segpairs_get(s, 0, source, i)); i++)
        if (x->target == target)
            return x;
    return NULL;
}
