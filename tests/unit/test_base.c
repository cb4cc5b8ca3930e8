/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "base/arena.h"
#include "base/atomic.h"
#include "base/map.h"
#include "base/options.h"
#include "base/reader.h"
#include "base/sums.h"
#include "base/temporary.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(spans_split_and_find)
{
    struct span rest = span_str("a,,b"), f;

    ck_assert(span_split(&rest, ',', &f) && span_eqs(f, "a"));
    ck_assert(span_split(&rest, ',', &f) && f.len == 0);
    ck_assert(span_split(&rest, ',', &f) && span_eqs(f, "b"));
    ck_assert(!span_split(&rest, ',', &f));
    ck_assert_int_eq(span_find(span_str("abcabc"), span_str("bc"), 2), 4);
    ck_assert_int_eq(span_find(span_str("abc"), span_str("abcd"), 0), -1);
    ck_assert(span_eqs(span_trim(span_str(" \t x y \r\n")), "x y"));
    ck_assert_int_lt(span_cmp(span_str("ab"), span_str("abc")), 0);
}
END_TEST

START_TEST(numbers_are_checked)
{
    uint64_t n = 7;

    ck_assert(span_to_u64(span_str("18446744073709551615"), &n) && n == UINT64_MAX);
    ck_assert(!span_to_u64(span_str("18446744073709551616"), &n));
    ck_assert(!span_to_u64(span_str(""), &n) && !span_to_u64(span_str("-1"), &n));
}
END_TEST

START_TEST(buffer_keeps_nul_bytes_and_splices)
{
    struct buf b = BUF_INIT;

    buf_addn(&b, "a\0b", 3);
    buf_printf(&b, "%d", 42);
    ck_assert_uint_eq(b.len, 5);
    buf_splice(&b, 1, 1, span_str("--"));
    ck_assert(span_eqs(buf_span(&b), "a--b42"));
    buf_splice(&b, 9, 1, span_str("x"));
    ck_assert_int_eq(buf_status(&b, NULL), ST_NOMEM);
    buf_free(&b);
}
END_TEST

START_TEST(control_characters_are_escaped)
{
    struct buf b = BUF_INIT;

    buf_add_escaped(&b, span_str("a\x1B[1m\n\x7F \xC2\x9B \u00A0 \u04E1"));
    buf_add_escaped(&b, span_str("\xC2"));
    ck_assert_str_eq(buf_cstr(&b), "a\\x1B[1m\\x0A\\x7F \\xC2\\x9B \u00A0 \u04E1\xC2");
    buf_free(&b);
}
END_TEST

START_TEST(arena_is_zeroed_and_aligned)
{
    struct arena a = ARENA_INIT;

    for (int round = 0; round < 3; round++) {
        for (size_t n = 1; n < 40000; n = n * 3 + 1) {
            char *p = arena_alloc(&a, n);
            ck_assert_ptr_nonnull(p);
            ck_assert_uint_eq((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < n; i++)
                ck_assert_int_eq(p[i], 0);
            memset(p, 1, n);
        }
        arena_reset(&a);
    }
    ck_assert_ptr_null(arena_array(&a, SIZE_MAX / 2, 3));
    arena_free(&a);
}
END_TEST

START_TEST(map_iterates_in_order_of_insertion)
{
    struct map m = MAP_INIT;
    const struct map_entry *e;
    char key[16];
    bool added;

    for (int i = 999; i >= 0; i--) {
        snprintf(key, sizeof key, "k%d", i);
        *map_put(&m, span_str(key), &added) = (uint64_t)i;
        ck_assert(added);
    }
    ck_assert_uint_eq(*map_put(&m, span_str("k17"), &added), 17);
    ck_assert(!added);
    ck_assert_uint_eq(map_count(&m), 1000);
    ck_assert_ptr_null(map_get(&m, span_str("k1000")));
    e = map_first(&m);
    for (int i = 999; i >= 0; i--, e = map_next(e))
        ck_assert_uint_eq(map_value(e), (uint64_t)i);
    ck_assert_ptr_null(e);
    map_free(&m);
}
END_TEST

/* Write `text` to a pipe or file in pieces and read it back in units joined by '|'. */
static void check_units(const char *text, enum read_unit unit, const char *want)
{
    char path[] = "unit-XXXXXX";
    int fd = mkstemp(path);
    struct reader r;
    struct read_chunk chunk;
    struct buf got = BUF_INIT;
    struct error e;

    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    ck_assert_int_eq(reader_open(&r, path, &e), ST_OK);
    while (reader_next(&r, unit, &chunk, &e) > 0) {
        buf_add(&got, chunk.text);
        buf_addch(&got, '|');
    }
    ck_assert_str_eq(buf_cstr(&got), want);
    reader_close(&r);
    buf_free(&got);
    unlink(path);
}

START_TEST(reader_units)
{
    check_units("a\nb\n\nc", READ_LINE, "a\n|b\n|\n|c|");
    check_units("\na\nb\n \nc\n\n\nd", READ_PARAGRAPH, "\na\nb\n \n|c\n\n\n|d|");
    check_units("a\nb\n", READ_WHOLE, "a\nb\n|");
    check_units("a\nb\n", READ_BLOCK, "a\nb\n|");
    check_units("", READ_LINE, "");
}
END_TEST

START_TEST(long_units_are_cut_between_characters)
{
    size_t n = 3 * READER_MAX_UNIT + 1;
    char *text = malloc(n);
    char path[] = "unit-XXXXXX";
    int fd = mkstemp(path);
    struct reader r;
    struct read_chunk chunk;
    struct error e;
    size_t total = 0;
    bool more = true;

    for (size_t i = 0; i < n; i++)
        text[i] = i % 2 ? '\xD0' : '\xB0'; /* Cyrillic а, out of step with the limit */
    text[0] = 'x';
    ck_assert_int_eq(write(fd, text, n), (ssize_t)n);
    close(fd);
    ck_assert_int_eq(reader_open(&r, path, &e), ST_OK);
    while (reader_next(&r, READ_LINE, &chunk, &e) > 0) {
        ck_assert_uint_le(chunk.text.len, READER_MAX_UNIT);
        ck_assert_uint_eq(chunk.offset, total);
        ck_assert(chunk.text.ptr[0] == 'x' || chunk.text.ptr[0] == '\xD0');
        total += chunk.text.len;
        more = chunk.more;
    }
    ck_assert_uint_eq(total, n);
    ck_assert(!more);
    reader_close(&r);
    unlink(path);
    free(text);
}
END_TEST

START_TEST(reading_a_directory_is_an_error)
{
    struct reader r;
    struct error e;

    ck_assert_int_eq(reader_open(&r, ".", &e), ST_IO);
    ck_assert_str_eq(e.file, ".");
    ck_assert_int_eq(reader_open(&r, "no/such/file", &e), ST_IO);
}
END_TEST

static void write_file(const char *path, const char *text)
{
    struct atomic_file f;

    ck_assert_int_eq(atomic_open(&f, path, NULL), ST_OK);
    writer_puts(&f.out, text);
    ck_assert_int_eq(atomic_commit(&f, NULL, NULL), ST_OK);
}

static void check_file(const char *path, const char *want)
{
    struct buf b = BUF_INIT;

    ck_assert_int_eq(file_read(path, &b, NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&b), want);
    buf_free(&b);
}

START_TEST(atomic_replaces_keeps_mode_link_and_backup)
{
    char dir[] = "atomic-XXXXXX";
    struct atomic_file f;
    struct stat st;

    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert_int_eq(chdir(dir), 0);
    write_file("a", "old");
    ck_assert_int_eq(chmod("a", 0640), 0);
    ck_assert_int_eq(symlink("a", "link"), 0);

    ck_assert_int_eq(atomic_open(&f, "link", NULL), ST_OK);
    writer_puts(&f.out, "new");
    check_file("a", "old");
    ck_assert_int_eq(atomic_commit(&f, ".bak", NULL), ST_OK);
    check_file("a", "new");
    check_file("a.bak", "old");
    ck_assert(lstat("link", &st) == 0 && S_ISLNK(st.st_mode));
    ck_assert(stat("a", &st) == 0 && (st.st_mode & 0777) == 0640);

    ck_assert_int_eq(atomic_open(&f, "a", NULL), ST_OK);
    writer_puts(&f.out, "never");
    atomic_abort(&f);
    check_file("a", "new");

    ck_assert_int_eq(unlink("a") | unlink("a.bak") | unlink("link"), 0);
    ck_assert_int_eq(chdir(".."), 0);
    ck_assert_int_eq(rmdir(dir), 0); /* fails if a temporary file was left */
}
END_TEST

START_TEST(atomic_removes_what_a_killed_process_left)
{
    char stale[] = ".victim.tilmach-0";
    FILE *f = fopen(stale, "w");

    ck_assert_ptr_nonnull(f);
    fclose(f);
    write_file("victim", "x");
    ck_assert_int_ne(access(stale, F_OK), 0);
    unlink("victim");
}
END_TEST

/* 80 columns, counted in characters; a word that is longer stands alone. */
START_TEST(help_breaks_at_spaces)
{
    char forty[] = "ыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыы", text[400], wanted[500];
    struct buf b = BUF_INIT;

    snprintf(text, sizeof text, "%s %.78s", forty, forty); /* 40 + 1 + 39 */
    snprintf(wanted, sizeof wanted, "%s\n", text);
    options_wrap(&b, span_str(text), 0);
    ck_assert_str_eq(buf_cstr(&b), wanted);

    buf_reset(&b);
    snprintf(wanted, sizeof wanted, "%s\n %.78s\n", forty, forty);
    options_wrap(&b, span_str(text), 1);
    ck_assert_str_eq(buf_cstr(&b), wanted);

    buf_reset(&b);
    snprintf(text, sizeof text, "a %s%s%s b", forty, forty, forty);
    snprintf(wanted, sizeof wanted, "a\n  %s%s%s\n  b\n", forty, forty, forty);
    options_wrap(&b, span_str(text), 2);
    ck_assert_str_eq(buf_cstr(&b), wanted);
    buf_free(&b);
}
END_TEST

/* Keys 0 .. LAST, each added as often as it is high, in an order far from sorted. */
enum { LAST = 200, STEP = 157 /* has no divisor in common with LAST + 1 */ };

struct told {
    char last[16];
    uint64_t keys, sum;
    bool sorted, right;
};

static enum status tell(void *context, struct span key, uint64_t n, struct error *e UNUSED)
{
    struct told *t = context;
    char text[16];

    snprintf(text, sizeof text, "%.*s", SPAN_ARG(key));
    t->sorted = t->sorted && (t->keys == 0 || strcmp(t->last, text) < 0);
    t->right = t->right && strtoull(text + 1, NULL, 10) == n;
    strcpy(t->last, text);
    t->keys++;
    t->sum += n;
    return ST_OK;
}

static void sum_up(struct sums *s, struct told *t)
{
    struct error e = {0};
    char key[16];

    for (int round = 0; round <= LAST; round++) {
        for (int i = 0; i <= LAST; i++) {
            int k = i * STEP % (LAST + 1);
            int len = snprintf(key, sizeof key, "k%d", k);
            if (round < k)
                ck_assert_int_eq(sums_add(s, span_of(key, (size_t)len), 1, &e), ST_OK);
        }
    }
    *t = (struct told){.sorted = true, .right = true};
    ck_assert_int_eq(sums_each(s, tell, t, &e), ST_OK);
}

/* With memory for few keys there are more temporary files than are open at once. */
START_TEST(sums_are_the_same_in_little_memory)
{
    static const size_t memory[] = {1 << 20, 8192, 4300};
    struct error e = {0};

    for (size_t i = 0; i < COUNT_OF(memory); i++) {
        struct sums *s;
        struct told t;
        ck_assert_int_eq(sums_open(&s, memory[i], &e), ST_OK);
        for (int again = 0; again < 2; again++) {
            sum_up(s, &t);
            ck_assert(t.sorted && t.right);
            ck_assert_uint_eq(t.keys, LAST);
            ck_assert_uint_eq(t.sum, LAST * (LAST + 1) / 2);
        }
        ck_assert_int_eq(sums_runs(s) > 0, i > 0);
        ck_assert(i < 2 || sums_runs(s) > 400);
        sums_free(s);
    }
}
END_TEST

START_TEST(sums_keep_any_bytes)
{
    static const struct span keys[] = {{"", 0}, {"\0", 1}, {"\0\0", 2}, {"a", 1}, {"\xFF", 1}};
    struct error e = {0};
    struct told t = {.sorted = true};
    struct sums *s;

    ck_assert_int_eq(sums_open(&s, 0, &e), ST_OK);
    for (size_t i = 0; i < 2 * COUNT_OF(keys); i++)
        ck_assert_int_eq(sums_add(s, keys[i % COUNT_OF(keys)], 1ull << 40, &e), ST_OK);
    ck_assert_int_eq(sums_each(s, tell, &t, &e), ST_OK);
    ck_assert_uint_eq(t.keys, COUNT_OF(keys));
    ck_assert_uint_eq(t.sum, 10ull << 40);
    sums_free(s);
}
END_TEST

START_TEST(sums_say_where_there_is_no_room)
{
    const struct rlimit small = {4096, 4096};
    enum status st = ST_OK;
    struct error e = {0};
    struct sums *s;

    setenv("TMPDIR", "/nowhere/at/all", 1);
    ck_assert_int_eq(sums_open(&s, 0, &e), ST_OK);
    ck_assert_int_eq(sums_add(s, span_str("a"), 1, &e), ST_IO);
    ck_assert_str_eq(e.file, "/nowhere/at/all");
    sums_free(s);
    setenv("TMPDIR", ".", 1);

    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(sums_open(&s, 1 << 16, &e), ST_OK);
    for (uint64_t i = 0; st == ST_OK && i < 10000; i++)
        st = sums_add(s, span_of((const char *)&i, sizeof i), 1, &e);
    ck_assert_int_eq(st, ST_IO);
    ck_assert_int_eq(e.sys, EFBIG);
    sums_free(s);
}
END_TEST

START_TEST(temporary_files_have_no_name)
{
    char dir[] = "temporary-XXXXXX", byte = 0;
    struct error e;
    struct stat st;
    int fd;

    ck_assert_ptr_nonnull(mkdtemp(dir));
    setenv("TMPDIR", dir, 1);
    ck_assert_int_eq(temporary_open(&fd, &e), ST_OK);
    ck_assert_int_eq(rmdir(dir), 0); /* nothing is in it */
    ck_assert(fstat(fd, &st) == 0 && st.st_nlink == 0 && (st.st_mode & 0777) == 0600);
    ck_assert_int_eq(fcntl(fd, F_GETFD), FD_CLOEXEC);
    ck_assert_int_eq(write(fd, "x", 1), 1);
    ck_assert(pread(fd, &byte, 1, 0) == 1 && byte == 'x');
    close(fd);

    ck_assert_int_eq(temporary_open(&fd, &e), ST_IO);
    ck_assert_str_eq(e.file, dir);
    ck_assert_int_eq(e.sys, ENOENT);
    ck_assert_ptr_nonnull(strstr(e.message, "TMPDIR"));
    unsetenv("TMPDIR");
    ck_assert_str_eq(temporary_folder(), "/tmp");
    setenv("TMPDIR", "", 1);
    ck_assert_str_eq(temporary_folder(), "/tmp");
    setenv("TMPDIR", ".", 1);
}
END_TEST

/* The whole of a path longer than the part of it that an error tells. */
START_TEST(temporary_files_are_in_folders_with_long_paths)
{
    enum { TIMES = 600 };
    struct buf dir = BUF_INIT;
    struct error e;
    char *path;

    for (int i = 0; i < TIMES; i++)
        buf_adds(&dir, "./");
    setenv("TMPDIR", buf_cstr(&dir), 1);
    ck_assert_int_eq(temporary_path(&path, &e), ST_OK);
    ck_assert(span_starts(span_str(path), buf_span(&dir)));
    ck_assert_int_eq(access(path, R_OK | W_OK), 0);
    unlink(path);
    free(path);
    setenv("TMPDIR", ".", 1);
    buf_free(&dir);
}
END_TEST

UNIT_MAIN("base", spans_split_and_find, numbers_are_checked, buffer_keeps_nul_bytes_and_splices,
          control_characters_are_escaped, arena_is_zeroed_and_aligned,
          map_iterates_in_order_of_insertion, reader_units,
          long_units_are_cut_between_characters, reading_a_directory_is_an_error,
          atomic_replaces_keeps_mode_link_and_backup, atomic_removes_what_a_killed_process_left,
          help_breaks_at_spaces, sums_are_the_same_in_little_memory, sums_keep_any_bytes,
          sums_say_where_there_is_no_room, temporary_files_have_no_name,
          temporary_files_are_in_folders_with_long_paths)
