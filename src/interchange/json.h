/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing JSON Lines (RFC 8259, UTF-8): one object a line, keys in the order in which they are
 * added.
 *
 *     struct jsonw j = jsonw_begin(out);
 *     jsonw_string(&j, "source", text);
 *     jsonw_number(&j, "score", 99.0, 2);
 *     jsonw_end(&j);                          (writes the newline)
 */
#ifndef INTERCHANGE_JSON_H
#define INTERCHANGE_JSON_H

#include "base/buf.h"

struct jsonw {
    struct buf *out;
    bool comma;
};

/* Start an object at the end of `out`. */
struct jsonw jsonw_begin(struct buf *out);

void jsonw_string(struct jsonw *j, const char *key, struct span value);
void jsonw_uint(struct jsonw *j, const char *key, uint64_t value);
void jsonw_number(struct jsonw *j, const char *key, double value, int decimals);
void jsonw_bool(struct jsonw *j, const char *key, bool value);
void jsonw_null(struct jsonw *j, const char *key);

/* An object inside: add its members to what is returned, then jsonw_close it. */
struct jsonw jsonw_object(struct jsonw *j, const char *key);
void jsonw_close(struct jsonw *j);

/* End the outermost object and the line. */
void jsonw_end(struct jsonw *j);

/* Append a string with its quotes.  Bytes that are not UTF-8 become U+FFFD. */
void jsonw_add_string(struct buf *out, struct span s);

#endif
