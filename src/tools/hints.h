/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pairs of words that a user's dictionary lists, for the aligners.
 */
#ifndef TOOLS_HINTS_H
#define TOOLS_HINTS_H

#include "align/prior.h"
#include "tools/cli.h"

/* Of word alignment: every word of a term belongs to every word of its translation. */
struct hint_vec {
    VEC_OF(struct lex_hint)
};

/* Read a dictionary (tools/dictfile.h): every word of a source term with every word of its target
 * term, where both are words of the two sides.  Languages may be NULL: any. */
enum status hints_read(struct cli *c, struct hint_vec *out, const char *path,
                       const char *source_lang, const char *target_lang, struct side *source,
                       struct side *target, struct error *e) MUST_CHECK;

#endif
