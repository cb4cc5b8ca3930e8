/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking segments up in one or more memories: the index (index.h) finds, the store gives the
 * texts.
 *
 * Several memories are searched as one.  What a memory's penalty is, is taken off the scores of its
 * matches, and the rest compared with the limit; of equal scores the memory that was added first
 * comes first.
 *
 * A full match (100) that stands in its memory as it does in the document has TM_IN_CONTEXT:
 *
 *   - its context has the name of the place that is asked for, or else
 *   - the segments before and behind it are the same.  They are those that the unit names (TMX
 *     props x-context-pre and x-context-post as memoQ has them, prev and next as OmegaT has them);
 *     where it names none, the units of the numbers before and behind it in the same import and of
 *     the same origin.  At the beginning and the end of a document there is nothing on one side, and
 *     that has to be so on both.
 */
#ifndef MEMORY_LOOKUP_H
#define MEMORY_LOOKUP_H

#include "memory/index.h"

/* What stands around a segment in its document.  At the beginning and the end of the document
 * `previous` or `next` is empty. */
struct tm_context {
    struct span previous, next; /* the segments before and behind it */
    struct span id;             /* name of its place there, such as a key of a string; may be empty */
};

struct tm_lookup_options {
    double min_score;  /* 0 to 100 */
    size_t top;        /* at most so many distinct target texts; 0 = no limit */
    bool exhaustive;   /* compare with everything: slower, the same answer */
    bool no_repair;    /* targets as they are */
    bool repeat;       /* also matches with the target of a better one */
    const struct tm_context *context; /* NULL: not known, so nothing scores 101 */
};

enum { TM_IN_CONTEXT = 101 };

struct tm_match {
    double score;
    size_t memory;       /* which of the memories, in the order of adding */
    int64_t changed;
    struct tm_unit unit; /* all of it */
    const struct tm_variant *source, *target;
    struct span text;    /* the translation to use: the target's, or that repaired */
    bool repaired;       /* placeables of the query stand in `text` for those of the source */
    struct span changes; /* then what was put in: "2023 -> 2025"; several with "; " between; else what
                            should have been and could not, so that `text` has the old values */
};

struct tm_matches {
    VEC_OF(struct tm_match)
};

struct tm_lookup;

/* Get a memory ready for look-ups in one direction.  The store (NULL: none yet) and the languages
 * of the mode are borrowed until tm_lookup_free; where the mode has none, no names are recognised.
 * Returns new in *out. */
enum status tm_lookup_open(struct tm_lookup **out, struct tm_store *s,
                           const struct tm_direction *direction, struct tm_mode mode,
                           struct error *e) MUST_CHECK;

/* One more memory, whose matches have so much less.  The store is borrowed until tm_lookup_free. */
enum status tm_lookup_add(struct tm_lookup *l, struct tm_store *s, double penalty,
                          struct error *e) MUST_CHECK;

void tm_lookup_free(struct tm_lookup *l);

/* Why the index is not kept in a file, or NULL; see tm_index_note. */
const struct error *tm_lookup_note(const struct tm_lookup *l);

/* Matches of a segment, best first (equal scores: memory, newest change, number of the unit); of
 * several with the same target text the first.  Borrowed until the next call. */
enum status tm_lookup_find(struct tm_lookup *l, struct span query,
                           const struct tm_lookup_options *options,
                           const struct tm_matches **out, struct error *e) MUST_CHECK;

/* Append how the query differs from a match's source, word by word: words only in the source as
 * [-…-], words only in the query as {+…+}, or in colour (red struck through, green). */
enum status tm_lookup_diff(struct buf *out, struct span source, struct span query, bool color,
                           struct error *e) MUST_CHECK;

#endif
