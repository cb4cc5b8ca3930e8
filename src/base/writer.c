/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/writer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FLUSH_AT = 64 * 1024 };

static void write_all(struct writer *w, struct span s)
{
    const char *p = s.ptr;
    size_t left = s.len;

    while (left && !w->sys) {
        ssize_t n = write(w->fd, p, left);
        if (n < 0) {
            if (errno != EINTR)
                w->sys = errno;
            continue;
        }
        p += n;
        left -= (size_t)n;
    }
}

static void drain(struct writer *w)
{
    write_all(w, buf_span(&w->data));
    w->data.len = 0;
}

static void settle(struct writer *w)
{
    if (w->data.failed)
        w->sys = w->sys ? w->sys : ENOMEM;
    if (w->data.len >= FLUSH_AT)
        drain(w);
}

void writer_put(struct writer *w, struct span s)
{
    if (s.len >= FLUSH_AT) { /* no need of a copy */
        drain(w);
        write_all(w, s);
        return;
    }
    buf_add(&w->data, s);
    settle(w);
}

void writer_puts(struct writer *w, const char *s)
{
    writer_put(w, span_str(s));
}

void writer_putc(struct writer *w, char c)
{
    buf_addch(&w->data, c);
    settle(w);
}

void writer_printf(struct writer *w, const char *fmt, ...)
{
    char *text = NULL;
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vasprintf(&text, fmt, ap);
    va_end(ap);
    if (n < 0) {
        w->sys = w->sys ? w->sys : ENOMEM;
        return;
    }
    writer_put(w, span_of(text, (size_t)n));
    free(text);
}

enum status writer_flush(struct writer *w, struct error *e)
{
    settle(w);
    drain(w);
    if (!w->sys)
        return ST_OK;
    errno = w->sys;
    return error_sys(e, w->name);
}

void writer_free(struct writer *w)
{
    buf_free(&w->data);
}
