/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs that are read in turn, done by several threads at once, and written in the order in which they
 * were read.  Reading and writing is the caller's thread's; as many jobs as are under way are kept in
 * memory.
 */
#ifndef TOOLS_CREW_H
#define TOOLS_CREW_H

#include "base/error.h"

enum { MAX_THREADS = 256 };

struct crew_work {
    size_t job_size; /* jobs begin as zeroes and are used again */
    int (*read)(void *context, void *job, struct error *e); /* 1, 0 at the end, -1: failed */
    /* In any thread, with the state of that thread. */
    enum status (*run)(void *context, void *state, void *job, struct error *e);
    enum status (*write)(void *context, void *job, struct error *e);
    void (*free)(void *job);
};

/* Work until all is written or something failed; the failure of the earliest job is the one told.
 * One thread for each of the `count` states (at most MAX_THREADS). */
enum status crew_run(const struct crew_work *work, void *context, void **states, size_t count,
                     struct error *e) MUST_CHECK;

#endif
