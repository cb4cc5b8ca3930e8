/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/server.h"
#include "base/threads.h"
#include "serve/address.h"
#include "serve/mhd.h"
#include "serve/rate.h"
#include "serve/service.h"
#include "serve/token.h"
#include "serve/watch.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

enum {
    HEAD_MOST = 64 * 1024,   /* bytes of a request without its body */
    UNIT_MOST = 1024 * 1024, /* bytes of one unit that is written */
    STOP_PATIENCE = 30,      /* seconds for running requests at the end */
};

struct server {
    struct server_options options;
    struct service service;
    struct mhd mhd;
    struct MHD_Daemon *daemon;
    struct address address;
    bool local;             /* listens on a loopback address */
    int fd;                 /* that listens, when it is not the daemon's; else -1 */
    struct buf url, token;
    struct rate *rate;
    struct watch *watch;
};

/* A request and its answer. */
struct exchange {
    struct server *server;
    struct watched *connection;
    char *target;           /* raw */
    const char *method;     /* libmicrohttpd's */
    uint64_t began;         /* nanoseconds */
    struct arena arena;
    struct request request;
    struct error error;     /* of taking the request apart */
    bool seen, refused;     /* the head came; it was answered already */
    size_t body_most;
    struct buf body;
    struct answer answer;
};

static uint64_t nanoseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static uint64_t seconds(void)
{
    return nanoseconds() / 1000000000;
}

/* Methods */

enum method { M_GET = 1, M_HEAD = 2, M_PUT = 4, M_POST = 8, M_OPTIONS = 16 };

enum { M_READ = M_GET | M_HEAD, M_WRITE = M_PUT | M_POST };

static const struct {
    const char *name;
    unsigned bit;
} methods[] = {{"GET", M_GET}, {"HEAD", M_HEAD}, {"PUT", M_PUT}, {"POST", M_POST},
               {"OPTIONS", M_OPTIONS}};

static unsigned method_bit(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        if (strcmp(methods[i].name, name) == 0)
            return methods[i].bit;
    }
    return 0;
}

/* What a route takes. */
static unsigned allowed_methods(const struct server *s, enum route route)
{
    unsigned write = s->options.writable ? M_WRITE : 0;

    switch (route) {
    case ROUTE_UNIT:
        return M_READ | M_OPTIONS | write;
    case ROUTE_STORE:
        return M_OPTIONS | write;
    case ROUTE_NONE:
        return 0;
    default:
        return M_READ | M_OPTIONS;
    }
}

/* In words, for the header Allow; in the exchange's arena. */
static const char *method_names(struct exchange *x, unsigned bits)
{
    struct buf names = BUF_INIT;
    const char *out;

    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        if (bits & methods[i].bit)
            buf_printf(&names, "%s%s", names.len ? ", " : "", methods[i].name);
    }
    out = arena_strdup(&x->arena, buf_span(&names));
    buf_free(&names);
    return out ? out : "";
}

/* Answers */

static struct span header_of(const struct exchange *x, struct MHD_Connection *c, const char *name)
{
    const char *value = x->server->mhd.lookup_connection_value(c, MHD_HEADER_KIND, name);

    return span_str(value ? value : "");
}

static bool is_page(enum route route)
{
    return route == ROUTE_PAGE || route == ROUTE_STYLE;
}

static void add_header(const struct exchange *x, struct MHD_Response *r, const char *name,
                       const char *value)
{
    x->server->mhd.add_response_header(r, name, value);
}

static void add_cors(const struct exchange *x, struct MHD_Response *r)
{
    const char *origin = x->server->options.cors;

    if (!origin || is_page(x->request.route))
        return;
    add_header(x, r, "Access-Control-Allow-Origin", origin);
    if (strcmp(origin, "*") != 0)
        add_header(x, r, "Vary", "Origin");
    if (method_bit(x->method) == M_OPTIONS) {
        add_header(x, r, "Access-Control-Allow-Methods", x->answer.allow);
        add_header(x, r, "Access-Control-Allow-Headers", "Authorization, Content-Type");
    }
}

static void add_headers(const struct exchange *x, struct MHD_Response *r)
{
    const struct answer *a = &x->answer;
    char number[16];

    if (a->type)
        add_header(x, r, "Content-Type", a->type);
    add_header(x, r, "X-Content-Type-Options", "nosniff");
    add_header(x, r, "Cache-Control",
                            x->request.route == ROUTE_STYLE ? "max-age=3600" : "no-cache");
    if (a->allow)
        add_header(x, r, "Allow", a->allow);
    if (a->status == 401)
        add_header(x, r, "WWW-Authenticate", "Bearer realm=\"tmem\"");
    if (a->retry_after) {
        snprintf(number, sizeof number, "%u", a->retry_after);
        add_header(x, r, "Retry-After", number);
    }
    if (a->page) {
        add_header(x, r, "Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; form-action 'self'; "
                                "base-uri 'none'; frame-ancestors 'none'");
        add_header(x, r, "Referrer-Policy", "no-referrer");
        add_header(x, r, "Vary", "Accept-Language");
    }
    add_cors(x, r);
}

static enum MHD_Result send_answer(struct exchange *x, struct MHD_Connection *c)
{
    const struct mhd *mhd = &x->server->mhd;
    struct answer *a = &x->answer;
    struct MHD_Response *r;
    enum MHD_Result rc;

    watch_complete(x->server->watch, x->connection);
    if (a->body.failed)
        answer_refuse(a, 500, _("out of memory"));
    /* the exchange, and its body, live until the answer is sent */
    r = mhd->create_response_from_buffer(a->body.len, a->body.data, MHD_RESPMEM_PERSISTENT);
    if (!r)
        return MHD_NO;
    add_headers(x, r);
    rc = mhd->queue_response(c, a->status, r);
    mhd->destroy_response(r);
    return rc;
}

/* What is checked before a body is read */

static bool refuse(struct exchange *x, unsigned status, const char *message)
{
    answer_refuse(&x->answer, status, message);
    return false;
}

static bool check_host(struct exchange *x, struct MHD_Connection *c)
{
    const struct server_options *o = &x->server->options;
    struct span host = header_of(x, c, "Host");

    if (!x->server->local || !host.len || address_host_is_local(host) ||
        (o->host && host.len == strlen(o->host) && strncasecmp(host.ptr, o->host, host.len) == 0))
        return true;
    return refuse(x, 421, _("this server is not called by that name; see --host"));
}

static bool check_rate(struct exchange *x, struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *from =
        x->server->mhd.get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    if (!from || rate_allows(x->server->rate, from->client_addr, x->began))
        return true;
    x->answer.retry_after = 1;
    return refuse(x, 429, _("too many requests"));
}

static bool check_method(struct exchange *x)
{
    unsigned allowed = allowed_methods(x->server, x->request.route);

    if (x->error.code) {
        answer_error(&x->answer, &x->error);
        return false;
    }
    if (!allowed)
        return refuse(x, 404, _("no such page"));
    if (method_bit(x->method) & allowed)
        return true;
    x->answer.allow = method_names(x, allowed);
    if (method_bit(x->method) & M_WRITE && !x->server->options.writable)
        return refuse(x, 405, _("this server only reads; it is started without --writable"));
    return refuse(x, 405, _("no such method here"));
}

static bool check_write(struct exchange *x, struct MHD_Connection *c)
{
    struct span length = header_of(x, c, "Content-Length");
    uint64_t n;

    if (!(method_bit(x->method) & M_WRITE))
        return true;
    if (!token_shown(buf_span(&x->server->token), header_of(x, c, "Authorization")))
        return refuse(x, 401, _("writing needs the token of this server"));
    x->body_most = x->server->options.body_most;
    if (x->request.route == ROUTE_UNIT && x->body_most > UNIT_MOST)
        x->body_most = UNIT_MOST;
    if (length.len && (!span_to_u64(length, &n) || n > x->body_most))
        return refuse(x, 413, _("too much at once; see --max-body"));
    return true;
}

/* Working on a request */

static void dispatch_write(struct exchange *x)
{
    struct service *s = &x->server->service;
    struct span body = buf_span(&x->body);

    if (x->request.route == ROUTE_UNIT)
        service_add_unit(s, &x->request, body, &x->answer);
    else if (method_bit(x->method) == M_POST)
        service_add_list(s, &x->request, body, &x->answer);
    else
        service_add_file(s, &x->request, body, &x->answer);
}

static void dispatch(struct exchange *x, struct MHD_Connection *c)
{
    struct service *s = &x->server->service;
    unsigned method = method_bit(x->method);

    if (method == M_OPTIONS) {
        x->answer.status = 204;
        x->answer.allow = method_names(x, allowed_methods(x->server, x->request.route));
    } else if (method & M_WRITE) {
        dispatch_write(x);
    } else if (x->request.route == ROUTE_UNIT) {
        service_unit(s, &x->request, &x->answer);
    } else if (x->request.route == ROUTE_LANGUAGES) {
        service_languages(s, &x->request, &x->answer);
    } else if (x->request.route == ROUTE_TRANSLATE) {
        service_translate(s, &x->request, &x->answer);
    } else if (x->request.route == ROUTE_STYLE) {
        service_style(&x->answer);
    } else {
        service_page(s, &x->request, header_of(x, c, "Accept-Language"), &x->answer);
    }
}

/* Called by libmicrohttpd when the head of a request is there, then for each piece of its body, then
 * without one. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *size, void **slot)
{
    struct exchange *x = *slot;

    (void)context, (void)url, (void)version;
    if (!x)
        return MHD_NO;
    if (!x->seen) {
        x->seen = true;
        x->method = method;
        if (check_rate(x, c) && check_host(x, c) && check_method(x) && check_write(x, c))
            return MHD_YES;
        x->refused = true;
        return send_answer(x, c);
    }
    if (*size) {
        if (x->refused || x->body.len + *size > x->body_most)
            return MHD_NO;
        buf_addn(&x->body, data, *size);
        *size = 0;
        return x->body.failed ? MHD_NO : MHD_YES;
    }
    if (x->refused)
        return MHD_YES;
    watch_complete(x->server->watch, x->connection);
    dispatch(x, c);
    return send_answer(x, c);
}

/* Called when the first line of a request is there. */
static void *on_target(void *context, const char *target, struct MHD_Connection *c)
{
    struct server *s = context;
    const union MHD_ConnectionInfo *own =
        s->mhd.get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct exchange *x = calloc(1, sizeof *x);

    if (!x || !own || !own->socket_context || !(x->target = strdup(target))) {
        free(x);
        return NULL;
    }
    x->server = s;
    x->connection = own->socket_context;
    x->began = nanoseconds();
    watch_begin(s->watch, x->connection, seconds());
    if (request_parse(&x->request, span_str(x->target), &x->arena, &x->error) == ST_OK)
        x->error.code = ST_OK;
    return x;
}

static void log_exchange(const struct exchange *x, struct MHD_Connection *c)
{
    const struct server_options *o = &x->server->options;
    const union MHD_ConnectionInfo *from =
        x->server->mhd.get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct server_event event = {
        .method = x->method ? x->method : "-",
        .target = x->target,
        .status = x->answer.status,
        .bytes = x->answer.body.len,
        .microseconds = (nanoseconds() - x->began) / 1000,
    };
    char client[NI_MAXHOST] = "-";

    if (!o->log)
        return;
    if (from)
        getnameinfo(from->client_addr,
                    from->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                             : sizeof(struct sockaddr_in),
                    client, sizeof client, NULL, 0, NI_NUMERICHOST);
    event.client = client;
    o->log(o->context, &event);
}

static void on_answered(void *context, struct MHD_Connection *c, void **slot,
                        enum MHD_RequestTerminationCode why)
{
    struct exchange *x = *slot;

    (void)context, (void)why;
    if (!x)
        return;
    log_exchange(x, c);
    watch_answered(x->server->watch, x->connection, seconds());
    request_free(&x->request);
    arena_free(&x->arena);
    buf_free(&x->body);
    buf_free(&x->answer.body);
    free(x->target);
    free(x);
    *slot = NULL;
}

static void on_connection(void *context, struct MHD_Connection *c, void **slot,
                          enum MHD_ConnectionNotificationCode what)
{
    struct server *s = context;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *fd =
            s->mhd.get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        *slot = fd ? watch_add(s->watch, fd->connect_fd, seconds()) : NULL;
    } else if (*slot) {
        watch_remove(s->watch, *slot);
        *slot = NULL;
    }
}

/* Targets are taken apart by request.c, undecoded. */
static size_t leave_encoded(void *context, struct MHD_Connection *c, char *text)
{
    (void)context, (void)c;
    return strlen(text);
}

/* Opening and closing */

static enum status open_address(struct server *s, struct error *e)
{
    const struct server_options *o = &s->options;
    enum status st = address_parse(&s->address, o->listen, e);

    if (st)
        return st;
    s->local = address_is_loopback(&s->address);
    if (!s->local && !o->public)
        return error_set(e, ST_USAGE,
                         _("%s can be reached from other machines, and who reaches it can read "
                           "this memory: if that is meant, say --public"), o->listen);
    st = address_listen(&s->address, &s->fd, e);
    buf_adds(&s->url, "http://");
    address_add(&s->url, &s->address);
    buf_adds(&s->url, "/");
    return st ? st : buf_status(&s->url, e);
}

static unsigned default_threads(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > 16 ? 16 : (unsigned)n;
}

static enum status open_service(struct server *s, struct error *e)
{
    const struct server_options *o = &s->options;
    const struct handles_options how = {
        .memories = o->memories,
        .n_memories = o->n_memories,
        .names = o->names,
        .mode = o->mode,
        .most = o->threads ? o->threads : default_threads(),
        .patience = o->timeout,
        .writable = o->writable,
    };

    s->service = (struct service){
        .languages = languages_new(),
        .min_score = o->min_score,
        .top = o->top,
        .callbacks = o->cors && strcmp(o->cors, "*") == 0,
        .source = o->source,
        .target = o->target,
    };
    s->rate = rate_new(o->rate);
    s->watch = watch_new();
    if (!s->service.languages || !s->rate || !s->watch)
        return error_nomem(e);
    return handles_open(&s->service.handles, &how, e);
}

static enum status start(struct server *s, struct error *e)
{
    const struct server_options *o = &s->options;
    unsigned each = o->connections > 4 ? o->connections * 3 / 4 : o->connections;

    s->daemon = s->mhd.start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
            MHD_USE_ITC,
        0, NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, s->fd,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, s, MHD_OPTION_NOTIFY_COMPLETED, on_answered, s,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_encoded, s, MHD_OPTION_CONNECTION_LIMIT, o->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, each, MHD_OPTION_CONNECTION_TIMEOUT, o->timeout,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MOST, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_END);
    if (!s->daemon)
        return error_sys(e, o->listen);
    s->fd = -1; /* the daemon's now */
    return ST_OK;
}

enum status server_open(struct server **out, const struct server_options *options,
                        struct error *e)
{
    struct server *s = calloc(1, sizeof *s);
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    s->options = *options;
    s->fd = -1;
    st = mhd_load(&s->mhd, e);
    if (!st && options->writable)
        st = token_read(&s->token, options->token_file, e);
    if (!st)
        st = open_address(s, e);
    if (!st)
        st = open_service(s, e);
    if (!st)
        st = start(s, e);
    if (st) {
        server_close(s);
        return st;
    }
    *out = s;
    return ST_OK;
}

const char *server_url(const struct server *s)
{
    return s->url.data;
}

/* Take no new connections and let running requests end. */
static void drain(struct server *s)
{
    static const struct timespec pause = {0, 10 * 1000 * 1000};
    uint64_t end = seconds() + STOP_PATIENCE;

    s->fd = s->mhd.quiesce_daemon(s->daemon);
    shutdown(s->fd, SHUT_RDWR); /* who comes now is turned away and need not wait */
    while (watch_running(s->watch) && seconds() < end)
        nanosleep(&pause, NULL);
}

enum status server_run(struct server *s, int stop, struct error *e)
{
    struct pollfd wait = {.fd = stop, .events = POLLIN};
    int rc;

    do {
        uint64_t now = seconds();
        if (now > s->options.timeout)
            watch_cut(s->watch, now - s->options.timeout);
        rc = poll(&wait, 1, 500);
    } while (rc == 0 || (rc < 0 && errno == EINTR));
    if (rc < 0)
        return error_sys(e, NULL);
    drain(s);
    return ST_OK;
}

void server_close(struct server *s)
{
    if (!s)
        return;
    if (s->daemon)
        s->mhd.stop_daemon(s->daemon);
    if (s->fd >= 0)
        close(s->fd);
    handles_close(s->service.handles);
    languages_free(s->service.languages);
    rate_free(s->rate);
    watch_free(s->watch);
    mhd_unload(&s->mhd);
    buf_free(&s->token);
    buf_free(&s->url);
    free(s);
}
