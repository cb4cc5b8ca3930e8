/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict export: the dictionary as other programs read it. */
#include "tools/namedict_export.h"

#include "interchange/csv.h"
#include "names/tags.h"

#include <stdlib.h>

static void csv_head(struct buf *out)
{
    buf_adds(out, "id,field,value\n");
}

static enum status csv_entity(struct export *x, uint32_t entity, struct error *e UNUSED)
{
    struct auth_entity ent;
    struct auth_field f;

    auth_entity(x->authority, entity, &ent);
    for (uint32_t i = 0; auth_field(x->authority, entity, i, &f); i++) {
        if (span_eqs(f.name, "Id"))
            continue;
        csv_add(&x->text, ent.id);
        buf_addch(&x->text, ',');
        csv_add(&x->text, f.name);
        buf_addch(&x->text, ',');
        csv_add(&x->text, f.value);
        buf_addch(&x->text, '\n');
    }
    return ST_OK;
}

static void regex_add(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr("\\.+*?()|[]{}^$", s.ptr[i]))
            buf_addch(out, '\\');
        if (s.ptr[i] == ' ')
            buf_adds(out, "\\s+");
        else
            buf_addch(out, s.ptr[i]);
    }
}

/* One line a spelling, a word of its own with any ending behind it. */
static enum status regex_entity(struct export *x, uint32_t entity, struct error *e UNUSED)
{
    struct auth_run run = auth_forms_of(x->authority, entity);

    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form f;

        if (!auth_form(x->authority, auth_run_form(x->authority, run, i), &f) ||
            f.role == AUTH_NOT || f.role == AUTH_GIVEN || f.role == AUTH_PATRONYMIC)
            continue;
        buf_adds(&x->text, "\\b");
        regex_add(&x->text, f.text);
        buf_adds(&x->text, f.role == AUTH_ABBR ? "\\b\n" : "\\w{0,6}\\b\n");
    }
    return ST_OK;
}

static const struct export_format format_csv = {.name = "csv", .head = csv_head,
                                                .entity = csv_entity};
static const struct export_format format_regex = {.name = "regex", .entity = regex_entity};

static const struct export_format *const formats[] = {
    &format_csv,    &format_tbx,  &format_hunspell,    &format_omegat,
    &format_prh,    &format_vale, &format_autocorrect, &format_regex,
};

static const struct export_format *find_format(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    }
    return NULL;
}

/* --- what a format wants --- */

static enum status open_style(struct export *x, const char *name, const char *lang,
                              struct styles **file, struct style **style, struct error *e)
{
    char *found = NULL;
    enum status st = styles_open_named(file, name, &found, e);

    if (st == ST_OK)
        st = name ? style_open(style, *file, found, x->authority, x->systems, e)
                  : style_open_lang(style, *file, span_str(lang), x->authority, x->systems, e);
    free(found);
    return st;
}

static enum status open_all(struct export *x, struct error *e)
{
    struct namedict *n = x->n;
    enum status st = ST_OK;

    if (x->format->wants_style) {
        st = systems_open(&x->systems, e);
        if (st == ST_OK)
            st = open_style(x, n->style, n->targets.len ? n->targets.v[0] : NULL, &x->style_file,
                            &x->style, e);
        if (st == ST_OK)
            st = endings_open(tag_primary(style_lang(x->style)), &x->endings, e);
    }
    if (st == ST_OK && x->format->wants_source)
        st = open_style(x, NULL, n->lang, &x->source_file, &x->source, e);
    x->swaps = (struct swaps){x->authority, x->style, x->endings, MAP_INIT};
    return st;
}

static void close_all(struct export *x)
{
    hunspell_free(x->suffixes);
    swaps_free(&x->swaps);
    endings_free(x->endings);
    style_close(x->style);
    style_close(x->source);
    styles_close(x->style_file);
    styles_close(x->source_file);
    xlit_db_free(x->systems);
    auth_close(x->authority);
    buf_free(&x->text);
}

/* --- running --- */

static enum status flush(struct export *x, struct error *e)
{
    writer_put(cli_out(x->n->cli), buf_span(&x->text));

    enum status st = buf_status(&x->text, e);

    buf_reset(&x->text);
    return st;
}

static int export_one(struct namedict *n, const struct authority *a UNUSED, uint32_t entity,
                      void *context)
{
    struct export *x = context;
    struct error e;
    enum status st = x->format->entity(x, entity, &e);

    if (st == ST_OK)
        st = flush(x, &e);
    return st == ST_OK ? EXIT_DONE : cli_fail(n->cli, &e);
}

static int export_all(struct export *x)
{
    int rc = EXIT_DONE;

    for (uint32_t i = 0; i < auth_count(x->authority) && rc == EXIT_DONE; i++)
        rc = export_one(x->n, x->authority, i, x);
    return rc;
}

static int run(struct export *x)
{
    struct namedict *n = x->n;
    struct error e;
    enum status st = open_all(x, &e);
    int rc;

    if (st != ST_OK)
        return cli_fail(n->cli, &e);
    if (x->format->head)
        x->format->head(&x->text);
    rc = n->cli->files_given ? namedict_each(n, x->authority, export_one, x) : export_all(x);
    if (rc != EXIT_TROUBLE && x->format->finish)
        st = x->format->finish(x, &e);
    if (x->format->tail)
        x->format->tail(&x->text);
    if (st == ST_OK)
        st = flush(x, &e);
    return st == ST_OK ? rc : cli_fail(n->cli, &e);
}

int namedict_export(struct cli *c)
{
    struct namedict *n = c->state;
    struct export x = {.n = n, .format = find_format(n->cli->format), .text = BUF_INIT};
    int rc = EXIT_TROUBLE;

    if (!x.format)
        return cli_usage(n->cli, _("export wants --format=csv, tbx, hunspell, omegat, prh, vale, "
                                   "autocorrect or regex"));
    if (x.format->wants_style && !n->style && !n->targets.len)
        return cli_usage(n->cli, _("--format=%s wants a house style (-s STYLE) or a language "
                                   "(-t LANG)"), x.format->name);
    if (x.format->wants_source && !n->lang)
        return cli_usage(n->cli, _("--format=%s wants the language of the source text (-l LANG)"),
                         x.format->name);
    if (x.format == &format_hunspell && !n->cli->output)
        return cli_usage(n->cli, _("--format=hunspell wants -o NAME.dic; NAME.aff is written "
                                   "beside it"));
    x.authority = namedict_open(n);
    if (x.authority)
        rc = run(&x);
    close_all(&x);
    return rc;
}
