/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Phrase pairs: runs of up to PHRASE_WORDS words on both sides of segment pairs that translate
 * each other, found by the program itself.  A pair is taken where the links of its words stay
 * inside it (F. Och and H. Ney, "The Alignment Template Approach to Statistical Machine
 * Translation", Computational Linguistics 30, 2004; links of function words are not asked), which
 * has to be so in a good part of the segments in which both halves stand.  Pairs are ranked by the
 * log-likelihood ratio of how often their halves meet (T. Dunning, "Accurate Methods for the
 * Statistics of Surprise and Coincidence", Computational Linguistics 19, 1993), weighted by length
 * and by how often neither half stands alone.  Phrases that begin or end in a function word, cross
 * punctuation, or are a piece of a longer phrase that is about as frequent are left out.
 *
 * Words count by their stems (align/vocab.h), so inflected forms of one phrase are one; of these
 * the first place shows the one with the most words in their dictionary form.
 */
#ifndef ALIGN_PHRASES_H
#define ALIGN_PHRASES_H

#include "align/vocab.h"
#include "align/words.h"

enum { PHRASE_WORDS = 6, PHRASE_EXAMPLES = 3 };

/* One language side of the segment pairs. */
struct phrase_side {
    struct side side;
    VEC(struct span) texts;  /* borrowed from the arena */
    VEC(uint8_t) marks;      /* of each token: enum phrase_mark */
    struct arena arena;
    const struct map *function_words; /* folded words; may be NULL; borrowed */
    struct buf scratch;
};

enum phrase_mark {
    MARK_BREAK = 1,    /* punctuation that no phrase crosses */
    MARK_JOIN = 2,     /* a hyphen or an apostrophe: inside a phrase only */
    MARK_FUNCTION = 4, /* not at the edge of a phrase */
    MARK_NUMBER = 8,   /* does not make a phrase alone */
    MARK_LEMMA = 16,   /* as in a dictionary */
};

/* `spell`: borrowed, may be NULL: see align/vocab.h. */
void phrase_side_init(struct phrase_side *s, const struct map *function_words,
                      struct spell *spell);
enum status phrase_side_add(struct phrase_side *s, struct span text, struct error *e) MUST_CHECK;
void phrase_side_free(struct phrase_side *s);

/* Where a phrase stands: token numbers inside the segment. */
struct phrase_place {
    uint32_t segment;
    uint16_t source, target;
};

struct phrase_pair {
    uint8_t n_source, n_target;   /* tokens */
    uint8_t n_places;
    uint8_t bound;                /* words that are linked, at most */
    uint8_t lemmas;               /* words of places[0] that are as in a dictionary */
    uint32_t linked;              /* segment pairs in which the two are linked */
    uint32_t pairs;               /* segment pairs in which both stand */
    uint32_t source_count, target_count; /* segments that have the phrase */
    float whole; /* 1 where both phrases stand by themselves, less for pieces of longer ones */
    double score;
    struct phrase_place places[PHRASE_EXAMPLES];
};

struct phrase_vec {
    VEC_OF(struct phrase_pair)
};

struct phrase_options {
    unsigned min_count; /* of segment pairs; 0 = 2 */
    unsigned threads;   /* see struct sampler_options */
};

/* All phrase pairs, best first; `out` is cleared first.  Both sides have as many segments. */
enum status phrases_extract(const struct phrase_side *source, const struct phrase_side *target,
                            const struct phrase_options *options, struct phrase_vec *out,
                            struct error *e) MUST_CHECK;

/* Set the score from the counts of a text of so many segments: the log-likelihood ratio, less for
 * pairs whose halves stand without each other, of whose words few are linked, or that are pieces of
 * longer ones; more for longer phrases. */
void phrase_rate(struct phrase_pair *p, uint64_t segments);

/* The text of a phrase as it stands in its segment: `n` tokens from token `at`. */
struct span phrase_text(const struct phrase_side *s, uint32_t segment, uint32_t at, uint32_t n);

#endif
