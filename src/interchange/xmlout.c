/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/xmlout.h"
#include "text/utf8.h"

/* The reference that must be written for an ASCII character, NULL for none. */
static const char *reference(unsigned char c, bool attribute)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return attribute ? "&quot;" : NULL;
    case '\t': return attribute ? "&#9;" : NULL;
    case '\n': return attribute ? "&#10;" : NULL;
    default: return NULL;
    }
}

static bool allowed(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return c != UTF8_BAD && c != 0xFFFE && c != 0xFFFF;
}

static void add_escaped(struct buf *out, struct span s, bool attribute, uint64_t *replaced)
{
    size_t from = 0, at = 0;

    while (at < s.len) {
        size_t begin = at;
        uint32_t c = utf8_next(s, &at);
        const char *ref = c < 0x80 ? reference((unsigned char)c, attribute) : NULL;

        if (!ref && allowed(c))
            continue;
        buf_add(out, span_cut(s, from, begin));
        buf_adds(out, ref ? ref : "\xEF\xBF\xBD");
        if (!ref && replaced)
            ++*replaced;
        from = at;
    }
    buf_add(out, span_from(s, from));
}

void xml_add_text(struct buf *out, struct span s, uint64_t *replaced)
{
    add_escaped(out, s, false, replaced);
}

void xml_add_attr(struct buf *out, struct span name, struct span value, uint64_t *replaced)
{
    buf_addch(out, ' ');
    buf_add(out, name);
    buf_adds(out, "=\"");
    add_escaped(out, value, true, replaced);
    buf_addch(out, '"');
}
