/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files of pairs that belong together, TSV of source and target: glossaries, dictionaries.  Further
 * fields, empty lines and lines that begin with # are passed over.
 */
#ifndef TOOLS_PAIRFILE_H
#define TOOLS_PAIRFILE_H

#include "tools/cli.h"

/* Called for each pair; the spans are borrowed until it returns. */
typedef enum status pair_fn(void *context, struct span source, struct span target,
                            struct error *e);

/* ST_SYNTAX, with its line, for one that has no second field. */
enum status pairfile_each(struct cli *c, const char *path, pair_fn *fn, void *context,
                          struct error *e) MUST_CHECK;

#endif
