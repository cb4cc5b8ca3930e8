/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/common.h"

#include "names/table.h"

#include "names/common.inc"

const struct common *common_find(struct span key, bool *more)
{
    size_t i = TABLE_FROM(commons, key);
    bool found = i < COUNT_OF(commons) && span_eqs(key, commons[i].key);
    size_t next = i + found;

    *more = next < COUNT_OF(commons) && span_starts(span_str(commons[next].key), key);
    return found ? &commons[i] : NULL;
}

const char *common_group(unsigned group)
{
    return group < COUNT_OF(groups) ? groups[group] : "";
}

bool common_same_form(unsigned a, unsigned b)
{
    struct span x = span_str(common_group(a)), y = span_str(common_group(b));
    struct span whole = x.len < y.len ? y : x, part = x.len < y.len ? x : y;

    return span_starts(whole, part) && (whole.len == part.len || whole.ptr[part.len] == '.');
}
