/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tmterms --words: links between the words of lines "source ||| target", as fast_align reads and
 * writes them.
 */
#ifndef TOOLS_WORDLINKS_H
#define TOOLS_WORDLINKS_H

#include "align/words.h"
#include "tools/cli.h"

/* Read all files, align, write one line of links a line.  `priors` is a TSV file of words that
 * translate each other, or NULL. */
enum status wordlinks_run(struct cli *c, const struct words_options *options, const char *priors,
                          struct error *e) MUST_CHECK;

#endif
