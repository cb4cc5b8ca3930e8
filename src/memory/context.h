/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a unit stand in its memory as a segment does in its document?  See lookup.h; private to
 * lookup.c. */
#ifndef MEMORY_CONTEXT_H
#define MEMORY_CONTEXT_H

#include "memory/lookup.h"

struct context_check {
    bool wanted;               /* there is a context to compare with */
    struct buf previous, next; /* normalized */
    struct span id;            /* borrowed from the context */
    struct arena arena;        /* of neighbours */
    struct buf text;           /* scratch */
};

/* Compare with this context from now on; NULL: with none. */
enum status context_check_set(struct context_check *c, const struct tm_context *context,
                              struct error *e) MUST_CHECK;

/* Is the unit in this context? */
enum status context_holds(struct context_check *c, struct tm_store *s,
                          const struct tm_direction *direction, int64_t unit, bool *holds,
                          struct error *e) MUST_CHECK;

void context_check_free(struct context_check *c);

#endif
