/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Transliteration at run time: systems compiled from LDML transform rules (UTS #35 part 3), kept
 * in one mapped pack, opened in one direction and run over UTF-8.
 *
 *     struct xlit_db *db;   struct xlit *x;   struct buf out = BUF_INIT;
 *     if ((st = xlit_db_open(&db, path, e))) return st;
 *     if ((st = xlit_open(&x, db, span_str("kk-2021"), false, e))) ...
 *     if ((st = xlit_run(x, text, &out, e))) ...
 *
 * The semantics are those of ICU's RuleBasedTransliterator, with these differences: `^` and `$`
 * (and `$` inside a set) also match at the beginning and end of each line; an endless loop is
 * reported (ST_LIMIT), not cut short silently; one matcher reaches at most XLIT_REACH code points.
 * Bytes that are not UTF-8 are copied through and match nothing.  Rules are run over one text as a
 * whole: contexts see all of it, converted on the left, original on the right.
 */
#ifndef TRANSLIT_XLIT_H
#define TRANSLIT_XLIT_H

#include "base/buf.h"
#include "text/norm.h"

enum { XLIT_REACH = 4096 };

struct xlit_db; /* all compiled systems */
struct xlit;    /* one system opened in one direction; use it in one thread at a time */

enum xlit_reversible { XLIT_REVERSIBLE_NO, XLIT_REVERSIBLE_PARTLY, XLIT_REVERSIBLE_YES };

/* What a system's header says.  Spans are borrowed from the db and may be empty. */
struct xlit_info {
    struct span id;       /* "kk-2021" */
    struct span aliases;  /* separated by single spaces */
    struct span title;
    struct span authority;
    struct span language; /* BCP 47 tag of the text: "kk" */
    struct span from, to; /* ISO 15924 codes: "Cyrl", "Latn" */
    struct span year;
    struct span status;   /* official, standard, draft, superseded, practice … */
    struct span source;
    struct span unsure;   /* remarks separated by line feeds */
    enum xlit_reversible reversible;
};

/* Map a pack of compiled systems (systems.tmd).  Returns new; a damaged file is refused with a
 * message that says how to rebuild it. */
enum status xlit_db_open(struct xlit_db **db, const char *path, struct error *e) MUST_CHECK;
void xlit_db_free(struct xlit_db *db);

/* The systems in order of id; borrowed until xlit_db_free. */
size_t xlit_db_count(const struct xlit_db *db);
const struct xlit_info *xlit_db_info(const struct xlit_db *db, size_t n);

/* A system by id or alias, upper and lower ASCII letters alike, `_` read as `-`; NULL if none. */
const struct xlit_info *xlit_db_find(const struct xlit_db *db, struct span name);

/* Up to `max` systems whose ids or aliases resemble `name`, the nearest first; returns how many. */
size_t xlit_db_suggest(const struct xlit_db *db, struct span name, const struct xlit_info **out,
                       size_t max);

/* Fingerprint of the pack for -v and JSON output. */
void xlit_db_fingerprint(const struct xlit_db *db, char out[13]);

/* Open a system by id or alias.  Returns new; the db must outlive it.  ST_USAGE with near matches
 * in the message for an unknown name, and for `reverse` where the system has no way back. */
enum status xlit_open(struct xlit **x, const struct xlit_db *db, struct span name, bool reverse,
                      struct error *e) MUST_CHECK;
void xlit_free(struct xlit *x);

/* The header of an opened system, borrowed until xlit_free. */
const struct xlit_info *xlit_info(const struct xlit *x);
bool xlit_is_reverse(const struct xlit *x);

/* Why ICU's transliterator runs these rules (own rules that the compiler does not take; slower,
 * kept parts are not seen by contexts, no trace, no count of unmapped letters); NULL: it does
 * not. */
const char *xlit_fallback(const struct xlit *x);

/* Append the transliteration of `in` to `out`; `in` must not point into `out`.  On ST_LIMIT
 * (endless rules), ST_NOMEM or an unmapped letter under XLIT_UNMAPPED_ERROR, `out` is cut back to
 * what it was. */
enum status xlit_run(struct xlit *x, struct span in, struct buf *out, struct error *e) MUST_CHECK;

/* A part of a text that is left alone: bytes [from, to). */
struct xlit_keep {
    size_t from, to;
};

/* The same with parts left alone, in order and not overlapping.  Contexts see them.  Their places
 * are changed to those in the new text (counted from the former end of `out`), so that a second
 * system can be run over the result. */
enum status xlit_run_keeping(struct xlit *x, struct span in, struct xlit_keep *keep, size_t count,
                             struct buf *out, struct error *e) MUST_CHECK;

/* Whether text is composed (NFC) is found out on the way.  Who knows already may say that the next
 * runs' input surely is, and learn whether the last input and the last output surely were (false:
 * not, or not known). */
void xlit_set_composed(struct xlit *x, bool input_is_composed);
bool xlit_was_composed(const struct xlit *x);
bool xlit_is_composed(const struct xlit *x);

/* Do rules take each letter of a script other than the text's in this word?  Only those that are
 * run first are asked; what nobody else hears of: no trace, nothing is counted. */
enum status xlit_takes_others(struct xlit *x, struct span word, enum script own, bool *takes,
                              struct error *e) MUST_CHECK;

/* Whether a text may be cut behind any space or line feed: the rules leave these alone, and make
 * the same of either part without the other. */
bool xlit_parts_at_blanks(const struct xlit *x);

/* What becomes of letters of the source script that no rule takes: they are left as they are (the
 * default), removed, set in ⟨ ⟩, or make xlit_run fail with ST_SYNTAX.  Counted in every case.
 * A system from a script to the same one, and rules that do not name their script, have none. */
enum xlit_unmapped {
    XLIT_UNMAPPED_KEEP,
    XLIT_UNMAPPED_DROP,
    XLIT_UNMAPPED_MARK,
    XLIT_UNMAPPED_ERROR,
};
void xlit_set_unmapped(struct xlit *x, enum xlit_unmapped what);
uint64_t xlit_unmapped_count(const struct xlit *x);

/* One step of xlit_run, for --explain.  Spans are borrowed for the call only. */
struct xlit_step {
    struct span system; /* id of the system or of one that it calls, or the file of the rules */
    unsigned pass;      /* 1-based number of the pass among all of the system's */
    uint32_t line;      /* line of the rule in its file; 0 for a pass like ::NFC */
    struct span rule;   /* the rule as it is written */
    struct span key;    /* the text that was replaced */
    struct span output; /* what it was replaced with */
};
typedef void xlit_trace(void *context, const struct xlit_step *step);

/* Report each rule that is applied (NULL: none, the default). */
void xlit_set_trace(struct xlit *x, xlit_trace *trace, void *context);

#endif
