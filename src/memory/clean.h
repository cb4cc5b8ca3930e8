/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going through a memory for units with flaws (memory/flaws.h), and taking them out of it.
 *
 * A unit is judged pair by pair.  In a direction these are its sources with its targets; without
 * one the original (srclang, else the first variant) with each of the others.  What is applied is
 * one batch: a unit whose text has control characters is replaced by one without them; a faulty
 * target is taken out of its unit, and a unit that has no pair left then, or is another one's
 * duplicate, is taken away.
 *
 * Duplicates are units whose texts are the same after normalization (memory/segment.h) in the same
 * context; the one that changed last stays.
 */
#ifndef MEMORY_CLEAN_H
#define MEMORY_CLEAN_H

#include "memory/direction.h"
#include "memory/flaws.h"
#include "memory/store.h"

struct clean_finding {
    int64_t unit;
    enum flaw kind;
    const struct tm_variant *source, *target; /* borrowed for the call */
    struct span why;
};

/* Called for each finding, in order of units. */
typedef enum status clean_fn(void *context, const struct clean_finding *f, struct error *e);

struct clean_options {
    const struct tm_direction *direction; /* NULL: all languages */
    struct flaws_wanted wanted;
    bool apply;
    clean_fn *each;
    void *context;
};

struct clean_totals {
    uint64_t units;             /* that were looked at */
    uint64_t removed, repaired; /* that were, or without `apply` would be */
    int64_t batch;              /* 0: nothing was changed */
};

/* Clean a memory, or tell what would be done.  With `apply` the store must be open for writing. */
enum status clean_run(struct tm_store *s, const struct clean_options *o,
                      struct clean_totals *totals, struct error *e) MUST_CHECK;

#endif
