/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jobs stand in a ring: [written, taken) are with the threads or done, [taken, read) wait for one.
 * All numbers count from the beginning; job n is in slot n % slots.
 */
#include "tools/crew.h"

#include <pthread.h>
#include <stdlib.h>

struct slot {
    void *job;
    bool done;
    enum status status;
    struct error error;
};

struct crew {
    const struct crew_work *work;
    void *context;
    struct slot *slots;
    size_t count; /* of slots */
    size_t written, taken, read;
    bool stop;
    pthread_mutex_t lock;
    pthread_cond_t some_read, some_done;
};

struct member {
    struct crew *crew;
    void *state;
    pthread_t thread;
};

static void *run_member(void *arg)
{
    struct member *m = arg;
    struct crew *c = m->crew;

    pthread_mutex_lock(&c->lock);
    while (!c->stop) {
        struct slot *s = &c->slots[c->taken % c->count];

        if (c->taken == c->read) {
            pthread_cond_wait(&c->some_read, &c->lock);
            continue;
        }
        c->taken++;
        pthread_mutex_unlock(&c->lock);
        s->status = c->work->run(c->context, m->state, s->job, &s->error);
        pthread_mutex_lock(&c->lock);
        s->done = true;
        pthread_cond_signal(&c->some_done);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* One job more; 1, 0 at the end, -1. */
static int read_one(struct crew *c, struct error *e)
{
    struct slot *s = &c->slots[c->read % c->count];
    int got = c->work->read(c->context, s->job, e);

    if (got > 0) {
        pthread_mutex_lock(&c->lock);
        s->done = false;
        c->read++;
        pthread_cond_signal(&c->some_read);
        pthread_mutex_unlock(&c->lock);
    }
    return got;
}

/* The next job in turn, which is waited for. */
static enum status write_one(struct crew *c, struct error *e)
{
    struct slot *s = &c->slots[c->written % c->count];

    pthread_mutex_lock(&c->lock);
    while (!s->done)
        pthread_cond_wait(&c->some_done, &c->lock);
    pthread_mutex_unlock(&c->lock);
    c->written++;
    if (s->status != ST_OK) {
        *e = s->error;
        return s->status;
    }
    return c->work->write(c->context, s->job, e);
}

/* A read that failed is told when all that was read before it is written. */
static enum status work_through(struct crew *c, struct error *e)
{
    enum status st = ST_OK;
    struct error failure;
    int got = 1;

    while (st == ST_OK && (got > 0 || c->written < c->read)) {
        if (got > 0 && c->read - c->written < c->count)
            got = read_one(c, &failure);
        else
            st = write_one(c, e);
    }
    if (st == ST_OK && got < 0) {
        *e = failure;
        return e->code;
    }
    return st;
}

static enum status prepare(struct crew *c, struct error *e)
{
    c->slots = calloc(c->count, sizeof *c->slots);
    for (size_t i = 0; c->slots && i < c->count; i++)
        if (!(c->slots[i].job = calloc(1, c->work->job_size)))
            return error_nomem(e);
    return c->slots ? ST_OK : error_nomem(e);
}

static void dismiss(struct crew *c, struct member *members, size_t count)
{
    pthread_mutex_lock(&c->lock);
    c->stop = true;
    pthread_cond_broadcast(&c->some_read);
    pthread_mutex_unlock(&c->lock);
    for (size_t i = 0; i < count; i++)
        pthread_join(members[i].thread, NULL);
    for (size_t i = 0; c->slots && i < c->count; i++) {
        if (c->slots[i].job)
            c->work->free(c->slots[i].job);
        free(c->slots[i].job);
    }
    free(c->slots);
    pthread_cond_destroy(&c->some_read);
    pthread_cond_destroy(&c->some_done);
    pthread_mutex_destroy(&c->lock);
}

enum status crew_run(const struct crew_work *work, void *context, void **states, size_t count,
                     struct error *e)
{
    struct crew c = {.work = work, .context = context, .count = 3 * count,
                     .lock = PTHREAD_MUTEX_INITIALIZER, .some_read = PTHREAD_COND_INITIALIZER,
                     .some_done = PTHREAD_COND_INITIALIZER};
    struct member members[MAX_THREADS];
    size_t started = 0;
    enum status st = prepare(&c, e);

    while (st == ST_OK && started < count) {
        members[started] = (struct member){.crew = &c, .state = states[started]};
        if (pthread_create(&members[started].thread, NULL, run_member, &members[started]) != 0)
            st = error_nomem(e);
        else
            started++;
    }
    if (st == ST_OK)
        st = work_through(&c, e);
    dismiss(&c, members, started);
    return st;
}
