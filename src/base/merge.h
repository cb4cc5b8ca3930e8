/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Streams of counted keys, each in the order of its keys' bytes, put together as one: the counts of
 * equal keys are added.
 */
#ifndef BASE_MERGE_H
#define BASE_MERGE_H

#include "base/error.h"
#include "base/span.h"

/* Embedded in what a stream reads from. */
struct merge_stream {
    /* Set key and n to the next ones: 1, 0 at the end, -1 on failure. */
    int (*next)(struct merge_stream *s, struct error *e);
    struct span key; /* borrowed until the next call */
    uint64_t n;
};

/* Called for each key in order; the key is borrowed until it returns. */
typedef enum status merge_fn(void *context, struct span key, uint64_t n, struct error *e);

enum status merge_each(struct merge_stream *const *streams, size_t count, merge_fn *fn,
                       void *context, struct error *e) MUST_CHECK;

#endif
