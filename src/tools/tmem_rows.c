/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tmem lookup writes of the matches it found. */
#include "tools/tmem_lookup.h"

#include "interchange/json.h"
#include "interchange/tsv.h"

static void end_row(struct lookup *l, struct buf *out)
{
    buf_addch(out, l->c->null ? '\0' : '\n');
}

/* The last column: what was put into the translation, or could not be. */
static void add_note(const struct tm_match *m, struct buf *out)
{
    buf_addch(out, '\t');
    if (m && m->changes.len) {
        buf_adds(out, m->repaired ? "repaired: " : "unrepaired: ");
        tsv_add_escaped(out, m->changes);
    }
}

static void add_row(struct lookup *l, const struct asked *a, const struct tm_match *m,
                    struct span source, struct buf *out)
{
    buf_printf(out, "%llu\t%.2f", (unsigned long long)a->number, m ? m->score : 0.0);
    if (source.ptr != l->marked.data || !l->color)
        tsv_add_next(out, source);
    else
        buf_addch(out, '\t'), buf_add(out, source);
    tsv_add_next(out, m ? m->text : span_of("", 0));
    tsv_add_next(out, m ? m->unit.origin : span_of("", 0));
    add_note(m, out);
    end_row(l, out);
}

static void add_json(struct lookup *l, const struct asked *a, const struct tm_match *m, size_t rank,
                     struct buf *out)
{
    struct jsonw j = jsonw_begin(out);
    char changed[17] = "";

    jsonw_uint(&j, "line", a->number);
    jsonw_string(&j, "query", buf_span(&a->query));
    jsonw_uint(&j, "rank", rank);
    jsonw_number(&j, "score", m ? m->score : 0.0, 2);
    jsonw_string(&j, "source", m ? m->source->text : span_of("", 0));
    jsonw_string(&j, "target", m ? m->text : span_of("", 0));
    jsonw_string(&j, "origin", m ? m->unit.origin : span_of("", 0));
    if (m) {
        tm_time_format(m->changed, changed);
        jsonw_string(&j, "context", m->unit.context);
        jsonw_uint(&j, "unit", (uint64_t)m->unit.id);
        jsonw_string(&j, "changed", span_str(changed));
        jsonw_string(&j, "source_lang", m->source->lang);
        jsonw_string(&j, "target_lang", m->target->lang);
        if (l->t->further.len)
            jsonw_string(&j, "memory", span_str(tmem_path(l->t, m->memory)));
        if (m->source->markup.len || m->target->markup.len) {
            jsonw_string(&j, "source_markup", m->source->markup);
            jsonw_string(&j, "target_markup", m->target->markup);
        }
        jsonw_bool(&j, "repaired", m->repaired);
        if (m->repaired) {
            jsonw_string(&j, "target_before", m->target->text);
            jsonw_string(&j, "changes", m->changes);
        } else if (m->changes.len) {
            jsonw_string(&j, "unrepaired", m->changes);
        }
        if (l->t->diff)
            jsonw_string(&j, "diff", buf_span(&l->marked));
    }
    jsonw_end(&j);
    if (l->c->null)
        out->data[out->len - 1] = '\0';
}

static enum status mark_differences(struct lookup *l, struct span query, struct span source,
                                    struct error *e)
{
    struct buf plain = BUF_INIT;
    enum status st;

    buf_reset(&l->marked);
    if (!l->color || l->json)
        return tm_lookup_diff(&l->marked, source, query, false, e);
    /* colour codes must not be escaped, the text must */
    st = tm_lookup_diff(&plain, source, query, true, e);
    for (size_t i = 0; i < plain.len; i++) {
        if (plain.data[i] == '\033')
            buf_addch(&l->marked, '\033');
        else
            tsv_add_escaped(&l->marked, span_of(plain.data + i, 1));
    }
    buf_free(&plain);
    return st ? st : buf_status(&l->marked, e);
}

enum status rows_add(struct lookup *l, const struct asked *a, const struct tm_matches *matches,
                     struct buf *out, struct error *e)
{
    struct span query = buf_span(&a->query);
    enum status st = ST_OK;

    if (matches->len == 0 && l->json)
        add_json(l, a, NULL, 0, out);
    else if (matches->len == 0)
        add_row(l, a, NULL, span_of("", 0), out);
    for (size_t i = 0; !st && i < matches->len; i++) {
        const struct tm_match *m = &matches->v[i];

        if (l->t->diff)
            st = mark_differences(l, query, m->source->text, e);
        if (l->json)
            add_json(l, a, m, i + 1, out);
        else
            add_row(l, a, m, l->t->diff ? buf_span(&l->marked) : m->source->text, out);
    }
    return st;
}

/* --- parts of the line --- */

struct part {
    const char *kind;
    size_t from, to;
    double score;
    struct span source, target, origin;
};

static void add_part_json(struct lookup *l, const struct asked *a, const struct part *p,
                          struct buf *out)
{
    struct jsonw j = jsonw_begin(out);

    jsonw_uint(&j, "line", a->number);
    jsonw_string(&j, "query", buf_span(&a->query));
    jsonw_string(&j, "kind", span_str(p->kind));
    jsonw_uint(&j, "offset", p->from);
    jsonw_uint(&j, "length", p->to - p->from);
    jsonw_number(&j, "score", p->score, 2);
    jsonw_string(&j, "source", p->source);
    jsonw_string(&j, "target", p->target);
    jsonw_string(&j, "origin", p->origin);
    jsonw_end(&j);
    if (l->c->null)
        out->data[out->len - 1] = '\0';
}

static void add_part(struct lookup *l, const struct asked *a, const struct part *p,
                     struct buf *out)
{
    if (l->json) {
        add_part_json(l, a, p, out);
        return;
    }
    buf_printf(out, "%llu\t%.2f", (unsigned long long)a->number, p->score);
    tsv_add_next(out, p->source);
    tsv_add_next(out, p->target);
    tsv_add_next(out, p->origin);
    buf_printf(out, "\t%s: ", p->kind);
    tsv_add_escaped(out, span_cut(buf_span(&a->query), p->from, p->to));
    end_row(l, out);
}

void rows_add_parts(struct lookup *l, const struct asked *a, struct buf *out)
{
    for (size_t i = 0; i < l->fragments.v.len; i++) {
        const struct tm_fragment *f = &l->fragments.v.v[i];

        add_part(l, a, &(struct part){"fragment", f->from, f->to, f->score, f->source, f->text,
                                      f->origin}, out);
    }
    for (size_t i = 0; i < l->terms_found.len; i++) {
        const struct tm_term_found *f = &l->terms_found.v[i];

        add_part(l, a, &(struct part){"term", f->from, f->to, 100, f->term->source,
                                      f->term->target, span_str("")}, out);
    }
}
