/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scores of pairing beads in a band, computed a block of rows at a time so that memory stays
 * small however long the documents are.
 */
#ifndef ALIGN_SCORES_H
#define ALIGN_SCORES_H

#include "align/beads.h"

enum { SCORE_SPAN = 4 /* segments of one side that a bead may take */ };

struct scores {
    const struct side *source, *target;
    const struct bead_model *model;
    const struct bead_band *band;
    /* the loaded block: rows begin .. end-1; row i holds columns left[i - begin] onwards */
    size_t begin, end;
    VEC(size_t) offsets;      /* of each row in the arrays, one more for the end */
    VEC(uint32_t) left;
    float *words[2][SCORE_SPAN]; /* [0][a]: a+1 source segments emit one target segment;
                                    [1][b]: b+1 target segments emit one source segment */
    size_t capacity;
    float *raw[2];            /* per type of the emitting sentence's other side: sum of probabilities */
    float *gain[2];           /* per type of the emitting sentence's other side: log ratio - floor */
    float *floors[2];         /* per segment of a side: the score of its words if nothing explains them */
    VEC(uint32_t) touched;
    /* lengths of 1 to 4 segments together */
    struct length {
        float sum;      /* characters */
        float plain;    /* its log probability by the gamma distribution */
        float expected; /* length of a translation */
        float variance; /* of that */
        float seams;    /* log probability that the first begins a sentence and the others do not */
        float spread;   /* log of the normal distribution's constant with that variance */
    } *lengths[2][SCORE_SPAN];
};

enum status scores_init(struct scores *s, const struct side *source, const struct side *target,
                        const struct bead_model *model, const struct bead_band *band,
                        struct error *e) MUST_CHECK;

/* Make rows i to i + 3 available; `backward` says that smaller i will be asked for next. */
enum status scores_load(struct scores *s, size_t i, bool backward, struct error *e) MUST_CHECK;

/* Log likelihood ratio of the bead that takes `a` segments from i and `b` from j (1 to 4 each);
 * rows i.. must be loaded and (i, j) lie in the band. */
double scores_get(const struct scores *s, size_t i, size_t j, unsigned a, unsigned b);

/* Log probability that a segment of side 0 (source) or 1 does not belong to the one before. */
double scores_border(const struct scores *s, int side, size_t segment);

void scores_free(struct scores *s);

#endif
