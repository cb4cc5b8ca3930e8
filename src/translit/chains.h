/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside of the module: is the end of a Kazakh word a chain of endings?  The dictionary knows most
 * stems and many of their forms; this knows the rest.  Endings agree with what is before them in
 * their vowels (back or front).  More is let through than grammar allows: chains decide between
 * readings, they do not check spelling.
 */
#ifndef TRANSLIT_CHAINS_H
#define TRANSLIT_CHAINS_H

#include "translit/readings.h"

enum { CHAIN_ENDINGS = 96 };

/* The endings that there are. */
struct chains {
    struct letters endings[CHAIN_ENDINGS];
    size_t n;
};

void chains_open(struct chains *k);

/* The places at which a chain of endings can begin that fits what stands before it and reaches to
 * the end of the word (in small letters), as a sum of 1 << place; a word has at most 60 letters. */
uint64_t chain_places(const struct chains *k, const struct letters *word);

#endif
