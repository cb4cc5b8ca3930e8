/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, the schema, and running SQL. */
#include "memory/store_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* As text too, because they are written by PRAGMAs, which take no parameters. */
#define APPLICATION_ID 1953326178 /* "tmdb" */
#define SCHEMA_VERSION 3
#define TEXT_OF_(x) #x
#define TEXT_OF(x) TEXT_OF_(x)

enum {
    LOCK_TRIES = 100,            /* every 100 ms */
    BUSY_TIMEOUT_MS = 10000,
};

#define MOVES                                                                                      \
    "CREATE TABLE moves(change INTEGER NOT NULL, unit INTEGER NOT NULL);"                          \
    "CREATE INDEX moves_change ON moves(change);"

/* What batches take away.  A unit that is taken away stays in its table for an undo, with the
 * number of its batch made negative, which is that of no batch. */
#define REMOVALS                                                                                   \
    "CREATE TABLE removals(batch INTEGER NOT NULL, unit INTEGER NOT NULL,"                         \
    " PRIMARY KEY(batch, unit)) WITHOUT ROWID;"

static const char schema[] =
    "PRAGMA application_id = " TEXT_OF(APPLICATION_ID) ";"
    "PRAGMA user_version = " TEXT_OF(SCHEMA_VERSION) ";"
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "INSERT INTO meta VALUES('uuid', lower(hex(randomblob(16)))), ('change', 0);"
    "CREATE TABLE batches(id INTEGER PRIMARY KEY AUTOINCREMENT, state INTEGER NOT NULL,"
    " kind TEXT NOT NULL, source TEXT NOT NULL, details TEXT NOT NULL, started INTEGER NOT NULL,"
    " finished INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL DEFAULT 0,"
    " merged INTEGER NOT NULL DEFAULT 0, progress INTEGER NOT NULL DEFAULT 0,"
    " change INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE units(id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL,"
    " hash INTEGER NOT NULL, own_changed INTEGER NOT NULL, changed INTEGER NOT NULL,"
    " srclang TEXT NOT NULL, origin TEXT NOT NULL, context TEXT NOT NULL, extra TEXT NOT NULL);"
    "CREATE INDEX units_hash ON units(hash);"
    "CREATE INDEX units_batch ON units(batch);"
    "CREATE TABLE variants(id INTEGER PRIMARY KEY, unit INTEGER NOT NULL, lang TEXT NOT NULL,"
    " text TEXT NOT NULL, markup TEXT NOT NULL, extra TEXT NOT NULL);"
    "CREATE INDEX variants_unit ON variants(unit);"
    /* merged units: batch `batch` holds unit `unit` too */
    "CREATE TABLE touches(batch INTEGER NOT NULL, unit INTEGER NOT NULL, changed INTEGER NOT NULL,"
    " PRIMARY KEY(batch, unit)) WITHOUT ROWID;"
    "CREATE INDEX touches_unit ON touches(unit);"
    MOVES REMOVALS;

/* Version 2 tells what changed since a change number: batches know theirs, and units that an undo
 * took away or gave another time are listed. */
static const char from_version_1[] =
    "ALTER TABLE batches ADD COLUMN change INTEGER NOT NULL DEFAULT 0;"
    MOVES;

/* Version 3 lets a batch take units away. */
static const char from_version_2[] =
    "ALTER TABLE batches ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;"
    REMOVALS
    "PRAGMA user_version = " TEXT_OF(SCHEMA_VERSION) ";";

static const char *const statements[Q_COUNT] = {
    [Q_FIND_HASH] = "SELECT u.id FROM units u JOIN batches b ON b.id = u.batch WHERE u.hash = ?1"
                    " AND (b.state = 1 OR b.id >= ?2) ORDER BY u.id",
    [Q_ADD_UNIT] = "INSERT INTO units(batch, hash, own_changed, changed, srclang, origin, context,"
                   " extra) VALUES(?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7)",
    [Q_ADD_VARIANT] = "INSERT INTO variants(unit, lang, text, markup, extra)"
                      " VALUES(?1, ?2, ?3, ?4, ?5)",
    [Q_TOUCH] = "INSERT INTO touches VALUES(?1, ?2, ?3)"
                " ON CONFLICT(batch, unit) DO UPDATE SET changed = max(changed, excluded.changed)",
    [Q_GET_UNIT] = "SELECT batch, changed, srclang, origin, context, extra FROM units"
                   " WHERE id = ?1 AND batch > 0",
    [Q_REMOVE] = "INSERT OR IGNORE INTO removals SELECT ?1, u.id FROM units u"
                 " JOIN batches b ON b.id = u.batch AND b.state = 1 WHERE u.id = ?2",
    [Q_GET_VARIANTS] = "SELECT id, lang, text, markup, extra FROM variants WHERE unit = ?1"
                       " ORDER BY id",
};

enum status tm_db_error(struct sqlite_store *s, int rc, struct error *e)
{
    switch (rc & 0xFF) {
    case SQLITE_NOMEM:
        return error_nomem(e);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_at(e, ST_IO, s->base.path, 0, 0, "%s",
                        _("another program is using this memory; try again later"));
    case SQLITE_NOTADB:
        return error_at(e, ST_SYNTAX, s->base.path, 0, 0, "%s", _("not a translation memory"));
    case SQLITE_CORRUPT:
        return error_at(e, ST_SYNTAX, s->base.path, 0, 0, "%s",
                        _("the database is damaged; restore it from a copy or an export"));
    case SQLITE_FULL:
        errno = ENOSPC;
        return error_sys(e, s->base.path);
    case SQLITE_READONLY:
        errno = EROFS;
        return error_sys(e, s->base.path);
    default:
        return error_at(e, ST_IO, s->base.path, 0, 0, "%s",
                        s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc));
    }
}

enum status tm_db_run(struct sqlite_store *s, const char *sql, int64_t p1, int64_t p2,
                      struct error *e)
{
    int rc = SQLITE_OK;

    while (*sql && rc == SQLITE_OK) {
        sqlite3_stmt *q = NULL;
        rc = sqlite3_prepare_v2(s->db, sql, -1, &q, &sql);
        if (rc != SQLITE_OK || !q)
            break;
        if (sqlite3_bind_parameter_count(q) >= 1)
            sqlite3_bind_int64(q, 1, p1);
        if (sqlite3_bind_parameter_count(q) >= 2)
            sqlite3_bind_int64(q, 2, p2);
        while ((rc = sqlite3_step(q)) == SQLITE_ROW)
            ;
        rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
        sqlite3_finalize(q);
    }
    return rc == SQLITE_OK ? ST_OK : tm_db_error(s, rc, e);
}

enum status tm_db_begin(struct sqlite_store *s, struct error *e)
{
    enum status st;

    if (s->in_transaction)
        return ST_OK;
    st = tm_db_run(s, "BEGIN IMMEDIATE", 0, 0, e);
    s->in_transaction = st == ST_OK;
    return st;
}

enum status tm_db_commit(struct sqlite_store *s, struct error *e)
{
    enum status st;

    if (!s->in_transaction)
        return ST_OK;
    st = tm_db_run(s, "COMMIT", 0, 0, e);
    if (st)
        tm_db_rollback(s);
    s->in_transaction = false;
    return st;
}

void tm_db_rollback(struct sqlite_store *s)
{
    struct error ignored;

    if (s->in_transaction && !sqlite3_get_autocommit(s->db) &&
        tm_db_run(s, "ROLLBACK", 0, 0, &ignored))
        return;
    s->in_transaction = false;
}

sqlite3_stmt *tm_db_statement(struct sqlite_store *s, enum tm_statement which, struct error *e)
{
    int rc = SQLITE_OK;

    if (!s->prepared[which])
        rc = sqlite3_prepare_v3(s->db, statements[which], -1, SQLITE_PREPARE_PERSISTENT,
                                &s->prepared[which], NULL);
    if (rc != SQLITE_OK) {
        tm_db_error(s, rc, e);
        return NULL;
    }
    sqlite3_reset(s->prepared[which]);
    sqlite3_clear_bindings(s->prepared[which]);
    return s->prepared[which];
}

struct span tm_db_span(sqlite3_stmt *q, int column)
{
    const char *text = (const char *)sqlite3_column_text(q, column);

    return text ? span_of(text, (size_t)sqlite3_column_bytes(q, column)) : span_of("", 0);
}

void tm_db_bind(sqlite3_stmt *q, int parameter, struct span s)
{
    sqlite3_bind_text64(q, parameter, s.ptr ? s.ptr : "", s.len, SQLITE_STATIC, SQLITE_UTF8);
}

/* Opening */

/* Wait until this process may write. */
static enum status wait_for_turn(struct sqlite_store *s, struct error *e)
{
    static const struct timespec pause = {0, 100 * 1000 * 1000};

    for (int i = 0; flock(s->lock, LOCK_EX | LOCK_NB) != 0; i++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return error_sys(e, s->base.path);
        if (i == LOCK_TRIES)
            return error_at(e, ST_IO, s->base.path, 0, 0, "%s",
                            _("another program is writing to this memory; try again later"));
        nanosleep(&pause, NULL);
    }
    return ST_OK;
}

static enum status take_lock(struct sqlite_store *s, struct error *e)
{
    s->lock = open(s->base.path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    return s->lock < 0 ? error_sys(e, s->base.path) : wait_for_turn(s, e);
}

static void sqlite_rest(struct tm_store *store)
{
    struct sqlite_store *s = sqlite_of(store);

    tm_db_rollback(s);
    flock(s->lock, LOCK_UN);
}

static enum status sqlite_wake(struct tm_store *store, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);

    s->batch = s->first_batch = 0; /* others may have made batches since */
    return wait_for_turn(s, e);
}

static enum status get_number(struct sqlite_store *s, const char *sql, int64_t *out,
                              struct error *e)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);

    *out = 0;
    if (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? ST_OK : tm_db_error(s, rc, e);
}

/* Make the tables, or bring those of an old version up to date, all or nothing. */
static enum status run_schema(struct sqlite_store *s, int version, struct error *e)
{
    enum status st = tm_db_begin(s, e);

    if (!st && version == 0)
        st = tm_db_run(s, schema, 0, 0, e);
    if (!st && version == 1)
        st = tm_db_run(s, from_version_1, 0, 0, e);
    if (!st && (version == 1 || version == 2))
        st = tm_db_run(s, from_version_2, 0, 0, e);
    if (!st)
        st = tm_db_commit(s, e);
    if (!st)
        s->version = SCHEMA_VERSION;
    tm_db_rollback(s);
    return st;
}

static enum status check_schema(struct sqlite_store *s, enum tm_access access, struct error *e)
{
    int64_t id, version, tables;
    enum status st = get_number(s, "PRAGMA application_id", &id, e);

    if (!st)
        st = get_number(s, "PRAGMA user_version", &version, e);
    if (!st)
        st = get_number(s, "SELECT count(*) FROM sqlite_master", &tables, e);
    if (st)
        return st;
    if (id == 0 && tables == 0 && access == TM_WRITE)
        return run_schema(s, 0, e);
    if (id == 0 && tables == 0)
        return error_at(e, ST_NOTFOUND, s->base.path, 0, 0, "%s",
                        _("this memory is empty; fill it with “tmem import”"));
    if (id != APPLICATION_ID)
        return error_at(e, ST_SYNTAX, s->base.path, 0, 0, "%s", _("not a translation memory"));
    s->version = (int)version;
    if (version >= 1 && version < SCHEMA_VERSION && access == TM_WRITE)
        return run_schema(s, (int)version, e);
    if (version < 1 || version > SCHEMA_VERSION)
        return error_at(e, ST_UNSUPPORTED, s->base.path, 0, 0,
                        _("made by a newer version of the program (format %lld, known: %d)"),
                        (long long)version, SCHEMA_VERSION);
    return ST_OK;
}

static enum status read_uuid(struct sqlite_store *s, struct error *e)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(s->db, "SELECT value FROM meta WHERE key = 'uuid'", -1, &q, NULL);

    if (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        struct span uuid = span_cut(tm_db_span(q, 0), 0, sizeof s->base.uuid - 1);
        memcpy(s->base.uuid, uuid.ptr, uuid.len);
    }
    sqlite3_finalize(q);
    return rc == SQLITE_ROW ? ST_OK : tm_db_error(s, rc == SQLITE_DONE ? SQLITE_CORRUPT : rc, e);
}

static enum status open_writer(struct sqlite_store *s, struct error *e)
{
    enum status st = take_lock(s, e);
    int rc;

    if (st)
        return st;
    rc = sqlite3_open_v2(s->base.path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc != SQLITE_OK)
        return tm_db_error(s, rc, e);
    sqlite3_busy_timeout(s->db, BUSY_TIMEOUT_MS);
    st = tm_db_run(s, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                      "PRAGMA cache_size = -65536;", 0, 0, e);
    return st ? st : check_schema(s, TM_WRITE, e);
}

/* "file:PATH?immutable=1" with what a URI gives a meaning escaped. */
static void immutable_uri(struct buf *out, const char *path)
{
    buf_adds(out, "file:");
    for (; *path; path++) {
        if (*path == '%' || *path == '?' || *path == '#')
            buf_printf(out, "%%%02X", (unsigned)*path);
        else
            buf_addch(out, *path);
    }
    buf_adds(out, "?immutable=1");
}

/* A database in WAL mode in a folder without write permission can only be read as a file that
 * nobody changes. */
static enum status open_immutable(struct sqlite_store *s, struct error *e)
{
    struct buf uri = BUF_INIT;
    enum status st;
    int rc;

    immutable_uri(&uri, s->base.path);
    sqlite3_close_v2(s->db);
    s->db = NULL;
    st = buf_status(&uri, e);
    if (st) {
        buf_free(&uri);
        return st;
    }
    rc = sqlite3_open_v2(buf_cstr(&uri), &s->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    st = rc == SQLITE_OK ? check_schema(s, TM_READ, e) : tm_db_error(s, rc, e);
    buf_free(&uri);
    return st;
}

static enum status open_reader(struct sqlite_store *s, struct error *e)
{
    struct stat info;
    int rc;
    enum status st;

    if (stat(s->base.path, &info) != 0) {
        if (errno != ENOENT)
            return error_sys(e, s->base.path);
        return error_at(e, ST_NOTFOUND, s->base.path, 0, 0, "%s",
                        _("there is no such memory; fill one with “tmem import” or name one "
                          "with -m"));
    }
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return error_sys(e, s->base.path);
    }
    rc = sqlite3_open_v2(s->base.path, &s->db, SQLITE_OPEN_READONLY, NULL);
    if (rc != SQLITE_OK)
        return tm_db_error(s, rc, e);
    sqlite3_busy_timeout(s->db, BUSY_TIMEOUT_MS);
    st = check_schema(s, TM_READ, e);
    rc = sqlite3_errcode(s->db) & 0xFF;
    if (st && (rc == SQLITE_CANTOPEN || rc == SQLITE_READONLY))
        st = open_immutable(s, e);
    if (!st)
        st = tm_db_run(s, "PRAGMA cache_size = -65536", 0, 0, e);
    return st;
}

static void sqlite_close(struct tm_store *store)
{
    struct sqlite_store *s = sqlite_of(store);

    tm_db_rollback(s);
    for (int i = 0; i < Q_COUNT; i++)
        sqlite3_finalize(s->prepared[i]);
    sqlite3_close_v2(s->db);
    /* only now: closing any descriptor of the file would drop SQLite's own locks */
    if (s->lock >= 0)
        close(s->lock);
}

static enum status sqlite_change(struct tm_store *store, uint64_t *sequence, struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    int64_t value;
    enum status st = get_number(s, "SELECT value FROM meta WHERE key = 'change'", &value, e);

    *sequence = (uint64_t)value;
    return st;
}

/* Size of PATH with something behind its name, 0 where there is no such file. */
static uint64_t file_size(const char *path, const char *behind)
{
    struct buf name = BUF_INIT;
    struct stat info;
    bool there;

    buf_printf(&name, "%s%s", path, behind);
    there = !name.failed && stat(buf_cstr(&name), &info) == 0;
    buf_free(&name);
    return there ? (uint64_t)info.st_size : 0;
}

static uint64_t store_size(const struct sqlite_store *s)
{
    return file_size(s->base.path, "") + file_size(s->base.path, "-wal");
}

static enum status sqlite_compact(struct tm_store *store, uint64_t *before, uint64_t *after,
                                  struct error *e)
{
    struct sqlite_store *s = sqlite_of(store);
    /* VACUUM writes into the log, and what readers still need of it keeps it from being emptied */
    enum status st;

    *before = store_size(s);
    st = tm_db_run(s, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);", 0, 0, e);
    *after = store_size(s);
    return st;
}

static const struct tm_backend backend = {
    .close = sqlite_close,
    .change = sqlite_change,
    .changes = sqlite_changes,
    .each = sqlite_each,
    .get = sqlite_get,
    .batches = sqlite_batches,
    .begin = sqlite_begin,
    .go_on = sqlite_continue,
    .put = sqlite_put,
    .remove = sqlite_remove,
    .save = sqlite_save,
    .publish = sqlite_publish,
    .discard = sqlite_discard,
    .undo = sqlite_undo,
    .compact = sqlite_compact,
    .rest = sqlite_rest,
    .wake = sqlite_wake,
};

enum status sqlite_open(struct tm_store **out, const char *path, enum tm_access access,
                        struct error *e)
{
    struct sqlite_store *s = calloc(1, sizeof *s);
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    *out = &s->base;
    s->base.backend = &backend;
    s->lock = -1;
    s->base.path = strdup(path);
    if (!s->base.path || asprintf(&s->base.index, "%s-index", path) < 0) {
        s->base.index = NULL;
        return error_nomem(e);
    }
    st = access == TM_WRITE ? open_writer(s, e) : open_reader(s, e);
    return st ? st : read_uuid(s, e);
}
