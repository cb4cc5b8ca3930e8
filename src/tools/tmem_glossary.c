/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glossaries of --glossary: TSV, CSV, TBX. */
#include "tools/tmem_lookup.h"

#include "base/reader.h"
#include "interchange/csv.h"
#include "interchange/tbx.h"
#include "tools/pairfile.h"

static enum status add_pair(void *context, struct span source, struct span target,
                            struct error *e)
{
    return tm_terms_add(context, source, target, e);
}

static enum status read_csv(struct tm_terms *t, const char *path, struct error *e)
{
    struct reader in;
    struct csv_reader r = {.in = &in, .separator = ','};
    enum status st = reader_open(&in, path, e);
    int got = 0;

    if (st)
        return st;
    while (!st && (got = csv_next(&r, e)) > 0) {
        if (csv_count(&r) < 2)
            st = error_at(e, ST_SYNTAX, path, r.line, 0, "%s", _("no second field"));
        else
            st = tm_terms_add(t, csv_field(&r, 0), csv_field(&r, 1), e);
    }
    csv_free(&r);
    reader_close(&in);
    return got < 0 ? e->code : st;
}

static bool serves(const struct tbx_entry_term *term, const struct lang_tag *want)
{
    struct lang_tag tag;

    return term->text.len && lang_parse(term->lang, &tag) && lang_match(want, &tag);
}

/* Each source term with each target term that may be used. */
static enum status add_concept(struct tm_terms *t, const struct tbx_concept *c,
                               const struct tm_direction *d, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < c->n_terms; i++) {
        for (size_t k = 0; k < c->n_terms && !st; k++) {
            const struct tbx_entry_term *s = &c->terms[i], *other = &c->terms[k];

            if (i != k && serves(s, &d->source) && serves(other, &d->target) &&
                other->status != TBX_DEPRECATED && other->status != TBX_SUPERSEDED)
                st = tm_terms_add(t, s->text, other->text, e);
        }
    }
    return st;
}

static enum status read_tbx(struct tm_terms *t, const char *path, const struct tm_direction *d,
                            struct error *e)
{
    struct buf text = BUF_INIT;
    struct tbx_reader *r = NULL;
    const struct tbx_concept *c;
    enum status st = file_read(path, &text, e);
    int got = 0;

    if (!st)
        st = tbx_open(&r, buf_span(&text), path, e);
    while (!st && (got = tbx_next(r, &c, e)) > 0)
        st = add_concept(t, c, d, e);
    tbx_close(r);
    buf_free(&text);
    return got < 0 ? e->code : st;
}

enum status glossaries_read(struct lookup *l, struct error *e)
{
    const struct tm_direction *d = &l->t->direction.value;
    enum status st = ST_OK;

    l->terms.stemmer.lang = span_str(d->source.language);
    for (size_t i = 0; i < l->t->glossaries.len && !st; i++) {
        const char *path = l->t->glossaries.v[i];

        if (span_ends(span_str(path), span_str(".csv")))
            st = read_csv(&l->terms, path, e);
        else if (span_ends(span_str(path), span_str(".tbx")))
            st = read_tbx(&l->terms, path, d, e);
        else
            st = pairfile_each(l->c, path, add_pair, &l->terms, e);
    }
    return st;
}
