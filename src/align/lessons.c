/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/lessons.h"

#include <stdlib.h>

#define WEIGHT_LEAST 0.1f /* what was hardly learned from needs no leaving out */

void lessons_clear(struct lessons *l)
{
    segpairs_clear(&l->pairs);
    vec_clear(&l->less);
    free(l->place);
    l->place = NULL;
}

void lessons_free(struct lessons *l)
{
    lessons_clear(l);
    segpairs_free(&l->pairs);
    vec_free(&l->less);
}

/* P of a cell without `own` of the links that were counted. */
static double without(const struct lex_cell *c, double sum, double own)
{
    double seen = c->p * sum - c->prior - own;

    return sum > own ? (c->prior + (seen > 0 ? seen : 0)) / (sum - own) : 0;
}

/* The probability of a word of type t, which stands `times` times in its segment, given those of
 * segment g, as far as it comes of `weight` times this pair of segments.  `cells` has room for as
 * many as g has words. */
static double taught(const struct lesson_words *w, size_t g, uint32_t t, uint32_t times,
                     double weight, const struct lex_cell **cells)
{
    const uint32_t *ids = side_tokens(w->from, g);
    uint32_t n = w->from->segments.v[g].count;
    double all = 0, less = 0, share = (1 - (double)w->null[t]) / n;

    for (uint32_t i = 0; i < n; i++) {
        cells[i] = lex_rows_find(w->rows, ids[i], t);
        all += cells[i] ? (double)cells[i]->p : 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        double own;
        if (!cells[i])
            continue;
        own = weight * times * side_count(w->from, g, ids[i]) * share * (double)cells[i]->p /
              ((double)(w->null[t] * w->plain[t]) + share * all);
        less += (double)cells[i]->p - without(cells[i], (double)w->rows->sums[ids[i]], own);
    }
    return less;
}

static bool add_less(struct lessons *l, const struct lesson_words *w, size_t from, size_t to,
                     double weight)
{
    uint32_t n = w->from->segments.v[from].count, m = w->to->segments.v[to].count;
    const uint32_t *ids = side_tokens(w->to, to);
    const struct lex_cell **cells = malloc((n + 1) * sizeof *cells);
    bool ok = cells != NULL;

    for (uint32_t i = 0; ok && i < m; i++)
        ok = vec_push(&l->less, (float)taught(w, from, ids[i], side_count(w->to, to, ids[i]),
                                              weight, cells));
    free(cells);
    return ok;
}

enum status lessons_finish(struct lessons *l, const struct lesson_words *forward,
                           const struct lesson_words *backward, struct error *e)
{
    enum status st = segpairs_order(&l->pairs, forward->from->segments.len,
                                    forward->to->segments.len, WEIGHT_LEAST, e);
    bool ok = true;

    if (st)
        return st;
    l->place = malloc((l->pairs.v.len + 1) * sizeof *l->place);
    if (!l->place)
        return error_nomem(e);
    for (size_t i = 0; ok && i < l->pairs.v.len; i++) {
        const struct segpair *x = &l->pairs.v.v[i];
        l->place[i][0] = l->less.len;
        ok = add_less(l, forward, x->source, x->target, x->weight);
        l->place[i][1] = l->less.len;
        ok = ok && add_less(l, backward, x->target, x->source, x->weight);
    }
    return ok ? ST_OK : error_nomem(e);
}

const float *lessons_less(const struct lessons *l, size_t source, size_t target, bool back)
{
    const struct segpair *x = segpairs_find(&l->pairs, source, target);

    return x ? l->less.v + l->place[x - l->pairs.v.v][back] : NULL;
}
