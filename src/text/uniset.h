/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets of code points and strings written as UnicodeSet patterns, "[[:Lu:]-[АЕ]{дж}]" (UTS #35
 * part 1, Unicode Sets), and full case mappings.  Both ask ICU: they are for compiling rules, not
 * for running them.
 */
#ifndef TEXT_UNISET_H
#define TEXT_UNISET_H

#include "base/vec.h"
#include "text/utf8.h"

struct uniset_range {
    uint32_t first, last; /* both included */
};

struct uniset {
    VEC(struct uniset_range) ranges; /* sorted, apart */
    VEC(struct buf) strings;         /* of more than one code point, in UTF-8 */
    struct buf pattern;              /* a pattern of the same set without variables, in UTF-8 */
    bool edge; /* has U+FFFF, which stands for the edge of the text: `$` in a pattern, or a
                  complement that does not exclude it */
};

/* Parse a pattern (white space in it is ignored).  Returns new, to be freed with uniset_free also
 * on failure: ST_SYNTAX for a malformed pattern. */
enum status uniset_parse(struct uniset *set, struct span pattern, struct error *e) MUST_CHECK;
void uniset_free(struct uniset *set);

enum case_kind { CASE_LOWER, CASE_UPPER, CASE_TITLE };

/* Append the full, language-neutral case mapping of one code point standing alone ("ß" is "SS" in
 * upper case); the code point itself where there is none. */
void case_add_full(struct buf *out, uint32_t c, enum case_kind kind);

#endif
