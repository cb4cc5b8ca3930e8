/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the SQLite store share; nobody else includes this. */
#ifndef MEMORY_STORE_SQLITE_H
#define MEMORY_STORE_SQLITE_H

#include "base/buf.h"
#include "memory/store_backend.h"

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

struct sqlite_store {
    struct tm_store base;
    sqlite3 *db;
    sqlite3_stmt *prepared[Q_COUNT];
    int version;         /* of the schema; a reader takes old ones too */
    int lock;            /* descriptor that holds the writer's lock, -1 for readers */
    bool in_transaction;
    int64_t batch;       /* current, 0 = none */
    int64_t batch_time;  /* when it was begun: change time of units that bring none */
    int64_t first_batch; /* batches from here on belong to this process */
};

static inline struct sqlite_store *sqlite_of(struct tm_store *s)
{
    return (struct sqlite_store *)s;
}

/* Turn an error of SQLite into ours. */
enum status tm_db_error(struct sqlite_store *s, int rc, struct error *e);

/* Run SQL that returns no rows; parameters ?1 and ?2 are bound if the text has them. */
enum status tm_db_run(struct sqlite_store *s, const char *sql, int64_t p1, int64_t p2,
                      struct error *e) MUST_CHECK;

enum status tm_db_begin(struct sqlite_store *s, struct error *e) MUST_CHECK;
enum status tm_db_commit(struct sqlite_store *s, struct error *e) MUST_CHECK;
void tm_db_rollback(struct sqlite_store *s);

/* A prepared statement, reset and without parameters; NULL with `e` filled. */
sqlite3_stmt *tm_db_statement(struct sqlite_store *s, enum tm_statement which, struct error *e);

/* A text column, borrowed until the statement moves on; never a NULL pointer. */
struct span tm_db_span(sqlite3_stmt *q, int column);

void tm_db_bind(sqlite3_stmt *q, int parameter, struct span s);

/* The backend's functions outside store_sqlite.c. */
enum status sqlite_changes(struct tm_store *store, uint64_t since, tm_number_fn *fn, void *context,
                           struct error *e);
enum status sqlite_each(struct tm_store *store, const struct tm_filter *filter, tm_unit_fn *fn,
                        void *context, struct error *e);
enum status sqlite_get(struct tm_store *store, int64_t id, struct arena *a, struct tm_unit *out,
                       struct error *e);
enum status sqlite_batches(struct tm_store *store, tm_batch_fn *fn, void *context,
                           struct error *e);
enum status sqlite_begin(struct tm_store *store, const char *kind, struct span source,
                         struct span details, int64_t *id, struct error *e);
enum status sqlite_continue(struct tm_store *store, int64_t id, struct error *e);
enum status sqlite_put(struct tm_store *store, const struct tm_unit *u, struct error *e);
enum status sqlite_remove(struct tm_store *store, int64_t unit, struct error *e);
enum status sqlite_save(struct tm_store *store, uint64_t progress, struct error *e);
enum status sqlite_publish(struct tm_store *store, const int64_t *ids, size_t n, struct error *e);
enum status sqlite_discard(struct tm_store *store, int64_t id, struct error *e);
enum status sqlite_undo(struct tm_store *store, int64_t id, struct error *e);

#endif
