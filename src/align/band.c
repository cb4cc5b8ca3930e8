/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/beads.h"

/* Row i gets the cells from - half to to + half. */
static void widen(struct bead_band *b, size_t i, size_t from, size_t to, size_t half, size_t m)
{
    size_t low = from > half ? from - half : 0, high = to + half < m ? to + half : m;

    if (low < b->low[i])
        b->low[i] = (uint32_t)low;
    if (high > b->high[i])
        b->high[i] = (uint32_t)high;
}

static void around_diagonal(struct bead_band *b, size_t n, size_t m, size_t half)
{
    for (size_t i = 0; i <= n; i++) {
        size_t at = n ? (size_t)((double)i * (double)m / (double)n) : 0;
        size_t next = n ? (size_t)((double)(i + 1) * (double)m / (double)n) : m;
        widen(b, i, at, next < m ? next : m, half, m);
    }
}

static void around_path(struct bead_band *b, const struct bead_vec *path, size_t half, size_t m)
{
    for (size_t k = 0; k < path->len; k++) {
        const struct bead *x = &path->v[k];
        for (size_t i = x->source; i <= x->source + x->n_source; i++)
            widen(b, i, x->target, x->target + x->n_target, half, m);
    }
}

/* Cells that would pass an anchor's source segment without its target segment, or the reverse, go. */
static void cut_at_anchors(struct bead_band *b, const struct bead_anchor *a, size_t n_anchors)
{
    for (size_t k = 0; k < n_anchors; k++) {
        for (size_t i = 0; i < b->rows; i++) {
            if (i <= a[k].source && b->high[i] > a[k].target)
                b->high[i] = a[k].target;
            if (i > a[k].source && b->low[i] < a[k].target + 1)
                b->low[i] = a[k].target + 1;
            if (b->low[i] > b->high[i]) {
                if (i <= a[k].source)
                    b->low[i] = b->high[i];
                else
                    b->high[i] = b->low[i];
            }
        }
    }
}

/* Neither edge may fall, and neighbouring rows must share a cell, or be one step apart. */
static void smooth(struct bead_band *b, size_t m)
{
    b->low[0] = 0;
    b->high[b->rows - 1] = (uint32_t)m;
    for (size_t i = b->rows - 1; i > 0; i--)
        if (b->low[i - 1] > b->low[i])
            b->low[i - 1] = b->low[i];
    for (size_t i = 1; i < b->rows; i++)
        if (b->high[i] < b->high[i - 1])
            b->high[i] = b->high[i - 1];
    b->cells = 0;
    for (size_t i = 0; i < b->rows; i++)
        b->cells += b->high[i] - b->low[i] + 1;
}

enum status band_make(struct bead_band *b, size_t n, size_t m, const struct bead_vec *path,
                      size_t half, const struct bead_anchor *anchors, size_t n_anchors,
                      struct error *e)
{
    *b = (struct bead_band){.rows = n + 1};
    b->low = calloc(n + 1, sizeof *b->low);
    b->high = calloc(n + 1, sizeof *b->high);
    if (!b->low || !b->high) {
        band_free(b);
        return error_nomem(e);
    }
    for (size_t i = 0; i <= n; i++)
        b->low[i] = (uint32_t)m;
    if (path && path->len)
        around_path(b, path, half, m);
    else
        around_diagonal(b, n, m, half);
    cut_at_anchors(b, anchors, n_anchors);
    smooth(b, m);
    return ST_OK;
}

bool band_is_touched(const struct bead_band *b, const struct bead_vec *path, size_t m,
                     size_t margin)
{
    for (size_t k = 0; k < path->len; k++) {
        uint32_t i = path->v[k].source, j = path->v[k].target;
        if (b->low[i] > 0 && j < b->low[i] + margin)
            return true;
        if (b->high[i] < m && j + margin > b->high[i])
            return true;
    }
    return false;
}

void band_free(struct bead_band *b)
{
    free(b->low);
    free(b->high);
    *b = (struct bead_band){0};
}
