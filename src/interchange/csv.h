/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Comma-separated values (RFC 4180), read record by record and written field by field.  Fields may
 * be quoted with ", a quote in a quoted field is doubled, and a quoted field may go over several
 * lines.
 */
#ifndef INTERCHANGE_CSV_H
#define INTERCHANGE_CSV_H

#include "base/reader.h"
#include "base/vec.h"

enum { CSV_MAX_RECORD = 16 * 1024 * 1024 };

struct csv_reader {
    struct reader *in;     /* borrowed; errors name it */
    char separator;        /* ',' or ';' or any other byte */
    size_t limit;          /* bytes of a record; 0: CSV_MAX_RECORD */
    struct buf record;     /* the fields, unquoted, each with a NUL behind it */
    VEC(size_t) ends;      /* where each field ends in `record` */
    uint64_t line;         /* on which the record began */
};

/* The next record: 1, 0 at the end, -1 on failure (a quote that is never closed, text after a
 * closing quote: ST_SYNTAX with the line; a record over the limit: ST_LIMIT). */
int csv_next(struct csv_reader *r, struct error *e) MUST_CHECK;

size_t csv_count(const struct csv_reader *r);

/* Field `i` (from 0), empty where there is none; borrowed until the next call of csv_next. */
struct span csv_field(const struct csv_reader *r, size_t i);

/* Append a field: quoted where it must be, or always. */
void csv_add(struct buf *out, struct span field);
void csv_add_quoted(struct buf *out, struct span field);

void csv_free(struct csv_reader *r);

#endif
