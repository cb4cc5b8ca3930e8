/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From which language to which: choosing the variants of a unit that serve.  Languages match as
 * text/langtag.h says; of several variants those with the best region count, and all of them when
 * they are equally good (one source with two translations).  A variant is never both sides.
 */
#ifndef MEMORY_DIRECTION_H
#define MEMORY_DIRECTION_H

#include "base/error.h"
#include "memory/tu.h"
#include "text/langtag.h"

struct tm_direction {
    struct lang_tag source, target;
};

/* ST_USAGE when one of them is no language tag. */
enum status tm_direction_set(struct tm_direction *d, const char *source, const char *target,
                             struct error *e) MUST_CHECK;

/* Units with more variants than this are looked at up to here. */
enum { TM_MAX_VARIANTS = 64 };

/* The variants of a unit that are source or target; numbers into u->variants.  False when one side
 * is missing. */
struct tm_sides {
    size_t n_sources, n_targets;
    uint16_t sources[TM_MAX_VARIANTS], targets[TM_MAX_VARIANTS];
};
bool tm_direction_pick(const struct tm_direction *d, const struct tm_unit *u,
                       struct tm_sides *out);

/* Without a direction: the original (srclang, else the first variant), and as targets the
 * others. */
struct tm_sides tm_original(const struct tm_unit *u);

#endif
