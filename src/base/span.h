/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A span is a run of bytes that somebody else owns: a pointer and a length, NUL bytes allowed.
 * It is passed by value and stays valid as long as what it points into.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include "base/compat.h"

#include <string.h>

struct span {
    const char *ptr;
    size_t len;
};

/* printf arguments for "%.*s" */
#define SPAN_ARG(s) (int)(s).len, (s).ptr

static inline struct span span_of(const char *ptr, size_t len)
{
    return (struct span){ptr, len};
}

static inline struct span span_str(const char *s)
{
    return (struct span){s, s ? strlen(s) : 0};
}

static inline bool span_eq(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool span_eqs(struct span a, const char *s)
{
    return span_eq(a, span_str(s));
}

static inline bool span_starts(struct span a, struct span prefix)
{
    return a.len >= prefix.len && memcmp(a.ptr, prefix.ptr, prefix.len) == 0;
}

static inline bool span_ends(struct span a, struct span suffix)
{
    return a.len >= suffix.len && memcmp(a.ptr + a.len - suffix.len, suffix.ptr, suffix.len) == 0;
}

/* From byte `from` to the end; empty when `from` lies beyond it. */
static inline struct span span_from(struct span s, size_t from)
{
    return from >= s.len ? span_of(s.ptr + s.len, 0) : span_of(s.ptr + from, s.len - from);
}

/* Bytes `from` up to `to` (not included), clipped to the span. */
static inline struct span span_cut(struct span s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    return from >= to ? span_of(s.ptr, 0) : span_of(s.ptr + from, to - from);
}

/* Byte order, shorter first where one is the other's beginning; for qsort and search. */
int span_cmp(struct span a, struct span b);

/* Without ASCII white space at its ends. */
struct span span_trim(struct span s);

/* The length of what stands before the first ASCII white space; all of it where there is none. */
size_t span_to_space(struct span s);

/* How many bytes of it are ASCII white space. */
size_t span_spaces(struct span s);

/* Cut the next field off `*rest` at `sep`.  False once nothing is left; "a," yields "a" and "". */
bool span_split(struct span *rest, char sep, struct span *field);

/* Position of `needle` in `s` at or after `from`, or -1. */
ptrdiff_t span_find(struct span s, struct span needle, size_t from);

/* Decimal digits only, whole span, no sign; false on anything else or overflow. */
bool span_to_u64(struct span s, uint64_t *out);

#endif
