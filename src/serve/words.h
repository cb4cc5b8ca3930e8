/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the concordance page says, in the reader's language.  That is not the language of the
 * process, which gettext serves, so these few words are in a table.
 */
#ifndef SERVE_WORDS_H
#define SERVE_WORDS_H

#include "base/span.h"

struct page_words {
    const char *lang; /* tag */
    const char *title, *phrase, *source, *target, *search, *origin;
    const char *found, *shown; /* before numbers */
    const char *previous, *next;
    const char *nothing, *empty, *same, *too_long, *unavailable; /* whole sentences */
};

/* The words that an Accept-Language header (RFC 9110) prefers; English where it names no other. */
const struct page_words *page_words_for(struct span accept);

#endif
