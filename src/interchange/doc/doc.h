/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents edited in place.  A document is fed in chunks of source bytes and yields segments: runs
 * of text for people, free of markup and escapes.  Every segment knows by its pieces where each of
 * its bytes comes from, so a replacement in the text is spliced into the source and every other
 * byte of the source comes out as it went in.
 *
 *     doc_open(&d, &options, &out, &e)
 *     while (reader_next(&r, doc_unit(d), &chunk, &e) > 0) {
 *         doc_feed(d, &chunk, &e)
 *         while ((got = doc_next(d, &segment, &e)) > 0)
 *             doc_replace(d, at, len, text, &e)       any number, ascending, not overlapping
 *     }
 *     doc_close(d)
 *
 * After doc_next() returned 0 the chunk, with its replacements, is appended to `out`.
 *
 * A type of document is one reader (see doc_reader.h): plain text, Markdown, JSON Lines and TSV
 * read in a stream, a paragraph or a line a chunk; a type that must be seen whole says READ_WHOLE.
 * DOCX and ODT are packages of several XML parts: their segments come part by part, and places are
 * those in the part.
 */
#ifndef INTERCHANGE_DOC_H
#define INTERCHANGE_DOC_H

#include "base/reader.h"

enum doc_type {
    DOC_AUTO,
    DOC_PLAIN,
    DOC_MARKDOWN,
    DOC_HTML,
    DOC_XML,
    DOC_SRT,
    DOC_PO,
    DOC_XLIFF,
    DOC_DOCX,
    DOC_ODT,
    DOC_JSONL,
    DOC_TSV,
    DOC_CSV,
    DOC_TYPES
};

/* The names of the types in their order, as options want them. */
#define DOC_TYPE_NAMES "plain|markdown|html|xml|srt|po|xliff|docx|odt|jsonl|tsv|csv"

/* What a document is, for everything that must not cross from one into the next. */
enum doc_scope { DOC_SCOPE_AUTO, DOC_SCOPE_FILE, DOC_SCOPE_LINE, DOC_SCOPE_BLANK, DOC_SCOPE_RECORD };

/* How the source writes the text of a piece. */
enum doc_escape {
    DOC_RAW,  /* as it is */
    DOC_JSON, /* inside a JSON string */
    DOC_ENTITY,    /* a character reference of HTML and XML, <br> */
    DOC_BACKSLASH, /* an escape of PO */
    DOC_QUOTE,     /* a doubled quote of CSV */
};

/* Bytes `at`..`at + len` of a segment's text stand for bytes `from`..`from + size` of the chunk.
 * Pieces ascend in both; source between two pieces is markup.  In a DOC_RAW piece len is size. */
struct doc_piece {
    size_t at, len;
    size_t from, size;
    enum doc_escape escape;
};

struct doc_segment {
    struct span text;               /* UTF-8, borrowed until the next doc_next() */
    const struct doc_piece *pieces; /* the same */
    size_t count;
    bool starts_document;           /* nothing before this segment belongs with it */
    bool heading;                   /* a title or a caption */
    bool quoted;                    /* a quotation without quotation marks around it */
    bool repeated;                  /* says again what an earlier one says, for older programs */
    bool aside;                     /* odt: a note or comment, which stands inside the text before it */
    bool attribute;                 /* of a tag: shown to people, and not a part of the text */
    struct span lang;               /* as the document says (po, xliff): "kk", "sr-Latn"; else empty */
    uint64_t record;                /* 1-based, 0 where the type has no records */
    struct span field;              /* dotted path of a JSON value, else empty */
    struct span part;               /* docx, odt: "word/document.xml", else empty */
    uint64_t paragraph;             /* 1-based in the part, 0 where the type has no parts */
};

/* Where a byte of a segment stands in the source; in a part of a package the line is the number of
 * the paragraph, columns are those of its text, and the offset is that in the part. */
struct doc_place {
    uint64_t offset;      /* bytes from the start of the file */
    uint64_t line;        /* 1-based */
    uint64_t column;      /* 1-based, code points */
    uint64_t byte_column; /* 1-based, bytes */
};

struct doc_options {
    enum doc_type type;   /* DOC_AUTO counts as DOC_PLAIN: see doc_type_of */
    enum doc_scope scope; /* DOC_SCOPE_AUTO: the type's own (a file; jsonl: a record) */
    bool nul;             /* records end in NUL (-z), each a document unless `scope` says else */
    bool line_buffered;   /* a line at a time, each a document */
    bool header;          /* tables: the first record names the columns and is left alone */
    bool track;           /* docx: changes are written as revisions */
    struct span author;   /* of the revisions, */
    struct span date;     /* and their time, "2024-05-31T12:00:00Z" */
    struct span fields;   /* jsonl: "body,meta.title", tables: "title,3": only these; empty: all */
};

struct doc;

/* The type that goes by this name ("markdown"), or by a file's name ("a.md"); DOC_AUTO where it
 * tells nothing. */
enum doc_type doc_type_named(struct span name);
enum doc_type doc_type_of(struct span filename);

/* Returns new.  `options.fields` and `out` are borrowed until doc_close(). */
enum status doc_open(struct doc **d, const struct doc_options *options, struct buf *out,
                     struct error *e) MUST_CHECK;
void doc_close(struct doc *d);

/* The units in which the source is to be read. */
enum read_unit doc_unit(const struct doc *d);

/* Is a document of this type a package (docx, odt)?  Its source is bytes, not text. */
bool doc_is_package(enum doc_type type);

/* Take the next chunk, borrowed until doc_next() has returned 0 or the document is closed.
 * ST_SYNTAX for what is no document of the type. */
enum status doc_feed(struct doc *d, const struct read_chunk *chunk, struct error *e) MUST_CHECK;

/* The next segment of the chunk: 1, 0 when there is none left, -1 on failure. */
int doc_next(struct doc *d, const struct doc_segment **segment, struct error *e) MUST_CHECK;

/* Replace bytes of the current segment's text.  Markup inside the range stays, where it parts
 * letters that stay between those, else behind the new text.  Ranges ascend and do not overlap. */
enum status doc_replace(struct doc *d, size_t at, size_t len, struct span text, struct error *e)
    MUST_CHECK;

/* Where byte `at` of the current segment stands, and the source bytes of a range of it (markup
 * inside it included). */
void doc_place(struct doc *d, size_t at, struct doc_place *place);
struct span doc_source(const struct doc *d, size_t at, size_t len, uint64_t *offset);

/* May the text at this place not be changed because a comment in the source says so?  A line with
 * `tilmach:ignore` is left alone, and the next one where the comment stands by itself; a reason may
 * follow a colon.  Everything from `tilmach:ignore-start` to `tilmach:ignore-end` is. */
bool doc_ignored(const struct doc *d, size_t at);

#endif
