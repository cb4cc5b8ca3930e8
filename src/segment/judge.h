/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a sentence begin at a candidate?  The rules look at what stands before and after it; some ask
 * where the current segment began, so candidates are judged from left to right.
 */
#ifndef SEGMENT_JUDGE_H
#define SEGMENT_JUDGE_H

#include "segment/candidates.h"
#include "segment/learnt.h"
#include "segment/marks.h"
#include "segment/rules.h"

struct judge {
    const struct seg_rules *rules; /* NULL: none */
    const struct learnt *learnt;
    const struct range_vec *quotes; /* of the paragraph */
    struct span text;               /* the paragraph */
    size_t begun;                   /* start of the current segment */
    struct list_marker item;        /* that it begins with */
    size_t quote;                   /* first quotation not yet passed */
    /* around the candidate */
    size_t at;
    size_t stop;     /* first byte of the terminators before it */
    size_t stop_end; /* behind them */
    size_t next;     /* first letter or digit after it and opening marks */
};

enum verdict { OPEN, BREAK, JOIN };

struct ruling {
    enum verdict verdict;
    const char *rule; /* static; NULL when open */
};

/* A segment begins at `at`. */
void judge_begin(struct judge *x, size_t at);

struct ruling judge_at(struct judge *x, const struct candidate *c);

#endif
