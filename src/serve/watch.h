/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Watching connections: a client that takes too long to send one request, byte by byte so as never
 * to be idle, is cut off, and a server that stops knows which requests still run.
 */
#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include "base/compat.h"

struct watch;
struct watched;

/* Returns new; NULL when memory runs out. */
struct watch *watch_new(void);
void watch_free(struct watch *w);

/* A connection was opened, so a request is coming: its descriptor must stay open until watch_remove.
 * NULL when memory runs out.  `now` is in seconds of any steady clock. */
struct watched *watch_add(struct watch *w, int fd, uint64_t now);
void watch_remove(struct watch *w, struct watched *c);

/* The first line of a request is there; all of it is, and it is worked on; it was answered, and the
 * next one may come. */
void watch_begin(struct watch *w, struct watched *c, uint64_t now);
void watch_complete(struct watch *w, struct watched *c);
void watch_answered(struct watch *w, struct watched *c, uint64_t now);

/* Shut down the connections on which nothing of this happened since, and no request is worked on. */
void watch_cut(struct watch *w, uint64_t since);

/* Requests that are there and not answered. */
unsigned watch_running(struct watch *w);

#endif
