/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Handles of memories for requests that run side by side.  A handle has all the stores, with look-ups
 * of a few language pairs and the names of those, and is used by one thread at a time; there are at
 * most so many, opened when they are wanted and kept.  What this process writes is seen at once, and
 * what another one writes as well: a look-up that is older than a memory's change number is opened
 * anew, and a handle of which a file was replaced.  A memory on a server has no number that tells all;
 * there look-ups are opened anew each second.
 *
 * Writing goes into the first memory, through one more store, which holds the memory's lock only
 * while it writes.
 */
#ifndef SERVE_HANDLES_H
#define SERVE_HANDLES_H

#include "memory/lookup.h"

struct handles;
struct handle;

struct handles_memory {
    const char *path;  /* or the address of a memory on a server */
    const char *cache; /* where the index of such a memory goes (tm_store_cache), or NULL */
    double penalty;    /* its matches have so much less */
};

/* The names that are recognised in both languages of a direction.  One look-up uses them at a time. */
struct handles_names {
    /* Returns new in *out; NULL with ST_OK: none are recognised.  From any thread, but never from two
     * at once. */
    enum status (*open)(void *context, const struct tm_direction *d, struct tm_languages **out,
                        struct error *e);
    void (*close)(struct tm_languages *l); /* takes it; may be NULL's */
    void *context;
};

struct handles_options {
    const struct handles_memory *memories; /* one or more; borrowed until handles_close */
    size_t n_memories;
    struct handles_names names; /* without `open`: none */
    struct tm_mode mode;  /* how segments are compared; its languages are those of `names` */
    unsigned most;        /* handles at the same time, 1 to THREADS_MAX */
    unsigned patience;    /* seconds to wait for a free one */
    bool writable;        /* the first memory is made where there is none */
};

/* Returns new in *out.  The memories are opened once, so that what is wrong with them shows. */
enum status handles_open(struct handles **out, const struct handles_options *options,
                         struct error *e) MUST_CHECK;
void handles_close(struct handles *h);

/* Borrow a handle until handles_return; ST_IO when none became free in time. */
enum status handles_take(struct handles *h, struct handle **out, struct error *e) MUST_CHECK;
void handles_return(struct handles *h, struct handle *x);

/* All the stores, in the order of the options.  Borrowed as long as the handle. */
struct handle_stores {
    struct tm_store *const *v;
    size_t len;
};
struct handle_stores handle_stores(const struct handle *x);

/* The look-up of a direction, up to date.  Borrowed until the next call. */
enum status handle_lookup(struct handle *x, const struct tm_direction *d, struct tm_lookup **out,
                          struct error *e) MUST_CHECK;

/* The names of a direction; NULL where there are none.  Borrowed until the next call. */
enum status handle_languages(struct handle *x, const struct tm_direction *d,
                             const struct tm_languages **out, struct error *e) MUST_CHECK;

/* Put units into the first memory as one batch, all or none: `fill` puts them into the store.  `name`
 * goes into the log.  *added units are new, *merged were there already. */
typedef enum status handles_fill(void *context, struct tm_store *s, struct error *e);
enum status handles_write(struct handles *h, struct span name, handles_fill *fill, void *context,
                          uint64_t *added, uint64_t *merged, struct error *e) MUST_CHECK;

#endif
