/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a language adds to the general rules of segmentation: its abbreviations by what may follow
 * them, the words that begin sentences, and whether a number with a full stop is an ordinal.  The
 * files are dictionaries/segment/LANG.txt; their format is told in the README beside them.
 */
#ifndef SEGMENT_RULES_H
#define SEGMENT_RULES_H

#include "base/buf.h"
#include "base/map.h"

enum abbrev_class {
    ABBREV_NONE,
    ABBREV_NEVER,  /* never ends a sentence: Dr., проф., e.g. */
    ABBREV_NUMBER, /* does not end one before a number: No., стр. */
    ABBREV_MAYBE,  /* ends one only before a word that begins sentences: Inc., жж. */
    ABBREV_UNIT,   /* behind a number ends one before a capital, else like the last: м., см. */
    ABBREV_ENDS,   /* ends one before a capital: etc., т.б. */
};

struct seg_rules {
    struct map abbrev;   /* abbreviation with its stops and no spaces -> enum abbrev_class */
    struct map endings;  /* the same of abbreviations that end other words: "str." */
    struct map starters; /* lower-case words that begin sentences */
    struct map joined;   /* lower-case words before which no abbreviation ends a sentence */
    struct map lettered; /* lower-case words behind which a letter is a label: "Plan B" */
    struct map said;     /* lower-case words of saying that follow a name: "Go!" Ann cried. */
    struct map ordinals; /* lower-case words that follow an ordinal with a stop ("3. Mai") */
    bool any_ordinal;    /* any word with a capital does, but those that begin sentences */
    bool ordinals_not_of_nouns; /* but not where one stands before it: "Kapitel 3. Das" */
};

#define SEG_RULES_INIT                                                                             \
    {MAP_INIT, MAP_INIT, MAP_INIT, MAP_INIT, MAP_INIT, MAP_INIT, MAP_INIT, false, false}

/* Read a rule file's text (`name` for messages).  ST_SYNTAX with its line for an unknown section
 * or a word outside any. */
enum status seg_rules_parse(struct seg_rules *r, struct span text, const char *name,
                            struct error *e) MUST_CHECK;

void seg_rules_free(struct seg_rules *r);

/* Class of an abbreviation written as in text with its last stop, spaces removed.  An entry in
 * small letters also stands for its capitalised and all-capitals forms, except one letter.  A word
 * that is not known has the class of what stands behind its last hyphen, or of an ending. */
enum abbrev_class seg_rules_abbrev(const struct seg_rules *r, struct span word);

/* Whether a word (in any case) is in a set of lower-case words. */
bool seg_rules_has(const struct map *set, struct span word);

#endif
