/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Giving the translation of a match the inline codes of the segment that it is to translate.
 *
 * Where the match has codes too, and as many of the same kinds, each of its codes stands for the
 * one in the same place of the segment, and so the segment's codes stand where the translation has
 * those.  Otherwise only codes at the very beginning and end of the segment can be placed, at the
 * beginning and end of the translation: that is a guess, and costs TM_GUESS points.
 *
 * White space at the ends is always that of the segment.
 */
#ifndef MEMORY_PLACING_H
#define MEMORY_PLACING_H

#include "base/vec.h"
#include "interchange/bifile.h"
#include "memory/lookup.h"

enum { TM_GUESS = 1 };

struct tm_placed {
    struct buf text;
    VEC(struct bi_place) places; /* of the segment's codes in it */
    double score;                /* of the match, less what a guess costs */
};

/* Fill `out` (reused from call to call).  *placed: false when the codes cannot be placed. */
enum status tm_place(struct tm_placed *out, const struct bi_text *segment,
                     const struct tm_match *match, struct arena *a, bool *placed,
                     struct error *e) MUST_CHECK;

void tm_placed_free(struct tm_placed *p);

#endif
