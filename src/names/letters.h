/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What single letters sound like, script by script; the ground of sound keys.  Code points are
 * folded ones (lower case).  Private to sound.c.
 */
#ifndef NAMES_LETTERS_H
#define NAMES_LETTERS_H

#include "base/compat.h"

/* A Latin letter as one or two plain letters, or a capital where its diacritic tells the sound (ş
 * is "S", ž is "Z", č is "C"); NULL for other characters.  Borrowed for good. */
const char *letter_latin(uint32_t c);

/* The sounds of a Cyrillic, Greek, Armenian, Georgian, Arabic, Hebrew or Japanese letter, "" for a
 * silent sign; NULL for other characters. */
const char *letter_sound(uint32_t c);

/* The three parts of a syllable of Hangul (Unicode 3.12, arithmetic decomposition); false for other
 * characters. */
bool letter_hangul(uint32_t c, const char *out[3]);

/* The sounds of two letters that are written for one (Greek μπ, ου; Armenian ու); NULL for others. */
const char *letter_pair(uint32_t c, uint32_t next);

/* Combining marks, apostrophes and the like, which may stand inside a word without parting it. */
bool letter_is_mark(uint32_t c);

#endif
