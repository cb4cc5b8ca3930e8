/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading units and batches out of the PostgreSQL store. */
#include "memory/store_pg.h"

#include <sqlite3.h>

/* --- units --- */

static bool keep_all(struct arena *a, struct tm_unit *u)
{
    bool ok = tm_unit_keep(a, u);

    for (size_t i = 0; ok && i < u->n_variants; i++)
        ok = tm_variant_keep(a, &u->variants[i]);
    return ok;
}

enum status pg_damaged(struct pg_store *s, struct error *e)
{
    return error_at(e, ST_SYNTAX, s->base.path, 0, 0, "%s",
                    _("the database is damaged; restore it from a copy or an export"));
}

static enum status prepare_get(struct pg_store *s, struct error *e)
{
    PGresult *r;

    if (s->get_prepared)
        return ST_OK;
    r = s->pq.prepare(s->conn, "get",
                      "SELECT " PG_UNIT_COLUMNS " FROM units u"
                      " WHERE u.id = $1 AND " PG_STATE " = 1", 0, NULL);
    if (s->pq.resultStatus(r) != PGRES_COMMAND_OK)
        return pg_error(s, r, e);
    s->pq.clear(r);
    s->get_prepared = true;
    return ST_OK;
}

enum status pg_get(struct tm_store *store, int64_t id, struct arena *a, struct tm_unit *out,
                   struct error *e)
{
    struct pg_store *s = pg_of(store);
    struct span fields[PG_UNIT_FIELDS];
    char number[24];
    const char *parameters[] = {number};
    enum status st = prepare_get(s, e);
    PGresult *r;

    if (st)
        return st;
    snprintf(number, sizeof number, "%lld", (long long)id);
    r = s->pq.execPrepared(s->conn, "get", 1, parameters, NULL, NULL, 1);
    if (s->pq.resultStatus(r) != PGRES_TUPLES_OK)
        return pg_error(s, r, e);
    if (s->pq.ntuples(r) == 0) {
        st = error_at(e, ST_NOTFOUND, s->base.path, 0, 0, _("no unit %lld"), (long long)id);
    } else {
        for (int i = 0; i < PG_UNIT_FIELDS; i++)
            fields[i] = pg_span(s, r, 0, i);
        if (!pg_take_unit(a, fields, out))
            st = pg_damaged(s, e);
        else if (!keep_all(a, out))
            st = error_nomem(e);
    }
    s->pq.clear(r);
    return st;
}

/* --- all units, streamed --- */

static const char few_columns[] = "u.id, u.batch, u.changed, u.srclang, u.origin, '', '',"
                                  " u.langs, u.texts, '{}'::text[], '{}'::text[]";

static void add_each(struct buf *sql, const struct tm_filter *f)
{
    buf_printf(sql, "COPY (SELECT %s FROM units u WHERE " PG_STATE " = 1 AND ",
               f->texts_only ? few_columns : PG_UNIT_COLUMNS);
    if (!f->units)
        buf_printf(sql, "u.changed >= %lld", (long long)f->since);
    for (size_t i = 0; f->units && i < f->n_units; i++)
        buf_printf(sql, "%s%lu", i ? "," : "u.id = ANY('{", (unsigned long)f->units[i]);
    if (f->units)
        buf_adds(sql, f->n_units ? "}')" : "false");
    buf_adds(sql, " ORDER BY u.id) TO STDOUT (FORMAT binary)");
}

/* The glob is SQLite's, whose stores it has to agree with. */
static bool wanted(struct pg_store *s, const struct tm_filter *f, const struct tm_unit *u)
{
    if (!f->origin)
        return true;
    buf_reset(&s->row);
    buf_add(&s->row, u->origin);
    return sqlite3_strglob(f->origin, buf_cstr(&s->row)) == 0;
}

struct stream {
    struct arena arena;
    const struct tm_filter *filter;
    tm_unit_fn *fn;
    void *context;
    bool begun;
};

static enum status take_row(struct pg_store *s, struct stream *x, struct span row, struct error *e)
{
    static const struct span end = {"\377\377", 2};
    struct span fields[PG_UNIT_FIELDS];
    struct tm_unit u;

    if (!x->begun)
        row = span_from(row, pg_copy_header().len);
    x->begun = true;
    if (row.len == 0 || span_eq(row, end))
        return ST_OK;
    arena_reset(&x->arena);
    if (!pg_cut_row(row, fields, PG_UNIT_FIELDS) || !pg_take_unit(&x->arena, fields, &u))
        return pg_damaged(s, e);
    return wanted(s, x->filter, &u) ? x->fn(x->context, &u, e) : ST_OK;
}

/* Stop a query whose answer is not wanted any more. */
static void cancel(struct pg_store *s)
{
    PGcancel *c = s->pq.getCancel(s->conn);
    char why[256], *row;

    if (c)
        s->pq.cancel(c, why, sizeof why);
    s->pq.freeCancel(c);
    while (s->pq.getCopyData(s->conn, &row, 0) > 0)
        s->pq.freemem(row);
}

enum status pg_each(struct tm_store *store, const struct tm_filter *filter, tm_unit_fn *fn,
                    void *context, struct error *e)
{
    struct pg_store *s = pg_of(store);
    struct stream x = {.filter = filter, .fn = fn, .context = context};
    struct buf sql = BUF_INIT;
    enum status st;
    PGresult *r;
    char *row;
    int n = 0;

    add_each(&sql, filter);
    st = buf_status(&sql, e);
    r = st ? NULL : s->pq.exec(s->conn, buf_cstr(&sql));
    buf_free(&sql);
    if (st)
        return st;
    if (s->pq.resultStatus(r) != PGRES_COPY_OUT)
        return pg_error(s, r, e);
    s->pq.clear(r);
    while (!st && (n = s->pq.getCopyData(s->conn, &row, 0)) > 0) {
        st = take_row(s, &x, span_of(row, (size_t)n), e);
        s->pq.freemem(row);
    }
    if (st) {
        cancel(s);
        if (pg_end_copy(s, NULL))
            s->sqlstate[0] = '\0';
    } else {
        st = pg_end_copy(s, e);
    }
    arena_free(&x.arena);
    return st;
}

enum status pg_changes(struct tm_store *store, uint64_t since, tm_number_fn *fn, void *context,
                       struct error *e)
{
    static const char sql[] =
        "WITH later AS MATERIALIZED (SELECT id FROM batches WHERE state = 1 AND change > $1::xid8)"
        " SELECT id FROM units WHERE batch IN (SELECT id FROM later)"
        " UNION SELECT unit FROM touches WHERE batch IN (SELECT id FROM later)"
        " UNION SELECT unit FROM moves WHERE change > $1::xid8 ORDER BY 1";
    struct pg_store *s = pg_of(store);
    char number[24];
    const char *parameters[] = {number};
    enum status st;
    PGresult *r;

    snprintf(number, sizeof number, "%llu", (unsigned long long)since);
    st = pg_query(s, sql, parameters, 1, false, &r, e);
    if (st)
        return st;
    for (int i = 0; !st && i < s->pq.ntuples(r); i++)
        st = fn(context, pg_int(s, r, i, 0), e);
    s->pq.clear(r);
    return st;
}

/* --- batches --- */

enum status pg_batches(struct tm_store *store, tm_batch_fn *fn, void *context, struct error *e)
{
    static const char sql[] =
        "SELECT id, state, kind, source, details, started, finished, added, merged, progress,"
        " removed, (state = 0 AND EXISTS (SELECT FROM pg_locks l, pg_database d"
        "  WHERE l.locktype = 'advisory' AND l.classid = 1953326179"
        "  AND l.objid = (b.id & 2147483647)::int::oid AND l.objsubid = 2"
        "  AND d.oid = l.database AND d.datname = current_database()"
        "  AND l.pid <> pg_backend_pid()))::int"
        " FROM batches b ORDER BY id";
    struct pg_store *s = pg_of(store);
    PGresult *r;
    enum status st = pg_query(s, sql, NULL, 0, false, &r, e);

    if (st)
        return st;
    for (int i = 0; !st && i < s->pq.ntuples(r); i++) {
        struct tm_batch b = {
            .id = pg_int(s, r, i, 0),
            .state = (enum tm_batch_state)pg_int(s, r, i, 1),
            .kind = pg_span(s, r, i, 2),
            .source = pg_span(s, r, i, 3),
            .details = pg_span(s, r, i, 4),
            .started = pg_int(s, r, i, 5),
            .finished = pg_int(s, r, i, 6),
            .added = (uint64_t)pg_int(s, r, i, 7),
            .merged = (uint64_t)pg_int(s, r, i, 8),
            .progress = (uint64_t)pg_int(s, r, i, 9),
            .removed = (uint64_t)pg_int(s, r, i, 10),
            .busy = pg_int(s, r, i, 11) != 0,
        };
        st = fn(context, &b, e);
    }
    s->pq.clear(r);
    return st;
}
