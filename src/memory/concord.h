/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concordance: where a phrase stands in a memory, in either language.  Letter case, white space and
 * Unicode normalization do not matter.  It is found, the best first,
 *
 *   - as it is, as whole words
 *   - where a name of the authority is in it, with another spelling of the name, and endings
 *   - with other forms of its words, one by one (stems of Hunspell; where there is no dictionary of
 *     the language, words that begin alike)
 *   - as a part of longer words
 *
 * Equal ones come by memory, newest change, then number.  The vocabulary of the index by words
 * (index.h) tells which segments have to be looked at; it is made for both languages.
 */
#ifndef MEMORY_CONCORD_H
#define MEMORY_CONCORD_H

#include "base/buf.h"
#include "base/vec.h"
#include "memory/direction.h"
#include "memory/index.h"
#include "memory/store.h"

struct concord_place {
    size_t from, to; /* bytes of the text */
};

struct concord_hit {
    struct tm_unit unit;
    size_t memory;                               /* which of the stores */
    const struct tm_variant *source, *target;
    struct concord_place source_at, target_at;   /* first place; from == to where there is none */
    bool whole_words;                            /* as it is, or a name of the phrase */
};

struct concord {
    VEC(struct concord_hit) hits;
    size_t found;                 /* in all */
    struct arena arena;
};

struct concord_how {
    size_t top, skip;                     /* hits `skip` + 1 to `skip` + `top`; top 0 = all */
    const struct tm_languages *languages; /* names of them are recognised; may be NULL */
    bool plain;                           /* neither stems nor names */
};

/* Search `n` memories as one for a phrase.  Free with concord_free whatever is returned. */
enum status concord_search(struct concord *c, struct tm_store *const *stores, size_t n,
                           const struct tm_direction *direction, struct span phrase,
                           const struct concord_how *how, struct error *e) MUST_CHECK;

void concord_free(struct concord *c);

/* The first place of `folded` (from concord_fold) in a text.  Exposed for tests. */
bool concord_place(struct span text, struct span folded, struct concord_place *at,
                   bool *whole_words, struct error *e);

/* Append the form in which phrases are compared. */
enum status concord_fold(struct buf *out, struct span phrase, struct error *e) MUST_CHECK;

#endif
