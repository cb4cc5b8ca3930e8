/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filling the empty targets of a bilingual file from a memory.
 *
 * A unit gets the best match whose inline codes can be placed (placing.h).  A match of 100 or more
 * is put as a translation, any other as one that somebody has to look at.  An entry of PO with
 * plural forms is filled only from units of one entry with as many forms (exchange.h).
 */
#ifndef MEMORY_PRETRANSLATE_H
#define MEMORY_PRETRANSLATE_H

#include "interchange/bifile.h"
#include "memory/lookup.h"

struct tm_fill_options {
    double min_score;
    bool overwrite; /* also targets that nobody has confirmed: PO fuzzy; XLIFF 1 all that are not
                       approved or final, XLIFF 2 all that are not reviewed or final */
    bool no_repair; /* as in struct tm_lookup_options */
    const struct tm_direction *direction; /* units of other languages are left alone */
};

struct tm_fill_counts {
    uint64_t context, exact, fuzzy; /* units filled with 101, 100, less */
    uint64_t repaired;              /* among them */
    uint64_t none;                  /* no match that is good enough */
    uint64_t unplaced;              /* a match, and its codes could not be placed */
    uint64_t left;                  /* not to be translated, or translated already */
};

/* Called for each unit that is left empty although there is a match. */
typedef void tm_unplaced_fn(void *context, const struct bi_unit *u);

enum status tm_fill(struct bifile *f, struct tm_lookup *memory,
                    const struct tm_fill_options *options, struct tm_fill_counts *counts,
                    tm_unplaced_fn *unplaced, void *context, struct error *e) MUST_CHECK;

#endif
