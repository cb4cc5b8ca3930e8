/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/srxcut.h"

#include "base/buf.h"
#include "text/breaks.h"
#include "text/norm.h"
#include "text/regex.h"

#include <string.h>

struct compiled {
    const struct srx_rule *rule;
    struct regex *re; /* beforebreak with afterbreak as a look-ahead: it ends at the place */
};

/* Rules by 1 + their number, 0 = none. */
struct place {
    uint32_t decided; /* the first that matches here */
    uint32_t seen;    /* the last */
};

struct srxcut {
    const struct srx *srx;
    VEC(struct compiled) rules; /* in the order in which they count */
    struct regex_text text;
    VEC(struct place) places; /* before each unit of the text and at its end */
    size_t unit;              /* the next of them to look at */
    struct span whole;        /* the text */
    struct breaks *icu;       /* NULL: not asked for */
    size_t icu_from, icu_to;  /* its next boundary, with the white space before it */
};

/* ---- choosing and compiling ---- */

/* A group of its own, so that alternatives and flags in an expression end with it. */
static enum status compile(struct regex **out, const struct srx_rule *r, const char *file,
                           struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st;

    buf_printf(&b, "(?:%.*s)(?=%.*s)", SPAN_ARG(r->before), SPAN_ARG(r->after));
    st = b.failed ? error_nomem(e) : regex_open(out, buf_span(&b), false, e);
    buf_free(&b);
    if (st)
        error_locate(e, file, r->line);
    return st;
}

/* "a)(b" is no expression although it would be one between the parentheses of compile(). */
static enum status check_alone(struct span pattern, const struct srx_rule *r, const char *file,
                               struct error *e)
{
    struct regex *re = NULL;
    enum status st = pattern.len ? regex_open(&re, pattern, false, e) : ST_OK;

    regex_close(re);
    if (st)
        error_locate(e, file, r->line);
    return st;
}

static enum status add_rules(struct srxcut *c, const struct srx_language *l, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < l->rules.len; i++) {
        struct compiled rule = {&l->rules.v[i], NULL};
        st = check_alone(rule.rule->before, rule.rule, c->srx->file, e);
        if (!st)
            st = check_alone(rule.rule->after, rule.rule, c->srx->file, e);
        if (!st)
            st = compile(&rule.re, rule.rule, c->srx->file, e);
        if (!st && !vec_push(&c->rules, rule)) {
            regex_close(rule.re);
            st = error_nomem(e);
        }
    }
    return st;
}

static enum status map_matches(const struct srx_map *m, const struct regex_text *lang,
                               const char *file, bool *matches, struct error *e)
{
    struct regex *re = NULL;
    enum status st = regex_open(&re, m->pattern, true, e);

    if (!st)
        st = regex_use(re, lang, e);
    if (!st)
        st = regex_matches(re, matches, e);
    regex_close(re);
    if (st)
        error_locate(e, file, m->line);
    return st;
}

/* The rules of the first map that matches, with cascade of all. */
static enum status choose(struct srxcut *c, const struct regex_text *lang, bool *found,
                          struct error *e)
{
    const struct srx *s = c->srx;
    enum status st = ST_OK;

    *found = false;
    for (size_t i = 0; !st && i < s->maps.len && (s->cascade || !*found); i++) {
        bool matches = false;
        st = map_matches(&s->maps.v[i], lang, s->file, &matches, e);
        if (!st && matches) {
            *found = true;
            st = add_rules(c, &s->languages.v[s->maps.v[i].language], e);
        }
    }
    return st;
}

enum status srxcut_open(struct srxcut **out, const struct srx *s, const char *lang,
                        struct error *e)
{
    struct srxcut *c = calloc(1, sizeof *c);
    struct regex_text tag = REGEX_TEXT_INIT;
    bool found = false;
    enum status st;

    *out = NULL;
    if (!c)
        return error_nomem(e);
    c->srx = s;
    st = regex_text_set(&tag, span_str(lang), e);
    if (!st)
        st = choose(c, &tag, &found, e);
    if (!st && s->icu)
        st = breaks_open(&c->icu, BREAK_SENTENCE, lang, e);
    if (!st && !found)
        st = error_at(e, ST_NOTFOUND, s->file, 0, 0, _("no languagemap matches “%s”"), lang);
    regex_text_free(&tag);
    if (st) {
        srxcut_close(c);
        return st;
    }
    *out = c;
    return ST_OK;
}

void srxcut_close(struct srxcut *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->rules.len; i++)
        regex_close(c->rules.v[i].re);
    vec_free(&c->rules);
    vec_free(&c->places);
    breaks_close(c->icu);
    regex_text_free(&c->text);
    free(c);
}

/* ---- deciding ---- */

/* Note that rule number `rule` matches at a place; false where that was known. */
static bool note(struct srxcut *c, size_t rule, size_t at)
{
    struct place *p = &c->places.v[at];
    uint32_t number = (uint32_t)rule + 1;

    if (p->seen == number)
        return false;
    p->seen = number;
    if (p->decided == 0)
        p->decided = number;
    return true;
}

/* All places where a rule matches.  An expression finds one end for each beginning, and others of
 * the same beginning when what it may take is made shorter: ".*\." ends at each full stop. */
static enum status apply(struct srxcut *c, size_t rule, struct error *e)
{
    size_t len = regex_text_len(&c->text), from = 0;
    struct regex *re = c->rules.v[rule].re;
    struct regex_match m = {0, 0};
    bool found = true;
    enum status st = regex_use(re, &c->text, e);

    while (!st && found && from <= len) {
        st = regex_find(re, from, len, false, &found, &m, e);
        if (st || !found)
            break;
        from = m.start + 1;
        while (!st && found && note(c, rule, m.end) && m.end > m.start)
            st = regex_find(re, m.start, m.end - 1, true, &found, &m, e);
        found = true;
    }
    return st;
}

/* The next boundary of ICU, SIZE_MAX where there is none. */
static void step_icu(struct srxcut *c)
{
    if (!c->icu || !breaks_next(c->icu, &c->icu_to))
        c->icu_to = SIZE_MAX;
    c->icu_from = c->icu_to;
    while (c->icu_to != SIZE_MAX && c->icu_from > 0) {
        size_t before = c->icu_from;
        if (!char_is_space(utf8_prev(c->whole, &before)))
            break;
        c->icu_from = before;
    }
}

enum status srxcut_text(struct srxcut *c, struct span text, struct error *e)
{
    enum status st = regex_text_set(&c->text, text, e);

    if (!st && !vec_reserve(&c->places, c->text.units.len))
        st = error_nomem(e);
    if (!st && c->icu)
        st = breaks_text(c->icu, text, e);
    if (st)
        return st;
    c->whole = text;
    c->unit = 1;
    c->places.len = c->text.units.len;
    memset(c->places.v, 0, c->places.len * sizeof *c->places.v);
    step_icu(c);
    for (size_t i = 0; !st && i < c->rules.len; i++) {
        st = apply(c, i, e);
        if (st == ST_LIMIT)
            error_locate(e, c->srx->file, c->rules.v[i].rule->line);
    }
    return st;
}

bool srxcut_next(struct srxcut *c, struct srxcut_place *out)
{
    size_t at = SIZE_MAX;

    while (c->unit < c->places.len && !c->places.v[c->unit].decided)
        c->unit++;
    if (c->unit < c->places.len)
        at = c->text.places.v[c->unit];
    if (c->icu_to >= c->whole.len && at >= c->whole.len)
        return false;
    if (c->icu_to < at) {
        *out = (struct srxcut_place){c->icu_to, true, "icu"};
        step_icu(c);
    } else {
        const struct srx_rule *r = c->rules.v[c->places.v[c->unit].decided - 1].rule;
        *out = (struct srxcut_place){at, r->breaks, r->name};
        c->unit++;
        while (c->icu_from <= at && c->icu_to != SIZE_MAX)
            step_icu(c);
    }
    return true;
}
