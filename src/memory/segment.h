/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How two segments are compared, and what the score of a match is.
 *
 * Text is first brought to NFC, runs of white space become one space, and there is none at the
 * ends.  Then it is cut into symbols:
 *
 *     words   (default) Unicode words after case folding, and single characters of punctuation or
 *             other signs (text/words.h)
 *     chars   code points, letter case kept
 *
 * The bare score is 100 * (1 - d / n): d the Levenshtein distance between the two sequences of
 * symbols (insertion, deletion, substitution cost 1 each), n the length of the longer one.
 *
 * Unless the bare formula is asked for, each placeable (placeable.h: number, date, address, tag,
 * name) is one symbol of its class in both metrics, and these penalties are taken off the score so
 * made (never below 0):
 *
 *     1   for each placeable that stands in the other's place with another value: other text, after
 *         case folding with words
 *     1   when everything else is equal and the texts still differ: in letter case or in spacing
 *
 * So 100 means the same text, and a segment that differs only in one number or name has 99.
 *
 * Each of two segments is cut by itself, in the same way and as text in the same language.  What is
 * recognised in the one and not in the other (a name that no authority has beside one that is
 * listed) is a class on one side and words or characters on the other, which are never equal: an
 * edit like any other.  So the score is symmetric, and equal texts always have 100.
 *
 * Scores are quotients of whole numbers rounded once, so that comparing one with a limit such as
 * 70 or 66.5 is exact.
 */
#ifndef MEMORY_SEGMENT_H
#define MEMORY_SEGMENT_H

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "memory/placeable.h"
#include "text/editdist.h"

struct tm_mode {
    bool chars; /* else words */
    bool bare;  /* no classes, no penalties */
    const struct tm_languages *languages; /* segments are text in `source`; borrowed.  NULL: no
                                             names, dates in digits only */
};

/* Numbers for tokens: learnt (in `ids`), or looked up in a vocabulary that is made elsewhere. */
struct tm_vocab {
    struct map ids;
    struct buf key; /* scratch */
    bool (*find)(const void *words, struct span token, uint32_t *id); /* NULL: look into `ids` */
    const void *words;
};

/* Numbers that are no token's: unknown ones and the classes (enum tm_class).  Tokens begin at
 * TM_FIRST_TOKEN, in the order in which they were learnt. */
enum { TM_UNKNOWN, TM_FIRST_TOKEN = TM_CLASSES };

struct symbols {
    VEC_OF(uint32_t)
};

struct tm_segment {
    struct buf text;        /* normalized */
    struct symbols symbols;
    struct symbols values;  /* of the placeables, in order; empty when bare */
    struct placeables placeables; /* of `text`; none when bare */
    struct buf folded;      /* scratch */
};

/* Fill `out` (reused from call to call) from a text.  With `learn` new tokens enter the vocabulary;
 * without it all unknown tokens are one symbol, which equals none of the vocabulary. */
enum status tm_segment_set(struct tm_segment *out, struct span text, struct tm_mode mode,
                           struct tm_vocab *vocab, bool learn, struct error *e) MUST_CHECK;

void tm_segment_free(struct tm_segment *s);
void tm_vocab_free(struct tm_vocab *v);

/* NFC with single spaces, none at the ends: appended to `out`. */
enum status tm_normalize(struct buf *out, struct span text, struct error *e) MUST_CHECK;

/* A segment as the index holds it. */
struct tm_packed {
    struct span text;
    const uint32_t *symbols, *values;
    uint32_t n_symbols, n_values;
};

/* The largest distance that still reaches `min_score` for segments of n and m symbols; SIZE_MAX
 * when none does. */
size_t tm_score_limit(size_t n, size_t m, double min_score);

/* Score of two segments that are `distance` apart.  `values` compares values: it is set up for
 * those of `a`. */
double tm_score(const struct tm_segment *a, const struct tm_packed *b, size_t distance,
                struct edit_pattern *values);

#endif
