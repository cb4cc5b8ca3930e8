/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running matchers over text (see table.h).  Quantifiers take as much as they can and never give
 * back; together they go at most XLIT_REACH code points far in one call.
 */
#ifndef TRANSLIT_MATCH_H
#define TRANSLIT_MATCH_H

#include "translit/engine.h"

/* Match `code` from *at up to `limit` at most, and move *at behind the match.  Segments are noted
 * in x->segments.  False: no match, *at undefined. */
bool match_forward(struct xlit *x, struct table_array code, const char **at, const char *limit);

/* The same from *at back to `base`, for code written backwards. */
bool match_backward(struct xlit *x, struct table_array code, const char **at, const char *base);

/* `^` and `$`: the edge of the text or of a line. */
bool match_at_start(const char *at, const char *base);
bool match_at_end(const char *at, const char *end);

#endif
