/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/phrase_table.h"

#include <math.h>

/* How much more a half of several words counts. */
#define SEVERAL 4

/* A pair is believed if its words are linked in one of so many segments in which it stands. */
enum { BELIEVED_OF = 3 };

struct ranking {
    const struct phrase_side *source, *target;
    const struct phrase_table *table;
    struct phrase_vec *pairs;
};

static double xlogx(double x)
{
    return x > 0 ? x * log(x) : 0;
}

/* Dunning's log-likelihood ratio of a table of segments: both, only source, only target, neither. */
static double likelihood_ratio(double both, double source, double target, double all)
{
    double a = both, b = source - both, c = target - both, d = all - source - target + both;

    if (d < 0)
        d = 0;
    return 2 * (xlogx(a) + xlogx(b) + xlogx(c) + xlogx(d) - xlogx(a + b) - xlogx(c + d) -
                xlogx(a + c) - xlogx(b + d) + xlogx(a + b + c + d));
}

/* Lower bound of a share of which `k` of `n` were seen. */
static double lower_bound(double k, double n)
{
    double p = k / n;

    return (p + 0.5 / n - sqrt(p * (1 - p) / n + 0.25 / (n * n))) / (1 + 1 / n);
}

void phrase_rate(struct phrase_pair *p, uint64_t segments)
{
    double source = p->source_count, target = p->target_count, pairs = p->pairs;
    double expected = source * target / (double)segments;
    double sure = pairs * pairs / (source * target) * pairs / (source > target ? source : target);

    p->confidence = sqrt(lower_bound(p->linked, source) * lower_bound(p->linked, target));
    p->score = 0;
    if (pairs > expected)
        p->score = sqrt(likelihood_ratio(pairs, source, target, (double)segments) * sure) *
                   p->whole * p->linked / pairs * (p->n_source > 1 ? SEVERAL : 1) *
                   (p->n_target > 1 ? SEVERAL : 1);
}

/* Halves that never stand without each other need fewer links. */
static bool is_believed(const struct phrase_pair *p, unsigned least)
{
    bool always = p->pairs == p->source_count && p->pairs == p->target_count;

    return p->pairs >= least && (always ? p->linked > 1 || p->pairs <= BELIEVED_OF
                                        : p->linked * BELIEVED_OF >= p->pairs);
}

/* Is a pair with a part of p's words about as rare as p?  Where one half is the same it may be
 * somewhat less so: then the other is likely to be torn. */
static bool is_piece(const struct phrase_pair *piece, const struct phrase_pair *p)
{
    bool half = piece->n_source == p->n_source || piece->n_target == p->n_target;

    return piece != p && (half ? piece->linked * 2 <= p->linked * 3 : piece->pairs * 4 <= p->pairs * 5);
}

/* Score 0 for the pieces of a pair with one and the same source half. */
static void drop_targets(const struct ranking *x, const struct phrase_pair *p, uint64_t source)
{
    for (uint32_t j = 0; j < p->n_target; j++) {
        for (uint32_t m = 1; j + m <= p->n_target; m++) {
            uint64_t target = phrase_key(x->target, p->places[0].segment,
                                         p->places[0].target + j, m);
            const struct phrase_slot *slot =
                phrase_table_get(x->table, phrase_pair_key(source, target));
            struct phrase_pair *piece = slot ? &x->pairs->v[slot->index] : NULL;
            if (piece && piece->score > 0 && is_piece(piece, p))
                piece->score = 0;
        }
    }
}

/* Mark (score 0) the pieces of a pair that are about as rare as the pair itself. */
static void drop_pieces(const struct ranking *x, const struct phrase_pair *p)
{
    for (uint32_t i = 0; i < p->n_source; i++)
        for (uint32_t n = 1; i + n <= p->n_source; n++)
            drop_targets(x, p, phrase_key(x->source, p->places[0].segment,
                                          p->places[0].source + i, n));
}

static int pair_cmp(const void *a, const void *b)
{
    const struct phrase_pair *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->places[0].segment != y->places[0].segment)
        return x->places[0].segment < y->places[0].segment ? -1 : 1;
    if (x->places[0].source != y->places[0].source)
        return x->places[0].source < y->places[0].source ? -1 : 1;
    return x->n_source != y->n_source ? x->n_source - y->n_source : x->n_target - y->n_target;
}

void phrases_sort(struct phrase_vec *pairs)
{
    if (pairs->len)
        qsort(pairs->v, pairs->len, sizeof *pairs->v, pair_cmp);
}

enum status phrases_rank(const struct phrase_side *source, const struct phrase_side *target,
                         const struct phrase_table *table, uint64_t segments, unsigned least,
                         struct phrase_vec *pairs, struct error *e)
{
    const struct ranking x = {source, target, table, pairs};
    size_t kept = 0;

    for (size_t i = 0; i < pairs->len; i++)
        phrase_rate(&pairs->v[i], segments);
    if (!phrases_settle_edges(source, target, pairs))
        return error_nomem(e);
    for (size_t i = 0; i < pairs->len; i++)
        if (pairs->v[i].score >= 0 && is_believed(&pairs->v[i], least))
            drop_pieces(&x, &pairs->v[i]);
    for (size_t i = 0; i < pairs->len; i++)
        if (pairs->v[i].score > 0 && is_believed(&pairs->v[i], least))
            pairs->v[kept++] = pairs->v[i];
    pairs->len = kept;
    phrases_sort(pairs);
    return phrases_settle_rivals(source, pairs) ? ST_OK : error_nomem(e);
}
