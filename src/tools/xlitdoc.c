/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A segment is transliterated as a whole, so that words see each other, and put back word by word,
 * so that markup between words stays where it is.  A word with markup inside is done in the pieces
 * that the markup makes.
 */
#include "tools/xlitdoc.h"

enum status xlit_doc_open(struct xlit_doc *d, struct error *e)
{
    doc_close(d->doc);
    d->doc = NULL;
    buf_reset(&d->document);
    return doc_open(&d->doc, &d->options, &d->document, e);
}

void xlit_doc_close(struct xlit_doc *d)
{
    doc_close(d->doc);
    buf_free(&d->document);
    buf_free(&d->made);
    buf_free(&d->part);
}

/* The end of the piece in which byte `at` stands. */
static size_t piece_end(const struct doc_segment *s, size_t at)
{
    for (size_t i = 0; i < s->count; i++)
        if (at >= s->pieces[i].at && at < s->pieces[i].at + s->pieces[i].len)
            return s->pieces[i].at + s->pieces[i].len;
    return s->text.len;
}

static enum status replace(struct xlit_doc *d, const struct doc_segment *s, size_t at, size_t len,
                           struct span text, struct error *e)
{
    if (span_eq(span_cut(s->text, at, at + len), text) || doc_ignored(d->doc, at))
        return ST_OK;
    return doc_replace(d->doc, at, len, text, e);
}

/* Bytes of the text each piece by itself. */
static enum status by_pieces(struct xlit_doc *d, const struct doc_segment *s, size_t at, size_t end,
                             struct error *e)
{
    enum status st = ST_OK;

    for (size_t next; st == ST_OK && at < end; at = next) {
        next = piece_end(s, at);
        if (next > end)
            next = end;
        buf_reset(&d->part);
        st = chain_convert(d->chain, span_cut(s->text, at, next), &d->part, e);
        if (st == ST_OK)
            st = replace(d, s, at, next - at, buf_span(&d->part), e);
    }
    return st;
}

static enum status segment(struct xlit_doc *d, const struct doc_segment *s, struct error *e)
{
    struct span made;
    enum status st;

    buf_reset(&d->made);
    st = chain_convert(d->chain, s->text, &d->made, e);
    if (st != ST_OK)
        return st;
    made = buf_span(&d->made);
    if (span_spaces(made) != span_spaces(s->text))
        return by_pieces(d, s, 0, s->text.len, e);
    for (size_t at = 0; st == ST_OK && at < s->text.len;) {
        size_t n = span_to_space(span_from(s->text, at)), m = span_to_space(made);

        if (piece_end(s, at) >= at + n)
            st = replace(d, s, at, n, span_cut(made, 0, m), e);
        else
            st = by_pieces(d, s, at, at + n, e);
        at += n + 1;
        made = span_from(made, m + 1);
    }
    return st;
}

enum status xlit_doc_chunk(struct xlit_doc *d, const struct read_chunk *chunk, struct buf *out,
                           struct error *e)
{
    const struct doc_segment *s;
    int got = 0;
    enum status st;

    buf_reset(&d->document);
    st = doc_feed(d->doc, chunk, e);
    while (st == ST_OK && (got = doc_next(d->doc, &s, e)) > 0)
        st = segment(d, s, e);
    if (st == ST_OK && got < 0)
        st = e->code;
    buf_add(out, buf_span(&d->document));
    return st == ST_OK ? buf_status(&d->document, e) : st;
}
