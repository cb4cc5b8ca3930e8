/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Given names that are one name in several languages, or that are pronounced otherwise than they
 * are written (James, Джеймс), so that their sounds do not tell; and names that are a letter apart and
 * two (Serik, Berik).  A short list of the commonest;
 * what derives regularly is not in it: dictionaries/sounds/given.txt.
 */
#ifndef NAMES_GIVEN_H
#define NAMES_GIVEN_H

#include "base/span.h"

/* Number of the group that a name belongs to, 0 for none.  `key` is folded (lower case, NFC). */
unsigned given_group(struct span key);

/* Group of a name that begins with `stem`, of four letters at least, and has one or two more at
 * most: Никола of Николаевич. */
unsigned given_group_of_stem(struct span stem);

#endif
