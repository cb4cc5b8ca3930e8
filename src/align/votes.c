/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/votes.h"

enum status votes_make(struct word_votes *v, const struct side_segment *source,
                       const struct side_segment *target, size_t segments, size_t *cells,
                       struct error *e)
{
    size_t all = 0;

    *v = (struct word_votes){.first = malloc((segments + 1) * sizeof *v->first)};
    for (size_t k = 0; v->first && k < segments; k++) {
        v->first[k] = all;
        if (votes_fit(&source[k], &target[k]))
            all += ((size_t)source[k].count + 1) * target[k].count;
    }
    v->cells = v->first ? calloc(all + 1, sizeof *v->cells) : NULL;
    if (cells)
        *cells = all;
    return v->cells ? ST_OK : error_nomem(e);
}

void votes_free(struct word_votes *v)
{
    free(v->cells);
    free(v->first);
    *v = (struct word_votes){.cells = NULL};
}
