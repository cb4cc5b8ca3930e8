/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of running text that are not language: addresses, placeholders, tags.  Programs leave them
 * alone.  Recognition is by a hand-written scanner in one pass, without a dictionary:
 *
 *   URL          scheme://…, mailto:… and the like, www.…, and bare domains under common endings
 *                (egov.kz/path); punctuation that ends a sentence is not part of it
 *   e-mail       local@domain.tld (RFC 5321 dot-atoms; letters of any script)
 *   hashtag      #word and @mention
 *   placeholder  %s %1$d %(name)s %1, {0} {name} {{name}} ${name} $name, %NAME%
 *   markup       <tag …>, </tag>, <!-- … -->, &amp; &#1234;
 *   code         `…` and ``` … ```, not behind a letter
 *   latin        words of Latin letters (with the digits, hyphens and apostrophes inside them)
 *
 * A kind that is only named here: mixed, garbled words of Latin and Cyrillic letters, which
 * mixed_next_garbled() finds, as it needs to know the script of the text.
 */
#ifndef TEXT_SPANS_H
#define TEXT_SPANS_H

#include "text/utf8.h"

enum spans_kind {
    SPANS_URL = 1 << 0,
    SPANS_EMAIL = 1 << 1,
    SPANS_HASHTAG = 1 << 2,
    SPANS_PLACEHOLDER = 1 << 3,
    SPANS_MARKUP = 1 << 4,
    SPANS_CODE = 1 << 5,
    SPANS_LATIN = 1 << 6,
    SPANS_MIXED = 1 << 7,
};

/* Bytes [from, to) of the text and what they are. */
struct spans_found {
    size_t from, to;
    enum spans_kind kind;
};

/* The next part of one of the `kinds` (a sum of them) that begins at or after byte *at, which is
 * moved behind it.  False (and *at = text.len) when there is none.  Parts never overlap; where two
 * kinds could begin at one place, the first in the order above wins. */
bool spans_next(struct span text, size_t *at, unsigned kinds, struct spans_found *found);

/* Kinds from a list of names as users write it, "url,email,placeholder"; an empty list is none.
 * False when a name is unknown: *bad is then that name. */
bool spans_parse(struct span list, unsigned *kinds, struct span *bad);

#endif
