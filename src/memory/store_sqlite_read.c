/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading units out of the SQLite store. */
#include "base/vec.h"
#include "memory/store_sqlite.h"

struct variant_list {
    VEC_OF(struct tm_variant)
};

/* A variant from five columns at `first`, borrowed. */
static struct tm_variant variant_at(sqlite3_stmt *q, int first)
{
    return (struct tm_variant){
        .id = sqlite3_column_int64(q, first),
        .lang = tm_db_span(q, first + 1),
        .text = tm_db_span(q, first + 2),
        .markup = tm_db_span(q, first + 3),
        .extra = tm_db_span(q, first + 4),
    };
}

/* The rest of a unit from six columns at `first`, borrowed. */
static void unit_at(sqlite3_stmt *q, int first, struct tm_unit *u)
{
    u->batch = sqlite3_column_int64(q, first);
    u->changed = sqlite3_column_int64(q, first + 1);
    u->srclang = tm_db_span(q, first + 2);
    u->origin = tm_db_span(q, first + 3);
    u->context = tm_db_span(q, first + 4);
    u->extra = tm_db_span(q, first + 5);
}

static enum status get_variants(struct sqlite_store *s, struct arena *a, struct tm_unit *u,
                                struct error *e)
{
    sqlite3_stmt *q = tm_db_statement(s, Q_GET_VARIANTS, e);
    struct variant_list list = VEC_INIT;
    bool ok = true;
    int rc;

    if (!q)
        return e ? e->code : ST_IO;
    sqlite3_bind_int64(q, 1, u->id);
    while (ok && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        struct tm_variant v = variant_at(q, 0);
        ok = tm_variant_keep(a, &v) && vec_push(&list, v);
    }
    sqlite3_reset(q);
    u->n_variants = list.len;
    u->variants = ok ? arena_array(a, list.len + 1, sizeof *list.v) : NULL;
    if (u->variants && list.len)
        memcpy(u->variants, list.v, list.len * sizeof *list.v);
    vec_free(&list);
    if (!u->variants)
        return error_nomem(e);
    return rc == SQLITE_DONE ? ST_OK : tm_db_error(s, rc, e);
}

enum status sqlite_get(struct tm_store *store, int64_t id, struct arena *a, struct tm_unit *out,
                         struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    sqlite3_stmt *q = tm_db_statement(s, Q_GET_UNIT, e);
    bool ok = true;
    int rc;

    if (!q)
        return e ? e->code : ST_IO;
    memset(out, 0, sizeof *out);
    out->id = id;
    sqlite3_bind_int64(q, 1, id);
    rc = sqlite3_step(q);
    if (rc == SQLITE_ROW) {
        unit_at(q, 0, out);
        ok = tm_unit_keep(a, out);
    }
    sqlite3_reset(q);
    if (rc == SQLITE_DONE)
        return error_at(e, ST_NOTFOUND, s->base.path, 0, 0, _("no unit %lld"), (long long)id);
    if (rc != SQLITE_ROW)
        return tm_db_error(s, rc, e);
    return ok ? get_variants(s, a, out, e) : error_nomem(e);
}

/* Streaming: rows of variants in order of their units are put together */

static const char full_columns[] = "v.markup, v.extra, u.batch, u.changed, u.srclang, u.origin,"
                                   " u.context, u.extra";
static const char few_columns[] = "'', '', u.batch, u.changed, u.srclang, u.origin, '', ''";

static sqlite3_stmt *prepare_each(struct sqlite_store *s, const struct tm_filter *f,
                                  struct error *e)
{
    sqlite3_stmt *q = NULL;
    struct buf sql = BUF_INIT;
    int rc;

    buf_printf(&sql,
               "SELECT v.unit, v.id, v.lang, v.text, %s FROM variants v"
               " CROSS JOIN units u ON u.id = v.unit"
               " CROSS JOIN batches b ON b.id = u.batch AND b.state = 1 WHERE u.changed >= ?1",
               f->texts_only ? few_columns : full_columns);
    if (f->origin)
        buf_adds(&sql, " AND u.origin GLOB ?2");
    buf_adds(&sql, " ORDER BY v.unit, v.id");
    if (buf_status(&sql, e)) {
        buf_free(&sql);
        return NULL;
    }
    rc = sqlite3_prepare_v2(s->db, buf_cstr(&sql), -1, &q, NULL);
    buf_free(&sql);
    if (rc != SQLITE_OK) {
        tm_db_error(s, rc, e);
        return NULL;
    }
    sqlite3_bind_int64(q, 1, f->since);
    if (f->origin)
        sqlite3_bind_text(q, 2, f->origin, -1, SQLITE_STATIC);
    return q;
}

struct gather {
    struct tm_unit unit;
    struct variant_list variants;
    struct arena arena;
    tm_unit_fn *fn;
    void *context;
};

static enum status deliver(struct gather *g, struct error *e)
{
    enum status st = ST_OK;

    if (g->unit.id) {
        g->unit.variants = g->variants.v;
        g->unit.n_variants = g->variants.len;
        st = g->fn(g->context, &g->unit, e);
    }
    memset(&g->unit, 0, sizeof g->unit);
    vec_clear(&g->variants);
    arena_reset(&g->arena);
    return st;
}

static enum status take_row(struct gather *g, sqlite3_stmt *q, struct error *e)
{
    int64_t id = sqlite3_column_int64(q, 0);
    struct tm_variant v;

    if (id != g->unit.id) {
        enum status st = deliver(g, e);
        if (st)
            return st;
        unit_at(q, 6, &g->unit);
        g->unit.id = id;
        if (!tm_unit_keep(&g->arena, &g->unit))
            return error_nomem(e);
    }
    v = variant_at(q, 1);
    return tm_variant_keep(&g->arena, &v) && vec_push(&g->variants, v) ? ST_OK : error_nomem(e);
}

/* Those that are not there are passed over. */
static enum status each_of(struct sqlite_store *s, const struct tm_filter *filter, tm_unit_fn *fn,
                           void *context, struct error *e)
{
    struct arena a = ARENA_INIT;
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < filter->n_units; i++) {
        struct tm_unit u;

        arena_reset(&a);
        st = sqlite_get(&s->base, filter->units[i], &a, &u, e);
        if (!st)
            st = fn(context, &u, e);
        else if (st == ST_NOTFOUND)
            st = ST_OK;
    }
    arena_free(&a);
    return st;
}

enum status sqlite_each(struct tm_store *store, const struct tm_filter *filter, tm_unit_fn *fn,
                          void *context, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    struct gather g = {.fn = fn, .context = context};
    enum status st = ST_OK;
    int rc = SQLITE_DONE;
    sqlite3_stmt *q;

    if (filter->units)
        return each_of(s, filter, fn, context, e);
    q = prepare_each(s, filter, e);
    if (!q)
        return e ? e->code : ST_IO;
    while (!st && (rc = sqlite3_step(q)) == SQLITE_ROW)
        st = take_row(&g, q, e);
    if (!st && rc != SQLITE_DONE)
        st = tm_db_error(s, rc, e);
    if (!st)
        st = deliver(&g, e);
    sqlite3_finalize(q);
    vec_free(&g.variants);
    arena_free(&g.arena);
    return st;
}

enum status sqlite_changes(struct tm_store *store, uint64_t since, tm_number_fn *fn, void *context,
                             struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    static const char sql[] =
        "SELECT id FROM units WHERE batch IN (SELECT id FROM batches WHERE state = 1 AND change > ?1)"
        " UNION SELECT unit FROM touches"
        "  WHERE batch IN (SELECT id FROM batches WHERE state = 1 AND change > ?1)"
        " UNION SELECT unit FROM moves WHERE change > ?1 ORDER BY 1";
    sqlite3_stmt *q = NULL;
    enum status st = ST_OK;
    int rc;

    if (s->version < 2)
        return error_at(e, ST_UNSUPPORTED, s->base.path, 0, 0, "%s",
                        _("made by an older version of the program"));
    rc = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(q, 1, (int64_t)since);
        while (!st && (rc = sqlite3_step(q)) == SQLITE_ROW)
            st = fn(context, sqlite3_column_int64(q, 0), e);
    }
    sqlite3_finalize(q);
    return st || rc == SQLITE_DONE ? st : tm_db_error(s, rc, e);
}
