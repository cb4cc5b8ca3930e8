/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many people of a dictionary bear a word (names/rarity.h)?  They are counted by the sound of a
 * part of their names, since Boiko, Boyko and Бойко are one name, or by a word as it is spelt in a part
 * of several words; by keys where the word has no sound.  Each is counted once, and among those of
 * one layer (names/compile.h): another layer may know the same people.
 */
#ifndef NAMES_BEARERS_H
#define NAMES_BEARERS_H

#include "names/authority.h"

struct bearers;

/* Returns new; `a` is borrowed. */
enum status bearers_new(struct bearers **b, const struct authority *a, struct error *e) MUST_CHECK;
void bearers_free(struct bearers *b);

/* People in `layer` whose names have `word`, at least 1. */
enum status bearers_count(struct bearers *b, struct span word, unsigned layer, uint32_t *count,
                          struct error *e) MUST_CHECK;

/* Records in `layer`. */
uint32_t bearers_records(struct bearers *b, unsigned layer);

#endif
