/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Handles of a memory for requests that run side by side.  A handle is a store with look-ups of a
 * few language pairs, used by one thread at a time; there are at most so many, opened when they are
 * wanted and kept.  What this process writes is seen at once, and what another one writes as well: a
 * look-up that is older than the memory's change number is opened anew, and a handle whose file was
 * replaced.  A memory on a server has no number that tells all; there look-ups are opened anew each
 * second.
 *
 * Writing goes through one more store, which holds the memory's lock only while it writes.
 */
#ifndef SERVE_HANDLES_H
#define SERVE_HANDLES_H

#include "memory/lookup.h"

struct handles;
struct handle;

struct handles_options {
    const char *path;     /* of the memory; with `cache` borrowed until handles_close */
    const char *cache;    /* where the index of a memory on a server goes (tm_store_cache), or NULL */
    struct tm_mode mode;  /* how segments are compared */
    unsigned most;        /* handles at the same time, 1 to THREADS_MAX */
    unsigned patience;    /* seconds to wait for a free one */
    bool writable;        /* the memory is made where there is none */
};

/* Returns new in *out.  The memory is opened once, so that what is wrong with it shows. */
enum status handles_open(struct handles **out, const struct handles_options *options,
                         struct error *e) MUST_CHECK;
void handles_close(struct handles *h);

/* Borrow a handle until handles_return; ST_IO when none became free in time. */
enum status handles_take(struct handles *h, struct handle **out, struct error *e) MUST_CHECK;
void handles_return(struct handles *h, struct handle *x);

/* Borrowed as long as the handle. */
struct tm_store *handle_store(struct handle *x);

/* The look-up of a direction, up to date.  Borrowed until the next call. */
enum status handle_lookup(struct handle *x, const struct tm_direction *d, struct tm_lookup **out,
                          struct error *e) MUST_CHECK;

/* Put units into the memory as one batch, all or none: `fill` puts them into the store.  `name`
 * goes into the log.  *added units are new, *merged were there already. */
typedef enum status handles_fill(void *context, struct tm_store *s, struct error *e);
enum status handles_write(struct handles *h, struct span name, handles_fill *fill, void *context,
                          uint64_t *added, uint64_t *merged, struct error *e) MUST_CHECK;

#endif
