/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A record of an authority file before it is compiled: fields with the place where each was
 * written, and what the names of fields mean.
 */
#ifndef NAMES_RECORD_H
#define NAMES_RECORD_H

#include "base/arena.h"
#include "base/error.h"
#include "names/authority.h"

struct source_field {
    struct span name, value; /* value in NFC, without white space at its ends */
    const char *file;        /* for messages; borrowed */
    uint64_t line;           /* 0 = unknown (from a compiled file) */
};

/* All text is borrowed from the arena of whoever made the record. */
struct source_record {
    struct span id;
    unsigned layer; /* 0 is the nearest; a field of a nearer layer wins */
    const char *file;
    uint64_t line;
    struct source_field *fields;
    size_t count;
};

/* What a field is.  Those from FIELD_HEADING on carry a language. */
enum field_kind {
    FIELD_UNKNOWN,
    FIELD_ID,
    FIELD_KIND,
    FIELD_NATIVE,
    FIELD_GENDER,
    FIELD_ORDER,
    FIELD_NEEDS,
    FIELD_EXONYM,
    FIELD_FORMER,
    FIELD_DATE, /* Born, Died */
    FIELD_UNSURE,
    FIELD_NOTE, /* Note, Source */
    FIELD_HEADING,   /* kk, az_Latn */
    FIELD_VARIANT,   /* Variant, Variant_pl: lang may be empty from here on */
    FIELD_NOT,
    FIELD_MISNAMING,
    FIELD_ABBR,
    FIELD_ROLE,
};

/* Kind of a field by its name; *lang is the language part as written ("az_Latn"), empty if none. */
enum field_kind field_kind(struct span name, struct span *lang);

/* May a field of this kind stand more than once in a record? */
bool field_repeats(enum field_kind kind);

/* First field of this name; NULL where there is none. */
const struct source_field *record_get(const struct source_record *r, const char *name);

/* The field that holds the native spelling; NULL where Native or the field is missing. */
const struct source_field *record_native(const struct source_record *r);

/* The value of Kind in words, "person", as a number; false for other words. */
bool record_kind(struct span value, enum auth_kind *kind);

/* A date as ISO 8601 with month and day optional, a real day of the calendar; empty is fine. */
bool record_date(struct span value);

/* "Нұр-Сұлтан | 2019-03-20 | 2022-09-17" in three parts; false where there are more. */
bool record_former(struct span value, struct auth_former *out);

/* A tag with `-` for `_`, lent from the arena; ptr NULL when memory runs out. */
struct span record_tag(struct arena *a, struct span lang);

#endif
