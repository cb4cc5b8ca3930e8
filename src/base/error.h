/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How failure travels.  A function that can fail returns an enum status and fills the caller's
 * struct error; it never prints.  The error says where (file, line, byte) and what in words for a
 * user, already translated; untrusted bytes in it are escaped only when it is printed.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/compat.h"

#include <stdarg.h>

enum status {
    ST_OK = 0,
    ST_NOMEM,       /* out of memory, or a size that does not fit */
    ST_IO,          /* a system call failed; error.sys is its errno */
    ST_SYNTAX,      /* malformed input; error.line is set where it is known */
    ST_ENCODING,    /* bytes that are not UTF-8 */
    ST_USAGE,       /* the caller's request makes no sense (unknown system, bad option) */
    ST_NOTFOUND,    /* something named was not found */
    ST_UNSUPPORTED, /* a version or a feature that this build does not know */
    ST_LIMIT,       /* a limit that protects against hostile input was reached */
};

struct error {
    enum status code;
    int sys;           /* errno, or 0 */
    uint64_t line;     /* 1-based, 0 = unknown */
    uint64_t column;   /* 1-based code points, 0 = unknown */
    char file[512];    /* empty = unknown */
    char message[512]; /* one line, no newline at its end */
};

/* Fill `e` (which may be NULL) and return `code`, so that a caller can write
 * `return error_set(e, ST_USAGE, _("…"))`.  Clears the position. */
enum status error_set(struct error *e, enum status code, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* The same with a position; `file` may be NULL and `line` or `column` 0. */
enum status error_at(struct error *e, enum status code, const char *file, uint64_t line,
                     uint64_t column, const char *fmt, ...) PRINTF_LIKE(6, 7);

/* ST_IO (ST_NOMEM for ENOMEM) from errno, about `file`; the message is strerror's. */
enum status error_sys(struct error *e, const char *file);

/* ST_NOMEM with its message. */
enum status error_nomem(struct error *e);

/* Give an error that has no position yet the position it lacks. */
void error_locate(struct error *e, const char *file, uint64_t line);

#endif
