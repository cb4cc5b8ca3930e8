/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ::Lower, ::Upper and ::Title written out as rules, one for each letter that changes, so that the
 * case of letters costs no library at run time.  What depends on neighbours (a final sigma, the
 * first letter of a word) is put as context: letters with case, behind them ignorable marks.
 */
#include "translit/parser.h"

struct casing {
    struct rules *rules;
    struct rules_pass *pass;
    uint32_t cased;       /* set */
    uint32_t ignorables;  /* node: any number of them */
    bool failed;
};

/* Behind a letter with case: before, or (with `after`) in front of one. */
enum where { ANYWHERE, AFTER_LETTER, BEFORE_LETTER };

static void push(struct casing *c, struct els *els, enum el_kind kind, uint32_t value)
{
    c->failed |= !els_push(els, kind, value);
}

static void add_rule(struct casing *c, enum where where, uint32_t from, struct span to)
{
    struct rule r = {.key = 1, .source = span_str("::Lower/Upper/Title")};

    if (where == AFTER_LETTER) {
        push(c, &r.pattern, EL_SET, c->cased);
        push(c, &r.pattern, EL_QUANT, c->ignorables);
        r.ante = 2;
    }
    push(c, &r.pattern, EL_CHAR, from);
    if (where == BEFORE_LETTER) {
        push(c, &r.pattern, EL_QUANT, c->ignorables);
        push(c, &r.pattern, EL_SET, c->cased);
    }
    for (size_t at = 0; at < to.len;)
        push(c, &r.output, EL_CHAR, utf8_next(to, &at));
    r.cursor = (int64_t)r.output.len;
    if (c->failed || !vec_push(&c->pass->rules, r)) {
        vec_free(&r.pattern);
        vec_free(&r.output);
        c->failed = true;
    }
}

static void add_letter(struct casing *c, uint32_t letter, enum case_kind kind, struct buf *b)
{
    enum { CAPITAL_SIGMA = 0x3A3 };

    if (kind != CASE_UPPER && letter == CAPITAL_SIGMA) {
        add_rule(c, BEFORE_LETTER, letter, span_str(kind == CASE_TITLE ? "Σ" : "σ"));
        add_rule(c, AFTER_LETTER, letter, span_str("ς"));
    }
    buf_reset(b);
    if (kind == CASE_TITLE) {
        case_add_full(b, letter, CASE_LOWER);
        add_rule(c, AFTER_LETTER, letter, buf_span(b));
        buf_reset(b);
    }
    case_add_full(b, letter, kind);
    c->failed |= b->failed;
    add_rule(c, ANYWHERE, letter, buf_span(b));
}

static enum status prepare(struct casing *c, enum case_kind kind, uint32_t *letters,
                           struct error *e)
{
    static const char *const which[] = {"[:CWL:]", "[:CWU:]", "[[:CWT:][:CWL:]-[:CI:]]"};
    struct node node = {.max = UINT32_MAX, .defined = true};
    uint32_t ignorable;
    enum status st = rules_add_set(c->rules, span_str(which[kind]), letters, e);

    if (st == ST_OK)
        st = rules_add_set(c->rules, span_str("[[:Cased:]-[:CI:]]"), &c->cased, e);
    if (st == ST_OK)
        st = rules_add_set(c->rules, span_str("[:CI:]"), &ignorable, e);
    if (st != ST_OK)
        return st;
    push(c, &node.body, EL_SET, ignorable);
    if (c->failed || !vec_push(&c->rules->nodes, node)) {
        vec_free(&node.body);
        return error_nomem(e);
    }
    c->ignorables = (uint32_t)c->rules->nodes.len - 1;
    return ST_OK;
}

enum status rules_add_case(struct rules *r, struct rules_pass *pass, enum case_kind kind,
                           struct error *e)
{
    struct casing c = {.rules = r, .pass = pass};
    struct buf b = BUF_INIT;
    uint32_t letters;
    enum status st = prepare(&c, kind, &letters, e);

    for (size_t i = 0; st == ST_OK && i < r->sets.v[letters].ranges.len; i++) {
        struct uniset_range range = r->sets.v[letters].ranges.v[i];

        for (uint32_t letter = range.first; letter <= range.last; letter++)
            add_letter(&c, letter, kind, &b);
    }
    buf_free(&b);
    return st == ST_OK && c.failed ? error_nomem(e) : st;
}
