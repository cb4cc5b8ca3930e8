/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside of the module: running the finite-state machine of a pass (table.h), which does what its
 * rules would do, without looking at them.
 */
#ifndef TRANSLIT_FAST_H
#define TRANSLIT_FAST_H

#include "translit/table.h"

struct xlit;

/* A cell as fast_cells() wants it: places instead of numbers, and distances in bytes. */
struct fast_cell {
    const char *row;
    const uint32_t *right;
    uint32_t class;
    uint32_t left;   /* all bits set, or 0 */
    uint32_t next;   /* the state behind it, whatever stood around it, */
    uint32_t varies; /* unless this is 1 */
};

/* The cells of characters that begin with a byte, by the second byte under `mask`.  Of all but
 * well- formed ones of one or two bytes that is cell 0. */
struct fast_lead {
    const struct fast_cell *const *at;
    uint64_t mask;
};

enum { FAST_LEADS = 0xE0 - 0xC2, FAST_SECONDS = 0x80 + 1 + FAST_LEADS * 256 };

/* The machine of a pass, ready to run. */
struct fast {
    const struct table_pass *pass;
    const uint16_t *stage1, *stage2, *stage3;
    const struct table_cell *cells;
    const struct table_action *actions;
    const uint16_t *right;
    const uint8_t *delta;
    const uint32_t *looks;
    struct fast_cell *fast; /* of each cell; owned */
    uint32_t *steps;        /* `right` in bytes; owned */
    struct fast_lead lead[256];
    const struct fast_cell *second[FAST_SECONDS]; /* ASCII, none, two bytes by the second */
    int16_t known[256]; /* by class: the state behind it where it is always the same, or -1 */
};

/* Returns new, one for each pass, those without a machine with `pass` NULL.  NULL: out of
 * memory. */
struct fast *fast_new(const struct table *t);
void fast_free(struct fast *all, const struct table *t);

/* Whether the machine does the same as the rules on what [p, limit) of `x` is now, with all of its
 * contexts. */
bool fast_may_run(const struct fast *f, const struct xlit *x);

/* Move text from x->p to x->out as far as the machine can and the output has room.  *loose is set
 * where it passed code points that may not be NFC beside others. */
void fast_run(const struct fast *f, struct xlit *x, bool *loose);

#endif
