/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON Lines: one JSON value (RFC 8259) a line, each a document of its own.  The strings that are
 * values (never keys) are segments; with `fields` only those at the given dotted paths, in which
 * arrays do not count ("body.text" is also {"body": [{"text": …}]}).
 */
#include "interchange/doc/doc_reader.h"

#include "text/utf8.h"

enum { DEPTH = 128, PATH = 1024 };

struct jsonl {
    unsigned depth;
    bool object[DEPTH];      /* else an array */
    size_t path_len[DEPTH];  /* of the path at this level, without the member's key */
    char path[PATH];
    size_t path_now;
    enum { WANT_VALUE, WANT_KEY, WANT_COLON, WANT_NEXT, WANT_END } want;
    bool empty;              /* just after [ or {: it may close at once */
};

static enum status bad(struct doc *d, const char *what, struct error *e)
{
    uint64_t column = d->at + 1;

    return error_at(e, ST_SYNTAX, NULL, d->chunk.line, column, _("this line is not JSON: %s"), what);
}

static enum status jsonl_begin(struct doc *d, struct error *e)
{
    struct jsonl *j = d->state;

    (void)e;
    memset(j, 0, sizeof *j);
    d->at = 0;
    d->records++;
    return ST_OK;
}

/* --- strings --- */

static int hex4(struct span s, size_t at)
{
    int v = 0;

    if (at + 4 > s.len)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = s.ptr[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        v = v << 4 | digit;
    }
    return v;
}

/* The escape at `at` (on the backslash): its text into `out`, its end; 0 when it is malformed. */
static size_t read_escape(struct span s, size_t at, char out[4], size_t *len)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    const char *p = at + 1 < s.len ? memchr(names, s.ptr[at + 1], 8) : NULL;
    int unit, low;

    if (p) {
        out[0] = values[p - names];
        *len = 1;
        return at + 2;
    }
    if (at + 1 >= s.len || s.ptr[at + 1] != 'u' || (unit = hex4(s, at + 2)) < 0)
        return 0;
    at += 6;
    if (unit >= 0xD800 && unit < 0xDC00 && at + 1 < s.len && s.ptr[at] == '\\' &&
        s.ptr[at + 1] == 'u' && (low = hex4(s, at + 2)) >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
    } else if (unit >= 0xD800 && unit < 0xE000) {
        unit = 0xFFFD; /* half a pair: shown, and never changed */
    }
    *len = utf8_encode((uint32_t)unit, out);
    return at;
}

/* The string that begins behind the quote at d->at: its pieces when `keep`, else only its end.
 * d->at is moved behind the closing quote. */
static enum status read_string(struct doc *d, bool keep, struct error *e)
{
    struct span s = d->chunk.text;
    size_t from = ++d->at, at = from;

    for (;;) {
        unsigned char c = at < s.len ? (unsigned char)s.ptr[at] : '\n';
        char text[4];
        size_t len, end;

        if (c == '"')
            break;
        if (c < 0x20)
            return bad(d, _("a string is not closed"), e);
        if (c != '\\') {
            at++;
            continue;
        }
        end = read_escape(s, at, text, &len);
        if (!end)
            return bad(d, _("unknown escape in a string"), e);
        if (keep) {
            doc_text(d, from, at);
            doc_escaped(d, at, end, span_of(text, len), DOC_JSON);
        }
        from = at = end;
    }
    if (keep)
        doc_text(d, from, at);
    d->at = at + 1;
    return ST_OK;
}

/* --- structure --- */

static void path_key(struct jsonl *j, struct span key)
{
    size_t at = j->depth ? j->path_len[j->depth - 1] : 0;

    if (at && at + 1 < PATH)
        j->path[at++] = '.';
    if (key.len > PATH - at)
        key.len = PATH - at;
    memcpy(j->path + at, key.ptr, key.len);
    j->path_now = at + key.len;
}

static bool selected(const struct doc *d, const struct jsonl *j)
{
    struct span rest = d->options.fields, field, path = span_of(j->path, j->path_now);

    if (rest.len == 0)
        return true;
    while (span_split(&rest, ',', &field))
        if (span_eq(span_trim(field), path))
            return true;
    return false;
}

static enum status open_container(struct doc *d, struct jsonl *j, bool object, struct error *e)
{
    if (j->depth == DEPTH)
        return bad(d, _("nested too deeply"), e);
    j->object[j->depth] = object;
    j->path_len[j->depth++] = j->path_now;
    j->want = object ? WANT_KEY : WANT_VALUE;
    j->empty = true;
    d->at++;
    return ST_OK;
}

static void end_value(struct jsonl *j)
{
    j->empty = false;
    j->want = j->depth ? WANT_NEXT : WANT_END;
    if (j->depth)
        j->path_now = j->path_len[j->depth - 1];
}

static enum status close_container(struct doc *d, struct jsonl *j, char c, struct error *e)
{
    bool closes = j->depth && c == (j->object[j->depth - 1] ? '}' : ']');

    if (!closes || (j->want != WANT_NEXT && !j->empty))
        return bad(d, _("a bracket out of place"), e);
    j->depth--;
    d->at++;
    end_value(j);
    return ST_OK;
}

/* A number, true, false or null: anything of their characters passes. */
static enum status read_scalar(struct doc *d, struct jsonl *j, struct error *e)
{
    struct span s = d->chunk.text;
    size_t from = d->at;

    while (d->at < s.len && memchr("+-.0123456789Eaeflnrstu", s.ptr[d->at], 23))
        d->at++;
    if (d->at == from)
        return bad(d, _("a value is missing"), e);
    end_value(j);
    return ST_OK;
}

static enum status read_key(struct doc *d, struct jsonl *j, struct error *e)
{
    size_t from = d->at + 1;
    enum status st;

    if (d->chunk.text.ptr[d->at] != '"')
        return bad(d, _("a member needs a name in quotes"), e);
    st = read_string(d, false, e);
    if (st)
        return st;
    path_key(j, span_cut(d->chunk.text, from, d->at - 1));
    j->want = WANT_COLON;
    j->empty = false;
    return ST_OK;
}

/* One token that is no string value. */
static enum status read_token(struct doc *d, struct jsonl *j, char c, struct error *e)
{
    if (c == '}' || c == ']')
        return close_container(d, j, c, e);
    switch (j->want) {
    case WANT_KEY:
        return read_key(d, j, e);
    case WANT_COLON:
        if (c != ':')
            return bad(d, _("a colon is missing"), e);
        j->want = WANT_VALUE;
        break;
    case WANT_NEXT:
        if (c != ',')
            return bad(d, _("a comma is missing"), e);
        j->want = j->object[j->depth - 1] ? WANT_KEY : WANT_VALUE;
        break;
    case WANT_END:
        return bad(d, _("something follows the value"), e);
    case WANT_VALUE:
        if (c == '{' || c == '[')
            return open_container(d, j, c == '{', e);
        return read_scalar(d, j, e);
    }
    d->at++;
    return ST_OK;
}

static int take_string(struct doc *d, struct jsonl *j, struct error *e)
{
    bool keep = selected(d, j);

    if (keep)
        doc_begin(d);
    if (read_string(d, keep, e) != ST_OK)
        return -1;
    if (keep) {
        d->segment.record = d->records;
        d->segment.field = span_of(j->path, j->path_now);
    }
    end_value(j);
    return keep ? doc_finish(d, e) : 0;
}

static int jsonl_next(struct doc *d, struct error *e)
{
    struct jsonl *j = d->state;
    struct span s = d->chunk.text;
    bool blank = d->at == 0 && span_trim(s).len == 0;

    while (d->at < s.len) {
        char c = s.ptr[d->at];

        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0') {
            d->at++;
        } else if (c == '"' && j->want == WANT_VALUE) {
            int got = take_string(d, j, e);

            if (got)
                return got;
        } else if (read_token(d, j, c, e) != ST_OK) {
            return -1;
        }
    }
    if (!blank && j->want != WANT_END && !(j->depth == 0 && j->want == WANT_VALUE && s.len == 0)) {
        (void)bad(d, _("it ends too early"), e);
        return -1;
    }
    return 0;
}

/* --- writing --- */

static void put_json(struct buf *out, struct span text, bool ascii)
{
    for (size_t at = 0; at < text.len;) {
        size_t was = at;
        uint32_t c = utf8_next(text, &at);

        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            buf_adds(out, "\\n");
        else if (c < 0x20)
            buf_printf(out, "\\u%04x", (unsigned)c);
        else if (c >= 0x10000 && c != UTF8_BAD && ascii)
            buf_printf(out, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (c >> 10)),
                       (unsigned)(0xDC00 + (c & 0x3FF)));
        else if (c >= 0x80 && c != UTF8_BAD && ascii)
            buf_printf(out, "\\u%04x", (unsigned)c);
        else
            buf_add(out, span_cut(text, was, at));
    }
}

/* A value that writes its letters as \uXXXX goes on so. */
static void jsonl_put(const struct doc *d, struct span text, struct buf *out)
{
    bool ascii = true, escapes = false;

    for (size_t i = 0; i < d->pieces.len; i++) {
        const struct doc_piece *p = &d->pieces.v[i];

        escapes = escapes || (p->escape == DOC_JSON && p->len > 1);
        ascii = ascii && utf8_is_ascii(span_cut(d->chunk.text, p->from, p->from + p->size));
    }
    put_json(out, text, ascii && escapes);
}

static const char *const json_extensions[] = {"jsonl", "ndjson", NULL};

const struct doc_kind doc_jsonl = {
    .name = "jsonl",
    .extensions = json_extensions,
    .unit = READ_LINE,
    .scope = DOC_SCOPE_RECORD,
    .state_size = sizeof(struct jsonl),
    .begin = jsonl_begin,
    .next = jsonl_next,
    .put = jsonl_put,
};
