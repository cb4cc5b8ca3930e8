/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to interchange/doc: what a reader of one type of document is made of.  A reader cuts the
 * chunk into segments; copying, splicing, positions and comments are doc.c's.
 *
 * The chunk of a package (office.h) is one of its parts: turn() goes on to the next.
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
    void (*put)(const struct doc *d, struct span text, struct buf *out);
    /* Replace source bytes of one piece by new text; NULL: put() it there. */
    void (*splice)(struct doc *d, size_t from, size_t to, struct span text);
    /* Packages only: put the edited part back and make the next one the chunk: 1, 0 behind the
     * last, -1 on failure; and append the whole package to the output. */
    int (*turn)(struct doc *d, struct error *e);
    enum status (*write)(struct doc *d, struct error *e);
    /* Release what the state holds; may be NULL. */
    void (*close)(struct doc *d);
};

/* New bytes for source bytes `from`..`to` of the chunk: `len` at `at` in doc.new_text. */
struct doc_edit {
    size_t from, to;
    size_t at, len;
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
    bool active;   /* a chunk is being read */

    struct doc_segment segment;
    struct buf text;
    VEC(struct doc_piece) pieces;
    bool raw; /* the text is the source itself: text.ptr points into the chunk */

    VEC(struct doc_edit) edits; /* of the chunk, in the order in which they were made */
    struct buf new_text;
    bool edits_disordered;

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
    doc_docx, doc_odt, doc_jsonl, doc_tsv, doc_csv;

/* Begin a segment, forgetting the one before. */
void doc_begin(struct doc *d);

/* Source bytes `from`..`to` of the chunk are text as they stand. */
void doc_text(struct doc *d, size_t from, size_t to);

/* Source bytes `from`..`to` read as `text`. */
void doc_escaped(struct doc *d, size_t from, size_t to, struct span text, enum doc_escape escape);

/* Source bytes `from`..`to` become `text`, which is written as the source wants it.  Edits come in
 * any order and do not overlap. */
void doc_edit(struct doc *d, size_t from, size_t to, struct span text);

/* Append the chunk with its edits, and forget these. */
void doc_copy(struct doc *d, struct buf *out);

/* End it: fills d->segment; 1, or -1 when memory ran out. */
int doc_finish(struct doc *d, struct error *e);

#endif
