/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known of two vocabularies before any pair of segments was seen: equal numbers, equal
 * words, cognates, and pairs that a user's dictionary lists.
 */
#ifndef ALIGN_PRIOR_H
#define ALIGN_PRIOR_H

#include "align/lexicon.h"
#include "align/vocab.h"

struct lex_hint {
    uint32_t source, target; /* types of the two vocabularies */
};

/* Begin both lexicons anew (freeing what they held) with these priors. */
enum status lexicons_begin(struct lexicon *forward, struct lexicon *backward,
                           const struct vocab *source, const struct vocab *target,
                           const struct lex_hint *hints, size_t n_hints,
                           struct error *e) MUST_CHECK;

#endif
