/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/tsv.h"

/* Letter after the backslash for a byte, 0 for none. */
static char escape_of(char c)
{
    switch (c) {
    case '\t': return 't';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\\': return '\\';
    default: return 0;
    }
}

void tsv_add_escaped(struct buf *out, struct span field)
{
    size_t from = 0;

    for (size_t i = 0; i < field.len; i++) {
        char letter = escape_of(field.ptr[i]);
        if (!letter)
            continue;
        buf_add(out, span_cut(field, from, i));
        buf_addch(out, '\\');
        buf_addch(out, letter);
        from = i + 1;
    }
    buf_add(out, span_from(field, from));
}

void tsv_add_next(struct buf *out, struct span field)
{
    buf_addch(out, '\t');
    tsv_add_escaped(out, field);
}

/* What a letter after a backslash stands for, 0 for nothing. */
static char escaped(char letter)
{
    switch (letter) {
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case '\\': return '\\';
    default: return 0;
    }
}

void tsv_add_unescaped(struct buf *out, struct span field)
{
    size_t from = 0;

    for (size_t i = 0; i + 1 < field.len; i++) {
        char c = field.ptr[i] == '\\' ? escaped(field.ptr[i + 1]) : 0;
        if (!c)
            continue;
        buf_add(out, span_cut(field, from, i));
        buf_addch(out, c);
        from = ++i + 1;
    }
    buf_add(out, span_from(field, from));
}

struct span tsv_field(struct span line, unsigned n)
{
    struct span field;

    while (span_split(&line, '\t', &field)) {
        if (--n == 0)
            return field;
    }
    return span_of(NULL, 0);
}

bool tsv_next(struct span *rest, struct buf *out)
{
    const char *tab;
    struct span field = *rest;

    if (!rest->ptr)
        return false;
    tab = rest->len ? memchr(rest->ptr, '\t', rest->len) : NULL;
    if (tab) {
        field.len = (size_t)(tab - rest->ptr);
        *rest = span_from(*rest, field.len + 1);
    } else {
        *rest = span_of(NULL, 0);
    }
    buf_reset(out);
    tsv_add_unescaped(out, field);
    return true;
}

struct span tsv_chomp(struct span line)
{
    if (line.len && line.ptr[line.len - 1] == '\n')
        line.len--;
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}
