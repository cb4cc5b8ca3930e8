/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem lookup */
#include "tools/tmem.h"

#include "interchange/json.h"
#include "interchange/tsv.h"
#include "memory/lookup.h"
#include "tools/filter.h"

#include <unistd.h>

enum { DEFAULT_TOP = 5 };

struct lookup {
    struct cli *c;
    struct tmem *t;
    struct tm_lookup *memory;
    struct tm_lookup_options options;
    struct buf line;   /* a line that came in pieces */
    struct buf query;  /* a TSV field without its escapes */
    struct buf marked; /* the source with --diff */
    uint64_t number;   /* of the line or record */
    bool json, color, partial;
    uint64_t found;    /* lines with a match */
};

static enum status find(struct lookup *l, struct span query, const struct tm_matches **out,
                        struct error *e)
{
    enum status st = tm_lookup_find(l->memory, query, &l->options, out, e);

    l->found += !st && (*out)->len > 0;
    return st;
}

/* Rows */

static void end_row(struct lookup *l, struct buf *out)
{
    buf_addch(out, l->c->null ? '\0' : '\n');
}

/* The last column: what was put into the translation. */
static void add_note(const struct tm_match *m, struct buf *out)
{
    buf_addch(out, '\t');
    if (m && m->repaired) {
        buf_adds(out, "repaired: ");
        tsv_add_escaped(out, m->changes);
    }
}

static void add_row(struct lookup *l, const struct tm_match *m, struct span source,
                    struct buf *out)
{
    buf_printf(out, "%llu\t%.2f", (unsigned long long)l->number, m ? m->score : 0.0);
    if (source.ptr != l->marked.data || !l->color)
        tsv_add_next(out, source);
    else
        buf_addch(out, '\t'), buf_add(out, source);
    tsv_add_next(out, m ? m->text : span_of("", 0));
    tsv_add_next(out, m ? m->unit.origin : span_of("", 0));
    add_note(m, out);
    end_row(l, out);
}

static void add_json(struct lookup *l, struct span query, const struct tm_match *m, size_t rank,
                     struct buf *out)
{
    struct jsonw j = jsonw_begin(out);
    char changed[17] = "";

    jsonw_uint(&j, "line", l->number);
    jsonw_string(&j, "query", query);
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
        if (m->source->markup.len || m->target->markup.len) {
            jsonw_string(&j, "source_markup", m->source->markup);
            jsonw_string(&j, "target_markup", m->target->markup);
        }
        jsonw_bool(&j, "repaired", m->repaired);
        if (m->repaired) {
            jsonw_string(&j, "target_before", m->target->text);
            jsonw_string(&j, "changes", m->changes);
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

static enum status answer_rows(struct lookup *l, struct span query, struct buf *out,
                               struct error *e)
{
    const struct tm_matches *matches;
    enum status st = find(l, query, &matches, e);

    if (st)
        return st;
    if (matches->len == 0 && l->json)
        add_json(l, query, NULL, 0, out);
    else if (matches->len == 0)
        add_row(l, NULL, span_of("", 0), out);
    for (size_t i = 0; !st && i < matches->len; i++) {
        const struct tm_match *m = &matches->v[i];
        if (l->t->diff)
            st = mark_differences(l, query, m->source->text, e);
        if (l->json)
            add_json(l, query, m, i + 1, out);
        else
            add_row(l, m, l->t->diff ? buf_span(&l->marked) : m->source->text, out);
    }
    return st;
}

/* --best */

/* A translation on one line: what would end the line becomes a space. */
static void add_on_one_line(struct buf *out, struct span s, bool null)
{
    for (size_t i = 0; i < s.len; i++) {
        bool ends = !null && (s.ptr[i] == '\n' || s.ptr[i] == '\r');
        buf_addch(out, ends ? ' ' : s.ptr[i]);
    }
}

static enum status answer_best(struct lookup *l, struct span line, struct buf *out,
                               struct error *e)
{
    const struct tm_matches *matches;
    enum status st = find(l, line, &matches, e);

    if (st)
        return st;
    if (matches->len)
        add_on_one_line(out, matches->v[0].text, l->c->null);
    else if (l->t->fallback)
        buf_add(out, line);
    return ST_OK;
}

static bool is_chosen(const struct cli *c, unsigned column)
{
    for (size_t i = 0; i < c->columns.len; i++) {
        if (c->columns.v[i] == column)
            return true;
    }
    return false;
}

/* The columns of -C are replaced, the rest of the row stays byte for byte. */
static enum status answer_best_columns(struct lookup *l, struct span row, struct buf *out,
                                       struct error *e)
{
    struct span field;
    unsigned column = 1;
    enum status st = ST_OK;

    for (; !st && span_split(&row, '\t', &field); column++) {
        const struct tm_matches *matches;
        if (column > 1)
            buf_addch(out, '\t');
        if (!is_chosen(l->c, column)) {
            buf_add(out, field);
            continue;
        }
        buf_reset(&l->query);
        tsv_add_unescaped(&l->query, field);
        st = find(l, buf_span(&l->query), &matches, e);
        if (!st && matches->len)
            tsv_add_escaped(out, matches->v[0].text);
        else if (!st && l->t->fallback)
            buf_add(out, field);
    }
    return st;
}

/* Lines */

static enum status answer(struct lookup *l, struct span line, struct buf *out, struct error *e)
{
    bool tsv = l->c->columns.len > 0;

    if (l->c->header && l->number == 1 && tsv) {
        if (l->t->best)
            buf_add(out, line);
        return ST_OK;
    }
    if (l->t->best && !l->json)
        return tsv ? answer_best_columns(l, line, out, e) : answer_best(l, line, out, e);
    if (!tsv)
        return answer_rows(l, line, out, e);
    buf_reset(&l->query);
    tsv_add_unescaped(&l->query, tsv_field(line, l->c->columns.v[0]));
    return answer_rows(l, buf_span(&l->query), out, e);
}

static enum status begin_file(void *state, const char *name, struct error *e)
{
    struct lookup *l = state;

    (void)name;
    (void)e;
    l->number = 0;
    return ST_OK;
}

static struct span without_terminator(const struct lookup *l, struct span s)
{
    if (l->c->null)
        return s.len && s.ptr[s.len - 1] == '\0' ? span_cut(s, 0, s.len - 1) : s;
    return tsv_chomp(s);
}

static enum status take_line(void *state, const struct filter_input *in, struct buf *out,
                             struct error *e)
{
    struct lookup *l = state;
    struct span line = in->text;
    enum status st = ST_OK;

    if (in->more || l->partial) {
        if (!l->partial)
            buf_reset(&l->line);
        buf_add(&l->line, line);
        l->partial = in->more;
        st = buf_status(&l->line, e);
        line = buf_span(&l->line);
    }
    if (st || in->more)
        return st;
    l->number++;
    if (!l->t->best || l->json)
        line = without_terminator(l, line);
    return answer(l, line, out, e);
}

static int check_options(struct cli *c, struct tmem *t)
{
    if (t->fallback && !t->best)
        return cli_usage(c, _("--fallback goes with --best"));
    if (t->best && t->diff)
        return cli_usage(c, _("--best and --diff cannot be used together"));
    if (c->format_given && strcmp(c->format, "tmx") == 0)
        return cli_usage(c, _("lookup writes tsv or json"));
    if (c->columns.len > 1 && !t->best)
        return cli_usage(c, _("lookup acts on one column; several need --best"));
    return tmem_direction(c, t, false);
}

static int run(struct lookup *l)
{
    struct filter filter = {
        .unit = READ_LINE,
        .keep_terminator = !l->t->best || l->json,
        .begin = begin_file,
        .chunk = take_line,
    };
    int rc = tmem_lookup_open(l->c, l->t, &l->memory);

    if (rc)
        return rc;
    rc = filter_run(l->c, &filter, l);
    tm_lookup_free(l->memory);
    if (rc)
        return rc;
    return l->found ? EXIT_DONE : EXIT_NEGATIVE;
}

int tmem_lookup(struct cli *c, struct tmem *t)
{
    struct lookup l = {
        .c = c,
        .t = t,
        .options = {
            .min_score = t->min_score < 0 ? 70 : t->min_score,
            .top = t->best ? 1 : t->top ? t->top : DEFAULT_TOP,
            .exhaustive = t->exhaustive,
            .no_repair = t->no_repair,
        },
        .json = c->format_given && strcmp(c->format, "json") == 0,
        .color = !c->output && diag_color(STDOUT_FILENO),
    };
    int rc = check_options(c, t);

    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (!rc)
        rc = run(&l);
    buf_free(&l.line);
    buf_free(&l.query);
    buf_free(&l.marked);
    return rc;
}
