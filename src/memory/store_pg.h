/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the PostgreSQL store share; nobody else includes this.
 *
 * A memory is the schema "tilmach" of a database.  Several processes may write at once.  Units of
 * an open batch are committed as they come; batches become visible by their state.  What looks for
 * units to merge into takes a lock shared for each pair of languages that it meets; what publishes,
 * discards or undoes a batch takes the same locks alone (lock_pairs in the schema, always in the
 * same order).  An open batch is locked by the session that fills it, so that it can be told from
 * one that was interrupted.
 *
 * Changes are known by the transaction that made them.  All transactions below the oldest one that
 * is still running (pg_snapshot_xmin) have ended, and nothing can be added to what they did: that
 * is the number that tm_store_change gives.
 */
#ifndef MEMORY_STORE_PG_H
#define MEMORY_STORE_PG_H

#include "base/buf.h"
#include "base/vec.h"
#include "memory/pq.h"
#include "memory/store_backend.h"

/* A unit that waits to be written. */
struct pg_pending {
    struct tm_unit unit;
    uint64_t hash;
    const char *pair; /* its languages, "en-kk" */
    int64_t changed;
    int64_t id;       /* of the unit that it becomes or is merged into; 0 = not known */
    bool merged;
    size_t before;    /* the one before of the same hash, its place + 1; 0 = none */
    size_t twin;      /* the one before that says the same, its place + 1; 0 = none */
};

struct pg_store {
    struct tm_store base;
    struct pq pq;
    PGconn *conn;
    char sqlstate[6];      /* of the last error */
    bool get_prepared;
    bool sharded;          /* some units are on other servers */
    int64_t batch;         /* current, 0 = none */
    int64_t batch_time;    /* when it was begun: change time of units that bring none */
    VEC(int64_t) mine;     /* batches that this process began or went on with */
    VEC(struct pg_pending) pending;
    VEC(int64_t) removals; /* units that wait to be taken away */
    struct arena arena;    /* texts of `pending` */
    struct buf row;
};

static inline struct pg_store *pg_of(struct tm_store *s)
{
    return (struct pg_store *)s;
}

/* The schema, made by one transaction: step n brings version n to version n + 1. */
enum { PG_SCHEMA_VERSION = 1 };
extern const char *const pg_schema_steps[PG_SCHEMA_VERSION];

/* --- running SQL (store_pg.c) --- */

/* Was the connection lost?  Connect again, for who has no batch open. */
bool pg_is_lost(const struct pg_store *s);
enum status pg_reconnect(struct pg_store *s, struct error *e) MUST_CHECK;

/* Turn a failed result, which it takes (NULL: the connection's state), into our error. */
enum status pg_error(struct pg_store *s, PGresult *r, struct error *e);

/* ST_SYNTAX: the server gave what is no unit. */
enum status pg_damaged(struct pg_store *s, struct error *e);

/* One statement with parameters as text; *out is new.  `binary`: the form of the answer. */
enum status pg_query(struct pg_store *s, const char *sql, const char *const *parameters, int n,
                     bool binary, PGresult **out, struct error *e) MUST_CHECK;

/* Run statements that return nothing of interest, with numbers in the places of $1 and $2. */
enum status pg_run(struct pg_store *s, const char *sql, int64_t p1, int64_t p2,
                   struct error *e) MUST_CHECK;

/* First column of the first row as a number; 0 where there is no row.  $1 and $2 as in pg_run. */
enum status pg_number(struct pg_store *s, const char *sql, int64_t p1, int64_t p2, int64_t *out,
                      struct error *e) MUST_CHECK;

/* What the server says at the end of a COPY; results behind it are taken off. */
enum status pg_end_copy(struct pg_store *s, struct error *e);

/* A column of a result in text form. */
int64_t pg_int(const struct pg_store *s, const PGresult *r, int row, int column);
struct span pg_span(const struct pg_store *s, const PGresult *r, int row, int column);

/* Run `work` in a transaction; anew when the server gave it up for another one's sake. */
typedef enum status pg_work_fn(struct pg_store *s, void *context, struct error *e);
enum status pg_transaction(struct pg_store *s, pg_work_fn *work, void *context,
                           struct error *e) MUST_CHECK;

/* An open batch is locked by the session that fills it. */
#define PG_BATCH_LOCK "(1953326179, ($1 & 2147483647)::int)"

/* Forget units that wait to be written. */
void pg_forget(struct pg_store *s);

/* Write what waits (store_pg_flush.c); `progress`, if given, is remembered with it. */
enum status pg_flush(struct pg_store *s, const uint64_t *progress, struct error *e) MUST_CHECK;

/* Append "{1,2,3}". */
void pg_add_list(struct buf *out, const int64_t *numbers, size_t n);

/* --- rows in PostgreSQL's binary form (store_pg_rows.c) --- */

/* The columns of a unit in the order of pg_take_unit. */
#define PG_UNIT_COLUMNS                                                                            \
    "u.id, u.batch, u.changed, u.srclang, u.origin, u.context, u.extra,"                           \
    " u.langs, u.texts, u.markups, u.extras"
enum { PG_UNIT_FIELDS = 11 };

/* State of the batch of unit u; 0 where it was taken away.  A subquery, because a join of tables
 * that just grew is planned badly. */
#define PG_STATE "coalesce((SELECT b.state FROM batches b WHERE b.id = u.batch), 0)"

/* A unit out of its fields, borrowed from them; `variants` come from the arena.  False where they
 * are not what they should be or memory runs out. */
bool pg_take_unit(struct arena *a, const struct span fields[PG_UNIT_FIELDS], struct tm_unit *out);

/* Cut the fields of a row of binary COPY out of its bytes. */
bool pg_cut_row(struct span row, struct span *fields, size_t n);

/* What COPY begins with. */
struct span pg_copy_header(void);

/* Append a row of the table of units; `batch` is the batch's number. */
void pg_add_row(struct buf *out, const struct pg_pending *p, int64_t batch);

/* --- the backend's functions outside store_pg.c --- */

enum status pg_changes(struct tm_store *store, uint64_t since, tm_number_fn *fn, void *context,
                       struct error *e);
enum status pg_each(struct tm_store *store, const struct tm_filter *filter, tm_unit_fn *fn,
                    void *context, struct error *e);
enum status pg_get(struct tm_store *store, int64_t id, struct arena *a, struct tm_unit *out,
                   struct error *e);
enum status pg_batches(struct tm_store *store, tm_batch_fn *fn, void *context, struct error *e);
enum status pg_begin(struct tm_store *store, const char *kind, struct span source,
                     struct span details, int64_t *id, struct error *e);
enum status pg_continue(struct tm_store *store, int64_t id, struct error *e);
enum status pg_put(struct tm_store *store, const struct tm_unit *u, struct error *e);
enum status pg_remove(struct tm_store *store, int64_t unit, struct error *e);
enum status pg_save(struct tm_store *store, uint64_t progress, struct error *e);
enum status pg_publish(struct tm_store *store, const int64_t *ids, size_t n, struct error *e);
enum status pg_discard(struct tm_store *store, int64_t id, struct error *e);
enum status pg_undo(struct tm_store *store, int64_t id, struct error *e);

#endif
