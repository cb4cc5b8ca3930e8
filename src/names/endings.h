/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Grammatical endings of names in one language: read off a word in running text, and put on
 * another stem, so that a name that is respelled keeps its case.  Also the words that a language
 * puts around names (titles, common given names, its most frequent words).
 *
 * All of it is data: dictionaries/endings/LANG.txt, whose format its README describes.  The engine
 * knows classes of stems by their last letters, and for each class and case the ending in one or
 * more variants (harmony, style).  Everything works on text in NFC and small letters; an
 * apostrophe of any shape is ' in it.
 *
 * A reading is one way to take a word apart; most words have several.  Whoever reads decides which
 * of the bases is a name.
 */
#ifndef NAMES_ENDINGS_H
#define NAMES_ENDINGS_H

#include "base/buf.h"

struct endings;

/* What kind of name a class of stems is for; a sum in the data. */
enum ending_part {
    ENDING_FAMILY = 1,
    ENDING_GIVEN = 2,
    ENDING_PATRONYMIC = 4,
    ENDING_PLACE = 8, /* and everything else that is no person */
};

enum { ENDING_NOMINATIVE = 0, ENDING_RAW = UINT16_MAX };

struct reading {
    uint16_t tag;     /* case and number; ENDING_NOMINATIVE: no ending; ENDING_RAW: what follows an
                         apostrophe, kept as it is */
    uint8_t variant;  /* which of the ending's variants */
    uint8_t parts;    /* sum of enum ending_part for which the class is */
    char gender;      /* 'm', 'f', or 0 for any */
    uint32_t cut;     /* bytes of the word that stay */
    struct span add;  /* what is put in the place of the rest to get the base; borrowed */
};

/* Returns new: the endings in a file's text, which is not kept.  `name` is for messages:
 * ST_SYNTAX with its line. */
enum status endings_parse(struct endings **g, struct span text, const char *name, struct error *e)
    MUST_CHECK;
void endings_free(struct endings *g);

/* The word in small letters and NFC with plain apostrophes, as the other functions want it. */
enum status endings_fold(struct buf *out, struct span word, struct error *e) MUST_CHECK;

/* All readings of a folded word that leave at least two letters of its base, the whole word (nominative)
 * first; at most `max`.  `g` may be NULL: a language without endings. */
size_t endings_read(const struct endings *g, struct span word, struct reading *out, size_t max);

/* All that endings_read() takes off a word, and what it puts back on the stem for it (both may be
 * empty), each pair once or more; false from `each` stops. */
bool endings_each_end(const struct endings *g,
                      bool (*each)(void *context, struct span end, struct span strip),
                      void *context);

/* Append the base that a reading of `word` supposes. */
void endings_base(struct span word, const struct reading *r, struct buf *out);

/* Append `base` (with its capitals) with the ending that `r` names.  `was` is the folded base that
 * the text had: where vowel harmony changes from it to `base`, the variant of the ending changes.
 * An apostrophe is written as `apostrophe`.  A stem of no class, or without that case, is appended
 * unchanged: false. */
bool endings_write(const struct endings *g, struct span base, enum ending_part part, char gender,
                   const struct reading *r, struct span was, struct span apostrophe,
                   struct buf *out);

/* Does a base of this kind decline at all?  *failed is set when memory ran out. */
bool endings_declines(const struct endings *g, struct span base, enum ending_part part,
                      char gender, bool *failed);

/* Does only the last word of a name of several words decline?  True where nothing does. */
bool endings_last_only(const struct endings *g);

/* Name of a tag in the data: "gen", "pl.dat". */
struct span endings_tag(const struct endings *g, uint16_t tag);

/* The cases, as a sum of 1 << tag, in which a name stands behind a folded word (из, do); 0 where it
 * does not tell. */
uint64_t endings_governed(const struct endings *g, struct span word);

/* Lists of folded words; `*word` at the end of an entry stands for any beginning. */
enum ending_list {
    LIST_TITLES, /* words before a name that are no part of it: president, Mr, г-н */
    LIST_BEFORE, /* other words that may stand before a name: the, in, yesterday; frequent words and
                    prepositions are on it too */
    LIST_GIVEN,  /* common given names, which beside a family name make it another person's */
    LIST_COMMON, /* the language's most frequent words, by which it is recognised */
    LIST_FORMERLY, /* formerly, renamed, бывший: beside them a superseded name stays */
    LIST_SPELLING, /* spelled, Schreibweise, написание: beside them a spelling is spoken of, */
    LIST_NAMING,   /* the word, called, название: and beside them what stands in quotation marks */
    LIST_ALIAS,    /* or, aka: between two spellings of one name */
    LIST_WORKS,    /* book, film: what has a title in quotation marks */
    ENDING_LISTS
};

/* All words of a list; `each` is called with every one, false from it stops. */
bool endings_each(const struct endings *g, enum ending_list list,
                  bool (*each)(void *context, struct span word), void *context);

bool endings_listed(const struct endings *g, enum ending_list list, struct span word);

#endif
