/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of a dictionary's native and English headings that a word in any script may stand for: those
 * whose consonants, in seven classes (lips, teeth, throat, hissing, n, m, l and r), are the same but
 * for one, or for two where these are hardly alike.  For scripts that leave sounds out or put some
 * in, and for misspellings; slower than the dictionary's own indexes.
 */
#ifndef NAMES_NEAR_H
#define NAMES_NEAR_H

#include "base/vec.h"
#include "names/authority.h"

struct near;

/* A word that is near, and whose it is. */
struct near_hit {
    uint32_t entity;
    double likeness; /* score_words */
};

struct near_hits {
    VEC_OF(struct near_hit)
};

/* Returns new; `a` is borrowed.  Reads the native and the English headings. */
enum status near_new(struct near **n, const struct authority *a, struct error *e) MUST_CHECK;
void near_free(struct near *n);

/* Append the words that are at least as alike as `least`, in no order; those with two other
 * consonants are among them only where no word is as alike as `enough`. */
enum status near_find(const struct near *n, struct span word, double least, double enough,
                      struct near_hits *hits, struct error *e) MUST_CHECK;

#endif
