/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside of the module: what the words of the Kazakh dictionary look like, letter by letter.  A
 * word that the dictionary lacks is judged by how likely its letters follow one another there: each
 * letter after the four before it, and the less that is known of those, after fewer.
 *
 * All runs of five letters of the dictionary stand in one sorted array; how often a shorter run
 * occurs is the length of the range that begins with it.
 */
#ifndef TRANSLIT_SHAPES_H
#define TRANSLIT_SHAPES_H

#include "text/spell.h"
#include "translit/readings.h"

struct shapes;

/* Returns new: from all words of the dictionary. */
enum status shapes_open(struct shapes **s, struct spell *spell, struct error *e) MUST_CHECK;
void shapes_free(struct shapes *s);

/* Natural logarithm of the likelihood of the letters of a word (in small letters) from `from` on,
 * and that it ends there. */
double shapes_score(struct shapes *s, const struct letters *word, size_t from);

#endif
