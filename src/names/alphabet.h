/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The letters of a word in the alphabet of its script, as spellings are compared letter by letter
 * (names/channel.h): folded, without marks that only some writers set.
 *
 *   - Latin and Cyrillic letters with their diacritics; щ is шч
 *   - Greek, Armenian and Georgian are spelt in Latin letters
 *   - Arabic: one alef, kaf, yeh and heh, no short vowels; Hebrew: no final forms, geresh is '
 *   - Chinese characters are spelt in pinyin without tones, in an alphabet of its own
 *   - kana are katakana without the long vowel mark; Hangul is taken apart into jamo
 */
#ifndef NAMES_ALPHABET_H
#define NAMES_ALPHABET_H

#include "base/span.h"

enum alphabet {
    ALPHABET_LATIN,
    ALPHABET_CYRILLIC,
    ALPHABET_ARABIC,
    ALPHABET_HEBREW,
    ALPHABET_PINYIN,
    ALPHABET_KANA,
    ALPHABET_HANGUL,
    ALPHABETS
};

enum { ALPHABET_LETTERS = 32 /* letters of a word that are kept */ };

/* "latin", "cyrillic" ... as the files of correspondences are named. */
const char *alphabet_name(enum alphabet a);

/* The letters of a word into `out`, at most ALPHABET_LETTERS; returns their number, 0 where there
 * are none.  A word in several scripts is of the first one's alphabet; Latin letters that look like
 * Cyrillic ones count as such in a Cyrillic word, others are passed over. */
size_t alphabet_read(struct span word, enum alphabet *of, uint32_t *out);

/* A word of any alphabet spelt in Latin letters, roughly. */
size_t alphabet_romanize(struct span word, uint32_t *out);

/* One or two plain Latin letters for a Latin letter with diacritics (š is sh), the letter itself
 * for others; returns how many. */
size_t alphabet_plain(uint32_t letter, uint32_t out[2]);

/* The pinyin of a Chinese character without tone, ü as v; NULL for other characters. */
const char *alphabet_pinyin(uint32_t c);

#endif
