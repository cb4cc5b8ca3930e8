/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/sampler.h"

#include "base/threads.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    FEWEST_SWEEPS = 4,
    MOST_SWEEPS = 300,
    FEWEST_CHAINS = 2,
    MOST_CHAINS = 16,
    FEWEST_LINKS = 50,  /* a link less likely than 1 in so many is none for a model to keep */
    VOTES_MAX = 65000,  /* what all chains and sweeps may add to the cells of one target word */
};

/* Fertilities are not sparse. */
#define FERTILITY_ALPHA 4.0f
#define NULL_SHARE 0.1f
#define PRIOR_WEIGHT 1.0f

/* ---- one chain ---- */

/* What all chains of one direction share. */
struct job {
    const struct sampler_side *source, *target;
    const struct prior_list *priors;
    unsigned sweeps, chains, threads;
    uint64_t seed;
    float null_odds;      /* of no source word, to one */
    float *plain;         /* of each target type: its share of HMM_NULL_WORDS */
    struct word_votes *out;
    atomic_ushort *votes; /* in the order of the cells of `out` */
    unsigned vote, votes_all; /* what one sweep of a chain adds to a target word's cells; what all do */
    atomic_uint next;     /* chain that no thread has taken yet */
    atomic_bool failed;
};

struct chain {
    struct job *job;
    struct tally tally;
    float *totals;        /* of each source type, the null word's last */
    float *norm;          /* 1 / (total + alpha * types), kept in step */
    uint32_t *links;      /* of each target word: place of the source word, or HMM_NULL */
    float jump[HMM_JUMPS];
    float (*ratio)[HMM_FERTILITIES]; /* as in struct hmm */
    float *weights;       /* scratch: of the places of one target word */
    uint8_t *fertility;   /* scratch: of the words of one segment */
    uint64_t random;
    enum stage { WORDS_ALONE, WITH_JUMPS, WHOLE } stage;
};

static uint32_t null_type(const struct chain *c)
{
    return c->job->source->types;
}

static float jump_of(const struct chain *c, int64_t from, int64_t to)
{
    return c->jump[hmm_jump(from, to)];
}

static void set_norm(struct chain *c, uint32_t s)
{
    float alpha = s == null_type(c) ? HMM_NULL_WORDS : HMM_LEX_ALPHA * (float)c->job->target->types;

    c->norm[s] = 1 / (c->totals[s] + alpha);
}

static bool count_link(struct chain *c, uint32_t s, uint32_t t, float n)
{
    c->totals[s] += n;
    set_norm(c, s);
    return tally_add(&c->tally, tally_key(s, t), n);
}

static uint8_t *fertility_of(const struct chain *c, uint32_t place)
{
    return &c->fertility[place];
}

/* Segment k while its words are sampled. */
struct work {
    const uint32_t *source, *target;
    uint32_t n, m;
    uint32_t *links;
};

static struct work work_of(const struct chain *c, size_t k)
{
    const struct job *b = c->job;
    const struct side_segment *s = &b->source->segments[k], *t = &b->target->segments[k];
    bool fits = votes_fit(s, t);

    return (struct work){b->source->tokens + s->first, b->target->tokens + t->first,
                         fits ? s->count : 0, fits ? t->count : 0, c->links + t->first};
}

static void count_fertility(struct chain *c, const struct work *w)
{
    memset(c->fertility, 0, w->n);
    for (uint32_t j = 0; j < w->m; j++)
        if (w->links[j] != HMM_NULL && c->fertility[w->links[j]] < UINT8_MAX)
            ++*fertility_of(c, w->links[j]);
}

/* Fill c->weights with how likely each source word and, last, the null word is for word j.
 * Returns their sum.  `before` and `after`: source places of the nearest linked neighbours. */
static float weigh(struct chain *c, const struct work *w, uint32_t j, int64_t before, int64_t after)
{
    uint32_t t = w->target[j], null = null_type(c);
    float sum = 0, x;

    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t s = w->source[i];
        x = (tally_find(&c->tally, tally_key(s, t))->count + HMM_LEX_ALPHA) * c->norm[s];
        if (c->stage >= WITH_JUMPS)
            x *= jump_of(c, before, i) * jump_of(c, i, after);
        if (c->stage == WHOLE)
            x *= c->ratio[s][hmm_fertility(c->fertility[i])];
        c->weights[i] = x;
        sum += x;
    }
    x = (tally_find(&c->tally, tally_key(null, t))->count + c->job->plain[t]) * c->norm[null];
    if (c->stage >= WITH_JUMPS)
        x *= c->job->null_odds * jump_of(c, before, after);
    else
        x *= c->job->null_odds * (float)w->n;
    c->weights[w->n] = x;
    return sum + x;
}

static void vote(struct chain *c, size_t k, uint32_t j, uint32_t n, float sum)
{
    atomic_ushort *row = c->job->votes + c->job->out->first[k] + (size_t)j * ((size_t)n + 1);
    float scale = (float)c->job->vote / sum;

    for (uint32_t i = 0; i <= n; i++) {
        unsigned share = (unsigned)(c->weights[i] * scale + 0.5f);
        if (share)
            atomic_fetch_add_explicit(&row[i], (uint16_t)share, memory_order_relaxed);
    }
}

static uint32_t type_at(const struct chain *c, const struct work *w, uint32_t place)
{
    return place == HMM_NULL ? null_type(c) : w->source[place];
}

/* Sample the links of one segment anew.  `counts`: this sweep has a vote.  `first`: there are no
 * links yet to be taken back. */
static bool sweep_segment(struct chain *c, size_t k, bool first, bool counts)
{
    struct work w = work_of(c, k);
    int64_t before = -1;

    count_fertility(c, &w);
    for (uint32_t j = 0; w.n && j < w.m; j++) {
        uint32_t old = w.links[j];
        float sum;
        if (!first && !count_link(c, type_at(c, &w, old), w.target[j], -1))
            return false;
        if (old != HMM_NULL)
            --*fertility_of(c, old);
        sum = weigh(c, &w, j, before, hmm_linked_after(w.links, j, w.m, w.n));
        if (counts)
            vote(c, k, j, w.n, sum);
        w.links[j] = hmm_draw(c->weights, w.n, sum, &c->random);
        if (!count_link(c, type_at(c, &w, w.links[j]), w.target[j], 1))
            return false;
        if (w.links[j] != HMM_NULL) {
            ++*fertility_of(c, w.links[j]);
            before = w.links[j];
        }
    }
    return true;
}

/* The probabilities of jumps as the links now are. */
static void learn_jumps(struct chain *c)
{
    double counts[HMM_JUMPS], all = 0;

    for (size_t d = 0; d < HMM_JUMPS; d++) /* what a short text cannot tell: the next word is likeliest */
        counts[d] = 8 * exp(-0.5 * fabs((double)d - HMM_JUMP_MAX - 1)) + 0.1;
    for (size_t k = 0; k < c->job->target->n_segments; k++) {
        struct work w = work_of(c, k);
        int64_t at = -1;
        for (uint32_t j = 0; w.n && j <= w.m; j++) {
            int64_t to = j == w.m ? w.n : w.links[j] == HMM_NULL ? -1 : (int64_t)w.links[j];
            if (to < 0)
                continue;
            counts[hmm_jump(at, to)]++;
            at = to;
        }
    }
    for (size_t d = 0; d < HMM_JUMPS; d++)
        all += counts[d];
    for (size_t d = 0; d < HMM_JUMPS; d++)
        c->jump[d] = (float)(counts[d] / all);
}

/* From how often each type had each fertility (in c->ratio) to the ratios of probabilities; what
 * is known of a rare word is mostly what is known of all words. */
static void fertility_ratios(struct chain *c)
{
    size_t types = c->job->source->types;
    double all[HMM_FERTILITIES] = {20, 60, 15, 3, 1, 1}; /* what a short text cannot tell */
    double sum = 0;

    for (size_t s = 0; s < types; s++)
        for (size_t f = 0; f < HMM_FERTILITIES; f++)
            all[f] += c->ratio[s][f];
    for (size_t f = 0; f < HMM_FERTILITIES; f++)
        sum += all[f];
    for (size_t f = 0; f < HMM_FERTILITIES; f++)
        all[f] *= FERTILITY_ALPHA / sum;
    for (size_t s = 0; s <= types; s++) {
        float *r = c->ratio[s];
        for (size_t f = 0; f + 1 < HMM_FERTILITIES; f++)
            r[f] = (float)((r[f + 1] + all[f + 1]) / (r[f] + all[f]));
        r[HMM_FERTILITIES - 1] = r[HMM_FERTILITIES - 2];
    }
}

static void learn_fertilities(struct chain *c)
{
    memset(c->ratio, 0, ((size_t)null_type(c) + 1) * sizeof *c->ratio);
    for (size_t k = 0; k < c->job->target->n_segments; k++) {
        struct work w = work_of(c, k);
        count_fertility(c, &w);
        for (uint32_t i = 0; w.m && i < w.n; i++)
            c->ratio[w.source[i]][hmm_fertility(c->fertility[i])]++;
    }
    fertility_ratios(c);
}

static bool sweep(struct chain *c, enum stage stage, bool first, bool counts)
{
    c->stage = stage;
    if (stage >= WITH_JUMPS)
        learn_jumps(c);
    if (stage == WHOLE)
        learn_fertilities(c);
    for (size_t k = 0; k < c->job->target->n_segments; k++)
        if (!sweep_segment(c, k, first, counts))
            return false;
    return true;
}

static void chain_free(struct chain *c)
{
    tally_free(&c->tally);
    free(c->totals);
    free(c->norm);
    free(c->links);
    free(c->ratio);
    free(c->weights);
    free(c->fertility);
}

static bool chain_begin(struct chain *c, struct job *b, unsigned number)
{
    size_t types = b->source->types, words = b->target->n_tokens;
    uint32_t longest = 0;

    for (size_t k = 0; k < b->source->n_segments; k++)
        if (b->source->segments[k].count > longest)
            longest = b->source->segments[k].count;
    *c = (struct chain){.job = b, .random = b->seed * 1000003 + number};
    c->totals = calloc(types + 1, sizeof *c->totals);
    c->norm = calloc(types + 1, sizeof *c->norm);
    c->links = malloc((words + 1) * sizeof *c->links);
    c->ratio = calloc(types + 1, sizeof *c->ratio);
    c->weights = calloc((size_t)longest + 1, sizeof *c->weights);
    c->fertility = calloc((size_t)longest + 1, sizeof *c->fertility);
    if (!c->totals || !c->norm || !c->links || !c->ratio || !c->weights || !c->fertility ||
        !tally_make(&c->tally))
        return false;
    memset(c->links, 0xFF, (words + 1) * sizeof *c->links);
    for (uint32_t s = 0; s <= types; s++)
        set_norm(c, s);
    for (size_t i = 0; i < b->priors->len; i++) {
        const struct prior *p = &b->priors->v[i];
        if (!count_link(c, p->source, p->target, PRIOR_WEIGHT * p->count))
            return false;
    }
    return true;
}

static unsigned counted_sweeps(const struct job *b)
{
    return (b->sweeps + 1) / 2;
}

static bool chain_run(struct chain *c)
{
    unsigned whole = c->job->sweeps, warm = (whole + 3) / 4, from = whole - counted_sweeps(c->job);
    bool ok = true;

    for (unsigned i = 0; ok && i < warm; i++)
        ok = sweep(c, WORDS_ALONE, i == 0, false);
    for (unsigned i = 0; ok && i < warm; i++)
        ok = sweep(c, WITH_JUMPS, false, false);
    for (unsigned i = 0; ok && i < whole; i++)
        ok = sweep(c, WHOLE, false, i >= from);
    return ok;
}

static void run_chains(void *context, unsigned worker)
{
    struct job *b = context;
    unsigned number;

    (void)worker;
    while ((number = atomic_fetch_add(&b->next, 1)) < b->chains) {
        struct chain c;
        if (!chain_begin(&c, b, number) || !chain_run(&c))
            b->failed = true;
        chain_free(&c);
    }
}

/* ---- all of them ---- */

static bool make_plain(struct job *b)
{
    const struct sampler_side *t = b->target;
    float one = HMM_NULL_WORDS / ((float)t->n_tokens + 1);

    b->plain = calloc((size_t)t->types + 1, sizeof *b->plain);
    for (size_t i = 0; b->plain && i < t->n_tokens; i++)
        b->plain[t->tokens[i]] += one;
    return b->plain != NULL;
}

/* The votes as shares of all, in bytes. */
static void count_out(struct job *b, size_t cells)
{
    for (size_t i = 0; i < cells; i++)
        b->out->cells[i] = (uint8_t)((b->votes[i] * VOTES_ALL + b->votes_all / 2) / b->votes_all);
}

/* Link the words of segment k as the votes have it. */
static void link_best(struct chain *c, size_t k)
{
    const struct work w = work_of(c, k);

    for (uint32_t j = 0; w.n && j < w.m; j++)
        w.links[j] = votes_best(votes_row(c->job->out, k, j, w.n), w.n);
}

/* Add to `c` how often the words of segment k are linked in the mean of all chains. */
static bool count_votes(struct chain *c, size_t k)
{
    const struct work w = work_of(c, k);
    const atomic_ushort *row = c->job->votes + c->job->out->first[k];
    unsigned all = c->job->votes_all;

    for (uint32_t j = 0; w.n && j < w.m; j++, row += w.n + 1)
        for (uint32_t i = 0; i <= w.n; i++)
            if (row[i] >= all / FEWEST_LINKS &&
                !count_link(c, i < w.n ? w.source[i] : null_type(c), w.target[j],
                            (float)row[i] / (float)all))
                return false;
    return true;
}

/* The model that the votes of all chains make together. */
static bool describe(struct job *b, struct hmm *out)
{
    struct chain c;
    bool ok = chain_begin(&c, b, 0);

    for (size_t k = 0; ok && k < b->target->n_segments; k++) {
        ok = count_votes(&c, k);
        link_best(&c, k);
    }
    if (ok) {
        learn_jumps(&c);
        learn_fertilities(&c);
        *out = (struct hmm){.links = c.tally, .ratio = c.ratio, .null_odds = b->null_odds};
        memcpy(out->jump, c.jump, sizeof out->jump);
        c.tally.entries = NULL;
        c.ratio = NULL;
    }
    chain_free(&c);
    return ok;
}

static unsigned within(double x, unsigned least, unsigned most)
{
    return x < least ? least : x > most ? most : (unsigned)x;
}

/* How often to go over the text and with how many chains, and what a vote is worth. */
static void plan(struct job *b, const struct sampler_options *o)
{
    double root = sqrt((double)b->source->n_segments + 1);
    unsigned voters;

    /* the more text, the less there is to gain from going over it again */
    b->sweeps = o->sweeps ? o->sweeps : within(2000 / root, FEWEST_SWEEPS, MOST_SWEEPS);
    b->chains = o->chains ? o->chains : within(400.0 / root, FEWEST_CHAINS, MOST_CHAINS);
    b->threads = o->threads && o->threads < b->chains ? o->threads : b->chains;
    voters = counted_sweeps(b) * b->chains;
    b->vote = within(VOTES_MAX / (double)voters, 1, VOTES_MAX);
    b->votes_all = b->vote * voters;
}

enum status sampler_run(struct word_votes *out, const struct sampler_side *source,
                        const struct sampler_side *target, const struct prior_list *priors,
                        const struct sampler_options *options, struct hmm *learned,
                        struct error *e)
{
    struct job b = {.source = source, .target = target, .priors = priors, .seed = options->seed,
                    .out = out};
    size_t cells;
    bool ok;

    if (learned)
        *learned = (struct hmm){.ratio = NULL};
    b.null_odds = options->null_share > 0 ? options->null_share : NULL_SHARE;
    b.null_odds /= 1 - b.null_odds;
    plan(&b, options);
    if (votes_make(out, source->segments, target->segments, target->n_segments, &cells, e))
        return ST_NOMEM;
    b.votes = calloc(cells + 1, sizeof *b.votes);
    ok = b.votes && make_plain(&b);
    if (ok) {
        threads_run(b.threads, run_chains, &b);
        ok = !b.failed;
    }
    if (ok)
        count_out(&b, cells);
    if (ok && learned)
        ok = describe(&b, learned);
    free(b.plain);
    free(b.votes);
    return ok ? ST_OK : error_nomem(e);
}
