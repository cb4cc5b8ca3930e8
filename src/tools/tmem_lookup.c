/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem lookup */
#include "tools/tmem_lookup.h"

#include "interchange/tsv.h"
#include "tools/filter.h"

#include <unistd.h>

enum { DEFAULT_TOP = 5 };

static enum status find(struct lookup *l, struct span query, const struct tm_matches **out,
                        struct error *e)
{
    enum status st = tm_lookup_find(l->memory, query, &l->options, out, e);

    l->found += !st && (*out)->len > 0;
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
    enum status st = find(l, buf_span(&l->now.query), &matches, e);

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
        buf_reset(&l->field);
        tsv_add_unescaped(&l->field, field);
        st = find(l, buf_span(&l->field), &matches, e);
        if (!st && matches->len)
            tsv_add_escaped(out, matches->v[0].text);
        else if (!st && l->t->fallback)
            buf_add(out, field);
    }
    return st;
}

/* Lines */

/* The line or record without what ends it. */
static struct span without_terminator(const struct lookup *l, struct span s)
{
    if (l->c->null)
        return s.len && s.ptr[s.len - 1] == '\0' ? span_cut(s, 0, s.len - 1) : s;
    return tsv_chomp(s);
}

static bool is_header(const struct lookup *l, const struct asked *a)
{
    return l->c->header && a->number == 1 && l->c->columns.len > 0;
}

/* What the memory and the glossaries have of parts of the line, where there is no full match. */
static enum status find_parts(struct lookup *l, double best, struct error *e)
{
    struct span query = buf_span(&l->now.query);
    enum status st = ST_OK;

    vec_clear(&l->fragments.v);
    if (l->t->fragments && best < 100)
        st = tm_fragments_find(&l->fragments, l->memory, query, l->t->no_repair, e);
    if (!st && l->t->glossaries.len)
        st = tm_terms_find(&l->terms, query, &l->terms_found, e);
    return st;
}

static enum status answer_rows(struct lookup *l, struct buf *out, struct error *e)
{
    const struct tm_matches *matches;
    enum status st = find(l, buf_span(&l->now.query), &matches, e);
    bool none = !st && matches->len == 0;
    double best = st || none ? 0 : matches->v[0].score;

    if (!st)
        st = rows_add(l, &l->now, matches, out, e);
    if (!st)
        st = find_parts(l, best, e);
    if (st)
        return st;
    l->found += none && (l->fragments.v.len || l->terms_found.len);
    rows_add_parts(l, &l->now, out);
    return ST_OK;
}

/* Is it known what stands around the line?  What is looked up in several columns has no context. */
static bool has_context(const struct lookup *l)
{
    return !l->c->null && !l->c->line_buffered && l->c->columns.len <= 1 && !l->broken;
}

/* Answer the line that waits. */
static enum status answer(struct lookup *l, struct buf *out, struct error *e)
{
    struct span line = without_terminator(l, buf_span(&l->now.line));
    const struct tm_context around = {buf_span(&l->previous), buf_span(&l->next.query),
                                      span_str("")};
    enum status st;

    l->options.context = has_context(l) ? &around : NULL;
    if (is_header(l, &l->now)) {
        if (l->t->best)
            buf_add(out, buf_span(&l->now.line));
        return ST_OK;
    }
    if (!l->t->best || l->json)
        return answer_rows(l, out, e);
    st = l->c->columns.len ? answer_best_columns(l, line, out, e) : answer_best(l, line, out, e);
    buf_add(out, span_from(buf_span(&l->now.line), line.len));
    return st;
}

/* The next line becomes the one that waits, after that is answered. */
static enum status move_on(struct lookup *l, struct buf *out, struct error *e)
{
    struct asked was;
    enum status st = l->now.waits ? answer(l, out, e) : ST_OK;

    buf_swap(&l->previous, &l->now.query);
    was = l->now;
    l->now = l->next;
    l->next = was;
    l->next.waits = false;
    buf_reset(&l->next.query);
    buf_reset(&l->next.line);
    return st;
}

static enum status begin_file(void *state, const char *name, struct error *e)
{
    struct lookup *l = state;

    (void)name;
    (void)e;
    l->number = 0;
    l->broken = false;
    l->now.waits = l->next.waits = false; /* of a file that failed */
    buf_reset(&l->previous);
    buf_reset(&l->now.query);
    buf_reset(&l->now.line);
    buf_reset(&l->next.query);
    buf_reset(&l->next.line);
    return ST_OK;
}

/* What is looked up of the line that came: all of it or its column. */
static enum status set_query(struct lookup *l, struct asked *a, struct error *e)
{
    struct span line = without_terminator(l, buf_span(&a->line));

    a->number = ++l->number;
    a->waits = true;
    if (is_header(l, a))
        return ST_OK;
    if (l->c->columns.len)
        tsv_add_unescaped(&a->query, tsv_field(line, l->c->columns.v[0]));
    else
        buf_add(&a->query, line);
    return buf_status(&a->query, e);
}

static enum status take_line(void *state, const struct filter_input *in, struct buf *out,
                             struct error *e)
{
    struct lookup *l = state;
    enum status st;

    buf_add(&l->next.line, in->text);
    st = buf_status(&l->next.line, e);
    if (st || in->more)
        return st;
    st = set_query(l, &l->next, e);
    if (!st)
        st = move_on(l, out, e);
    if (!st && l->c->line_buffered) /* a line of a dialogue: nothing is known of the next one */
        st = move_on(l, out, e);
    return st;
}

static enum status end_file(void *state, struct buf *out, struct error *e)
{
    return move_on(state, out, e);
}

/* The line after the one that waits could not be read: nothing is known of it. */
static enum status break_off(void *state, struct buf *out, struct error *e)
{
    struct lookup *l = state;

    l->broken = true;
    return move_on(l, out, e);
}

static int check_options(struct cli *c, struct tmem *t)
{
    if (t->fallback && !t->best)
        return cli_usage(c, _("--fallback goes with --best"));
    if (t->best && (t->fragments || t->glossaries.len))
        return cli_usage(c, _("--best writes no fragments and no terms"));
    if (t->best && t->diff)
        return cli_usage(c, _("--best and --diff cannot be used together"));
    if (c->columns.len > 1 && !t->best)
        return cli_usage(c, _("lookup acts on one column; several need --best"));
    return tmem_no_tmx(c) ? EXIT_TROUBLE : tmem_direction(c, t, false);
}

static int run(struct lookup *l)
{
    struct filter filter = {
        .unit = READ_LINE,
        .keep_terminator = true,
        .begin = begin_file,
        .chunk = take_line,
        .end = end_file,
        .broken = break_off,
    };
    struct error e;
    int rc = tmem_lookup_open(l->c, l->t, &l->memory);

    if (rc)
        return rc;
    if (glossaries_read(l, &e))
        rc = cli_fail(l->c, &e);
    else
        rc = filter_run(l->c, &filter, l);
    tm_lookup_free(l->memory);
    if (rc)
        return rc;
    if (l->found)
        return EXIT_DONE;
    tmem_explain_nothing(l->c, l->t);
    return EXIT_NEGATIVE;
}

int tmem_lookup(struct cli *c)
{
    struct tmem *t = c->state;
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
    buf_free(&l.now.line);
    buf_free(&l.now.query);
    buf_free(&l.next.line);
    buf_free(&l.next.query);
    buf_free(&l.previous);
    buf_free(&l.field);
    buf_free(&l.marked);
    tm_terms_free(&l.terms);
    vec_free(&l.terms_found);
    tm_fragments_free(&l.fragments);
    return rc;
}
