/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to interchange/doc: the marks of HTML and XML in a source that is edited in place.  It is
 * a reader of marks with their places, no parser: nothing is expanded or loaded, and what is not
 * well formed passes as it is.  tags_check() tells beforehand whether something is.
 */
#ifndef INTERCHANGE_DOC_TAGS_H
#define INTERCHANGE_DOC_TAGS_H

#include "interchange/doc/doc_reader.h"

/* A tag in the source. */
struct tag {
    size_t from, to;  /* with < and > */
    struct span name; /* as written, without / */
    bool closes;      /* </name> */
    bool markup;      /* a comment, a declaration, an instruction */
};

/* Is it one of the words in `list`, which has a space between them?  Capitals do not matter. */
bool tag_is(struct span name, const char *list);

/* The tag at the `<` at `at`; false: the sign stands for itself. */
bool tag_read(struct span s, size_t at, struct tag *t);

/* The next tag at or behind `at` and before `end`; false where there is none. */
bool tag_next(struct span s, size_t at, size_t end, struct tag *t);

/* Has it no content, as <name/>? */
bool tag_is_empty(struct span s, const struct tag *t);

/* Where the content of the element that the tag opens ends (at its closing tag), and behind that;
 * the end of the source where nothing closes it.  Elements of the same name may lie inside. */
size_t tag_content_end(struct span s, const struct tag *t, size_t *behind);

/* Behind the first closing tag of that name, whatever opens before it: HTML's scripts. */
size_t tag_skip(struct span s, const struct tag *t);

/* The next attribute with a quoted value at or behind *at (at first 0), which is moved behind
 * it. */
bool tag_attribute(struct span s, const struct tag *t, size_t *at, struct span *name,
                   struct span *value);

/* The value of that attribute as written; empty where it has none. */
struct span tag_value(struct span s, const struct tag *t, struct span name);

/* Add source bytes to the segment as text, character references read. */
void doc_markup_text(struct doc *d, size_t from, size_t to);

/* Append text as XML and HTML write it; `quote` is that of the attribute's value, 0 outside. */
void tag_put(struct buf *out, struct span text, char quote);

/* ST_SYNTAX unless the source is UTF-8 and every tag is closed in its turn, ST_LIMIT where they lie
 * too deep in each other, ST_UNSUPPORTED for a document type declaration: what it declares is never
 * read. */
enum status tags_check(struct span s, struct error *e) MUST_CHECK;

#endif
