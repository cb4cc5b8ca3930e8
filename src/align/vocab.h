/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One language side of a text as numbers: segments are runs of type numbers, a type is a word
 * folded and cut to its stem, a number, or a punctuation mark.  Inflected forms share a type
 * because only the first VOCAB_STEM letters count; cutting is crude, but it needs no dictionary
 * and serves agglutinating and fusional languages alike.  Where Hunspell has a dictionary of the
 * language, the word is first brought to its dictionary form (окнах: окно).
 */
#ifndef ALIGN_VOCAB_H
#define ALIGN_VOCAB_H

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/spell.h"
#include "text/words.h"

enum { VOCAB_STEM = 5 };

struct vocab_type {
    struct span text;    /* the stem, folded; borrowed until vocab_free */
    struct span key;     /* rough Latin sound of a word of 4 letters or more, digits of a number;
                            empty where it has none */
    enum word_kind kind;
    uint32_t count;
};

struct vocab {
    struct map ids;   /* stem -> number */
    struct map words; /* word as written -> number of its type, and is it its own dictionary form? */
    struct spell *spell; /* borrowed; NULL: words are only cut */
    struct arena arena;
    VEC(struct vocab_type) types;
    uint64_t tokens; /* in all segments */
    struct buf scratch, lemma;
    size_t stem; /* letters kept */
};

struct side_segment {
    size_t first;      /* token number of its first word */
    uint32_t count;    /* words */
    uint32_t length;   /* code points without white space */
};

struct side {
    struct vocab vocab;
    VEC(uint32_t) tokens;
    VEC(struct side_segment) segments;
};

/* Empty; `stem` code points of each word are kept (VOCAB_STEM is usual). */
void side_init(struct side *s, size_t stem);

/* Append a segment of text, cut into words by text/words. */
enum status side_add(struct side *s, struct span text, struct error *e) MUST_CHECK;

/* Append a segment that is cut already: words are what white space separates. */
enum status side_add_tokens(struct side *s, struct span text, struct error *e) MUST_CHECK;

/* Without segments; the vocabulary is kept if it has at most so many words, else begun anew. */
void side_reset(struct side *s, size_t most_words);

/* The type that a stem as in struct vocab_type has; UINT32_MAX when unknown. */
uint32_t vocab_stem(const struct vocab *v, struct span stem);

/* The same, made when new, for text whose words come later; UINT32_MAX when memory runs out. */
uint32_t vocab_add_stem(struct vocab *v, struct span stem) MUST_CHECK;

/* Is a word that was added a dictionary form?  Always false without Hunspell. */
bool vocab_is_lemma(const struct vocab *v, struct span word);

/* The type of a word as written; UINT32_MAX when unknown. */
uint32_t vocab_find(struct vocab *v, struct span word, enum word_kind kind);

static inline const uint32_t *side_tokens(const struct side *s, size_t segment)
{
    return s->tokens.v + s->segments.v[segment].first;
}

/* How often a type stands in a segment. */
static inline uint32_t side_count(const struct side *s, size_t segment, uint32_t type)
{
    const uint32_t *ids = side_tokens(s, segment);
    uint32_t found = 0;

    for (uint32_t i = 0; i < s->segments.v[segment].count; i++)
        found += ids[i] == type;
    return found;
}

void side_free(struct side *s);

#endif
