/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem sync: a project of OmegaT and the memory learn from each other. */
#include "tools/tmem_import.h"

#include "interchange/omegat.h"
#include "memory/exchange.h"
#include "tools/datapath.h"

#include <stdlib.h>
#include <unistd.h>

#define FILE_NAME "tilmach"

struct sync {
    struct cli *c;
    struct tmem *t;
    struct omegat_project project;
    struct arena arena;
    struct tmx_writer tmx; /* units */
    struct buf terms;      /* rows of the glossary */
    uint64_t units, n_terms;
};

/* In */

static enum status take_translations(struct sync *s, struct error *e)
{
    struct import m = {.c = s->c, .t = s->t, .kind = "sync", .in.fd = -1, .only_new = true};
    enum status st = ST_OK;

    s->t->from = "tmx";
    s->t->origin = s->project.name;
    if (access(s->project.saved, F_OK) == 0)
        st = import_file(&m, s->project.saved, e);
    if (!st && m.name)
        import_report(&m);
    arena_free(&m.arena);
    vec_free(&m.waiting);
    return st;
}

/* Out */

static void add_cell(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        buf_addch(out, (unsigned char)s.ptr[i] < ' ' ? ' ' : s.ptr[i]);
}

/* Rows of source, target and comment, as OmegaT's glossaries have them. */
static enum status add_terms(struct sync *s, const struct tm_unit *u, const struct tm_sides *sides,
                             struct error *e)
{
    struct span note;
    enum status st = tm_note(u, &s->arena, &note, e);

    for (size_t i = 0; !st && i < sides->n_sources; i++) {
        for (size_t k = 0; k < sides->n_targets; k++) {
            add_cell(&s->terms, u->variants[sides->sources[i]].text);
            buf_addch(&s->terms, '\t');
            add_cell(&s->terms, u->variants[sides->targets[k]].text);
            buf_addch(&s->terms, '\t');
            add_cell(&s->terms, note);
            buf_addch(&s->terms, '\n');
            s->n_terms++;
        }
    }
    return st ? st : buf_status(&s->terms, e);
}

static enum status give_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct sync *s = context;
    struct tm_sides sides;
    struct tmx_unit out;
    struct span kind;
    enum status st;

    /* what comes from the project is in it */
    if (span_eqs(u->origin, s->project.name) || !tm_direction_pick(tmem_pair(s->t), u, &sides))
        return ST_OK;
    arena_reset(&s->arena);
    st = tm_prop(u, TM_PROP_KIND, &s->arena, &kind, e);
    if (!st && span_eqs(kind, "term"))
        return add_terms(s, u, &sides, e);
    if (!st)
        st = tm_to_tmx(&out, u, tmem_pair(s->t), &s->arena, e);
    if (st)
        return st;
    tmx_write_unit(&s->tmx, &out);
    s->units++;
    return ST_OK;
}

/* The same bytes? */
static bool same_files(const char *a, const char *b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    bool same = file_read(a, &x, NULL) == ST_OK && file_read(b, &y, NULL) == ST_OK &&
                span_eq(buf_span(&x), buf_span(&y));

    buf_free(&x);
    buf_free(&y);
    return same;
}

/* A file that would not change is not touched. */
static enum status finish(struct atomic_file *f, enum status st, struct error *e)
{
    if (!st)
        st = writer_flush(&f->out, e);
    if (st || (f->temp && same_files(f->temp, f->path))) {
        atomic_abort(f);
        return st;
    }
    return atomic_commit(f, NULL, e);
}

static enum status give_units(struct sync *s, const char *path, struct error *e)
{
    const struct tm_filter filter = {.since = INT64_MIN};
    struct tmx_header header = {.srclang = span_str(s->t->source)};
    struct atomic_file file;
    enum status st = data_make_parents(path, e);

    if (!st)
        st = atomic_open(&file, path, e);
    if (st)
        return st;
    s->tmx.out = &file.out;
    tmx_write_header(&s->tmx, &header);
    st = tm_store_each(s->t->store, &filter, give_unit, s, e);
    tmx_write_end(&s->tmx);
    return finish(&file, st, e);
}

static enum status give_terms(struct sync *s, const char *path, struct error *e)
{
    struct atomic_file file;
    enum status st;

    if (!s->n_terms && access(path, F_OK) != 0)
        return ST_OK;
    st = data_make_parents(path, e);
    if (!st)
        st = atomic_open(&file, path, e);
    if (st)
        return st;
    writer_put(&file.out, buf_span(&s->terms));
    return finish(&file, ST_OK, e);
}

static enum status give(struct sync *s, struct error *e)
{
    struct buf memory = BUF_INIT, glossary = BUF_INIT;
    enum status st;

    buf_printf(&memory, "%s/auto/" FILE_NAME ".tmx", s->project.memories);
    buf_printf(&glossary, "%s/" FILE_NAME ".txt", s->project.glossaries);
    st = buf_status(&memory, e);
    if (!st)
        st = buf_status(&glossary, e);
    if (!st)
        st = give_units(s, memory.data, e);
    if (!st)
        st = give_terms(s, glossary.data, e);
    if (!st && !s->c->quiet)
        diag_message(_("%s: units: %llu, terms: %llu"), s->project.name,
                     (unsigned long long)s->units, (unsigned long long)s->n_terms);
    buf_free(&memory);
    buf_free(&glossary);
    return st;
}

int tmem_sync(struct cli *c)
{
    struct tmem *t = c->state;
    struct sync s = {.c = c, .t = t};
    struct error e = {0};
    int rc;

    if (!c->files_given || c->n_files != 1)
        return cli_usage(c, _("name one project: the folder with omegat.project in it"));
    if (omegat_open(&s.project, c->files[0], &e))
        return cli_fail(c, &e);
    t->source = s.project.source_lang;
    t->target = s.project.target_lang;
    rc = tmem_direction(c, t, false);
    if (!rc)
        rc = tmem_open(c, t, TM_WRITE);
    if (!rc && (take_translations(&s, &e) || give(&s, &e)))
        rc = cli_fail(c, &e);
    omegat_close(&s.project);
    arena_free(&s.arena);
    buf_free(&s.terms);
    t->source = t->target = t->origin = NULL;
    return rc;
}
