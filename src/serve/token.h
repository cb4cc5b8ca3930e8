/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The secret that a client shows to write: a line of a file, sent as "Authorization: Bearer …"
 * (RFC 6750). */
#ifndef SERVE_TOKEN_H
#define SERVE_TOKEN_H

#include "base/buf.h"

/* Read the first line of a file that not everybody can read.  ST_USAGE: everybody can; too short; or
 * it has characters that no header can have. */
enum status token_read(struct buf *out, const char *path, struct error *e) MUST_CHECK;

/* Is it this token that the header shows?  The time does not tell how much of it is right. */
bool token_shown(struct span token, struct span header);

#endif
