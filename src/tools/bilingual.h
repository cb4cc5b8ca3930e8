/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pairs of a bilingual file of any kind, one after another: XLIFF and PO (interchange/bifile.h),
 * TMX, and TSV of source and target.  The kind is told by content.
 */
#ifndef TOOLS_BILINGUAL_H
#define TOOLS_BILINGUAL_H

#include "memory/direction.h"
#include "memory/qa.h"
#include "tools/cli.h"

/* Called for each pair, borrowed until it returns; its languages are as the file has them, perhaps
 * empty.  Without a direction each pair of TMX is the original and one of the others. */
typedef enum status bilingual_fn(void *context, const struct qa_pair *p, struct error *e);

/* `direction` may be NULL: the languages are those of the file.  Obsolete units, and those that are
 * not to be translated, are passed over. */
enum status bilingual_each(struct cli *c, const char *path, const struct tm_direction *direction,
                           bilingual_fn *fn, void *context, struct error *e) MUST_CHECK;

/* Is a file bilingual, by its content?  Plain text and TSV are not. */
bool bilingual_looks_like(struct span head, const char *name);

#endif
