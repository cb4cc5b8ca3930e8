/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Terms of a glossary in running text: all words of a term one behind the other, in any form
 * (memory/stems.h) and letter case.  A term word in capitals alone (WHO, ҚР) is only found so.  Of
 * terms that overlap the longer one is found, of equally long ones all.
 */
#ifndef MEMORY_GLOSSARY_H
#define MEMORY_GLOSSARY_H

#include "base/map.h"
#include "base/vec.h"
#include "memory/stems.h"

struct tm_term {
    struct span source, target;
    size_t first, n; /* words of the source, in `words` */
};

struct term_word {
    struct stems stems;
    bool capitals;
};

struct tm_terms {
    struct stemmer stemmer;   /* set its language */
    struct arena arena, scratch;
    VEC(struct tm_term) terms;
    VEC(struct term_word) words;
    struct map beginnings;    /* of the first word: 1 + the last term that begins so */
    VEC(size_t) before;       /* of each term: 1 + the one before it that begins so; 0: none */
};

/* A term at bytes [from, to) of a text. */
struct tm_term_found {
    size_t from, to;
    const struct tm_term *term; /* borrowed until one is added */
};

struct tm_terms_found {
    VEC_OF(struct tm_term_found)
};

/* Add a term (copied); one without words is passed over. */
enum status tm_terms_add(struct tm_terms *t, struct span source, struct span target,
                         struct error *e) MUST_CHECK;

/* The terms in a text, in its order; `out` is emptied first. */
enum status tm_terms_find(struct tm_terms *t, struct span text, struct tm_terms_found *out,
                          struct error *e) MUST_CHECK;

void tm_terms_free(struct tm_terms *t);

#endif
