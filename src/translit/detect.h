/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The language of a text, guessed from the letters that alphabets have and lack, frequent words and
 * runs of letters: for choosing a system paragraph by paragraph, not for
 * identifying languages in general.  The tables are in detect_table.c and
 * detect_runs.c.
 *
 * Known are, in Cyrillic: ru uk be bg sr mk kk ky uz tg tt ba mn tk az; and the other alphabets of
 * Kazakh: kk-Latn (with the system that writes it, as far as its letters tell) and kk-Arab.
 */
#ifndef TRANSLIT_DETECT_H
#define TRANSLIT_DETECT_H

#include "base/error.h"
#include "base/span.h"

struct detected {
    const char *language; /* "kk", "kk-Latn", "kk-Arab"; NULL: a text in none of the known; static */
    const char *system;   /* of Kazakh in another alphabet: "kk-2021"; else NULL; static */
    unsigned confidence;  /* percent: how likely it is not the second best */
};

struct detector;

/* Returns new. */
enum status detector_open(struct detector **d, struct error *e) MUST_CHECK;
void detector_free(struct detector *d);

struct detected detect_text(struct detector *d, struct span text);

/* One language of the table. */
struct detect_language {
    const char *language, *system;
    const char *own;     /* letters that related languages lack, */
    unsigned share;      /* and about how many of a hundred letters they are */
    const char *letters; /* of its alphabet, small */
    const char *words;   /* the most frequent, between spaces */
};
extern const struct detect_language detect_table[];
extern const size_t detect_table_len;

/* Frequent runs of three letters of a language, or of Kazakh by a system. */
struct detect_runs {
    const char *name;
    const char *runs; /* most frequent first, a blank behind each */
};
extern const struct detect_runs detect_runs[];
extern const size_t detect_runs_len;

#endif
