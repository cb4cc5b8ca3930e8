/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GNU rec files (recutils), read with librec into plain records that know their lines.
 *
 * A file is a run of record sets; `%rec: Name` begins the set of type "Name" and its descriptor
 * may state `%key` and `%mandatory` fields.  What the descriptor demands is checked by rec_check,
 * not while reading: a caller that repairs files wants to see the records first.
 */
#ifndef INTERCHANGE_REC_H
#define INTERCHANGE_REC_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

struct rec_item {
    struct span name, value; /* of several lines, joined by LF */
    uint64_t line;           /* 1-based */
};

struct rec_entry {
    struct span type; /* of its set, "Name"; empty before any %rec */
    uint64_t line;    /* of its first field */
    struct rec_item *items;
    size_t count;
};

/* Descriptor of a set; spans are empty where it says nothing. */
struct rec_set {
    struct span type;
    struct span key;       /* name of the key field */
    struct span mandatory; /* names parted by spaces */
    size_t first, count;   /* its entries in rec_file.entries */
};

struct rec_file {
    const char *path; /* name for messages, in the arena */
    VEC(struct rec_entry) entries;
    VEC(struct rec_set) sets;
    struct arena arena; /* all text */
};

/* Read the file `path` ("-" is standard input) into `f`, which need not be initialised and is to be
 * freed also after an error.  ST_SYNTAX and ST_ENCODING say the line and what would cure it. */
enum status rec_load(struct rec_file *f, const char *path, struct error *e) MUST_CHECK;

/* The same from memory; `name` is for messages. */
enum status rec_load_memory(struct rec_file *f, struct span text, const char *name,
                            struct error *e) MUST_CHECK;

void rec_free(struct rec_file *f);

/* First field of this name, NULL where there is none. */
const struct rec_item *rec_get(const struct rec_entry *entry, const char *name);

/* Called for each thing that rec_check finds; false stops. */
typedef bool rec_complaint(void *context, const struct error *what);

/* Mandatory fields that lack or are empty, key fields that lack or are there twice in a record,
 * keys that two records share.  Linear in the number of records.  `e` is for failures of the check
 * itself (ST_NOMEM). */
enum status rec_check(const struct rec_file *f, rec_complaint *complain, void *context,
                      struct error *e) MUST_CHECK;

#endif
