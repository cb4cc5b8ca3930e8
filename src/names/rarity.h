/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a list has to do with the score of a name that was found in it.  Who is called by a name that
 * one record has is more likely that one than who is called by a name that two hundred have: of the
 * bearers of the rarest word that agrees one at most is meant, so the odds of the score of the two
 * names are divided by their number.  There is no weight to it; tests/eval/weights.py prints by what
 * power of the number the answers of look-ups would be likeliest.  A list in which a name has one
 * bearer says nothing, whatever its size.
 */
#ifndef NAMES_RARITY_H
#define NAMES_RARITY_H

#include "names/score.h"

struct rarity {
    double alike;     /* score of the two names by themselves */
    struct span word; /* the one fewest bear, of those of the list's name that agree; empty: none tells
                         anything.  Borrowed from the name. */
    uint32_t bearers; /* how many do */
};

/* Count the bearers of a word; at least 1. */
typedef enum status rarity_count(const void *context, struct span word, uint32_t *bearers,
                                 struct error *e);

/* Share a score among bearers (at least 1).  A bare name, a single word, stays possible: at least what
 * it has over SCORE_DIFFERENT_TO is left, divided by their number. */
double rarity_share(double score, bool bare, uint32_t bearers);

/* Share *score of name `a` against name `b` of a list, and tell why in *out. */
enum status rarity_weigh(const struct score_name *a, const struct score_name *b,
                         rarity_count *count, const void *context, double *score, struct rarity *out,
                         struct error *e) MUST_CHECK;

/* Append "; Ivanov: borne by 12 of 15000 records: -3.41" with what became of the score in points;
 * nothing where no word tells anything. */
void rarity_explain(struct buf *out, const struct rarity *r, double score, uint32_t records);

#endif
