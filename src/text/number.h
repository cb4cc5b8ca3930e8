/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers in running text: where they are, what their value is, and how another value is written in
 * the place and the format of one that is there.
 *
 * A number is a token of digits with the marks between them (text/words.h), and
 *
 *   - groups of three digits behind single spaces, ordinary or not to be broken: 1 234 567,5
 *   - the letters of an English ordinal: 21st
 *
 * What the marks mean is a matter of the language: 1,234 is a thousand and more in English and one
 * and a bit in Russian.  Conventions are those of the languages' own grammars and of CLDR.
 */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "base/buf.h"

enum { NUMBER_DIGITS = 40 };

/* Bytes [from, to) of a text. */
struct number_found {
    size_t from, to;
    size_t suffix; /* where letters of an ordinal begin; else `to` */
};

/* The next number at or after *at, which is moved behind it; false when there is none. */
bool number_next(struct span text, size_t *at, struct number_found *found);

/* A number taken apart. */
struct number {
    char whole[NUMBER_DIGITS + 1], fraction[NUMBER_DIGITS + 1]; /* digits */
    struct span group, decimal; /* the marks it was written with; empty: none.  Borrowed */
};

/* Read a numeral without a suffix as text in `lang` (a primary tag) has it.  False for what has no
 * value: versions (1.2.3), other digits than 0 to 9, more than NUMBER_DIGITS. */
bool number_read(struct span numeral, struct span lang, struct number *out);

bool number_same(const struct number *a, const struct number *b);

/* Append `value` with the marks of `pattern`, and where that has none with those of `lang`. */
void number_write(struct buf *out, const struct number *value, const struct number *pattern,
                  struct span lang);

/* What stands behind a number and depends on it: st, nd, rd, th in English; -ші, -шы and endings
 * behind a hyphen in Kazakh.  `rest` is the text behind the digits of the old number; *len of its
 * bytes give way to what is appended to `out` (none and nothing: what follows suits any number).
 * False when it is not known what should stand there. */
bool number_suffix(struct buf *out, const struct number *value, struct span rest,
                   struct span lang, size_t *len);

#endif
