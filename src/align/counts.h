/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts of phrases as lines of text, for corpora that no machine's memory holds.  A line is a key,
 * a tab, and a number; keys have fields parted by tabs, and a phrase is the stems of its words
 * (align/vocab.h) parted by spaces:
 *
 *   all     LANGUAGE  LANGUAGE         segments; behind a language stands " hunspell" where that has
 *                                      brought words to their dictionary form
 *   pair    PHRASE  PHRASE  EDGES      segments in which the links keep the two together, by which
 *                                      words at their edges have none: bits, one hexadecimal digit
 *                                      (enum phrase_edge)
 *   source  PHRASE  TEXT               segments that have the source phrase first as TEXT
 *   target  PHRASE  TEXT               the same of the target language
 *
 * Lines are sorted by bytes.  What a segment adds depends on the segment and the model of its words
 * alone, so counts of parts of a corpus, added line by line, are those of the whole, however it was
 * parted; and as keys and numbers are plain text, any tool that sorts and adds can do that, too.
 */
#ifndef ALIGN_COUNTS_H
#define ALIGN_COUNTS_H

#include "align/phrase_table.h"
#include "align/words.h"
#include "base/sums.h"

struct counts {
    struct sums *sums;
    struct span all;          /* that key; borrowed */
    struct phrase_table seen; /* in which segment a phrase or pair was counted last */
};

/* Append the first of these keys. */
void counts_add_all(struct buf *out, const struct word_model_languages *languages,
                    const struct phrase_side *source, const struct phrase_side *target);

/* Empty, with about `memory` bytes for what is counted; `all` as counts_add_all has it. */
enum status counts_open(struct counts *c, struct span all, size_t memory,
                        struct error *e) MUST_CHECK;

/* Add the segment pairs of two sides with the links of their words. */
enum status counts_add(struct counts *c, const struct phrase_side *source,
                       const struct phrase_side *target, const struct word_links *links,
                       struct error *e) MUST_CHECK;

void counts_close(struct counts *c);

/* ---- ranking ---- */

struct counts_ranking;

/* Returns new in *out: what takes the merged counts in their order (counts_take) and makes pairs of
 * them.  The sides are to be empty; they get the phrases of pair k as segment k. */
enum status counts_ranking_open(struct counts_ranking **out, struct span all,
                                struct phrase_side *source, struct phrase_side *target,
                                const struct phrase_options *options,
                                struct error *e) MUST_CHECK;

/* A merge_fn whose context is the ranking.  ST_SYNTAX for what is no such key, ST_UNSUPPORTED for
 * counts of other languages. */
enum status counts_take(void *ranking, struct span key, uint64_t n, struct error *e) MUST_CHECK;

/* All pairs, best first; `out` is cleared first.  Where there are too many pairs for memory the
 * rarest are left out; *least is the number of segments that those kept have. */
enum status counts_rank(struct counts_ranking *r, struct phrase_vec *out, unsigned *least,
                        struct error *e) MUST_CHECK;

void counts_ranking_free(struct counts_ranking *r);

#endif
