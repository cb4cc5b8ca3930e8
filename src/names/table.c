/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/table.h"

size_t table_from(const void *table, size_t n, size_t size, struct span key)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const char *const *at = (const void *)((const char *)table + mid * size);

        if (span_cmp(span_str(*at), key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
