/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The signs that segmentation looks at: terminators, closing and opening marks, quotations,
 * list markers.  Positions are bytes of the paragraph.
 */
#ifndef SEGMENT_MARKS_H
#define SEGMENT_MARKS_H

#include "base/span.h"
#include "base/vec.h"

struct range {
    size_t start, end;
};

struct range_vec {
    VEC_OF(struct range)
};

/* Code points a quotation or a bracket may hold and still be kept in one segment. */
enum { MARKS_QUOTE_MAX = 250 };

/* Position of the next byte at or after `at` that the table has; the length where there is none. */
static inline size_t mark_skip(struct span text, size_t at, const bool table[256])
{
    while (at < text.len && !table[(unsigned char)text.ptr[at]])
        at++;
    return at;
}

bool mark_is_terminator(uint32_t c); /* . ! ? … and their full-width forms */
bool mark_is_closing(uint32_t c);    /* closing quotation marks and brackets */
bool mark_is_opening(uint32_t c);    /* opening ones, dashes and bullets */

/* Append the ranges between matching quotation marks and brackets (marks left out) that are at
 * most MARKS_QUOTE_MAX long, merged, in order.  False when memory runs out. */
bool mark_quotes(struct span text, struct range_vec *out) MUST_CHECK;

enum list_style { LIST_NONE, LIST_PAREN, LIST_STOP, LIST_STOP_PAREN };

/* A list marker: "1)", "(1)", "1.", "1.)", the same with one small letter, after an optional
 * bullet. */
struct list_marker {
    enum list_style style;
    bool letter;
    uint32_t value; /* the number, or the letter */
    size_t end;     /* behind the marker, before the space */
};

/* The marker at byte `at`; style LIST_NONE where there is none. */
struct list_marker mark_list(struct span text, size_t at);

#endif
