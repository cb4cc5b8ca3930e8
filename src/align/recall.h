/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What earlier translations say of two documents: which of their segments a memory has, word for
 * word or nearly so, as a source and its target; and which words went together there.
 *
 * A memory is read once from its beginning to its end.  Words are compared as types of the documents
 * (vocab.h), so that inflected forms are the same; of a unit only words that the documents have are
 * kept.  A dictionary is such a memory, too: which word of a term belongs to which is found out as
 * it is of sentences.
 */
#ifndef ALIGN_RECALL_H
#define ALIGN_RECALL_H

#include "align/segpairs.h"
#include "align/vocab.h"
#include "memory/direction.h"
#include "memory/store.h"

/* A unit of a memory, or a term of a dictionary, as runs of types, in the tokens of either side. */
struct recall_unit {
    size_t first[2];
    uint32_t count[2];
    bool term;
};

struct recall {
    struct segpairs known; /* weight: 1 for both sides word for word, less for less alike */
    VEC(uint32_t) tokens[2];
    VEC(struct recall_unit) units; /* to learn words from */
};

/* Read what a memory has of two documents in a direction. */
enum status recall_read(struct recall *r, struct tm_store *store,
                        const struct tm_direction *direction, struct side *source,
                        struct side *target, struct error *e) MUST_CHECK;

/* Take a term of a dictionary and its translation, if the documents have all their words. */
enum status recall_term(struct recall *r, struct side *source, struct side *target,
                        struct span source_term, struct span target_term,
                        struct error *e) MUST_CHECK;

void recall_free(struct recall *r);

#endif
