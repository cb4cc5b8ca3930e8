/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many requests a second one address may make: a bucket of tokens for each, filled at the rate
 * and twice a second's worth deep.  A fixed number of addresses is remembered; the one that was not
 * seen for longest makes room, and starts with a full bucket when it comes back.
 */
#ifndef SERVE_RATE_H
#define SERVE_RATE_H

#include "base/compat.h"

#include <sys/socket.h>

struct rate;

/* Returns new; NULL when memory runs out.  `per_second` 0: no limit. */
struct rate *rate_new(unsigned per_second);
void rate_free(struct rate *r);

/* May this address make a request now (`now` in nanoseconds of any steady clock)?  Of IPv6 the first
 * 64 bits count, which is what one customer has. */
bool rate_allows(struct rate *r, const struct sockaddr *from, uint64_t now);

#endif
