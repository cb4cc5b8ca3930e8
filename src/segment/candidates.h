/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where sentences may begin: at ICU's boundaries, and where ICU sees none but a general rule of
 * segmentation does.
 */
#ifndef SEGMENT_CANDIDATES_H
#define SEGMENT_CANDIDATES_H

#include "base/vec.h"
#include "text/breaks.h"

struct candidate {
    size_t at;        /* the next segment would begin here */
    const char *rule; /* what proposes it; static */
};

struct candidate_vec {
    VEC_OF(struct candidate)
};

/* All of a paragraph in order; `out` is cleared first. */
enum status candidates_find(struct breaks *breaks, struct span text, struct candidate_vec *out,
                            struct error *e) MUST_CHECK;

#endif
