/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing parts of a task side by side. */
#ifndef BASE_THREADS_H
#define BASE_THREADS_H

#include "base/compat.h"

enum { THREADS_MAX = 256 };

/* Call work(context, i) for each i below `n` (at most THREADS_MAX), side by side as far as threads
 * are to be had, and return when all calls have.  The calls share `context`. */
void threads_run(unsigned n, void (*work)(void *context, unsigned i), void *context);

#endif
