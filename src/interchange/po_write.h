/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing PO catalogues (GNU gettext). */
#ifndef INTERCHANGE_PO_WRITE_H
#define INTERCHANGE_PO_WRITE_H

#include "base/buf.h"

/* Append a text as quoted strings: one, or, as gettext writes a text of several lines, an empty one
 * and one a line.  `line_break` is "\n" or "\r\n". */
void po_add_strings(struct buf *out, struct span text, const char *line_break);

/* The entry that begins a catalogue.  `plural` is the value of Plural-Forms, empty for none. */
void po_add_header(struct buf *out, struct span target_lang, struct span plural);

struct po_entry {
    struct span context;  /* NULL ptr: none */
    struct span id;
    struct span plural;   /* NULL ptr: none */
    const struct span *strings; /* one; with a plural as many as there are forms */
    size_t count;
};

void po_add_entry(struct buf *out, const struct po_entry *entry);

#endif
