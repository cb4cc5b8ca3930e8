/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside of the compiler: rules whose contexts are regular, as a finite-state machine (table.h).
 *
 * Going from left to right over a text, all that the rules ask of what was written before is one of
 * a few states; each letter, its state and what follows give the text to write.  The states are
 * found by derivatives: a before-context, asked of "text + c", is another context asked of "text".
 * Rules that this can't say (a cursor, a quantifier in the key …) make their letters stop the
 * machine, and run.c does one step by the rules themselves.
 */
#ifndef TRANSLIT_AUTOMATON_H
#define TRANSLIT_AUTOMATON_H

#include "base/map.h"
#include "text/norm.h"
#include "translit/index.h"
#include "translit/rules.h"

enum {
    FAST_END = 0x3000, /* code points from here on are left to the rules */
    ANCHOR = -1,       /* item.mark: the edge of the text or of a line */
};

/* The first marks. */
enum { MARK_LF, MARK_CR, MARK_SPACE };

/* A set, once or, without giving back, as often as it goes. */
struct item {
    struct el el; /* a character or a set */
    int mark;     /* or ANCHOR */
    bool edge, many;
    uint32_t min;
};

struct items {
    VEC_OF(struct item)
};

struct automaton_rule {
    const struct rule *rule;
    bool known;          /* the machine can say it */
    struct items before; /* from right to left */
    struct items behind; /* the key without its first character, then the after-context */
    size_t chars;        /* of the key */
    size_t question;     /* what `before` asks, + 1; 0: nothing */
};

/* What a code point is by itself: these marks come last, with one for the letters of each
 * script. */
enum { IS_ASCII, IS_TWO, IS_THREE, IS_LOOSE, IS_LETTER, KINDS = IS_LETTER + SCRIPT_OTHER };

/* What stands between the rules of a pass and its machine. */
struct automaton {
    const struct rules *rules;
    const struct rules_pass *pass;
    bool last; /* the last pass of rules: letters left over are counted */
    VEC(struct automaton_rule) list;
    VEC(struct index_rule) marks; /* sets that tell code points apart */
    size_t contexts;              /* how many of the marks contexts ask for */
    struct map seen;              /* sets and characters that have a mark */
    bool stretches;               /* contexts go on over any number of letters */
    bool failed;                  /* memory ran out */
};

struct automaton_out {
    struct buf actions, right, delta, looks; /* arrays as in struct table_pass */
    uint32_t states, classes;
    bool lines_part, words_part; /* see enum pass_flag */
};

/* Read the rules; index_build() is to be given the marks behind the rules.  To be freed also on
 * failure. */
enum status automaton_init(struct automaton *a, const struct rules *rules,
                           const struct rules_pass *pass, bool last, struct error *e) MUST_CHECK;

/* Fill the arrays (freed by the caller) and the cells of the index. */
enum status automaton_build(struct automaton *a, struct index_out *index, struct automaton_out *out,
                            struct error *e) MUST_CHECK;

void automaton_free(struct automaton *a);
void automaton_out_free(struct automaton_out *out);

#endif
