/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document to align: its segments as text, and as types for the aligner.
 */
#ifndef ALIGN_DOCUMENT_H
#define ALIGN_DOCUMENT_H

#include "align/vocab.h"
#include "align/weak.h"
#include "segment/segment.h"

struct document {
    struct buf text;         /* the file, NFC not applied */
    struct piece_vec texts; /* segments, into `text` */
    VEC(float) chances;      /* theirs, for the aligner */
    struct side side;
};

void document_init(struct document *d);

/* Cut d->text into segments: one a line where `segmenter` is NULL (an empty line is an empty
 * segment, so that numbers are line numbers), else each line is a paragraph of sentences,
 * cut `weakly` too (align/weak.h). */
enum status document_cut(struct document *d, struct segmenter *segmenter, bool weakly,
                         struct error *e) MUST_CHECK;

/* Append segments first .. first+n-1 joined by single spaces. */
void document_join(const struct document *d, size_t first, size_t n, struct buf *out);

void document_free(struct document *d);

#endif
