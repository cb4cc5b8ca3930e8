/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The spellings of a candidate in all ways that its readings allow.  Private to the finder:
 * mention.c judges them, rename.c puts somebody else's name there.
 */
#ifndef NAMES_RESPELL_H
#define NAMES_RESPELL_H

#include "names/part_text.h"

enum { MOST_TEXTS = 8, MOST_TAGS = 8 };

/* One spelling of a candidate: a text for each part. */
struct spelling {
    struct span part[MAX_PARTS];
    bool declined; /* a part has an ending of its own */
};

struct spellings {
    struct spelling v[MOST_TEXTS];
    size_t n;
};

/* The mention's text with its edits made. */
struct span replaced_text(struct finder *f, const struct mention *m);

/* Add every spelling of the candidate; false when there is none. */
bool spell_all(const struct respeller *r, struct spellings *out);

/* Add the spellings in all the cases in which the mention may stand though it has no ending: those
 * that the preposition before it asks for, else any of the singular. */
void spell_hidden_cases(const struct respeller *r, struct spellings *out);

#endif
