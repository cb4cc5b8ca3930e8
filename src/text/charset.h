/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encodings other than Unicode's, through iconv: for parsers that decode byte by byte with a table.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/error.h"

/* Fill `points` with what each single byte means: a code point, -1 for none, -2 for the first byte
 * of a two-byte character.  ST_ENCODING when there is no such encoding. */
enum status charset_table(const char *name, int points[256], struct error *e) MUST_CHECK;

struct charset;

/* Returns new, for charset_decode_pair; NULL when there is no such encoding or no memory. */
struct charset *charset_open(const char *name);

/* The code point of a two-byte character, -1 when it is none. */
int charset_decode_pair(struct charset *c, const char *bytes);

void charset_close(struct charset *c);

#endif
