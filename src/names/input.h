/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files of records on their way into the compilers: rec files (this is the only part of the name
 * engine that needs librec) and dictionaries compiled before.
 */
#ifndef NAMES_INPUT_H
#define NAMES_INPUT_H

#include "interchange/rec.h"
#include "names/compile.h"
#include "names/style_compile.h"

enum input_kind {
    INPUT_NAMES,    /* a rec file with records of type Name, or of no type */
    INPUT_STYLES,   /* a rec file with records of type Style or Spelling */
    INPUT_COMPILED, /* a compiled dictionary of names */
};

/* A file that was read: a rec file's records, or the path of a compiled dictionary. */
struct input {
    enum input_kind kind;
    const char *path; /* borrowed from the caller */
    struct rec_file rec;
};

/* Read `path`.  A compiled file is told by its first bytes.  Names and styles in one file are
 * ST_SYNTAX.  `s` is to be freed also after an error. */
enum status input_open(struct input *s, const char *path, struct error *e) MUST_CHECK;
void input_close(struct input *s);

/* Check what the file's descriptors demand and add its names as layer `layer`; the first complaint
 * is the error. */
enum status input_add_names(struct compile *c, const struct input *s, unsigned layer,
                             struct error *e) MUST_CHECK;

/* The same for styles. */
enum status input_add_styles(struct style_compile *c, const struct input *s,
                              struct error *e) MUST_CHECK;

#endif
