/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The type-independent part of documents edited in place: splicing, positions, comments. */
#include "interchange/doc/doc_reader.h"

#include "text/utf8.h"

static const struct doc_kind *const kinds[DOC_TYPES] = {
    [DOC_PLAIN] = &doc_plain,
    [DOC_MARKDOWN] = &doc_markdown,
    [DOC_HTML] = &doc_html,
    [DOC_XML] = &doc_xml,
    [DOC_SRT] = &doc_srt,
    [DOC_PO] = &doc_po,
    [DOC_XLIFF] = &doc_xliff,
    [DOC_DOCX] = &doc_docx,
    [DOC_ODT] = &doc_odt,
    [DOC_JSONL] = &doc_jsonl,
    [DOC_TSV] = &doc_tsv,
    [DOC_CSV] = &doc_csv,
};

enum doc_type doc_type_named(struct span name)
{
    for (int t = DOC_PLAIN; t < DOC_TYPES; t++)
        if (span_eqs(name, kinds[t]->name))
            return (enum doc_type)t;
    return DOC_AUTO;
}

static bool has_extension(struct span name, const char *ext)
{
    size_t n = strlen(ext);

    return name.len > n + 1 && name.ptr[name.len - n - 1] == '.' &&
           strncasecmp(name.ptr + name.len - n, ext, n) == 0;
}

enum doc_type doc_type_of(struct span filename)
{
    for (int t = DOC_PLAIN; t < DOC_TYPES; t++)
        for (const char *const *x = kinds[t]->extensions; *x; x++)
            if (has_extension(filename, *x))
                return (enum doc_type)t;
    return DOC_AUTO;
}

enum status doc_open(struct doc **out, const struct doc_options *options, struct buf *buf,
                     struct error *e)
{
    struct doc *d = calloc(1, sizeof *d);

    *out = NULL;
    if (!d)
        return error_nomem(e);
    d->kind = options->type == DOC_AUTO ? &doc_plain : kinds[options->type];
    d->options = *options;
    d->out = buf;
    d->fresh = true;
    d->state = d->kind->state_size ? calloc(1, d->kind->state_size) : NULL;
    if (d->kind->state_size && !d->state) {
        doc_close(d);
        return error_nomem(e);
    }
    if (d->options.scope == DOC_SCOPE_AUTO)
        d->options.scope = options->line_buffered ? DOC_SCOPE_LINE
                           : options->nul         ? DOC_SCOPE_RECORD
                                                  : d->kind->scope;
    *out = d;
    return ST_OK;
}

void doc_close(struct doc *d)
{
    if (!d)
        return;
    if (d->state && d->kind->close)
        d->kind->close(d);
    buf_free(&d->text);
    buf_free(&d->new_text);
    vec_free(&d->edits);
    vec_free(&d->pieces);
    vec_free(&d->ignores);
    free(d->state);
    free(d);
}

bool doc_is_package(enum doc_type type)
{
    return type != DOC_AUTO && kinds[type]->turn != NULL;
}

enum read_unit doc_unit(const struct doc *d)
{
    if (d->kind->turn)
        return READ_WHOLE;
    if (d->options.nul)
        return READ_RECORD;
    if (d->options.line_buffered || d->options.scope == DOC_SCOPE_LINE)
        return READ_LINE;
    return d->kind->unit;
}

/* --- comments that switch us off --- */

static size_t line_end(struct span s, size_t at)
{
    const char *nl = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;

    return nl ? (size_t)(nl - s.ptr) + 1 : s.len;
}

static size_t line_begin(struct span s, size_t at)
{
    while (at > 0 && s.ptr[at - 1] != '\n')
        at--;
    return at;
}

/* Is there nothing but a comment's own signs around the words at `from`..`to`? */
static bool stands_alone(struct span s, size_t line, size_t from, size_t to, size_t end)
{
    for (size_t i = line; i < end; i++) {
        if (i == from)
            i = to;
        if (i < end && !memchr(" \t\r\n<!->/*#%;{}", s.ptr[i], 15))
            return false;
    }
    return true;
}

static bool add_ignore(struct doc *d, size_t from, size_t to)
{
    struct doc_ignore range = {from, to};

    return from >= to || vec_push(&d->ignores, range);
}

/* Behind the reason that may follow the words, ": as the author wrote it". */
static size_t reason_end(struct span s, size_t at, size_t end)
{
    static const char *const closings[] = {"-->", "*/", "%}"};
    struct span rest = span_cut(s, at, end);

    if (!span_starts(rest, span_str(":")))
        return at;
    for (size_t i = 0; i < COUNT_OF(closings); i++) {
        ptrdiff_t close = span_find(rest, span_str(closings[i]), 0);

        if (close >= 0)
            return at + (size_t)close;
    }
    return end;
}

/* One `tilmach:ignore…` at byte `at`. */
static bool note_comment(struct doc *d, size_t at, size_t *open)
{
    struct span s = d->chunk.text;
    struct span rest = span_from(s, at + 14);
    size_t line = line_begin(s, at), end = line_end(s, at);

    if (span_starts(rest, span_str("-start"))) {
        if (!d->ignoring)
            *open = line;
        d->ignoring = true;
        return true;
    }
    if (span_starts(rest, span_str("-end"))) {
        d->ignoring = false;
        return add_ignore(d, *open, end);
    }
    if (stands_alone(s, line, at, reason_end(s, at + 14, end), end)) {
        d->ignore_next = end == s.len;
        end = line_end(s, end);
    }
    return add_ignore(d, line, end);
}

/* Where the next `tilmach:ignore` stands at or behind `from`; -1 for none.  Of its characters the
 * colon is the rarest in text. */
static ptrdiff_t next_comment(struct span s, size_t from)
{
    const char *colon;

    for (; (colon = memchr(s.ptr + from, ':', s.len - from)) != NULL;
         from = (size_t)(colon + 1 - s.ptr))
        if (span_ends(span_of(s.ptr, (size_t)(colon - s.ptr)), span_str("tilmach")) &&
            span_starts(span_of(colon, (size_t)(s.ptr + s.len - colon)), span_str(":ignore")))
            return colon - 7 - s.ptr;
    return -1;
}

static bool find_ignores(struct doc *d)
{
    struct span s = d->chunk.text;
    size_t open = 0;
    ptrdiff_t at;

    vec_clear(&d->ignores);
    if (d->kind->turn)
        return true;
    if (d->ignore_next && !add_ignore(d, 0, line_end(s, 0)))
        return false;
    d->ignore_next = false;
    for (size_t from = 0; (at = next_comment(s, from)) >= 0;
         from = (size_t)at + 14)
        if (!note_comment(d, (size_t)at, &open))
            return false;
    return !d->ignoring || add_ignore(d, open, s.len);
}

bool doc_ignored(const struct doc *d, size_t at)
{
    uint64_t offset;
    size_t from;

    if (d->ignores.len == 0)
        return false;
    (void)doc_source(d, at, 0, &offset);
    from = (size_t)(offset - d->chunk.offset);
    for (size_t i = 0; i < d->ignores.len; i++)
        if (from >= d->ignores.v[i].from && from < d->ignores.v[i].to)
            return true;
    return false;
}

/* --- chunks and segments --- */

enum status doc_feed(struct doc *d, const struct read_chunk *chunk, struct error *e)
{
    if (!d->started)
        d->line_start = chunk->offset; /* behind a byte-order mark */
    d->started = true;
    d->chunk = *chunk;
    d->at = 0;
    d->active = true;
    if (!find_ignores(d))
        return error_nomem(e);
    d->seen = 0;
    d->seen_line = chunk->line;
    d->seen_start = d->line_start;
    d->seen_column = d->column;
    return d->kind->begin ? d->kind->begin(d, e) : ST_OK;
}

/* Count lines and columns up to byte `to` of the chunk. */
static void count_to(struct doc *d, size_t to)
{
    struct span s = d->chunk.text;

    if (to < d->seen) {
        d->seen = 0;
        d->seen_line = d->chunk.line;
        d->seen_start = d->line_start;
        d->seen_column = d->column;
    }
    while (d->seen < to) {
        unsigned char c = (unsigned char)s.ptr[d->seen++];

        if (c == '\n') {
            d->seen_line++;
            d->seen_start = d->chunk.offset + d->seen;
            d->seen_column = 0;
        } else {
            d->seen_column += (c & 0xC0) != 0x80;
        }
    }
}

/* The chunk is done: append it to the output and remember where its last line began. */
static enum status end_chunk(struct doc *d, struct error *e)
{
    struct span s = d->chunk.text;
    const char *nl = s.len ? memrchr(s.ptr, '\n', s.len) : NULL;

    if (nl) {
        size_t next = (size_t)(nl - s.ptr) + 1;
        d->line_start = d->chunk.offset + next;
        d->column = utf8_count(span_from(s, next));
    } else {
        d->column += utf8_count(s);
    }
    if (d->options.scope == DOC_SCOPE_LINE || d->options.scope == DOC_SCOPE_RECORD)
        d->fresh = d->fresh || !d->chunk.more;
    else if (d->options.scope == DOC_SCOPE_BLANK)
        d->fresh = d->fresh || span_ends(s, span_str("\n\n")) || span_ends(s, span_str("\n\r\n"));
    d->active = false;
    if (d->kind->write)
        return d->kind->write(d, e);
    doc_copy(d, d->out);
    return buf_status(d->out, e);
}

int doc_next(struct doc *d, const struct doc_segment **segment, struct error *e)
{
    int got;

    *segment = NULL;
    if (!d->active)
        return 0;
    while ((got = d->kind->next(d, e)) == 0 && d->kind->turn)
        if ((got = d->kind->turn(d, e)) <= 0)
            break;
    if (got > 0)
        *segment = &d->segment;
    return got ? got : end_chunk(d, e) ? -1 : 0;
}

void doc_begin(struct doc *d)
{
    buf_reset(&d->text);
    vec_clear(&d->pieces);
    d->segment = (struct doc_segment){.starts_document = d->fresh};
    d->raw = false;
}

static void add_piece(struct doc *d, struct doc_piece p)
{
    if (!vec_push(&d->pieces, p))
        d->text.failed = true;
}

void doc_text(struct doc *d, size_t from, size_t to)
{
    struct doc_piece p = {d->text.len, to - from, from, to - from, DOC_RAW};
    struct doc_piece *last = d->pieces.len ? vec_last(&d->pieces) : NULL;

    if (from >= to)
        return;
    buf_add(&d->text, span_cut(d->chunk.text, from, to));
    if (last && last->escape == DOC_RAW && last->len == last->size &&
        last->from + last->size == from) {
        last->len += to - from;
        last->size += to - from;
    } else {
        add_piece(d, p);
    }
}

void doc_escaped(struct doc *d, size_t from, size_t to, struct span text, enum doc_escape escape)
{
    struct doc_piece p = {d->text.len, text.len, from, to - from, escape};

    buf_add(&d->text, text);
    add_piece(d, p);
}

int doc_finish(struct doc *d, struct error *e)
{
    if (buf_status(&d->text, e) != ST_OK)
        return -1;
    d->segment.text = buf_span(&d->text);
    d->segment.pieces = d->pieces.v;
    d->segment.count = d->pieces.len;
    d->fresh = false;
    return 1;
}

/* --- from text to source --- */

/* Source range of bytes at..end of one piece (both inside it). */
static void piece_source(const struct doc_piece *p, size_t at, size_t end, size_t *from, size_t *to)
{
    if (p->len == p->size) {
        *from = p->from + (at - p->at);
        *to = p->from + (end - p->at);
    } else {
        *from = p->from;
        *to = end > at ? p->from + p->size : p->from;
    }
}

/* The first piece that ends behind `at`. */
static const struct doc_piece *piece_at(const struct doc *d, size_t at)
{
    const struct doc_segment *s = &d->segment;
    size_t lo = 0, hi = s->count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (s->pieces[mid].at + s->pieces[mid].len <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < s->count ? &s->pieces[lo] : NULL;
}

struct span doc_source(const struct doc *d, size_t at, size_t len, uint64_t *offset)
{
    const struct doc_piece *p = piece_at(d, at), *q = len ? piece_at(d, at + len - 1) : p;
    size_t from = d->chunk.text.len, to = from, ignored;

    if (p)
        piece_source(p, at, at, &from, &ignored);
    to = from;
    if (q && len)
        piece_source(q, at + len > q->at ? at + len - 1 : q->at, at + len, &ignored, &to);
    *offset = d->chunk.offset + from;
    return span_cut(d->chunk.text, from, to);
}

void doc_place(struct doc *d, size_t at, struct doc_place *place)
{
    uint64_t offset;

    (void)doc_source(d, at, 0, &offset);
    place->offset = offset;
    if (d->segment.paragraph) {
        place->line = d->segment.paragraph;
        place->column = utf8_count(span_cut(d->segment.text, 0, at)) + 1;
        place->byte_column = at + 1;
        return;
    }
    count_to(d, (size_t)(offset - d->chunk.offset));
    place->line = d->seen_line;
    place->column = d->seen_column + 1;
    place->byte_column = offset - d->seen_start + 1;
}

/* --- writing --- */

void doc_edit(struct doc *d, size_t from, size_t to, struct span text)
{
    struct doc_edit edit = {from, to, d->new_text.len, text.len};

    d->edits_disordered |= d->edits.len && from < vec_last(&d->edits)->from;
    buf_add(&d->new_text, text);
    if (!vec_push(&d->edits, edit))
        d->new_text.failed = true;
}

/* By place; at one place as they were made. */
static int by_place(const void *a, const void *b)
{
    const struct doc_edit *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

void doc_copy(struct doc *d, struct buf *out)
{
    size_t copied = 0;

    if (d->edits_disordered)
        qsort(d->edits.v, d->edits.len, sizeof d->edits.v[0], by_place);
    for (size_t i = 0; i < d->edits.len; i++) {
        const struct doc_edit *edit = &d->edits.v[i];

        buf_add(out, span_cut(d->chunk.text, copied, edit->from));
        buf_add(out, span_cut(buf_span(&d->new_text), edit->at, edit->at + edit->len));
        copied = edit->to > copied ? edit->to : copied;
    }
    buf_add(out, span_from(d->chunk.text, copied));
    out->failed = out->failed || d->new_text.failed;
    vec_clear(&d->edits);
    buf_reset(&d->new_text);
    d->edits_disordered = false;
}

/* Replace source bytes of one piece. */
static void splice(struct doc *d, size_t from, size_t to, struct span text)
{
    struct buf written = BUF_INIT;

    if (d->kind->splice) {
        d->kind->splice(d, from, to, text);
        return;
    }
    if (d->kind->put)
        d->kind->put(d, text, &written);
    else
        buf_add(&written, text);
    doc_edit(d, from, to, buf_span(&written));
    d->new_text.failed = d->new_text.failed || written.failed;
    buf_free(&written);
}

static bool is_tail(char c)
{
    return (c & 0xC0) == 0x80;
}

/* Leave out of a replacement what is the same at both ends, whole code points: what stands between
 * pieces stays at its letters then. */
static void trim_same(struct span was, size_t *at, size_t *len, struct span *text)
{
    size_t front = 0, back = 0, most = *len < text->len ? *len : text->len;

    while (front < most && was.ptr[*at + front] == text->ptr[front])
        front++;
    while (front > 0 && ((front < *len && is_tail(was.ptr[*at + front])) ||
                         (front < text->len && is_tail(text->ptr[front]))))
        front--;
    while (back < most - front && was.ptr[*at + *len - back - 1] == text->ptr[text->len - back - 1])
        back++;
    while (back > 0 && is_tail(text->ptr[text->len - back]))
        back--;
    *at += front;
    *len -= front + back;
    *text = span_cut(*text, front, text->len - back);
}

/* Is there markup inside a range of the segment's text? */
static bool has_markup(const struct doc *d, size_t at, size_t len)
{
    const struct doc_piece *p = piece_at(d, at), *last = len ? piece_at(d, at + len - 1) : p;

    for (; p && last && p < last; p++)
        if (p->from + p->size != p[1].from)
            return true;
    return false;
}

enum status doc_replace(struct doc *d, size_t at, size_t len, struct span text, struct error *e)
{
    if (has_markup(d, at, len))
        trim_same(d->segment.text, &at, &len, &text);

    size_t end = at + len;
    const struct doc_piece *p = piece_at(d, at);
    const struct doc_piece *last = d->segment.pieces + d->segment.count;
    struct span rest = text;

    for (bool first = true; p && p < last && (p->at < end || first); p++, first = false) {
        size_t lo = p->at > at ? p->at : at;
        size_t hi = p->at + p->len < end ? p->at + p->len : end;
        size_t from, to;

        piece_source(p, lo, hi > lo ? hi : lo, &from, &to);
        splice(d, from, to, rest);
        rest = span_of("", 0);
    }
    return buf_status(&d->new_text, e);
}
