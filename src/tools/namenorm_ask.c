/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --interactive: each change is shown in its line and made when the user says so.  Questions and
 * answers go through the terminal, whatever the standard streams are. */
#include "tools/namenorm.h"

#include "base/atomic.h"
#include "base/reader.h"
#include "tools/datapath.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool open_terminal(struct namenorm *n)
{
    struct error e;

    if (n->terminal)
        return true;
    n->terminal = fopen("/dev/tty", "r+");
    if (n->terminal)
        return true;
    (void)error_sys(&e, "/dev/tty");
    (void)cli_fail(n->cli, &e);
    n->take_none = true;
    return false;
}

/* Untrusted text: no control characters to the terminal. */
static void show(FILE *to, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c < 0x20 || c == 0x7F)
            fputc(' ', to);
        else
            fputc(c, to);
    }
}

static void show_change(struct namenorm *n, const struct finding *f, struct span line)
{
    fprintf(n->terminal, "%s:%llu: ", n->name, (unsigned long long)f->line);
    show(n->terminal, line);
    fprintf(n->terminal, "\n  %s: \"", finding_kind_name(f->kind));
    show(n->terminal, f->text);
    fputs("\" -> \"", n->terminal);
    show(n->terminal, f->replacement);
    fprintf(n->terminal, "\" [%.*s] (%.*s)\n", SPAN_ARG(f->id), SPAN_ARG(f->message));
}

/* The project's file of names: the nearest one, else one in a new .tilmach/ here. */
static char *names_file(void)
{
    char *path = data_project_file("names.rec");

    if (path)
        return path;
    if (mkdir(".tilmach", 0777) != 0 && errno != EEXIST)
        return NULL;
    return strdup(".tilmach/names.rec");
}

/* Where the record of the id ends its first line, `Id: …`; 0 where the file has no such record. */
static size_t after_id(struct span file, struct span id)
{
    size_t at = 0;

    while (at < file.len) {
        ptrdiff_t found = span_find(file, span_str("\n"), at);
        size_t end = found < 0 ? file.len : (size_t)found;
        struct span line = span_cut(file, at, end);

        at = end + (end < file.len);
        if (span_starts(line, span_str("Id:")) && span_eq(span_trim(span_from(line, 3)), id))
            return at;
    }
    return 0;
}

static void add_not(struct buf *out, struct span text)
{
    buf_adds(out, "Not: ");
    for (size_t i = 0; i < text.len; i++)
        buf_addch(out, (unsigned char)text.ptr[i] < 0x20 ? ' ' : text.ptr[i]);
    buf_addch(out, '\n');
}

/* The file with a Not: in the record of the id, or in one of its own at the end. */
static void with_not(struct buf *out, struct span file, const struct finding *f)
{
    size_t at = after_id(file, f->id);

    if (at) {
        buf_add(out, span_cut(file, 0, at));
        if (file.ptr[at - 1] != '\n')
            buf_addch(out, '\n');
        add_not(out, f->text);
        buf_add(out, span_from(file, at));
        return;
    }
    if (file.len == 0)
        buf_adds(out, "%rec: Name\n%key: Id\n");
    buf_add(out, file);
    if (file.len && file.ptr[file.len - 1] != '\n')
        buf_addch(out, '\n');
    buf_printf(out, "\nId: %.*s\n", SPAN_ARG(f->id));
    add_not(out, f->text);
}

static enum status write_not(const char *path, const struct finding *f, struct error *e)
{
    struct buf old = BUF_INIT, new = BUF_INIT;
    struct atomic_file file;
    enum status st = access(path, F_OK) == 0 ? file_read(path, &old, e) : ST_OK;

    if (!st) {
        with_not(&new, buf_span(&old), f);
        st = buf_status(&new, e);
    }
    if (!st)
        st = atomic_open(&file, path, e);
    if (!st) {
        (void)writer_put(&file.out, buf_span(&new));
        st = atomic_commit(&file, NULL, e);
    }
    buf_free(&old);
    buf_free(&new);
    return st;
}

/* Spellings that are not to be asked about again: id, spelling, each behind a line break. */
static bool skipped(const struct namenorm *n, const struct finding *f, struct buf *key)
{
    buf_printf(key, "\n%.*s\t%.*s\n", SPAN_ARG(f->id), SPAN_ARG(f->text));
    return span_find(buf_span(&n->skipped), buf_span(key), 0) >= 0;
}

/* "Never this name": a Not in the project's names, and in this run. */
static void skip_always(struct namenorm *n, const struct finding *f)
{
    char *path = names_file();
    struct buf key = BUF_INIT;
    struct error e;

    if (!skipped(n, f, &key))
        buf_add(&n->skipped, buf_span(&key));
    buf_free(&key);
    if (!path)
        (void)error_sys(&e, ".tilmach");
    if (!path || write_not(path, f, &e))
        (void)cli_fail(n->cli, &e);
    free(path);
}

static char answer(struct namenorm *n)
{
    char line[64];

    fputs(_("Rewrite [y,n,a,s,q]? "), n->terminal);
    fflush(n->terminal);
    rewind(n->terminal);
    if (!fgets(line, sizeof line, n->terminal))
        return 'q';
    rewind(n->terminal);
    return line[0];
}

bool namenorm_ask(struct namenorm *n, const struct finding *f, struct span line)
{
    struct buf key = BUF_INIT;
    bool skip = skipped(n, f, &key);

    buf_free(&key);
    if (skip)
        return false;
    if (n->take_all || n->take_none || !open_terminal(n))
        return n->take_all;
    show_change(n, f, line);
    for (;;) {
        switch (answer(n)) {
        case 'y':
            return true;
        case 'n':
            return false;
        case 'a':
            return n->take_all = true;
        case 's':
            skip_always(n, f);
            return false;
        case 'q':
            n->take_none = true;
            return false;
        default:
            fputs(_("y: rewrite, n: leave, a: rewrite this and all others, s: never again, "
                    "q: leave this and all others\n"),
                  n->terminal);
        }
    }
}

void namenorm_ask_end(struct namenorm *n)
{
    if (n->terminal)
        fclose(n->terminal);
    n->terminal = NULL;
    buf_free(&n->skipped);
}
