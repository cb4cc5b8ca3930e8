/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A side as the sampler takes it.  In a short text words are told apart by fewer letters than the
 * vocabulary keeps: rare words that are forms of one word, or akin, then help each other.
 */
#ifndef ALIGN_COARSE_H
#define ALIGN_COARSE_H

#include "align/sampler.h"

struct coarse {
    struct sampler_side side;
    uint32_t letters;    /* that words are told apart by */
    uint32_t *type_of;   /* of each type of the vocabulary */
    struct span *texts;  /* of each type; borrowed from the vocabulary */
    uint32_t *tokens;
};

/* The beginning of a word by which it is told from others. */
struct span coarse_text(const struct vocab_type *t, size_t letters);

/* Fill *c, which is freed with coarse_free, also on failure. */
enum status coarse_make(struct coarse *c, const struct side *s, struct error *e) MUST_CHECK;
void coarse_free(struct coarse *c);

#endif
