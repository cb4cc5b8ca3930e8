/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The segmentation rules of a language from the installed data, for the programs that segment.
 */
#ifndef TOOLS_SEGRULES_H
#define TOOLS_SEGRULES_H

#include "segment/segment.h"

/* Fill `rules` (initialised) for a BCP 47 tag from "segment-LANG.txt", LANG being its first part.
 * A language without a file keeps empty rules; *found, if given, tells. */
enum status segrules_load(struct seg_rules *rules, const char *lang, bool *found, struct error *e)
    MUST_CHECK;

#endif
