/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parsed transform rules of one direction: a list of passes, each a transform by name or a list of
 * rules.  A pattern is a sequence of elements; two elements are the same when kind and value are.
 * As in ICU each set that is written out is one of its own, and a variable's set is one.
 */
#ifndef TRANSLIT_RULES_H
#define TRANSLIT_RULES_H

#include "text/uniset.h"
#include "translit/compile.h"

enum el_kind {
    EL_CHAR,     /* a code point */
    EL_SET,      /* rules.sets[value] */
    EL_QUANT,    /* rules.nodes[value]: the body min to max times */
    EL_SEGMENT,  /* rules.nodes[value]: in a pattern its body, in an output what it matched */
    EL_VARIABLE, /* the variable being defined, in its definition only */
};

struct el {
    enum el_kind kind;
    uint32_t value;
};

struct els {
    VEC_OF(struct el)
};

struct node {
    uint32_t min, max; /* of EL_QUANT; max UINT32_MAX: no limit */
    uint32_t number;   /* of EL_SEGMENT, 1-based */
    bool defined;
    struct els body;
};

struct rule {
    struct els pattern; /* before-context, key, after-context */
    size_t ante, key;   /* lengths of the first two */
    struct els output;
    int64_t cursor; /* position in the output; beyond its ends in code points of the text */
    bool at_start, at_end;
    bool segments;
    uint32_t line;
    struct span source; /* borrowed from the rule text, or from a constant */
};

struct rules_pass {
    enum pass_kind kind;
    uint32_t filter; /* set + 1, 0: none */
    VEC(struct rule) rules;
    struct span system; /* the called system whose pass it is, borrowed; len 0: none */
};

struct rules {
    VEC(struct uniset) sets;
    VEC(struct node) nodes;
    VEC(struct rules_pass) passes;
    uint32_t filter; /* global; set + 1, 0: none */
};

/* Parse the rules of one direction.  Their text is borrowed by the result, as are those of systems
 * they call, whose passes stand where they are called.  To be freed with rules_free also on
 * failure.  With `report` (else NULL) go on after a faulty statement, report each fault, and return
 * the status of the first. */
enum status rules_parse(struct rules *r, const struct rule_file *file, compile_report *report,
                        void *context, struct error *e) MUST_CHECK;
void rules_free(struct rules *r);

/* Refuse rules that can never match because one before them takes all their text; with `report`
 * (else NULL) each is reported. */
enum status rules_check_masks(const struct rules_pass *pass, const char *file,
                              compile_report *report, void *context, struct error *e) MUST_CHECK;

/* Report what is well formed but most likely not meant (code ST_OK).  `back`: the rules of the way
 * back where all letters have to come back, else NULL. */
void rules_advise(const struct rules *r, const struct rules *back, const char *file,
                  compile_report *report, void *context);

/* Add the rules that lower, upper or title case is to a pass (full mappings, final sigma). */
enum status rules_add_case(struct rules *r, struct rules_pass *pass, enum case_kind kind,
                           struct error *e) MUST_CHECK;

/* Parse a set and add it; *set is its number. */
enum status rules_add_set(struct rules *r, struct span pattern, uint32_t *set, struct error *e)
    MUST_CHECK;

#endif
