/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running a program over its files: reading in units, checking UTF-8 (--invalid), keeping byte-order
 * marks, writing to standard output, -o or in place, -z, --line-buffered, progress, and going on
 * after a bad file.
 */
#ifndef TOOLS_FILTER_H
#define TOOLS_FILTER_H

#include "tools/cli.h"
#include "base/reader.h"

struct filter_input {
    const char *name;  /* for messages and findings */
    struct span text;  /* valid UTF-8 unless --invalid=pass; borrowed until the callback returns */
    uint64_t offset;   /* bytes from the start of the file, byte-order mark included */
    uint64_t line;     /* 1-based */
    bool more;         /* the unit was cut at 64 KiB and goes on in the next call */
    uint64_t chars_before; /* of the line, in calls before this one */
    void *seen;        /* what `look` made of the unit; NULL where it did not look */
};

struct filter {
    /* Lines and records come without their terminator, which the driver writes after what `chunk`
     * made (LF, CRLF, NUL or nothing, as it was); paragraphs, blocks and whole files come as they
     * are.  With -z the unit is READ_RECORD, with --line-buffered READ_LINE, whatever it says here. */
    enum read_unit unit;
    bool keep_terminator; /* lines and records come with their terminator, and it is not written */
    /* Any of these may be NULL.  `out` is what goes to the output; a failure ends this file. */
    enum status (*begin)(void *state, const char *name, struct error *e);
    enum status (*chunk)(void *state, const struct filter_input *in, struct buf *out,
                         struct error *e);
    enum status (*end)(void *state, struct buf *out, struct error *e);
    /* the file ends in a failure: what is held back of the units before it; may be NULL */
    enum status (*broken)(void *state, struct buf *out, struct error *e);
    void (*written)(void *state); /* the output of the file is where it belongs; may be NULL */
    /* Not NULL: with -j units may be converted by several threads at once.  A state for one more of
     * them, the caller's to free; NULL: `e` is filled.  The first has the state of filter_run(). */
    void *(*another)(void *state, struct error *e);
    /* Or, where units must be converted in their order: with `look`, the states of `another` (the first
     * has one of its own then) look at units of valid text ahead of time and set *seen, which is NULL at
     * first, is used again for later units, and is freed by `unsee`.  The text stays where it is. */
    enum status (*look)(void *state, const struct filter_input *in, void **seen, struct error *e);
    void (*unsee)(void *seen);
    /* files are packages, or in whatever encoding: no mark is set apart, and nothing is checked */
    bool bytes;
};

/* Is the file that begins a package (docx, odt)?  Then it is read as bytes, and refused (ST_USAGE)
 * where it would be text on standard output, or one of several files in one -o. */
enum status filter_set_package(struct filter *f, const struct cli *c, bool package,
                               struct error *e) MUST_CHECK;

/* Run over all files.  Returns EXIT_DONE, or EXIT_TROUBLE when any failed (reported). */
int filter_run(struct cli *c, const struct filter *f, void *state);

#endif
