/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scores are made of; for score*.c, and for the program that estimates the weights. */
#ifndef NAMES_SCORE_PRIVATE_H
#define NAMES_SCORE_PRIVATE_H

#include "names/common.h"
#include "names/score.h"

/* Read one word of a name. */
void score_read_word(struct span text, bool family, struct score_word *out);

enum { SCORE_LETTERS = 128 };

/* The letters of a word, with the digits that stand for some; in `out` where it has any. */
struct span score_letters(struct span text, char *out, size_t room);

/* Is it a part of a person's name, and no title or particle? */
static inline bool score_is_name(const struct score_word *w)
{
    return w->kind != COMMON_TITLE && w->kind != COMMON_SUFFIX && w->kind != COMMON_PARTICLE;
}

/* How the letters of two words agree. */
void score_steps(const struct score_word *a, const struct score_word *b,
                 struct channel_steps *out);

/* How two names agree. */
struct score_figures {
    bool organization;   /* by the weight of its words, of which `mean` is the share found */
    const struct score_word *x, *y; /* the only words of either, which is borrowed; or NULL */
    double mean, worst;  /* likeness of the words that were paired, patronymics aside */
    double fathers;      /* likeness of the patronymics; negative where one name has none */
    double letters;      /* of the words paired, a mean of both sides */
    unsigned pairs;      /* words paired */
    unsigned initials;   /* of them with an initial on a side */
    unsigned extra;      /* words left over that are neither initials nor patronymics */
    bool filled;         /* a full name of one stands for an initial of the other, and a word is left */
    bool family_left;    /* the word before a comma is left over */
    bool crossed;        /* what stands before the comma of one stands behind that of the other */
};

/* Compare two names that have a word each; `detail` may be NULL. */
void score_measure(const struct score_name *a, const struct score_name *b,
                   struct score_figures *figures, struct score_detail *detail);

#endif
