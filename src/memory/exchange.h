/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Units of a memory from and to the exchange formats.
 *
 * TMX: the props x-origin and x-context are a unit's origin and context; everything else is kept as
 * it is.  The change time of a unit is the newest changedate or creationdate in it.
 *
 * XLIFF and PO: msgctxt is the context, a <file>'s original the origin.  What is empty, obsolete or
 * fuzzy, or waits for review, is not taken.  An entry of PO with plural forms becomes as many units
 * as it has forms, which props tie together: x-plural-form "0/3" the number of the form and of all,
 * x-plural-singular and x-plural-plural the two sources, x-plural-rule the Plural-Forms of the
 * file.  The first form translates msgid, all others (and a single one) msgid_plural.
 */
#ifndef MEMORY_EXCHANGE_H
#define MEMORY_EXCHANGE_H

#include "base/arena.h"
#include "interchange/bifile.h"
#include "interchange/tmx.h"
#include "memory/direction.h"
#include "memory/tu.h"

/* A unit from TMX.  What is built lies in the arena and in what `in` points to.  When the unit
 * cannot be taken (fewer than two variants with a language and text; with a direction, none in one
 * of its languages) *reason says why, translated, and is NULL otherwise. */
enum status tm_from_tmx(struct tm_unit *out, const struct tmx_unit *in,
                        const struct tm_direction *direction, struct arena *a,
                        const char **reason, struct error *e) MUST_CHECK;

/* The other way.  With a direction only the variants of its two languages are written. */
enum status tm_to_tmx(struct tmx_unit *out, const struct tm_unit *in,
                      const struct tm_direction *direction, struct arena *a,
                      struct error *e) MUST_CHECK;

#define TM_PROP_FORM "x-plural-form"
#define TM_PROP_SINGULAR "x-plural-singular"
#define TM_PROP_PLURAL "x-plural-plural"
#define TM_PROP_RULE "x-plural-rule"

/* How many units a unit of a bilingual file makes. */
size_t tm_bi_forms(const struct bi_unit *u);

/* What counts for all units of a file. */
struct tm_bi_file {
    struct span source_lang, target_lang;
    struct span plural_rule; /* PO: Plural-Forms, may be empty */
    const char *created;     /* date of the units as TMX writes it, or NULL */
};

/* The unit for form number `form`.  What is built lies in the arena and in what the other arguments
 * point to; *reason as in tm_from_tmx. */
enum status tm_from_bi(struct tm_unit *out, const struct bi_unit *in, size_t form,
                       const struct tm_bi_file *file, struct arena *a, const char **reason,
                       struct error *e) MUST_CHECK;

/* The text of a unit's first prop of a type, kept in the arena; empty where there is none. */
enum status tm_prop(const struct tm_unit *u, const char *type, struct arena *a, struct span *out,
                    struct error *e) MUST_CHECK;

/* A unit of terms has the prop x-kind "term", and a note with the definition where there is one.
 * The `extra` of such a unit, kept in the arena; a NULL ptr: no memory. */
#define TM_PROP_KIND "x-kind"
struct span tm_term_extra(struct span definition, struct arena *a) MUST_CHECK;

/* The text of a unit's first note, kept in the arena; empty where there is none. */
enum status tm_note(const struct tm_unit *u, struct arena *a, struct span *out,
                    struct error *e) MUST_CHECK;

#endif
