/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A translation unit (TU) as memories keep it: texts in two or more languages that say the same,
 * with where they come from and when they changed.  All text is UTF-8.
 *
 * What TMX says about a unit or a variant beyond that (attributes, props, notes) is kept as
 * `extra`: lines of TSV, so that it can be read in the database and nothing is lost.  The first
 * field tells what a line is: "a" NAME VALUE, an attribute; "p" TEXT and then NAME VALUE pairs, a
 * <prop> with its attributes; "n" likewise, a <note>.
 */
#ifndef MEMORY_TU_H
#define MEMORY_TU_H

#include "base/arena.h"

struct tm_variant {
    int64_t id;         /* of the store; 0 = not stored yet */
    struct span lang;   /* BCP 47, as it came */
    struct span text;   /* plain */
    struct span markup; /* with inline elements as XML (interchange/tmx.h); empty = none */
    struct span extra;
};

struct tm_unit {
    int64_t id;
    int64_t batch;
    int64_t changed;      /* newest change, microseconds since 1970 UTC; 0 = that of the batch */
    struct span srclang;  /* language of the original, may be empty or "*all*" */
    struct span origin;   /* where it comes from: a document, a project */
    struct span context;  /* where it stood there; units that differ in it are kept apart */
    struct span extra;
    struct tm_variant *variants;
    size_t n_variants;
};

/* Times as TMX writes them, 20240131T235959Z; also 2024-01-31T23:59:59Z and the date alone.
 * Microseconds since 1970 UTC; false for anything else. */
bool tm_time_parse(struct span s, int64_t *out);

/* TMX form with seconds; 17 bytes with the NUL. */
void tm_time_format(int64_t time, char out[17]);

/* Now. */
int64_t tm_time_now(void);

/* The same for all units that say the same: texts, languages without regard to case, order of
 * variants set aside, context, props and notes; dates, users, other attributes and the prop x-score of
 * an alignment do not count. */
uint64_t tm_unit_hash(const struct tm_unit *u);

/* Copy the texts of a variant, or those of a unit without its variants, into the arena; false when
 * memory runs out. */
bool tm_variant_keep(struct arena *a, struct tm_variant *v) MUST_CHECK;
bool tm_unit_keep(struct arena *a, struct tm_unit *u) MUST_CHECK;

/* Do two units with the same hash hold the same texts in the same context? */
bool tm_unit_same(const struct tm_unit *a, const struct tm_unit *b);

#endif
