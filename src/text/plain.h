/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of running text that are language: runs of letters outside addresses, placeholders,
 * tags and code (text/spans.h), not between braces, and not parts of identifiers, paths and options
 * (snake_case, a.b, a;b, --file, left-symbolic, mp3), which are nobody's language.
 */
#ifndef TEXT_PLAIN_H
#define TEXT_PLAIN_H

#include "text/spans.h"

enum { PLAIN_SKIPPED = SPANS_URL | SPANS_EMAIL | SPANS_HASHTAG | SPANS_PLACEHOLDER | SPANS_MARKUP |
                       SPANS_CODE };

struct plain {
    struct span text;
    size_t at;               /* words begin here or later */
    size_t scanned;          /* up to here spans were looked for */
    struct spans_found skip; /* the next that is left out; from == text.len: none */
    size_t skipped;          /* where the last one ended */
    size_t braced, depth;    /* up to here braces were counted, and how many are open there */
};

struct plain plain_begin(struct span text);

/* The next word; false at the end.  An apostrophe between letters ends a word. */
bool plain_next(struct plain *p, struct span *word);

/* How many words a text has, as they are counted for an offer: words and numbers of text/words.h (a
 * hyphen separates; each character of Chinese and Japanese is one), an address is one; tags,
 * placeholders and punctuation are none. */
size_t text_words(struct span text);

#endif
