/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to tmem_lookup.c, which reads lines and asks the memory, and tmem_rows.c, which writes what
 * was found, and tmem_glossary.c, which reads glossaries. */
#ifndef TOOLS_TMEM_LOOKUP_H
#define TOOLS_TMEM_LOOKUP_H

#include "memory/fragment.h"
#include "memory/glossary.h"
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
    bool broken;         /* the file ends in a failure behind `now` */
    bool json, color;
    uint64_t found;      /* lines with a match, a fragment or a term */
    struct tm_terms terms;             /* of --glossary */
    struct tm_terms_found terms_found; /* of the line */
    struct tm_fragments fragments;     /* of the line, with --fragments */
};

/* Append the rows of a line's matches, or that there are none. */
enum status rows_add(struct lookup *l, const struct asked *a, const struct tm_matches *matches,
                     struct buf *out, struct error *e) MUST_CHECK;

/* Append the rows of what was found in parts of the line: l->fragments and l->terms_found. */
void rows_add_parts(struct lookup *l, const struct asked *a, struct buf *out);

/* Read the files of --glossary (tmem_glossary.c). */
enum status glossaries_read(struct lookup *l, struct error *e) MUST_CHECK;

#endif
