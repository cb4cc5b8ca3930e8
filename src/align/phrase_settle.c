/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of several pairs that are nearly the same is meant: with or without words at the edges, and
 * of the translations of one phrase. */
#include "align/phrase_find.h"
#include "align/phrase_table.h"

/* A pair has function words at its edges if it has them in so much of the segments of the commonest
 * pair of the same core, one of which is taken to be without. */
enum { CLINGS = 4, CLINGS_OF = 5 };

/* A rival stays if it is linked in one of so many segments of the commonest. */
enum { RIVAL_OF = 5 };

/* What a rival of a better pair keeps of its score, besides the square of its share. */
#define RIVAL 0.3

/* The slot of a key that has one. */
static struct phrase_slot *known_slot(struct phrase_table *t, uint64_t key)
{
    return &t->v[phrase_table_at(t, key)];
}

/* A phrase without the function words at its edges. */
struct core {
    uint64_t key;
    uint32_t n, words; /* tokens; of them no function words or signs */
};

static struct core core_of(const struct phrase_side *s, size_t g, uint32_t at, uint32_t n)
{
    const uint8_t *marks = phrase_marks(s, g);
    struct core c = {0};

    for (; n > 1 && marks[at] & MARK_FUNCTION; at++)
        n--;
    while (n > 1 && marks[at + n - 1] & MARK_FUNCTION)
        n--;
    for (uint32_t i = at; i < at + n; i++)
        c.words += !(marks[i] & (MARK_FUNCTION | MARK_JOIN));
    c.n = n;
    c.key = phrase_key(s, g, at, n);
    return c;
}

struct pair_core {
    struct core source, target;
};

static struct pair_core pair_core(const struct phrase_side *source,
                                  const struct phrase_side *target, const struct phrase_pair *p)
{
    const struct phrase_place *x = &p->places[0];

    return (struct pair_core){core_of(source, x->segment, x->source, p->n_source),
                              core_of(target, x->segment, x->target, p->n_target)};
}

static uint64_t core_key(const struct pair_core *c)
{
    return phrase_pair_key(c->source.key, c->target.key);
}

static bool is_core(const struct phrase_pair *p, const struct pair_core *c)
{
    return p->n_source == c->source.n && p->n_target == c->target.n;
}

/* A word at an edge that is never linked may be a part of what one word of the other language says
 * (мәзір жолағы, menubar); beside several it is one too many. */
static bool is_ragged(const struct phrase_pair *p, const struct pair_core *c)
{
    return p->loose && c->source.words > 1 && c->target.words > 1;
}

/* Of two pairs with the same core that may stand: the longer one, else the commoner. */
static bool is_fitter(const struct phrase_pair *a, const struct phrase_pair *b)
{
    int longer = a->n_source + a->n_target - b->n_source - b->n_target;

    return longer ? longer > 0 : a->linked > b->linked;
}

static bool clings(const struct phrase_pair *p, uint32_t commonest)
{
    return (uint64_t)p->linked * CLINGS_OF >= ((uint64_t)commonest + 1) * CLINGS;
}

/* How often the commonest pair of each core is linked. */
static bool count_cores(struct phrase_table *cores, const struct phrase_side *source,
                        const struct phrase_side *target, struct phrase_vec *pairs)
{
    for (size_t i = 0; i < pairs->len; i++) {
        struct phrase_pair *p = &pairs->v[i];
        struct pair_core c = pair_core(source, target, p);
        struct phrase_slot *slot;
        if (is_ragged(p, &c)) {
            p->score = -1;
            continue;
        }
        slot = phrase_table_put(cores, core_key(&c));
        if (!slot)
            return false;
        if (p->linked > slot->count)
            slot->count = p->linked;
    }
    return true;
}

bool phrases_settle_edges(const struct phrase_side *source, const struct phrase_side *target,
                          struct phrase_vec *pairs)
{
    struct phrase_table cores = {.v = NULL};
    bool ok = count_cores(&cores, source, target, pairs);

    for (size_t i = 0; ok && i < pairs->len; i++) {
        struct phrase_pair *p = &pairs->v[i], *other;
        struct pair_core c = pair_core(source, target, p);
        struct phrase_slot *slot;
        if (p->score < 0)
            continue;
        slot = known_slot(&cores, core_key(&c));
        other = slot->index ? &pairs->v[slot->index - 1] : NULL;
        if ((!is_core(p, &c) && !clings(p, slot->count)) || (other && !is_fitter(p, other))) {
            p->score = -1;
            continue;
        }
        if (other)
            other->score = -1;
        slot->index = (uint32_t)i + 1;
    }
    free(cores.v);
    return ok;
}

/* ---- rivals ---- */

static uint64_t source_key(const struct phrase_side *source, const struct phrase_pair *p)
{
    return phrase_key(source, p->places[0].segment, p->places[0].source, p->n_source);
}

/* Lower the scores of all but the best of the pairs with the same source phrase, and leave out what
 * is rare beside the commonest, of which `sources` has the counts. */
static void lower_rivals(struct phrase_table *sources, const struct phrase_side *source,
                         struct phrase_vec *pairs)
{
    size_t kept = 0;

    for (size_t i = 0; i < pairs->len; i++) {
        struct phrase_pair p = pairs->v[i];
        struct phrase_slot *slot = known_slot(sources, source_key(source, &p));
        double share = (double)p.linked / slot->count;
        if (share * RIVAL_OF < 1)
            continue;
        if (slot->last)
            p.score *= RIVAL * share * share;
        slot->last = 1;
        pairs->v[kept++] = p;
    }
    pairs->len = kept;
}

static void make_rings(struct phrase_table *sources, const struct phrase_side *source,
                       struct phrase_vec *pairs)
{
    for (size_t i = 0; i < pairs->len; i++) {
        struct phrase_pair *p = &pairs->v[i], *before;
        struct phrase_slot *slot = known_slot(sources, source_key(source, p));
        before = slot->index ? &pairs->v[slot->index - 1] : p;
        p->rival = slot->index ? before->rival : (uint32_t)i;
        before->rival = (uint32_t)i;
        slot->index = (uint32_t)i + 1;
    }
}

bool phrases_settle_rivals(const struct phrase_side *source, struct phrase_vec *pairs)
{
    struct phrase_table sources = {.v = NULL};
    bool ok = true;

    for (size_t i = 0; ok && i < pairs->len; i++) {
        struct phrase_slot *slot = phrase_table_put(&sources, source_key(source, &pairs->v[i]));
        ok = slot != NULL;
        if (ok && pairs->v[i].linked > slot->count)
            slot->count = pairs->v[i].linked;
    }
    if (ok) {
        lower_rivals(&sources, source, pairs);
        phrases_sort(pairs);
        make_rings(&sources, source, pairs);
    }
    free(sources.v);
    return ok;
}
