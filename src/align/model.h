/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was learned of the words of two languages, as a file (pack/pack.h): both vocabularies in
 * the order of their bytes, and for each direction the expected links by source word, the
 * probabilities of jumps, and the ratios of those of fertilities.  The bytes depend on what was
 * learned only.
 */
#ifndef ALIGN_MODEL_H
#define ALIGN_MODEL_H

#include "align/hmm.h"
#include "pack/pack.h"

#define MODEL_PACK PACK_TAG('W', 'O', 'R', 'D')
#define MODEL_PACK_VERSION 1

/* Language tags; borrowed.  Bits of pack.features: were words brought to their dictionary form
 * (struct vocab's spell) before they were counted? */
struct word_model_languages {
    struct span source, target;
};

enum { MODEL_SOURCE_SPELL = 1, MODEL_TARGET_SPELL = 2 };

struct model_type {
    uint32_t text, len; /* in the texts of the side */
    uint32_t count;     /* in the text of which the model was made */
};

struct model_link {
    uint32_t target;
    float count;
};

struct model_side {
    struct span texts;
    const struct model_type *types; /* by text */
    size_t n_types;
    uint64_t tokens;
    uint32_t letters; /* see align/coarse.h */
};

struct model_direction {
    const struct model_side *from, *to;
    const uint32_t *first;          /* links of type s: links[first[s]] up to first[s + 1]; the
                                       null word is the type after the last */
    const struct model_link *links; /* by source, then target */
    size_t n_links;
    const float *jump;              /* HMM_JUMPS */
    const float (*ratio)[HMM_FERTILITIES]; /* as in struct hmm */
    float null_odds;
    float *norm;                    /* 1 / (links of a type and what smoothing adds) */
};

struct word_model {
    struct pack pack;
    struct word_model_languages languages; /* borrowed until word_model_close */
    struct model_side source, target;
    struct model_direction there, back;
};

struct coarse;

/* Append the model file to `out`. */
enum status word_model_build(struct buf *out, const struct word_model_languages *languages,
                             uint64_t features,
                             const struct coarse *source, const struct coarse *target,
                             const struct hmm *there, const struct hmm *back,
                             struct error *e) MUST_CHECK;

/* Map a file and check it: ST_SYNTAX for what is no model or damaged, ST_UNSUPPORTED for another
 * version.  Close it with word_model_close, also on failure. */
enum status word_model_open(struct word_model *m, const char *path, struct error *e) MUST_CHECK;

/* The same for bytes aligned to 16, borrowed until word_model_close. */
enum status word_model_open_memory(struct word_model *m, struct span bytes, const char *name,
                                   struct error *e) MUST_CHECK;

void word_model_close(struct word_model *m);

/* The number of a word's type by the text that coarse_text gives; HMM_NULL where it is unknown. */
uint32_t model_find(const struct model_side *s, struct span text);

/* Expected links of type s (the null word: n_types) with type t; 0 for an unknown one. */
float model_links(const struct model_direction *d, uint32_t s, uint32_t t);

#endif
