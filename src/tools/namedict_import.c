/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict import: other people's lists as authority files. */
#include "names/import.h"
#include "tools/namedict.h"
#include "tools/progress.h"

struct import_job {
    struct namedict *n;
    struct buf out;
};

static void complain(void *context, const struct error *what)
{
    (void)context;
    diag_error(what);
}

static enum status flush(void *context, struct error *e)
{
    struct import_job *job = context;
    enum status st = buf_status(&job->out, e);

    writer_put(cli_out(job->n->cli), buf_span(&job->out));
    buf_reset(&job->out);
    return st;
}

static enum status import_file(struct importer *m, enum import_format format, const char *path,
                               struct error *e)
{
    struct reader in;
    enum status st = reader_open(&in, path, e);

    if (st != ST_OK)
        return st;
    m->name = in.name;
    st = import_all(m, format, &in, flush, e);
    reader_close(&in);
    return st;
}

int namedict_import(struct cli *c)
{
    struct namedict *n = c->state;
    struct import_job job = {n, BUF_INIT};
    struct importer m = {.out = &job.out, .complain = complain, .context = &job};
    int format = 0;
    struct error e;

    if (!n->from)
        return cli_usage(c, _("import wants --from=csv, popolo, wikidata or ftm"));
    while (strcmp(import_names[format], n->from) != 0)
        format++;
    m.lang = n->lang ? span_str(n->lang) : span_of("", 0);
    for (size_t i = 0; i < c->n_files; i++) {
        if (import_file(&m, (enum import_format)format, c->files[i], &e) != ST_OK)
            cli_fail(c, &e);
    }
    buf_free(&job.out);
    if (!c->quiet)
        diag_message(ngettext("%ju record; %ju left out", "%ju records; %ju left out", m.taken),
                     (uintmax_t)m.taken, (uintmax_t)m.left);
    return c->trouble ? EXIT_TROUBLE : EXIT_DONE;
}
