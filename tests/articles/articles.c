/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs namenorm over marked articles and tells place by place what came out (README.md here).
 *
 *   articles [--namenorm=PROGRAM] [--dict=FILE] [--tap] [-v] FILE...
 *   articles --self-test FILE...
 *
 * An article is a text with marks: [[as written|as it must become]], [[as written|=]] right as it
 * stands, [[as written|!]] to be reported and left alone.  Everything else must come out byte for
 * byte.  Lines "# style: NAME", "# dict: default|FILE.rec" and "# type: TYPE" at its top are no
 * part of it; FILE.rec lies beside the article.  Without a style line it is the press style of the
 * language with which the file's name begins.
 *
 * What came out is aligned with what was expected by edit distance over bytes (Wagner and Fischer
 * 1974), so that one wrong place does not make those after it wrong.
 */
#include "base/buf.h"
#include "base/reader.h"
#include "base/temporary.h"
#include "base/writer.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_TEXT = 16 * 1024, MAX_ARGS = 16 };

extern char **environ;

enum mark {
    MARK_NONE,   /* text outside marks */
    MARK_CHANGE, /* [[a|b]] */
    MARK_KEEP,   /* [[a|=]] */
    MARK_REPORT, /* [[a|!]] */
};

struct place {
    enum mark mark;
    size_t in, in_len;     /* in article.input */
    size_t want, want_len; /* in article.want */
};

struct article {
    const char *path;
    struct span style, dict, type; /* of the lines at the top; borrowed from `source` */
    struct buf source, input, want, got, report;
    struct place *places;
    size_t count, cap;
};

struct score {
    unsigned places; /* to change or to report */
    unsigned right, wrong, missed;
    unsigned unreported;
    unsigned false_changes; /* of what was right */
};

struct options {
    const char *namenorm, *dict;
    bool tap, self_test, verbose;
};

static void article_free(struct article *a)
{
    buf_free(&a->source);
    buf_free(&a->input);
    buf_free(&a->want);
    buf_free(&a->got);
    buf_free(&a->report);
    free(a->places);
}

static bool fail(const struct article *a, size_t at, const char *what)
{
    size_t line = 1;
    for (size_t i = 0; i < at && i < a->source.len; i++)
        line += a->source.data[i] == '\n';
    fprintf(stderr, "articles: %s:%zu: %s\n", a->path, line, what);
    return false;
}

/* --- reading an article --- */

static bool add_place(struct article *a, enum mark mark, struct span in, struct span want)
{
    if (in.len == 0 && want.len == 0)
        return true;
    if (a->count == a->cap) {
        size_t cap = a->cap ? 2 * a->cap : 64;
        struct place *more = realloc(a->places, cap * sizeof *more);
        if (!more)
            return false;
        a->places = more;
        a->cap = cap;
    }
    a->places[a->count++] = (struct place){mark, a->input.len, in.len, a->want.len, want.len};
    buf_add(&a->input, in);
    buf_add(&a->want, want);
    return true;
}

/* Take "# KEY: VALUE" lines off the top of `rest`. */
static void read_header(struct article *a, struct span *rest)
{
    struct span line, after;
    for (;;) {
        after = *rest;
        if (!span_split(&after, '\n', &line) || !span_starts(line, span_str("# ")))
            return;
        if (span_starts(line, span_str("# style: ")))
            a->style = span_trim(span_from(line, 9));
        else if (span_starts(line, span_str("# dict: ")))
            a->dict = span_trim(span_from(line, 8));
        else if (span_starts(line, span_str("# type: ")))
            a->type = span_trim(span_from(line, 8));
        else
            return;
        *rest = after;
    }
}

static bool read_mark(struct article *a, struct span body, size_t at)
{
    ptrdiff_t bar = span_find(body, span_str("|"), 0);
    if (bar < 0)
        return fail(a, at, "a mark without |");
    struct span in = span_cut(body, 0, (size_t)bar), want = span_from(body, (size_t)bar + 1);
    enum mark mark = MARK_CHANGE;
    if (span_eqs(want, "="))
        mark = MARK_KEEP;
    else if (span_eqs(want, "!"))
        mark = MARK_REPORT;
    if (in.len == 0 || want.len == 0)
        return fail(a, at, "an empty side of a mark");
    if (mark == MARK_CHANGE && span_eq(in, want))
        return fail(a, at, "a mark that changes nothing; write |=");
    if (span_find(want, span_str("|"), 0) >= 0 || span_find(body, span_str("[["), 0) >= 0)
        return fail(a, at, "a mark inside a mark");
    return add_place(a, mark, in, mark == MARK_CHANGE ? want : in);
}

static bool read_text(struct article *a, struct span rest)
{
    struct span all = buf_span(&a->source);
    while (rest.len > 0) {
        size_t at = (size_t)(rest.ptr - all.ptr);
        ptrdiff_t open = span_find(rest, span_str("[["), 0);
        struct span plain = open < 0 ? rest : span_cut(rest, 0, (size_t)open);
        if (span_find(plain, span_str("]]"), 0) >= 0)
            return fail(a, at, "]] without [[");
        if (!add_place(a, MARK_NONE, plain, plain))
            return fail(a, at, "out of memory");
        if (open < 0)
            return true;
        rest = span_from(rest, (size_t)open);
        ptrdiff_t close = span_find(rest, span_str("]]"), 0);
        if (close < 0)
            return fail(a, at + (size_t)open, "[[ without ]]");
        if (!read_mark(a, span_cut(rest, 2, (size_t)close), at + (size_t)open))
            return false;
        rest = span_from(rest, (size_t)close + 2);
    }
    return true;
}

static bool article_read(struct article *a, const char *path)
{
    struct error e;
    a->path = path;
    if (file_read(path, &a->source, &e) != ST_OK)
        return fail(a, 0, e.message);
    struct span rest = buf_span(&a->source);
    read_header(a, &rest);
    if (!read_text(a, rest))
        return false;
    if (a->count == 0 || a->input.len > MAX_TEXT || a->want.len > MAX_TEXT)
        return fail(a, 0, a->count == 0 ? "no text" : "too long");
    return buf_status(&a->input, &e) == ST_OK && buf_status(&a->want, &e) == ST_OK;
}

/* --- running namenorm --- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The style that the article names, or the language that its file's name begins with, as a C string
 * in `out`; returns the option for it. */
static const char *style_of(const struct article *a, struct buf *out)
{
    if (a->style.len > 0) {
        buf_add(out, a->style);
        return "-s";
    }
    const char *name = base_name(a->path);
    buf_add(out, span_of(name, strcspn(name, "-._")));
    return "-l";
}

/* A temporary file, already unlinked, with `text` in it, rewound; -1 on failure. */
static int scratch_file(struct span text)
{
    int fd;
    if (temporary_open(&fd, NULL))
        return -1;
    struct writer w = WRITER_INIT(fd, "text");
    writer_put(&w, text);
    if (writer_flush(&w, NULL) || lseek(fd, 0, SEEK_SET) != 0) {
        close(fd);
        fd = -1;
    }
    writer_free(&w);
    return fd;
}

static bool drain(int fd, struct buf *out)
{
    char chunk[4096];
    ssize_t n;
    if (lseek(fd, 0, SEEK_SET) != 0)
        return false;
    while ((n = read(fd, chunk, sizeof chunk)) > 0)
        buf_addn(out, chunk, (size_t)n);
    return n == 0 && !out->failed;
}

/* Run `argv` with these three files as its standard ones; its exit status, or -1. */
static int run(const char *argv[MAX_ARGS], const int fd[3])
{
    char *args[MAX_ARGS]; /* posix_spawnp() wants them without const and leaves them alone */
    posix_spawn_file_actions_t actions;
    int status;
    pid_t pid;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    memcpy(args, argv, sizeof args);
    int rc = 0;
    for (int i = 0; i < 3; i++)
        rc |= posix_spawn_file_actions_adddup2(&actions, fd[i], i);
    if (rc == 0)
        rc = posix_spawnp(&pid, args[0], &actions, NULL, args, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (rc != 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/* The options that the head of the article asks for; `dict` and `type` hold what they point at. */
static void arguments(const struct article *a, const struct options *o, const char *argv[MAX_ARGS],
                      struct buf *style, struct buf *dict, struct buf *type)
{
    size_t n = 0;
    const char *option = style_of(a, style);
    argv[n++] = o->namenorm;
    argv[n++] = "--no-config";
    argv[n++] = option;
    argv[n++] = buf_cstr(style);
    if (a->dict.len > 0 && !span_eqs(a->dict, "default"))
        buf_printf(dict, "%.*s%.*s", (int)(base_name(a->path) - a->path), a->path,
                   SPAN_ARG(a->dict));
    else if (a->dict.len == 0 && o->dict)
        buf_adds(dict, o->dict);
    if (dict->len > 0) {
        argv[n++] = "--no-default";
        argv[n++] = "-d";
        argv[n++] = buf_cstr(dict);
    }
    buf_printf(type, "--type=%.*s", SPAN_ARG(a->type.len > 0 ? a->type : span_str("plain")));
    argv[n] = buf_cstr(type);
}

static bool article_run(struct article *a, const struct options *o)
{
    const char *argv[MAX_ARGS] = {NULL};
    struct buf style = BUF_INIT, dict = BUF_INIT, type = BUF_INIT;
    int fd[3] = {scratch_file(buf_span(&a->input)), scratch_file(span_str("")),
                 scratch_file(span_str(""))};
    arguments(a, o, argv, &style, &dict, &type);
    bool done = false;
    if (fd[0] >= 0 && fd[1] >= 0 && fd[2] >= 0) {
        int status = run(argv, fd);
        done = drain(fd[1], &a->got) && drain(fd[2], &a->report) && (status == 0 || status == 1);
    }
    for (int i = 0; i < 3; i++)
        if (fd[i] >= 0)
            close(fd[i]);
    buf_free(&style);
    buf_free(&dict);
    buf_free(&type);
    if (!done) {
        fail(a, 0, "namenorm failed");
        fwrite(a->report.data, 1, a->report.len, stderr);
    }
    return done;
}

/* --- aligning --- */

/* For each byte of `want` and its end, the place in `got` to which it leads, in at[0..want.len]. */
static bool align(struct span want, struct span got, size_t *at)
{
    size_t w = want.len + 1, g = got.len + 1;
    unsigned short *cost = malloc(w * g * sizeof *cost);
    if (!cost)
        return false;
    for (size_t i = 0; i < w; i++)
        for (size_t k = 0; k < g; k++) {
            unsigned short *c = &cost[i * g + k];
            if (i == 0 || k == 0) {
                *c = (unsigned short)(i + k);
                continue;
            }
            unsigned same = c[-(ptrdiff_t)g - 1] + (want.ptr[i - 1] != got.ptr[k - 1]);
            unsigned gone = c[-(ptrdiff_t)g] + 1u, come = c[-1] + 1u;
            unsigned best = same < gone ? same : gone;
            *c = (unsigned short)(best < come ? best : come);
        }
    size_t i = want.len, k = got.len;
    at[i] = k;
    while (i > 0) {
        unsigned here = cost[i * g + k];
        if (k > 0 && here == cost[(i - 1) * g + k - 1] + (unsigned)(want.ptr[i - 1] != got.ptr[k - 1]))
            at[--i] = --k;
        else if (here == cost[(i - 1) * g + k] + 1u)
            at[--i] = k;
        else
            k--;
    }
    at[0] = 0;
    free(cost);
    return true;
}

/* --- judging --- */

static void position(struct span text, size_t at, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (text.ptr[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text.ptr[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

/* Does a finding begin in these bytes of the input?  Findings are "NAME:LINE:COLUMN: KIND: …". */
static bool reported(const struct article *a, const struct place *p)
{
    struct span rest = buf_span(&a->report), line;
    while (span_split(&rest, '\n', &line)) {
        struct span name, row, column, kind;
        uint64_t l, c;
        if (!span_split(&line, ':', &name) || !span_split(&line, ':', &row) ||
            !span_split(&line, ':', &column) || !span_split(&line, ':', &kind) ||
            !span_to_u64(row, &l) || !span_to_u64(column, &c))
            continue;
        for (size_t i = 0; i < p->in_len; i++) {
            size_t pl, pc;
            position(buf_span(&a->input), p->in + i, &pl, &pc);
            if (pl == l && pc == c)
                return true;
        }
    }
    return false;
}

/* In quotation marks, on one line (TAP). */
static void say_text(const char *title, struct span text)
{
    printf(" %s \"", title);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n')
            fputs("\\n", stdout);
        else
            putchar(text.ptr[i]);
    putchar('"');
}

static void say(const struct article *a, const struct place *p, const char *what, struct span got)
{
    size_t line, column;
    position(buf_span(&a->input), p->in, &line, &column);
    printf("# %s:%zu:%zu: %s:", base_name(a->path), line, column, what);
    say_text("written", span_cut(buf_span(&a->input), p->in, p->in + p->in_len));
    say_text("wanted", span_cut(buf_span(&a->want), p->want, p->want + p->want_len));
    say_text("got", got);
    putchar('\n');
}

/* Judge plain text word by word, so that a false change is shown and not a whole paragraph. */
static void judge_plain(const struct article *a, const struct place *p, const size_t *at,
                        struct score *s)
{
    struct span want = buf_span(&a->want), all = buf_span(&a->got);
    for (size_t from = 0; from < p->want_len;) {
        size_t to = from + 1;
        while (to < p->want_len && want.ptr[p->want + to] != ' ' && want.ptr[p->want + to] != '\n')
            to++;
        struct place word = {MARK_NONE, p->in + from, to - from, p->want + from, to - from};
        struct span got = span_cut(all, at[word.want], at[word.want + word.want_len]);
        if (!span_eq(got, span_cut(want, word.want, word.want + word.want_len))) {
            s->false_changes++;
            say(a, &word, "changed wrongly", got);
        }
        from = to;
    }
}

static void judge_mark(const struct article *a, const struct place *p, struct span got,
                       struct score *s)
{
    struct span in = span_cut(buf_span(&a->input), p->in, p->in + p->in_len);
    struct span want = span_cut(buf_span(&a->want), p->want, p->want + p->want_len);
    if (p->mark != MARK_KEEP)
        s->places++;
    if (!span_eq(got, want)) {
        bool missed = span_eq(got, in);
        s->missed += missed;
        s->wrong += !missed && p->mark == MARK_CHANGE;
        s->false_changes += !missed && p->mark != MARK_CHANGE;
        say(a, p, missed ? "missed" : p->mark == MARK_CHANGE ? "wrong" : "changed wrongly", got);
    } else if (p->mark == MARK_REPORT && !reported(a, p)) {
        s->unreported++;
        say(a, p, "not reported", got);
    } else if (p->mark != MARK_KEEP) {
        s->right++;
    }
}

static bool judge(const struct article *a, struct score *s)
{
    struct span want = buf_span(&a->want), got = buf_span(&a->got);
    if (got.len > 2 * MAX_TEXT)
        return fail(a, 0, "namenorm wrote far too much");
    size_t *at = malloc((want.len + 1) * sizeof *at);
    if (!at || !align(want, got, at)) {
        free(at);
        return fail(a, 0, "out of memory");
    }
    for (size_t i = 0; i < a->count; i++) {
        const struct place *p = &a->places[i];
        if (p->mark == MARK_NONE)
            judge_plain(a, p, at, s);
        else
            judge_mark(a, p, span_cut(got, at[p->want], at[p->want + p->want_len]), s);
    }
    free(at);
    return true;
}

/* --- the whole --- */

static bool perfect(const struct score *s)
{
    return s->wrong + s->missed + s->unreported + s->false_changes == 0;
}

static void show(const char *title, const struct score *s, const char *lead)
{
    printf("%s%s: %u of %u right, %u wrong, %u missed, %u not reported; %u changed wrongly\n", lead,
           title, s->right, s->places, s->wrong, s->missed, s->unreported, s->false_changes);
}

static void score_add(struct score *sum, const struct score *s)
{
    sum->places += s->places;
    sum->right += s->right;
    sum->wrong += s->wrong;
    sum->missed += s->missed;
    sum->unreported += s->unreported;
    sum->false_changes += s->false_changes;
}

/* One article: false when it could not be read or run. */
static bool check(const char *path, const struct options *o, int number, struct score *sum)
{
    struct article a = {0};
    struct score s = {0};
    bool done = article_read(&a, path);
    if (done && !o->self_test)
        done = article_run(&a, o) && judge(&a, &s);
    bool good = done && perfect(&s);
    if (o->tap)
        printf("%sok %d - %s\n", good ? "" : "not ", number, base_name(path));
    if (done && !o->self_test && (o->verbose || !good))
        show(base_name(path), &s, o->tap ? "# " : "");
    score_add(sum, &s);
    article_free(&a);
    return done;
}

static int usage(void)
{
    fputs("Usage: articles [--namenorm=PROGRAM] [--dict=FILE] [--tap] [-v] FILE...\n"
          "       articles --self-test [--tap] FILE...\n", stderr);
    return 2;
}

static bool option(const char *arg, struct options *o)
{
    if (strncmp(arg, "--namenorm=", 11) == 0)
        o->namenorm = arg + 11;
    else if (strncmp(arg, "--dict=", 7) == 0)
        o->dict = arg + 7;
    else if (strcmp(arg, "--tap") == 0)
        o->tap = true;
    else if (strcmp(arg, "--self-test") == 0)
        o->self_test = true;
    else if (strcmp(arg, "-v") == 0)
        o->verbose = true;
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    struct options o = {.namenorm = "namenorm"};
    struct score sum = {0};
    bool done = true;
    int first = 1;
    while (first < argc && argv[first][0] == '-')
        if (!option(argv[first++], &o))
            return usage();
    if (first == argc)
        return usage();
    for (int i = first; i < argc; i++)
        done &= check(argv[i], &o, i - first + 1, &sum);
    if (o.tap)
        printf("1..%d\n", argc - first);
    if (!o.self_test)
        show("all", &sum, o.tap ? "# " : "");
    return !done ? 2 : perfect(&sum) ? 0 : 1;
}
