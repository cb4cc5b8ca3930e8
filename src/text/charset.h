/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encodings other than UTF-8, through iconv: of whole texts, and for parsers that decode byte by
 * byte with a table.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/buf.h"

/* Fill `points` with what each single byte means: a code point, -1 for none, -2 for the first byte
 * of a two-byte character.  ST_ENCODING when there is no such encoding. */
enum status charset_table(const char *name, int points[256], struct error *e) MUST_CHECK;

struct charset;

/* Returns new, for charset_decode_pair; NULL when there is no such encoding or no memory. */
struct charset *charset_open(const char *name);

/* The code point of a two-byte character, -1 when it is none. */
int charset_decode_pair(struct charset *c, const char *bytes);

void charset_close(struct charset *c);

/* Append text in an encoding as UTF-8.  ST_ENCODING for an unknown encoding, and for bytes that it
 * does not have. */
enum status charset_decode(struct buf *out, const char *name, struct span bytes,
                           struct error *e) MUST_CHECK;

/* Append UTF-8 text in an encoding.  A character that it lacks is written as a reference of XML
 * (&#1178;) when `references`, else it is an error, ST_ENCODING naming it. */
enum status charset_encode(struct buf *out, const char *name, struct span text, bool references,
                           struct error *e) MUST_CHECK;

#endif
