/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dictionaries of any format: TSV (tools/pairfile.h), TBX, and Apertium's bilingual .dix.
 */
#ifndef TOOLS_DICTFILE_H
#define TOOLS_DICTFILE_H

#include "tools/pairfile.h"

/* Call for each pair of a source and a target term.  What a TBX concept has in the two languages is
 * paired all with all; a .dix does not say which of its sides is which language, so its pairs come
 * both ways.  Languages may be NULL: any.  ST_SYNTAX for a file that is none of these. */
enum status dictfile_each(struct cli *c, const char *path, const char *source_lang,
                          const char *target_lang, pair_fn *fn, void *context,
                          struct error *e) MUST_CHECK;

#endif
