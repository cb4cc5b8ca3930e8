/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/doc/texts.h"

#include "text/utf8.h"

static enum status skip_mark(struct reader *r, struct error *e)
{
    static const struct span bom = {"\xEF\xBB\xBF", 3};
    struct span head;
    enum status st = reader_peek(r, UTF16_HEAD, &head, e);

    if (!st)
        st = utf16_refuse(head, r->name, e);
    if (!st && span_starts(head, bom))
        reader_skip(r, bom.len);
    return st;
}

static enum status take_chunk(struct doc *d, const struct read_chunk *chunk, doc_texts_each *each,
                              void *context, struct error *e)
{
    const struct doc_segment *segment;
    enum status st = doc_feed(d, chunk, e);
    int got = 0;

    while (!st && (got = doc_next(d, &segment, e)) > 0)
        st = each(context, segment) ? ST_OK : error_nomem(e);
    return !st && got < 0 ? e->code : st;
}

static enum status read_all(struct reader *r, struct doc *d, bool package, struct buf *out,
                            doc_texts_each *each, void *context, struct error *e)
{
    enum status st = package ? ST_OK : skip_mark(r, e);
    struct read_chunk chunk;
    int got = 0;

    while (!st && (got = reader_next(r, doc_unit(d), &chunk, e)) > 0) {
        buf_reset(out);
        if (!package && utf8_valid_prefix(chunk.text) < chunk.text.len)
            st = error_at(e, ST_ENCODING, r->name, chunk.line, 0, _("invalid UTF-8"));
        else
            st = take_chunk(d, &chunk, each, context, e);
    }
    return !st && got < 0 ? e->code : st;
}

enum status doc_texts(const char *path, enum doc_type type, doc_texts_each *each, void *context,
                      struct error *e)
{
    struct doc_options options = {.type = type};
    struct buf out = BUF_INIT;
    struct reader r;
    struct doc *d;
    enum status st;

    if (type == DOC_AUTO && path)
        options.type = doc_type_of(span_str(path));
    st = doc_open(&d, &options, &out, e);
    if (st)
        return st;
    st = reader_open(&r, path, e);
    if (!st) {
        st = read_all(&r, d, doc_is_package(options.type), &out, each, context, e);
        error_locate(e, r.name, 0);
        reader_close(&r);
    }
    doc_close(d);
    buf_free(&out);
    return st;
}
