/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where sentences may begin: at ICU's boundaries, and where ICU sees none but a general rule of
 * segmentation does.
 */
#ifndef SEGMENT_CANDIDATES_H
#define SEGMENT_CANDIDATES_H

#include "base/vec.h"
#include "text/breaks.h"

enum candidate_kind {
    CANDIDATE_ICU,    /* ICU's own */
    CANDIDATE_TIGHT,  /* "word.Next" */
    CANDIDATE_NOTE,   /* behind footnote marks */
    CANDIDATE_CLOSED, /* behind closing marks that stand off by a space */
    CANDIDATE_ITEM,   /* a list marker */
    CANDIDATE_DASH,   /* a dash, and a capital behind it */
    CANDIDATE_POINTS, /* a capital behind "…" */
    CANDIDATE_DIGIT,  /* a number behind a full stop */
};

/* The name of its rule. */
extern const char *const candidate_rule[];

struct candidate {
    size_t at; /* the next segment would begin here */
    enum candidate_kind kind;
};

struct candidate_vec {
    VEC_OF(struct candidate)
};

/* All of a paragraph in order; `out` is cleared first. */
enum status candidates_find(struct breaks *breaks, struct span text, struct candidate_vec *out,
                            struct error *e) MUST_CHECK;

#endif
