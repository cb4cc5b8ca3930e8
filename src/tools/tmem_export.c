/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem export */
#include "tools/tmem_export.h"

#include "interchange/tsv.h"
#include "memory/exchange.h"

struct exporter {
    struct tmem *t;
    struct tmx_writer tmx;
    bool tsv;
    struct po_export *po; /* NULL: another format */
    struct arena arena;
    struct buf row;
    struct tm_sides sides;
};

static enum status write_rows(struct exporter *x, const struct tm_unit *u, struct error *e)
{
    buf_reset(&x->row);
    for (size_t i = 0; i < x->sides.n_sources; i++) {
        for (size_t k = 0; k < x->sides.n_targets; k++) {
            tsv_add_escaped(&x->row, u->variants[x->sides.sources[i]].text);
            tsv_add_next(&x->row, u->variants[x->sides.targets[k]].text);
            tsv_add_next(&x->row, u->context);
            tsv_add_next(&x->row, u->origin);
            buf_addch(&x->row, '\n');
        }
    }
    writer_put(x->tmx.out, buf_span(&x->row));
    return buf_status(&x->row, e);
}

static enum status write_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct exporter *x = context;
    const struct tm_direction *pair = tmem_pair(x->t);
    struct tmx_unit out;
    enum status st;

    if (pair && !tm_direction_pick(pair, u, &x->sides))
        return ST_OK;
    if (x->tsv)
        return write_rows(x, u, e);
    if (x->po)
        return po_export_unit(x->po, u, &x->sides, e);
    arena_reset(&x->arena);
    st = tm_to_tmx(&out, u, pair, &x->arena, e);
    if (!st)
        tmx_write_unit(&x->tmx, &out);
    return st;
}

/* The end of the catalogue, and what is not in it. */
static enum status end_po(struct exporter *x, struct error *e)
{
    uint64_t left = 0;
    enum status st = po_export_write(x->po, x->t->target, x->tmx.out, &left, e);

    if (!st && left)
        diag_message(_("translations left out, because PO holds one for a source and context, and "
                       "plural forms only together: %llu"), (unsigned long long)left);
    return st;
}

static enum status export_all(struct exporter *x, struct error *e)
{
    struct tmem *t = x->t;
    const struct tm_filter filter = {.origin = t->origin, .since = t->since};
    struct tmx_header header = {.srclang = span_str(t->source ? t->source : "*all*")};
    bool tmx = !x->tsv && !x->po;
    enum status st;

    if (tmx)
        tmx_write_header(&x->tmx, &header);
    st = tm_store_each(t->store, &filter, write_unit, x, e);
    if (tmx)
        tmx_write_end(&x->tmx);
    return !st && x->po ? end_po(x, e) : st;
}

int tmem_export(struct cli *c)
{
    struct tmem *t = c->state;
    struct exporter x = {.t = t};
    struct error e = {0};
    bool po = c->format_given && strcmp(c->format, "po") == 0;
    int rc;

    if (c->files_given)
        return cli_usage(c, _("export takes no operands; name the output with -o FILE"));
    if (c->format_given && strcmp(c->format, "json") == 0)
        return cli_usage(c, _("export writes tmx, tsv or po"));
    x.tsv = c->format_given && strcmp(c->format, "tsv") == 0;
    rc = tmem_direction(c, t, !x.tsv && !po);
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (rc)
        return rc;
    x.tmx.out = cli_out(c);
    if ((po && po_export_new(&x.po, &e)) || export_all(&x, &e))
        rc = cli_fail(c, &e);
    if (x.tmx.replaced)
        diag_message(_("characters that XML cannot hold, replaced by U+FFFD: %llu"),
                     (unsigned long long)x.tmx.replaced);
    arena_free(&x.arena);
    buf_free(&x.row);
    po_export_free(x.po);
    return rc;
}
