/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/tags.h"

#include "text/langtag.h"

/* Could two languages be one, whatever the capitals?  Most that are asked about could not. */
static bool may_fit(struct span a, struct span b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if ((a.ptr[i] | 0x20) != (b.ptr[i] | 0x20))
            return false;
    return a.len == b.len;
}

unsigned tag_fit(struct span tag, struct span wanted)
{
    struct lang_tag have, want;

    if (!may_fit(tag_primary(tag), tag_primary(wanted)) || !lang_parse(tag, &have) || !lang_parse(wanted, &want))
        return 0;
    return (unsigned)lang_match(&want, &have);
}

bool tag_valid(struct span tag)
{
    struct lang_tag parsed;

    return lang_parse(tag, &parsed);
}

struct span tag_primary(struct span tag)
{
    size_t n = 0;

    while (n < tag.len && tag.ptr[n] != '-' && tag.ptr[n] != '_')
        n++;
    return span_cut(tag, 0, n);
}
