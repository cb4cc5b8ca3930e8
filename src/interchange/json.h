/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing JSON Lines (RFC 8259, UTF-8): one object a line, keys in the order in which they are
 * added.
 *
 *     struct json j = json_begin(out);
 *     json_string(&j, "source", text);
 *     json_number(&j, "score", 99.0, 2);
 *     json_end(&j);                          (writes the newline)
 */
#ifndef INTERCHANGE_JSON_H
#define INTERCHANGE_JSON_H

#include "base/buf.h"

struct json {
    struct buf *out;
    bool comma;
};

/* Start an object at the end of `out`. */
struct json json_begin(struct buf *out);

void json_string(struct json *j, const char *key, struct span value);
void json_uint(struct json *j, const char *key, uint64_t value);
void json_number(struct json *j, const char *key, double value, int decimals);
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);

/* An object inside: add its members to what is returned, then json_close it. */
struct json json_object(struct json *j, const char *key);
void json_close(struct json *j);

/* End the outermost object and the line. */
void json_end(struct json *j);

/* Append a string with its quotes.  Bytes that are not UTF-8 become U+FFFD. */
void json_add_string(struct buf *out, struct span s);

#endif
