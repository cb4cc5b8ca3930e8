/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict compile: rec files and compiled dictionaries into one compiled file. */
#include "names/input.h"
#include "tools/datapath.h"
#include "tools/namedict.h"

#include <stdlib.h>

struct job {
    struct namedict *n;
    struct xlit_db *db;
    struct compile *names;
    struct style_compile *styles;
    struct buf out;
};

static enum status open_systems(struct job *j, struct error *e)
{
    struct namedict *n = j->n;

    if (n->no_derive)
        return ST_OK;
    return n->systems ? xlit_db_open(&j->db, n->systems, e) : systems_open(&j->db, e);
}

static enum status start_names(struct job *j, struct error *e)
{
    enum status st = open_systems(j, e);

    if (st == ST_OK)
        st = compile_new(&j->names, j->db, e);
    if (st == ST_OK)
        st = compile_use_lexicons(j->names, e);
    if (st == ST_OK && *compile_missing(j->names) && !j->n->cli->quiet)
        diag_message(_("no Hunspell dictionary for %s: ordinary words are not marked"),
                     compile_missing(j->names));
    return st;
}

static enum status add(struct job *j, const struct input *in, unsigned layer, struct error *e)
{
    enum status st = ST_OK;
    bool styles = in->kind == INPUT_STYLES;

    if ((styles && j->names) || (!styles && j->styles))
        return error_at(e, ST_USAGE, in->path, 0, 0,
                        _("names and styles are compiled into files of their own"));
    if (styles) {
        if (!j->styles)
            st = style_compile_new(&j->styles, e);
        return st == ST_OK ? input_add_styles(j->styles, in, e) : st;
    }
    if (!j->names)
        st = start_names(j, e);
    return st == ST_OK ? input_add_names(j->names, in, layer, e) : st;
}

/* Read every file, also after a bad one, so that all bad ones are told. */
static bool read_all(struct job *j)
{
    struct cli *c = j->n->cli;
    bool ok = true;

    for (size_t i = 0; i < c->n_files; i++) {
        struct input in;
        struct error e;
        enum status st = input_open(&in, c->files[i], &e);

        if (st == ST_OK)
            st = add(j, &in, j->n->layers ? (unsigned)i : 0, &e);
        input_close(&in);
        if (st != ST_OK) {
            cli_fail(c, &e);
            ok = false;
        }
    }
    return ok;
}

static int write_out(struct job *j)
{
    struct error e;
    enum status st = ST_OK;

    if (j->styles)
        st = style_compile_write(j->styles, &j->out, &e);
    else if (j->names)
        st = compile_write(j->names, &j->out, &e);
    if (st != ST_OK)
        return cli_fail(j->n->cli, &e);
    writer_put(cli_out(j->n->cli), buf_span(&j->out));
    return EXIT_DONE;
}

int namedict_compile(struct cli *c)
{
    struct namedict *n = c->state;
    struct job j = {.n = n};
    int rc = EXIT_TROUBLE;

    if (!n->cli->output)
        return cli_usage(n->cli, _("compile wants -o OUT"));
    if (read_all(&j))
        rc = write_out(&j);
    compile_free(j.names);
    style_compile_free(j.styles);
    xlit_db_free(j.db);
    buf_free(&j.out);
    return rc;
}
