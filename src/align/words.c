/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/words.h"

#include <stdlib.h>

enum { ITERATIONS = 8 };

/* A word is linked only when so much of its probability lies on one other word: two equally good
 * ones are still linked, three are not. */
#define SURE 0.45

/* One pair's links while they are put together: a matrix of flags. */
enum { FORWARD = 1, BACKWARD = 2, CHOSEN = 4 };

struct grid {
    uint8_t *cells;    /* row by source word */
    double *place;
    bool *source_has, *target_has;
    uint32_t n, m;
    size_t cell_cap;
    uint32_t word_cap;
};

static void grid_free(struct grid *g)
{
    free(g->cells);
    free(g->place);
    free(g->source_has);
    free(g->target_has);
}

static bool grid_resize(struct grid *g, uint32_t n, uint32_t m)
{
    uint32_t words = n > m ? n : m;
    size_t cells;

    if (MUL_OVERFLOWS((size_t)n, (size_t)m, &cells))
        return false;
    if (words > g->word_cap || !g->place) {
        grid_free(g);
        *g = (struct grid){.word_cap = words};
        g->place = calloc((size_t)words + 1, sizeof *g->place);
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
    if (!g->cells || !g->place || !g->source_has || !g->target_has)
        return false;
    memset(g->cells, 0, cells);
    memset(g->source_has, 0, n * sizeof *g->source_has);
    memset(g->target_has, 0, m * sizeof *g->target_has);
    return true;
}

/* The likeliest source word of each target word, unless the null word is likelier. */
static void vote(struct grid *g, const struct lexicon *l, const struct lex_pair *x, double sure,
                 bool back)
{
    for (uint32_t j = 0; x->n_source && j < x->n_target; j++) {
        double best = l->null_share * l->unigram[x->target[j]];
        double total = best;
        uint32_t who = UINT32_MAX;
        lex_places(l, j, x->n_source, x->n_target, g->place);
        for (uint32_t i = 0; i < x->n_source; i++) {
            double p = g->place[i] * lex_get(l, x->source[i], x->target[j]);
            total += p;
            if (p > best) {
                best = p;
                who = i;
            }
        }
        if (who == UINT32_MAX || best < sure * total)
            continue;
        if (back) /* here x's target words are the source's */
            g->cells[(size_t)j * g->m + who] |= BACKWARD;
        else
            g->cells[(size_t)who * g->m + j] |= FORWARD;
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

/* Segment k of both sides; without words where they are too long. */
static struct lex_pair pair_of(const struct side *a, const struct side *b, size_t k)
{
    uint32_t n = a->segments.v[k].count, m = b->segments.v[k].count;
    bool fits = (uint64_t)n * m <= WORDS_MAX_CELLS;

    return (struct lex_pair){side_tokens(a, k), side_tokens(b, k), fits ? n : 0, fits ? m : 0, 1};
}

static enum status train(struct lexicon *l, const struct side *a, const struct side *b,
                         struct lex_pair *pairs, unsigned iterations, struct error *e)
{
    size_t n = a->segments.len;

    for (size_t k = 0; k < n; k++)
        pairs[k] = pair_of(a, b, k);
    l->learn_diagonal = true;
    l->null_share = 0.2;
    return lex_train(l, pairs, n, iterations, 0, e);
}

static enum status link_all(const struct side *source, const struct side *target,
                            const struct lexicon *forward, const struct lexicon *backward,
                            const struct words_options *options, struct word_links *out,
                            struct error *e)
{
    double sure = options->sure > 0 ? options->sure : SURE;
    struct grid g = {0};
    bool ok = vec_push(&out->first, 0);

    for (size_t k = 0; ok && k < source->segments.len; k++) {
        struct lex_pair there = pair_of(source, target, k), back = pair_of(target, source, k);
        ok = grid_resize(&g, there.n_source, there.n_target);
        if (!ok)
            break;
        vote(&g, forward, &there, sure, false);
        vote(&g, backward, &back, sure, true);
        unite(&g, options->symmetrize);
        ok = add_links(&g, out);
    }
    grid_free(&g);
    return ok ? ST_OK : error_nomem(e);
}

enum status words_align(const struct side *source, const struct side *target,
                        const struct words_options *options, struct word_links *out,
                        struct error *e)
{
    struct lexicon forward = {0}, backward = {0};
    struct lex_pair *pairs = calloc(source->segments.len + 1, sizeof *pairs);
    unsigned iterations = options->iterations ? options->iterations : ITERATIONS;
    enum status st = pairs ? ST_OK : error_nomem(e);

    vec_clear(&out->links);
    vec_clear(&out->first);
    if (!st)
        st = lexicons_begin(&forward, &backward, &source->vocab, &target->vocab, options->hints,
                            options->n_hints, e);
    if (!st)
        st = train(&forward, source, target, pairs, iterations, e);
    if (!st)
        st = train(&backward, target, source, pairs, iterations, e);
    if (!st)
        st = link_all(source, target, &forward, &backward, options, out, e);
    free(pairs);
    lex_free(&forward);
    lex_free(&backward);
    return st;
}

void word_links_free(struct word_links *l)
{
    vec_free(&l->links);
    vec_free(&l->first);
}
