/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tmterms --model, --counts, --merge: phrases of corpora of any size, by counts (align/counts.h).
 */
#ifndef TOOLS_TERMSCOUNT_H
#define TOOLS_TERMSCOUNT_H

#include "tools/termsin.h"
#include "tools/wordlinks.h"

struct termscount_options {
    struct wordlinks_options links; /* the model, and how it links */
    struct phrase_options phrases;
    const char *from;               /* as for terms_read */
    bool counts;                    /* write counts; else they are ranked */
    bool merge;                     /* the input is counts, not text */
};

/* Count the phrases of all files by the model, or merge their counts, and write the counts or rank
 * them into `pairs`, whose texts are then those of *in.  The sides of *in are empty at first. */
enum status termscount_run(struct cli *c, const struct termscount_options *options,
                           struct terms_input *in, struct phrase_vec *pairs,
                           struct error *e) MUST_CHECK;

#endif
