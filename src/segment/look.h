/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking around in a paragraph.  Positions are bytes of it.
 */
#ifndef SEGMENT_LOOK_H
#define SEGMENT_LOOK_H

#include "base/span.h"

/* The code point at `at`, and the one that ends there; 0 beyond the ends. */
uint32_t look_at(struct span t, size_t at);
uint32_t look_before(struct span t, size_t at);

/* Behind the white space at `at`; before the white space that ends there. */
size_t look_past_space(struct span t, size_t at);
size_t look_back_space(struct span t, size_t at);

/* Letters, marks and digits make words. */
bool look_is_word(uint32_t c);

/* The word that begins at `at`, empty where there is none. */
struct span look_word(struct span t, size_t at);

/* The start of what stands without a space before `end` and can belong to an abbreviation; not
 * before `limit`. */
size_t look_token(struct span t, size_t end, size_t limit);

/* Length of the footnote marks "[1][2]" at `at`. */
size_t look_notes(struct span t, size_t at);

#endif
