/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/rate.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ADDRESSES = 1024, WAYS = 8 };

#define SECOND UINT64_C(1000000000)

struct bucket {
    uint64_t address; /* 0 = free */
    uint64_t seen;    /* when `left` was right */
    double left;
};

struct rate {
    pthread_mutex_t lock;
    unsigned per_second;
    struct bucket buckets[ADDRESSES];
};

struct rate *rate_new(unsigned per_second)
{
    struct rate *r = calloc(1, sizeof *r);

    if (!r)
        return NULL;
    r->per_second = per_second;
    pthread_mutex_init(&r->lock, NULL);
    return r;
}

void rate_free(struct rate *r)
{
    if (r)
        pthread_mutex_destroy(&r->lock);
    free(r);
}

/* Never 0. */
static uint64_t number_of(const struct sockaddr *from)
{
    uint64_t n = 0;

    if (from->sa_family == AF_INET)
        n = ((const struct sockaddr_in *)(const void *)from)->sin_addr.s_addr | UINT64_C(1) << 32;
    else if (from->sa_family == AF_INET6)
        memcpy(&n, &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr, sizeof n);
    return n ? n : 1;
}

/* The bucket of an address, among the few places where it may be. */
static struct bucket *find_bucket(struct rate *r, uint64_t address, uint64_t now)
{
    size_t first = (size_t)(address * UINT64_C(0x9E3779B97F4A7C15) >> 54) / WAYS * WAYS;
    struct bucket *oldest = &r->buckets[first];

    for (size_t i = first; i < first + WAYS; i++) {
        struct bucket *b = &r->buckets[i];
        if (b->address == address)
            return b;
        if (b->seen < oldest->seen)
            oldest = b;
    }
    *oldest = (struct bucket){address, now, 2.0 * r->per_second};
    return oldest;
}

bool rate_allows(struct rate *r, const struct sockaddr *from, uint64_t now)
{
    struct bucket *b;
    bool allowed;

    if (!r->per_second)
        return true;
    pthread_mutex_lock(&r->lock);
    b = find_bucket(r, number_of(from), now);
    if (now > b->seen) { /* another thread may have come first with a later time */
        b->left += (double)(now - b->seen) / (double)SECOND * r->per_second;
        b->seen = now;
    }
    if (b->left > 2.0 * r->per_second)
        b->left = 2.0 * r->per_second;
    allowed = b->left >= 1;
    if (allowed)
        b->left -= 1;
    pthread_mutex_unlock(&r->lock);
    return allowed;
}
