/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem import --resume, --abort: what a process that was killed left. */
#include "tools/tmem_import.h"

#include "interchange/tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct leftover {
    struct tm_batch batch;
    char *source;
    struct buf details;
    VEC(int64_t) ids;
    size_t imports; /* of them; others can only be removed */
};

/* Remember all open batches that nobody is filling, and what the last import was. */
static enum status note_open(void *context, const struct tm_batch *b, struct error *e)
{
    struct leftover *l = context;

    if (b->state != TM_BATCH_OPEN || b->busy)
        return ST_OK;
    if (!vec_push(&l->ids, b->id))
        return error_nomem(e);
    if (span_eqs(b->kind, "clean"))
        return ST_OK;
    l->imports++;
    l->batch = *b;
    free(l->source);
    l->source = strndup(b->source.ptr, b->source.len);
    buf_reset(&l->details);
    buf_add(&l->details, b->details);
    if (!l->source || l->details.failed)
        return error_nomem(e);
    return ST_OK;
}

static void leftover_free(struct leftover *l)
{
    free(l->source);
    buf_free(&l->details);
    vec_free(&l->ids);
}

static int abort_imports(struct cli *c, struct tmem *t, const struct leftover *l)
{
    struct error e;

    for (size_t i = 0; i < l->ids.len; i++) {
        if (tm_batch_discard(t->store, l->ids.v[i], &e))
            return cli_fail(c, &e);
    }
    if (!c->quiet)
        diag_message(_("interrupted imports removed: %zu"), l->ids.len);
    return EXIT_DONE;
}

/* The details again; a field that is not there is empty. */
static const char *detail(struct import *m, const struct leftover *l, unsigned n)
{
    struct buf b = BUF_INIT;
    char *text;

    tsv_add_unescaped(&b, tsv_field(buf_span(&l->details), n));
    text = arena_strdup(&m->arena, buf_span(&b));
    buf_free(&b);
    return text ? text : "";
}

static enum status resume_file(struct import *m, struct tmem *t, const struct leftover *l,
                               struct error *e)
{
    char *path = arena_strdup(&m->arena, span_str(detail(m, l, 4)));
    struct stat info;
    char stamp[64];
    enum status st;

    if (!path)
        return error_nomem(e);
    if (strcmp(path, "-") == 0)
        return error_set(e, ST_USAGE, "%s",
                         _("standard input cannot be resumed: import --abort, then import it "
                           "again"));
    st = reader_open(&m->in, path, e);
    if (st)
        return st;
    import_start(m, l->source);
    if (fstat(m->in.fd, &info) != 0)
        return error_sys(e, path);
    snprintf(stamp, sizeof stamp, "%lld\t%lld", (long long)info.st_size, (long long)info.st_mtime);
    if (span_find(buf_span(&l->details), span_str(stamp), 0) < 0)
        return error_at(e, ST_USAGE, path, 0, 0, "%s",
                        _("the file has changed: import --abort, then import it again"));
    m->in.name = l->source;
    m->batch = l->batch.id;
    t->from = m->format;
    st = tm_batch_continue(t->store, m->batch, e);
    if (!st)
        st = import_choose_format(m, e);
    m->skip = l->batch.progress;
    return st ? st : import_finish(m, import_units(m, e), e);
}

static int resume_import(struct import *m, struct tmem *t, const struct leftover *l)
{
    struct error e = {0};
    struct arena keep = ARENA_INIT;
    int rc = EXIT_DONE;

    if (!l->imports) {
        diag_message("%s", _("no interrupted import to resume"));
        return EXIT_DONE;
    }
    m->format = arena_strdup(&keep, span_str(detail(m, l, 1)));
    t->source = arena_strdup(&keep, span_str(detail(m, l, 2)));
    t->target = arena_strdup(&keep, span_str(detail(m, l, 3)));
    t->origin = arena_strdup(&keep, span_str(detail(m, l, 8)));
    m->c->header = strcmp(detail(m, l, 7), "1") == 0;
    if (!m->format || !t->source || !t->target || !t->origin) {
        error_nomem(&e);
        rc = cli_fail(m->c, &e);
    } else {
        if (!*t->source)
            t->source = t->target = NULL;
        rc = tmem_direction(m->c, t, true);
    }
    if (!rc && resume_file(m, t, l, &e))
        rc = cli_fail(m->c, &e);
    if (!rc)
        import_report(m);
    progress_end(&m->progress);
    reader_close(&m->in);
    arena_free(&keep);
    return rc;
}

int import_run(struct import *m, struct tmem *t)
{
    struct leftover l = {.details = BUF_INIT};
    struct error e;
    int rc = EXIT_DONE;

    if (tm_batch_each(t->store, note_open, &l, &e))
        rc = cli_fail(m->c, &e);
    else if (t->abort)
        rc = abort_imports(m->c, t, &l);
    else if (t->resume)
        rc = resume_import(m, t, &l);
    else {
        if (l.imports && !m->c->quiet)
            diag_message(_("an interrupted import of %s is waiting: tmem import --resume goes on "
                           "with it, --abort removes it"), l.source);
        import_files(m);
    }
    leftover_free(&l);
    return rc;
}
