/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concordance: where a phrase stands in a memory, in either language.  Letter case, white space and
 * Unicode normalization do not matter.  The phrase may be part of longer words (an ending follows);
 * places where it stands as whole words come first.
 */
#ifndef MEMORY_CONCORD_H
#define MEMORY_CONCORD_H

#include "base/buf.h"
#include "memory/direction.h"
#include "memory/store.h"
#include "base/vec.h"

struct concord_place {
    size_t from, to; /* bytes of the text */
};

struct concord_hit {
    struct tm_unit unit;                         /* without extra, markup, context */
    const struct tm_variant *source, *target;
    struct concord_place source_at, target_at;   /* first place; from == to where there is none */
    bool whole_words;
};

struct concord {
    VEC(struct concord_hit) hits; /* whole words first, then newest change, then number */
    size_t found;                 /* in all */
    struct arena arena;
};

/* Search for a phrase; at most `top` hits are kept (0 = all).  Free with concord_free whatever is
 * returned. */
enum status concord_find(struct concord *c, struct tm_store *s,
                         const struct tm_direction *direction, struct span phrase, size_t top,
                         struct error *e) MUST_CHECK;

void concord_free(struct concord *c);

/* The first place of `folded` (from concord_fold) in a text.  Exposed for tests. */
bool concord_place(struct span text, struct span folded, struct concord_place *at,
                   bool *whole_words, struct error *e);

/* Append the form in which phrases are compared. */
enum status concord_fold(struct buf *out, struct span phrase, struct error *e) MUST_CHECK;

#endif
