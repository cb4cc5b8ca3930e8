/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool grow(struct buf *b, size_t need)
{
    size_t cap = b->cap ? b->cap : 64;
    char *data;

    while (cap < need) {
        if (MUL_OVERFLOWS(cap, (size_t)2, &cap))
            return false;
    }
    data = realloc(b->data, cap);
    if (!data)
        return false;
    b->data = data;
    b->cap = cap;
    return true;
}

bool buf_reserve(struct buf *b, size_t n)
{
    size_t need;

    if (b->failed)
        return false;
    if (ADD_OVERFLOWS(b->len, n, &need) || ADD_OVERFLOWS(need, (size_t)1, &need) ||
        (need > b->cap && !grow(b, need))) {
        b->failed = true;
        return false;
    }
    return true;
}

void buf_addn(struct buf *b, const char *p, size_t n)
{
    if (!buf_reserve(b, n))
        return;
    if (n)
        memcpy(b->data + b->len, p, n);
    b->len += n;
    b->data[b->len] = '\0';
}

void buf_add(struct buf *b, struct span s)
{
    buf_addn(b, s.ptr, s.len);
}

void buf_adds(struct buf *b, const char *s)
{
    buf_addn(b, s, strlen(s));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0 || !buf_reserve(b, (size_t)n)) {
        b->failed = true;
        return;
    }
    va_start(ap, fmt);
    vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->len += (size_t)n;
}

void buf_add_escaped(struct buf *b, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        unsigned char next = i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0;
        bool c1 = c == 0xC2 && next >= 0x80 && next < 0xA0;

        if (c < 0x20 || c == 0x7F || c1)
            buf_printf(b, "\\x%02X", c);
        else
            buf_addch(b, (char)c);
        if (c1) {
            buf_printf(b, "\\x%02X", next);
            i++;
        }
    }
}

void buf_splice(struct buf *b, size_t at, size_t len, struct span s)
{
    size_t tail;

    if (at > b->len || len > b->len - at || !buf_reserve(b, s.len)) {
        b->failed = true;
        return;
    }
    tail = b->len - at - len;
    memmove(b->data + at + s.len, b->data + at + len, tail);
    if (s.len)
        memcpy(b->data + at, s.ptr, s.len);
    b->len = at + s.len + tail;
    b->data[b->len] = '\0';
}

void buf_reset(struct buf *b)
{
    b->len = 0;
    b->failed = false;
    if (b->data)
        b->data[0] = '\0';
}

void buf_free(struct buf *b)
{
    free(b->data);
    *b = (struct buf)BUF_INIT;
}

enum status buf_status(const struct buf *b, struct error *e)
{
    return b->failed ? error_nomem(e) : ST_OK;
}

const char *buf_cstr(struct buf *b)
{
    return b->data ? b->data : "";
}

char *buf_steal(struct buf *b)
{
    char *data;

    buf_addn(b, "", 0);
    if (b->failed) {
        buf_free(b);
        return NULL;
    }
    data = b->data;
    *b = (struct buf)BUF_INIT;
    return data;
}
