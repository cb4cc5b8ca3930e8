/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/words.h"

#include "align/coarse.h"

#include <stdlib.h>

/* What is likelier than not is believed. */
enum { SURE = VOTES_ALL / 2 };

/* One pair's links while they are put together: a matrix of flags. */
enum { FORWARD = 1, BACKWARD = 2, CHOSEN = 4 };

struct grid {
    uint8_t *cells;    /* row by source word */
    bool *source_has, *target_has;
    uint32_t n, m;
    size_t cell_cap;
    uint32_t word_cap;
};

static void grid_free(struct grid *g)
{
    free(g->cells);
    free(g->source_has);
    free(g->target_has);
}

static bool grid_resize(struct grid *g, uint32_t n, uint32_t m)
{
    uint32_t words = n > m ? n : m;
    size_t cells;

    if (MUL_OVERFLOWS((size_t)n, (size_t)m, &cells))
        return false;
    if (words > g->word_cap || !g->source_has) {
        grid_free(g);
        *g = (struct grid){.word_cap = words};
        g->source_has = calloc((size_t)words + 1, sizeof *g->source_has);
        g->target_has = calloc((size_t)words + 1, sizeof *g->target_has);
    }
    if (cells > g->cell_cap || !g->cells) {
        free(g->cells);
        g->cells = malloc(cells + 1);
        g->cell_cap = cells;
    }
    g->n = n;
    g->m = m;
    if (!g->cells || !g->source_has || !g->target_has)
        return false;
    memset(g->cells, 0, cells);
    memset(g->source_has, 0, n * sizeof *g->source_has);
    memset(g->target_has, 0, m * sizeof *g->target_has);
    return true;
}

/* The votes of both directions on one pair of segments: rows by target and by source word. */
struct ballot {
    const uint8_t *there, *back;
};

/* Flag what the words of both sides believe to come from. */
static void mark(struct grid *g, const struct ballot *b)
{
    const uint8_t *row = b->there;

    for (uint32_t j = 0; j < g->m; j++, row += (size_t)g->n + 1) {
        uint32_t i = votes_best(row, g->n);
        if (i != HMM_NULL && row[i] > SURE)
            g->cells[(size_t)i * g->m + j] |= FORWARD;
    }
    row = b->back;
    for (uint32_t i = 0; i < g->n; i++, row += (size_t)g->m + 1) {
        uint32_t j = votes_best(row, g->m);
        if (j != HMM_NULL && row[j] > SURE)
            g->cells[(size_t)i * g->m + j] |= BACKWARD;
    }
}

static void choose(struct grid *g, uint32_t i, uint32_t j)
{
    g->cells[(size_t)i * g->m + j] |= CHOSEN;
    g->source_has[i] = g->target_has[j] = true;
}

static bool grow_once(struct grid *g, uint32_t i, uint32_t j)
{
    static const int8_t steps[8][2] = {{-1, 0}, {0, -1}, {1, 0},  {0, 1},
                                       {-1, -1}, {-1, 1}, {1, -1}, {1, 1}};
    bool grown = false;

    for (size_t k = 0; k < COUNT_OF(steps); k++) {
        uint32_t x = i + (uint32_t)steps[k][0], y = j + (uint32_t)steps[k][1];
        uint8_t c;
        if (x >= g->n || y >= g->m)
            continue;
        c = g->cells[(size_t)x * g->m + y];
        if (!c || (c & CHOSEN) || (g->source_has[x] && g->target_has[y]))
            continue;
        choose(g, x, y);
        grown = true;
    }
    return grown;
}

static void grow(struct grid *g)
{
    for (bool grown = true; grown;) {
        grown = false;
        for (uint32_t i = 0; i < g->n; i++)
            for (uint32_t j = 0; j < g->m; j++)
                if (g->cells[(size_t)i * g->m + j] & CHOSEN)
                    grown = grow_once(g, i, j) || grown;
    }
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = 0; j < g->m; j++)
            if (g->cells[(size_t)i * g->m + j] && !g->source_has[i] && !g->target_has[j])
                choose(g, i, j);
}

/* Links in whose favour the two directions speak together, however they differ. */
static void average(struct grid *g, const struct ballot *b, double least)
{
    int bar = (int)(2 * VOTES_ALL * (least > 0 ? least : 0.5));

    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = 0; j < g->m; j++)
            if (b->there[(size_t)j * (g->n + 1) + i] + b->back[(size_t)i * (g->m + 1) + j] >
                bar)
                choose(g, i, j);
}

static void unite(struct grid *g, const struct ballot *b, const struct words_options *options)
{
    enum symmetrize how = options->symmetrize;

    if (how == SYMMETRIZE_MEAN) {
        average(g, b, options->least);
        return;
    }
    mark(g, b);
    for (uint32_t i = 0; i < g->n; i++) {
        for (uint32_t j = 0; j < g->m; j++) {
            uint8_t c = g->cells[(size_t)i * g->m + j];
            if (c == (FORWARD | BACKWARD) || (c && how == SYMMETRIZE_UNION))
                choose(g, i, j);
        }
    }
    if (how == SYMMETRIZE_GDFA)
        grow(g);
}

static bool add_links(const struct grid *g, struct word_links *out)
{
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = 0; j < g->m; j++)
            if ((g->cells[(size_t)i * g->m + j] & CHOSEN) &&
                !vec_push(&out->links, ((struct word_link){i, j})))
                return false;
    return vec_push(&out->first, out->links.len);
}

enum status words_join(const struct side *source, const struct side *target,
                       const struct word_votes *forward, const struct word_votes *backward,
                       const struct words_options *options, struct word_links *out,
                       struct error *e)
{
    struct grid g = {0};
    bool ok;

    vec_clear(&out->links);
    vec_clear(&out->first);
    ok = vec_push(&out->first, 0);

    for (size_t k = 0; ok && k < source->segments.len; k++) {
        const struct side_segment *s = &source->segments.v[k], *t = &target->segments.v[k];
        const struct ballot b = {votes_row(forward, k, 0, s->count),
                                 votes_row(backward, k, 0, t->count)};
        bool fits = votes_fit(s, t);
        ok = grid_resize(&g, fits ? s->count : 0, fits ? t->count : 0);
        if (!ok)
            break;
        unite(&g, &b, options);
        ok = add_links(&g, out);
    }
    grid_free(&g);
    return ok ? ST_OK : error_nomem(e);
}

/* ---- both directions ---- */

/* Priors speak of types of the vocabularies. */
static void merge_priors(struct prior_list *priors, const struct coarse *source,
                         const struct coarse *target)
{
    for (size_t i = 0; i < priors->len; i++) {
        priors->v[i].source = source->type_of[priors->v[i].source];
        priors->v[i].target = target->type_of[priors->v[i].target];
    }
}

static void turn_round(struct prior_list *priors)
{
    for (size_t i = 0; i < priors->len; i++) {
        uint32_t source = priors->v[i].source;
        priors->v[i].source = priors->v[i].target;
        priors->v[i].target = source;
    }
}

uint64_t words_features(const struct side *source, const struct side *target)
{
    return (source->vocab.spell ? MODEL_SOURCE_SPELL : 0) |
           (target->vocab.spell ? MODEL_TARGET_SPELL : 0);
}

enum status words_align(const struct side *source, const struct side *target,
                        const struct words_options *options, struct word_links *out,
                        struct buf *model, struct error *e)
{
    struct word_votes forward = {.cells = NULL}, backward = {.cells = NULL};
    struct coarse a = {.type_of = NULL}, b = {.type_of = NULL};
    struct hmm there = {.ratio = NULL}, back = {.ratio = NULL};
    struct prior_list priors = VEC_INIT;
    enum status st = priors_find(&priors, &source->vocab, &target->vocab, options->hints,
                                 options->n_hints, e);

    if (!st)
        st = coarse_make(&a, source, e);
    if (!st)
        st = coarse_make(&b, target, e);
    if (!st) {
        merge_priors(&priors, &a, &b);
        st = sampler_run(&forward, &a.side, &b.side, &priors, &options->sampler,
                         model ? &there : NULL, e);
    }
    turn_round(&priors);
    if (!st)
        st = sampler_run(&backward, &b.side, &a.side, &priors, &options->sampler,
                         model ? &back : NULL, e);
    if (!st)
        st = words_join(source, target, &forward, &backward, options, out, e);
    if (!st && model)
        st = word_model_build(model, &options->languages, words_features(source, target), &a, &b,
                              &there, &back, e);
    coarse_free(&a);
    coarse_free(&b);
    hmm_free(&there);
    hmm_free(&back);
    vec_free(&priors);
    votes_free(&forward);
    votes_free(&backward);
    return st;
}

void word_links_free(struct word_links *l)
{
    vec_free(&l->links);
    vec_free(&l->first);
}
