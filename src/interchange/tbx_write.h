/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing a termbase as TBX (ISO 30042:2008, the dialect with `martif`), which OmegaT, Okapi and
 * terminology services read.
 *
 *     tbx_begin(b, "tmterms");
 *     tbx_entry(b, span_str("t1"), note);
 *     tbx_term(b, lang, term, TBX_PREFERRED);      as often as needed
 *     tbx_entry_end(b);
 *     tbx_end(b);
 */
#ifndef INTERCHANGE_TBX_WRITE_H
#define INTERCHANGE_TBX_WRITE_H

#include "base/buf.h"

/* administrativeStatus of a term; TBX_UNSAID writes none. */
enum tbx_status { TBX_UNSAID, TBX_PREFERRED, TBX_DEPRECATED, TBX_SUPERSEDED };

void tbx_begin(struct buf *b, const char *origin);

/* `id` becomes an XML name: what cannot stand in one is written as `_`.  `note` may be empty. */
void tbx_entry(struct buf *b, struct span id, struct span note);

/* A language's set of one term: give the terms of a language one after another. */
void tbx_term(struct buf *b, struct span lang, struct span term, enum tbx_status status);

void tbx_entry_end(struct buf *b);
void tbx_end(struct buf *b);

#endif
