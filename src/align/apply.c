/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links by a model: a few short chains a segment, from the same distribution as in training, but
 * with fixed parameters. */
#include "align/coarse.h"
#include "align/cognate.h"
#include "align/words.h"
#include "base/threads.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { CHAINS = 6, SWEEPS = 12, PART = 64 /* segments */ };

/* What the model has for the types of a side that occur in it. */
struct known {
    uint32_t *types;          /* of the model, by types of the vocabulary */
    struct vocab_type *looks; /* the same types with keys of their stems: those of a vocabulary
                                 are of the first word that had the stem */
    struct arena arena;
};

/* One direction of a text. */
struct task {
    const struct model_direction *d;
    const struct side *source, *target;
    const struct known *from, *to;
    struct word_votes votes;
    uint64_t seed;
    unsigned sweeps;      /* that count; half as many go before */
    atomic_size_t next;   /* segment that no thread has taken yet */
    atomic_bool failed;
};

/* What a thread needs for a segment: n source and m target words. */
struct bench {
    VEC(float) lex;       /* row by target word: of each source word, the null word's last */
    VEC(float) sums;      /* the votes, likewise */
    VEC(float) weights;
    VEC(uint32_t) source, links;
    VEC(uint8_t) fertility;
    uint32_t n, m;
    uint64_t random;
};

static void bench_free(struct bench *b)
{
    vec_free(&b->lex);
    vec_free(&b->sums);
    vec_free(&b->weights);
    vec_free(&b->source);
    vec_free(&b->links);
    vec_free(&b->fertility);
}

static bool bench_reserve(struct bench *b, uint32_t n, uint32_t m)
{
    size_t cells = ((size_t)n + 1) * m;

    b->n = n;
    b->m = m;
    return vec_reserve(&b->lex, cells) && vec_reserve(&b->sums, cells) &&
           vec_reserve(&b->weights, (size_t)n + 1) && vec_reserve(&b->source, (size_t)n + 1) &&
           vec_reserve(&b->links, (size_t)m + 1) && vec_reserve(&b->fertility, (size_t)n + 1);
}

/* About exp(digamma(x)), as a Dirichlet prior would have it in variational inference: what was
 * hardly ever linked counts less than in proportion. */
static float strength(float links)
{
    return links < 1 ? 0.56f * links * links : links - 0.44f;
}

/* Links of a word that the model does not know are guessed from how it looks. */
static float lex_of(const struct task *t, uint32_t source, uint32_t target)
{
    uint32_t s = t->from->types[source], o = t->to->types[target];
    float links = strength(model_links(t->d, s, o));
    float norm = s == HMM_NULL ? 1 / (HMM_LEX_ALPHA * (float)(t->d->to->n_types + 1))
                               : t->d->norm[s];

    if (s == HMM_NULL || o == HMM_NULL)
        links += prior_likeness(&t->from->looks[source], &t->to->looks[target]);
    return (links + HMM_LEX_ALPHA) * norm;
}

static float null_of(const struct task *t, uint32_t target)
{
    uint32_t null = (uint32_t)t->d->from->n_types, o = t->to->types[target];
    float seen = o == HMM_NULL ? 1 : (float)t->d->to->types[o].count;
    float plain = HMM_NULL_WORDS * seen / ((float)t->d->to->tokens + 1);

    return (model_links(t->d, null, o) + plain) * t->d->norm[null] * t->d->null_odds;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
    return (h ^ x) * 0x9E3779B97F4A7C15u ^ h >> 29;
}

/* Prepare segment k.  Random numbers begin with what it says, not with where it stands. */
static void lay_out(const struct task *t, struct bench *b, size_t k)
{
    const uint32_t *source = side_tokens(t->source, k), *target = side_tokens(t->target, k);
    uint32_t unknown = (uint32_t)t->d->from->n_types;
    float *cell = b->lex.v;

    b->random = mix(t->seed, (uint64_t)b->n << 32 | b->m);
    for (uint32_t i = 0; i < b->n; i++) {
        uint32_t s = t->from->types[source[i]];
        b->source.v[i] = s == HMM_NULL ? unknown : s;
        b->random = mix(b->random, s);
    }
    for (uint32_t j = 0; j < b->m; j++) {
        b->random = mix(b->random, t->to->types[target[j]]);
        for (uint32_t i = 0; i < b->n; i++)
            *cell++ = lex_of(t, source[i], target[j]);
        *cell++ = null_of(t, target[j]);
    }
    memset(b->sums.v, 0, ((size_t)b->n + 1) * b->m * sizeof *b->sums.v);
}

/* Fill the weights of word j; in a first sweep there are no neighbours to go by.  Returns the sum. */
static float weigh(const struct task *t, struct bench *b, uint32_t j, int64_t before, bool first)
{
    const float *lex = b->lex.v + (size_t)j * (b->n + 1), *jump = t->d->jump;
    int64_t after = hmm_linked_after(b->links.v, j, b->m, b->n);
    float sum = 0, x;

    for (uint32_t i = 0; i < b->n; i++) {
        x = lex[i];
        if (!first)
            x *= jump[hmm_jump(before, i)] * jump[hmm_jump(i, after)] *
                 t->d->ratio[b->source.v[i]][hmm_fertility(b->fertility.v[i])];
        b->weights.v[i] = x;
        sum += x;
    }
    x = lex[b->n] * (first ? (float)b->n : jump[hmm_jump(before, after)]);
    b->weights.v[b->n] = x;
    return sum + x;
}

static void sweep(const struct task *t, struct bench *b, bool first, bool counted)
{
    int64_t before = -1;

    for (uint32_t j = 0; j < b->m; j++) {
        uint32_t *link = &b->links.v[j];
        float sum, *votes = b->sums.v + (size_t)j * (b->n + 1);
        if (*link != HMM_NULL)
            b->fertility.v[*link]--;
        sum = weigh(t, b, j, before, first);
        for (uint32_t i = 0; counted && i <= b->n; i++)
            votes[i] += b->weights.v[i] / sum;
        *link = hmm_draw(b->weights.v, b->n, sum, &b->random);
        if (*link != HMM_NULL) {
            if (b->fertility.v[*link] < UINT8_MAX)
                b->fertility.v[*link]++;
            before = *link;
        }
    }
}

static void sample(const struct task *t, struct bench *b)
{
    unsigned before = (t->sweeps + 1) / 2;

    for (int chain = 0; chain < CHAINS; chain++) {
        memset(b->fertility.v, 0, b->n);
        memset(b->links.v, 0xFF, b->m * sizeof *b->links.v);
        for (unsigned i = 0; i < before + t->sweeps; i++)
            sweep(t, b, i == 0, i >= before);
    }
}

static void elect(struct task *t, const struct bench *b, size_t k)
{
    uint8_t *cells = votes_row(&t->votes, k, 0, b->n);
    float scale = VOTES_ALL / (float)(CHAINS * t->sweeps);

    for (size_t i = 0; i < ((size_t)b->n + 1) * b->m; i++)
        cells[i] = (uint8_t)(b->sums.v[i] * scale + 0.5f);
}

static bool link_segment(struct task *t, struct bench *b, size_t k)
{
    const struct side_segment *s = &t->source->segments.v[k], *o = &t->target->segments.v[k];

    if (!votes_fit(s, o))
        return true;
    if (!bench_reserve(b, s->count, o->count))
        return false;
    lay_out(t, b, k);
    sample(t, b);
    elect(t, b, k);
    return true;
}

static void run_part(void *context, unsigned worker)
{
    struct task *t = context;
    struct bench b = {.n = 0};
    size_t from, all = t->target->segments.len;
    bool ok = true;

    (void)worker;
    while (ok && (from = atomic_fetch_add(&t->next, PART)) < all)
        for (size_t k = from; ok && k < from + PART && k < all; k++)
            ok = link_segment(t, &b, k);
    if (!ok)
        t->failed = true;
    bench_free(&b);
}

static void known_free(struct known *k)
{
    free(k->types);
    free(k->looks);
    arena_free(&k->arena);
}

static bool note_look(struct known *k, struct vocab_type *look, const struct vocab_type *t,
                      struct buf *key)
{
    *look = *t;
    if (t->kind != WORD_LETTERS)
        return true;
    buf_reset(key);
    if (!cognate_key(t->text, key))
        return false;
    look->key = arena_dup(&k->arena, buf_span(key));
    return look->key.ptr != NULL;
}

/* Types that do not occur are not looked up: a vocabulary may be larger than the text in hand. */
static enum status known_find(struct known *k, const struct model_side *model,
                              const struct side *s, struct error *e)
{
    const struct vocab *v = &s->vocab;
    struct buf key = BUF_INIT;
    bool ok;

    *k = (struct known){malloc((v->types.len + 1) * sizeof *k->types),
                        calloc(v->types.len + 1, sizeof *k->looks), ARENA_INIT};
    ok = k->types && k->looks;
    for (size_t i = 0; ok && i < s->tokens.len; i++) {
        uint32_t type = s->tokens.v[i];
        const struct vocab_type *t = &v->types.v[type];
        if (k->looks[type].text.ptr)
            continue;
        k->types[type] = model_find(model, coarse_text(t, model->letters));
        ok = note_look(k, &k->looks[type], t, &key);
    }
    buf_free(&key);
    return ok ? ST_OK : error_nomem(e);
}

static enum status run_task(struct task *t, const struct words_options *options, struct error *e)
{
    unsigned threads = options->sampler.threads;

    if (votes_make(&t->votes, t->source->segments.v, t->target->segments.v,
                   t->target->segments.len, NULL, e))
        return ST_NOMEM;
    t->seed = options->sampler.seed;
    t->sweeps = options->sampler.sweeps ? options->sampler.sweeps : SWEEPS;
    threads_run(threads ? threads : 1, run_part, t);
    return t->failed ? error_nomem(e) : ST_OK;
}

enum status words_apply(const struct word_model *model, const struct side *source,
                        const struct side *target, const struct words_options *options,
                        struct word_links *out, struct error *e)
{
    struct known a = {.types = NULL}, b = {.types = NULL};
    struct task there = {.d = &model->there, .source = source, .target = target,
                         .from = &a, .to = &b};
    struct task back = {.d = &model->back, .source = target, .target = source,
                        .from = &b, .to = &a};
    enum status st = known_find(&a, &model->source, source, e);

    if (!st)
        st = known_find(&b, &model->target, target, e);
    if (!st)
        st = run_task(&there, options, e);
    if (!st)
        st = run_task(&back, options, e);
    if (!st)
        st = words_join(source, target, &there.votes, &back.votes, options, out, e);
    votes_free(&there.votes);
    votes_free(&back.votes);
    known_free(&a);
    known_free(&b);
    return st;
}
