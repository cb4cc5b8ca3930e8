/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a JSON text (RFC 8259, UTF-8) as a tree, by jansson.  Every look into the tree is safe:
 * of what is not there, or is of another type, the answer is NULL, 0 or an empty span.  Text that
 * has to be edited in place is not for this (see doc/jsonl.c).
 */
#ifndef INTERCHANGE_JSONIN_H
#define INTERCHANGE_JSONIN_H

#include "base/error.h"
#include "base/span.h"

/* A value inside a document; borrowed until jsonin_free of the document. */
typedef struct json_t jsonin;

/* Returns new: the document.  `name` and `line` (of the first line of `text`) are for messages:
 * ST_SYNTAX. */
enum status jsonin_parse(jsonin **doc, struct span text, const char *name, uint64_t line,
                         struct error *e) MUST_CHECK;
void jsonin_free(jsonin *doc);

bool jsonin_is_object(jsonin *v);
bool jsonin_is_array(jsonin *v);

/* Member of an object. */
jsonin *jsonin_get(jsonin *v, const char *key);

/* Member along a path of keys parted by dots: "mainsnak.datavalue.value". */
jsonin *jsonin_path(jsonin *v, const char *path);

/* Number of items of an array, or of members of an object, and each of them. */
size_t jsonin_count(jsonin *v);
jsonin *jsonin_at(jsonin *v, size_t i);

/* Call for each member of an object, in the order in which they stand; false from it stops. */
void jsonin_each(jsonin *v, bool (*each)(void *context, struct span key, jsonin *v),
                 void *context);

/* A string's text; the text of the string under `key`. */
struct span jsonin_text(jsonin *v);
struct span jsonin_text_of(jsonin *v, const char *key);

/* A whole number; 0 of anything else. */
long long jsonin_integer(jsonin *v);

#endif
