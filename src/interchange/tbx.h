/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Termbases in TBX (ISO 30042).  Writing the dialect of 2008, with `martif`, which OmegaT, Okapi
 * and terminology services read:
 *
 *     tbx_begin(b, "tmterms");
 *     tbx_entry(b, span_str("t1"), note);
 *     tbx_term(b, lang, term, TBX_PREFERRED);      as often as needed
 *     tbx_entry_end(b);
 *     tbx_end(b);
 */
#ifndef INTERCHANGE_TBX_H
#define INTERCHANGE_TBX_H

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

/*
 * Reading: of 2008 and before (martif, termEntry, langSet) and of 2019 (tbx, conceptEntry,
 * langSec), in any encoding (xmltree.h says which, and the limits); no DTD is fetched.
 */
struct tbx_entry_term {
    struct span lang, text;   /* text without markup, white space trimmed */
    enum tbx_status status;
    uint64_t line;
};

struct tbx_concept {
    struct span id;
    struct span definition;   /* the first; empty for none */
    uint64_t line;
    const struct tbx_entry_term *terms; /* in the order of the file */
    size_t n_terms;
};

struct tbx_reader;

/* Returns new in *out.  `name` is for messages.  ST_SYNTAX for what is no TBX. */
enum status tbx_open(struct tbx_reader **out, struct span bytes, const char *name,
                     struct error *e) MUST_CHECK;

/* The next concept: 1 (borrowed until tbx_close), 0 at the end, -1 on failure. */
int tbx_next(struct tbx_reader *r, const struct tbx_concept **out, struct error *e) MUST_CHECK;

void tbx_close(struct tbx_reader *r);

/* Is this the beginning of a TBX file? */
bool tbx_looks_like(struct span head);

#endif
