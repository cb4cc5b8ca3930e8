/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/bifile_inside.h"
#include "interchange/po_write.h"

/* How lines end in this file. */
static const char *line_break(const struct bifile *f)
{
    const char *nl = memchr(f->bytes.ptr, '\n', f->bytes.len);

    return nl && nl > f->bytes.ptr && nl[-1] == '\r' ? "\r\n" : "\n";
}

static enum status put_form(struct bifile *f, struct range place, struct span text,
                            struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st;

    po_add_strings(&b, text, line_break(f));
    st = buf_status(&b, e);
    if (!st)
        st = bi_edit(f, place.from, place.to, buf_span(&b), e);
    buf_free(&b);
    return st;
}

/* The flag line without the flag "fuzzy"; nothing when no other was there. */
static enum status drop_fuzzy(struct bifile *f, struct range line, struct error *e)
{
    struct span rest = span_trim(span_cut(f->bytes, line.from + 2, line.to)), flag;
    struct buf b = BUF_INIT;
    enum status st;

    while (span_split(&rest, ',', &flag)) {
        flag = span_trim(flag);
        if (flag.len && !span_eqs(flag, "fuzzy"))
            buf_printf(&b, "%s%.*s", b.len ? ", " : "#, ", SPAN_ARG(flag));
    }
    if (b.len)
        buf_adds(&b, line_break(f));
    st = buf_status(&b, e);
    if (!st)
        st = bi_edit(f, line.from, line.to, buf_span(&b), e);
    buf_free(&b);
    return st;
}

static enum status set_fuzzy(struct bifile *f, const struct po_place *place, bool was, bool is,
                             struct error *e)
{
    struct buf b = BUF_INIT;
    size_t at = place->previous.to ? place->previous.from : place->keyword;
    enum status st = ST_OK;

    if (was && !is) {
        st = drop_fuzzy(f, place->flags, e);
        /* what the text was translated from before tells nothing any more */
        if (!st && place->previous.to)
            st = bi_edit(f, place->previous.from, place->previous.to, span_of("", 0), e);
    } else if (is && !was && place->flags.to) {
        st = bi_edit(f, place->flags.from + 2, place->flags.from + 2, span_str(" fuzzy,"), e);
    } else if (is && !was) {
        buf_printf(&b, "#, fuzzy%s", line_break(f));
        st = bi_edit(f, at, at, buf_span(&b), e);
        buf_free(&b);
    }
    return st;
}

enum status po_put(struct bifile *f, size_t i, const struct bi_change *change, struct error *e)
{
    const struct bi_unit *u = &f->units.v[i];
    const struct po_place *place = &f->po.v[i];
    bool fuzzy = change->fuzzy;
    enum status st = ST_OK;

    if (u->obsolete)
        return error_at(e, ST_USAGE, f->name, u->line, 0, "%s",
                        _("an obsolete entry cannot be translated"));
    if (change->n_targets != u->n_targets)
        return error_at(e, ST_USAGE, f->name, u->line, 0,
                        _("the entry has %zu plural forms, and %zu are given"), u->n_targets,
                        change->n_targets);
    fuzzy = fuzzy || !po_format_fits(u, change->targets);
    for (size_t k = 0; !st && k < u->n_targets; k++)
        st = put_form(f, place->forms[k], change->targets[k].text, e);
    return st ? st : set_fuzzy(f, place, span_eqs(u->state_name, "fuzzy"), fuzzy, e);
}
