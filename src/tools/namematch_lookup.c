/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namematch: looking names up in a dictionary, and comparing two names a line. */
#include "names/parts.h"
#include "tools/filter.h"
#include "tools/namematch.h"
#include "tools/settings.h"

#include <stdlib.h>

/* --- look-up --- */

static enum status open_style(struct namematch *m, struct error *e)
{
    char *name = NULL;
    const char *style = m->style_name ? m->style_name : settings_get(m->cli, "style");
    enum status st;

    if (!style)
        return ST_OK;
    st = styles_open_named(&m->styles, style, &name, e);
    if (st == ST_OK)
        st = systems_open(&m->db, e);
    if (st == ST_OK)
        st = style_open(&m->style, m->styles, name, m->a, m->db, e);
    free(name);
    return st;
}

static enum status open_all(struct namematch *m, struct error *e)
{
    /* a list is looked up in the dictionaries that were named, and in no others */
    struct names_wanted wanted = {m->cli->data.v, m->cli->data.len, m->cli->data.len > 0,
                                  settings_get(m->cli, "names")};
    enum status st = names_open(&m->a, &wanted, e);
    char print[13];

    if (st == ST_OK)
        st = open_style(m, e);
    if (st == ST_OK)
        st = lookup_new(&m->lookup, m->a, e);
    if (st == ST_OK && m->cli->verbose) {
        auth_fingerprint(m->a, print);
        diag_message(_("names: %u records, %u spellings, version %s"), auth_count(m->a),
                     auth_form_count(m->a), print);
    }
    return st;
}

/* The name as the house writes it, or without a style the English or native heading. */
static enum status put_preferred(struct namematch *m, struct row *r, uint32_t entity,
                                 struct error *e)
{
    const struct style_name *house;
    struct auth_name name;
    struct buf text = BUF_INIT;
    enum status st = ST_OK;

    if (m->style) {
        st = style_spelling(m->style, entity, &house, e);
        if (st == ST_OK && house->family.len) {
            struct parts p = {house->family, house->given, {"", 0}};

            parts_add_inverted(&text, &p);
        } else if (st == ST_OK) {
            buf_add(&text, house->whole);
        }
    } else if (auth_name(m->a, entity, span_str("en"), &name) ||
               auth_native(m->a, entity, &name)) {
        buf_add(&text, name.listed);
    }
    row_text(r, "preferred", buf_span(&text));
    if (st == ST_OK)
        st = buf_status(&text, e);
    buf_free(&text);
    return st;
}

static enum status put_hit(struct namematch *m, struct buf *out, struct span query, size_t rank,
                           struct error *e)
{
    const struct lookup_hit *hit = &m->hits.v[rank];
    struct row r = row_begin(m, out);
    struct auth_entity ent;
    enum status st;

    auth_entity(m->a, hit->entity, &ent);
    row_text(&r, "query", query);
    row_count(&r, "rank", rank + 1);
    row_text(&r, "id", ent.id);
    st = put_preferred(m, &r, hit->entity, e);
    row_score(&r, hit->score);
    if (st == ST_OK && m->cli->explain)
        st = row_explanation(&r, query, hit->name, &hit->rarity, hit->score,
                             lookup_records(m->lookup, hit), e);
    row_end(&r, false);
    return st;
}

static void put_nothing(struct namematch *m, struct buf *out, struct span query)
{
    struct row r = row_begin(m, out);

    row_text(&r, "query", query);
    row_count(&r, "rank", 0);
    row_empty(&r, "id");
    row_empty(&r, "preferred");
    row_score(&r, 0);
    if (m->cli->explain)
        row_empty(&r, "explanation");
    row_end(&r, false);
}

static enum status lookup_line(void *state, const struct filter_input *in, struct buf *out,
                               struct error *e)
{
    struct namematch *m = state;
    struct span query = namematch_query(m, in->text, 0, &m->field);
    size_t most = (size_t)m->top;
    enum status st;

    if (!query.ptr)
        query = span_of("", 0);
    st = buf_status(&m->field, e);
    if (st != ST_OK)
        return st;
    st = lookup_run(m->lookup, query, m->min_score, &m->hits, e);
    if (st == ST_OK && m->hits.len == 0)
        put_nothing(m, out, query);
    m->found += m->hits.len > 0;
    for (size_t i = 0; i < m->hits.len && i < most && st == ST_OK; i++) {
        if (i > 0)
            buf_addch(out, m->cli->null ? '\0' : '\n');
        st = put_hit(m, out, query, i, e);
    }
    return st == ST_OK ? buf_status(out, e) : st;
}

int namematch_lookup(struct namematch *m)
{
    static const struct filter filter = {.unit = READ_LINE, .chunk = lookup_line};
    struct error e;
    int rc = EXIT_TROUBLE;

    if (open_all(m, &e) != ST_OK)
        cli_fail(m->cli, &e);
    else
        rc = filter_run(m->cli, &filter, m);
    vec_free(&m->hits);
    lookup_free(m->lookup);
    style_close(m->style);
    styles_close(m->styles);
    xlit_db_free(m->db);
    auth_close(m->a);
    return rc == EXIT_DONE && m->found == 0 ? EXIT_NEGATIVE : rc;
}

/* --- pairs --- */

static enum status pair_line(void *state, const struct filter_input *in, struct buf *out,
                             struct error *e)
{
    struct namematch *m = state;
    struct span first = namematch_query(m, in->text, 0, &m->field);
    struct span second = namematch_query(m, in->text, 1, &m->field2);
    struct score_name a, b;
    struct row r;
    double score;
    enum status st = ST_OK;

    if (!first.ptr || !second.ptr)
        return error_at(e, ST_SYNTAX, in->name, in->line, 0,
                        _("two names are wanted, parted by a tab"));
    score_read(first, &a);
    score_read(second, &b);
    score = score_names(&a, &b, NULL);
    m->found++;
    r = row_begin(m, out);
    row_text(&r, "first", first);
    row_text(&r, "second", second);
    row_score(&r, score);
    row_text(&r, "verdict", span_str(score_verdict_name(score_verdict(score))));
    if (m->cli->explain)
        st = row_explanation(&r, first, second, NULL, score, 0, e);
    row_end(&r, false);
    if (st == ST_OK)
        st = buf_status(&m->field, e);
    if (st == ST_OK)
        st = buf_status(&m->field2, e);
    return st == ST_OK ? buf_status(out, e) : st;
}

int namematch_pairs(struct namematch *m)
{
    static const struct filter filter = {.unit = READ_LINE, .chunk = pair_line};

    return filter_run(m->cli, &filter, m);
}
