/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the parser of rules: its state, and one side of a rule. */
#ifndef TRANSLIT_PARSER_H
#define TRANSLIT_PARSER_H

#include "base/map.h"
#include "translit/rules.h"
#include "translit/source.h"

struct parser {
    struct source src;
    struct rules *rules;
    bool reverse;
    const struct rule_library *library;
    struct span system;     /* the called system that is being parsed; len 0: none */
    unsigned depth;         /* of systems that call systems */
    struct map variables;   /* name -> index of values */
    VEC(struct els) values;
    struct span undefined;  /* first name in this rule that is no variable; ptr NULL: none */
    uint32_t segments[MAX_SEGMENTS]; /* nodes + 1 of this rule's $1, $2 … */
    unsigned segment_count; /* highest number that was written */
    unsigned opened;        /* segments opened on this side */
    uint32_t dot;           /* set of `.` + 1 */
    unsigned statements;
    bool in_rules;          /* the last pass is of rules and open for more */
    compile_report *report; /* NULL: stop at the first fault */
    void *context;
    struct error *e;
};

/* One side of a rule. */
struct half {
    struct els text;
    ptrdiff_t ante, post, cursor; /* positions of { } |, -1: none */
    int64_t offset;               /* @ signs: before the text negative, behind it positive */
    size_t offset_at;             /* where the latter stand */
    bool at_start, at_end;
};

/* Parse a side from the reading position to an operator or `;`, which is left to be read, or to
 * the end.  half->text is to be freed also on failure. */
enum status half_parse(struct parser *p, struct half *half) MUST_CHECK;

/* A set at the reading position, with variables in it replaced.  False: there is none here. */
bool half_at_set(const struct parser *p);
enum status half_set(struct parser *p, uint32_t *set) MUST_CHECK;

static inline bool els_push(struct els *to, enum el_kind kind, uint32_t value)
{
    struct el el = {kind, value};

    return vec_push(to, el);
}

static inline bool els_append(struct els *to, const struct el *from, size_t n)
{
    if (!vec_reserve(to, to->len + n))
        return false;
    if (n)
        memcpy(to->v + to->len, from, n * sizeof *from);
    to->len += n;
    return true;
}

#endif
