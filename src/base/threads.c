/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/threads.h"

#include <pthread.h>

struct part {
    void (*work)(void *context, unsigned i);
    void *context;
    unsigned i;
    pthread_t thread;
    bool started;
};

static void *run_part(void *part)
{
    struct part *p = part;

    p->work(p->context, p->i);
    return NULL;
}

void threads_run(unsigned n, void (*work)(void *context, unsigned i), void *context)
{
    struct part parts[THREADS_MAX];

    for (unsigned i = 1; i < n; i++) {
        parts[i] = (struct part){.work = work, .context = context, .i = i};
        parts[i].started = pthread_create(&parts[i].thread, NULL, run_part, &parts[i]) == 0;
    }
    if (n > 0)
        work(context, 0);
    for (unsigned i = 1; i < n; i++) {
        if (parts[i].started)
            pthread_join(parts[i].thread, NULL);
        else
            work(context, i);
    }
}
