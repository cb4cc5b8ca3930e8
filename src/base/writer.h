/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Buffered output to a file descriptor with a sticky error: puts need no check, writer_flush() and
 * writer_status() tell.  A write that failed is never silent and never retried.
 */
#ifndef BASE_WRITER_H
#define BASE_WRITER_H

#include "base/buf.h"

struct writer {
    int fd;
    int sys;          /* errno of the first failure, 0 = none */
    const char *name; /* for messages; borrowed */
    struct buf data;
};

#define WRITER_INIT(fd, name) {(fd), 0, (name), BUF_INIT}

void writer_put(struct writer *w, struct span s);
void writer_puts(struct writer *w, const char *s);
void writer_putc(struct writer *w, char c);
void writer_printf(struct writer *w, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Write out what is buffered. */
enum status writer_flush(struct writer *w, struct error *e) MUST_CHECK;

/* Free the buffer (what was not flushed is lost); the descriptor stays open. */
void writer_free(struct writer *w);

#endif
