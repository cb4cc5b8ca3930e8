/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Beads: which segments of a source document belong to which of its translation.  A bead takes up
 * to four segments a side (1-1, 1-2, 2-1, 2-2, 1-3, 3-1, 2-3, 3-2, 1-4, 4-1) or leaves one out
 * (1-0, 0-1); beads do not cross.
 *
 * A bead's score is the logarithm of how much likelier its two sides are together than apart:
 *   - their lengths (after W. Gale and K. Church, "A Program for Aligning Sentences in Bilingual
 *     Corpora", Computational Linguistics 19, 1993: differences from the documents' ratio are
 *     normal), against a gamma distribution of lengths as such;
 *   - their words, by word translation probabilities in both directions (as R. Moore, "Fast and
 *     Accurate Sentence Alignment of Bilingual Corpora", AMTA 2002), against plain frequencies;
 *   - how often beads of its shape are.  Left-out segments come in runs, short ones and long ones:
 *     going on costs less than beginning.
 * The best sequence is found by dynamic programming in log space in a band around the diagonal or
 * an earlier path; the probability of each bead by the forward-backward sums in a narrow band.
 */
#ifndef ALIGN_BEADS_H
#define ALIGN_BEADS_H

#include "align/lessons.h"
#include "align/lexicon.h"
#include "align/vocab.h"

struct bead {
    uint32_t source, n_source; /* first segment and how many (0: left out) */
    uint32_t target, n_target;
    float probability;         /* 0 to 1 */
};

struct bead_vec {
    VEC_OF(struct bead)
};

/* Shapes of beads that pair something, in the order of bead_model.shape. */
enum { BEAD_SHAPES = 10 };
extern const uint8_t bead_shapes[BEAD_SHAPES][2];

struct bead_model {
    double ratio;    /* target characters a source character */
    double variance; /* of that, for each character (Gale and Church's s²) */
    double shape[BEAD_SHAPES]; /* log probability among pairing beads */
    double leave;    /* log probability that a left-out source (or target) segment comes next */
    double leave_on; /* the same right after one of the same side */
    /* the same where a whole passage of the side that has more segments is left out, which is rarer
     * to begin (-INFINITY: never) and likelier to go on */
    double leave_long, leave_long_on;
    /* of each source and target segment, that it does not belong to the one before; NULL: 1 */
    const float *chances[2];
    double sharpness; /* power of probabilities, under 1: scores add up what is not independent */
    double lexical;  /* weight of the words' score */
    /* word probabilities both ways (only entries above a least value), plain frequencies, and the
     * null words' shares of each type */
    struct lex_rows forward, backward;
    const float *source_unigram, *target_unigram;
    const float *target_null, *source_null;
    const struct lessons *lessons; /* pairs that the rows were learned from; NULL: none */
    const struct segpairs *known;  /* pairs by earlier translations; NULL: none */
    double unexplained; /* log score of a word that nothing explains; 0: log of its null share */
};

/* For each number of source segments passed (0 to n), the numbers of target segments passed that
 * are tried: low[i] to high[i], both never falling, low[0] = 0, high[n] = m. */
struct bead_band {
    uint32_t *low, *high;
    size_t rows;  /* n + 1 */
    size_t cells; /* in all */
};

struct bead_anchor {
    uint32_t source, target; /* 0-based */
};

/* A band of `half` cells on either side of the diagonal, or of a path when `path` has beads; cut
 * so that each anchor's segments go into one bead.  Anchors must rise on both sides. */
enum status band_make(struct bead_band *b, size_t n, size_t m, const struct bead_vec *path,
                      size_t half, const struct bead_anchor *anchors, size_t n_anchors,
                      struct error *e) MUST_CHECK;

/* Does a path come closer than `margin` to the band's edge where the band could be wider? */
bool band_is_touched(const struct bead_band *b, const struct bead_vec *path, size_t m,
                     size_t margin);
void band_free(struct bead_band *b);

/* The best beads in the band, in order, covering both sides; `out` is cleared first.
 * Probabilities are left 0. */
enum status beads_best(const struct side *source, const struct side *target,
                       const struct bead_model *model, const struct bead_band *band,
                       struct bead_vec *out, struct error *e) MUST_CHECK;

/* Fill in the probabilities of beads, from all paths in the band (which must contain theirs).
 * `likely` (NULL: not wanted; cleared first) gets all pairing beads of a probability of `least` or
 * more, in no order. */
enum status beads_probability(const struct side *source, const struct side *target,
                              const struct bead_model *model, const struct bead_band *band,
                              struct bead_vec *beads, struct bead_vec *likely, double least,
                              struct error *e) MUST_CHECK;

#endif
