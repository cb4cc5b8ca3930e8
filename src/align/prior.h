/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known of two vocabularies before any pair of segments was seen: equal numbers, equal
 * words, cognates, and pairs that a user's dictionary lists.
 */
#ifndef ALIGN_PRIOR_H
#define ALIGN_PRIOR_H

#include "align/lexicon.h"
#include "align/vocab.h"
#include "base/vec.h"

struct lex_hint {
    uint32_t source, target; /* types of the two vocabularies */
};

struct prior {
    uint32_t source, target;
    float count; /* pseudo-count of links */
    float p;     /* probability to begin with */
};

struct prior_list {
    VEC_OF(struct prior)
};

/* So many links two words are worth because they look alike; mostly 0. */
float prior_likeness(const struct vocab_type *a, const struct vocab_type *b);

/* Append what is known of the two vocabularies; some pairs may come twice. */
enum status priors_find(struct prior_list *out, const struct vocab *source,
                        const struct vocab *target, const struct lex_hint *hints, size_t n_hints,
                        struct error *e) MUST_CHECK;

/* Begin both lexicons anew (freeing what they held) with these priors. */
enum status lexicons_begin(struct lexicon *forward, struct lexicon *backward,
                           const struct vocab *source, const struct vocab *target,
                           struct error *e) MUST_CHECK;

#endif
