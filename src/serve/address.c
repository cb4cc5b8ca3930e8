/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

enum { BACKLOG = 128 };

/* Cut "host:port" or "[host]:port" into its parts; without a port `port` is empty. */
static struct span split_host(struct span text, struct span *port)
{
    size_t end = text.len;

    *port = span_of("", 0);
    if (text.len && text.ptr[0] == '[') {
        ptrdiff_t close = span_find(text, span_str("]"), 0);
        struct span rest = span_from(text, (size_t)close + 1);
        if (close < 0 || (rest.len && rest.ptr[0] != ':'))
            return span_of("", 0);
        *port = span_from(rest, 1);
        return span_cut(text, 1, (size_t)close);
    }
    while (end > 0 && text.ptr[end - 1] != ':')
        end--;
    if (end == 0)
        return text;
    *port = span_from(text, end);
    return span_cut(text, 0, end - 1);
}

enum status address_parse(struct address *out, const char *text, struct error *e)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    struct addrinfo *found = NULL;
    struct span port, host = split_host(span_str(text), &port);
    char *name = strndup(host.ptr, host.len);
    uint64_t number;
    int rc;

    if (!name)
        return error_nomem(e);
    if (!host.len || !span_to_u64(port, &number) || number > 65535) {
        free(name);
        return error_set(e, ST_USAGE, _("“%s” is not an address and port such as 127.0.0.1:8080"),
                         text);
    }
    rc = getaddrinfo(name, port.ptr, &hints, &found);
    free(name);
    if (rc != 0)
        return error_set(e, ST_USAGE, "%s: %s", text, gai_strerror(rc));
    memset(out, 0, sizeof *out);
    memcpy(&out->storage, found->ai_addr, found->ai_addrlen);
    out->len = found->ai_addrlen;
    freeaddrinfo(found);
    return ST_OK;
}

static const struct sockaddr_in *as_ipv4(const struct address *a)
{
    return (const struct sockaddr_in *)(const void *)&a->storage;
}

static const struct sockaddr_in6 *as_ipv6(const struct address *a)
{
    return (const struct sockaddr_in6 *)(const void *)&a->storage;
}

bool address_is_loopback(const struct address *a)
{
    if (a->storage.ss_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&as_ipv6(a)->sin6_addr);
    return ntohl(as_ipv4(a)->sin_addr.s_addr) >> 24 == 127;
}

void address_add(struct buf *out, const struct address *a)
{
    char host[INET6_ADDRSTRLEN] = "";

    if (a->storage.ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &as_ipv6(a)->sin6_addr, host, sizeof host);
        buf_printf(out, "[%s]:%u", host, (unsigned)ntohs(as_ipv6(a)->sin6_port));
    } else {
        inet_ntop(AF_INET, &as_ipv4(a)->sin_addr, host, sizeof host);
        buf_printf(out, "%s:%u", host, (unsigned)ntohs(as_ipv4(a)->sin_port));
    }
}

enum status address_listen(struct address *a, int *fd, struct error *e)
{
    struct sockaddr *sa = (struct sockaddr *)(void *)&a->storage;
    struct buf name = BUF_INIT;
    int yes = 1;
    enum status st;

    address_add(&name, a);
    *fd = socket(sa->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd >= 0 && setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        bind(*fd, sa, a->len) == 0 && listen(*fd, BACKLOG) == 0 &&
        getsockname(*fd, sa, &a->len) == 0) {
        buf_free(&name);
        return ST_OK;
    }
    st = error_sys(e, buf_cstr(&name));
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
    buf_free(&name);
    return st;
}

static bool is_name(struct span s, const char *name)
{
    return s.len == strlen(name) && strncasecmp(s.ptr, name, s.len) == 0;
}

bool address_host_is_local(struct span host)
{
    struct span port, name = split_host(host, &port);
    char text[INET6_ADDRSTRLEN];
    struct in6_addr number;

    if (is_name(name, "localhost") || is_name(name, "localhost."))
        return true;
    if (name.len >= sizeof text)
        return false;
    memcpy(text, name.ptr, name.len);
    text[name.len] = '\0';
    return inet_pton(AF_INET, text, &number) == 1 || inet_pton(AF_INET6, text, &number) == 1;
}
