/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside of the module: running the finite-state machine of a pass (table.h), which does what its
 * rules would do, without looking at them.
 */
#ifndef TRANSLIT_FAST_H
#define TRANSLIT_FAST_H

#include "translit/table.h"

struct xlit;

/* Where the cells of the characters that begin with a byte stand, by the second byte under `mask`.
 * Of all but well-formed ones of one or two bytes that is cell 0. */
struct fast_lead {
    uint32_t base; /* in fast.second */
    uint32_t mask;
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
    struct fast_lead lead[256];
    uint16_t second[FAST_SECONDS]; /* cells: of ASCII, none, of two bytes by the second */
    int16_t known[256]; /* by class: the state behind it where it is always the same, or -1 */
};

/* Returns new, one for each pass, those without a machine with `pass` NULL; to be freed with free().
 * NULL: out of memory. */
struct fast *fast_new(const struct table *t);

/* Whether the machine does the same as the rules on what [p, limit) of `x` is now, with all of its
 * contexts. */
bool fast_may_run(const struct fast *f, const struct xlit *x);

/* Move text from x->p to x->out as far as the machine can and the output has room.  *loose is set
 * where it passed code points that may not be NFC beside others. */
void fast_run(const struct fast *f, struct xlit *x, bool *loose);

#endif
