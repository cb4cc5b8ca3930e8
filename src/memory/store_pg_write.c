/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a batch: units wait in memory (store_pg_flush.c writes them). */
#include "memory/store_pg.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MOST_WAITING = 20000,      /* units */
    MOST_BYTES = 16 << 20,     /* of their texts */
    LONGEST_TEXT = 64 << 20,   /* bytes; a row must fit into 1 GB */
    MOST_LANGUAGES = 4,        /* in the name of a pair; more are "mul" */
};

/* --- batches --- */

/* Text that the server takes: file names need not be UTF-8. */
static char *clean_text(struct span s)
{
    struct buf b = BUF_INIT;

    utf8_add_replaced(&b, s);
    return buf_steal(&b);
}

static enum status insert_batch(struct pg_store *s, const char *kind, struct span source,
                                struct span details, struct error *e)
{
    static const char sql[] =
        "WITH b AS (INSERT INTO batches(kind, source, details, started)"
        " VALUES($1, $2, $3, $4::bigint) RETURNING id)"
        " SELECT id, pg_advisory_lock(1953326179, (id & 2147483647)::int) FROM b";
    char started[24], *from = clean_text(source), *how = clean_text(details);
    const char *parameters[] = {kind, from, how, started};
    enum status st;
    PGresult *r;

    snprintf(started, sizeof started, "%lld", (long long)s->batch_time);
    st = from && how ? pg_query(s, sql, parameters, 4, false, &r, e) : error_nomem(e);
    if (!st) {
        s->batch = pg_int(s, r, 0, 0);
        s->pq.clear(r);
    }
    free(from);
    free(how);
    return st;
}

void pg_forget(struct pg_store *s)
{
    vec_clear(&s->pending);
    vec_clear(&s->removals);
    arena_reset(&s->arena);
}

enum status pg_begin(struct tm_store *store, const char *kind, struct span source,
                     struct span details, int64_t *id, struct error *e)
{
    struct pg_store *s = pg_of(store);
    enum status st;

    pg_forget(s);
    s->batch_time = tm_time_now();
    st = insert_batch(s, kind, source, details, e);
    if (st && pg_is_lost(s)) { /* while nothing was written */
        st = pg_reconnect(s, e);
        if (!st)
            st = insert_batch(s, kind, source, details, e);
    }
    if (st)
        return st;
    *id = s->batch;
    s->base.added = s->base.merged = s->base.removed = 0;
    return vec_push(&s->mine, s->batch) ? ST_OK : error_nomem(e);
}

enum status pg_continue(struct tm_store *store, int64_t id, struct error *e)
{
    struct pg_store *s = pg_of(store);
    int64_t locked;
    enum status st = pg_number(s, "SELECT pg_try_advisory_lock" PG_BATCH_LOCK "::int", id, 0,
                               &locked, e);
    struct buf sql = BUF_INIT;
    PGresult *r;

    if (st)
        return st;
    if (!locked)
        return error_at(e, ST_IO, s->base.path, 0, 0,
                        _("another program is filling batch %lld"), (long long)id);
    buf_printf(&sql,
               "SELECT added, merged, removed, started FROM batches WHERE id = %lld AND state = 0",
               (long long)id);
    st = buf_status(&sql, e);
    if (!st)
        st = pg_query(s, buf_cstr(&sql), NULL, 0, false, &r, e);
    buf_free(&sql);
    if (st)
        return st;
    pg_forget(s);
    if (s->pq.ntuples(r) == 0)
        st = error_set(e, ST_NOTFOUND, _("no open batch %lld"), (long long)id);
    else {
        s->base.added = (uint64_t)pg_int(s, r, 0, 0);
        s->base.merged = (uint64_t)pg_int(s, r, 0, 1);
        s->base.removed = (uint64_t)pg_int(s, r, 0, 2);
        s->batch_time = pg_int(s, r, 0, 3);
        s->batch = id;
    }
    s->pq.clear(r);
    if (!st && !vec_push(&s->mine, id))
        st = error_nomem(e);
    return st ? st : pg_run(s, "DELETE FROM units WHERE batch = $1 AND id >"
                               " (SELECT last_unit FROM batches WHERE id = $1)", id, 0, e);
}

/* --- putting --- */

static bool fits(struct span s)
{
    return s.len < LONGEST_TEXT && utf8_valid_prefix(s) == s.len &&
           !(s.len && memchr(s.ptr, '\0', s.len));
}

/* Can the server hold all texts of a unit? */
static bool unit_fits(const struct tm_unit *u)
{
    bool ok = fits(u->srclang) && fits(u->origin) && fits(u->context) && fits(u->extra);

    for (size_t i = 0; ok && i < u->n_variants; i++) {
        const struct tm_variant *v = &u->variants[i];
        ok = fits(v->lang) && fits(v->text) && fits(v->markup) && fits(v->extra);
    }
    return ok;
}

/* Keep a unit; false where memory ran out. */
static bool keep_unit(struct arena *a, struct tm_unit *u)
{
    const struct tm_variant *from = u->variants;
    bool ok = tm_unit_keep(a, u);

    u->variants = arena_array(a, u->n_variants + 1, sizeof *u->variants);
    ok = ok && u->variants;
    for (size_t i = 0; ok && i < u->n_variants; i++) {
        u->variants[i] = from[i];
        ok = tm_variant_keep(a, &u->variants[i]);
    }
    return ok;
}

/* "kk-Arab" is kk here, what is no tag is und. */
static void language_of(struct span tag, char out[9])
{
    size_t n = 0;

    for (; n < tag.len && tag.ptr[n] != '-' && tag.ptr[n] != '_'; n++) {
        char c = tag.ptr[n];
        c = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        if (n == 8 || c < 'a' || c > 'z')
            break;
        out[n] = c;
    }
    out[n] = '\0';
    if (n == 0 || (n < tag.len && tag.ptr[n] != '-' && tag.ptr[n] != '_'))
        memcpy(out, "und", 4);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The languages of a unit, sorted: "en-kk". */
static const char *pair_of(struct arena *a, const struct tm_unit *u)
{
    char languages[MOST_LANGUAGES + 1][9], name[MOST_LANGUAGES * 9] = "";
    size_t n = 0, at = 0;

    for (size_t i = 0; i < u->n_variants && n <= MOST_LANGUAGES; i++) {
        size_t k = 0;
        language_of(u->variants[i].lang, languages[n]);
        while (strcmp(languages[k], languages[n]) != 0)
            k++;
        n += k == n;
    }
    if (n > MOST_LANGUAGES)
        return "mul";
    qsort(languages, n, sizeof *languages, by_name);
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(name + at, sizeof name - at, "%s%s", i ? "-" : "", languages[i]);
    return arena_strdup(a, span_str(name));
}

enum status pg_save(struct tm_store *store, uint64_t progress, struct error *e)
{
    return pg_flush(pg_of(store), &progress, e);
}

enum status pg_put(struct tm_store *store, const struct tm_unit *u, struct error *e)
{
    struct pg_store *s = pg_of(store);
    struct pg_pending p = {.unit = *u, .changed = u->changed ? u->changed : s->batch_time};

    if (!unit_fits(u))
        return error_set(e, ST_ENCODING, "%s",
                         _("PostgreSQL cannot hold this text (a character U+0000, or too long)"));
    if (!keep_unit(&s->arena, &p.unit))
        return error_nomem(e);
    p.hash = tm_unit_hash(&p.unit);
    p.pair = pair_of(&s->arena, &p.unit);
    if (!p.pair || !vec_push(&s->pending, p))
        return error_nomem(e);
    if (s->pending.len < MOST_WAITING && s->arena.total < MOST_BYTES)
        return ST_OK;
    return pg_flush(s, NULL, e);
}

enum status pg_remove(struct tm_store *store, int64_t unit, struct error *e)
{
    struct pg_store *s = pg_of(store);

    return vec_push(&s->removals, unit) ? ST_OK : error_nomem(e);
}
