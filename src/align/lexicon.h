/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Translation probabilities of words, estimated from pairs of segments by IBM model 1 (P. Brown et
 * al., "The Mathematics of Statistical Machine Translation", Computational Linguistics 19, 1993)
 * with a null word that emits any word at its plain frequency, and a prior for pairs that are
 * likely for other reasons (the same number, a cognate, a user's dictionary).
 *
 * The order of pairs does not change what is estimated but for rounding; the same input gives the
 * same output always.
 */
#ifndef ALIGN_LEXICON_H
#define ALIGN_LEXICON_H

#include "base/error.h"

struct lex_entry {
    uint64_t key;  /* source type << 32 | target type */
    float p;       /* P(target | source) */
    float count;   /* expected number of links in the last pass */
    float prior;   /* pseudo-count */
    float evidence; /* expected number of links now being gathered */
};

struct lexicon {
    struct lex_entry *entries; /* open addressing; key UINT64_MAX = empty */
    size_t mask, used;
    float *unigram;      /* of target types */
    uint32_t *seen;      /* how often each target type is in the text or in what was learned from */
    float *sums;         /* of source types: what their probabilities were divided by; NULL: untrained */
    size_t n_source, n_target;
    double null_share;   /* share of target words that the null word explains */
    float *null;         /* the same of each target type: what is rare can seldom be explained by
                            what other pairs of segments say of it */
    double diagonal;     /* how much words at the same relative place are preferred; 0: not at all
                            (C. Dyer et al., "A Simple, Fast, and Effective Reparameterization of
                            IBM Model 2", NAACL 2013) */
    bool learn_diagonal; /* estimate it: the words of some pairs of languages keep their order */
};

/* A pair of segments; `weight` (0 to 1) says how sure it is that they belong together.  Of a term of
 * a dictionary it says how many pairs it counts for; terms do not show how many words of a text go
 * unexplained. */
struct lex_pair {
    const uint32_t *source, *target;
    uint32_t n_source, n_target;
    float weight;
    bool term;
};

/* Empty, for vocabularies of these sizes; `counts` of target types gives the null word's
 * frequencies (borrowed for the call). */
enum status lex_init(struct lexicon *l, size_t n_source, const uint32_t *counts, size_t n_target,
                     struct error *e) MUST_CHECK;

/* Add a prior of `count` links between two types, and a probability to begin with. */
enum status lex_prior(struct lexicon *l, uint32_t source, uint32_t target, float count, float p,
                      struct error *e) MUST_CHECK;

/* Run `passes` of EM over the pairs.  Of each expected count `discount` is taken off when
 * probabilities are made of it, so that what was seen once counts little. */
enum status lex_train(struct lexicon *l, const struct lex_pair *pairs, size_t n, unsigned passes,
                      float discount, struct error *e) MUST_CHECK;

/* P(target | source), 0 for what was never seen together. */
float lex_get(const struct lexicon *l, uint32_t source, uint32_t target);

/* Let go of the entries, which take most of the memory, and keep the plain frequencies and shares. */
void lex_forget(struct lexicon *l);

void lex_free(struct lexicon *l);

/* The entries above a probability, by source type: those of type s are v[first[s]] up to
 * v[first[s + 1]]. */
struct lex_rows {
    size_t *first;
    const float *sums; /* of source types, see struct lexicon; borrowed from it */
    struct lex_cell {
        uint32_t target;
        float p;
        float prior; /* links that make no evidence, part of p times the sum */
    } *v;
};

enum status lex_rows_make(struct lex_rows *r, const struct lexicon *l, float least,
                          struct error *e) MUST_CHECK;
void lex_rows_free(struct lex_rows *r);

/* The cell of two types, NULL where there is none. */
const struct lex_cell *lex_rows_find(const struct lex_rows *r, uint32_t source, uint32_t target);

#endif
