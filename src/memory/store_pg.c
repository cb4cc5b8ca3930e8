/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connecting to PostgreSQL, the schema, and running SQL. */
#include "memory/store_pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TRIES = 5 };

/* What to say of failures that users can cure. */
static const char *cure_of(const char *sqlstate)
{
    static const struct {
        const char *sqlstate, *cure;
    } cures[] = {
        {"42501", N_("ask the owner of the memory for the right to it (GRANT)")},
        {"25006", N_("this server only reads: name the one that is written to")},
        {"55P03", N_("another program is writing to this memory; try again later")},
        {"53100", N_("the server's disk is full")},
        {"42P01", N_("the tables of this memory are damaged; restore them from a copy")},
    };

    for (size_t i = 0; i < COUNT_OF(cures); i++) {
        if (strcmp(cures[i].sqlstate, sqlstate) == 0)
            return _(cures[i].cure);
    }
    return NULL;
}

/* The first line of a message of libpq, without what it says of the place. */
static struct span first_line(const char *message)
{
    struct span line = span_str(message), rest = line;
    ptrdiff_t at;

    span_split(&rest, '\n', &line);
    at = span_find(line, span_str(" failed: "), 0);
    return span_trim(at < 0 ? line : span_from(line, (size_t)at + 9));
}

bool pg_is_lost(const struct pg_store *s)
{
    return s->pq.status(s->conn) != CONNECTION_OK;
}

static enum status lost(struct pg_store *s, struct error *e)
{
    struct span why = first_line(s->pq.errorMessage(s->conn));

    return error_at(e, ST_IO, s->base.path, 0, 0,
                    _("the connection to the server was lost (%.*s); run the command again when "
                      "the server is back"), SPAN_ARG(why));
}

enum status pg_error(struct pg_store *s, PGresult *r, struct error *e)
{
    const char *state = r ? s->pq.resultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    const char *text = r ? s->pq.resultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    const char *cure = state ? cure_of(state) : NULL;
    enum status st;

    snprintf(s->sqlstate, sizeof s->sqlstate, "%s", state ? state : "");
    if (pg_is_lost(s))
        st = lost(s, e);
    else if (!text)
        st = error_nomem(e);
    else if (cure)
        st = error_at(e, ST_IO, s->base.path, 0, 0, "%s: %s", text, cure);
    else
        st = error_at(e, ST_IO, s->base.path, 0, 0, "%s", text);
    s->pq.clear(r);
    return st;
}

/* Take a result, or turn it into an error. */
static enum status take(struct pg_store *s, PGresult *r, PGresult **out, struct error *e)
{
    ExecStatusType status = s->pq.resultStatus(r);

    *out = r;
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return ST_OK;
    *out = NULL;
    return pg_error(s, r, e);
}

enum status pg_query(struct pg_store *s, const char *sql, const char *const *parameters, int n,
                     bool binary, PGresult **out, struct error *e)
{
    return take(s, s->pq.execParams(s->conn, sql, n, NULL, parameters, NULL, NULL, binary), out, e);
}

/* SQL with numbers in the places of $1 and $2. */
static void add_sql(struct buf *out, const char *sql, int64_t p1, int64_t p2)
{
    for (; *sql; sql++) {
        if (sql[0] == '$' && (sql[1] == '1' || sql[1] == '2')) {
            sql++;
            buf_printf(out, "(%lld)", (long long)(*sql == '1' ? p1 : p2));
        } else {
            buf_addch(out, *sql);
        }
    }
}

/* The last result of several statements, which is new. */
static enum status run_all(struct pg_store *s, const char *sql, int64_t p1, int64_t p2,
                           PGresult **out, struct error *e)
{
    struct buf text = BUF_INIT;
    enum status st;

    add_sql(&text, sql, p1, p2);
    st = buf_status(&text, e);
    if (!st)
        st = take(s, s->pq.exec(s->conn, buf_cstr(&text)), out, e);
    buf_free(&text);
    return st;
}

enum status pg_run(struct pg_store *s, const char *sql, int64_t p1, int64_t p2, struct error *e)
{
    PGresult *r;
    enum status st = run_all(s, sql, p1, p2, &r, e);

    if (!st)
        s->pq.clear(r);
    return st;
}

enum status pg_number(struct pg_store *s, const char *sql, int64_t p1, int64_t p2, int64_t *out,
                      struct error *e)
{
    PGresult *r;
    enum status st = run_all(s, sql, p1, p2, &r, e);

    *out = 0;
    if (st)
        return st;
    if (s->pq.ntuples(r) > 0)
        *out = pg_int(s, r, 0, 0);
    s->pq.clear(r);
    return ST_OK;
}

enum status pg_end_copy(struct pg_store *s, struct error *e)
{
    PGresult *r = s->pq.getResult(s->conn), *more;
    enum status st = ST_OK;

    if (s->pq.resultStatus(r) != PGRES_COMMAND_OK)
        st = pg_error(s, r, e);
    else
        s->pq.clear(r);
    while ((more = s->pq.getResult(s->conn)))
        s->pq.clear(more);
    return st;
}

int64_t pg_int(const struct pg_store *s, const PGresult *r, int row, int column)
{
    return strtoll(s->pq.getvalue(r, row, column), NULL, 10);
}

struct span pg_span(const struct pg_store *s, const PGresult *r, int row, int column)
{
    return span_of(s->pq.getvalue(r, row, column), (size_t)s->pq.getlength(r, row, column));
}

void pg_add_list(struct buf *out, const int64_t *numbers, size_t n)
{
    buf_addch(out, '{');
    for (size_t i = 0; i < n; i++)
        buf_printf(out, i ? ",%lld" : "%lld", (long long)numbers[i]);
    buf_addch(out, '}');
}

/* Was the transaction given up because of another one?  40001: it could not be put in an order with
 * it, 40P01: they waited for each other. */
static bool in_the_way(const struct pg_store *s)
{
    return strcmp(s->sqlstate, "40001") == 0 || strcmp(s->sqlstate, "40P01") == 0;
}

enum status pg_transaction(struct pg_store *s, pg_work_fn *work, void *context, struct error *e)
{
    enum status st = ST_OK;

    for (int i = 0; i < TRIES; i++) {
        struct timespec pause = {0, i * 50 * 1000 * 1000};

        nanosleep(&pause, NULL);
        s->sqlstate[0] = '\0';
        st = pg_run(s, "BEGIN", 0, 0, e);
        if (!st)
            st = work(s, context, e);
        if (!st)
            st = pg_run(s, "COMMIT", 0, 0, e);
        if (!st)
            break;
        s->pq.clear(s->pq.exec(s->conn, "ROLLBACK"));
        if (!in_the_way(s))
            break;
    }
    return st;
}

/* --- the schema --- */

static const char get_version[] = "SELECT value FROM tilmach.meta WHERE key = 'version'";

static enum status make_schema(struct pg_store *s, void *context, struct error *e)
{
    int64_t version = 0, there = 0;
    /* who comes at the same time waits and finds it made */
    enum status st = pg_run(s, "SELECT pg_advisory_xact_lock(1953326178)", 0, 0, e);

    (void)context;
    if (!st)
        st = pg_number(s, "SELECT (to_regclass('tilmach.meta') IS NOT NULL)::int", 0, 0, &there, e);
    if (!st && there)
        st = pg_number(s, get_version, 0, 0, &version, e);
    for (int64_t v = version; !st && v < PG_SCHEMA_VERSION; v++)
        st = pg_run(s, pg_schema_steps[v], 0, 0, e);
    if (!st)
        st = pg_run(s, "UPDATE meta SET value = $1::text WHERE key = 'version'",
                    PG_SCHEMA_VERSION, 0, e);
    return st;
}

static enum status check_schema(struct pg_store *s, enum tm_access access, struct error *e)
{
    int64_t known, version = 0;
    enum status st = pg_number(s, "SELECT CASE WHEN to_regclass('tilmach.meta') IS NOT NULL THEN 2"
                                  " WHEN to_regnamespace('tilmach') IS NOT NULL THEN 1 ELSE 0 END",
                               0, 0, &known, e);

    if (!st && known == 1)
        return error_at(e, ST_SYNTAX, s->base.path, 0, 0, "%s", _("not a translation memory"));
    if (!st && known == 2)
        st = pg_number(s, get_version, 0, 0, &version, e);
    if (!st && version > PG_SCHEMA_VERSION)
        return error_at(e, ST_UNSUPPORTED, s->base.path, 0, 0,
                        _("made by a newer version of the program (format %lld, known: %d)"),
                        (long long)version, PG_SCHEMA_VERSION);
    if (st || version == PG_SCHEMA_VERSION)
        return st;
    if (access == TM_WRITE)
        return pg_transaction(s, make_schema, NULL, e);
    if (known == 2)
        return error_at(e, ST_UNSUPPORTED, s->base.path, 0, 0, "%s",
                        _("made by an older version of the program"));
    return error_at(e, ST_NOTFOUND, s->base.path, 0, 0, "%s",
                    _("this memory is empty; fill it with “tmem import”"));
}

static enum status look_for_shards(struct pg_store *s, struct error *e)
{
    int64_t n;
    enum status st = pg_number(s, "SELECT count(*) FROM pg_class WHERE relkind = 'f'"
                                  " AND relnamespace = 'tilmach'::regnamespace", 0, 0, &n, e);

    s->sharded = n > 0;
    return st;
}

/* A copy of the memory in another cluster, or one that was wound back, counts its transactions
 * anew: it is told apart. */
static enum status read_uuid(struct pg_store *s, struct error *e)
{
    PGresult *r;
    enum status st = pg_query(s, "SELECT md5(value || system_identifier || '/' || timeline_id)"
                                 " FROM meta, pg_control_system(), pg_control_checkpoint()"
                                 " WHERE key = 'uuid'", NULL, 0, false, &r, e);

    if (st)
        return st;
    if (s->pq.ntuples(r) == 1)
        snprintf(s->base.uuid, sizeof s->base.uuid, "%s", s->pq.getvalue(r, 0, 0));
    s->pq.clear(r);
    if (strlen(s->base.uuid) == sizeof s->base.uuid - 1)
        return ST_OK;
    return error_at(e, ST_SYNTAX, s->base.path, 0, 0, "%s", _("not a translation memory"));
}

/* --- connecting --- */

static const char *option(const PQconninfoOption *options, const char *keyword)
{
    for (; options->keyword; options++) {
        if (strcmp(options->keyword, keyword) == 0)
            return options->val && *options->val ? options->val : NULL;
    }
    return NULL;
}

/* What the memory is called in messages: the address without the password. */
static enum status name_it(struct pg_store *s, const char *address, struct error *e)
{
    PQconninfoOption *o = s->pq.conninfoParse(address, NULL);
    const char *service, *host, *port, *database;
    int n;

    /* libpq's own message would repeat the address with all that is in it */
    if (!o)
        return error_set(e, ST_USAGE, "%s",
                         _("the address of the memory cannot be read: write "
                           "postgresql://HOST/DATABASE, with special characters as in a URL"));
    service = option(o, "service");
    host = option(o, "host");
    port = option(o, "port");
    database = option(o, "dbname");
    if (service)
        n = asprintf(&s->base.path, "service=%s", service);
    else
        n = asprintf(&s->base.path, "postgresql://%s%s%s/%s", host ? host : "", port ? ":" : "",
                     port ? port : "", database ? database : "");
    s->pq.conninfoFree(o);
    if (n >= 0)
        return ST_OK;
    s->base.path = NULL;
    return error_nomem(e);
}

static void say_nothing(void *context, const char *message)
{
    (void)context;
    (void)message;
}

static enum status refused(struct pg_store *s, struct error *e)
{
    struct span why = first_line(s->pq.errorMessage(s->conn));

    if (s->pq.connectionNeedsPassword(s->conn))
        return error_at(e, ST_IO, s->base.path, 0, 0, "%s",
                        _("the server asks for a password: put it into ~/.pgpass or $PGPASSWORD"));
    return error_at(e, ST_IO, s->base.path, 0, 0,
                    _("cannot connect: %.*s; check the address, and that the server runs and lets "
                      "you in"), SPAN_ARG(why));
}

/* Is the server one that can hold a memory?  Settle how it is spoken with. */
static enum status set_up(struct pg_store *s, struct error *e)
{
    const char *encoding;

    s->get_prepared = false;
    if (pg_is_lost(s))
        return refused(s, e);
    encoding = s->pq.parameterStatus(s->conn, "server_encoding");
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return error_at(e, ST_UNSUPPORTED, s->base.path, 0, 0,
                        _("the database is in %s; make one in UTF8 (createdb -E UTF8 -T "
                          "template0)"),
                        encoding ? encoding : "?");
    if (s->pq.serverVersion(s->conn) < 140000)
        return error_at(e, ST_UNSUPPORTED, s->base.path, 0, 0, "%s",
                        _("the server is older than PostgreSQL 14"));
    /* Statistics lag behind what was imported a moment ago; the indexes are always right. */
    return pg_run(s, "SET search_path = tilmach, pg_temp; SET lock_timeout = '60s';"
                     "SET enable_seqscan = off; SET jit = off;", 0, 0, e);
}

enum status pg_reconnect(struct pg_store *s, struct error *e)
{
    s->pq.reset(s->conn);
    return set_up(s, e);
}

static enum status connect_to(struct pg_store *s, const char *address, struct error *e)
{
    /* what the address says comes before the first two and behind the last one */
    const char *const keywords[] = {"connect_timeout", "fallback_application_name", "dbname",
                                    "client_encoding", NULL};
    const char *timeout = getenv("PGCONNECT_TIMEOUT");
    const char *const values[] = {timeout ? timeout : "10", "tilmach", address, "UTF8", NULL};

    s->conn = s->pq.connectdbParams(keywords, values, 1);
    if (!s->conn)
        return error_nomem(e);
    s->pq.setNoticeProcessor(s->conn, say_nothing, NULL);
    return set_up(s, e);
}

/* --- the backend --- */

static void pg_close(struct tm_store *store)
{
    struct pg_store *s = pg_of(store);

    if (s->conn)
        s->pq.finish(s->conn);
    pq_unload(&s->pq);
    vec_free(&s->mine);
    vec_free(&s->pending);
    vec_free(&s->removals);
    arena_free(&s->arena);
    buf_free(&s->row);
}

static enum status pg_change(struct tm_store *store, uint64_t *sequence, struct error *e)
{
    static const char sql[] = "SELECT pg_snapshot_xmin(pg_current_snapshot())";
    struct pg_store *s = pg_of(store);
    int64_t value;
    enum status st = pg_number(s, sql, 0, 0, &value, e);

    /* a process that reads for days outlives connections; what one writes is bound to its own */
    if (st && s->mine.len == 0 && pg_is_lost(s)) {
        st = pg_reconnect(s, e);
        if (!st)
            st = pg_number(s, sql, 0, 0, &value, e);
    }
    /* below: the last one that has ended for certain */
    *sequence = st || value < 1 ? 0 : (uint64_t)value - 1;
    return st;
}

static enum status pg_size(struct pg_store *s, uint64_t *out, struct error *e)
{
    int64_t value;
    enum status st = pg_number(s, "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
                                  " WHERE relnamespace = 'tilmach'::regnamespace AND relkind = 'r'",
                               0, 0, &value, e);

    *out = (uint64_t)value;
    return st;
}

static enum status pg_compact(struct tm_store *store, uint64_t *before, uint64_t *after,
                              struct error *e)
{
    static const char *const tables[] = {
        "VACUUM (ANALYZE) units", "VACUUM (ANALYZE) batches", "VACUUM (ANALYZE) touches",
        "VACUUM (ANALYZE) moves", "VACUUM (ANALYZE) removals",
    };
    struct pg_store *s = pg_of(store);
    enum status st = pg_size(s, before, e);

    for (size_t i = 0; !st && i < COUNT_OF(tables); i++)
        st = pg_run(s, tables[i], 0, 0, e);
    return st ? st : pg_size(s, after, e);
}

static const struct tm_backend backend = {
    .close = pg_close,
    .change = pg_change,
    .changes = pg_changes,
    .each = pg_each,
    .get = pg_get,
    .batches = pg_batches,
    .begin = pg_begin,
    .go_on = pg_continue,
    .put = pg_put,
    .remove = pg_remove,
    .save = pg_save,
    .publish = pg_publish,
    .discard = pg_discard,
    .undo = pg_undo,
    .compact = pg_compact,
};

enum status pg_open(struct tm_store **out, const char *address, enum tm_access access,
                    struct error *e)
{
    struct pg_store *s = calloc(1, sizeof *s);
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    *out = &s->base;
    s->base.backend = &backend;
    st = pq_load(&s->pq, e);
    if (!st)
        st = name_it(s, address, e);
    if (!st)
        st = connect_to(s, address, e);
    if (!st)
        st = check_schema(s, access, e);
    if (!st)
        st = look_for_shards(s, e);
    return st ? st : read_uuid(s, e);
}
