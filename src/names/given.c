/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/given.h"

#include "text/utf8.h"

struct given {
    const char *key;
    unsigned group;
};

#include "names/given.inc"

/* The first name that is not less than `key`. */
static size_t lower_bound(struct span key)
{
    size_t lo = 0, hi = COUNT_OF(given_names);

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (span_cmp(span_str(given_names[mid].key), key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

unsigned given_group(struct span key)
{
    size_t i = lower_bound(key);

    return i < COUNT_OF(given_names) && span_eqs(key, given_names[i].key) ? given_names[i].group : 0;
}

unsigned given_group_of_stem(struct span stem)
{
    size_t letters = utf8_count(stem);

    for (size_t i = lower_bound(stem); letters >= 4 && i < COUNT_OF(given_names); i++) {
        struct span key = span_str(given_names[i].key);

        if (!span_starts(key, stem))
            break;
        if (utf8_count(key) <= letters + 2)
            return given_names[i].group;
    }
    return 0;
}
