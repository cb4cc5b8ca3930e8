/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/vec.h"

#include <string.h>

bool vec_grow_(void *slot, size_t *cap, size_t need, size_t size)
{
    size_t n = *cap ? *cap : 8, bytes;
    void *old, *p;

    while (n < need) {
        if (MUL_OVERFLOWS(n, (size_t)2, &n))
            return false;
    }
    if (MUL_OVERFLOWS(n, size, &bytes))
        return false;
    memcpy(&old, slot, sizeof old);
    p = realloc(old, bytes);
    if (!p)
        return false;
    memcpy(slot, &p, sizeof p);
    *cap = n;
    return true;
}
