/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the SQLite store share; nobody else includes this. */
#ifndef MEMORY_STORE_SQLITE_H
#define MEMORY_STORE_SQLITE_H

#include "base/buf.h"
#include "memory/store.h"

#include <sqlite3.h>

/* Statements that are run for each unit are prepared once. */
enum tm_statement {
    Q_FIND_HASH,
    Q_ADD_UNIT,
    Q_ADD_VARIANT,
    Q_TOUCH,
    Q_REMOVE,
    Q_GET_UNIT,
    Q_GET_VARIANTS,
    Q_COUNT,
};

struct tm_store {
    sqlite3 *db;
    sqlite3_stmt *prepared[Q_COUNT];
    char *path;
    char uuid[33];
    int version;         /* of the schema; a reader takes old ones too */
    int lock;            /* descriptor that holds the writer's lock, -1 for readers */
    bool in_transaction;
    int64_t batch;       /* current, 0 = none */
    int64_t batch_time;  /* when it was begun: change time of units that bring none */
    int64_t first_batch; /* batches from here on belong to this process */
    uint64_t added, merged, removed;
};

/* Turn an error of SQLite into ours. */
enum status tm_db_error(struct tm_store *s, int rc, struct error *e);

/* Run SQL that returns no rows; parameters ?1 and ?2 are bound if the text has them. */
enum status tm_db_run(struct tm_store *s, const char *sql, int64_t p1, int64_t p2,
                      struct error *e) MUST_CHECK;

enum status tm_db_begin(struct tm_store *s, struct error *e) MUST_CHECK;
enum status tm_db_commit(struct tm_store *s, struct error *e) MUST_CHECK;
void tm_db_rollback(struct tm_store *s);

/* A prepared statement, reset and without parameters; NULL with `e` filled. */
sqlite3_stmt *tm_db_statement(struct tm_store *s, enum tm_statement which, struct error *e);

/* A text column, borrowed until the statement moves on; never a NULL pointer. */
struct span tm_db_span(sqlite3_stmt *q, int column);

void tm_db_bind(sqlite3_stmt *q, int parameter, struct span s);

#endif
