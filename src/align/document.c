/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/document.h"

#include "text/norm.h"

void document_init(struct document *d)
{
    *d = (struct document){.text = BUF_INIT};
    side_init(&d->side, VOCAB_STEM);
}

void document_free(struct document *d)
{
    buf_free(&d->text);
    vec_free(&d->texts);
    side_free(&d->side);
}

static enum status add_segment(struct document *d, struct span text, struct error *e)
{
    if (!vec_push(&d->texts, text))
        return error_nomem(e);
    return side_add(&d->side, text, e);
}

static enum status add_paragraph(struct document *d, struct segmenter *segmenter,
                                 struct segment_vec *segments, struct span line, struct error *e)
{
    enum status st = seg_split(segmenter, line, segments, e);

    for (size_t i = 0; !st && i < segments->len; i++) {
        struct span text = text_trim(span_cut(line, segments->v[i].start, segments->v[i].end));
        if (text.len)
            st = add_segment(d, text, e);
    }
    return st;
}

enum status document_cut(struct document *d, struct segmenter *segmenter, struct error *e)
{
    static const struct span bom = {"\xEF\xBB\xBF", 3};
    struct segment_vec segments = VEC_INIT;
    struct span rest = buf_span(&d->text), line;
    enum status st = ST_OK;

    if (span_starts(rest, bom))
        rest = span_from(rest, bom.len);
    if (rest.len && rest.ptr[rest.len - 1] == '\n')
        rest.len--; /* the last newline ends a line and begins none */
    if (rest.len == 0)
        return ST_OK;
    while (!st && span_split(&rest, '\n', &line)) {
        if (segmenter)
            st = add_paragraph(d, segmenter, &segments, line, e);
        else
            st = add_segment(d, text_trim(line), e);
    }
    vec_free(&segments);
    return st;
}

void document_join(const struct document *d, size_t first, size_t n, struct buf *out)
{
    for (size_t i = first; i < first + n; i++) {
        if (i > first)
            buf_addch(out, ' ');
        buf_add(out, d->texts.v[i]);
    }
}
