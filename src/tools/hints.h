/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pairs of words that a user's dictionary lists, for the aligners.
 */
#ifndef TOOLS_HINTS_H
#define TOOLS_HINTS_H

#include "align/prior.h"
#include "tools/cli.h"

struct hint_vec {
    VEC_OF(struct lex_hint)
};

/* Read TSV (source TAB target, further fields are passed over): every word of a source field with
 * every word of its target field, where both are words of the two sides. */
enum status hints_read(struct cli *c, struct hint_vec *out, const char *path, struct side *source,
                       struct side *target, struct error *e) MUST_CHECK;

#endif
