/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside of the module: the Cyrillic words that a system writes like a given one.  Letters are
 * swapped for others that some alphabet writes alike, and what the system, run forwards, does not
 * write the same is dropped.
 */
#ifndef TRANSLIT_READINGS_H
#define TRANSLIT_READINGS_H

#include "base/arena.h"
#include "base/vec.h"
#include "translit/restore.h"

enum { SWAP_LETTERS = 3 };

/* A word as code points. */
struct letters {
    uint32_t c[RESTORE_LETTERS + SWAP_LETTERS * 4];
    size_t n;
};

enum casing { CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED };

/* What fits of a word; and it appended in a letter case. */
void letters_read(struct letters *l, struct span s);
void letters_add(struct buf *b, const struct letters *l, enum casing casing);

/* What a small letter is, as a sum; й ь ъ are nothing of this. */
enum {
    LETTER_CONSONANT = 1,
    LETTER_VOWEL = 2,
    LETTER_BACK = 4,  /* а о ұ ы я */
    LETTER_FRONT = 8, /* ә е ө ү і э */
    LETTER_LOAN = 16, /* only in loans: в ф ц ч щ э ё ь ъ */
    LETTER_NATIVE = 32, /* not in loans: ә ө ү */
};
unsigned letter_kind(uint32_t c);

enum { SHORT_I = 0x439, SOFT_SIGN = 0x44C, HARD_SIGN = 0x44A };

struct swap {
    struct letters from, to;
    float cost;
    bool rare;
};

/* A reading that the system writes like the rules' own. */
struct reading {
    struct span text; /* in `scratch`, in small letters */
    float cost;       /* of its swaps */
    bool rare;        /* has a rare one */
    bool word;        /* for the caller, as are the others: is it in the dictionary */
    bool tried;       /* was a stem looked for */
    uint8_t stem;     /* letters of one */
    float score, stem_score;
};

struct readings {
    struct xlit *forward;
    VEC(struct swap) swaps; /* those that the system has */
    bool vowels;            /* does it leave front and back to the reader? */

    /* the search at hand */
    struct arena scratch;
    VEC(struct reading) found; /* the first is the word itself */
    enum casing casing;        /* of the word; set by the caller */
    struct letters made;
    struct buf target, written, text; /* what the word and a reading become; for any short use */
    float cost;
    unsigned steps;
};

/* Ask the system which letters it writes alike; `r` is zeroed before, and closed also on
 * failure. */
enum status readings_open(struct readings *r, const struct xlit_db *db, struct span system,
                          struct error *e) MUST_CHECK;
void readings_close(struct readings *r);

/* Could a letter of the word (in small letters) stand for another? */
bool readings_may_differ(struct readings *r, const struct letters *word);

/* The readings of a word (in small letters), in r->found until the next call. */
enum status readings_find(struct readings *r, const struct letters *word, struct error *e)
    MUST_CHECK;

#endif
