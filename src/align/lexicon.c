/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/lexicon.h"

#include <math.h>
#include <stdlib.h>

#define EMPTY UINT64_MAX

enum {
    HOLD_OUT_PAIRS = 2000, /* enough to estimate one number from */
    HOLD_OUT_PASSES = 10,  /* fewer leave rare words too sure to be explained */
    PLAIN_WORDS = 500,     /* words of other text that plain frequencies allow for */
    RARITIES = 8,          /* classes of types: seen once, twice, up to 4, 8, ... times */
    RARITY_PRIOR = 20,     /* words that a class is as if it had been seen with all the classes' share */
};

static size_t slot_of(const struct lexicon *l, uint64_t key)
{
    uint64_t h = key * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 20) & l->mask;

    while (l->entries[i].key != key && l->entries[i].key != EMPTY)
        i = (i + 1) & l->mask;
    return i;
}

static bool resize(struct lexicon *l, size_t slots)
{
    struct lexicon bigger = {.mask = slots - 1};
    size_t bytes;

    if (MUL_OVERFLOWS(slots, sizeof *l->entries, &bytes))
        return false;
    bigger.entries = malloc(bytes);
    if (!bigger.entries)
        return false;
    for (size_t i = 0; i < slots; i++)
        bigger.entries[i] = (struct lex_entry){.key = EMPTY};
    for (size_t i = 0; l->entries && i <= l->mask; i++)
        if (l->entries[i].key != EMPTY)
            bigger.entries[slot_of(&bigger, l->entries[i].key)] = l->entries[i];
    free(l->entries);
    l->entries = bigger.entries;
    l->mask = bigger.mask;
    return true;
}

static struct lex_entry *put(struct lexicon *l, uint32_t s, uint32_t t)
{
    uint64_t key = (uint64_t)s << 32 | t;
    size_t i;

    if ((l->used + 1) * 3 > (l->mask + 1) * 2 && !resize(l, (l->mask + 1) * 2))
        return NULL;
    i = slot_of(l, key);
    if (l->entries[i].key == EMPTY) {
        l->entries[i].key = key;
        l->entries[i].p = l->unigram[t];
        l->used++;
    }
    return &l->entries[i];
}

enum status lex_init(struct lexicon *l, size_t n_source, const uint32_t *counts, size_t n_target,
                     struct error *e)
{
    double total = PLAIN_WORDS;

    *l = (struct lexicon){.n_source = n_source, .n_target = n_target, .null_share = 0.4};
    l->unigram = calloc(n_target ? n_target : 1, sizeof *l->unigram);
    l->null = calloc(n_target ? n_target : 1, sizeof *l->null);
    l->seen = calloc(n_target ? n_target : 1, sizeof *l->seen);
    if (!l->unigram || !l->null || !l->seen || !resize(l, 1024)) {
        lex_free(l);
        return error_nomem(e);
    }
    for (size_t i = 0; i < n_target; i++)
        total += counts[i] ? counts[i] : 1;
    for (size_t i = 0; i < n_target; i++)
        l->unigram[i] = (float)((counts[i] ? counts[i] : 1) / total);
    for (size_t i = 0; i < n_target; i++) {
        l->null[i] = (float)l->null_share;
        l->seen[i] = counts[i];
    }
    return ST_OK;
}

void lex_forget(struct lexicon *l)
{
    free(l->entries);
    l->entries = NULL;
    l->mask = l->used = 0;
}

void lex_free(struct lexicon *l)
{
    free(l->entries);
    free(l->unigram);
    free(l->null);
    free(l->seen);
    free(l->sums);
    *l = (struct lexicon){0};
}

/* The entry, NULL when there is none. */
static const struct lex_entry *lex_find(const struct lexicon *l, uint32_t s, uint32_t t)
{
    size_t i = slot_of(l, (uint64_t)s << 32 | t);

    return l->entries[i].key == EMPTY ? NULL : &l->entries[i];
}

float lex_get(const struct lexicon *l, uint32_t s, uint32_t t)
{
    const struct lex_entry *found = lex_find(l, s, t);

    return found ? found->p : 0;
}

enum status lex_prior(struct lexicon *l, uint32_t s, uint32_t t, float count, float p,
                      struct error *e)
{
    struct lex_entry *x = put(l, s, t);

    if (!x)
        return error_nomem(e);
    x->prior = x->prior > count ? x->prior : count;
    x->p = x->p > p ? x->p : p;
    return ST_OK;
}

/* ---- EM ---- */

static bool make_entries(struct lexicon *l, const struct lex_pair *pairs, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < pairs[k].n_source; i++)
            for (uint32_t j = 0; j < pairs[k].n_target; j++)
                if (!put(l, pairs[k].source[i], pairs[k].target[j]))
                    return false;
    return true;
}

/* What the place of target word j says for each source word i before the words are looked at:
 * fills place[0 .. n_source - 1], which add up to 1 - null_share. */
static void places(const struct lexicon *l, uint32_t j, uint32_t n_source, uint32_t n_target,
                   double *place)
{
    double sum = 0, at = (j + 0.5) / n_target;

    for (uint32_t i = 0; i < n_source; i++) {
        place[i] = l->diagonal > 0 ? exp(-l->diagonal * fabs((i + 0.5) / n_source - at)) : 1;
        sum += place[i];
    }
    for (uint32_t i = 0; i < n_source; i++)
        place[i] *= (1 - l->null_share) / sum;
}

/* Room for the source words of the longest pair. */
struct scratch {
    struct lex_entry **cells;
    double *place;
    double distance, linked; /* mean relative distance of linked words, before division */
};

/* Share each target word of a pair out among the source words and the null word.  Returns what
 * the null word got. */
static double expect(struct lexicon *l, const struct lex_pair *x, struct scratch *z)
{
    double nulls = 0;

    for (uint32_t j = 0; j < x->n_target; j++) {
        double null = l->null_share * l->unigram[x->target[j]], total = null;
        if (j == 0 || l->diagonal > 0)
            places(l, j, x->n_source, x->n_target, z->place);
        for (uint32_t i = 0; i < x->n_source; i++) {
            z->cells[i] = &l->entries[slot_of(l, (uint64_t)x->source[i] << 32 | x->target[j])];
            total += z->place[i] * z->cells[i]->p;
        }
        nulls += x->weight * null / total;
        for (uint32_t i = 0; i < x->n_source; i++) {
            double link = x->weight * z->place[i] * z->cells[i]->p / total;
            z->cells[i]->evidence += (float)link;
            z->distance += link * fabs((i + 0.5) / x->n_source - (j + 0.5) / x->n_target);
            z->linked += link;
        }
    }
    return nulls;
}

/* Words linked at random are a third of their segments apart; nearer ones speak for a diagonal. */
static double diagonal_of(const struct scratch *z)
{
    double mean = z->linked > 0 ? z->distance / z->linked : 1, d;

    d = mean > 0.1 ? 0.5 * (1 / mean - 3) : 3.5;
    return d > 0 ? d : 0;
}

static void maximize(struct lexicon *l, float discount)
{
    float *sums = l->sums;

    for (size_t s = 0; s < l->n_source; s++)
        sums[s] = discount;
    for (size_t i = 0; i <= l->mask; i++) {
        struct lex_entry *x = &l->entries[i];
        if (x->key != EMPTY)
            sums[x->key >> 32] += x->evidence + x->prior;
    }
    for (size_t i = 0; i <= l->mask; i++) {
        struct lex_entry *x = &l->entries[i];
        float mass;
        if (x->key == EMPTY)
            continue;
        mass = x->prior + (x->evidence > discount ? x->evidence - discount : 0);
        x->count = x->evidence;
        x->p = sums[x->key >> 32] > 0 ? (float)(mass / sums[x->key >> 32]) : 0;
        x->evidence = 0;
    }
}

static double null_share(double nulls, double words)
{
    double share = words > 0 ? nulls / words : 0.4;

    return share < 0.05 ? 0.05 : share > 0.98 ? 0.98 : share;
}

/* P(target | source) as it would be without one pair that gave `own` of the evidence. */
static double without(const struct lex_entry *x, double sum, double own, double discount)
{
    double seen = x->count - own - discount;

    return sum > own ? (x->prior + (seen > 0 ? seen : 0)) / (sum - own) : 0;
}

/* How much of a target word the null word explains if its pair is explained by the other pairs only:
 * what was learned from a pair explains that pair too well. */
static double held_out(const struct lexicon *l, const struct lex_pair *x, uint32_t word,
                       double discount)
{
    double share = (1 - (double)l->null[word]) / x->n_source;
    double null = (double)(l->null[word] * l->unigram[word]), total = null, rest = null;

    for (uint32_t i = 0; i < x->n_source; i++)
        total += share * (double)lex_get(l, x->source[i], word);
    for (uint32_t i = 0; i < x->n_source; i++) {
        const struct lex_entry *c = lex_find(l, x->source[i], word);
        rest += share * without(c, (double)l->sums[x->source[i]],
                                (double)x->weight * share * (double)c->p / total, discount);
    }
    return null / rest;
}

static unsigned rarity(const struct lexicon *l, uint32_t word)
{
    unsigned k = 0;

    while (k + 1 < RARITIES && l->seen[word] > 1u << k)
        k++;
    return k;
}

/* The null word's share of all words, and of those of each rarity. */
static void hold_out(struct lexicon *l, const struct lex_pair *pairs, size_t n, double discount)
{
    double nulls[RARITIES] = {0}, words[RARITIES] = {0}, all_nulls = 0, all = 0;

    for (size_t k = 0; k < n; k += n / HOLD_OUT_PAIRS + 1) {
        const struct lex_pair *x = &pairs[k];
        for (uint32_t j = 0; x->n_source && !x->term && j < x->n_target; j++) {
            unsigned class = rarity(l, x->target[j]);
            nulls[class] += (double)x->weight * held_out(l, x, x->target[j], discount);
            words[class] += (double)x->weight;
        }
    }
    for (unsigned k = 0; k < RARITIES; k++) {
        all_nulls += nulls[k];
        all += words[k];
    }
    l->null_share = null_share(all_nulls, all);
    for (uint32_t t = 0; t < l->n_target; t++) {
        unsigned class = rarity(l, t);
        l->null[t] = (float)null_share(nulls[class] + RARITY_PRIOR * l->null_share,
                                       words[class] + RARITY_PRIOR);
    }
}

/* How often each type is in the text or in what is learned from, whichever is more. */
static bool count_seen(struct lexicon *l, const struct lex_pair *pairs, size_t n)
{
    uint32_t *counts = calloc(l->n_target + 1, sizeof *counts);

    for (size_t k = 0; counts && k < n; k++)
        for (uint32_t j = 0; j < pairs[k].n_target; j++)
            counts[pairs[k].target[j]]++;
    for (size_t t = 0; counts && t < l->n_target; t++)
        if (counts[t] > l->seen[t])
            l->seen[t] = counts[t];
    free(counts);
    return counts != NULL;
}

enum status lex_train(struct lexicon *l, const struct lex_pair *pairs, size_t n, unsigned passes,
                      float discount, struct error *e)
{
    struct scratch z = {NULL, NULL, 0, 0};
    uint32_t longest = 1;

    for (size_t k = 0; k < n; k++)
        longest = pairs[k].n_source > longest ? pairs[k].n_source : longest;
    free(l->sums);
    l->sums = calloc(l->n_source + 1, sizeof *l->sums);
    z.cells = calloc(longest, sizeof *z.cells);
    z.place = calloc(longest, sizeof *z.place);
    if (!l->sums || !z.cells || !z.place || !make_entries(l, pairs, n) ||
        !count_seen(l, pairs, n)) {
        free(z.cells);
        free(z.place);
        return error_nomem(e);
    }
    for (unsigned pass = 0; pass < passes; pass++) {
        double nulls = 0, words = 0;
        z.distance = z.linked = 0;
        for (size_t k = 0; k < n; k++) {
            if (pairs[k].n_source == 0)
                continue;
            nulls += expect(l, &pairs[k], &z);
            words += pairs[k].weight * pairs[k].n_target;
        }
        maximize(l, pass + 1 == passes ? discount : 0);
        l->null_share = null_share(nulls, words);
        if (l->learn_diagonal && pass >= 2)
            l->diagonal = diagonal_of(&z);
    }
    for (size_t t = 0; t < l->n_target; t++)
        l->null[t] = (float)l->null_share;
    for (unsigned pass = 0; pass < HOLD_OUT_PASSES && discount > 0; pass++)
        hold_out(l, pairs, n, discount);
    free(z.cells);
    free(z.place);
    return ST_OK;
}

/* ---- rows ---- */

static int cell_cmp(const void *a, const void *b)
{
    const struct lex_cell *x = a, *y = b;

    return x->target < y->target ? -1 : x->target > y->target;
}

enum status lex_rows_make(struct lex_rows *r, const struct lexicon *l, float least,
                          struct error *e)
{
    size_t *at;

    r->sums = l->sums;
    r->first = calloc(l->n_source + 2, sizeof *r->first);
    if (!r->first)
        return error_nomem(e);
    at = r->first + 1; /* counts are shifted, so that filling moves each start to its place */
    for (size_t i = 0; i <= l->mask; i++)
        if (l->entries[i].key != EMPTY && l->entries[i].p > least)
            at[(l->entries[i].key >> 32) + 1]++;
    for (size_t s = 0; s < l->n_source; s++)
        at[s + 1] += at[s];
    r->v = calloc(at[l->n_source] ? at[l->n_source] : 1, sizeof *r->v);
    if (!r->v) {
        lex_rows_free(r);
        return error_nomem(e);
    }
    for (size_t i = 0; i <= l->mask; i++) {
        const struct lex_entry *x = &l->entries[i];
        if (x->key != EMPTY && x->p > least)
            r->v[at[x->key >> 32]++] = (struct lex_cell){(uint32_t)x->key, x->p, x->prior};
    }
    for (size_t s = 0; s < l->n_source; s++)
        qsort(r->v + r->first[s], r->first[s + 1] - r->first[s], sizeof *r->v, cell_cmp);
    return ST_OK;
}

void lex_rows_free(struct lex_rows *r)
{
    free(r->first);
    free(r->v);
    *r = (struct lex_rows){NULL, NULL, NULL};
}

const struct lex_cell *lex_rows_find(const struct lex_rows *r, uint32_t source, uint32_t target)
{
    size_t low = r->first[source], high = r->first[source + 1];

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->v[middle].target == target)
            return &r->v[middle];
        if (r->v[middle].target < target)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
