/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to import*.c: a record under construction. */
#ifndef NAMES_IMPORT_DRAFT_H
#define NAMES_IMPORT_DRAFT_H

#include "base/map.h"
#include "base/vec.h"
#include "interchange/jsonin.h"
#include "names/import.h"
#include "names/parts.h"

struct draft_field {
    struct span name, value;
};

/* Text is kept in the arena. */
struct draft {
    struct arena arena;
    struct map said; /* values, so that no spelling is said twice */
    struct span id, kind, native;
    bool unsure_kind, unsure_native;
    VEC(struct draft_field) fields;
    bool failed; /* memory ran out */
};

void draft_reset(struct draft *d);
void draft_free(struct draft *d);

/* A copy of `text` that lives as long as the draft: NFC, white space as single spaces, none at the
 * ends. */
struct span draft_keep(struct draft *d, struct span text);

/* A field as it is.  Without a value, or with one that the field has already, nothing happens. */
void draft_field(struct draft *d, struct span name, struct span value);

/* A spelling in `lang` (a tag; empty: told by its letters): its heading where the language has none,
 * else a Variant.  `person`: it is a running full name, which is inverted. */
void draft_name(struct draft *d, struct span lang, struct span text, bool person);

/* Another spelling, which is to be no heading. */
void draft_variant(struct draft *d, struct span text);

/* The heading of parts that the list tells apart. */
void draft_parts(struct draft *d, struct span lang, const struct parts *p);

/* Finish: choose what is native, write the record or complain, and count. */
enum status draft_write(struct importer *m, struct draft *d, uint64_t line, struct error *e)
    MUST_CHECK;

/* Fill the draft from one object of a list; false where it is nothing to import (an address). */
typedef bool draft_from(struct draft *d, jsonin *object);

draft_from draft_popolo_person, draft_popolo_organization, draft_popolo_area, draft_ftm,
    draft_wikidata;

#endif
