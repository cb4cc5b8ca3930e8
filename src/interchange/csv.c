/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/csv.h"

enum state { FIELD_START, PLAIN, QUOTED, QUOTE_SEEN };

struct scan {
    struct csv_reader *r;
    enum state state;
    bool ok; /* false: text after a closing quote */
};

static bool end_field(struct csv_reader *r)
{
    bool ok = vec_push(&r->ends, r->record.len);

    buf_addch(&r->record, '\0');
    return ok && !r->record.failed;
}

/* Take one byte that is no line end of the record. */
static bool take(struct scan *s, char c)
{
    struct csv_reader *r = s->r;

    if (s->state == QUOTED) {
        if (c == '"')
            s->state = QUOTE_SEEN;
        else
            buf_addch(&r->record, c);
        return true;
    }
    if (c == r->separator) {
        s->state = FIELD_START;
        return end_field(r);
    }
    if (c == '"' && s->state == FIELD_START) {
        s->state = QUOTED;
        return true;
    }
    if (c == '"' && s->state == QUOTE_SEEN) {
        s->state = QUOTED;
    } else if (s->state == QUOTE_SEEN) {
        s->ok = false;
        return true;
    } else {
        s->state = PLAIN;
    }
    buf_addch(&r->record, c);
    return !r->record.failed;
}

static bool take_line(struct scan *s, struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        bool eol = text.ptr[i] == '\n' || (text.ptr[i] == '\r' && i + 1 < text.len &&
                                           text.ptr[i + 1] == '\n');
        if (eol && s->state != QUOTED)
            continue;
        if (!take(s, text.ptr[i]))
            return false;
    }
    return true;
}

static int fail(struct csv_reader *r, enum status code, const char *message, struct error *e)
{
    error_at(e, code, r->in->name, r->line, 0, "%s", message);
    return -1;
}

int csv_next(struct csv_reader *r, struct error *e)
{
    struct scan s = {r, FIELD_START, true};
    struct read_chunk chunk = {.more = false};
    bool any = false;
    int got;

    buf_reset(&r->record);
    vec_clear(&r->ends);
    do {
        got = reader_next(r->in, READ_LINE, &chunk, e);
        if (got < 0)
            return -1;
        if (!any)
            r->line = chunk.line;
        if (got && !take_line(&s, chunk.text))
            return error_nomem(e), -1;
        if (r->record.len > (r->limit ? r->limit : CSV_MAX_RECORD))
            return fail(r, ST_LIMIT, _("a record is longer than the limit: is a quote missing?"), e);
        any |= got > 0;
    } while (got && (chunk.more || s.state == QUOTED));
    if (!any)
        return 0;
    if (s.state == QUOTED)
        return fail(r, ST_SYNTAX, _("a quoted field is never closed: add the missing \""), e);
    if (!s.ok)
        return fail(r, ST_SYNTAX,
                    _("text after a closing quote: write quotes inside a field twice"), e);
    if (!end_field(r))
        return error_nomem(e), -1;
    return 1;
}

size_t csv_count(const struct csv_reader *r)
{
    return r->ends.len;
}

struct span csv_field(const struct csv_reader *r, size_t i)
{
    size_t from = i ? (i <= r->ends.len ? r->ends.v[i - 1] + 1 : 0) : 0;

    if (i >= r->ends.len)
        return span_of("", 0);
    return span_cut(buf_span(&r->record), from, r->ends.v[i]);
}

void csv_free(struct csv_reader *r)
{
    buf_free(&r->record);
    vec_free(&r->ends);
}

void csv_add_quoted(struct buf *out, struct span field)
{
    buf_addch(out, '"');
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] == '"')
            buf_addch(out, '"');
        buf_addch(out, field.ptr[i]);
    }
    buf_addch(out, '"');
}

void csv_add(struct buf *out, struct span field)
{
    for (size_t i = 0; i < field.len; i++) {
        if (memchr("\",\r\n", field.ptr[i], 4)) {
            csv_add_quoted(out, field);
            return;
        }
    }
    buf_add(out, field);
}
