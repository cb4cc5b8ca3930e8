/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What importing (tmem_import.c) and taking up an interrupted import (tmem_resume.c) share. */
#ifndef TOOLS_TMEM_IMPORT_H
#define TOOLS_TMEM_IMPORT_H

#include "base/reader.h"
#include "tools/progress.h"
#include "tools/tmem.h"

struct import {
    struct cli *c;
    struct tmem *t;
    const char *kind;     /* "import" or "add" */
    const char *name;     /* of the file, for messages */
    const char *format;
    struct reader in;
    int64_t batch;
    uint64_t skip;        /* resumed: units that were dealt with before */
    uint64_t seen;        /* units of this file */
    uint64_t taken, merged, refused, unsaved;
    char created[17];     /* TMX date for units that bring none */
    struct arena arena;
    struct progress progress;
    VEC(int64_t) waiting; /* --strict: batches to be published together */
    bool failed;
    bool only_new;        /* a file that brings nothing new leaves no batch */
};

/* Import the operands, or do with an interrupted import what was asked.  Returns an exit status. */
int import_run(struct import *m, struct tmem *t);

/* All files of the command line; what fails is reported. */
void import_files(struct import *m);

/* One of them, in a batch of its own. */
enum status import_file(struct import *m, const char *path, struct error *e) MUST_CHECK;

/* Start counting for a file that is open. */
void import_start(struct import *m, const char *path);

/* Find out the format of the open file. */
enum status import_choose_format(struct import *m, struct error *e) MUST_CHECK;

/* Put the units of the open file into the current batch. */
enum status import_units(struct import *m, struct error *e) MUST_CHECK;

/* For the readers of the formats.  Is the next unit one that was dealt with before the import was
 * interrupted?  Put a unit into the batch.  Count and name one that cannot be taken. */
bool import_dealt_with(struct import *m);
enum status import_take(struct import *m, const struct tm_unit *u, uint64_t line,
                        struct error *e) MUST_CHECK;
void import_refuse(struct import *m, uint64_t line, const char *reason);

/* Put a converted unit into the batch, with the origin that was given where it has none of its own;
 * `reason` is why it cannot be taken, or NULL. */
enum status import_converted(struct import *m, struct tm_unit *u, const char *reason, uint64_t line,
                             struct error *e) MUST_CHECK;

/* The formats that are read whole: XLIFF and PO, TBX. */
enum status import_bifile(struct import *m, struct error *e) MUST_CHECK;
enum status import_tbx(struct import *m, struct error *e) MUST_CHECK;

/* Open the batch to look-ups, or remove it when nothing came of it (`st` tells). */
enum status import_finish(struct import *m, enum status st, struct error *e) MUST_CHECK;

/* The summary of a file. */
void import_report(struct import *m);

#endif
