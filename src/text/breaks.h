/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Boundaries of sentences and words by the rules of UAX #29, as ICU has them with the tailorings
 * of CLDR for a language.  Sentences of text in the alphabets of Europe are found by
 * text/sentences.h, with the same result; ICU's iterator is opened by the first text that needs it.
 * It reads UTF-8 as it is, so that all positions are bytes of the caller's text.  Bytes that are
 * not UTF-8 are a replacement character each and never fail.
 */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include "base/error.h"
#include "base/span.h"

enum break_kind { BREAK_SENTENCE, BREAK_WORD };

struct breaks;

/* Returns new in *out.  `lang` is a BCP 47 tag, NULL or unknown: the root rules. */
enum status breaks_open(struct breaks **out, enum break_kind kind, const char *lang,
                        struct error *e) MUST_CHECK;

/* Begin a text, borrowed until the next breaks_text or breaks_close.  ST_LIMIT above 1 GiB. */
enum status breaks_text(struct breaks *b, struct span text, struct error *e) MUST_CHECK;

/* The next boundary: bytes from the start, > 0, the last one is the length.  False at the end. */
bool breaks_next(struct breaks *b, size_t *at);

/* For words: does the piece that ended at the last boundary hold letters, numbers, kana or
 * ideographs (and not only space or punctuation)? */
bool breaks_is_word(const struct breaks *b);

void breaks_close(struct breaks *b);

#endif
