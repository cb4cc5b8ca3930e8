/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where to listen: 127.0.0.1:8080, [::1]:8080, localhost:8080. */
#ifndef SERVE_ADDRESS_H
#define SERVE_ADDRESS_H

#include "base/buf.h"

#include <sys/socket.h>

struct address {
    struct sockaddr_storage storage;
    socklen_t len;
};

/* From ADDRESS:PORT; a name is looked up.  ST_USAGE when it is no such thing. */
enum status address_parse(struct address *out, const char *text, struct error *e) MUST_CHECK;

/* Does it reach this machine only? */
bool address_is_loopback(const struct address *a);

/* Append it as it stands in a URL: "127.0.0.1:8080", "[::1]:8080". */
void address_add(struct buf *out, const struct address *a);

/* Bind and listen.  The address gets the port that was chosen where it was 0.  *fd is the caller's
 * to close. */
enum status address_listen(struct address *a, int *fd, struct error *e) MUST_CHECK;

/* Is this value of the header Host one that a server on a loopback address is called by: an address
 * or localhost?  Other names are those of web pages that had them point to this machine. */
bool address_host_is_local(struct span host);

#endif
