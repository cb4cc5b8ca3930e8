/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tmterms --words: links between the words of lines "source ||| target", as fast_align reads and
 * writes them.
 */
#ifndef TOOLS_WORDLINKS_H
#define TOOLS_WORDLINKS_H

#include "align/words.h"
#include "tools/cli.h"

struct wordlinks_options {
    struct words_options align;
    const char *source_lang, *target_lang;
    const char *priors;     /* TSV file of words that translate each other, or NULL */
    const char *save_model; /* file to write what was learned to, or NULL */
    const char *model;      /* file to link by instead of learning, or NULL */
};

/* Open the model of the options, which has to serve their languages and to have these features
 * (words_features); close it with word_model_close, also on failure. */
enum status wordlinks_open_model(struct word_model *m, const struct wordlinks_options *options,
                                 uint64_t features, struct error *e) MUST_CHECK;

/* Read all files, align, write one line of links a line. */
enum status wordlinks_run(struct cli *c, const struct wordlinks_options *options,
                          struct error *e) MUST_CHECK;

#endif
