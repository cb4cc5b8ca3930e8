/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text cut into tokens: words, numbers, and single punctuation or symbol characters; white space
 * separates and is left out.  Word boundaries are those of UAX #29 with CLDR's tailoring that a
 * colon does not join ("12:30" is three tokens), and with the narrow no-break space a space.
 * Letters, marks and digits stay together with apostrophes, full stops and middle dots between
 * letters (can't, l’été, U.S.A), with commas and full stops between digits (1,000.5), and with
 * underscores.  A hyphen separates.
 *
 * Scripts written without spaces are not looked up in a dictionary: each Han or Hiragana character
 * and each syllable of Thai, Lao, Khmer and Burmese is a token, a run of Katakana is one.  A symbol
 * takes its combining marks along; a flag and an emoji sequence are one token each.  A byte that is
 * not UTF-8 is a token of one byte.
 *
 * Only tables of this module and utf8proc's are consulted, so that cutting is fast (tens of MB/s)
 * and a program needs no ICU for it.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/span.h"

enum word_kind {
    WORD_LETTERS, /* holds a letter (also "a1", "4th"), or one ideograph */
    WORD_NUMBER,  /* digits, perhaps with , . and the like between them */
    WORD_SYMBOL,  /* one character of punctuation or any other sign */
};

struct word {
    struct span text; /* points into the text that was cut */
    enum word_kind kind;
};

/* The next token at or after *at, which is moved behind it; false when none is left. */
bool word_next(struct span s, size_t *at, struct word *out);

/* How many tokens there are. */
size_t word_count(struct span s);

/* Another kind of word: the next run of letters and marks of any script, without digits and signs,
 * at or after *at, which is moved behind it; false at the end. */
bool word_next_letters(struct span text, size_t *at, struct span *word);

#endif
