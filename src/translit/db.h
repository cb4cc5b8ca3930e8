/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pack of compiled systems, systems.tmd: section INFO is an array of struct db_entry in order
 * of id, TEXT the strings of the headers.  Further sections, of which only what is used is read,
 * are the blocks of table.h and, for rules of a user's own that call a system, the rule files.
 */
#ifndef TRANSLIT_DB_H
#define TRANSLIT_DB_H

#include "pack/pack.h"
#include "translit/compile.h"

#define DB_KIND PACK_TAG('T', 'R', 'S', 'L')
enum { DB_VERSION = 3 };

struct db_entry {
    struct table_text strings[HEADER_STRINGS];
    uint32_t reversible;
    uint32_t backward; /* 1: there is a block for the way back */
};

/* The sections of system number n. */
enum db_part { DB_FORWARD = 1, DB_BACKWARD, DB_RULES };
#define DB_TAG(part, n) ((uint32_t)(part) << 24 | (uint32_t)(n))

/* As a library: the systems of rule files that were read, by id, or of a pack (NULL: none), by id
 * or alias; both borrowed. */
struct db_files {
    const struct compiled *systems;
    size_t count;
};
struct rule_library db_files_library(struct db_files *files);
struct rule_library db_library(const struct xlit_db *db);

/* Write a pack of systems (`systems` is sorted by id in place) and append it to `out`. */
enum status db_write(struct compiled *systems, size_t count, struct buf *out, struct error *e)
    MUST_CHECK;

#endif
