/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namematch's options and its ways of working, each in a file of its own. */
#ifndef TOOLS_NAMEMATCH_H
#define TOOLS_NAMEMATCH_H

#include "names/lookup.h"
#include "tools/cli.h"
#include "tools/names_open.h"

struct namematch {
    struct cli *cli;
    const char *style_name;
    bool best, pairs, join, cluster, json;
    double top, min_score; /* as given; negative: not given */
    uint64_t found;        /* lines for which something was found */

    struct authority *a;
    struct styles *styles;
    struct xlit_db *db;
    struct style *style;
    struct lookup *lookup;
    struct lookup_hits hits;
    struct buf field, field2;
};

/* Look up each line of the files; exit status. */
int namematch_lookup(struct namematch *m);

/* Score two names a line. */
int namematch_pairs(struct namematch *m);

/* Lines of one list that name the same as lines of another. */
int namematch_join(struct namematch *m);

/* Lines of a list by whom they name. */
int namematch_cluster(struct namematch *m);

/* One row of output: fields parted by tabs and escaped, or a JSON object. */
struct row {
    struct buf *out;
    bool json, first;
};

struct row row_begin(const struct namematch *m, struct buf *out);
void row_text(struct row *r, const char *key, struct span value);
void row_count(struct row *r, const char *key, uint64_t value);
void row_empty(struct row *r, const char *key);
void row_score(struct row *r, double score);
/* Which words of two names agree; with `rarity`, what a list of so many records has to do with it. */
enum status row_explanation(struct row *r, struct span first, struct span second,
                            const struct rarity *rarity, double score, uint32_t records,
                            struct error *e) MUST_CHECK;
/* End the row; a newline follows unless the caller's driver writes it. */
void row_end(struct row *r, bool newline);

/* Column number `n` (from 0) of -C of a line, or all of it without -C, unescaped into `field`. */
struct span namematch_query(const struct namematch *m, struct span line, size_t n,
                            struct buf *field);

#endif
