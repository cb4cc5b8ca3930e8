/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to chain.c: the parts of a text that no system may touch.  These are spans (text/spans.h)
 * of the kinds that are skipped; words the user lists; garbled words (text/mixed.h); and in text in
 * Latin letters that is read back, words and numerals that cannot be the language's.
 */
#ifndef TOOLS_CHAIN_KEEP_H
#define TOOLS_CHAIN_KEEP_H

#include "tools/chain.h"

/* The kinds of spans (text/spans.h) to skip: those the user gave, else by the route's script. */
unsigned chain_kinds_to_skip(const struct chain *c, const struct chain_route *route);

/* Set c->keep to the parts of `text` to be left alone, in their order. */
enum status chain_find_kept(struct chain *c, const struct chain_route *route, struct span text,
                            struct error *e) MUST_CHECK;

#endif
