/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a text tells about its own words: which of them are abbreviations, and which are no names.
 *
 * A word is taken for an abbreviation when it nearly always has a full stop and what follows the
 * stop mostly shows that the sentence goes on (a small letter, a digit, a comma), clearly more often
 * than behind words that also stand without a stop: a likelihood ratio test against those, as Kiss
 * and Strunk ("Unsupervised Multilingual Sentence Boundary Detection", 2006) do against all words.
 * A text too short for that, or one that writes all sentences small, teaches nothing.
 */
#ifndef SEGMENT_LEARNT_H
#define SEGMENT_LEARNT_H

#include "base/error.h"
#include "base/map.h"
#include "base/vec.h"

/* Places where a word (in any case) stands. */
struct word_places {
    uint32_t bare;      /* without a stop behind it */
    uint32_t stopped;   /* with one */
    uint32_t goes_on;   /* of those: before what does not begin a sentence */
    uint32_t may_begin; /* of those: before a capital */
    uint32_t small;     /* written small */
    uint32_t capital;   /* written with a capital where no sentence can begin */
};

struct learnt {
    struct map words; /* lower case -> number in places */
    VEC(struct word_places) places;
    double usual; /* how often a sentence goes on behind the stop of an ordinary word */
    struct map abbreviations; /* those of the words, lower case */
};

/* Forget everything and learn from a text, whose paragraphs end in newlines. */
enum status learnt_read(struct learnt *l, struct span text, struct error *e) MUST_CHECK;

/* Is the word, given without its last stop, an abbreviation? */
bool learnt_abbreviation(const struct learnt *l, struct span word);

/* Does the text write this word small, and never with a capital but where a sentence may begin? */
bool learnt_ordinary(const struct learnt *l, struct span word);

void learnt_free(struct learnt *l);

#endif
