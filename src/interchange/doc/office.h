/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to interchange/doc: documents of word processors, which are zip packages of XML parts.
 * office.c goes through the parts that hold text and through their paragraphs; what the marks mean
 * is word.c's (DOCX: ECMA-376, WordprocessingML) and odf.c's (ODT: OpenDocument 1.2).
 *
 * A paragraph is one segment, whatever runs it is made of.  Text boxes, notes and comments may lie
 * inside a paragraph: their paragraphs are segments of their own that follow it.
 */
#ifndef INTERCHANGE_DOC_OFFICE_H
#define INTERCHANGE_DOC_OFFICE_H

#include "base/map.h"
#include "interchange/doc/tags.h"
#include "interchange/zipfile.h"

/* A stretch of a part whose paragraphs are still to be read. */
struct office_range {
    size_t from, to;
    unsigned kind; /* enum office_kind */
};

enum office_kind {
    OFFICE_REPEATS = 1, /* says again what an earlier one says */
    OFFICE_ASIDE = 2,   /* a note or comment */
};

/* What office.c does at a tag that stands outside paragraphs. */
enum office_mark { OFFICE_INTO, OFFICE_PARAGRAPH, OFFICE_REPEATED, OFFICE_SKIP };

/* A text of a run, or a mark that stands for a character; see word.c. */
struct office_item {
    size_t run;             /* the tag that opens the run */
    struct span properties; /* its formatting, as written */
    size_t from, to;        /* the element */
    size_t text, text_end;  /* its content; an element without one: text == text_end == to */
    size_t run_end;         /* behind the run where nothing follows in it, else 0 */
    bool first;             /* nothing but formatting stands before it in the run */
    bool inserted;          /* in somebody's insertion */
    struct span insertion;  /* the tag of that, where the run lies in it and not deeper */
    bool keeps_space;       /* says so */
    bool changed;           /* a part of it was */
};

struct office_format {
    enum status (*find_parts)(struct doc *d, struct error *e);
    void (*begin_part)(struct doc *d); /* may be NULL */
    enum office_mark (*mark)(const struct doc *d, const struct tag *t);
    /* Add the paragraph's text to the segment; its content ends at `end`. */
    void (*read)(struct doc *d, const struct tag *p, size_t end);
};

struct office {
    const struct office_format *format;
    struct zipfile *zip;
    VEC(size_t) parts; /* entries of the archive, in the order in which they are read */
    size_t turn;       /* so many parts were begun */
    struct buf xml;    /* the part that is the chunk */
    struct buf made;
    struct map headings; /* the styles of headings and captions */
    VEC(struct office_range) todo; /* the next one last */
    size_t nested;     /* where in `todo` what the running paragraph holds begins */
    bool failed;       /* memory ran out */
    unsigned kind;     /* of the running paragraph */
    uint64_t paragraph;
    char prefix[2][16];    /* of the namespaces that matter, with the colon */

    VEC(struct office_item) items; /* of the running paragraph */
    uint64_t revision; /* the next number of one */
};

static inline struct office *office_of(const struct doc *d)
{
    return d->state;
}

/* What doc_kind wants. */
enum status office_begin(struct doc *d, const struct office_format *format, struct error *e);
int office_next(struct doc *d, struct error *e);
int office_turn(struct doc *d, struct error *e);
enum status office_write(struct doc *d, struct error *e);
void office_close(struct doc *d);

/* Append the entry's XML to `out`, checked to be well formed. */
enum status office_read_xml(struct doc *d, size_t entry, struct buf *out, struct error *e);

/* Read the entry of that name later; nothing where there is none. */
enum status office_add_part(struct doc *d, struct span name, struct error *e);

/* Remember the prefix that the root element of the part binds to a namespace as the n-th; where it
 * binds none, the usual one. */
void office_note_prefix(struct doc *d, unsigned n, const char *namespace, const char *usual);

/* Is it this name, with the n-th prefix of the part? */
bool office_is(const struct doc *d, struct span name, unsigned n, const char *local);

/* What the paragraph holds that has paragraphs itself, between these places, is read after it.  `kind`
 * (enum office_kind) is added to that of the paragraph. */
void office_nest(struct doc *d, size_t from, size_t to, unsigned kind);

/* A style of paragraphs, as its XML has it. */
struct office_style {
    struct span id, name, parent;
};

/* Note the styles that are headings or captions by name or go back to one that is. */
enum status office_note_headings(struct doc *d, const struct office_style *styles, size_t n,
                                 struct error *e);
bool office_is_heading(const struct doc *d, struct span style);

#endif
