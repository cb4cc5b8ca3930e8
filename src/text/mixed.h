/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that mix Latin and Cyrillic letters.  Some were typed on the wrong keyboard or made to
 * deceive: their letters of the other script look like those of the word's own (Казaк with a Latin
 * a, i for і, ə for ә).  Others are put together of both, a Latin name with a Kazakh ending
 * (Windowsта, EXPOда).
 */
#ifndef TEXT_MIXED_H
#define TEXT_MIXED_H

#include "base/buf.h"
#include "text/norm.h"

/* Has the word letters of both scripts? */
bool mixed_is(struct span word);

/* Is a word of a text in `script` (SCRIPT_LATIN or SCRIPT_CYRILLIC) garbled: of both scripts, and
 * not put together of one part in each?  It is where all letters of the other script look like some
 * of `script`, unless they are a beginning in capitals before small letters, and where the scripts
 * change more than once. */
bool mixed_is_garbled(struct span word, enum script script);

/* The next garbled word (letters and marks) at or after *at, which is moved behind it; false at the
 * end.  Fast where letters of the two scripts rarely stand side by side; Latin letters of three
 * bytes (of Vietnamese and the like) are not looked for. */
bool mixed_next_garbled(struct span text, enum script script, size_t *at, struct span *word);

/* Append the word with its letters of the other script replaced by those of `script` that look like
 * them; false, and part of it appended, where one looks like none. */
bool mixed_repair(struct span word, enum script script, struct buf *out);

#endif
