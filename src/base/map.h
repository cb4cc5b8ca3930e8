/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A map from byte strings to 64-bit values, over uthash.  Keys are copied.  Iteration is in order
 * of insertion, so what is written from a map does not depend on hash values.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

struct map_entry;

struct map {
    struct map_entry *head;
    struct arena arena;
};

#define MAP_INIT {NULL, ARENA_INIT}

/* The value's place, borrowed until the map is freed; NULL where there is no such key. */
uint64_t *map_get(const struct map *m, struct span key);

/* The value's place, made with value 0 where there was no such key (*added, if given, tells);
 * NULL when memory runs out. */
uint64_t *map_put(struct map *m, struct span key, bool *added) MUST_CHECK;

size_t map_count(const struct map *m);

/* First and next entry in order of insertion, NULL at the end. */
const struct map_entry *map_first(const struct map *m);
const struct map_entry *map_next(const struct map_entry *e);
struct span map_key(const struct map_entry *e);
uint64_t map_value(const struct map_entry *e);

void map_free(struct map *m);

#endif
