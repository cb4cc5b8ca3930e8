/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Regular expressions in the syntax of ICU, for files that a user brings with such expressions in
 * them (SRX).  They live in libicui18n, which is loaded when the first one is opened, so that
 * programs that never ask do not pay for it at their start.  The text is UTF-16, as ICU wants it,
 * and remembers its places in the caller's UTF-8.
 *
 * An expression is foreign input: its length is bounded, and so are the steps and the stack of each
 * search (ST_LIMIT), in units of ICU and not of time, so that the answer is the same everywhere.
 */
#ifndef TEXT_REGEX_H
#define TEXT_REGEX_H

#include "base/error.h"
#include "base/span.h"
#include "base/vec.h"

enum { REGEX_MAX_PATTERN = 64 * 1024 }; /* bytes */

struct regex_text {
    VEC(uint16_t) units;  /* bytes that are not UTF-8 are U+FFFD; a 0 after the last */
    VEC(uint32_t) places; /* byte of each unit, the 0 included */
};

#define REGEX_TEXT_INIT {VEC_INIT, VEC_INIT}

/* Convert a text of less than 1 GiB. */
enum status regex_text_set(struct regex_text *t, struct span utf8, struct error *e) MUST_CHECK;
void regex_text_free(struct regex_text *t);

/* Units of the text. */
static inline size_t regex_text_len(const struct regex_text *t)
{
    return t->units.len ? t->units.len - 1 : 0;
}

struct regex;

/* Returns new in *out.  ST_SYNTAX where ICU refuses the pattern (with its name of what is wrong and
 * the character), ST_UNSUPPORTED where libicui18n is not installed. */
enum status regex_open(struct regex **out, struct span pattern, bool fold_case, struct error *e)
    MUST_CHECK;

/* Search in a text, which stays borrowed until the next call. */
enum status regex_use(struct regex *r, const struct regex_text *t, struct error *e) MUST_CHECK;

struct regex_match {
    size_t start, end; /* units of the text */
};

/* The first match in units from..to, or with `here` one that begins at `from`; *found tells.  What
 * is outside is seen by look-ahead, look-behind, \b, ^ and $. */
enum status regex_find(struct regex *r, size_t from, size_t to, bool here, bool *found,
                       struct regex_match *m, struct error *e) MUST_CHECK;

/* Does the whole of a text match? */
enum status regex_matches(struct regex *r, bool *matches, struct error *e) MUST_CHECK;

void regex_close(struct regex *r);

#endif
