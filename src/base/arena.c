/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char data[];
};

static struct arena_block *add_block(struct arena *a, size_t size)
{
    size_t want = size > BLOCK_SIZE ? size : BLOCK_SIZE, whole;
    struct arena_block *b;

    if (ADD_OVERFLOWS(want, sizeof *b, &whole))
        return NULL;
    b = malloc(whole);
    if (!b)
        return NULL;
    b->used = 0;
    b->size = want;
    b->next = a->first;
    a->first = b;
    a->total += whole;
    return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
    const size_t align = alignof(max_align_t);
    struct arena_block *b = a->first;
    void *p;

    if (ADD_OVERFLOWS(size, align - 1, &size))
        return NULL;
    size &= ~(align - 1);
    if (!b || b->size - b->used < size)
        b = add_block(a, size);
    if (!b)
        return NULL;
    p = b->data + b->used;
    b->used += size;
    memset(p, 0, size);
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    size_t bytes;

    return MUL_OVERFLOWS(n, size, &bytes) ? NULL : arena_alloc(a, bytes);
}

char *arena_strdup(struct arena *a, struct span s)
{
    size_t size;
    char *p = ADD_OVERFLOWS(s.len, (size_t)1, &size) ? NULL : arena_alloc(a, size);

    if (p && s.len)
        memcpy(p, s.ptr, s.len);
    return p;
}

struct span arena_dup(struct arena *a, struct span s)
{
    char *p = arena_strdup(a, s);

    return p ? span_of(p, s.len) : span_of(NULL, 0);
}

static void free_blocks(struct arena_block *b)
{
    while (b) {
        struct arena_block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_reset(struct arena *a)
{
    struct arena_block *keep = a->first;

    if (!keep)
        return;
    free_blocks(keep->next);
    keep->next = NULL;
    keep->used = 0;
    a->total = keep->size + sizeof *keep;
}

void arena_free(struct arena *a)
{
    free_blocks(a->first);
    *a = (struct arena)ARENA_INIT;
}
