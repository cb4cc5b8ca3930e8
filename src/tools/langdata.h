/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small data files that there is one of for each language, "KIND-LANG.txt" among the installed
 * dictionaries: rules of segmentation, function words.
 */
#ifndef TOOLS_LANGDATA_H
#define TOOLS_LANGDATA_H

#include "base/map.h"
#include "segment/rules.h"

/* Fill `rules` (initialised) from "segment-LANG.txt"; *found, if given, tells whether there is one. */
enum status langdata_segment_rules(struct seg_rules *rules, const char *lang, bool *found,
                                   struct error *e) MUST_CHECK;

/* Fill `words` (initialised) with the folded function words of "phrases-LANG.txt"; the value of one that
 * may begin or end a phrase is 1. */
enum status langdata_function_words(struct map *words, const char *lang, struct error *e)
    MUST_CHECK;

#endif
