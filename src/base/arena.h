/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An arena hands out memory that is given back all at once: per-record scratch (reset each record)
 * and structures that are built once.  Blocks are aligned for any type and zeroed.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/span.h"

struct arena {
    struct arena_block *first; /* newest block first */
    size_t total;              /* bytes held, for statistics and limits */
};

#define ARENA_INIT {NULL, 0}

/* Zeroed memory, borrowed until the arena is reset or freed; NULL when memory runs out. */
void *arena_alloc(struct arena *a, size_t size) MUST_CHECK;

/* The same for an array; NULL also when n * size overflows. */
void *arena_array(struct arena *a, size_t n, size_t size) MUST_CHECK;

/* A copy with a NUL after it.  A NULL `ptr` in the result means that memory ran out. */
struct span arena_dup(struct arena *a, struct span s) MUST_CHECK;

/* The same as a C string. */
char *arena_strdup(struct arena *a, struct span s) MUST_CHECK;

/* Forget everything but keep one block for the next record. */
void arena_reset(struct arena *a);

void arena_free(struct arena *a);

#endif
