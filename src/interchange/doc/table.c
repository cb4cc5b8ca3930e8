/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables: tab-separated values, a line a record, and comma-separated values (RFC 4180; where the
 * first line has more semicolons than commas, they part the fields).  Every field is a segment,
 * with `fields` only those in columns that the first record calls so or that have that number;
 * every record is a document of its own.
 */
#include "interchange/doc/doc_reader.h"

#include <stdio.h>

enum { COLUMNS = 1024 };

/* Why a column is read: by its name the first record is not. */
enum wanted { WANTED_NOT, WANTED_BY_NUMBER, WANTED_BY_NAME };

struct table {
    char separator;
    bool quoted;             /* the segment stands in quotes */
    size_t column;           /* of the field at d->at, from 0 */
    uint8_t wanted[COLUMNS]; /* enum wanted */
    bool headed;             /* the first record was read */
};

/* A field: its text is from..to, the separator or the line's end is at `end`. */
struct field {
    size_t from, to, end;
    bool quoted;
};

static bool is_csv(const struct doc *d)
{
    return d->kind == &doc_csv;
}

/* The closing quote at or after `at`; the end of the text where there is none. */
static size_t closing_quote(struct span s, size_t at)
{
    for (; at < s.len; at++) {
        if (s.ptr[at] != '"')
            continue;
        if (at + 1 >= s.len || s.ptr[at + 1] != '"')
            return at;
        at++;
    }
    return s.len;
}

static struct field read_field(const struct doc *d, const struct table *t, size_t at)
{
    struct span s = d->chunk.text;
    struct field f = {.from = at, .quoted = is_csv(d) && s.ptr[at] == '"'};

    if (f.quoted) {
        f.to = closing_quote(s, ++f.from);
        at = f.to;
    }
    while (at < s.len && s.ptr[at] != t->separator && s.ptr[at] != '\n')
        at++;
    f.end = at;
    if (!f.quoted)
        f.to = at > f.from && s.ptr[at - 1] == '\r' ? at - 1 : at;
    return f;
}

/* Is the column called so, or has it this number, in the list of fields? */
static enum wanted column_wanted(const struct doc *d, size_t column, struct span name)
{
    struct span rest = d->options.fields, field;
    char number[24];

    snprintf(number, sizeof number, "%zu", column + 1);
    while (span_split(&rest, ',', &field)) {
        if (span_eqs(span_trim(field), number))
            return WANTED_BY_NUMBER;
        if (span_eq(span_trim(field), span_trim(name)))
            return WANTED_BY_NAME;
    }
    return WANTED_NOT;
}

static bool is_wanted(struct doc *d, const struct field *f)
{
    struct table *t = d->state;

    if (d->options.header && !t->headed && d->options.fields.len == 0)
        return false;
    if (d->options.fields.len == 0)
        return true;
    if (t->column >= COLUMNS)
        return false;
    if (!t->headed)
        t->wanted[t->column] = (uint8_t)column_wanted(d, t->column,
                                                      span_cut(d->chunk.text, f->from, f->to));
    return t->wanted[t->column] != WANTED_NOT &&
           (t->headed || (t->wanted[t->column] == WANTED_BY_NUMBER && !d->options.header));
}

static void add_field(struct doc *d, const struct field *f)
{
    struct span s = d->chunk.text;

    for (size_t at = f->from; at < f->to;) {
        const char *p = f->quoted ? memchr(s.ptr + at, '"', f->to - at) : NULL;
        size_t quote = p ? (size_t)(p - s.ptr) : f->to;

        doc_text(d, at, quote);
        if (p)
            doc_escaped(d, quote, quote + 2, span_str("\""), DOC_QUOTE);
        at = quote + (p ? 2 : 0);
    }
}

static void end_record(struct doc *d)
{
    struct table *t = d->state;

    t->column = 0;
    t->headed = true;
    d->records++;
    if (d->options.scope == DOC_SCOPE_RECORD)
        d->fresh = true;
}

static size_t count(struct span s, char c)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len && s.ptr[i] != '\n'; i++)
        n += s.ptr[i] == c;
    return n;
}

static enum status table_begin(struct doc *d, struct error *e)
{
    struct table *t = d->state;

    (void)e;
    if (!t->separator)
        t->separator = !is_csv(d)                                                   ? '\t'
                       : count(d->chunk.text, ';') > count(d->chunk.text, ',') ? ';'
                                                                                    : ',';
    if (d->records == 0)
        d->records = 1;
    return ST_OK;
}

static int table_next(struct doc *d, struct error *e)
{
    struct table *t = d->state;

    while (d->at < d->chunk.text.len) {
        struct field f = read_field(d, t, d->at);
        bool wanted = f.to > f.from && is_wanted(d, &f);
        int got = 0;

        if (wanted) {
            doc_begin(d);
            t->quoted = f.quoted;
            add_field(d, &f);
            d->segment.record = d->records;
            got = doc_finish(d, e);
        }
        d->at = f.end + (f.end < d->chunk.text.len);
        t->column++;
        if (f.end < d->chunk.text.len && d->chunk.text.ptr[f.end] == '\n')
            end_record(d);
        if (got)
            return got;
    }
    return 0;
}

/* Quotes in quotes are doubled; other fields have none. */
static void table_put(const struct doc *d, struct span text, struct buf *out)
{
    const struct table *t = d->state;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' && t->quoted)
            buf_addch(out, '"');
        buf_addch(out, text.ptr[i]);
    }
}

static const char *const csv_extensions[] = {"csv", NULL};
static const char *const tsv_extensions[] = {"tsv", "tab", NULL};

const struct doc_kind doc_csv = {
    .name = "csv",
    .extensions = csv_extensions,
    .unit = READ_WHOLE,
    .scope = DOC_SCOPE_RECORD,
    .state_size = sizeof(struct table),
    .begin = table_begin,
    .next = table_next,
    .put = table_put,
};

const struct doc_kind doc_tsv = {
    .name = "tsv",
    .extensions = tsv_extensions,
    .unit = READ_LINE,
    .scope = DOC_SCOPE_RECORD,
    .state_size = sizeof(struct table),
    .begin = table_begin,
    .next = table_next,
    .put = table_put,
};
