/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Are two words forms of one word?  Yes, when they share a stem of the language's Hunspell
 * dictionary.  A word that it does not know, or a language without one, goes by letters: two words
 * that begin alike but for the last letters.
 */
#ifndef MEMORY_STEMS_H
#define MEMORY_STEMS_H

#include "base/arena.h"
#include "text/spell.h"

struct stemmer {
    struct span lang;    /* primary tag; borrowed */
    struct spell *spell; /* opened when it is first needed: NULL: none, or not yet */
    bool tried;
};

enum { MOST_STEMS = 8 };

struct stems {
    struct span v[MOST_STEMS]; /* folded, in the arena; the word itself first */
    size_t n;
    bool known;                /* to the dictionary */
};

/* False when memory runs out.  `plain`: the word itself only. */
bool stems_of(struct stemmer *s, struct arena *a, struct span word, bool plain,
              struct stems *out);

bool stems_meet(const struct stems *a, const struct stems *b);

/* How words begin that can be forms of it: the first letters of a folded word. */
struct span stems_beginning(struct span folded);

/* Does a folded word begin as one of the stems does?  Others are no form of it. */
bool stems_near(const struct stems *s, struct span folded);

void stemmer_free(struct stemmer *s);

#endif
