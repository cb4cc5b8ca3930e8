/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing XML 1.0 text and attribute values.  What XML cannot hold (control characters, U+FFFE,
 * bytes that are not UTF-8) becomes U+FFFD and is counted in *replaced (which may be NULL).  A
 * carriage return, and in attributes also tab and newline, is written as a character reference, so
 * that reading gives back the same text.
 */
#ifndef INTERCHANGE_XMLOUT_H
#define INTERCHANGE_XMLOUT_H

#include "base/buf.h"

void xml_add_text(struct buf *out, struct span s, uint64_t *replaced);

/* ` name="value"` with the space before it. */
void xml_add_attr(struct buf *out, struct span name, struct span value, uint64_t *replaced);

#endif
