/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents that are only read: the text of a file of any type of doc.h, segment by segment (in
 * DOCX and ODT a paragraph, in HTML a block, in SRT a caption), without markup.
 */
#ifndef INTERCHANGE_DOC_TEXTS_H
#define INTERCHANGE_DOC_TEXTS_H

#include "interchange/doc/doc.h"

/* Take a segment, borrowed for the call; false when memory runs out.  Segments with
 * segment->repeated say again what an earlier one says. */
typedef bool doc_texts_each(void *context, const struct doc_segment *segment);

/* Read the file (NULL or "-": standard input) as a document of the type, DOC_AUTO being told by its
 * name.  A byte-order mark is no text; ST_ENCODING where the source is not UTF-8. */
enum status doc_texts(const char *path, enum doc_type type, doc_texts_each *each, void *context,
                      struct error *e) MUST_CHECK;

#endif
