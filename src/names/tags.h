/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Language tags of fields and styles: text/langtag.h on spans.  A script is never crossed: "kk",
 * which is written in Cyrillic, does not fit "kk-Latn".
 */
#ifndef NAMES_TAGS_H
#define NAMES_TAGS_H

#include "base/span.h"

/* How well a tag fits a wanted one: 0 not at all, 1 another region, 2 one of them names no region,
 * 3 the same region or both without. */
unsigned tag_fit(struct span tag, struct span wanted);

/* Is it a language tag? */
bool tag_valid(struct span tag);

/* The language alone: "az" of "az-Latn" or "az_Latn". */
struct span tag_primary(struct span tag);

#endif
