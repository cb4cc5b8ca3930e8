/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/given.h"

#include "names/table.h"
#include "text/utf8.h"

struct given {
    const char *key;
    unsigned group;
};

#include "names/given.inc"

unsigned given_group(struct span key)
{
    size_t i = TABLE_FROM(given_names, key);

    return i < COUNT_OF(given_names) && span_eqs(key, given_names[i].key) ? given_names[i].group : 0;
}

unsigned given_group_of_stem(struct span stem)
{
    size_t letters = utf8_count(stem);

    for (size_t i = TABLE_FROM(given_names, stem); letters >= 4 && i < COUNT_OF(given_names); i++) {
        struct span key = span_str(given_names[i].key);

        if (!span_starts(key, stem))
            break;
        if (utf8_count(key) <= letters + 2)
            return given_names[i].group;
    }
    return 0;
}
