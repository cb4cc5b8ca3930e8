/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dictionary would replace in text, told as a list: every spelling of a name, the house
 * spelling to put in its place, and both again in each case of the language.  It is for tools that
 * know nothing but lists (prh, Vale, an office program's AutoCorrect).
 *
 * A list has no context, so it is more cautious than namenorm: no given name or patronymic alone,
 * no spelling that is an ordinary word, short, scoped to another language or in need of company,
 * and none that two names of the dictionary share unless both are written alike.
 */
#ifndef NAMES_SWAPS_H
#define NAMES_SWAPS_H

#include "base/map.h"
#include "names/endings.h"
#include "names/style.h"

struct swaps {
    const struct authority *a; /* borrowed, as the next two */
    struct style *style;
    const struct endings *endings; /* of the style's language; NULL: names stay as they are listed */
    struct map told;               /* spellings told already */
};

/* UTF-8, NFC; borrowed for the call. */
struct swap {
    struct span wrong, right;
    uint32_t entity;
};

/* False stops. */
typedef bool swap_fn(void *context, const struct swap *s);

/* All swaps of one entity, full names before family names.  A spelling is told once for each
 * `struct swaps`. */
enum status swaps_each(struct swaps *s, uint32_t entity, swap_fn *each, void *context,
                       struct error *e) MUST_CHECK;

void swaps_free(struct swaps *s);

/* The base with every ending that its language has for it, each once, `base` itself first; false
 * from `each` stops.  A woman's or a man's: `gender` 'f', 'm', 0 = not told. */
enum status inflect_each(const struct endings *g, struct span base, enum ending_part part,
                         char gender, bool (*each)(void *context, struct span word),
                         void *context, struct error *e) MUST_CHECK;

#endif
