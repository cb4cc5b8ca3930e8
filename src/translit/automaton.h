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
#include "translit/index.h"
#include "translit/rules.h"

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
