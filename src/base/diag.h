/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages to the user on standard error: `prog: file:line:column: message`.  Apart from the tools
 * this is the only module that prints.  Control characters in untrusted text are shown as \xHH, so
 * that a file name cannot move the cursor of a terminal.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/error.h"
#include "base/span.h"

enum diag_color { DIAG_COLOR_AUTO, DIAG_COLOR_ALWAYS, DIAG_COLOR_NEVER };

/* Name of the program for the prefix (borrowed for good) and when to use colour. */
void diag_init(const char *prog);
void diag_set_color(enum diag_color when);

/* Whether colour is wanted on this descriptor (terminal, NO_COLOR, --color). */
bool diag_color(int fd);

void diag_error(const struct error *e);
void diag_message(const char *fmt, ...) PRINTF_LIKE(1, 2);
void diag_at(const char *file, uint64_t line, uint64_t column, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

#endif
