/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the compiler: from which rules can begin where to the stages and cells of a pass. */
#ifndef TRANSLIT_INDEX_H
#define TRANSLIT_INDEX_H

#include "base/vec.h"
#include "text/uniset.h"
#include "translit/table.h"

/* The rules of one pass and the code points that each can begin with. */
struct index_rule {
    VEC(struct uniset_range) first; /* may overlap */
    bool sure;                      /* matches wherever it is a candidate: ends the list */
    struct span inlined;            /* the output to keep in the cell; ptr NULL: none */
    bool is_case;                   /* the rule can be given in the short form `brief` */
    struct table_case brief;
};

struct index_out {
    struct buf stage1, stage2, stage3, cells, lists, cases; /* arrays as in struct table_pass */
};

/* Fill the arrays (to be freed by the caller).  ST_LIMIT when there are too many cells. */
enum status index_build(const struct index_rule *rules, size_t count, struct index_out *out,
                        struct error *e) MUST_CHECK;

#endif
