/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the names of a dictionary begin: filters that tell of most words, by their letters alone, that
 * no name begins with them.  They are made when the dictionary is compiled, so that a large one is
 * ready at once.
 *
 * `stems` knows the first four letters of the first word of each key, and of the key without its last
 * one to three letters, which an ending may replace; `words` knows the first words whole.  Both are
 * Bloom filters: what they deny is so.  Names that are written small have a pair of their own.
 */
#ifndef NAMES_OPENINGS_H
#define NAMES_OPENINGS_H

#include "base/buf.h"

enum { OPENING_SHORT = 4,      /* letters of a stem */
       OPENING_STRIP = 3,      /* letters that an ending may replace */
       OPENING_LETTERS = 0x600 /* code points of alphabets with capitals, nearly all */ };

/* A form: its text, its key, and whether it is only derived. */
struct opening {
    struct span text, key;
    bool derived;
};

/* Form number `i`. */
typedef struct opening opening_at(const void *context, size_t i);

/* Append the filters for `n` forms, which come in the order of their keys. */
enum status openings_make(struct buf *out, size_t n, opening_at *at, const void *context,
                          struct error *e) MUST_CHECK;

/* Filters in memory; [0] is of all names, [1] of those written small. */
struct openings {
    const uint64_t *letters; /* first letters of names written small, a bit a code point */
    const uint64_t *small;   /* how their texts begin */
    const uint64_t *stems[2], *words[2];
    unsigned stem_bits[2], word_bits[2];
};

/* Borrows from `bytes`, aligned to 8; false where these are no such filters. */
bool openings_read(struct openings *o, struct span bytes);

static inline uint64_t opening_hash(uint64_t h, struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    return h;
}

static inline size_t opening_place(uint64_t h, unsigned bits)
{
    return (size_t)(h * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

static inline bool opening_bit(const uint64_t *set, size_t i)
{
    return set[i / 64] >> i % 64 & 1;
}

static inline bool opening_both(const uint64_t *set, uint64_t h, unsigned bits)
{
    return opening_bit(set, opening_place(h, bits)) && opening_bit(set, opening_place(~h, bits));
}

/* May a key's first word begin with these letters (at most OPENING_SHORT), or be this word? */
static inline bool openings_stem(const struct openings *o, bool small, uint64_t h)
{
    return opening_bit(o->stems[small], opening_place(h, o->stem_bits[small]));
}

static inline bool openings_word(const struct openings *o, bool small, uint64_t h)
{
    return opening_both(o->words[small], h, o->word_bits[small]);
}

/* May the text be the beginning of a name that is written small, diacritics and all? */
bool openings_small(const struct openings *o, struct span text);

#endif
