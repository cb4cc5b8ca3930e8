/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A translation memory where a program takes pairs of texts.
 */
#ifndef TOOLS_MEMFILE_H
#define TOOLS_MEMFILE_H

#include "tools/pairfile.h"

/* Is this how a memory in a file begins? */
bool memfile_looks_like(struct span beginning);

/* Is this a memory: such a file, or the address of one on a server?  No pipe is. */
bool memfile_is(const char *path);

/* Call for each source and each target that a unit has in two languages.  Unless NULL, *skipped grows
 * by the number of units that lack one of them. */
enum status memfile_each(struct cli *c, const char *path, const char *source_lang,
                         const char *target_lang, pair_fn *fn, void *context, uint64_t *skipped,
                         struct error *e) MUST_CHECK;

#endif
