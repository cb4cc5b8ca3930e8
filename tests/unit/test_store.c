/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What store.h promises: of SQLite's store, and of PostgreSQL's where TILMACH_TEST_MEMORY is its
 * address and TILMACH_TEST_EMPTY a command that takes the memory in it away
 * (tests/clients/postgres.t).
 */
#include "tests/unit/unit.h"

#include "base/buf.h"
#include "memory/store.h"

#include <stdio.h>
#include <sqlite3.h>
#include <unistd.h>

static char folder[] = "tilmach-test-XXXXXX";
static char path[256];

static bool on_server(void)
{
    return getenv("TILMACH_TEST_MEMORY") != NULL;
}

static struct tm_store *fresh(void)
{
    struct tm_store *s;
    struct error e = {0};

    if (on_server()) {
        snprintf(path, sizeof path, "%s", getenv("TILMACH_TEST_MEMORY"));
        ck_assert_int_eq(system(getenv("TILMACH_TEST_EMPTY")), 0);
    } else {
        if (!path[0])
            ck_assert_ptr_nonnull(mkdtemp(folder));
        snprintf(path, sizeof path, "%s/m.tmdb", folder);
        unlink(path);
    }
    ck_assert_msg(tm_store_open(&s, path, TM_WRITE, &e) == ST_OK, "%s", e.message);
    return s;
}

static void finish(struct tm_store *s)
{
    char other[sizeof path + 4];

    tm_store_close(s);
    if (on_server())
        return;
    unlink(path);
    snprintf(other, sizeof other, "%s-wal", path);
    unlink(other);
    snprintf(other, sizeof other, "%s-shm", path);
    unlink(other);
    rmdir(folder);
    path[0] = '\0';
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
}

static void put_unsaved(struct tm_store *s, const char *source, const char *target,
                        int64_t changed)
{
    struct tm_variant v[2] = {{.lang = span_str("kk"), .text = span_str(source)},
                              {.lang = span_str("en"), .text = span_str(target)}};
    struct tm_unit u = {.changed = changed, .variants = v, .n_variants = 2};

    ck_assert_int_eq(tm_batch_put(s, &u, NULL), ST_OK);
}

/* What is put is counted when it is saved; true: it was there already. */
static bool put(struct tm_store *s, const char *source, const char *target, int64_t changed)
{
    uint64_t added, before, after;

    tm_batch_counts(s, &added, &before);
    put_unsaved(s, source, target, changed);
    ck_assert_int_eq(tm_batch_save(s, 1, NULL), ST_OK);
    tm_batch_counts(s, &added, &after);
    return after > before;
}

static int64_t begin(struct tm_store *s)
{
    int64_t id;

    ck_assert_int_eq(tm_batch_begin(s, "import", span_str("f"), span_str("d"), &id, NULL), ST_OK);
    return id;
}

static void publish(struct tm_store *s, int64_t id)
{
    ck_assert_int_eq(tm_batch_save(s, 1, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_publish(s, &id, 1, NULL), ST_OK);
}

static enum status add_to_list(void *context, const struct tm_unit *u, struct error *e)
{
    (void)e;
    buf_printf(context, "%.*s=%.*s@%lld ", SPAN_ARG(u->variants[0].text),
               SPAN_ARG(u->variants[1].text), (long long)u->changed);
    return ST_OK;
}

static void holds(struct tm_store *s, const char *wanted)
{
    struct buf b = BUF_INIT;

    buf_adds(&b, "");
    ck_assert_int_eq(tm_store_each(s, NULL, add_to_list, &b, NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&b), wanted);
    buf_free(&b);
}

START_TEST(open_batches_are_not_seen)
{
    struct tm_store *s = fresh(), *reader;
    uint64_t before, after;
    int64_t id = begin(s);

    ck_assert(!put(s, "a", "b", 5));
    ck_assert_int_eq(tm_batch_save(s, 1, NULL), ST_OK);
    ck_assert_int_eq(tm_store_open(&reader, path, TM_READ, NULL), ST_OK);
    ck_assert_str_eq(tm_store_uuid(s), tm_store_uuid(reader));
    ck_assert_int_eq(tm_store_change(s, &before, NULL), ST_OK);
    holds(reader, "");
    publish(s, id);
    holds(reader, "a=b@5 ");
    ck_assert_int_eq(tm_store_change(s, &after, NULL), ST_OK);
    ck_assert_uint_gt(after, before);
    tm_store_close(reader);
    finish(s);
}
END_TEST

START_TEST(discarded_batches_leave_nothing)
{
    struct tm_store *s = fresh();
    int64_t id = begin(s);

    put(s, "a", "b", 5);
    put(s, "a", "b", 6);
    ck_assert_int_eq(tm_batch_discard(s, id, NULL), ST_OK);
    holds(s, "");
    id = begin(s);
    ck_assert(!put(s, "a", "b", 5));
    publish(s, id);
    holds(s, "a=b@5 ");
    finish(s);
}
END_TEST

START_TEST(duplicates_are_merged_and_come_apart)
{
    struct tm_store *s = fresh();
    int64_t first = begin(s), second;

    put(s, "a", "b", 5);
    ck_assert(!put(s, "a", "c", 5));
    ck_assert(put(s, "a", "b", 4));
    publish(s, first);
    second = begin(s);
    ck_assert(put(s, "a", "b", 9));
    ck_assert(!put(s, "x", "y", 7));
    publish(s, second);
    holds(s, "a=b@9 a=c@5 x=y@7 ");
    ck_assert_int_eq(tm_batch_undo(s, second, NULL), ST_OK);
    holds(s, "a=b@5 a=c@5 ");
    ck_assert_int_eq(tm_batch_undo(s, second, NULL), ST_NOTFOUND);
    finish(s);
}
END_TEST

START_TEST(what_a_later_batch_holds_too_survives)
{
    struct tm_store *s = fresh();
    int64_t first = begin(s), second;

    put(s, "a", "b", 5);
    put(s, "c", "d", 5);
    publish(s, first);
    second = begin(s);
    put(s, "a", "b", 3);
    publish(s, second);
    ck_assert_int_eq(tm_batch_undo(s, first, NULL), ST_OK);
    holds(s, "a=b@3 ");
    ck_assert_int_eq(tm_batch_undo(s, second, NULL), ST_OK);
    holds(s, "");
    finish(s);
}
END_TEST

static enum status add_number(void *context, int64_t unit, struct error *e)
{
    (void)e;
    buf_printf(context, "%lld ", (long long)unit);
    return ST_OK;
}

/* The numbers of units that changed after a change number. */
static void moved(struct tm_store *s, uint64_t since, const char *wanted)
{
    struct buf b = BUF_INIT;

    buf_adds(&b, "");
    ck_assert_int_eq(tm_store_changes(s, since, add_number, &b, NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&b), wanted);
    buf_free(&b);
}

static void take_away(struct tm_store *s, int64_t unit)
{
    ck_assert_int_eq(tm_batch_remove(s, unit, NULL), ST_OK);
}

START_TEST(batches_take_units_away)
{
    struct tm_store *s = fresh();
    struct arena a = ARENA_INIT;
    struct tm_unit u;
    int64_t first = begin(s), second;
    uint64_t change;

    put(s, "a", "b", 5);
    put(s, "c", "d", 5);
    publish(s, first);
    ck_assert_int_eq(tm_store_change(s, &change, NULL), ST_OK);
    second = begin(s);
    take_away(s, 1);
    take_away(s, 1);
    take_away(s, 77);
    put(s, "e", "f", 6);
    ck_assert_int_eq(tm_batch_save(s, 1, NULL), ST_OK);
    holds(s, "a=b@5 c=d@5 ");
    publish(s, second);
    holds(s, "c=d@5 e=f@6 ");
    ck_assert_int_eq(tm_store_get(s, 1, &a, &u, NULL), ST_NOTFOUND);
    moved(s, change, "1 3 ");
    ck_assert_int_eq(tm_batch_undo(s, second, NULL), ST_OK);
    holds(s, "a=b@5 c=d@5 ");
    moved(s, change + 1, "1 3 ");
    arena_free(&a);
    finish(s);
}
END_TEST

START_TEST(what_is_put_again_comes_back)
{
    struct tm_store *s = fresh();
    int64_t first = begin(s), clean, again;

    put(s, "a", "b", 5);
    publish(s, first);
    clean = begin(s);
    take_away(s, 1);
    publish(s, clean);
    again = begin(s);
    ck_assert(!put(s, "a", "b", 7));
    publish(s, again);
    holds(s, "a=b@7 ");
    ck_assert_int_eq(tm_batch_undo(s, first, NULL), ST_OK); /* what was taken away goes for good */
    ck_assert_int_eq(tm_batch_undo(s, clean, NULL), ST_OK);
    holds(s, "a=b@7 ");
    finish(s);
}
END_TEST

START_TEST(merged_into_what_is_being_taken_away)
{
    struct tm_store *s = fresh();
    int64_t first = begin(s), open, clean;

    put(s, "a", "b", 5);
    publish(s, first);
    open = begin(s);
    ck_assert(put(s, "a", "b", 9));
    ck_assert_int_eq(tm_batch_save(s, 1, NULL), ST_OK);
    clean = begin(s);
    take_away(s, 1);
    publish(s, clean);
    holds(s, "");
    ck_assert_int_eq(tm_batch_publish(s, &open, 1, NULL), ST_OK);
    holds(s, "a=b@9 ");
    ck_assert_int_eq(tm_batch_undo(s, clean, NULL), ST_OK);
    holds(s, "a=b@9 ");
    finish(s);
}
END_TEST

START_TEST(two_batches_take_the_same_away)
{
    struct tm_store *s = fresh();
    int64_t first = begin(s), slow, quick;

    put(s, "a", "b", 5);
    publish(s, first);
    slow = begin(s);
    take_away(s, 1);
    ck_assert_int_eq(tm_batch_save(s, 1, NULL), ST_OK);
    quick = begin(s);
    take_away(s, 1);
    publish(s, quick);
    ck_assert_int_eq(tm_batch_publish(s, &slow, 1, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_undo(s, slow, NULL), ST_OK);
    holds(s, "");
    ck_assert_int_eq(tm_batch_undo(s, quick, NULL), ST_OK);
    holds(s, "a=b@5 ");
    finish(s);
}
END_TEST

START_TEST(space_is_given_back)
{
    struct tm_store *s = fresh(), *reader;
    int64_t first = begin(s), second;
    uint64_t before, after;
    char text[64];

    put(s, "a", "b", 5);
    publish(s, first);
    second = begin(s);
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "a source of some length, number %d", i);
        put_unsaved(s, text, "a target that is not short either", 5);
    }
    publish(s, second);
    ck_assert_int_eq(tm_batch_undo(s, second, NULL), ST_OK);
    ck_assert_int_eq(tm_store_open(&reader, path, TM_READ, NULL), ST_OK);
    holds(reader, "a=b@5 ");
    ck_assert_int_eq(tm_store_compact(s, &before, &after, NULL), ST_OK);
    ck_assert_uint_gt(before, 1000000);
    /* a server gives pages back, not those of indexes */
    ck_assert_uint_lt(after, on_server() ? before : 200000);
    holds(reader, "a=b@5 ");
    tm_store_close(reader);
    holds(s, "a=b@5 ");
    finish(s);
}
END_TEST

START_TEST(interrupted_batches_go_on)
{
    struct tm_store *s = fresh();
    int64_t id = begin(s);

    put(s, "a", "b", 5);
    ck_assert_int_eq(tm_batch_save(s, 1, NULL), ST_OK);
    put_unsaved(s, "lost", "lost", 5);
    tm_store_close(s); /* as if killed: what was not saved is gone */
    ck_assert_int_eq(tm_store_open(&s, path, TM_WRITE, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_continue(s, id + 1, NULL), ST_NOTFOUND);
    ck_assert_int_eq(tm_batch_continue(s, id, NULL), ST_OK);
    ck_assert(put(s, "a", "b", 5));
    put(s, "c", "d", 5);
    publish(s, id);
    holds(s, "a=b@5 c=d@5 ");
    finish(s);
}
END_TEST

START_TEST(foreign_and_newer_files_are_refused)
{
    struct tm_store *s = fresh();
    struct error e;
    sqlite3 *db;

    tm_store_close(s);
    if (on_server())
        return; /* tests/clients/postgres.t */
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA user_version = 99", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(tm_store_open(&s, path, TM_READ, &e), ST_UNSUPPORTED);
    ck_assert_int_eq(tm_store_open(&s, path, TM_WRITE, &e), ST_UNSUPPORTED);
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA application_id = 1", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(tm_store_open(&s, path, TM_WRITE, &e), ST_SYNTAX);
    unlink(path);
    ck_assert_int_eq(tm_store_open(&s, path, TM_READ, &e), ST_NOTFOUND);
    ck_assert_int_ne(access(path, F_OK), 0);
    finish(NULL);
}
END_TEST

UNIT_MAIN("store", open_batches_are_not_seen,
          discarded_batches_leave_nothing,
          duplicates_are_merged_and_come_apart,
          what_a_later_batch_holds_too_survives,
          batches_take_units_away,
          what_is_put_again_comes_back,
          merged_into_what_is_being_taken_away,
          two_batches_take_the_same_away,
          space_is_given_back,
          interrupted_batches_go_on,
          foreign_and_newer_files_are_refused)
