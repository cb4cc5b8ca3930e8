/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/xlitrules.h"

#include "base/diag.h"
#include "base/reader.h"
#include "base/vec.h"
#include "translit/db.h"

#include <stdlib.h>

struct finding {
    enum status code; /* ST_OK: a doubt */
    uint64_t line, column;
    char *message;
};

struct findings {
    struct cli *cli;
    VEC(struct finding) list;
    bool wrong, failed;
};

static void add_finding(void *context, const struct error *e)
{
    struct findings *f = context;
    struct finding found = {e->code, e->line, e->column, NULL};

    if (e->code == ST_UNSUPPORTED && !f->cli->verbose)
        return;
    f->wrong |= e->code != ST_OK && e->code != ST_UNSUPPORTED;
    found.message = strdup(e->message);
    if (!found.message || !vec_push(&f->list, found)) {
        free(found.message);
        f->failed = true;
    }
}

static int by_line(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return strcmp(x->message, y->message);
}

static void tell_finding(const struct finding *x, const char *path)
{
    diag_at(path, x->line, x->column,
            x->code == ST_OK            ? _("doubt: %s")
            : x->code == ST_UNSUPPORTED ? _("left to ICU: %s")
                                        : "%s",
            x->message);
}

static void tell_findings(struct findings *f, const char *path)
{
    if (f->list.len)
        qsort(f->list.v, f->list.len, sizeof *f->list.v, by_line);
    for (size_t i = 0; i < f->list.len; i++) /* both ways may have the same */
        if (i == 0 || by_line(&f->list.v[i - 1], &f->list.v[i]) != 0)
            tell_finding(&f->list.v[i], path);
    for (size_t i = 0; i < f->list.len; i++)
        free(f->list.v[i].message);
    if (!f->list.len && f->cli->verbose)
        diag_message(_("%s: nothing wrong"), path);
    vec_free(&f->list);
}

/* Limits of the tables, and what ICU says of what is left to it. */
static enum status try_open(const struct rule_file *file, struct findings *f, struct error *e)
{
    struct xlit *x = NULL;
    enum status st = compile_open_any(&x, file, e);

    xlit_free(st == ST_OK ? x : NULL);
    if (st == ST_OK || st == ST_NOMEM)
        return st;
    add_finding(f, e);
    return ST_OK;
}

static enum status check_ways(struct findings *f, struct rule_file *file, bool back, struct error *e)
{
    struct buf joined = BUF_INIT;
    struct xlit_info info;
    enum status st = header_read(file->text, file->name, &info, &joined, e);

    for (int way = 0; st == ST_OK && way < 2; way++) {
        file->reverse = way;
        if (way && !back && info.reversible == XLIT_REVERSIBLE_NO)
            break;
        st = compile_check(file, add_finding, f, e);
        if (st == ST_NOMEM)
            break;
        st = f->wrong ? ST_OK : try_open(file, f, e);
    }
    buf_free(&joined);
    return st == ST_OK && f->failed ? error_nomem(e) : st;
}

int check_rules(struct cli *cli, const struct xlit_db *db, const char *path, bool back)
{
    struct rule_library library = db_library(db);
    struct findings f = {.cli = cli};
    struct buf text = BUF_INIT;
    struct error e = {0};
    enum status st = file_read(path, &text, &e);

    if (st == ST_OK) {
        struct rule_file file = {buf_span(&text), path, false, &library};

        st = check_ways(&f, &file, back, &e);
    }
    buf_free(&text);
    if (st != ST_OK)
        diag_error(&e);
    tell_findings(&f, path);
    return st != ST_OK || f.wrong ? EXIT_TROUBLE : EXIT_DONE;
}
