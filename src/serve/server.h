/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The HTTP server of translation memories, on libmicrohttpd (mhd.h).
 *
 *     server.c     connections, limits, headers, stopping
 *     request.c    what is asked for          answer.c     what goes back
 *     api_read.c, api_write.c, page.c         what is done, without HTTP
 *     handles.c    the memories, many at once languages.c  what they hold
 *     address.c, token.c, rate.c, watch.c     who may, how often, how slowly
 */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "serve/handles.h"

struct server;

/* For a log: a request that was answered.  Text from outside is as it came. */
struct server_event {
    const char *client;   /* address */
    const char *method, *target;
    unsigned status;
    size_t bytes;         /* of the body */
    uint64_t microseconds;
};

struct server_options {
    const struct handles_memory *memories; /* one or more; the first one is written to */
    size_t n_memories;
    struct handles_names names; /* without `open`: none are recognised */
    const char *listen;        /* "127.0.0.1:8080" */
    bool public;               /* an address that others reach is meant */
    const char *host;          /* a name by which clients call a server on a loopback address; or NULL */
    const char *cors;          /* origin whose pages may read: "*" for all; or NULL */
    bool writable;
    const char *token_file;    /* with writable */
    struct tm_mode mode;       /* how segments are compared */
    unsigned min_score, top;   /* where a request names none */
    const char *source, *target; /* of the page, or NULL */
    unsigned threads;          /* requests that are worked on at once; 0 = one a processor */
    unsigned connections;      /* at once */
    unsigned rate;             /* requests a second and address; 0 = no limit */
    unsigned timeout;          /* seconds for a request to come in, and between two */
    size_t body_most;          /* bytes of what is written */
    void (*log)(void *context, const struct server_event *event); /* from any thread; or NULL */
    void *context;
};

/* Open the memories and begin to answer.  `options` and its strings are borrowed until server_close.
 * Returns new in *out. */
enum status server_open(struct server **out, const struct server_options *options,
                        struct error *e) MUST_CHECK;

/* "http://127.0.0.1:8080/", with the port that was chosen for 0.  Borrowed until server_close. */
const char *server_url(const struct server *s);

/* Keep watch until something can be read from a descriptor; then take no more requests and wait for
 * those that run. */
enum status server_run(struct server *s, int stop, struct error *e) MUST_CHECK;

void server_close(struct server *s);

#endif
