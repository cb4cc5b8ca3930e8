/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences that end without saying so.  Text copied from tables, slides and PDF, and text full of
 * headings, has sentences without a full stop, and the next one begins in the same paragraph.  A
 * capital is then all that tells them apart, and names and German nouns have capitals, too.  What
 * begins a sentence is learnt from the text itself: how many of its paragraphs end without a full
 * stop; for each word, how often it begins a sentence and how often it is written small; and for
 * each word, number or sign before the capital, how often it ends a sentence and how often not.
 * What is seen seldom is judged by the last letters, too: endings tell verbs from nouns.
 */
#ifndef ALIGN_WEAK_H
#define ALIGN_WEAK_H

#include "base/error.h"
#include "base/span.h"
#include "base/vec.h"

/* A run of text with white space at neither end. */
struct piece {
    struct span text;
    bool begins;  /* a paragraph */
    float chance; /* that a sentence begins with it: 1 but where only a capital says so */
};

struct piece_vec {
    VEC_OF(struct piece)
};

/* Cut sentences further where others may begin.  Each piece of `sentences` is borrowed text of one
 * buffer; `out` is cleared first. */
enum status weak_cut(const struct piece_vec *sentences, struct piece_vec *out,
                     struct error *e) MUST_CHECK;

#endif
