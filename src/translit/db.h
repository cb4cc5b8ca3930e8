/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pack of compiled systems, systems.tmd: section INFO is an array of struct db_entry in order
 * of id, TEXT the strings of the headers, BODY the blocks of table.h (each at a multiple of 8),
 * RULE the rule files, for rules of a user's own that call a system.
 */
#ifndef TRANSLIT_DB_H
#define TRANSLIT_DB_H

#include "pack/pack.h"
#include "translit/compile.h"

#define DB_KIND PACK_TAG('T', 'R', 'S', 'L')
enum { DB_VERSION = 2 };

struct db_entry {
    struct table_text strings[HEADER_STRINGS];
    uint32_t reversible;
    uint32_t zero;
    struct table_text forward, backward; /* in BODY; length 0: not in this direction */
    struct table_text rules;             /* in RULE */
};

/* As a library: the systems of rule files that were read, by id, or of a pack (NULL: none), by id or
 * alias; both borrowed. */
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
