/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Likeness of words of which one is written in a script that leaves out much of the sound: Arabic
 * and Hebrew letters write few vowels, Japanese and Korean syllables put a vowel behind
 * consonants and know no v or f of their own, and but one of l and r.  Works on sounds (names/sound.h).
 */
#ifndef NAMES_LOOSE_H
#define NAMES_LOOSE_H

#include "base/span.h"

enum loose {
    LOOSE_NOT,
    LOOSE_CONSONANTS, /* compare consonants only */
    LOOSE_SYLLABLES,  /* forgive vowels behind consonants, r for l, b for v, h for f */
};

/* How words of this script are to be compared. */
enum loose loose_script(struct span word);

/* 0 to 1; symmetric. */
double loose_likeness(const char *a, const char *b, enum loose how);

#endif
