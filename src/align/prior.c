/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/prior.h"

#include <stdlib.h>

enum {
    COGNATES_MAX = 8, /* a key with more words than these says nothing */
    DICTIONARY = 10,  /* an entry of the user's counts as so many links */
};

struct finder {
    struct prior_list *out;
    const struct vocab *source, *target;
};

static enum status add_prior(const struct finder *a, uint32_t s, uint32_t t, float count, float p,
                             struct error *e)
{
    return vec_push(a->out, ((struct prior){s, t, count, p})) ? ST_OK : error_nomem(e);
}

/* Words of the target by the first four letters of their key: chains through next[]. */
struct key_index {
    struct map first; /* key -> type + 1 */
    uint32_t *next;   /* type + 1 */
};

static struct span index_key(const struct vocab_type *t)
{
    return t->kind == WORD_NUMBER ? t->key : span_cut(t->key, 0, 4);
}

static bool index_keys(struct key_index *x, const struct vocab *v)
{
    x->next = calloc(v->types.len + 1, sizeof *x->next);
    if (!x->next)
        return false;
    for (size_t t = 0; t < v->types.len; t++) {
        uint64_t *slot;
        if (v->types.v[t].key.len == 0)
            continue;
        slot = map_put(&x->first, index_key(&v->types.v[t]), NULL);
        if (!slot)
            return false;
        x->next[t] = (uint32_t)*slot;
        *slot = t + 1;
    }
    return true;
}

static float likeness(const struct vocab_type *a, const struct vocab_type *b)
{
    if (a->kind != b->kind)
        return 0;
    if (a->kind == WORD_NUMBER)
        return span_eq(a->key, b->key) ? 0.9f : 0;
    if (span_eq(a->text, b->text))
        return 0.7f;
    return span_eq(a->key, b->key) ? 0.5f : 0.15f;
}

/* What equal words are worth besides. */
#define SAME 0.5f

float prior_likeness(const struct vocab_type *a, const struct vocab_type *b)
{
    float like = a->key.len && span_eq(index_key(a), index_key(b)) ? likeness(a, b) : 0;

    return span_eq(a->text, b->text) ? like + SAME : like;
}

static enum status add_cognates(const struct finder *a, const struct key_index *x, uint32_t s,
                                struct error *e)
{
    const struct vocab_type *types = a->target->types.v;
    const struct vocab_type *word = &a->source->types.v[s];
    const uint64_t *slot = word->key.len ? map_get(&x->first, index_key(word)) : NULL;
    size_t found = 0;
    enum status st = ST_OK;

    for (uint32_t t = slot ? (uint32_t)*slot : 0; t; t = x->next[t - 1])
        found++;
    if (found > COGNATES_MAX)
        return ST_OK;
    for (uint32_t t = slot ? (uint32_t)*slot : 0; !st && t; t = x->next[t - 1]) {
        float like = likeness(word, &types[t - 1]);
        if (like > 0)
            st = add_prior(a, s, t - 1, like, like / (float)found, e);
    }
    return st;
}

enum status priors_find(struct prior_list *out, const struct vocab *sv, const struct vocab *tv,
                        const struct lex_hint *hints, size_t n_hints, struct error *e)
{
    const struct finder a = {out, sv, tv};
    struct key_index x = {MAP_INIT, NULL};
    enum status st = index_keys(&x, tv) ? ST_OK : error_nomem(e);

    for (uint32_t s = 0; !st && s < sv->types.len; s++) {
        const struct vocab_type *word = &sv->types.v[s];
        const uint64_t *same = map_get(&tv->ids, word->text);
        st = add_cognates(&a, &x, s, e);
        if (!st && same)
            st = add_prior(&a, s, (uint32_t)*same, SAME, word->kind == WORD_SYMBOL ? 0.4f : 0.6f, e);
    }
    for (size_t i = 0; !st && i < n_hints; i++)
        st = add_prior(&a, hints[i].source, hints[i].target, DICTIONARY, 0.5f, e);
    map_free(&x.first);
    free(x.next);
    return st;
}

static enum status new_lexicon(struct lexicon *l, const struct vocab *from, const struct vocab *to,
                               struct error *e)
{
    uint32_t *counts = calloc(to->types.len + 1, sizeof *counts);
    enum status st;

    lex_free(l);
    if (!counts)
        return error_nomem(e);
    for (size_t i = 0; i < to->types.len; i++)
        counts[i] = to->types.v[i].count;
    st = lex_init(l, from->types.len, counts, to->types.len, e);
    free(counts);
    return st;
}

enum status lexicons_begin(struct lexicon *forward, struct lexicon *backward,
                           const struct vocab *source, const struct vocab *target,
                           struct error *e)
{
    struct prior_list priors = VEC_INIT;
    enum status st = new_lexicon(forward, source, target, e);

    if (!st)
        st = new_lexicon(backward, target, source, e);
    if (!st)
        st = priors_find(&priors, source, target, NULL, 0, e);
    for (size_t i = 0; !st && i < priors.len; i++) {
        const struct prior *x = &priors.v[i];
        st = lex_prior(forward, x->source, x->target, x->count, x->p, e);
        if (!st)
            st = lex_prior(backward, x->target, x->source, x->count, x->p, e);
    }
    vec_free(&priors);
    return st;
}
