/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a place that keeps a memory has to do; private to store*.c.  store.h tells what each
 * function promises.  A backend's own struct begins with a struct tm_store.
 */
#ifndef MEMORY_STORE_BACKEND_H
#define MEMORY_STORE_BACKEND_H

#include "memory/store.h"

struct tm_backend {
    void (*close)(struct tm_store *s);
    enum status (*change)(struct tm_store *s, uint64_t *sequence, struct error *e);
    enum status (*changes)(struct tm_store *s, uint64_t since, tm_number_fn *fn, void *context,
                           struct error *e);
    enum status (*each)(struct tm_store *s, const struct tm_filter *filter, tm_unit_fn *fn,
                        void *context, struct error *e);
    enum status (*get)(struct tm_store *s, int64_t id, struct arena *a, struct tm_unit *out,
                       struct error *e);
    enum status (*batches)(struct tm_store *s, tm_batch_fn *fn, void *context, struct error *e);
    enum status (*begin)(struct tm_store *s, const char *kind, struct span source,
                         struct span details, int64_t *id, struct error *e);
    enum status (*go_on)(struct tm_store *s, int64_t id, struct error *e);
    enum status (*put)(struct tm_store *s, const struct tm_unit *u, struct error *e);
    enum status (*remove)(struct tm_store *s, int64_t unit, struct error *e);
    enum status (*save)(struct tm_store *s, uint64_t progress, struct error *e);
    enum status (*publish)(struct tm_store *s, const int64_t *ids, size_t n, struct error *e);
    enum status (*discard)(struct tm_store *s, int64_t id, struct error *e);
    enum status (*undo)(struct tm_store *s, int64_t id, struct error *e);
    enum status (*compact)(struct tm_store *s, uint64_t *before, uint64_t *after, struct error *e);
    void (*rest)(struct tm_store *s); /* with `wake`: NULL where writers do not wait for each other */
    enum status (*wake)(struct tm_store *s, struct error *e);
};

struct tm_store {
    const struct tm_backend *backend;
    char *path;             /* for messages */
    char *index;            /* folder of the index; NULL = none */
    char uuid[33];
    uint64_t added, merged, removed; /* units of the current batch */
};

/* Open a memory; what is half open is closed by the caller.  Returns new in *out. */
enum status sqlite_open(struct tm_store **out, const char *path, enum tm_access access,
                        struct error *e) MUST_CHECK;
enum status pg_open(struct tm_store **out, const char *address, enum tm_access access,
                    struct error *e) MUST_CHECK;

#endif
