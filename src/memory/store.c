/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which backend a memory has; what store.h promises is done there. */
#include "base/buf.h"
#include "memory/store_backend.h"

#include <stdio.h>
#include <stdlib.h>

bool tm_store_on_server(const char *path)
{
    static const char *const beginnings[] = {"postgresql://", "postgres://", "service="};

    for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
        if (span_starts(span_str(path), span_str(beginnings[i])))
            return true;
    }
    return false;
}

enum status tm_store_open(struct tm_store **out, const char *path, enum tm_access access,
                          struct error *e)
{
    enum status st = tm_store_on_server(path) ? pg_open(out, path, access, e)
                                              : sqlite_open(out, path, access, e);

    if (st) {
        tm_store_close(*out);
        *out = NULL;
    }
    return st;
}

void tm_store_close(struct tm_store *s)
{
    if (!s)
        return;
    s->backend->close(s);
    free(s->path);
    free(s->index);
    free(s);
}

const char *tm_store_path(const struct tm_store *s)
{
    return s->path;
}

const char *tm_store_index(const struct tm_store *s)
{
    return s->index;
}

enum status tm_store_cache(struct tm_store *s, const char *prefix, struct error *e)
{
    if (s->index)
        return ST_OK;
    if (asprintf(&s->index, "%s-%s-index", prefix, s->uuid) >= 0)
        return ST_OK;
    s->index = NULL;
    return error_nomem(e);
}

const char *tm_store_uuid(const struct tm_store *s)
{
    return s->uuid;
}

enum status tm_store_change(struct tm_store *s, uint64_t *sequence, struct error *e)
{
    return s->backend->change(s, sequence, e);
}

enum status tm_store_changes(struct tm_store *s, uint64_t since, tm_number_fn *fn, void *context,
                             struct error *e)
{
    return s->backend->changes(s, since, fn, context, e);
}

enum status tm_store_each(struct tm_store *s, const struct tm_filter *filter, tm_unit_fn *fn,
                          void *context, struct error *e)
{
    static const struct tm_filter all = {.since = INT64_MIN};

    return s->backend->each(s, filter ? filter : &all, fn, context, e);
}

enum status tm_store_get(struct tm_store *s, int64_t id, struct arena *a, struct tm_unit *out,
                         struct error *e)
{
    return s->backend->get(s, id, a, out, e);
}

enum status tm_batch_each(struct tm_store *s, tm_batch_fn *fn, void *context, struct error *e)
{
    return s->backend->batches(s, fn, context, e);
}

enum status tm_batch_begin(struct tm_store *s, const char *kind, struct span source,
                           struct span details, int64_t *id, struct error *e)
{
    return s->backend->begin(s, kind, source, details, id, e);
}

enum status tm_batch_continue(struct tm_store *s, int64_t id, struct error *e)
{
    return s->backend->go_on(s, id, e);
}

enum status tm_batch_put(struct tm_store *s, const struct tm_unit *u, struct error *e)
{
    return s->backend->put(s, u, e);
}

enum status tm_batch_remove(struct tm_store *s, int64_t unit, struct error *e)
{
    return s->backend->remove(s, unit, e);
}

enum status tm_batch_save(struct tm_store *s, uint64_t progress, struct error *e)
{
    return s->backend->save(s, progress, e);
}

void tm_batch_counts(const struct tm_store *s, uint64_t *added, uint64_t *merged)
{
    *added = s->added;
    *merged = s->merged;
}

enum status tm_batch_publish(struct tm_store *s, const int64_t *ids, size_t n, struct error *e)
{
    return s->backend->publish(s, ids, n, e);
}

enum status tm_batch_discard(struct tm_store *s, int64_t id, struct error *e)
{
    return s->backend->discard(s, id, e);
}

enum status tm_batch_undo(struct tm_store *s, int64_t id, struct error *e)
{
    return s->backend->undo(s, id, e);
}

enum status tm_store_compact(struct tm_store *s, uint64_t *before, uint64_t *after,
                             struct error *e)
{
    return s->backend->compact(s, before, after, e);
}

void tm_store_rest(struct tm_store *s)
{
    if (s->backend->rest)
        s->backend->rest(s);
}

enum status tm_store_wake(struct tm_store *s, struct error *e)
{
    return s->backend->wake ? s->backend->wake(s, e) : ST_OK;
}
