/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publishing batches and taking them back. */
#include "memory/store_pg.h"

/* The newest change of a unit is its own or one that was merged into it by a published batch. */
#define NEWEST                                                                                     \
    "greatest(u.own_changed, coalesce((SELECT max(t.changed) FROM touches t JOIN batches b"        \
    " ON b.id = t.batch AND b.state = 1 WHERE t.unit = u.id), 0))"

/* Nobody else looks for units of the batch's pairs, or changes them, until the end of the
 * transaction. */
static const char lock_alone[] = "SELECT lock_pairs(pairs, true) FROM batches WHERE id = $1";

/* --- publishing --- */

/* Units that another writer has published since this batch was begun: what says the same is merged
 * into them now. */
static const char merge_twins[] =
    "CREATE TEMP TABLE twins ON COMMIT DROP AS SELECT u.id AS mine, min(w.id) AS theirs"
    " FROM units u JOIN units w ON w.hash = u.hash AND w.pair = u.pair AND w.batch <> u.batch"
    " JOIN batches b ON b.id = w.batch AND b.state = 1"
    "  AND b.change >= (SELECT seen FROM batches WHERE id = $1)"
    " WHERE u.batch = $1 AND same_unit(u, w) GROUP BY u.id;"
    "INSERT INTO touches SELECT x.batch, t.theirs, max(x.changed) FROM twins t"
    " JOIN (SELECT batch, id AS unit, own_changed AS changed FROM units WHERE batch = $1"
    "  UNION ALL SELECT batch, unit, changed FROM touches) x ON x.unit = t.mine"
    " GROUP BY 1, 2 ON CONFLICT (batch, unit)"
    " DO UPDATE SET changed = greatest(touches.changed, excluded.changed);"
    "DELETE FROM touches WHERE unit IN (SELECT mine FROM twins);"
    "DELETE FROM units WHERE batch = $1 AND id IN (SELECT mine FROM twins);"
    "UPDATE batches SET added = added - (SELECT count(*) FROM twins),"
    " merged = merged + (SELECT count(*) FROM twins) WHERE id = $1;";

static const char make_visible[] =
    "UPDATE batches SET state = 1, finished = $2, change = pg_current_xact_id() WHERE id = $1;"
    "UPDATE units u SET changed = " NEWEST
    " WHERE u.id IN (SELECT unit FROM touches WHERE batch = $1);"
    /* what was merged into a unit that has been taken away since brings it back */
    "DELETE FROM removals WHERE unit IN (SELECT t.unit FROM touches t JOIN units u"
    " ON u.id = t.unit AND u.batch < 0 WHERE t.batch = $1);"
    "UPDATE units SET batch = -batch"
    " WHERE batch < 0 AND id IN (SELECT unit FROM touches WHERE batch = $1);"
    /* another batch took it away first: its undo brings it back */
    "DELETE FROM removals r WHERE r.batch = $1"
    " AND NOT EXISTS (SELECT FROM units u WHERE u.id = r.unit AND u.batch > 0);"
    "INSERT INTO moves SELECT pg_current_xact_id(), unit FROM removals WHERE batch = $1;"
    "UPDATE units SET batch = -batch WHERE id IN (SELECT unit FROM removals WHERE batch = $1);";

struct ids {
    const int64_t *v;
    size_t n;
};

/* Lock what all batches need at once, in the one order. */
static enum status lock_batches(struct pg_store *s, const struct ids *ids, struct error *e)
{
    struct buf list = BUF_INIT;
    enum status st;
    PGresult *r;

    pg_add_list(&list, ids->v, ids->n);
    st = buf_status(&list, e);
    if (!st)
        st = pg_query(s, "SELECT lock_pairs(array_agg(p), true) FROM batches, unnest(pairs) p"
                         " WHERE id = ANY($1::bigint[])", (const char *[]){buf_cstr(&list)}, 1,
                      false, &r, e);
    if (!st)
        s->pq.clear(r);
    buf_free(&list);
    return st;
}

/* Has anybody else published units of the same languages since the batch was begun? */
static enum status others_came(struct pg_store *s, int64_t id, int64_t *n, struct error *e)
{
    return pg_number(s, "SELECT count(*) FROM batches mine JOIN batches b ON b.state = 1"
                        " AND b.change >= mine.seen AND b.pairs && mine.pairs AND b.id <> mine.id"
                        " WHERE mine.id = $1", id, 0, n, e);
}

static enum status publish_one(struct pg_store *s, int64_t id, struct error *e)
{
    int64_t n = 0;
    enum status st = others_came(s, id, &n, e);

    if (!st && n) {
        st = pg_run(s, merge_twins, id, 0, e);
        if (!st)
            st = pg_run(s, "DROP TABLE twins", 0, 0, e);
    }
    return st ? st : pg_run(s, make_visible, id, tm_time_now(), e);
}

static enum status publish(struct pg_store *s, void *context, struct error *e)
{
    const struct ids *ids = context;
    enum status st = lock_batches(s, ids, e);

    for (size_t i = 0; !st && i < ids->n; i++)
        st = publish_one(s, ids->v[i], e);
    return st;
}

/* What is done with is locked no more. */
static enum status let_go(struct pg_store *s, int64_t id, struct error *e)
{
    return pg_run(s, "SELECT pg_advisory_unlock" PG_BATCH_LOCK, id, 0, e);
}

/* The counts again: merging may have changed them. */
static enum status count_again(struct pg_store *s, struct error *e)
{
    int64_t added, merged;
    enum status st = pg_number(s, "SELECT added FROM batches WHERE id = $1", s->batch, 0, &added,
                               e);

    if (!st)
        st = pg_number(s, "SELECT merged FROM batches WHERE id = $1", s->batch, 0, &merged, e);
    if (!st) {
        s->base.added = (uint64_t)added;
        s->base.merged = (uint64_t)merged;
    }
    return st;
}

enum status pg_publish(struct tm_store *store, const int64_t *ids, size_t n, struct error *e)
{
    struct pg_store *s = pg_of(store);
    struct ids all = {ids, n};
    enum status st = n ? pg_transaction(s, publish, &all, e) : ST_OK;

    for (size_t i = 0; !st && i < n; i++)
        st = let_go(s, ids[i], e);
    return st ? st : count_again(s, e);
}

/* --- taking back --- */

/* What another batch holds too is handed over to it, to a published one first; `own` is what is
 * left of the batch's own units. */
#define HAND_OVER                                                                                  \
    "CREATE TEMP TABLE own ON COMMIT DROP AS SELECT id AS unit FROM units"                         \
    " WHERE batch IN ($1, -$1);"                                                                   \
    "CREATE TEMP TABLE heirs ON COMMIT DROP AS SELECT DISTINCT ON (t.unit) t.unit,"                \
    " t.batch AS heir, t.changed FROM touches t JOIN batches b ON b.id = t.batch AND b.state < 2"  \
    " WHERE t.batch <> $1 AND t.unit IN (SELECT unit FROM own)"                                    \
    " ORDER BY t.unit, b.state DESC, t.batch;"                                                     \
    "UPDATE units u SET batch = CASE WHEN u.batch < 0 THEN -h.heir ELSE h.heir END,"               \
    " own_changed = h.changed FROM heirs h WHERE u.id = h.unit;"                                   \
    "UPDATE batches b SET last_unit = greatest(last_unit, (SELECT max(unit) FROM heirs"            \
    " WHERE heir = b.id)) WHERE state = 0 AND id IN (SELECT heir FROM heirs);"                     \
    "DELETE FROM own WHERE unit IN (SELECT unit FROM heirs);"

#define DROP_OWN                                                                                   \
    "DELETE FROM touches WHERE batch = $1 OR unit IN (SELECT unit FROM own);"                      \
    "DELETE FROM touches t USING heirs h WHERE h.unit = t.unit AND h.heir = t.batch;"              \
    "DELETE FROM removals WHERE batch = $1 OR unit IN (SELECT unit FROM own);"                     \
    "DELETE FROM units WHERE id IN (SELECT unit FROM own);"

static const char drop_batch[] =
    HAND_OVER DROP_OWN
    "DELETE FROM batches WHERE id = $1;";

static const char take_back[] =
    /* what it took away comes back */
    "CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT unit FROM removals WHERE batch = $1;"
    "UPDATE units SET batch = -batch WHERE id IN (SELECT unit FROM moved);"
    HAND_OVER
    "INSERT INTO moved SELECT unit FROM heirs UNION SELECT unit FROM touches WHERE batch = $1;"
    "INSERT INTO moves SELECT pg_current_xact_id(), unit FROM own"
    " UNION SELECT pg_current_xact_id(), unit FROM moved;"
    "UPDATE batches SET state = 2, change = pg_current_xact_id() WHERE id = $1;"
    DROP_OWN
    "UPDATE units u SET changed = " NEWEST " WHERE u.id IN (SELECT unit FROM moved);";

static enum status discard(struct pg_store *s, void *context, struct error *e)
{
    const int64_t *id = context;
    enum status st = pg_run(s, lock_alone, *id, 0, e);

    return st ? st : pg_run(s, drop_batch, *id, 0, e);
}

enum status pg_discard(struct tm_store *store, int64_t id, struct error *e)
{
    struct pg_store *s = pg_of(store);
    int64_t open, locked = 0;
    enum status st = pg_number(s, "SELECT count(*) FROM batches WHERE id = $1 AND state = 0",
                               id, 0, &open, e);

    pg_forget(s);
    if (st || !open)
        return st;
    st = pg_number(s, "SELECT pg_try_advisory_lock" PG_BATCH_LOCK "::int", id, 0, &locked, e);
    if (!st && !locked)
        return error_at(e, ST_IO, s->base.path, 0, 0,
                        _("another program is filling batch %lld"), (long long)id);
    if (!st)
        st = pg_transaction(s, discard, &id, e);
    return st ? st : let_go(s, id, e);
}

static enum status undo(struct pg_store *s, void *context, struct error *e)
{
    const int64_t *id = context;
    int64_t done = 0;
    enum status st = pg_run(s, lock_alone, *id, 0, e);

    if (!st)
        st = pg_number(s, "SELECT count(*) FROM batches WHERE id = $1 AND state = 1", *id, 0, &done,
                       e);
    if (!st && !done)
        return error_at(e, ST_NOTFOUND, s->base.path, 0, 0,
                        _("there is no batch %lld that could be undone; see “tmem log”"),
                        (long long)*id);
    return st ? st : pg_run(s, take_back, *id, 0, e);
}

enum status pg_undo(struct tm_store *store, int64_t id, struct error *e)
{
    return pg_transaction(pg_of(store), undo, &id, e);
}
