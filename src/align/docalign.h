/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Aligning two documents: the passes over the models of align/beads.h.  The first pass knows
 * lengths, equal numbers and cognates (and a user's dictionary) only; word probabilities are then
 * estimated from the beads that it is sure of, and the next passes use them.
 */
#ifndef ALIGN_DOCALIGN_H
#define ALIGN_DOCALIGN_H

#include "align/beads.h"
#include "align/prior.h"
#include "align/recall.h"

struct doc_options {
    const struct bead_anchor *anchors; /* rising on both sides */
    size_t n_anchors;
    const struct recall *recall; /* from a memory or a dictionary; NULL: none */
    /* for each segment of the sides the chance that it does not belong to the one before; NULL: 1
     * of all.  See align/weak.h. */
    const float *source_chances, *target_chances;
    unsigned passes; /* 0 = the usual number */
};

/* Align all segments of two sides.  `beads` covers both, in order, with probabilities. */
enum status doc_align(const struct side *source, const struct side *target,
                      const struct doc_options *options, struct bead_vec *beads,
                      struct error *e) MUST_CHECK;

#endif
