/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libmicrohttpd, loaded when a server is opened: a program that is linked with it pays for it, and
 * for GnuTLS behind it, at each start.  mhd->queue_response is MHD_queue_response, and so on.
 */
#ifndef SERVE_MHD_H
#define SERVE_MHD_H

#include "base/error.h"

#include <microhttpd.h>

#define MHD_FUNCTIONS(X)                                                                           \
    X(start_daemon) X(quiesce_daemon) X(stop_daemon) X(get_connection_info)                        \
    X(lookup_connection_value) X(create_response_from_buffer) X(add_response_header)               \
    X(queue_response) X(destroy_response)

struct mhd {
    void *library;
#define X(name) __typeof__(MHD_##name) *name;
    MHD_FUNCTIONS(X)
#undef X
};

/* ST_UNSUPPORTED where the library is not installed. */
enum status mhd_load(struct mhd *mhd, struct error *e) MUST_CHECK;

void mhd_unload(struct mhd *mhd);

#endif
