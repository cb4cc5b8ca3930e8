/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a phrase matches in texts of one language.  Private to concord*.c. */
#ifndef MEMORY_CONCORD_MATCH_H
#define MEMORY_CONCORD_MATCH_H

#include "base/map.h"
#include "memory/concord.h"
#include "memory/stems.h"

/* Folded text that knows where each of its bytes comes from. */
struct folding {
    struct buf text;
    VEC(size_t) from; /* byte of the original at which the character of each folded byte begins */
};

/* 1: the phrase, folded, stands there; 0: not; -1: failure. */
int folding_place(struct folding *f, struct span text, struct span folded,
                  struct concord_place *at, bool *whole, struct error *e);
void folding_free(struct folding *f);

/* How a phrase was found; the smaller, the better. */
enum concord_rank { RANK_WORDS, RANK_NAMES, RANK_STEMS, RANK_PARTS, RANK_NONE };

enum { MOST_ELEMENTS = 32 };

/* A word of the phrase, or a name of one or more words. */
struct element {
    struct stems stems;
    uint32_t entity; /* FIND_NOBODY: no name */
};

struct text_word {
    size_t from, to;
    uint32_t forms; /* the elements whose form it is */
};

struct matcher {
    const struct tm_language *lang;  /* borrowed; its finder may be NULL */
    struct span phrase;              /* folded; borrowed */
    struct element elements[MOST_ELEMENTS];
    size_t n;
    bool too_long;                   /* only the phrase letter by letter */
    bool plain;                      /* neither stems nor names */
    struct stemmer stemmer;
    struct arena arena, scratch;
    VEC(struct span) names;          /* how words of the names begin, folded */
    struct map tokens;               /* folded token: sum of 1 << element whose form it is */
    struct folding folding;
    struct buf folded;               /* scratch */
    VEC(struct text_word) words;     /* of the text */
    const struct mention *mentions;  /* of the text */
    size_t n_mentions;
};

/* Set up for a phrase; `folded` is the same folded.  `plain`: neither stems nor names. */
enum status matcher_set(struct matcher *m, struct span phrase, struct span folded,
                        const struct tm_language *lang, bool plain, struct error *e) MUST_CHECK;
void matcher_free(struct matcher *m);

/* For tm_index_visit; the context is the matcher. */
tm_token_fn matcher_which;

/* The best place in a text whose tokens were asked of before. */
enum status matcher_place(struct matcher *m, struct span text, struct concord_place *at,
                          enum concord_rank *rank, struct error *e) MUST_CHECK;

#endif
