/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tab-separated values as all programs read and write them: one record a line, fields separated by
 * one tab, no quotes.  Inside a field tab, newline, carriage return and backslash are written \t,
 * \n, \r and \\; any other backslash is read as it stands.  NUL and all other bytes pass.
 */
#ifndef INTERCHANGE_TSV_H
#define INTERCHANGE_TSV_H

#include "base/buf.h"

/* Append a field with its escapes, or without them. */
void tsv_add_escaped(struct buf *out, struct span field);
void tsv_add_unescaped(struct buf *out, struct span field);

/* Append a tab and the escaped field: the second and further fields of a row. */
void tsv_add_next(struct buf *out, struct span field);

/* Field number `n` (from 1) of a line without its terminator, escapes not resolved; a NULL `ptr`
 * where the line has fewer. */
struct span tsv_field(struct span line, unsigned n);

/* Cut the next field off `*rest` and resolve its escapes into `out` (emptied first).  False once
 * nothing is left: start with rest = the line; after the last field rest->ptr is NULL. */
bool tsv_next(struct span *rest, struct buf *out);

/* The line without the LF or CRLF at its end. */
struct span tsv_chomp(struct span line);

#endif
