/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store, exchange with TMX, directions. */
#include "tests/unit/unit.h"

#include "base/buf.h"
#include "memory/concord.h"
#include "memory/exchange.h"
#include "memory/store.h"

#include <stdio.h>
#include <sqlite3.h>
#include <unistd.h>

static char folder[] = "tilmach-test-XXXXXX";
static char path[64];

static struct tm_store *fresh(void)
{
    struct tm_store *s;
    struct error e = {0};

    if (!path[0])
        ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/m.tmdb", folder);
    unlink(path);
    ck_assert_msg(tm_store_open(&s, path, TM_WRITE, &e) == ST_OK, "%s", e.message);
    return s;
}

static void finish(struct tm_store *s)
{
    char other[80];

    tm_store_close(s);
    unlink(path);
    snprintf(other, sizeof other, "%s-wal", path);
    unlink(other);
    snprintf(other, sizeof other, "%s-shm", path);
    unlink(other);
    rmdir(folder);
    path[0] = '\0';
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
}

static bool put(struct tm_store *s, const char *source, const char *target, int64_t changed)
{
    struct tm_variant v[2] = {{.lang = span_str("kk"), .text = span_str(source)},
                              {.lang = span_str("en"), .text = span_str(target)}};
    struct tm_unit u = {.changed = changed, .variants = v, .n_variants = 2};
    uint64_t added, before, after;

    tm_batch_counts(s, &added, &before);
    ck_assert_int_eq(tm_batch_put(s, &u, NULL), ST_OK);
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
        put(s, text, "a target that is not short either", 5);
    }
    publish(s, second);
    ck_assert_int_eq(tm_batch_undo(s, second, NULL), ST_OK);
    ck_assert_int_eq(tm_store_open(&reader, path, TM_READ, NULL), ST_OK);
    holds(reader, "a=b@5 ");
    ck_assert_int_eq(tm_store_compact(s, &before, &after, NULL), ST_OK);
    ck_assert_uint_gt(before, 1000000);
    ck_assert_uint_lt(after, 200000);
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
    put(s, "lost", "lost", 5);
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

/* Times */

START_TEST(times)
{
    static const struct {
        const char *text;
        int64_t seconds;
    } cases[] = {
        {"19700101T000000Z", 0},      {"20240229T120000Z", 1709208000},
        {"2024-02-29", 1709164800},   {"2024-02-29T12:00:00Z", 1709208000},
        {"19691231T235959Z", -1},     {"20000101", 946684800},
    };
    static const char *const bad[] = {"", "2024", "20241301", "20240101T250000Z", "20240101x"};
    char text[17];
    int64_t t;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ck_assert(tm_time_parse(span_str(cases[i].text), &t));
        ck_assert_int_eq(t, cases[i].seconds * 1000000);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        ck_assert_msg(!tm_time_parse(span_str(bad[i]), &t), "%s", bad[i]);
    tm_time_format(INT64_C(1709208000) * 1000000, text);
    ck_assert_str_eq(text, "20240229T120000Z");
}
END_TEST

/* Directions */

static void picks(const char *const *langs, size_t n, const char *source, const char *target,
                  const char *wanted)
{
    struct tm_variant v[8] = {{0}};
    struct tm_unit u = {.variants = v, .n_variants = n};
    struct tm_direction d;
    struct tm_sides sides;
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < n; i++)
        v[i] = (struct tm_variant){.lang = span_str(langs[i]), .text = span_str("x")};
    ck_assert_int_eq(tm_direction_set(&d, source, target, NULL), ST_OK);
    if (tm_direction_pick(&d, &u, &sides)) {
        for (size_t i = 0; i < sides.n_sources; i++)
            buf_printf(&b, "%u", sides.sources[i]);
        buf_adds(&b, ">");
        for (size_t i = 0; i < sides.n_targets; i++)
            buf_printf(&b, "%u", sides.targets[i]);
    }
    buf_adds(&b, "");
    ck_assert_msg(span_eqs(buf_span(&b), wanted), "%s-%s: %s", source, target, buf_cstr(&b));
    buf_free(&b);
}

START_TEST(directions)
{
    static const char *const mixed[] = {"en-US", "en-GB", "fr", "sr", "fr"};
    static const char *const scripts[] = {"kk", "kk-Latn", "en"};

    picks(mixed, 5, "en", "fr", "01>24");
    picks(mixed, 5, "en-GB", "fr-CA", "1>24");
    picks(mixed, 5, "en-US", "en-GB", "0>1");
    picks(mixed, 5, "fr", "en-US", "24>0");
    picks(mixed, 5, "fr", "de", "");
    picks(mixed, 5, "sr-Latn", "fr", "");
    picks(scripts, 3, "kk", "kk-Latn", "0>1");
    picks(scripts, 3, "kk-Cyrl", "en", "0>2");
    picks(scripts, 3, "en", "kk-Arab", "");
}
END_TEST

/* Exchange */

static const char tmx_text[] =
    "<tmx version='1.4'><header srclang='kk'/><body>"
    "<tu tuid='1' changedate='20200101T000000Z'><note xml:lang='en'>n\tt</note>"
    "<prop type='x-origin'>o</prop><prop type='x-context'>c</prop><prop type='x-origin'>o2</prop>"
    "<prop type='z' o-encoding='q'></prop>"
    "<tuv xml:lang='kk' creationid='me &amp; you'><prop type='y'>\\</prop><seg> a<ph x='1'/>b</seg></tuv>"
    "<tuv xml:lang='EN-us' changedate='20210101T000000Z'><seg>c\n</seg></tuv>"
    "<tuv xml:lang='x-odd'><seg>kept</seg></tuv><tuv xml:lang='fr'><seg></seg></tuv></tu>"
    "<tu><tuv xml:lang='kk'><seg>x</seg></tuv><tuv xml:lang='en'><seg></seg></tuv></tu>"
    "</body></tmx>";

static void write_one(struct buf *out, const struct tmx_unit *u)
{
    struct writer mem = WRITER_INIT(-1, "memory");
    struct tmx_writer w = {.out = &mem};

    tmx_write_unit(&w, u);
    buf_reset(out);
    buf_add(out, buf_span(&mem.data));
    writer_free(&mem);
}

START_TEST(tmx_units_keep_everything)
{
    struct tm_direction d, other;
    struct arena a = ARENA_INIT;
    struct buf before = BUF_INIT, after = BUF_INIT;
    const struct tmx_unit *in;
    struct tmx_unit out;
    struct tmx_reader *r;
    struct tm_unit u;
    const char *reason;
    int64_t changed;

    ck_assert_int_eq(tm_direction_set(&d, "kk", "en", NULL), ST_OK);
    ck_assert_int_eq(tm_direction_set(&other, "kk", "de", NULL), ST_OK);
    ck_assert_int_eq(tmx_open_bytes(&r, span_str(tmx_text), 0, NULL), ST_OK);
    ck_assert_int_eq(tmx_next(r, &in, NULL), 1);
    ck_assert_int_eq(tm_from_tmx(&u, in, &d, &a, &reason, NULL), ST_OK);
    ck_assert_ptr_null(reason);
    ck_assert(span_eqs(u.origin, "o") && span_eqs(u.context, "c") && span_eqs(u.srclang, "kk"));
    ck_assert(tm_time_parse(span_str("2021-01-01"), &changed));
    ck_assert_int_eq(u.changed, changed);
    ck_assert_int_eq(tm_to_tmx(&out, &u, NULL, &a, NULL), ST_OK);
    write_one(&before, in);
    write_one(&after, &out);
    /* the two columns come first, everything else is the same */
    ck_assert_ptr_nonnull(strstr(buf_cstr(&after), "<note xml:lang=\"en\">n\tt</note>"));
    ck_assert_uint_eq(before.len, after.len);
    ck_assert_str_eq(strstr(buf_cstr(&before), "<prop type=\"z\""),
                     strstr(buf_cstr(&after), "<prop type=\"z\""));
    ck_assert_int_eq(tm_from_tmx(&u, in, &other, &a, &reason, NULL), ST_OK);
    ck_assert_ptr_nonnull(reason);
    ck_assert_int_eq(tmx_next(r, &in, NULL), 1);
    ck_assert_int_eq(tm_from_tmx(&u, in, NULL, &a, &reason, NULL), ST_OK);
    ck_assert_ptr_nonnull(reason);
    tmx_close(r);
    buf_free(&before);
    buf_free(&after);
    arena_free(&a);
}
END_TEST

/* Concordance */

START_TEST(phrases_are_placed)
{
    static const struct {
        const char *text, *phrase;
        long from, to;
        bool whole;
    } cases[] = {
        {"Жоғары мәртебелі Президент", "жоғары  МӘРТЕБЕЛІ", 0, 31, true},
        {"мәртебелілер, мәртебелі", "мәртебелі", 26, 44, true},
        {"мәртебелілер", "мәртебелі", 0, 18, false},
        {"e\xCC\x81t\xC3\xA9", "\xC3\xA9TE\xCC\x81", 0, 6, true},
        {"a  b", "A B", 0, 4, true},
        {"Straße", "strasse", 0, 7, true},
        {"abc", "d", -1, 0, false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf folded = BUF_INIT;
        struct concord_place at;
        bool whole = false, found;
        ck_assert_int_eq(concord_fold(&folded, span_str(cases[i].phrase), NULL), ST_OK);
        found = concord_place(span_str(cases[i].text), buf_span(&folded), &at, &whole, NULL);
        ck_assert_int_eq(found, cases[i].from >= 0);
        if (found) {
            ck_assert_int_eq((long)at.from, cases[i].from);
            ck_assert_int_eq((long)at.to, cases[i].to);
            ck_assert_int_eq(whole, cases[i].whole);
        }
        buf_free(&folded);
    }
}
END_TEST

UNIT_MAIN("memory", open_batches_are_not_seen, discarded_batches_leave_nothing,
          duplicates_are_merged_and_come_apart, what_a_later_batch_holds_too_survives,
          batches_take_units_away, what_is_put_again_comes_back,
          merged_into_what_is_being_taken_away, two_batches_take_the_same_away,
          space_is_given_back, interrupted_batches_go_on, foreign_and_newer_files_are_refused, times, directions,
          tmx_units_keep_everything, phrases_are_placed)
