/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void copy_text(char *dst, size_t size, const char *src)
{
    size_t n = strlen(src);

    if (n >= size)
        n = size - 1;
    memcpy(dst, src, n);
    dst[n] = '\0';
}

static enum status fill(struct error *e, enum status code, const char *file, uint64_t line,
                        uint64_t column, const char *fmt, va_list ap)
{
    if (!e)
        return code;
    e->code = code;
    e->sys = 0;
    e->line = line;
    e->column = column;
    copy_text(e->file, sizeof e->file, file ? file : "");
    vsnprintf(e->message, sizeof e->message, fmt, ap);
    return code;
}

enum status error_set(struct error *e, enum status code, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    fill(e, code, NULL, 0, 0, fmt, ap);
    va_end(ap);
    return code;
}

enum status error_at(struct error *e, enum status code, const char *file, uint64_t line,
                     uint64_t column, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    fill(e, code, file, line, column, fmt, ap);
    va_end(ap);
    return code;
}

enum status error_sys(struct error *e, const char *file)
{
    int sys = errno;
    enum status code = sys == ENOMEM ? ST_NOMEM : ST_IO;

    error_at(e, code, file, 0, 0, "%s", strerror(sys));
    if (e)
        e->sys = sys;
    return code;
}

enum status error_nomem(struct error *e)
{
    return error_set(e, ST_NOMEM, "%s", _("out of memory"));
}

void error_locate(struct error *e, const char *file, uint64_t line)
{
    if (!e)
        return;
    if (!e->file[0] && file)
        copy_text(e->file, sizeof e->file, file);
    if (!e->line)
        e->line = line;
}
