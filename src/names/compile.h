/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Making a compiled authority dictionary out of records.  Records of one layer must have different
 * ids; for one id in several layers the nearer layer wins field by field: a field that stands once
 * replaces the farther one of that name, a repeatable one (Variant, Not, Former...) is added.
 *
 * The bytes that come out depend on the records, the transliteration systems and the lexicons
 * only, not on the order in which records of a layer were added.
 */
#ifndef NAMES_COMPILE_H
#define NAMES_COMPILE_H

#include "names/authority.h"
#include "names/record.h"
#include "translit/xlit.h"

struct compile;

/* Returns new.  `db` (borrowed) may be NULL: then nothing is derived. */
enum status compile_new(struct compile **c, const struct xlit_db *db, struct error *e) MUST_CHECK;
void compile_free(struct compile *c);

/* Use the lexicons of ordinary words of en, ru and kk.  Those that are not installed are named in
 * compile_missing. */
enum status compile_use_lexicons(struct compile *c, struct error *e) MUST_CHECK;

/* Languages without a lexicon, parted by spaces; "" when all are there.  Borrowed. */
const char *compile_missing(struct compile *c);

/* Add a record; everything is copied, values are trimmed and normalised to NFC. */
enum status compile_add(struct compile *c, const struct source_field *fields, size_t count,
                        unsigned layer, const char *file, uint64_t line,
                        struct error *e) MUST_CHECK;

/* Add all records of a compiled dictionary. */
enum status compile_add_authority(struct compile *c, const struct authority *a, unsigned layer,
                                  const char *file, struct error *e) MUST_CHECK;

/* The records, sorted by id and merged over the layers; borrowed until compile_free.  ST_SYNTAX
 * with file and line for an id that a layer has twice and for a record that cannot be used: no id,
 * kind or native spelling. */
enum status compile_merge(struct compile *c, const struct source_record **records, size_t *count,
                          struct error *e) MUST_CHECK;

/* Append the dictionary to `out`. */
enum status compile_write(struct compile *c, struct buf *out, struct error *e) MUST_CHECK;

#endif
