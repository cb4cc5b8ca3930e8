/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/words.h"

#include "align/coarse.h"

#include <stdlib.h>

/* A word is linked only when so much of its probability lies on one other word: two equally good
 * ones are still linked, three are not. */
#define SURE 0.45

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

/* Flag what the target words of one direction vote for. */
static void mark(struct grid *g, const struct word_vote *votes, uint32_t words, double sure,
                 bool back)
{
    for (uint32_t j = 0; j < words; j++) {
        if (votes[j].source == HMM_NULL || votes[j].p < sure)
            continue;
        if (back) /* here the voters are the source's words */
            g->cells[(size_t)j * g->m + votes[j].source] |= BACKWARD;
        else
            g->cells[(size_t)votes[j].source * g->m + j] |= FORWARD;
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

static void unite(struct grid *g, enum symmetrize how)
{
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
    double sure = options->sure > 0 ? options->sure : SURE;
    struct grid g = {0};
    bool ok;

    vec_clear(&out->links);
    vec_clear(&out->first);
    ok = vec_push(&out->first, 0);

    for (size_t k = 0; ok && k < source->segments.len; k++) {
        const struct side_segment *s = &source->segments.v[k], *t = &target->segments.v[k];
        bool fits = (uint64_t)s->count * t->count <= WORDS_MAX_CELLS;
        ok = grid_resize(&g, fits ? s->count : 0, fits ? t->count : 0);
        if (!ok)
            break;
        mark(&g, forward->v + t->first, g.m, sure, false);
        mark(&g, backward->v + s->first, g.n, sure, true);
        unite(&g, options->symmetrize);
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
    struct word_votes forward = {NULL}, backward = {NULL};
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
    word_votes_free(&forward);
    word_votes_free(&backward);
    return st;
}

void word_links_free(struct word_links *l)
{
    vec_free(&l->links);
    vec_free(&l->first);
}
