/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem pretranslate */
#include "tools/tmem.h"

#include "memory/pretranslate.h"
#include "tools/filter.h"

struct job {
    struct cli *c;
    struct tmem *t;
    struct tm_lookup *memory;
    const char *name; /* of the file */
};

/* A file in another language than that of -s or -t is a mistake of the caller. */
static enum status check_languages(const struct job *j, const struct bifile *f, struct error *e)
{
    const struct tm_direction *d = &j->t->direction.value;
    struct span from = bifile_source_lang(f), to = bifile_target_lang(f);
    struct lang_tag have;
    bool source = !from.len || (lang_parse(from, &have) && lang_match(&d->source, &have));
    bool target = !to.len || (lang_parse(to, &have) && lang_match(&d->target, &have));

    if (source && target)
        return ST_OK;
    return error_at(e, ST_USAGE, j->name, 0, 0, _("the file is in \"%.*s\": that is not what %s says"),
                    SPAN_ARG(source ? to : from), source ? "-t" : "-s");
}

static void name_unplaced(void *context, const struct bi_unit *u)
{
    const struct job *j = context;

    if (!j->c->quiet)
        diag_at(j->name, u->line, 0, "%s",
                _("left empty: the inline codes cannot be placed in the translation"));
}

static void report(const struct job *j, const struct tm_fill_counts *n)
{
    if (j->c->quiet)
        return;
    diag_message(_("%s: filled in context: %llu, exact: %llu, fuzzy: %llu (repaired: %llu); without "
                   "a match: %llu, codes not placed: %llu, left as they were: %llu"), j->name,
                 (unsigned long long)n->context, (unsigned long long)n->exact,
                 (unsigned long long)n->fuzzy, (unsigned long long)n->repaired,
                 (unsigned long long)n->none, (unsigned long long)n->unplaced,
                 (unsigned long long)n->left);
}

static enum status fill(struct job *j, struct bifile *f, struct error *e)
{
    const struct tm_fill_options options = {
        .min_score = j->t->min_score < 0 ? 75 : j->t->min_score,
        .overwrite = j->t->overwrite,
        .no_repair = j->t->no_repair,
        .direction = &j->t->direction.value,
    };
    struct tm_fill_counts counts = {0};
    enum status st = check_languages(j, f, e);

    if (!st)
        st = bifile_declare_target(f, span_str(j->t->target), e);
    if (!st)
        st = tm_fill(f, j->memory, &options, &counts, name_unplaced, j, e);
    if (!st)
        report(j, &counts);
    if (!st && counts.none && !counts.context && !counts.exact && !counts.fuzzy)
        tmem_explain_nothing(j->c, j->t);
    return st;
}

static enum status begin_file(void *state, const char *name, struct error *e UNUSED)
{
    struct job *j = state;

    j->name = name;
    return ST_OK;
}

static enum status take_file(void *state, const struct filter_input *in, struct buf *out,
                             struct error *e)
{
    struct job *j = state;
    struct bifile *f;
    enum status st = bifile_open_bytes(&f, in->text, j->name, e);

    if (!st)
        st = fill(j, f, e);
    if (!st)
        st = bifile_write(f, out, e);
    bifile_close(f);
    return st;
}

int tmem_pretranslate(struct cli *c)
{
    struct tmem *t = c->state;
    const struct filter filter = {
        .unit = READ_WHOLE, .bytes = true, .begin = begin_file, .chunk = take_file};
    struct job j = {.c = c, .t = t};
    int rc;

    if (c->n_files > 1 && !c->in_place)
        return cli_usage(c, _("several files need -i"));
    rc = tmem_direction(c, t, false);
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (!rc)
        rc = tmem_lookup_open(c, t, &j.memory);
    if (!rc)
        rc = filter_run(c, &filter, &j);
    tm_lookup_free(j.memory);
    return rc;
}
