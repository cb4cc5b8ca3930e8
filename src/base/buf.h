/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growing run of bytes with a sticky failure flag: appending never has to be checked one by one;
 * once memory ran out the buffer keeps what it had, ignores further text, and buf_status() tells.
 * `data` always has a NUL after `len` bytes once anything was appended.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/error.h"
#include "base/span.h"

struct buf {
    char *data;
    size_t len;
    size_t cap;
    bool failed;
};

#define BUF_INIT {NULL, 0, 0, false}

/* Room for `n` more bytes; false (and failed) when there is none. */
bool buf_reserve(struct buf *b, size_t n);

void buf_add(struct buf *b, struct span s);
void buf_addn(struct buf *b, const char *p, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Append with control characters (C0, DEL, and C1 in UTF-8) as \xHH, so that text from elsewhere
 * moves no terminal's cursor. */
void buf_add_escaped(struct buf *b, struct span s);

/* Exchange the texts of two buffers. */
static inline void buf_swap(struct buf *a, struct buf *b)
{
    struct buf was = *a;

    *a = *b;
    *b = was;
}

/* Replace `len` bytes at `at` by `s` (which must not point into `b`). */
void buf_splice(struct buf *b, size_t at, size_t len, struct span s);

/* Forget the text, keep the memory, clear the failure. */
void buf_reset(struct buf *b);

/* Free the memory; the buffer can be used again. */
void buf_free(struct buf *b);

/* ST_OK, or ST_NOMEM with a filled error when an append failed. */
enum status buf_status(const struct buf *b, struct error *e) MUST_CHECK;

/* The text as a C string ("" when empty); borrowed until the next append. */
const char *buf_cstr(struct buf *b);

/* Returns new: the text as a malloc'd C string, and empties the buffer; NULL when failed. */
char *buf_steal(struct buf *b);

static inline struct span buf_span(const struct buf *b)
{
    return span_of(b->data ? b->data : "", b->len);
}

static inline void buf_addch(struct buf *b, char c)
{
    if (LIKELY(b->len + 1 < b->cap) && LIKELY(!b->failed)) {
        b->data[b->len++] = c;
        b->data[b->len] = '\0';
    } else {
        buf_addn(b, &c, 1);
    }
}

#endif
