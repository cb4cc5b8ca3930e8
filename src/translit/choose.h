/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside of the module: which reading of a word is meant.  In this order: the one that the
 * dictionary has; the likeliest one of a stem that it has with a chain of endings; the one whose
 * letters are most like those of its words.
 */
#ifndef TRANSLIT_CHOOSE_H
#define TRANSLIT_CHOOSE_H

#include "translit/chains.h"
#include "translit/shapes.h"

struct chooser {
    struct readings set; /* of the word at hand */
    struct spell *spell; /* NULL without a dictionary */
    struct shapes *shapes;
    struct chains chains;
    bool tried;          /* to open them */
    char *note;          /* why there is no dictionary */
};

/* Close what was opened. */
void chooser_close(struct chooser *c);

/* Choose for choice->reading; what is filled in is kept in `memory`.  With `all`, rivals are also
 * looked for where the rules' reading is a word. */
enum status chooser_choose(struct chooser *c, struct restore_choice *choice, bool all,
                           struct arena *memory, struct error *e) MUST_CHECK;

#endif
