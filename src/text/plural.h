/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers and the words that they count: 3 письма, but 12 писем; 1 letter, but 3 letters.  Which
 * numbers take the same form is a matter of the language, and ICU knows it from CLDR's rules for
 * cardinals (Unicode Technical Standard #35, part 3).
 */
#ifndef TEXT_PLURAL_H
#define TEXT_PLURAL_H

#include "base/span.h"

/* Do the numbers, digits with a point before a fraction, ask for the same form of a word in `lang`
 * (a primary tag)?  Also true where words do not change with the number, as in Turkic languages,
 * and where it is not known. */
bool plural_same(struct span lang, const char *a, const char *b);

#endif
