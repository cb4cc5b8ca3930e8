/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem serve */
#include "tools/tmem.h"

#include "serve/server.h"
#include "tools/datapath.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEFAULT_MIN_SCORE = 70, DEFAULT_TOP = 5, MIB = 1024 * 1024 };

bool tmem_serve_option(struct tmem *t, int id, const char *arg)
{
    struct tmem_serve *s = &t->serve;

    switch (id) {
    case OPT_LISTEN: s->listen = arg; break;
    case OPT_PUBLIC: s->public = true; break;
    case OPT_HOST: s->host = arg; break;
    case OPT_CORS: s->cors = arg; break;
    case OPT_WRITABLE: s->writable = true; break;
    case OPT_TOKEN_FILE: s->token_file = arg; break;
    case OPT_CONNECTIONS: return cli_number("--connections", arg, 1, 10000, &s->connections);
    case OPT_RATE: return cli_number("--rate", arg, 0, 1000000, &s->rate);
    case OPT_TIMEOUT: return cli_number("--timeout", arg, 1, 3600, &s->timeout);
    case OPT_MAX_BODY: return cli_number("--max-body", arg, 1, 1024, &s->max_body);
    }
    return true;
}

/* Stopping: a signal becomes a byte that the server waits for. */

static int stop_pipe[2] = {-1, -1};

static void on_signal(int number)
{
    int saved = errno;

    (void)number;
    if (write(stop_pipe[1], "", 1) < 0) {
        /* the pipe is full: a stop is on its way */
    }
    errno = saved;
}

static bool catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};

    sigemptyset(&action.sa_mask);
    if (pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    signal(SIGHUP, SIG_IGN); /* it goes on when its terminal is closed */
    signal(SIGPIPE, SIG_IGN);
    return sigaction(SIGINT, &action, NULL) == 0 && sigaction(SIGTERM, &action, NULL) == 0;
}

/* With -v */
static void show_event(void *context, const struct server_event *event)
{
    (void)context;
    diag_message("%s %s %s %u %zu %llu µs", event->client, event->method, event->target,
                 event->status, event->bytes, (unsigned long long)event->microseconds);
}

static int check(struct cli *c, struct tmem *t)
{
    const struct tmem_serve *s = &t->serve;
    int rc = tmem_direction(c, t, true);

    if (rc)
        return rc;
    if (t->further.len)
        return cli_usage(c, _("%s takes one memory"), c->command->name);
    if (c->files_given)
        return cli_usage(c, _("%s takes no operands"), c->command->name);
    if (s->writable && !s->token_file)
        return cli_usage(c, _("--writable needs --token-file"));
    if (!s->writable && s->token_file)
        return cli_usage(c, _("--token-file needs --writable"));
    return EXIT_DONE;
}

static enum status run(const struct server_options *o, bool quiet, struct error *e)
{
    struct server *server;
    enum status st = catch_signals() ? server_open(&server, o, e) : error_sys(e, NULL);

    if (st)
        return st;
    if (!quiet)
        diag_message(_("listening on %s"), server_url(server));
    st = server_run(server, stop_pipe[0], e);
    server_close(server);
    return st;
}

int tmem_serve(struct cli *c)
{
    struct tmem *t = c->state;
    const struct tmem_serve *s = &t->serve;
    struct server_options o = {
        .listen = s->listen,
        .public = s->public,
        .host = s->host,
        .cors = s->cors,
        .writable = s->writable,
        .token_file = s->token_file,
        .mode = t->mode,
        .min_score = t->min_score < 0 ? DEFAULT_MIN_SCORE : (unsigned)t->min_score,
        .top = t->top ? (unsigned)t->top : DEFAULT_TOP,
        .source = t->source,
        .target = t->target,
        .connections = (unsigned)s->connections,
        .rate = (unsigned)s->rate,
        .timeout = (unsigned)s->timeout,
        .body_most = (size_t)s->max_body * MIB,
        .log = c->verbose ? show_event : NULL,
    };
    char *cache = NULL;
    struct error e;
    int rc = check(c, t);

    if (!rc)
        rc = tmem_locate(c, t, s->writable ? TM_WRITE : TM_READ);
    if (rc)
        return rc;
    o.memory = t->path;
    if (!t->metric_given)
        o.mode.chars = true; /* what clients of tmserver and amaGama call quality */
    if (tm_store_on_server(t->path))
        o.cache = cache = data_cache_path("memory");
    if (run(&o, c->quiet, &e))
        rc = cli_fail(c, &e);
    free(cache);
    return rc;
}
