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
    vec_free(&d->chances);
    side_free(&d->side);
}

static enum status add_paragraph(struct document *d, struct segmenter *segmenter,
                                 struct segment_vec *segments, struct span line, struct error *e)
{
    enum status st = seg_split(segmenter, line, segments, e);
    struct piece x = {.begins = true, .chance = 1};

    for (size_t i = 0; !st && i < segments->len; i++) {
        x.text = text_trim(span_cut(line, segments->v[i].start, segments->v[i].end));
        if (x.text.len && !vec_push(&d->texts, x))
            return error_nomem(e);
        x.begins = x.begins && x.text.len == 0;
    }
    return st;
}

/* One segment a line, or the sentences of the lines. */
static enum status cut_lines(struct document *d, struct segmenter *segmenter, struct error *e)
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
        else if (!vec_push(&d->texts, ((struct piece){text_trim(line), true, 1})))
            st = error_nomem(e);
    }
    vec_free(&segments);
    return st;
}

static enum status cut_weakly(struct document *d, struct error *e)
{
    struct piece_vec cut = VEC_INIT;
    enum status st = weak_cut(&d->texts, &cut, e);

    vec_free(&d->texts);
    d->texts = cut;
    return st;
}

enum status document_cut(struct document *d, struct segmenter *segmenter, bool weakly,
                         struct error *e)
{
    enum status st = segmenter ? seg_learn(segmenter, buf_span(&d->text), e) : ST_OK;

    if (!st)
        st = cut_lines(d, segmenter, e);
    if (!st && segmenter && weakly)
        st = cut_weakly(d, e);
    for (size_t i = 0; !st && i < d->texts.len; i++)
        st = vec_push(&d->chances, d->texts.v[i].chance)
                 ? side_add(&d->side, d->texts.v[i].text, e)
                 : error_nomem(e);
    return st;
}

void document_join(const struct document *d, size_t first, size_t n, struct buf *out)
{
    for (size_t i = first; i < first + n; i++) {
        if (i > first)
            buf_addch(out, ' ');
        buf_add(out, d->texts.v[i].text);
    }
}
