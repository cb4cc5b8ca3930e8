/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A rough key by which words that look or sound alike in Latin and Cyrillic letters meet:
 * "министр" and "minister", "Қазақстан" and "Kazakhstan", "Kommission" and "commission".  It is
 * made for guessing that two words belong together before anything else is known, not for names
 * in general (names/sound.h).
 */
#ifndef ALIGN_COGNATE_H
#define ALIGN_COGNATE_H

#include "base/buf.h"

/* Bytes of a key that count: the beginning of the word. */
enum { COGNATE_KEY = 5 };

/* Append the key of a folded word to `out`: at most COGNATE_KEY small ASCII letters; nothing for a
 * word of fewer than four sounds or of another script.  False when memory runs out. */
bool cognate_key(struct span word, struct buf *out) MUST_CHECK;

#endif
