/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/watch.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct watched {
    struct watched *next, **link;
    int fd;
    bool running;   /* a request is worked on */
    uint64_t since; /* when the last thing happened */
};

struct watch {
    pthread_mutex_t lock;
    struct watched *first;
    unsigned running;
};

struct watch *watch_new(void)
{
    struct watch *w = calloc(1, sizeof *w);

    if (w)
        pthread_mutex_init(&w->lock, NULL);
    return w;
}

void watch_free(struct watch *w)
{
    if (!w)
        return;
    while (w->first) {
        struct watched *c = w->first;
        w->first = c->next;
        free(c);
    }
    pthread_mutex_destroy(&w->lock);
    free(w);
}

struct watched *watch_add(struct watch *w, int fd, uint64_t now)
{
    struct watched *c = calloc(1, sizeof *c);

    if (!c)
        return NULL;
    c->fd = fd;
    c->since = now;
    pthread_mutex_lock(&w->lock);
    c->next = w->first;
    c->link = &w->first;
    if (c->next)
        c->next->link = &c->next;
    w->first = c;
    pthread_mutex_unlock(&w->lock);
    return c;
}

/* With the lock held. */
static void set_running(struct watch *w, struct watched *c, bool running)
{
    w->running += running;
    w->running -= c->running;
    c->running = running;
}

void watch_remove(struct watch *w, struct watched *c)
{
    pthread_mutex_lock(&w->lock);
    set_running(w, c, false);
    *c->link = c->next;
    if (c->next)
        c->next->link = c->link;
    pthread_mutex_unlock(&w->lock);
    free(c);
}

void watch_begin(struct watch *w, struct watched *c, uint64_t now)
{
    pthread_mutex_lock(&w->lock);
    c->since = now;
    pthread_mutex_unlock(&w->lock);
}

void watch_complete(struct watch *w, struct watched *c)
{
    pthread_mutex_lock(&w->lock);
    set_running(w, c, true);
    pthread_mutex_unlock(&w->lock);
}

void watch_answered(struct watch *w, struct watched *c, uint64_t now)
{
    pthread_mutex_lock(&w->lock);
    set_running(w, c, false);
    c->since = now;
    pthread_mutex_unlock(&w->lock);
}

void watch_cut(struct watch *w, uint64_t since)
{
    pthread_mutex_lock(&w->lock);
    for (struct watched *c = w->first; c; c = c->next) {
        if (!c->running && c->since < since)
            shutdown(c->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&w->lock);
}

unsigned watch_running(struct watch *w)
{
    unsigned n;

    pthread_mutex_lock(&w->lock);
    n = w->running;
    pthread_mutex_unlock(&w->lock);
    return n;
}
