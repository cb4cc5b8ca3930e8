/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does it cost to take one written word for another?  The letters of both are aligned in pieces
 * of up to four (sch and ш, x and кс, h and nothing), each with a cost that was learned from the
 * names of people in many languages: dictionaries/sounds, whose README tells how.  A cost is minus
 * the natural logarithm of the probability of one piece given the other, in hundredths: what is
 * always written so costs nothing, one letter for any other CHANNEL_WRONG, one more CHANNEL_MISSING.
 *
 * Words of two alphabets that no file pairs are to be read in Latin letters.
 */
#ifndef NAMES_CHANNEL_H
#define NAMES_CHANNEL_H

#include "base/buf.h"
#include "names/alphabet.h"

enum { CHANNEL_PIECE = 4 /* letters at most */, CHANNEL_WRONG = 720, CHANNEL_MISSING = 650,
       CHANNEL_USUAL = 70 /* what costs less is written so as a rule */ };

/* A word ready to be compared. */
struct spelling {
    uint8_t alphabet; /* enum alphabet */
    uint8_t n;        /* letters */
    uint16_t pieces[ALPHABET_LETTERS][CHANNEL_PIECE]; /* that begin at a letter, by length; 0: none */
};

/* Letters without a place in the tables are left out; n is 0 where none is left. */
void channel_read(struct span word, struct spelling *out);

/* The same of a word spelt in Latin letters, whatever its script. */
void channel_read_latin(struct span word, struct spelling *out);

/* Is there a file that pairs the alphabets of two words? */
bool channel_paired(const struct spelling *a, const struct spelling *b);

/* The cost of two words; symmetric.  0 when both are empty.  Costs of `enough` and more are not told
 * apart, which is quicker. */
unsigned channel_cost(const struct spelling *a, const struct spelling *b, unsigned enough);

/* How the cost of two words is spread. */
struct channel_steps {
    unsigned cost;   /* as channel_cost */
    unsigned worst;  /* cost of the dearest piece */
    unsigned places; /* in which two words of one alphabet have other letters */
};
void channel_steps(const struct spelling *a, const struct spelling *b, struct channel_steps *out);

/* The one slip of the hand by which two words of one alphabet differ. */
enum channel_slip {
    CHANNEL_NO_SLIP,
    CHANNEL_DOUBLED,   /* a letter twice */
    CHANNEL_SWAPPED,   /* two neighbours for one another */
    CHANNEL_NEIGHBOUR, /* the next key of the keyboard, QWERTY or ЙЦУКЕН */
};
enum channel_slip channel_slip(const struct spelling *a, const struct spelling *b);

/* The cost of an initial for the beginning of a word. */
unsigned channel_begins(const struct spelling *initial, const struct spelling *word);

/* Append the pieces by which two words differ, "je~е w~в", that are not written so as a rule, in the
 * order of the words; `a` and `b` are their text. */
void channel_explain(struct buf *out, struct span a, struct span b);

#endif
