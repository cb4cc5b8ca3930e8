/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Putting together again what weak_cut (align/weak.h) has parted and the alignment did not need:
 * a sentence stays cut at a guess only where the other side ends a sentence, too, where guesses on
 * both sides are together likelier right than wrong, or where what a fair guess parts is left out.
 */
#ifndef ALIGN_REJOIN_H
#define ALIGN_REJOIN_H

#include "align/beads.h"
#include "align/document.h"

/* Beads of the pieces of both documents become beads of their sentences; the documents' pieces
 * become the sentences, their chances 1. */
void rejoin(struct document *source, struct document *target, struct bead_vec *beads);

#endif
