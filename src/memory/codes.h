/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do a text and its translation hold the same codes: tags by name, placeholders as they are written
 * (%1$s counts as %s)?  Their order does not matter.  Character references are text, and a word
 * between angle brackets that has neither an attribute nor an end tag stands for something
 * (<file>) and may be translated.
 */
#ifndef MEMORY_CODES_H
#define MEMORY_CODES_H

#include "base/error.h"
#include "memory/tu.h"

/* The first code on each side that the other lacks, as it is written; empty where there is none.
 * Borrowed from the texts. */
struct codes_left {
    struct span source, target;
};

/* *differ is set when the codes of plain texts differ. */
enum status codes_compare(struct span source, struct span target, struct codes_left *left,
                          bool *differ, struct error *e) MUST_CHECK;

/* The same for the inline elements of TMX (interchange/tmx.h) in the markup of two variants: are
 * there as many of each kind, and has each <bpt> its <ept>? */
bool codes_markup_differ(struct span source, struct span target, struct codes_left *left);

#endif
