/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a text in the language that it is said to be in?  The script of its words tells; in Cyrillic
 * what detect.h sees, in Latin letters the small words that every sentence has.  Words that could
 * be names, code or quoted do not count, and short or doubtful text is let pass: who is told here
 * that a text is in another language can rely on it.
 */
#ifndef TRANSLIT_TONGUE_H
#define TRANSLIT_TONGUE_H

#include "base/error.h"
#include "text/langtag.h"

struct tongue;

/* Returns new. */
enum status tongue_open(struct tongue **t, struct error *e) MUST_CHECK;
void tongue_free(struct tongue *t);

/* NULL when the text may well be in that language; else the name of its language ("ru") or, where
 * only that can be told, of its script ("Latn").  Static. */
const char *tongue_other(struct tongue *t, struct span text, const struct lang_tag *lang);

#endif
