/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/repair.h"
#include "text/norm.h"
#include "text/plural.h"
#include "text/words.h"

#include <stdio.h>

/* A placeable and what its value is read from. */
struct value {
    const struct placeable *p;
    struct span text;              /* all of the text it stands in */
    const struct tm_language *lang;
};

static struct span words_of(const struct value *v)
{
    return span_cut(v->text, v->p->from, v->p->to);
}

static bool read_number(const struct value *v, struct number *out)
{
    const struct number_found *n = &v->p->number;

    return number_read(span_cut(v->text, n->from, n->suffix), v->lang->tag, out);
}

static bool same_number(const struct value *a, const struct value *b)
{
    struct number x, y;
    bool known = read_number(a, &x);

    if (known != read_number(b, &y))
        return false;
    return known ? number_same(&x, &y) : span_eq(words_of(a), words_of(b));
}

/* The same in whatever language and format. */
static bool same_value(const struct value *a, const struct value *b)
{
    if (a->p->class != b->p->class)
        return false;
    switch (a->p->class) {
    case TM_NUMBER: return same_number(a, b);
    case TM_DATE: return date_same(&a->p->date, &b->p->date);
    case TM_NAME: return a->p->mention.entity == b->p->mention.entity;
    default: return span_eq(words_of(a), words_of(b));
    }
}

/* Does the translation have the value here?  A name there may be read as several people's. */
static bool translates(const struct value *v, const struct value *in_target)
{
    struct mention m;

    if (v->p->class != TM_NAME || in_target->p->class != TM_NAME)
        return same_value(v, in_target);
    m = in_target->p->mention;
    return m.entity == v->p->mention.entity ||
           finder_may_mean(in_target->lang->names, &m, v->p->mention.entity);
}

/* How many of `list` have the value, and the last of them. */
static size_t count_same(const struct value *v, const struct placeables *list, struct value in,
                         bool (*same)(const struct value *a, const struct value *b), size_t *last)
{
    size_t n = 0;

    for (size_t i = 0; i < list->len; i++) {
        in.p = &list->v[i];
        if (same(v, &in)) {
            *last = i;
            n++;
        }
    }
    return n;
}

static bool same_classes(const struct placeables *a, const struct placeables *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++)
        if (a->v[i].class != b->v[i].class)
            return false;
    return true;
}

/* --- writing --- */

/* `place` gives way to the value; *to: where the text goes on behind it. */
static bool write_number(const struct value *place, const struct value *value, struct buf *out,
                         size_t *to)
{
    struct number was, now;
    size_t digits = place->p->number.suffix, more;
    bool known = read_number(place, &was);

    if (known != read_number(value, &now))
        return false;
    if (!known) {
        buf_add(out, words_of(value));
        return digits == place->p->to && value->p->number.suffix == value->p->to;
    }
    number_write(out, &now, &was, place->lang->tag);
    if (!number_suffix(out, &now, span_from(place->text, digits), place->lang->tag, &more))
        return false;
    *to = digits + more;
    return true;
}

/* `was` is the value of the source that stands there. */
static enum status write_value(const struct value *place, const struct value *value,
                               const struct value *was, struct buf *out, size_t *to, bool *ok,
                               struct error *e)
{
    struct mention m;
    enum status st = ST_OK;

    *to = place->p->to;
    switch (place->p->class) {
    case TM_NUMBER:
        *ok = write_number(place, value, out, to);
        break;
    case TM_DATE:
        *ok = !value->p->date.unsure && !place->p->date.unsure &&
              date_write(out, place->text, &place->p->date, &value->p->date);
        break;
    case TM_NAME:
        m = place->p->mention;
        (void)finder_may_mean(place->lang->names, &m, was->p->mention.entity);
        st = finder_rename(place->lang->names, &m, value->p->mention.entity, out, e);
        *ok = st == ST_OK;
        st = st == ST_NOTFOUND ? ST_OK : st;
        break;
    default:
        buf_add(out, words_of(value));
    }
    return st;
}

static void note_change(struct tm_repairer *r, struct span was, struct span now, struct span doubt)
{
    if (r->changes.len)
        buf_adds(&r->changes, "; ");
    buf_add(&r->changes, was);
    buf_adds(&r->changes, " -> ");
    buf_add(&r->changes, now);
    if (doubt.len) {
        buf_adds(&r->changes, " (");
        buf_add(&r->changes, doubt);
        buf_adds(&r->changes, "?)");
    }
}

/* Four digits in a row are a year, and what follows it is not counted. */
static bool is_year(const struct number *n)
{
    return strlen(n->whole) == 4 && !n->fraction[0] && !n->group.len;
}

static const char *decimal_text(const struct number *n, char out[2 * NUMBER_DIGITS + 2])
{
    snprintf(out, 2 * NUMBER_DIGITS + 2, "%s.%s", n->whole, n->fraction);
    return out;
}

/* The word behind a number and white space; empty: something else is there. */
static struct span next_word(struct span rest)
{
    struct span word;
    size_t at = 0, end = 0;

    if (!word_next_letters(rest, &end, &word))
        return span_of("", 0);
    while (rest.ptr + at < word.ptr) {
        if (!char_is_space(utf8_next(rest, &at)))
            return span_of("", 0);
    }
    return at ? word : span_of("", 0);
}

/* The word behind the number, where the number before it was of another class: if the word is what
 * is counted, it has the wrong form now (3 письма -> 12 письма).  Empty: there is none. */
static struct span doubtful_word(const struct value *place, const struct value *value)
{
    char a[2 * NUMBER_DIGITS + 2], b[2 * NUMBER_DIGITS + 2];
    struct span word = next_word(span_from(place->text, place->p->to));
    struct number was, now;

    if (place->p->class != TM_NUMBER || place->p->number.suffix != place->p->to ||
        !read_number(place, &was) || !read_number(value, &now) || is_year(&was) || is_year(&now) ||
        plural_same(place->lang->tag, decimal_text(&was, a), decimal_text(&now, b)))
        return span_of("", 0);
    return word;
}

/* --- all of it --- */

struct repair {
    struct tm_repairer *r;
    struct value query, source, target; /* `p` NULL */
    size_t *from; /* for each of the target's: 1 + the query's that takes its place; 0: it stays */
};

/* Where each value that changed is to go; false where that is not plain.  *n: how many did. */
static bool assign(struct repair *w, size_t *n)
{
    const struct tm_repairer *r = w->r;
    size_t place = 0, ignored;

    *n = 0;
    for (size_t i = 0; i < r->query.len; i++) {
        w->query.p = &r->query.v[i];
        w->source.p = &r->source.v[i];
        if (same_value(&w->query, &w->source))
            continue;
        if (count_same(&w->source, &r->source, w->source, same_value, &ignored) != 1 ||
            count_same(&w->source, &r->target, w->target, translates, &place) != 1)
            return false;
        w->from[place] = i + 1;
        ++*n;
    }
    return true;
}

static enum status rewrite(struct repair *w, bool *ok, struct error *e)
{
    struct tm_repairer *r = w->r;
    size_t done = 0;
    enum status st = ST_OK;

    *ok = true;
    for (size_t i = 0; i < r->target.len && *ok && !st; i++) {
        size_t begin, to;

        if (w->from[i] == 0)
            continue;
        w->target.p = &r->target.v[i];
        w->query.p = &r->query.v[w->from[i] - 1];
        w->source.p = &r->source.v[w->from[i] - 1];
        buf_add(&r->text, span_cut(w->target.text, done, w->target.p->from));
        begin = r->text.len;
        st = write_value(&w->target, &w->query, &w->source, &r->text, &to, ok, e);
        note_change(r, span_cut(w->target.text, w->target.p->from, to),
                    span_from(buf_span(&r->text), begin), doubtful_word(&w->target, &w->query));
        done = to;
    }
    buf_add(&r->text, span_from(w->target.text, done));
    return st;
}

/* Tell of the values that changed where the translation stays as it is. */
static void note_unplaced(struct repair *w)
{
    struct tm_repairer *r = w->r;

    buf_reset(&r->changes);
    for (size_t i = 0; i < r->query.len; i++) {
        w->query.p = &r->query.v[i];
        w->source.p = &r->source.v[i];
        if (!same_value(&w->query, &w->source))
            note_change(r, words_of(&w->source), words_of(&w->query), span_of("", 0));
    }
}

static enum status find_all(struct tm_repairer *r, struct span query, struct span source,
                            struct span target, bool *alike, struct error *e)
{
    const struct tm_languages *l = r->languages;
    enum status st = placeables_find(&r->query, query, &l->source, e);

    *alike = false;
    if (!st && r->query.len)
        st = placeables_find(&r->source, source, &l->source, e);
    if (st || r->query.len == 0 || !same_classes(&r->query, &r->source))
        return st;
    *alike = true;
    return placeables_find(&r->target, target, &l->target, e);
}

enum status tm_repair(struct tm_repairer *r, struct span query, struct span source,
                      struct span target, bool *repaired, struct error *e)
{
    const struct tm_languages *l = r->languages;
    struct repair w = {r, {NULL, query, &l->source}, {NULL, source, &l->source},
                       {NULL, target, &l->target}, NULL};
    bool alike;
    size_t n = 0;
    enum status st = find_all(r, query, source, target, &alike, e);

    *repaired = false;
    buf_reset(&r->text);
    buf_reset(&r->changes);
    if (st || !alike)
        return st;
    w.from = calloc(r->target.len + 1, sizeof *w.from);
    if (!w.from)
        return error_nomem(e);
    if (assign(&w, &n) && n > 0)
        st = rewrite(&w, repaired, e);
    free(w.from);
    if (!*repaired)
        note_unplaced(&w);
    if (!st)
        st = buf_status(&r->text, e);
    return st ? st : buf_status(&r->changes, e);
}

void tm_repairer_free(struct tm_repairer *r)
{
    vec_free(&r->query);
    vec_free(&r->source);
    vec_free(&r->target);
    buf_free(&r->text);
    buf_free(&r->changes);
}
