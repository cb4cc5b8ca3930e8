/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/merge.h"

#include "base/buf.h"

#include <stdlib.h>

/* A binary heap of streams, the least key at its root. */
struct heap {
    struct merge_stream **v;
    size_t len;
};

static void sift_down(struct heap *h, size_t at)
{
    for (size_t child; (child = 2 * at + 1) < h->len; at = child) {
        struct merge_stream *s = h->v[at];
        if (child + 1 < h->len && span_cmp(h->v[child + 1]->key, h->v[child]->key) < 0)
            child++;
        if (span_cmp(s->key, h->v[child]->key) <= 0)
            return;
        h->v[at] = h->v[child];
        h->v[child] = s;
    }
}

static enum status fill(struct heap *h, struct merge_stream *const *streams, size_t count,
                        struct error *e)
{
    for (size_t i = 0; i < count; i++) {
        int got = streams[i]->next(streams[i], e);
        if (got < 0)
            return e->code;
        if (got > 0)
            h->v[h->len++] = streams[i];
    }
    for (size_t at = h->len / 2; at-- > 0;)
        sift_down(h, at);
    return ST_OK;
}

/* Move on the stream at the root. */
static enum status advance(struct heap *h, struct error *e)
{
    int got = h->v[0]->next(h->v[0], e);

    if (got < 0)
        return e->code;
    if (got == 0)
        h->v[0] = h->v[--h->len];
    sift_down(h, 0);
    return ST_OK;
}

enum status merge_each(struct merge_stream *const *streams, size_t count, merge_fn *fn,
                       void *context, struct error *e)
{
    struct heap h = {malloc((count + 1) * sizeof *h.v), 0};
    struct buf key = BUF_INIT;
    enum status st = h.v ? fill(&h, streams, count, e) : error_nomem(e);

    while (!st && h.len) {
        uint64_t n = 0;
        buf_reset(&key);
        buf_add(&key, h.v[0]->key);
        st = buf_status(&key, e);
        while (!st && h.len && span_eq(h.v[0]->key, buf_span(&key))) {
            n += h.v[0]->n;
            st = advance(&h, e);
        }
        if (!st)
            st = fn(context, buf_span(&key), n, e);
    }
    buf_free(&key);
    free(h.v);
    return st;
}
