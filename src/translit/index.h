/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the compiler: from which rules can begin where to the stages and cells of a pass. */
#ifndef TRANSLIT_INDEX_H
#define TRANSLIT_INDEX_H

#include "base/vec.h"
#include "text/uniset.h"
#include "translit/table.h"

/* A rule and the code points that it can begin with; or a mark, a set of code points. */
struct index_rule {
    VEC(struct uniset_range) first; /* may overlap */
    bool sure;                      /* matches wherever it is a candidate: ends the list */
};

struct index_out {
    struct buf stage1, stage2, stage3, cells, lists; /* arrays as in struct table_pass */
    struct buf marked;  /* a byte for each cell and mark: whether it is in that set */
    uint16_t *cell_of;  /* of each code point */
};

/* Fill `out` (to be freed with index_free also on failure).  Two code points share a cell when they
 * have the same candidates among the first `count` of `rules` and are in the same of the `marks`
 * sets that follow.  ST_LIMIT when there are too many cells. */
enum status index_build(const struct index_rule *rules, size_t count, size_t marks,
                        struct index_out *out, struct error *e) MUST_CHECK;
void index_free(struct index_out *out);

#endif
