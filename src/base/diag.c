/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The program's name and its wish for colour are properties of the process, set once at start. */
static const char *prog_name = "tilmach";
static enum diag_color color_when = DIAG_COLOR_AUTO;

void diag_init(const char *prog)
{
    prog_name = prog;
}

void diag_set_color(enum diag_color when)
{
    color_when = when;
}

bool diag_color(int fd)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    if (color_when != DIAG_COLOR_AUTO)
        return color_when == DIAG_COLOR_ALWAYS;
    return isatty(fd) && !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

static void put(const char *file, uint64_t line, uint64_t column, const char *text)
{
    struct buf b = BUF_INIT;
    bool color = diag_color(STDERR_FILENO);

    buf_printf(&b, "%s%s:%s ", color ? "\033[1m" : "", prog_name, color ? "\033[0m" : "");
    if (file && *file) {
        buf_add_escaped(&b, span_str(file));
        buf_addch(&b, ':');
        if (line)
            buf_printf(&b, "%llu:", (unsigned long long)line);
        if (line && column)
            buf_printf(&b, "%llu:", (unsigned long long)column);
        buf_addch(&b, ' ');
    }
    buf_add_escaped(&b, span_str(text));
    buf_addch(&b, '\n');
    if (b.failed) /* no memory for the message: say it unescaped but shorter */
        fprintf(stderr, "%s: %s\n", prog_name, _("out of memory"));
    else
        fwrite(b.data, 1, b.len, stderr);
    buf_free(&b);
}

void diag_error(const struct error *e)
{
    put(e->file, e->line, e->column, e->message);
}

static void vput(const char *file, uint64_t line, uint64_t column, const char *fmt, va_list ap)
{
    char *text = NULL;

    if (vasprintf(&text, fmt, ap) < 0)
        text = NULL;
    put(file, line, column, text ? text : _("out of memory"));
    free(text);
}

void diag_message(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vput(NULL, 0, 0, fmt, ap);
    va_end(ap);
}

void diag_at(const char *file, uint64_t line, uint64_t column, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vput(file, line, column, fmt, ap);
    va_end(ap);
}
