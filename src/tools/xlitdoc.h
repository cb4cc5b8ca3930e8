/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transliterating the text of a document (Markdown, JSON Lines) and leaving its markup alone. */
#ifndef TOOLS_XLITDOC_H
#define TOOLS_XLITDOC_H

#include "interchange/doc/doc.h"
#include "tools/chain.h"

struct xlit_doc {
    struct chain *chain; /* set by the caller, as is `options` */
    struct doc_options options;
    struct doc *doc;
    struct buf document, made, part;
};

/* Begin a document of the type in the options. */
enum status xlit_doc_open(struct xlit_doc *d, struct error *e) MUST_CHECK;
void xlit_doc_close(struct xlit_doc *d);

/* Append the next chunk of source with its words transliterated. */
enum status xlit_doc_chunk(struct xlit_doc *d, const struct read_chunk *chunk, struct buf *out,
                           struct error *e) MUST_CHECK;

#endif
