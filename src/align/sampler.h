/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which word of the source each word of the target comes from, by Gibbs sampling from a Bayesian
 * hidden Markov model with fertility (R. Östling, J. Tiedemann, "Efficient Word Alignment with
 * Markov Chain Monte Carlo", The Prague Bulletin of Mathematical Linguistics 106, 2016): sparse
 * Dirichlet priors over translations, jumps between the source words of neighbouring target words,
 * and how many target words each source word has.  Sampling keeps count of the links that there
 * are, not of all that could be, so memory grows with the text alone.
 *
 * Several chains run side by side, each from its own seed, and what they say is added up; the same
 * seed gives the same answer on every machine, with any number of threads.
 */
#ifndef ALIGN_SAMPLER_H
#define ALIGN_SAMPLER_H

#include "align/hmm.h"
#include "align/prior.h"
#include "align/votes.h"

struct sampler_options {
    unsigned sweeps; /* of the whole model, 0: by the size of the text; earlier stages have a
                        quarter of them each */
    unsigned chains; /* 0: by the size of the text */
    unsigned threads; /* at most so many chains at a time, 0: all */
    uint64_t seed;
    float null_share; /* of target words that have no source word, 0: the usual */
};

/* One language of the text: types are numbers below `types`. */
struct sampler_side {
    const uint32_t *tokens;
    const struct side_segment *segments;
    size_t n_segments, n_tokens;
    uint32_t types;
};

/* Vote for each word of `target`, whose segment k belongs to segment k of `source` (both have as
 * many).  Returns new in *out (votes_free) and, unless NULL, in *learned, the model that all chains
 * together have learned (hmm_free); free both also on failure. */
enum status sampler_run(struct word_votes *out, const struct sampler_side *source,
                        const struct sampler_side *target, const struct prior_list *priors,
                        const struct sampler_options *options, struct hmm *learned,
                        struct error *e) MUST_CHECK;

#endif
