/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/span.h"

#include "base/ascii.h"

int span_cmp(struct span a, struct span b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;

    return c ? c : (a.len > b.len) - (a.len < b.len);
}

struct span span_trim(struct span s)
{
    while (s.len && ascii_is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len && ascii_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

size_t span_to_space(struct span s)
{
    size_t n = 0;

    while (n < s.len && !ascii_is_space(s.ptr[n]))
        n++;
    return n;
}

size_t span_spaces(struct span s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ascii_is_space(s.ptr[i]);
    return n;
}

bool span_split(struct span *rest, char sep, struct span *field)
{
    const char *at;

    if (!rest->ptr)
        return false;
    at = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    if (!at) {
        *field = *rest;
        *rest = span_of(NULL, 0);
        return true;
    }
    *field = span_of(rest->ptr, (size_t)(at - rest->ptr));
    *rest = span_of(at + 1, rest->len - field->len - 1);
    return true;
}

ptrdiff_t span_find(struct span s, struct span needle, size_t from)
{
    const char *at;

    if (from > s.len || needle.len > s.len - from)
        return -1;
    if (needle.len == 0)
        return (ptrdiff_t)from;
    at = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return at ? at - s.ptr : -1;
}

bool span_to_u64(struct span s, uint64_t *out)
{
    uint64_t n = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        if (MUL_OVERFLOWS(n, (uint64_t)10, &n) || ADD_OVERFLOWS(n, (uint64_t)(s.ptr[i] - '0'), &n))
            return false;
    }
    *out = n;
    return true;
}
