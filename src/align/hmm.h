/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parameters of the hidden Markov model of one direction, and the steps that training
 * (align/sampler.h) and use (align/apply.h) share.
 */
#ifndef ALIGN_HMM_H
#define ALIGN_HMM_H

#include "align/tally.h"

#include <stdlib.h>

enum {
    HMM_JUMP_MAX = 64,      /* longer jumps are as likely as this one */
    HMM_JUMPS = 2 * HMM_JUMP_MAX + 1,
    HMM_FERTILITIES = 6,    /* more links of one word are as likely as HMM_FERTILITIES - 1 */
};

/* Hyperparameters: translations are sparse.  What comes from no source word is at first as
 * frequent as in the text: so many words are taken as seen. */
#define HMM_LEX_ALPHA 0.001f
#define HMM_NULL_WORDS 400.0f

/* No source word. */
#define HMM_NULL UINT32_MAX

/* What was learned of one direction. */
struct hmm {
    struct tally links;   /* expected links with priors; the null word is the type after the last */
    float jump[HMM_JUMPS];
    /* P(fertility f + 1) / P(f) of each source type; last, of a word that is not known */
    float (*ratio)[HMM_FERTILITIES];
    float null_odds;      /* of no source word, to one */
};

static inline void hmm_free(struct hmm *h)
{
    tally_free(&h->links);
    free(h->ratio);
    h->ratio = NULL;
}

static inline size_t hmm_jump(int64_t from, int64_t to)
{
    int64_t d = to - from;

    return (size_t)((d < -HMM_JUMP_MAX ? -HMM_JUMP_MAX : d > HMM_JUMP_MAX ? HMM_JUMP_MAX : d) +
                    HMM_JUMP_MAX);
}

static inline size_t hmm_fertility(uint8_t links)
{
    return links < HMM_FERTILITIES ? links : HMM_FERTILITIES - 1;
}

/* SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators",
 * OOPSLA 2014); in [0, 1). */
static inline float hmm_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (float)((z ^ (z >> 31)) >> 40) * (1.0f / 16777216);
}

/* One of `n` places by their weights; HMM_NULL for what `sum` has beyond them. */
static inline uint32_t hmm_draw(const float *weights, uint32_t n, float sum, uint64_t *random)
{
    float left = hmm_random(random) * sum;

    for (uint32_t i = 0; i < n; i++) {
        left -= weights[i];
        if (left < 0)
            return i;
    }
    return HMM_NULL;
}

/* Source place of the next of `m` words after j that has one; else n, the end. */
static inline int64_t hmm_linked_after(const uint32_t *links, uint32_t j, uint32_t m, uint32_t n)
{
    while (++j < m)
        if (links[j] != HMM_NULL)
            return links[j];
    return n;
}

#endif
