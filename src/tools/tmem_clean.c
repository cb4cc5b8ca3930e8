/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem clean: units with flaws. */
#include "tools/tmem.h"

#include "interchange/json.h"
#include "interchange/tsv.h"
#include "memory/clean.h"
#include "translit/tongue.h"

struct report {
    struct cli *c;
    struct tongue *tongue;
    struct buf row;
};

static const char *other_language(void *context, struct span text, struct span lang)
{
    struct report *r = context;
    struct lang_tag tag;

    return lang_parse(lang, &tag) ? tongue_other(r->tongue, text, &tag) : NULL;
}

static void add_json(struct buf *row, const struct clean_finding *f)
{
    struct jsonw j = jsonw_begin(row);

    jsonw_uint(&j, "unit", (uint64_t)f->unit);
    jsonw_string(&j, "kind", span_str(flaw_name(f->kind)));
    jsonw_string(&j, "source", f->source->text);
    jsonw_string(&j, "target", f->target->text);
    jsonw_string(&j, "message", f->why);
    jsonw_string(&j, "source_lang", f->source->lang);
    jsonw_string(&j, "target_lang", f->target->lang);
    jsonw_end(&j);
}

static enum status show(void *context, const struct clean_finding *f, struct error *e)
{
    struct report *r = context;

    buf_reset(&r->row);
    if (tmem_json(r->c)) {
        add_json(&r->row, f);
    } else {
        buf_printf(&r->row, "%lld\t%s", (long long)f->unit, flaw_name(f->kind));
        tsv_add_next(&r->row, f->source->text);
        tsv_add_next(&r->row, f->target->text);
        tsv_add_next(&r->row, f->why);
        buf_addch(&r->row, '\n');
    }
    writer_put(cli_out(r->c), buf_span(&r->row));
    return buf_status(&r->row, e);
}

static void summarize(const struct clean_totals *n, bool apply)
{
    if (n->batch)
        diag_message(_("units taken away: %llu, repaired: %llu, looked at: %llu; “tmem undo %lld” "
                       "takes this back"),
                     (unsigned long long)n->removed, (unsigned long long)n->repaired,
                     (unsigned long long)n->units, (long long)n->batch);
    else if (n->removed + n->repaired && !apply)
        diag_message(_("units to be taken away: %llu, to be repaired: %llu, looked at: %llu; "
                       "--apply does it"),
                     (unsigned long long)n->removed, (unsigned long long)n->repaired,
                     (unsigned long long)n->units);
    else
        diag_message(_("units looked at: %llu; nothing to do"), (unsigned long long)n->units);
}

/* The flaws of --only without those of --ignore. */
static int choose_flaws(struct cli *c, const struct tmem *t, unsigned *set)
{
    unsigned without = 0;
    struct span bad;

    *set = (1u << FLAW_KINDS) - 1;
    if ((t->only && !flaws_parse(span_str(t->only), set, &bad)) ||
        (t->ignore && !flaws_parse(span_str(t->ignore), &without, &bad)))
        return cli_usage(c, _("there is no kind “%.*s”; there are: empty, same, control, duplicate, "
                              "language, tags, numbers, length"), SPAN_ARG(bad));
    *set &= ~without;
    return EXIT_DONE;
}

static int run_clean(struct cli *c, struct tmem *t, struct clean_options *o)
{
    struct report r = {.c = c};
    struct clean_totals totals;
    struct error e = {0};
    enum status st = tongue_open(&r.tongue, &e);

    o->wanted.other_language = other_language;
    o->wanted.context = o->context = &r;
    o->each = show;
    if (!st)
        st = clean_run(t->store, o, &totals, &e);
    if (!st && !c->quiet)
        summarize(&totals, o->apply);
    tongue_free(r.tongue);
    buf_free(&r.row);
    return st ? cli_fail(c, &e) : EXIT_DONE;
}

int tmem_clean(struct cli *c)
{
    struct tmem *t = c->state;
    struct clean_options o = {.apply = t->apply};
    int rc = tmem_no_tmx(c);

    if (!rc && c->files_given)
        rc = cli_usage(c, _("%s takes no operands"), c->command->name);
    if (!rc)
        rc = choose_flaws(c, t, &o.wanted.set);
    if (!rc)
        rc = tmem_direction(c, t, true);
    if (!rc)
        rc = tmem_open_existing(c, t, t->apply ? TM_WRITE : TM_READ);
    if (rc)
        return rc;
    o.direction = tmem_pair(t);
    return run_clean(c, t, &o);
}
