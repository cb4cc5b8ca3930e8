/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One part of a name (a family name, initials, a place of two words) in the spelling of the house.
 * Private to the finder's respell.c, rename.c and mention.c.
 */
#ifndef NAMES_PART_TEXT_H
#define NAMES_PART_TEXT_H

#include "names/find_private.h"

struct respeller {
    struct finder *f;
    struct language *l;
    const struct candidate *c;
    const struct style_name *house;
    char gender;
};

/* Append the folded base that a token was read as. */
void read_base(struct finder *f, uint32_t token, const struct reading *reading, struct buf *out);

/* The reading of the part's last word. */
const struct reading *last_reading(const struct part *p, const struct alt *a);

/* Which endings the part takes. */
enum ending_part kind_of(const struct respeller *r, const struct part *p);

/* The house's words for the part, without an ending; empty where it has none. */
struct span house_part(const struct respeller *r, const struct part *p, const struct alt *a);

/* Are the part's words, their endings off, those of the house?  Then whatever the endings are, they
 * are the author's. */
bool right_stem(const struct respeller *r, const struct part *p, struct span house,
                const struct alt *a);

/* The part in house spelling; the text as it stands where the house has none. */
struct span part_text(const struct respeller *r, const struct part *p, const struct alt *a);

/* The same of a part that is initials. */
struct span initials_text(const struct respeller *r, const struct part *p);

#endif
