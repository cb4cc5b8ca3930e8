/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to respell.c, which spells a candidate in all ways that its readings allow, and mention.c,
 * which judges them. */
#ifndef NAMES_RESPELL_H
#define NAMES_RESPELL_H

#include "names/find_private.h"

enum { MOST_TEXTS = 8, MOST_TAGS = 8 };

/* One spelling of a candidate: a text for each part. */
struct spelling {
    struct span part[MAX_PARTS];
    bool declined; /* a part has an ending of its own */
};

struct respeller {
    struct finder *f;
    struct language *l;
    const struct candidate *c;
    const struct style_name *house;
    char gender;
};

struct spellings {
    struct spelling v[MOST_TEXTS];
    size_t n;
};

/* The reading of the part's last word. */
const struct reading *last_reading(const struct part *p, const struct alt *a);

/* Append the folded base that a token was read as. */
void read_base(struct finder *f, uint32_t token, const struct reading *reading, struct buf *out);

/* The mention's text with its edits made. */
struct span replaced_text(struct finder *f, const struct mention *m);

/* Add every spelling of the candidate; false when there is none. */
bool spell_all(const struct respeller *r, struct spellings *out);

#endif
