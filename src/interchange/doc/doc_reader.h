/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to interchange/doc: what a reader of one type of document is made of.  A reader cuts the
 * chunk into segments; copying, splicing, positions and comments are doc.c's.
 */
#ifndef INTERCHANGE_DOC_READER_H
#define INTERCHANGE_DOC_READER_H

#include "base/vec.h"
#include "interchange/doc/doc.h"

struct doc;

struct doc_kind {
    const char *name;              /* "markdown" */
    const char *const *extensions; /* NULL-terminated, without the dot */
    enum read_unit unit;
    enum doc_scope scope;
    size_t state_size;             /* zeroed memory for the reader between chunks */
    /* Called once a chunk, before the segments. */
    enum status (*begin)(struct doc *d, struct error *e);
    /* Make the next segment with doc_text() and doc_gap(): 1, 0 at the end, -1 on failure. */
    int (*next)(struct doc *d, struct error *e);
    /* Append new text as the source writes it at the current segment; NULL: as it is. */
    void (*put)(struct doc *d, struct span text);
};

struct doc_ignore {
    size_t from, to; /* bytes of the chunk */
};

struct doc {
    const struct doc_kind *kind;
    struct doc_options options;
    struct buf *out;
    void *state;

    struct read_chunk chunk;
    size_t at;     /* the reader's place in the chunk */
    size_t copied; /* source bytes that are in `out` */
    bool active;   /* a chunk is being read */

    struct doc_segment segment;
    struct buf text;
    VEC(struct doc_piece) pieces;
    bool raw; /* the text is the source itself: text.ptr points into the chunk */

    VEC(struct doc_ignore) ignores;
    bool ignoring, ignore_next; /* carried over from the chunk before */
    bool started;               /* a chunk was read */
    bool fresh;                 /* the next segment starts a document */
    uint64_t records;
    uint64_t line_start;        /* offset of the line on which the chunk begins */
    uint64_t column;            /* code points before the chunk on that line */
    size_t seen;                /* doc_place: bytes of the chunk that are counted */
    uint64_t seen_line, seen_start, seen_column;
};

extern const struct doc_kind doc_plain, doc_markdown, doc_html, doc_xml, doc_srt, doc_po, doc_xliff,
    doc_jsonl, doc_tsv, doc_csv;

/* Begin a segment, forgetting the one before. */
void doc_begin(struct doc *d);

/* Source bytes `from`..`to` of the chunk are text as they stand. */
void doc_text(struct doc *d, size_t from, size_t to);

/* Source bytes `from`..`to` read as `text`. */
void doc_escaped(struct doc *d, size_t from, size_t to, struct span text, enum doc_escape escape);

/* End it: fills d->segment; 1, or -1 when memory ran out. */
int doc_finish(struct doc *d, struct error *e);

#endif
