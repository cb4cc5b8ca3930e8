/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to tmem_lookup.c, which reads lines and asks the memory, and tmem_rows.c, which writes what
 * was found. */
#ifndef TOOLS_TMEM_LOOKUP_H
#define TOOLS_TMEM_LOOKUP_H

#include "tools/tmem.h"

/* A line, kept until the next one is there, for what stands around it matters. */
struct asked {
    struct buf line;  /* with its terminator */
    struct buf query; /* what is looked up */
    uint64_t number;  /* of the line or record */
    bool waits;       /* to be answered */
};

struct lookup {
    struct cli *c;
    struct tmem *t;
    struct tm_lookup *memory;
    struct tm_lookup_options options;
    struct asked now, next;
    struct buf previous; /* the query before `now` */
    struct buf field;    /* scratch */
    struct buf marked;   /* the source with --diff */
    uint64_t number;     /* of the line that came last */
    bool json, color;
    uint64_t found;      /* lines with a match */
};

/* Append the rows of a line's matches, or that there are none. */
enum status rows_add(struct lookup *l, const struct asked *a, const struct tm_matches *matches,
                     struct buf *out, struct error *e) MUST_CHECK;

#endif
