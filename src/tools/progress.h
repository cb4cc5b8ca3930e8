/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A progress line on standard error for work that takes more than a second: bytes, percent, rate,
 * remaining time.  Only on a terminal, never with -q.
 */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include "base/compat.h"

struct progress {
    const char *what;
    uint64_t total; /* 0 = unknown */
    double started, shown;
    bool on, visible;
};

void progress_start(struct progress *p, const char *what, uint64_t total, bool quiet);
void progress_step(struct progress *p, uint64_t done);

/* Remove the line. */
void progress_end(struct progress *p);

#endif
