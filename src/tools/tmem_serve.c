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

/* The names of a direction, for as long as a look-up of it is kept. */
struct served_names {
    struct tm_languages languages; /* first: what is handed out */
    struct tm_direction direction;
    struct tmem_names names;
};

static void close_names(struct tm_languages *l)
{
    struct served_names *s = (struct served_names *)l;

    if (s)
        tmem_names_close(&s->names);
    free(s);
}

static enum status open_names(void *context, const struct tm_direction *d,
                              struct tm_languages **out, struct error *e)
{
    const struct cli *c = context;
    struct served_names *s = calloc(1, sizeof *s);
    const struct tm_languages *found;
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    s->direction = *d;
    s->names.exact = true;
    st = tmem_names_for(c, c->state, &s->direction, &s->names, &found, e);
    if (st || !found) {
        close_names(&s->languages);
        return st;
    }
    s->languages = *found;
    *out = &s->languages;
    return ST_OK;
}

/* A wrong -d shows at the start, and not with the first request. */
static enum status try_names(struct cli *c, struct error *e)
{
    const struct tm_direction any = {{.language = "en"}, {.language = "ru"}};
    struct tm_languages *languages = NULL;
    enum status st = c->data.len ? open_names(c, &any, &languages, e) : ST_OK;

    close_names(languages);
    return st;
}

static void set_memory(struct handles_memory *m, const char *path, char *cache, double penalty)
{
    *m = (struct handles_memory){path, tm_store_on_server(path) ? cache : NULL, penalty};
}

static int serve_memories(struct cli *c, struct tmem *t, struct server_options *o)
{
    char *cache = data_cache_path("memory");
    struct handles_memory *memories = calloc(1 + t->further.len, sizeof *memories);
    struct error e;
    enum status st = memories ? try_names(c, &e) : error_nomem(&e);

    if (!st) {
        set_memory(&memories[0], t->path, cache, t->penalty);
        for (size_t i = 0; i < t->further.len; i++)
            set_memory(&memories[1 + i], t->further.v[i].path, cache, t->further.v[i].penalty);
        o->memories = memories;
        o->n_memories = 1 + t->further.len;
        st = run(o, c->quiet, &e);
    }
    free(memories);
    free(cache);
    return st ? cli_fail(c, &e) : EXIT_DONE;
}

int tmem_serve(struct cli *c)
{
    struct tmem *t = c->state;
    const struct tmem_serve *s = &t->serve;
    struct server_options o = {
        .names = {open_names, close_names, c},
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
    int rc = check(c, t);

    if (!rc)
        rc = tmem_locate(c, t, s->writable ? TM_WRITE : TM_READ);
    if (rc)
        return rc;
    if (!t->metric_given)
        o.mode.chars = true; /* what clients of tmserver and amaGama call quality */
    return serve_memories(c, t, &o);
}
