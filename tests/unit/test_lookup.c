/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores, and that the index loses nothing. */
#include "tests/unit/unit.h"

#include "base/buf.h"
#include "memory/lookup.h"

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

static const struct tm_mode words = {false, false}, bare_words = {false, true},
                            chars = {true, false}, bare_chars = {true, true};

/* A memory of one pair, asked once. */
static char folder[] = "tilmach-test-XXXXXX";
static char path[64];

static struct tm_store *fresh(void)
{
    struct tm_store *s;
    struct error e = {0};
    int64_t id;

    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/m.tmdb", folder);
    ck_assert_msg(tm_store_open(&s, path, TM_WRITE, &e) == ST_OK, "%s", e.message);
    ck_assert_int_eq(tm_batch_begin(s, "add", span_str("f"), span_str("d"), &id, NULL), ST_OK);
    ck_assert_int_eq(id, 1);
    return s;
}

static void put(struct tm_store *s, struct span source, struct span target, int64_t changed)
{
    struct tm_variant v[2] = {{.lang = span_str("kk"), .text = source},
                              {.lang = span_str("en"), .text = target}};
    struct tm_unit u = {.changed = changed, .variants = v, .n_variants = 2};

    ck_assert_int_eq(tm_batch_put(s, &u, NULL), ST_OK);
}

static void publish(struct tm_store *s)
{
    ck_assert_int_eq(tm_batch_publish(s, (int64_t[]){1}, 1, NULL), ST_OK);
}

static void finish(struct tm_store *s)
{
    tm_store_close(s);
    unlink(path);
    rmdir(folder);
}

static struct tm_direction kk_en(void)
{
    struct tm_direction d;

    ck_assert_int_eq(tm_direction_set(&d, "kk", "en", NULL), ST_OK);
    return d;
}

START_TEST(scores_are_as_documented)
{
    static const struct {
        const char *source, *query;
        double words, bare_words, chars, bare_chars;
    } cases[] = {
        /* equal after normalization */
        {"бір екі", " бір \t екі ", 100, 100, 100, 100},
        {"\xC3\xA9t\xC3\xA9", "e\xCC\x81te\xCC\x81", 100, 100, 100, 100},
        /* letter case: words fold it, and say so with one point */
        {"Бір екі", "бір екі", 99, 100, 600 / 7.0, 600 / 7.0},
        {"a b", "ab", 0, 0, 200 / 3.0, 200 / 3.0},
        {"a, b", "a , b", 99, 100, 80, 80},
        /* one of four words */
        {"a b c d", "a b c x", 75, 75, 600 / 7.0, 600 / 7.0},
        /* one word more */
        {"a b c d", "a b c d e", 80, 80, 700 / 9.0, 700 / 9.0},
        /* a number: one symbol of its class, one point for its value */
        {"page 10 of 20", "page 11 of 20", 99, 75, 99, 1200 / 13.0},
        {"page 10 of 20", "page 1 of 2", 98, 50, 98, 1100 / 13.0},
        {"1,000.50 km", "7 km", 99, 50, 99, 300 / 11.0},
        /* an address, a tag */
        {"see https://a.kz/x now", "see www.b.org now", 99, 200 / 9.0, 99, 900 / 22.0},
        {"<b>a</b> {0}", "<i>a</i> {1}", 97, 800 / 11.0, 97, 75},
        /* a number more is an insertion, not a changed value */
        {"a 5", "a 5 7", 200 / 3.0, 200 / 3.0, 60, 60},
        {"a b", "c d", 0, 0, 100 / 3.0, 100 / 3.0},
    };
    const struct tm_mode modes[] = {words, bare_words, chars, bare_chars};
    const struct tm_direction d = kk_en();

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const double want[] = {cases[i].words, cases[i].bare_words, cases[i].chars,
                               cases[i].bare_chars};
        struct tm_store *s = fresh();
        put(s, span_str(cases[i].source), span_str("t"), 1);
        publish(s);
        for (size_t k = 0; k < COUNT_OF(modes); k++) {
            struct tm_hits hits = VEC_INIT;
            struct tm_index *x;
            ck_assert_int_eq(tm_index_open(&x, s, &d, modes[k], NULL), ST_OK);
            ck_assert_int_eq(tm_index_search(x, span_str(cases[i].query),
                                             &(struct tm_search){0, 0, true}, &hits, NULL),
                             ST_OK);
            ck_assert_uint_eq(hits.len, 1);
            ck_assert_msg(hits.v[0].score == want[k], "%s / %s, mode %zu: %.17g, wanted %.17g",
                          cases[i].source, cases[i].query, k, hits.v[0].score, want[k]);
            vec_free(&hits);
            tm_index_free(x);
        }
        finish(s);
    }
}
END_TEST

START_TEST(limits_are_exact)
{
    ck_assert_uint_eq(tm_score_limit(10, 10, 70), 3);
    ck_assert_uint_eq(tm_score_limit(10, 10, 70.01), 2);
    ck_assert_uint_eq(tm_score_limit(3, 3, 66.66), 1);
    ck_assert_uint_eq(tm_score_limit(3, 3, 66.67), 0);
    ck_assert_uint_eq(tm_score_limit(7, 5, 0), 7);
    ck_assert_uint_eq(tm_score_limit(5, 5, 100), 0);
    for (size_t n = 1; n < 400; n++) {
        for (size_t d = 0; d <= n; d++) {
            double score = 100.0 * (double)(n - d) / (double)n;
            ck_assert_uint_eq(tm_score_limit(n, n, score), d);
        }
    }
}
END_TEST

static uint32_t seed = 31337;

static uint32_t next_random(uint32_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* Sentences with frequent and rare words, numbers and tags; variations of earlier ones. */
static void random_sentence(struct buf *b, uint32_t kind)
{
    uint32_t n = next_random(4) == 0 ? next_random(80) : 1 + next_random(12);

    buf_reset(b);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t r = next_random(100), zipf = next_random(1 + next_random(kind));
        if (i)
            buf_addch(b, ' ');
        if (r < 5)
            buf_printf(b, "%u", next_random(30));
        else if (r < 7)
            buf_printf(b, "<t%u>", next_random(3));
        else if (r < 9)
            buf_adds(b, "Сөз,");
        else
            buf_printf(b, "w%c%c", (char)('a' + zipf % 26), (char)('a' + zipf / 26 % 26));
    }
    buf_adds(b, "");
}

/* Change some words. */
static void vary(struct buf *out, struct span s)
{
    struct span word;

    buf_reset(out);
    while (span_split(&s, ' ', &word)) {
        uint32_t r = next_random(12);
        if (out->len)
            buf_addch(out, ' ');
        if (r == 0)
            buf_adds(out, "other");
        else if (r != 1)
            buf_add(out, word);
    }
    buf_adds(out, "");
}

static void fill(struct tm_store *s, struct buf *texts, struct span *list, size_t n)
{
    struct buf one = BUF_INIT, changed = BUF_INIT;
    VEC(size_t) ends = VEC_INIT;

    for (size_t i = 0; i < n; i++) {
        random_sentence(&one, 120);
        if (i % 3 == 2) {
            size_t before = next_random((uint32_t)i), from = before ? ends.v[before - 1] : 0;
            vary(&changed, span_cut(buf_span(texts), from, ends.v[before]));
            buf_reset(&one);
            buf_add(&one, buf_span(&changed));
        }
        buf_add(texts, buf_span(&one));
        ck_assert(vec_push(&ends, texts->len));
    }
    for (size_t i = 0; i < n; i++) {
        char target[24];
        list[i] = span_cut(buf_span(texts), i ? ends.v[i - 1] : 0, ends.v[i]);
        snprintf(target, sizeof target, "t%zu", i % 50);
        put(s, list[i], span_str(target), 1 + next_random(5));
    }
    buf_free(&one);
    buf_free(&changed);
    vec_free(&ends);
}

static void compare_answers(struct tm_index *x, struct span query, double min_score)
{
    struct tm_hits fast = VEC_INIT, slow = VEC_INIT;

    const struct tm_search index = {min_score, 0, false}, everything = {min_score, 0, true};

    ck_assert_int_eq(tm_index_search(x, query, &index, &fast, NULL), ST_OK);
    ck_assert_int_eq(tm_index_search(x, query, &everything, &slow, NULL), ST_OK);
    ck_assert_msg(fast.len == slow.len, "\"%.*s\" at %g: %zu found, %zu are there", SPAN_ARG(query),
                  min_score, fast.len, slow.len);
    for (size_t i = 0; i < fast.len; i++) {
        ck_assert_int_eq(fast.v[i].unit, slow.v[i].unit);
        ck_assert(fast.v[i].score == slow.v[i].score);
    }
    vec_free(&fast);
    vec_free(&slow);
}

START_TEST(the_index_finds_what_comparing_everything_finds)
{
    enum { N = 1500, QUERIES = 150 };
    static const double limits[] = {0, 30, 50, 66.67, 70, 75, 90, 99, 100};
    const struct tm_mode modes[] = {words, bare_words, chars, bare_chars};
    static struct span list[N];
    const struct tm_direction d = kk_en();
    struct tm_store *s = fresh();
    struct buf texts = BUF_INIT, query = BUF_INIT;

    fill(s, &texts, list, N);
    publish(s);
    for (size_t k = 0; k < COUNT_OF(modes); k++) {
        struct tm_index *x;
        ck_assert_int_eq(tm_index_open(&x, s, &d, modes[k], NULL), ST_OK);
        for (int q = 0; q < QUERIES; q++) {
            if (q % 3)
                vary(&query, list[next_random(N)]);
            else
                random_sentence(&query, 200);
            compare_answers(x, buf_span(&query), limits[next_random(COUNT_OF(limits))]);
        }
        tm_index_free(x);
    }
    buf_free(&texts);
    buf_free(&query);
    finish(s);
}
END_TEST

/* What `l` answers, as text, through the index or not. */
static void answer(struct tm_lookup *l, struct span query, size_t top, bool exhaustive,
                   struct buf *out)
{
    const struct tm_lookup_options how = {.min_score = 50, .top = top, .exhaustive = exhaustive};
    const struct tm_matches *m;

    buf_reset(out);
    ck_assert_int_eq(tm_lookup_find(l, query, &how, &m, NULL), ST_OK);
    for (size_t i = 0; i < m->len; i++)
        buf_printf(out, "%.3f %lld %.*s\n", m->v[i].score, (long long)m->v[i].unit.id,
                   SPAN_ARG(m->v[i].target->text));
}

static void same_answers(struct tm_store *s, struct tm_mode mode, const struct span *list, size_t n)
{
    const struct tm_direction d = kk_en();
    struct buf query = BUF_INIT, fast = BUF_INIT, slow = BUF_INIT;
    struct tm_lookup *l;

    ck_assert_int_eq(tm_lookup_open(&l, s, &d, mode, NULL), ST_OK);
    for (size_t i = 0; i < 60; i++) {
        if (i % 4)
            vary(&query, list[next_random((uint32_t)n)]);
        else
            random_sentence(&query, 200);
        answer(l, buf_span(&query), 1 + i % 6, false, &fast);
        answer(l, buf_span(&query), 1 + i % 6, true, &slow);
        ck_assert_str_eq(buf_cstr(&fast), buf_cstr(&slow));
    }
    tm_lookup_free(l);
    buf_free(&query);
    buf_free(&fast);
    buf_free(&slow);
}

static void remove_folder(void)
{
    static const char *const modes[] = {"words", "words-bare", "chars", "chars-bare"};
    static const char *const levels[] = {"base", "recent"};
    char name[128];

    for (size_t i = 0; i < COUNT_OF(modes); i++) {
        for (size_t k = 0; k < COUNT_OF(levels); k++) {
            snprintf(name, sizeof name, "%s-index/kk-Cyrl_en-Latn.%s.%s", path, modes[i], levels[k]);
            unlink(name);
        }
    }
    snprintf(name, sizeof name, "%s-index", path);
    ck_assert_int_eq(rmdir(name), 0);
}

static bool is_kept(const char *file)
{
    char name[128];

    snprintf(name, sizeof name, "%s-index/kk-Cyrl_en-Latn.%s", path, file);
    return access(name, R_OK) == 0;
}

/* A batch of `n` more units; returns its number. */
static int64_t add_batch(struct tm_store *s, struct buf *texts, struct span *list, size_t n)
{
    int64_t id;

    ck_assert_int_eq(tm_batch_begin(s, "add", span_str("f"), span_str(""), &id, NULL), ST_OK);
    fill(s, texts, list, n);
    ck_assert_int_eq(tm_batch_publish(s, &id, 1, NULL), ST_OK);
    return id;
}

START_TEST(files_of_the_index_follow_the_memory)
{
    enum { N = 5000, FEW = 100, MANY = 2300 };
    static struct span list[N], more[MANY];
    const struct tm_mode modes[] = {words, chars};
    struct tm_store *s = fresh();
    struct buf texts = BUF_INIT, others = BUF_INIT;
    int64_t few, many;

    fill(s, &texts, list, N);
    publish(s);
    for (size_t k = 0; k < COUNT_OF(modes); k++)
        same_answers(s, modes[k], list, N);
    ck_assert(is_kept("words.base") && is_kept("chars.base") && !is_kept("words.recent"));
    few = add_batch(s, &others, more, FEW);
    same_answers(s, words, more, FEW);
    ck_assert(!is_kept("words.recent"));
    buf_reset(&others);
    many = add_batch(s, &others, more, MANY);
    for (size_t k = 0; k < COUNT_OF(modes); k++)
        same_answers(s, modes[k], more, MANY);
    ck_assert(is_kept("words.recent") && is_kept("chars.recent"));
    ck_assert_int_eq(tm_batch_undo(s, few, NULL), ST_OK);
    same_answers(s, words, more, MANY);
    ck_assert_int_eq(tm_batch_undo(s, many, NULL), ST_OK);
    for (size_t k = 0; k < COUNT_OF(modes); k++)
        same_answers(s, modes[k], list, N);
    buf_free(&texts);
    buf_free(&others);
    remove_folder();
    finish(s);
}
END_TEST

START_TEST(a_file_that_does_not_belong_is_made_again)
{
    enum { N = 3000 };
    static struct span list[N];
    struct tm_store *s = fresh();
    struct buf texts = BUF_INIT;
    char name[128];
    FILE *f;

    fill(s, &texts, list, N);
    publish(s);
    same_answers(s, words, list, N);
    snprintf(name, sizeof name, "%s-index/kk-Cyrl_en-Latn.words.base", path);
    /* cut short, garbage in the middle of what it says of itself, another memory's */
    ck_assert_int_eq(truncate(name, 5000), 0);
    same_answers(s, words, list, N);
    ck_assert_ptr_nonnull(f = fopen(name, "r+"));
    ck_assert(fseek(f, 20, SEEK_SET) == 0 && fputs("garbage", f) >= 0 && fclose(f) == 0);
    same_answers(s, words, list, N);
    ck_assert_int_eq(rename(name, "kept-index"), 0);
    remove_folder();
    finish(s);
    buf_free(&texts);

    s = fresh();
    fill(s, &texts, list, 2500);
    publish(s);
    same_answers(s, words, list, 2500);
    snprintf(name, sizeof name, "%s-index/kk-Cyrl_en-Latn.words.base", path);
    ck_assert_int_eq(rename("kept-index", name), 0);
    same_answers(s, words, list, 2500);
    buf_free(&texts);
    remove_folder();
    finish(s);
}
END_TEST

/* Take away what later versions of the tables brought. */
static void make_version(int version)
{
    static const char three[] = "DROP TABLE removals; ALTER TABLE batches DROP COLUMN removed;"
                                "PRAGMA user_version = 2";
    static const char two[] = "DROP TABLE moves; ALTER TABLE batches DROP COLUMN change;"
                              "PRAGMA user_version = 1";
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, three, NULL, NULL, NULL), SQLITE_OK);
    if (version == 1)
        ck_assert_int_eq(sqlite3_exec(db, two, NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

static enum status count_batch(void *context, const struct tm_batch *b, struct error *e)
{
    (void)e;
    ck_assert_uint_eq(b->removed, 0);
    ++*(int *)context;
    return ST_OK;
}

static void older_version(int version)
{
    enum { N = 3000, MORE = 50 };
    static struct span list[N], more[MORE];
    struct tm_store *s = fresh();
    struct buf texts = BUF_INIT, others = BUF_INIT;
    int64_t batch;
    int batches = 0;

    fill(s, &texts, list, N);
    publish(s);
    tm_store_close(s);
    make_version(version);
    ck_assert_int_eq(tm_store_open(&s, path, TM_READ, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_each(s, count_batch, &batches, NULL), ST_OK);
    ck_assert_int_eq(batches, 1);
    same_answers(s, words, list, N); /* makes a file of the index, which stays */
    same_answers(s, words, list, N);
    tm_store_close(s);
    ck_assert_int_eq(tm_store_open(&s, path, TM_WRITE, NULL), ST_OK);
    batch = add_batch(s, &others, more, MORE);
    same_answers(s, words, more, MORE);
    ck_assert_int_eq(tm_batch_undo(s, batch, NULL), ST_OK);
    same_answers(s, words, more, MORE);
    buf_free(&texts);
    buf_free(&others);
    remove_folder();
    finish(s);
}

START_TEST(a_memory_of_an_older_version_is_read_and_brought_up_to_date)
{
    older_version(1);
    older_version(2);
}
END_TEST

START_TEST(ties_and_distinct_targets)
{
    const struct tm_lookup_options all = {.min_score = 70, .top = 3}, one = {.min_score = 70, .top = 1};
    const struct tm_direction d = kk_en();
    const struct tm_matches *m;
    struct tm_store *s = fresh();
    struct tm_lookup *l;

    put(s, span_str("бір екі үш төрт"), span_str("old"), 10);
    put(s, span_str("бір екі үш төрт"), span_str("new"), 20);
    put(s, span_str("Бір екі үш төрт"), span_str("new"), 30);
    put(s, span_str("бір екі үш бес"), span_str("later number"), 20);
    put(s, span_str("бір екі үш алты"), span_str("other"), 20);
    publish(s);
    ck_assert_int_eq(tm_lookup_open(&l, s, &d, words, NULL), ST_OK);
    ck_assert_int_eq(tm_lookup_find(l, span_str("бір екі үш төрт"), &all, &m, NULL), ST_OK);
    ck_assert_uint_eq(m->len, 3);
    ck_assert(span_eqs(m->v[0].target->text, "new") && m->v[0].score == 100);
    ck_assert(span_eqs(m->v[0].source->text, "бір екі үш төрт"));
    ck_assert(span_eqs(m->v[1].target->text, "old") && m->v[1].score == 100);
    ck_assert(span_eqs(m->v[2].target->text, "later number") && m->v[2].score == 75);
    ck_assert_int_eq(tm_lookup_find(l, span_str("бір екі үш"), &one, &m, NULL), ST_OK);
    ck_assert_uint_eq(m->len, 1);
    ck_assert(span_eqs(m->v[0].target->text, "new") && m->v[0].changed == 30);
    ck_assert_int_eq(tm_lookup_find(l, span_str("жоқ"), &all, &m, NULL), ST_OK);
    ck_assert_uint_eq(m->len, 0);
    ck_assert_int_eq(tm_lookup_find(l, span_str(""), &all, &m, NULL), ST_OK);
    ck_assert_uint_eq(m->len, 0);
    tm_lookup_free(l);
    finish(s);
}
END_TEST

START_TEST(differences_are_marked)
{
    static const char *const cases[][3] = {
        {"a b c", "a x c", "a [-b-]{+x+} c"},
        {"a b", "a b c", "a b {+c+}"},
        {"a b, c", "b, c", "[-a-] b, c"},
        {"same", "same", "same"},
        {"", "new", "{+new+}"},
    };
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        buf_reset(&b);
        ck_assert_int_eq(tm_lookup_diff(&b, span_str(cases[i][0]), span_str(cases[i][1]), false,
                                        NULL), ST_OK);
        ck_assert_str_eq(buf_cstr(&b), cases[i][2]);
    }
    buf_free(&b);
}
END_TEST

UNIT_MAIN("lookup", scores_are_as_documented, limits_are_exact, files_of_the_index_follow_the_memory,
          a_file_that_does_not_belong_is_made_again,
          a_memory_of_an_older_version_is_read_and_brought_up_to_date,
          the_index_finds_what_comparing_everything_finds, ties_and_distinct_targets,
          differences_are_marked)
