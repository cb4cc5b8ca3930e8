/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches: filling, publishing, taking back. */
#include "memory/store_sqlite.h"

static const char count_change[] = "UPDATE meta SET value = value + 1 WHERE key = 'change'";

#define CHANGE "(SELECT value FROM meta WHERE key = 'change')"

/* The newest change of a unit is its own or one that was merged into it by a published batch. */
#define NEWEST                                                                                     \
    "max(own_changed, coalesce((SELECT max(t.changed) FROM touches t JOIN batches b"               \
    " ON b.id = t.batch AND b.state = 1 WHERE t.unit = units.id), 0))"

/* The last row's number. */
static int64_t last_id(struct sqlite_store *s)
{
    return sqlite3_last_insert_rowid(s->db);
}

enum status sqlite_begin(struct tm_store *store, const char *kind, struct span source,
                           struct span details, int64_t *id, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    sqlite3_stmt *q = NULL;
    enum status st = tm_db_begin(s, e);
    int64_t now = tm_time_now();
    int rc;

    if (st)
        return st;
    rc = sqlite3_prepare_v2(s->db, "INSERT INTO batches(state, kind, source, details, started)"
                                   " VALUES(0, ?1, ?2, ?3, ?4)", -1, &q, NULL);
    if (rc == SQLITE_OK) {
        tm_db_bind(q, 1, span_str(kind));
        tm_db_bind(q, 2, source);
        tm_db_bind(q, 3, details);
        sqlite3_bind_int64(q, 4, now);
        rc = sqlite3_step(q);
    }
    sqlite3_finalize(q);
    if (rc != SQLITE_DONE)
        return tm_db_error(s, rc, e);
    s->batch = *id = last_id(s);
    s->batch_time = now;
    if (!s->first_batch)
        s->first_batch = s->batch;
    s->base.added = s->base.merged = s->base.removed = 0;
    return sqlite_save(store, 0, e);
}

enum status sqlite_continue(struct tm_store *store, int64_t id, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(s->db, "SELECT added, merged, started, removed FROM batches"
                                       " WHERE id = ?1 AND state = 0", -1, &q, NULL);

    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(q, 1, id);
        rc = sqlite3_step(q);
    }
    if (rc == SQLITE_ROW) {
        s->base.added = (uint64_t)sqlite3_column_int64(q, 0);
        s->base.merged = (uint64_t)sqlite3_column_int64(q, 1);
        s->batch_time = sqlite3_column_int64(q, 2);
        s->base.removed = (uint64_t)sqlite3_column_int64(q, 3);
        s->batch = s->first_batch = id;
    }
    sqlite3_finalize(q);
    if (rc == SQLITE_DONE)
        return error_set(e, ST_NOTFOUND, _("no open batch %lld"), (long long)id);
    return rc == SQLITE_ROW ? ST_OK : tm_db_error(s, rc, e);
}

/* A unit of the same hash and the same content; *id is 0 when there is none. */
static enum status find_same(struct sqlite_store *s, const struct tm_unit *u, uint64_t hash,
                             int64_t *id, struct error *e)
{
    sqlite3_stmt *q = tm_db_statement(s, Q_FIND_HASH, e);
    struct arena a = ARENA_INIT;
    enum status st = ST_OK;
    int rc;

    *id = 0;
    if (!q)
        return e ? e->code : ST_IO;
    sqlite3_bind_int64(q, 1, (int64_t)hash);
    sqlite3_bind_int64(q, 2, s->first_batch);
    while (!st && !*id && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        struct tm_unit other;
        int64_t candidate = sqlite3_column_int64(q, 0);
        arena_reset(&a);
        st = sqlite_get(&s->base, candidate, &a, &other, e);
        if (!st && tm_unit_same(u, &other))
            *id = candidate;
    }
    if (!st && !*id && rc != SQLITE_DONE)
        st = tm_db_error(s, rc, e);
    sqlite3_reset(q);
    arena_free(&a);
    return st;
}

static enum status run_once(struct sqlite_store *s, sqlite3_stmt *q, struct error *e)
{
    int rc = sqlite3_step(q);

    sqlite3_reset(q);
    return rc == SQLITE_DONE ? ST_OK : tm_db_error(s, rc, e);
}

static enum status touch(struct sqlite_store *s, int64_t unit, int64_t changed, struct error *e)
{
    sqlite3_stmt *q = tm_db_statement(s, Q_TOUCH, e);

    if (!q)
        return e ? e->code : ST_IO;
    sqlite3_bind_int64(q, 1, s->batch);
    sqlite3_bind_int64(q, 2, unit);
    sqlite3_bind_int64(q, 3, changed);
    return run_once(s, q, e);
}

static enum status add_variant(struct sqlite_store *s, int64_t unit, const struct tm_variant *v,
                               struct error *e)
{
    sqlite3_stmt *q = tm_db_statement(s, Q_ADD_VARIANT, e);

    if (!q)
        return e ? e->code : ST_IO;
    sqlite3_bind_int64(q, 1, unit);
    tm_db_bind(q, 2, v->lang);
    tm_db_bind(q, 3, v->text);
    tm_db_bind(q, 4, v->markup);
    tm_db_bind(q, 5, v->extra);
    return run_once(s, q, e);
}

static enum status add_unit(struct sqlite_store *s, const struct tm_unit *u, uint64_t hash,
                            int64_t changed, struct error *e)
{
    sqlite3_stmt *q = tm_db_statement(s, Q_ADD_UNIT, e);
    enum status st;
    int64_t id;

    if (!q)
        return e ? e->code : ST_IO;
    sqlite3_bind_int64(q, 1, s->batch);
    sqlite3_bind_int64(q, 2, (int64_t)hash);
    sqlite3_bind_int64(q, 3, changed);
    tm_db_bind(q, 4, u->srclang);
    tm_db_bind(q, 5, u->origin);
    tm_db_bind(q, 6, u->context);
    tm_db_bind(q, 7, u->extra);
    st = run_once(s, q, e);
    id = last_id(s);
    for (size_t i = 0; !st && i < u->n_variants; i++)
        st = add_variant(s, id, &u->variants[i], e);
    return st;
}

enum status sqlite_put(struct tm_store *store, const struct tm_unit *u, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    uint64_t hash = tm_unit_hash(u);
    int64_t changed = u->changed ? u->changed : s->batch_time, same;
    enum status st = tm_db_begin(s, e);

    if (!st)
        st = find_same(s, u, hash, &same, e);
    if (st)
        return st;
    st = same ? touch(s, same, changed, e) : add_unit(s, u, hash, changed, e);
    s->base.merged += !st && same;
    s->base.added += !st && !same;
    return st;
}

enum status sqlite_remove(struct tm_store *store, int64_t unit, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    enum status st = tm_db_begin(s, e);
    sqlite3_stmt *q;

    if (st)
        return st;
    q = tm_db_statement(s, Q_REMOVE, e);
    if (!q)
        return e ? e->code : ST_IO;
    sqlite3_bind_int64(q, 1, s->batch);
    sqlite3_bind_int64(q, 2, unit);
    st = run_once(s, q, e);
    s->base.removed += st ? 0 : (uint64_t)sqlite3_changes(s->db);
    return st;
}

enum status sqlite_save(struct tm_store *store, uint64_t progress, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    struct buf sql = BUF_INIT;
    enum status st = tm_db_begin(s, e);

    buf_printf(&sql,
               "UPDATE batches SET added = %llu, merged = %llu, removed = %llu, progress = ?2"
               " WHERE id = ?1",
               (unsigned long long)s->base.added, (unsigned long long)s->base.merged,
               (unsigned long long)s->base.removed);
    if (!st)
        st = buf_status(&sql, e);
    if (!st)
        st = tm_db_run(s, buf_cstr(&sql), s->batch, (int64_t)progress, e);
    buf_free(&sql);
    return st ? st : tm_db_commit(s, e);
}

/* Give up a transaction that failed. */
static enum status finish(struct sqlite_store *s, enum status st, struct error *e)
{
    if (!st)
        st = tm_db_commit(s, e);
    if (st)
        tm_db_rollback(s);
    return st;
}

enum status sqlite_publish(struct tm_store *store, const int64_t *ids, size_t n, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    static const char sql[] =
        "UPDATE batches SET state = 1, finished = ?2, change = " CHANGE " WHERE id = ?1;"
        "UPDATE units SET changed = " NEWEST
        " WHERE id IN (SELECT unit FROM touches WHERE batch = ?1);"
        /* what was merged into a unit that has been taken away since brings it back */
        "DELETE FROM removals WHERE unit IN (SELECT t.unit FROM touches t JOIN units u"
        " ON u.id = t.unit AND u.batch < 0 WHERE t.batch = ?1);"
        "UPDATE units SET batch = -batch"
        " WHERE batch < 0 AND id IN (SELECT unit FROM touches WHERE batch = ?1);"
        /* another batch took it away first: its undo brings it back */
        "DELETE FROM removals WHERE batch = ?1"
        " AND NOT EXISTS (SELECT 1 FROM units u WHERE u.id = removals.unit AND u.batch > 0);"
        "INSERT INTO moves SELECT " CHANGE ", unit FROM removals WHERE batch = ?1;"
        "UPDATE units SET batch = -batch"
        " WHERE id IN (SELECT unit FROM removals WHERE batch = ?1);";
    enum status st = tm_db_begin(s, e);

    if (!st && n)
        st = tm_db_run(s, count_change, 0, 0, e);
    for (size_t i = 0; !st && i < n; i++)
        st = tm_db_run(s, sql, ids[i], tm_time_now(), e);
    return finish(s, st, e);
}

enum status sqlite_discard(struct tm_store *store, int64_t id, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    enum status st;

    tm_db_rollback(s);
    st = tm_db_begin(s, e);
    if (!st)
        st = tm_db_run(s, "DELETE FROM variants WHERE unit IN"
                          " (SELECT id FROM units WHERE batch = ?1);"
                          "DELETE FROM touches WHERE batch = ?1"
                          " OR unit IN (SELECT id FROM units WHERE batch = ?1);"
                          "DELETE FROM units WHERE batch = ?1;"
                          "DELETE FROM removals WHERE batch = ?1;"
                          "DELETE FROM batches WHERE id = ?1 AND state = 0;", id, 0, e);
    return finish(s, st, e);
}

static enum status must_be_done(struct sqlite_store *s, int64_t id, struct error *e)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(s->db, "SELECT 1 FROM batches WHERE id = ?1 AND state = 1", -1, &q,
                                NULL);

    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(q, 1, id);
        rc = sqlite3_step(q);
    }
    sqlite3_finalize(q);
    if (rc == SQLITE_DONE)
        return error_at(e, ST_NOTFOUND, s->base.path, 0, 0,
                        _("there is no batch %lld that could be undone; see “tmem log”"),
                        (long long)id);
    return rc == SQLITE_ROW ? ST_OK : tm_db_error(s, rc, e);
}

enum status sqlite_undo(struct tm_store *store, int64_t id, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    static const char sql[] =
        /* what it took away comes back */
        "CREATE TEMP TABLE back AS SELECT unit FROM removals WHERE batch = ?1;"
        "UPDATE units SET batch = -batch WHERE id IN (SELECT unit FROM back);"
        "DELETE FROM removals WHERE batch = ?1;"
        /* what is its own, also where a later batch has taken that away */
        "CREATE TEMP TABLE own AS SELECT id AS unit FROM units WHERE batch IN (?1, -?1);"
        /* units that a later batch holds too are handed over to it */
        "CREATE TEMP TABLE heirs AS SELECT t.unit AS unit, min(t.batch) AS heir FROM touches t"
        " JOIN batches b ON b.id = t.batch AND b.state = 1"
        " WHERE t.batch <> ?1 AND t.unit IN (SELECT unit FROM own)"
        " GROUP BY t.unit;"
        "UPDATE units SET batch = (SELECT heir FROM heirs h WHERE h.unit = units.id)"
        "  * CASE WHEN batch < 0 THEN -1 ELSE 1 END,"
        " own_changed = (SELECT t.changed FROM touches t JOIN heirs h"
        "  ON h.unit = t.unit AND h.heir = t.batch WHERE t.unit = units.id)"
        " WHERE id IN (SELECT unit FROM heirs);"
        "DELETE FROM own WHERE unit IN (SELECT unit FROM heirs);"
        "CREATE TEMP TABLE moved AS SELECT unit FROM heirs UNION SELECT unit FROM back"
        " UNION SELECT unit FROM touches WHERE batch = ?1;"
        "INSERT INTO moves SELECT " CHANGE ", unit FROM own UNION SELECT " CHANGE ", unit"
        " FROM moved;"
        "UPDATE batches SET state = 2, change = " CHANGE " WHERE id = ?1;"
        "DELETE FROM touches WHERE batch = ?1;"
        "DELETE FROM touches WHERE EXISTS (SELECT 1 FROM heirs h"
        " WHERE h.unit = touches.unit AND h.heir = touches.batch);"
        "DELETE FROM variants WHERE unit IN (SELECT unit FROM own);"
        "DELETE FROM removals WHERE unit IN (SELECT unit FROM own);"
        "DELETE FROM units WHERE id IN (SELECT unit FROM own);"
        "UPDATE units SET changed = " NEWEST " WHERE id IN (SELECT unit FROM moved);"
        "DROP TABLE back; DROP TABLE own; DROP TABLE heirs; DROP TABLE moved;";
    enum status st = must_be_done(s, id, e);

    if (!st)
        st = tm_db_begin(s, e);
    if (!st)
        st = tm_db_run(s, count_change, 0, 0, e);
    if (!st)
        st = tm_db_run(s, sql, id, 0, e);
    return finish(s, st, e);
}

#define BATCH_COLUMNS                                                                              \
    "id, state, kind, source, details, started, finished, added, merged, progress"

enum status sqlite_batches(struct tm_store *store, tm_batch_fn *fn, void *context, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    const char *sql = s->version < 3
                          ? "SELECT " BATCH_COLUMNS ", 0 FROM batches ORDER BY id"
                          : "SELECT " BATCH_COLUMNS ", removed FROM batches ORDER BY id";
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);
    enum status st = ST_OK;

    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        struct tm_batch b;
        rc = sqlite3_step(q);
        if (rc != SQLITE_ROW)
            break;
        b = (struct tm_batch){
            .id = sqlite3_column_int64(q, 0),
            .state = (enum tm_batch_state)sqlite3_column_int(q, 1),
            .kind = tm_db_span(q, 2),
            .source = tm_db_span(q, 3),
            .details = tm_db_span(q, 4),
            .started = sqlite3_column_int64(q, 5),
            .finished = sqlite3_column_int64(q, 6),
            .added = (uint64_t)sqlite3_column_int64(q, 7),
            .merged = (uint64_t)sqlite3_column_int64(q, 8),
            .progress = (uint64_t)sqlite3_column_int64(q, 9),
            .removed = (uint64_t)sqlite3_column_int64(q, 10),
        };
        st = fn(context, &b, e);
        if (st)
            break;
    }
    if (!st && rc != SQLITE_DONE)
        st = tm_db_error(s, rc, e);
    sqlite3_finalize(q);
    return st;
}
