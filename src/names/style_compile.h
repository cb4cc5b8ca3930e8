/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a compiled file of house styles (styles.tmd) out of records Style and Spelling. */
#ifndef NAMES_STYLE_COMPILE_H
#define NAMES_STYLE_COMPILE_H

#include "base/buf.h"
#include "names/record.h"

struct style_compile;

enum status style_compile_new(struct style_compile **c, struct error *e) MUST_CHECK;
void style_compile_free(struct style_compile *c);

/* Add a record of type "Style" or "Spelling"; everything is copied.  ST_SYNTAX with file and line
 * for what it lacks and for values that mean nothing. */
enum status style_compile_add(struct style_compile *c, struct span type,
                              const struct source_field *fields, size_t count, const char *file,
                              uint64_t line, struct error *e) MUST_CHECK;

/* Append the compiled file to `out`.  Spellings of a style that is not there, two styles of one
 * name and two spellings of one id in a style are errors.  The bytes do not depend on the order in
 * which records were added. */
enum status style_compile_write(struct style_compile *c, struct buf *out, struct error *e)
    MUST_CHECK;

#endif
