/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_start(struct progress *p, const char *what, uint64_t total, bool quiet)
{
    *p = (struct progress){.what = what, .total = total};
    p->on = !quiet && isatty(STDERR_FILENO);
    if (p->on)
        p->started = p->shown = now();
}

void progress_step(struct progress *p, uint64_t done)
{
    double t, rate;

    if (!p->on)
        return;
    t = now();
    if (t - p->started < 1.0 || t - p->shown < 0.2)
        return;
    p->shown = t;
    p->visible = true;
    rate = (double)done / (t - p->started);
    fprintf(stderr, "\r\033[K%s: %.1f MB", p->what, (double)done / 1e6);
    if (p->total)
        fprintf(stderr, ", %.0f %%", 100.0 * (double)done / (double)p->total);
    fprintf(stderr, ", %.1f MB/s", rate / 1e6);
    if (p->total > done && rate > 0)
        fprintf(stderr, ", %.0f s", (double)(p->total - done) / rate);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->visible)
        fputs("\r\033[K", stderr);
    p->visible = false;
}
