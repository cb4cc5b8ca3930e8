/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Repairing a match: where the query and the source of a match have the same placeables in the same
 * order but for their values, the new values are put into the translation,
 *
 *   - a number in the format that the old one has there (1,234.5 -> 1 234,5), with the letters or the
 *     ending behind it that the new one asks for (text/number.h)
 *   - a date in the format, the language and the case that the old one has there (text/date.h)
 *   - a name in the house spelling of the target language, as a full name or a family name as the
 *     old one is there, with its ending (names/find.h, finder_rename)
 *   - an address or a tag as it is.
 *
 * What a number counts stays as it is: the word behind one that asks for another form of it now (12
 * for 3 before «письма», text/plural.h) is told as doubtful.
 *
 * All or nothing: each value that changes must stand exactly once in the source and once in the
 * translation, and it must be known how to write the new one there.
 */
#ifndef MEMORY_REPAIR_H
#define MEMORY_REPAIR_H

#include "base/buf.h"
#include "memory/placeable.h"

struct tm_repairer {
    const struct tm_languages *languages; /* borrowed */
    struct placeables query, source, target;
    struct buf text, changes; /* results */
};

/* Repair `target`, the translation of `source`, for `query`.  *repaired: r->text is that, and
 * r->changes says what was changed ("2023 -> 2025; Назарбаев -> Тоқаев"; "3 -> 12 (письма?)" with a
 * doubtful word).  Not repaired: r->changes says in the same way what of the query has no place in the
 * translation ("Macron -> Merkel"); it is empty where there is nothing to change, or the placeables are
 * not the same.  Both are borrowed until the next call. */
enum status tm_repair(struct tm_repairer *r, struct span query, struct span source,
                      struct span target, bool *repaired, struct error *e) MUST_CHECK;

void tm_repairer_free(struct tm_repairer *r);

#endif
