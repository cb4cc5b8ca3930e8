/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text, and subtitles, whose numbers and times hold no names: every byte is text, a chunk is
 * a segment. */
#include "interchange/doc/doc_reader.h"

static int plain_next(struct doc *d, struct error *e)
{
    if (d->at >= d->chunk.text.len)
        return 0;
    doc_begin(d);
    doc_text(d, 0, d->chunk.text.len);
    d->at = d->chunk.text.len;
    return doc_finish(d, e);
}

static const char *const extensions[] = {"txt", "text", NULL};

const struct doc_kind doc_plain = {
    .name = "plain",
    .extensions = extensions,
    .unit = READ_PARAGRAPH,
    .scope = DOC_SCOPE_FILE,
    .next = plain_next,
};

static const char *const srt_extensions[] = {"srt", "vtt", NULL};

const struct doc_kind doc_srt = {
    .name = "srt",
    .extensions = srt_extensions,
    .unit = READ_PARAGRAPH,
    .scope = DOC_SCOPE_FILE,
    .next = plain_next,
};
