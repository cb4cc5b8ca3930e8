/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/doclines.h"

#include "interchange/doc/texts.h"
#include "text/norm.h"
#include "tools/textfile.h"

struct lines {
    struct buf *out;
    enum doc_type type;
    struct buf asides;  /* notes, which come behind the text of their part */
    uint64_t paragraph; /* the last one of the part */
};

/* May the text so far go on in what follows? */
static bool is_open(struct span text)
{
    return text.len && !strchr(".!?:;\n", text.ptr[text.len - 1]) &&
           !span_ends(text, span_str("…")) && !span_ends(text, span_str("»"));
}

/* The mark of a heading or of a list's item at the start of a line: "## ", "- ", "12. ".  0: none. */
static size_t item_mark(struct span line)
{
    size_t n = 0;

    while (n < line.len && line.ptr[n] == '#')
        n++;
    if (n)
        return n < line.len && line.ptr[n] == ' ' ? n + 1 : 0;
    while (n < line.len && line.ptr[n] >= '0' && line.ptr[n] <= '9')
        n++;
    if (n == line.len || !strchr(n ? ".)" : "-*+", line.ptr[n]))
        return 0;
    return n + 1 < line.len && line.ptr[n + 1] == ' ' ? n + 2 : 0;
}

/* The number and the times of a caption, the first line of WebVTT. */
static bool is_timing(struct span line, struct span rest)
{
    struct span next;
    uint64_t number;

    if (span_find(line, span_str("-->"), 0) >= 0 || span_starts(line, span_str("WEBVTT")))
        return true;
    return span_to_u64(line, &number) && span_split(&rest, '\n', &next) &&
           span_find(next, span_str("-->"), 0) >= 0;
}

/* Captions are written with the tags <i>, <b>, <font> and the like. */
static void add_caption(struct buf *out, struct span line)
{
    for (size_t i = 0; i < line.len; i++) {
        ptrdiff_t end = line.ptr[i] == '<' ? span_find(line, span_str(">"), i) : -1;
        if (end >= 0)
            i = (size_t)end;
        else
            buf_addch(out, line.ptr[i]);
    }
}

/* Notes come behind the body in a DOCX, before headers; those of an ODT are held back, so that the same
 * document has the same order in both. */
static bool add_aside(struct lines *l, struct span text)
{
    struct span line;

    while (span_split(&text, '\n', &line)) {
        line = text_trim(line);
        if (!line.len)
            continue;
        buf_add(&l->asides, line);
        buf_addch(&l->asides, '\n');
    }
    return !l->asides.failed;
}

static bool add_asides(struct lines *l)
{
    if (l->asides.len) {
        buf_addch(l->out, '\n');
        buf_add(l->out, span_trim(buf_span(&l->asides)));
        buf_reset(&l->asides);
    }
    return !l->out->failed;
}

static bool add_segment(void *context, const struct doc_segment *segment)
{
    struct lines *l = context;
    struct span rest = text_trim(segment->text), line;
    bool goes_on = l->type == DOC_SRT && is_open(buf_span(l->out));

    if (segment->repeated || segment->attribute || !rest.len)
        return true;
    if (segment->paragraph < l->paragraph && !add_asides(l))
        return false;
    l->paragraph = segment->paragraph;
    if (segment->aside)
        return add_aside(l, rest);
    while (span_split(&rest, '\n', &line)) {
        size_t mark;
        line = text_trim(line);
        mark = l->type == DOC_MARKDOWN ? item_mark(line) : 0;
        if (!line.len || (l->type == DOC_SRT && is_timing(line, rest)))
            continue;
        if (l->out->len)
            buf_addch(l->out, goes_on && !mark ? ' ' : '\n');
        if (l->type == DOC_SRT)
            add_caption(l->out, line);
        else
            buf_add(l->out, span_from(line, mark));
        goes_on = true;
    }
    return !l->out->failed;
}

enum status doclines_read(struct cli *c, const char *path, struct buf *out, struct error *e)
{
    struct lines lines = {.out = out, .type = doc_type_of(span_str(path))};
    enum status st;

    switch (lines.type) {
    case DOC_MARKDOWN:
    case DOC_HTML:
    case DOC_XML:
    case DOC_SRT:
    case DOC_DOCX:
    case DOC_ODT:
        buf_reset(out);
        st = doc_texts(path, lines.type, add_segment, &lines, e);
        if (!st && !add_asides(&lines))
            st = error_nomem(e);
        buf_free(&lines.asides);
        return st;
    default:
        return textfile_read(c, path, out, e);
    }
}
