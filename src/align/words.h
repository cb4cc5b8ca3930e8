/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Links between the words of segment pairs: both directions are sampled (align/sampler.h), and the
 * links are made of what both say.
 */
#ifndef ALIGN_WORDS_H
#define ALIGN_WORDS_H

#include "align/model.h"
#include "align/sampler.h"

/* How the links of the two directions are put together: what is likelier than not in the mean of
 * both; by the words' best guesses, where these are likelier than not, "grow-diag-final-and" (P. Koehn
 * et al., "Statistical Phrase-Based Translation", NAACL 2003: what both have, then neighbours of it
 * that one has, then what links two words still free), what both have, or what either has. */
enum symmetrize { SYMMETRIZE_MEAN, SYMMETRIZE_GDFA, SYMMETRIZE_INTERSECT, SYMMETRIZE_UNION };

struct words_options {
    struct sampler_options sampler;
    enum symmetrize symmetrize;
    double least; /* that the mean has to exceed, 0 = half */
    const struct lex_hint *hints;
    size_t n_hints;
    struct word_model_languages languages; /* that a model is to name */
};

struct word_link {
    uint32_t source, target; /* words of their segments, from 0 */
};

/* Links of pair k: v[first[k]] up to v[first[k + 1]], by source, then target word. */
struct word_links {
    VEC(struct word_link) links;
    VEC(size_t) first;
};

/* Link segment k of `source` with segment k of `target` for all k (both sides have as many).
 * `out` is cleared first; free it with word_links_free.  Unless NULL, `model` gets a model file
 * (align/model.h), by which words_apply links other text. */
enum status words_align(const struct side *source, const struct side *target,
                        const struct words_options *options, struct word_links *out,
                        struct buf *model, struct error *e) MUST_CHECK;

/* Link by a model what it was not made from; each segment is linked by itself, so how the text is
 * parted makes no difference.  Of the options `sampler.seed`, `sampler.threads`,
 * `sampler.sweeps` (of each of a few chains), `symmetrize` and `least` count. */
enum status words_apply(const struct word_model *model, const struct side *source,
                        const struct side *target, const struct words_options *options,
                        struct word_links *out, struct error *e) MUST_CHECK;

/* The features of a model of these sides; words_apply makes sense with a model that has the same. */
uint64_t words_features(const struct side *source, const struct side *target);

/* Put together what the words of both directions vote for. */
enum status words_join(const struct side *source, const struct side *target,
                       const struct word_votes *forward, const struct word_votes *backward,
                       const struct words_options *options, struct word_links *out,
                       struct error *e) MUST_CHECK;

void word_links_free(struct word_links *l);

#endif
