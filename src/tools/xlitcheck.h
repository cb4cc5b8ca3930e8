/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What xlit reports without changing anything: -c and --check-roundtrip. */
#ifndef TOOLS_XLITCHECK_H
#define TOOLS_XLITCHECK_H

#include "tools/chain.h"
#include "tools/cli.h"
#include "tools/filter.h"

struct checker {
    struct cli *cli;
    struct chain *chain; /* the way there */
    struct chain back;   /* the same systems the other way */
    struct buf there, returned, plain;
    struct buf open;     /* the undecided words of the token at hand, as they are reported */
    bool watching;       /* is a token at hand? */
    uint64_t findings;
};

/* Hear from the chain, which is not open yet, of words going back that stay undecided. */
void checker_listen(struct checker *k);

/* Open the systems of the chain in the other direction. */
enum status checker_open_back(struct checker *k, struct error *e) MUST_CHECK;
void checker_free(struct checker *k);

/* Append findings on one line of text: words that mix Latin and Cyrillic letters, and letters for
 * which the systems have no rule; going back, words that neither the rules nor the dictionary decide
 * (the word, then the reading that is written and its rivals).  Nothing is written with -q, only counted. */
enum status check_words(struct checker *k, const struct filter_input *in, struct buf *out,
                        struct error *e) MUST_CHECK;

/* Append the line, and what came back, if they differ after NFC. */
enum status check_roundtrip(struct checker *k, const struct filter_input *in, struct buf *out,
                            struct error *e) MUST_CHECK;

#endif
