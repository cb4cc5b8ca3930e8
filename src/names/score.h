/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How likely are two spellings names of one person?  A score from 0 to 100, whatever the scripts,
 * the order of the parts and the romanizations.
 *
 * Words are compared letter by letter with the costs of names/channel.h: what is written for one
 * another in the names of real people costs little.  Words are aligned one to one so that the sum of
 * their likenesses is greatest; the average and the worst likeness, what is left over and how rare
 * the words are make the score, calibrated so that a pair of 80 is one name in four of five cases.
 *
 *   - An initial agrees with every word that begins with its sound, but one alone is no name,
 *     unless the other name is spelt so (Ю, Yu); several may stand for a name of as many words.
 *   - Words left over on one side cost a little, patronymics almost nothing; a patronymic is
 *     compared with a patronymic only, whatever its ending.
 *   - Two words may stand for one (Kassym Jomart, Kassymjomart).
 *   - What Czech, Lithuanian and Latvian add to foreign names (Merkelová, Putinas) may be left out.
 *   - Single words must be nearly equal: of bare surnames a letter decides.
 *   - A single word against a full name is never sure.
 *   - Titles and particles (van der, bin) are no part of a person's name, digits in a word are the
 *     letters they look like (Ig0r).
 *   - Numbers agree however they are written (44, XLIV, forty-four), and legal forms in all
 *     languages (LLC, GmbH, ООО, ЖШС); other ones make two companies.
 *   - In the name of an organization words that many share (bank, group) weigh little, words that
 *     stand for one another are one (Int'l, международный), and order does not matter.
 *
 * Scores are symmetric.
 */
#ifndef NAMES_SCORE_H
#define NAMES_SCORE_H

#include "base/buf.h"
#include "names/channel.h"
#include "text/norm.h"

enum { SCORE_WORDS = 12, SCORE_NUMBERS = 4 };

enum score_verdict { SCORE_DIFFERENT, SCORE_UNSURE, SCORE_SAME };

/* At and above the one, at and below the other. */
#define SCORE_SAME_FROM 80.0
#define SCORE_DIFFERENT_TO 60.0

struct score_word {
    struct span text;     /* of the name, which is borrowed */
    struct spelling spelling;
    unsigned given;       /* given_group of the word */
    uint16_t group;       /* of its kind */
    uint8_t kind;         /* enum common_kind: what it is besides a name */
    enum script script;   /* of the first letter */
    uint8_t added;        /* letters of an ending that only its language adds (Merkelová, Putinas) */
    uint16_t added_cost;  /* of taking them for that, as names/channel.h counts */
    bool initial;         /* one letter, perhaps with a dot */
    bool patronymic;
    bool child;           /* ends like a patronymic, wherever it stands */
    bool father;          /* stands behind bin, ibn: a father's name */
    bool family;          /* stands before a comma */
};

struct score_number {
    uint32_t value;
    struct span text;
    bool spelt; /* in letters; a word too, which may be the name of a person (Mehmet Birinci) */
};

/* A name ready to be compared; made once, compared often. */
struct score_name {
    struct span text;      /* all of it */
    unsigned count;
    unsigned form;         /* group of its legal form, 0: none */
    struct span form_text;
    unsigned n_numbers;
    struct score_number numbers[SCORE_NUMBERS];
    bool inverted;         /* it has a comma */
    bool organization;     /* it says so itself: by a legal form, a number, a word like bank */
    bool other;            /* the name of a place, organization...: every word counts, a single one
                              may differ a little; set by the caller after score_read */
    struct score_word words[SCORE_WORDS];
};

/* By what two words agree. */
enum score_by {
    SCORE_BY_LETTERS,
    SCORE_BY_FATHER, /* patronymics */
    SCORE_BY_FORM,   /* legal forms */
    SCORE_BY_NUMBER,
    SCORE_BY_WORD,   /* words that stand for one another */
    SCORE_BY_INITIALS /* the first letters of all words */
};

/* Which word agreed with which, for explanations; one is empty for a word left over. */
struct score_pair {
    struct span a, b;
    double likeness; /* 0 to 1 */
    enum score_by by;
    bool telling;    /* two names that agree, neither an initial: how rare they are tells something */
};

struct score_detail {
    unsigned count;
    bool bare; /* one has a single word, which is compared with one word of the other */
    struct score_pair pairs[2 * (SCORE_WORDS + SCORE_NUMBERS)];
};

/* Read a name.  `text` is borrowed as long as `out` is used.  Words beyond SCORE_WORDS and letters
 * without a sound are left out. */
void score_read(struct span text, struct score_name *out);

/* Bytes of a name that matter: a copy of so many can stand for it. */
size_t score_size(const struct score_name *name);

/* Likeness of two words, 0 to 1. */
double score_words(const struct score_word *a, const struct score_word *b);

/* Score of two names; `detail` may be NULL. */
double score_names(const struct score_name *a, const struct score_name *b,
                   struct score_detail *detail);

enum score_verdict score_verdict(double score);
const char *score_verdict_name(enum score_verdict v); /* "same", "different", "unsure" */

/* Append an explanation: "Tokajew ~ Токаев: 0.98 (je~е w~в)" for each pair of words, parted by "; ",
 * with the letters in which they differ. */
void score_explain(struct buf *out, const struct score_detail *detail);

#endif
