/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server and clients that behave badly, slowly, or all at once. */
#include "tests/unit/unit.h"

#include "base/buf.h"
#include "base/threads.h"
#include "memory/store.h"
#include "serve/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TOKEN "Authorization: Bearer 0123456789abcdef\r\n"

static char folder[] = "tilmach-test-XXXXXX";
static char memory[64], token[64];

/* A running server. */
struct running {
    struct server_options options;
    struct server *server;
    int stop[2];
    pthread_t thread;
    uint16_t port;
};

static void *run(void *context)
{
    struct running *r = context;
    struct error e;

    ck_assert_int_eq(server_run(r->server, r->stop[0], &e), ST_OK);
    return NULL;
}

static void make_memory(void)
{
    struct tm_variant v[2] = {{.lang = span_str("en"), .text = span_str("Open file")},
                              {.lang = span_str("kk"), .text = span_str("Файлды ашу")}};
    struct tm_unit u = {.variants = v, .n_variants = 2};
    struct tm_store *s;
    int64_t id;
    FILE *f;

    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(memory, sizeof memory, "%s/m.tmdb", folder);
    snprintf(token, sizeof token, "%s/token", folder);
    ck_assert_int_eq(tm_store_open(&s, memory, TM_WRITE, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_begin(s, "add", span_str("f"), span_str("d"), &id, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_put(s, &u, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_publish(s, &id, 1, NULL), ST_OK);
    tm_store_close(s);
    f = fopen(token, "w");
    fputs("0123456789abcdef\n", f);
    fclose(f);
    chmod(token, 0600);
}

static struct running *start(struct server_options options)
{
    static const struct handles_memory only = {.path = memory};
    struct running *r = calloc(1, sizeof *r);
    struct error e = {0};

    make_memory();
    r->options = options;
    r->options.memories = &only;
    r->options.n_memories = 1;
    r->options.listen = "127.0.0.1:0";
    r->options.writable = true;
    r->options.token_file = token;
    r->options.mode.chars = true;
    r->options.min_score = 70;
    r->options.top = 5;
    if (!r->options.connections)
        r->options.connections = 64;
    if (!r->options.timeout)
        r->options.timeout = 30;
    r->options.body_most = 100000;
    ck_assert_msg(server_open(&r->server, &r->options, &e) == ST_OK, "%s", e.message);
    ck_assert_int_eq(sscanf(server_url(r->server), "http://127.0.0.1:%hu/", &r->port), 1);
    ck_assert_int_eq(pipe(r->stop), 0);
    ck_assert_int_eq(pthread_create(&r->thread, NULL, run, r), 0);
    return r;
}

static void stop(struct running *r)
{
    char command[128];

    ck_assert_int_eq(write(r->stop[1], "", 1), 1);
    pthread_join(r->thread, NULL);
    server_close(r->server);
    close(r->stop[0]);
    close(r->stop[1]);
    free(r);
    snprintf(command, sizeof command, "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
}

/* Talking to it */

static int connect_to(const struct running *r)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(r->port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)(void *)&a, sizeof a), 0);
    return fd;
}

/* False once the other side has closed. */
static bool send_text(int fd, const char *text, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(fd, text, n, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return false;
        text += sent > 0 ? sent : 0;
        n -= sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

/* All that comes until the other side closes, for at most so many milliseconds. */
static void receive(int fd, struct buf *out, int milliseconds)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    char piece[4096];
    ssize_t got;

    while (poll(&p, 1, milliseconds) > 0 && (got = recv(fd, piece, sizeof piece, 0)) > 0)
        buf_addn(out, piece, (size_t)got);
}

/* The status of the answer to a whole request; 0: none came. */
static int status_of(const struct running *r, const char *request, struct buf *answer)
{
    struct buf out = BUF_INIT;
    int fd = connect_to(r), status = 0;

    send_text(fd, request, strlen(request));
    receive(fd, &out, 5000);
    close(fd);
    if (sscanf(buf_cstr(&out), "HTTP/1.1 %d", &status) != 1)
        status = 0;
    if (answer)
        buf_swap(answer, &out);
    buf_free(&out);
    return status;
}

#define HOST "Host: localhost\r\n"
#define GET(path) "GET " path " HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n"

START_TEST(bad_requests_get_an_answer)
{
    static const struct {
        const char *request;
        int status;
    } cases[] = {
        {GET("/en/kk/unit/Open%20file"), 200},
        {GET("/en/kk/unit/%ff"), 400},
        {GET("/en/kk/unit/%4"), 400},
        {GET("/../../etc/passwd"), 404},
        {GET("/no/such/thing/x"), 404},
        {"DELETE /en/kk/unit/x HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n", 405},
        {"BREW /en/kk/unit/x HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n", 405},
        {"GET /en/kk/unit/x HTTP/1.1\r\nConnection: close\r\n\r\n", 400}, /* no Host */
        {"PUT /en/kk/unit/x HTTP/1.1\r\n" HOST "Content-Length: 5\r\nConnection: close\r\n\r\n12345",
         401},
        {"PUT /en/kk/unit/x HTTP/1.1\r\n" HOST TOKEN
         "Content-Length: 5\r\nConnection: close\r\n\r\n12345", 400},
        {"PUT /en/kk/unit/x HTTP/1.1\r\n" HOST TOKEN
         "Content-Length: 999999999\r\nConnection: close\r\n\r\n", 413},
        {"PUT /en/kk/unit/x HTTP/1.1\r\n" HOST TOKEN
         "Content-Length: 2\r\nConnection: close\r\n\r\n[]", 400},
        {"PUT /en/kk/unit/x HTTP/1.1\r\n" HOST TOKEN "Content-Length: 25\r\nConnection: close\r\n\r\n"
         "{\"source\":1,\"target\":\"a\"}\n", 400},
        {"POST /en/kk/store/x HTTP/1.1\r\n" HOST TOKEN
         "Content-Length: 4\r\nConnection: close\r\n\r\n[[]]", 200},
        {"PUT /en/kk/store/x HTTP/1.1\r\n" HOST TOKEN
         "Content-Length: 4\r\nConnection: close\r\n\r\n<x/>", 400},
    };
    struct running *r = start((struct server_options){0});

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        ck_assert_msg(status_of(r, cases[i].request, NULL) == cases[i].status, "%s",
                      cases[i].request);
    stop(r);
}
END_TEST

/* A head or an address beyond the limit is answered or cut off, and the server goes on. */
START_TEST(large_requests_end)
{
    struct running *r = start((struct server_options){0});
    struct buf request = BUF_INIT;
    int status;

    buf_adds(&request, "GET /en/kk/unit/");
    for (int i = 0; i < 20000; i++)
        buf_addch(&request, 'a');
    buf_adds(&request, " HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    ck_assert_int_eq(status_of(r, buf_cstr(&request), NULL), 413);
    buf_reset(&request);
    buf_adds(&request, "GET /en/kk/unit/");
    for (int i = 0; i < 1000000; i++)
        buf_addch(&request, 'a');
    status = status_of(r, buf_cstr(&request), NULL);
    ck_assert_msg(status == 414 || status == 0, "%d", status);
    buf_reset(&request);
    buf_adds(&request, "GET / HTTP/1.1\r\n" HOST);
    for (int i = 0; i < 100000; i++)
        buf_adds(&request, "X-Header: value\r\n");
    status = status_of(r, buf_cstr(&request), NULL);
    ck_assert_msg(status == 431 || status == 413 || status == 0, "%d", status);
    /* a body that does not say how long it is */
    buf_reset(&request);
    buf_adds(&request, "PUT /en/kk/store/x HTTP/1.1\r\n" HOST TOKEN
                       "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 200; i++) {
        buf_adds(&request, "400\r\n");
        for (int k = 0; k < 1024; k++)
            buf_addch(&request, ' ');
        buf_adds(&request, "\r\n");
    }
    ck_assert_int_eq(status_of(r, buf_cstr(&request), NULL), 0);
    ck_assert_int_eq(status_of(r, GET("/languages/"), NULL), 200);
    buf_free(&request);
    stop(r);
}
END_TEST

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Send a byte now and then, so that the connection is never idle; how long it lived. */
static double trickle(const struct running *r, const char *head)
{
    static const struct timespec pause = {0, 50 * 1000 * 1000};
    int fd = connect_to(r);
    double begin = seconds();
    struct pollfd p = {.fd = fd, .events = POLLIN};

    send_text(fd, head, strlen(head));
    while (seconds() - begin < 20 && send_text(fd, "a", 1) && poll(&p, 1, 0) == 0)
        nanosleep(&pause, NULL);
    close(fd);
    return seconds() - begin;
}

START_TEST(slow_clients_are_cut_off)
{
    struct running *r = start((struct server_options){.timeout = 2});
    double lived;

    lived = trickle(r, "GET /en/kk/unit/");
    ck_assert_msg(lived < 8, "in the address: %f", lived);
    lived = trickle(r, "GET / HTTP/1.1\r\n" HOST "X-Long: ");
    ck_assert_msg(lived < 8, "in a header: %f", lived);
    lived = trickle(r, "PUT /en/kk/unit/x HTTP/1.1\r\n" HOST TOKEN "Content-Length: 10000\r\n\r\n");
    ck_assert_msg(lived < 8, "in the body: %f", lived);
    ck_assert_int_eq(status_of(r, GET("/languages/"), NULL), 200);
    stop(r);
}
END_TEST

START_TEST(connections_are_limited_and_come_back)
{
    struct running *r = start((struct server_options){.connections = 16, .timeout = 2});
    int fds[60];
    struct buf ignored = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(fds); i++)
        fds[i] = connect_to(r);
    for (size_t i = 0; i < COUNT_OF(fds); i++)
        receive(fds[i], &ignored, 8000); /* all of them are closed by the server */
    for (size_t i = 0; i < COUNT_OF(fds); i++)
        close(fds[i]);
    ck_assert_int_eq(status_of(r, GET("/languages/"), NULL), 200);
    buf_free(&ignored);
    stop(r);
}
END_TEST

START_TEST(one_address_has_a_rate)
{
    struct running *r = start((struct server_options){.rate = 1});
    struct buf answer = BUF_INIT;

    ck_assert_int_eq(status_of(r, GET("/style.css"), NULL), 200);
    ck_assert_int_eq(status_of(r, GET("/style.css"), NULL), 200);
    ck_assert_int_eq(status_of(r, GET("/style.css"), &answer), 429);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&answer), "Retry-After: 1"));
    buf_free(&answer);
    stop(r);
}
END_TEST

/* Several requests in one go on one connection are answered in order. */
START_TEST(requests_may_follow_each_other)
{
    struct running *r = start((struct server_options){0});
    struct buf answer = BUF_INIT;
    const char *first, *second;

    ck_assert_int_eq(status_of(r, "GET /en/kk/unit/Open%20file HTTP/1.1\r\n" HOST "\r\n"
                                  GET("/languages/"), &answer), 200);
    first = strstr(buf_cstr(&answer), "\"quality\": 100.0");
    second = strstr(buf_cstr(&answer), "sourceLanguages");
    ck_assert(first && second && first < second);
    buf_free(&answer);
    stop(r);
}
END_TEST

/* Readers and writers at the same time: each unit that was written is found at once. */

enum { CLIENTS = 8, ROUNDS = 15 };

static void write_and_read(void *context, unsigned client)
{
    struct running *r = context;

    for (int i = 0; i < ROUNDS; i++) {
        struct buf request = BUF_INIT, answer = BUF_INIT;
        char body[128], wanted[64];
        int n = snprintf(body, sizeof body, "{\"source\": \"unit %u of %d\", \"target\": \"T%u-%d\"}",
                         client, i, client, i);

        buf_printf(&request, "PUT /en/kk/unit/x HTTP/1.1\r\n" HOST TOKEN
                             "Connection: close\r\nContent-Length: %d\r\n\r\n%s", n, body);
        ck_assert_int_eq(status_of(r, buf_cstr(&request), NULL), 200);
        buf_reset(&request);
        buf_printf(&request, "GET /en/kk/unit/unit%%20%u%%20of%%20%d HTTP/1.1\r\n" HOST
                             "Connection: close\r\n\r\n", client, i);
        ck_assert_int_eq(status_of(r, buf_cstr(&request), &answer), 200);
        snprintf(wanted, sizeof wanted, "\"target\": \"T%u-%d\", \"quality\": 100.0", client, i);
        ck_assert_msg(strstr(buf_cstr(&answer), wanted) != NULL, "%s", buf_cstr(&answer));
        buf_free(&request);
        buf_free(&answer);
    }
}

START_TEST(what_is_written_is_found_at_once)
{
    struct running *r = start((struct server_options){0});

    threads_run(CLIENTS, write_and_read, r);
    stop(r);
}
END_TEST

/* What another program writes is seen, also when it replaces the file. */
START_TEST(other_writers_are_seen)
{
    struct running *r = start((struct server_options){0});
    struct tm_variant v[2] = {{.lang = span_str("en"), .text = span_str("Another")},
                              {.lang = span_str("kk"), .text = span_str("Басқа")}};
    struct tm_unit u = {.variants = v, .n_variants = 2};
    struct buf answer = BUF_INIT;
    char other[80];
    struct tm_store *s;
    int64_t id;

    ck_assert_int_eq(status_of(r, GET("/en/kk/unit/Another"), &answer), 200);
    ck_assert_ptr_null(strstr(buf_cstr(&answer), "Басқа"));
    snprintf(other, sizeof other, "%s/other.tmdb", folder);
    ck_assert_int_eq(tm_store_open(&s, other, TM_WRITE, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_begin(s, "add", span_str("f"), span_str("d"), &id, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_put(s, &u, NULL), ST_OK);
    ck_assert_int_eq(tm_batch_publish(s, &id, 1, NULL), ST_OK);
    tm_store_close(s);
    ck_assert_int_eq(rename(other, memory), 0);
    buf_reset(&answer);
    ck_assert_int_eq(status_of(r, GET("/en/kk/unit/Another"), &answer), 200);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&answer), "Басқа"));
    buf_free(&answer);
    stop(r);
}
END_TEST

/* A request that is there is answered, though the server is told to stop. */

static void ask_page(void *context, unsigned client)
{
    static const struct timespec pause = {0, 100 * 1000 * 1000};
    struct running *r = context;

    if (client == 0) {
        nanosleep(&pause, NULL);
        ck_assert_int_eq(write(r->stop[1], "", 1), 1);
        return;
    }
    for (int i = 0; i < 50; i++) {
        struct buf answer = BUF_INIT;
        int status = 0, fd = socket(AF_INET, SOCK_STREAM, 0);
        struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(r->port)};

        a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(fd, (struct sockaddr *)(void *)&a, sizeof a) == 0 &&
            send_text(fd, GET("/?q=open"), strlen(GET("/?q=open"))))
            receive(fd, &answer, 5000);
        close(fd);
        /* all of it or nothing */
        if (answer.len && sscanf(buf_cstr(&answer), "HTTP/1.1 %d", &status) == 1)
            ck_assert_ptr_nonnull(strstr(buf_cstr(&answer), "</html>"));
        buf_free(&answer);
    }
}

START_TEST(running_requests_are_finished)
{
    struct running *r = start((struct server_options){0});

    threads_run(4, ask_page, r);
    stop(r);
}
END_TEST

UNIT_MAIN("server", bad_requests_get_an_answer, large_requests_end, slow_clients_are_cut_off,
          connections_are_limited_and_come_back, one_address_has_a_rate,
          requests_may_follow_each_other, what_is_written_is_found_at_once, other_writers_are_seen,
          running_requests_are_finished)
