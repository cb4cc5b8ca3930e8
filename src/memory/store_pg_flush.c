/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing units that wait, some thousand at once in one transaction: those that are there already
 * are found by their hashes, the others get numbers and go by COPY.
 */
#include "base/map.h"
#include "memory/store_pg.h"

#include <stdio.h>
#include <stdlib.h>

struct flush {
    const uint64_t *progress; /* NULL: more is to come before it counts */
    uint64_t added, merged, removed;
    struct buf a, b; /* scratch: lists of numbers or names */
    struct map pairs;
};

/* "{en-kk,en-ru}": names of pairs need no quotes. */
static enum status gather_pairs(struct pg_store *s, struct flush *f, struct error *e)
{
    map_free(&f->pairs);
    buf_reset(&f->b);
    buf_addch(&f->b, '{');
    for (size_t i = 0; i < s->pending.len; i++) {
        bool added;

        if (!map_put(&f->pairs, span_str(s->pending.v[i].pair), &added))
            return error_nomem(e);
        if (added)
            buf_printf(&f->b, "%s%s", f->b.len > 1 ? "," : "", s->pending.v[i].pair);
    }
    buf_addch(&f->b, '}');
    return buf_status(&f->b, e);
}

/* Link those of the same hash, and tell those that say the same as one before. */
static enum status link_twins(struct pg_store *s, struct map *hashes, struct error *e)
{
    for (size_t i = 0; i < s->pending.len; i++) {
        struct pg_pending *p = &s->pending.v[i];
        uint64_t *last = map_put(hashes, span_of((const char *)&p->hash, sizeof p->hash), NULL);

        if (!last)
            return error_nomem(e);
        p->id = 0;
        p->merged = false;
        p->before = (size_t)*last;
        p->twin = p->before;
        while (p->twin && !tm_unit_same(&s->pending.v[p->twin - 1].unit, &p->unit))
            p->twin = s->pending.v[p->twin - 1].before;
        if (p->twin && s->pending.v[p->twin - 1].twin)
            p->twin = s->pending.v[p->twin - 1].twin;
        *last = i + 1;
    }
    return ST_OK;
}

/* A unit that is there already: merge into it what says the same. */
static void meet(struct pg_store *s, const struct map *hashes, const struct tm_unit *u)
{
    uint64_t hash = tm_unit_hash(u);
    const uint64_t *last = map_get(hashes, span_of((const char *)&hash, sizeof hash));

    for (size_t i = last ? (size_t)*last : 0; i; i = s->pending.v[i - 1].before) {
        struct pg_pending *p = &s->pending.v[i - 1];

        if (!p->id && !p->twin && tm_unit_same(&p->unit, u)) {
            p->id = u->id;
            p->merged = true;
        }
    }
}

static enum status find_there(struct pg_store *s, struct flush *f, const struct map *hashes,
                              struct error *e)
{
    struct buf sql = BUF_INIT;
    struct arena a = ARENA_INIT;
    PGresult *r = NULL;
    enum status st;

    buf_reset(&f->a);
    for (size_t i = 0; i < s->pending.len; i++)
        buf_printf(&f->a, "%s%lld", i ? "," : "{", (long long)s->pending.v[i].hash);
    buf_addch(&f->a, '}');
    buf_adds(&sql, "SELECT " PG_UNIT_COLUMNS " FROM units u WHERE u.hash = ANY($1::bigint[])"
                   " AND u.pair = ANY($2::text[]) AND (" PG_STATE " = 1 OR u.batch = ANY('");
    pg_add_list(&sql, s->mine.v, s->mine.len);
    buf_adds(&sql, "')) ORDER BY u.id");
    st = buf_status(&f->a, e);
    if (!st)
        st = buf_status(&sql, e);
    if (!st)
        st = pg_query(s, buf_cstr(&sql), (const char *[]){buf_cstr(&f->a), buf_cstr(&f->b)}, 2,
                      true, &r, e);
    for (int i = 0; !st && i < s->pq.ntuples(r); i++) {
        struct span fields[PG_UNIT_FIELDS];
        struct tm_unit u;

        for (int k = 0; k < PG_UNIT_FIELDS; k++)
            fields[k] = pg_span(s, r, i, k);
        arena_reset(&a);
        if (pg_take_unit(&a, fields, &u))
            meet(s, hashes, &u);
        else
            st = pg_damaged(s, e);
    }
    s->pq.clear(r);
    buf_free(&sql);
    arena_free(&a);
    return st;
}

/* Give new units their numbers, without gaps. */
static enum status number_units(struct pg_store *s, struct flush *f, struct error *e)
{
    char sql[96];
    PGresult *r = NULL;
    enum status st = ST_OK;
    int n = 0;

    for (size_t i = 0; i < s->pending.len; i++)
        n += !s->pending.v[i].id && !s->pending.v[i].twin;
    f->added = (uint64_t)n;
    f->merged = s->pending.len - (size_t)n;
    snprintf(sql, sizeof sql, "SELECT nextval('unit_ids') FROM generate_series(1, %d)", n);
    if (n)
        st = pg_query(s, sql, NULL, 0, false, &r, e);
    n = 0;
    for (size_t i = 0; !st && i < s->pending.len; i++) {
        struct pg_pending *p = &s->pending.v[i];

        if (p->twin) {
            p->id = s->pending.v[p->twin - 1].id;
            p->merged = true;
        } else if (!p->id) {
            p->id = pg_int(s, r, n++, 0);
        }
    }
    s->pq.clear(r);
    return st;
}

/* Send what is in the buffer of rows. */
static enum status send_rows(struct pg_store *s, struct error *e)
{
    enum { MOST = 1 << 24 };
    enum status st = buf_status(&s->row, e);

    for (size_t at = 0; !st && at < s->row.len; at += MOST) {
        struct span part = span_cut(buf_span(&s->row), at, at + MOST);
        if (s->pq.putCopyData(s->conn, part.ptr, (int)part.len) != 1)
            st = pg_error(s, NULL, e);
    }
    buf_reset(&s->row);
    return st;
}

/* Send the new units into a table. */
static enum status copy_into(struct pg_store *s, const char *copy, struct error *e)
{
    PGresult *r = s->pq.exec(s->conn, copy);
    struct buf *row = &s->row;
    enum status st = ST_OK, ended;

    if (s->pq.resultStatus(r) != PGRES_COPY_IN)
        return pg_error(s, r, e);
    s->pq.clear(r);
    buf_reset(row);
    buf_add(row, pg_copy_header());
    for (size_t i = 0; !st && i < s->pending.len; i++) {
        if (s->pending.v[i].merged)
            continue;
        pg_add_row(row, &s->pending.v[i], s->batch);
        if (row->failed || row->len > 1 << 16)
            st = send_rows(s, e);
    }
    buf_addn(row, "\377\377", 2);
    if (!st)
        st = send_rows(s, e);
    s->pq.putCopyEnd(s->conn, st ? "the client gave up" : NULL);
    ended = pg_end_copy(s, st ? NULL : e);
    return st ? st : ended;
}

/* COPY sends units to another server one by one, INSERT many at once. */
static enum status copy_units(struct pg_store *s, struct error *e)
{
    enum status st;

    if (!s->sharded)
        return copy_into(s, "COPY units FROM STDIN (FORMAT binary)", e);
    st = pg_run(s, "CREATE TEMP TABLE IF NOT EXISTS arriving (LIKE units) ON COMMIT DELETE ROWS",
                0, 0, e);
    if (!st)
        st = copy_into(s, "COPY arriving FROM STDIN (FORMAT binary)", e);
    return st ? st : pg_run(s, "INSERT INTO units SELECT * FROM arriving", 0, 0, e);
}

/* The batch holds these units too. */
static enum status touch_units(struct pg_store *s, struct flush *f, struct error *e)
{
    struct buf sql = BUF_INIT;
    enum status st;
    PGresult *r;
    bool first = true;

    buf_printf(&sql,
               "INSERT INTO touches SELECT %lld, unit, max(changed) FROM"
               " unnest($1::bigint[], $2::bigint[]) t(unit, changed) GROUP BY unit ORDER BY unit"
               " ON CONFLICT (batch, unit) DO UPDATE"
               " SET changed = greatest(touches.changed, excluded.changed)", (long long)s->batch);
    buf_reset(&f->a);
    buf_reset(&f->b);
    for (size_t i = 0; i < s->pending.len; i++) {
        const struct pg_pending *p = &s->pending.v[i];

        if (!p->merged)
            continue;
        buf_printf(&f->a, "%s%lld", first ? "{" : ",", (long long)p->id);
        buf_printf(&f->b, "%s%lld", first ? "{" : ",", (long long)p->changed);
        first = false;
    }
    buf_addch(&f->a, '}');
    buf_addch(&f->b, '}');
    st = buf_status(&f->a, e);
    if (!st)
        st = buf_status(&f->b, e);
    if (!st)
        st = buf_status(&sql, e);
    if (!st)
        st = pg_query(s, buf_cstr(&sql), (const char *[]){buf_cstr(&f->a), buf_cstr(&f->b)}, 2,
                      false, &r, e);
    if (!st)
        s->pq.clear(r);
    buf_free(&sql);
    return st;
}

static enum status lock_and_note_pairs(struct pg_store *s, struct flush *f, struct error *e)
{
    char number[24];
    const char *parameters[] = {NULL, number};
    PGresult *r;
    enum status st = gather_pairs(s, f, e);

    if (st)
        return st;
    parameters[0] = buf_cstr(&f->b);
    snprintf(number, sizeof number, "%lld", (long long)s->batch);
    st = pg_query(s, "SELECT lock_pairs($1::text[], false)", parameters, 1, false, &r, e);
    if (st)
        return st;
    s->pq.clear(r);
    st = pg_query(s, "UPDATE batches SET pairs = (SELECT array_agg(DISTINCT p) FROM"
                     " unnest(pairs || $1::text[]) p) WHERE id = $2::bigint"
                     " AND NOT pairs @> $1::text[]", parameters, 2, false, &r, e);
    if (!st)
        s->pq.clear(r);
    return st;
}

static enum status write_units(struct pg_store *s, struct flush *f, struct error *e)
{
    struct map hashes = MAP_INIT;
    enum status st = lock_and_note_pairs(s, f, e);

    if (!st)
        st = link_twins(s, &hashes, e);
    if (!st)
        st = find_there(s, f, &hashes, e);
    if (!st)
        st = number_units(s, f, e);
    if (!st && f->added)
        st = copy_units(s, e);
    if (!st && f->merged)
        st = touch_units(s, f, e);
    map_free(&hashes);
    return st;
}

static enum status write_removals(struct pg_store *s, struct flush *f, struct error *e)
{
    char number[24];
    const char *parameters[] = {NULL, number};
    PGresult *r;
    enum status st;

    buf_reset(&f->a);
    pg_add_list(&f->a, s->removals.v, s->removals.len);
    st = buf_status(&f->a, e);
    if (st)
        return st;
    parameters[0] = buf_cstr(&f->a);
    snprintf(number, sizeof number, "%lld", (long long)s->batch);
    st = pg_query(s, "INSERT INTO removals SELECT $2::bigint, u.id FROM units u"
                     " JOIN batches b ON b.id = u.batch AND b.state = 1"
                     " WHERE u.id = ANY($1::bigint[]) ORDER BY u.id ON CONFLICT DO NOTHING",
                  parameters, 2, false, &r, e);
    if (st)
        return st;
    f->removed = strtoull(s->pq.cmdTuples(r), NULL, 10);
    s->pq.clear(r);
    st = pg_query(s, "UPDATE batches SET pairs = (SELECT array_agg(DISTINCT p) FROM"
                     " (SELECT unnest(pairs) UNION SELECT pair FROM units"
                     "  WHERE id = ANY($1::bigint[])) x(p)) WHERE id = $2::bigint",
                  parameters, 2, false, &r, e);
    if (!st)
        s->pq.clear(r);
    return st;
}

static enum status write_all(struct pg_store *s, void *context, struct error *e)
{
    struct flush *f = context;
    struct buf sql = BUF_INIT;
    enum status st = ST_OK;

    f->added = f->merged = f->removed = 0;
    if (s->pending.len)
        st = write_units(s, f, e);
    if (!st && s->removals.len)
        st = write_removals(s, f, e);
    if (!st && f->progress) {
        buf_printf(&sql,
                   "UPDATE batches SET added = %llu, merged = %llu, removed = %llu, progress = $2,"
                   " last_unit = (SELECT last_value FROM unit_ids) WHERE id = $1",
                   (unsigned long long)(s->base.added + f->added),
                   (unsigned long long)(s->base.merged + f->merged),
                   (unsigned long long)(s->base.removed + f->removed));
        st = buf_status(&sql, e);
        if (!st)
            st = pg_run(s, buf_cstr(&sql), s->batch, (int64_t)*f->progress, e);
    }
    buf_free(&sql);
    return st;
}

enum status pg_flush(struct pg_store *s, const uint64_t *progress, struct error *e)
{
    struct flush f = {.progress = progress};
    enum status st = pg_transaction(s, write_all, &f, e);

    if (!st) {
        s->base.added += f.added;
        s->base.merged += f.merged;
        s->base.removed += f.removed;
        pg_forget(s);
    }
    buf_free(&f.a);
    buf_free(&f.b);
    map_free(&f.pairs);
    return st;
}
