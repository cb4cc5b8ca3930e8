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
 * punctuation, or are a piece of a longer phrase that is about as frequent are left out, and
 * so are rare translations of what is usually translated otherwise.
 *
 * Words count by their stems (align/vocab.h), so inflected forms of one phrase are one; the first
 * place shows it in its usual form, and as a dictionary would have it where the text does.
 */
#ifndef ALIGN_PHRASES_H
#define ALIGN_PHRASES_H

#include "align/vocab.h"
#include "align/words.h"

enum { PHRASE_WORDS = 6, PHRASE_EXAMPLES = 2 };

/* One language side of the segment pairs. */
struct phrase_side {
    struct side side;
    VEC(struct span) texts;  /* borrowed from the arena */
    VEC(uint8_t) marks;      /* of each token: enum phrase_mark */
    struct arena arena;
    const struct map *function_words; /* folded words, 1 for those that bind; may be NULL; borrowed */
    struct buf scratch;
};

enum phrase_mark {
    MARK_BREAK = 1,    /* punctuation that no phrase crosses */
    MARK_JOIN = 2,     /* a hyphen or an apostrophe: inside a phrase only */
    MARK_FUNCTION = 4, /* at the edge of a phrase only where it belongs to it */
    MARK_NUMBER = 8,   /* does not make a phrase alone */
    MARK_LEMMA = 16,   /* as in a dictionary */
    MARK_BINDS = 32,   /* a function word that may belong to phrases (not, in, жоқ) */
};

/* `spell`: borrowed, may be NULL: see align/vocab.h. */
void phrase_side_init(struct phrase_side *s, const struct map *function_words,
                      struct spell *spell);
enum status phrase_side_add(struct phrase_side *s, struct span text, struct error *e) MUST_CHECK;
void phrase_side_free(struct phrase_side *s);

/* Make room for other segments; what was learned of words is kept as long as there are few of them,
 * else forgotten, too, and types are numbered anew. */
void phrase_side_reset(struct phrase_side *s);

/* Is a token that is as its type's text a sign that joins words? */
bool phrase_is_join(struct span sign);

/* Where a phrase stands: token numbers inside the segment. */
struct phrase_place {
    uint32_t segment;
    uint16_t source, target;
};

/* The edges of a pair as bits: the source's, and EDGE_TARGET bits on the target's. */
enum phrase_edge { EDGE_LEFT = 1, EDGE_RIGHT = 2, EDGE_TARGET = 2 };

struct phrase_pair {
    uint8_t n_source, n_target;   /* tokens */
    uint8_t n_places;
    uint8_t loose;                /* edges whose word was never linked nor bound: enum phrase_edge */
    uint32_t linked;              /* segment pairs in which the two are linked */
    uint32_t pairs;               /* segment pairs in which both stand */
    uint32_t source_count, target_count; /* segments that have the phrase */
    float whole; /* 1 where both phrases stand by themselves, less for pieces of longer ones */
    double score;      /* for the order alone */
    double confidence; /* how often the halves are linked where one of them stands, 0 to 1 */
    uint32_t rival;    /* place of the next pair with the same source phrase; they make a ring */
    struct phrase_place places[PHRASE_EXAMPLES];
};

struct phrase_vec {
    VEC_OF(struct phrase_pair)
};

struct phrase_options {
    unsigned min_count; /* of segment pairs; 0 = 2 */
    unsigned threads;   /* see struct sampler_options */
    uint64_t seed;      /* likewise */
    struct word_model_languages languages; /* that a model is to name */
};

/* All phrase pairs, best first; `out` is cleared first.  Both sides have as many segments.  `model`
 * as for words_align. */
enum status phrases_extract(const struct phrase_side *source, const struct phrase_side *target,
                            const struct phrase_options *options, struct phrase_vec *out,
                            struct buf *model, struct error *e) MUST_CHECK;

/* How phrases want words to be linked: with what options. */
struct words_options phrases_words(const struct phrase_options *options);

/* Set score and confidence from the counts of a text of so many segments.  The score grows with the
 * root of the log-likelihood ratio; it is less for pairs whose halves stand without each other, are
 * seldom linked, or are pieces of longer ones, and more where a half has several words: that is what
 * a dictionary lacks.  The confidence is the geometric mean of the lower bounds (E. Wilson, "Probable
 * Inference, the Law of Succession, and Statistical Inference", 1927; one standard deviation) of both
 * shares. */
void phrase_rate(struct phrase_pair *p, uint64_t segments);

/* The text of a phrase as it stands in its segment: `n` tokens from token `at`. */
struct span phrase_text(const struct phrase_side *s, uint32_t segment, uint32_t at, uint32_t n);

#endif
