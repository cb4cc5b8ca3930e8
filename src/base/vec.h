/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growing arrays of any type:
 *
 *     VEC(struct bead) beads = VEC_INIT;
 *     if (!vec_push(&beads, b)) return error_nomem(e);
 *     for (size_t i = 0; i < beads.len; i++) use(&beads.v[i]);
 *     vec_free(&beads);
 *
 * A named type is made with `typedef`-free C: struct bead_vec { VEC_OF(struct bead) };
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/compat.h"

#include <stdlib.h>

#define VEC_OF(T)                                                                                  \
    T *v;                                                                                          \
    size_t len, cap;
#define VEC(T)                                                                                     \
    struct {                                                                                       \
        VEC_OF(T)                                                                                  \
    }
#define VEC_INIT {NULL, 0, 0}

/* Make room for `n` items in all; false when memory runs out (the array stays as it was). */
#define vec_reserve(vec, n)                                                                        \
    ((n) <= (vec)->cap || vec_grow_(&(vec)->v, &(vec)->cap, (n), sizeof *(vec)->v))
#define vec_push(vec, item)                                                                        \
    (vec_reserve((vec), (vec)->len + 1) && ((vec)->v[(vec)->len++] = (item), true))
#define vec_clear(vec) ((void)((vec)->len = 0))
#define vec_free(vec)                                                                              \
    do {                                                                                           \
        free((vec)->v);                                                                            \
        (vec)->v = NULL;                                                                           \
        (vec)->len = (vec)->cap = 0;                                                               \
    } while (0)
#define vec_last(vec) (&(vec)->v[(vec)->len - 1])

/* For the macros only: `slot` is the address of the typed pointer. */
bool vec_grow_(void *slot, size_t *cap, size_t need, size_t size);

#endif
