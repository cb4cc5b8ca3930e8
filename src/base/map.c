/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include <stdlib.h>

#define HASH_NONFATAL_OOM 1
#define uthash_nonfatal_oom(obj) ((void)((obj)->failed = true))
#include <uthash.h>

struct map_entry {
    struct span key;
    uint64_t value;
    bool failed;
    UT_hash_handle hh;
};

uint64_t *map_get(const struct map *m, struct span key)
{
    struct map_entry *e = NULL;

    if (m->head)
        HASH_FIND(hh, m->head, key.len ? key.ptr : "", key.len, e);
    return e ? &e->value : NULL;
}

uint64_t *map_put(struct map *m, struct span key, bool *added)
{
    uint64_t *found = map_get(m, key);
    struct map_entry *e;

    if (added)
        *added = !found;
    if (found)
        return found;
    e = arena_alloc(&m->arena, sizeof *e);
    if (!e)
        return NULL;
    e->key = arena_dup(&m->arena, key);
    if (!e->key.ptr)
        return NULL;
    HASH_ADD_KEYPTR(hh, m->head, e->key.ptr, e->key.len, e);
    return e->failed ? NULL : &e->value;
}

size_t map_count(const struct map *m)
{
    return m->head ? HASH_COUNT(m->head) : 0;
}

const struct map_entry *map_first(const struct map *m)
{
    return m->head;
}

const struct map_entry *map_next(const struct map_entry *e)
{
    return e->hh.next;
}

struct span map_key(const struct map_entry *e)
{
    return e->key;
}

uint64_t map_value(const struct map_entry *e)
{
    return e->value;
}

void map_free(struct map *m)
{
    if (m->head)
        HASH_CLEAR(hh, m->head);
    m->head = NULL;
    arena_free(&m->arena);
}
