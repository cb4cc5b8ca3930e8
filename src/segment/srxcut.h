/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules that an SRX file has for a language, at work.  At each place of a text the first rule
 * that matches there, beforebreak what ends at the place and afterbreak what begins at it, decides
 * whether there is a break; where none matches there is none.
 */
#ifndef SEGMENT_SRXCUT_H
#define SEGMENT_SRXCUT_H

#include "interchange/srx.h"

struct srxcut;

/* Returns new in *out the rules for a BCP 47 language; the maps' patterns must match the whole tag,
 * in any case of letters.  `s` is borrowed until srxcut_close().  ST_NOTFOUND where no map matches,
 * ST_SYNTAX with the line of an expression that ICU refuses. */
enum status srxcut_open(struct srxcut **out, const struct srx *s, const char *lang,
                        struct error *e) MUST_CHECK;

/* Decide all places of a text.  ST_LIMIT with the line of a rule that takes too long. */
enum status srxcut_text(struct srxcut *c, struct span text, struct error *e) MUST_CHECK;

struct srxcut_place {
    size_t at;        /* byte of the text, inside it */
    bool breaks;
    const char *rule; /* the rule's name, or "icu"; borrowed from the file */
};

/* The next place that is decided, in the order of the text: by a rule, or by ICU where the file
 * keeps its boundaries and no rule decides a place from the end of the sentence to behind the white
 * space that follows.  False at the end. */
bool srxcut_next(struct srxcut *c, struct srxcut_place *out);

void srxcut_close(struct srxcut *c);

#endif
