/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SRX 1.0 and 2.0 (LISA/GALA Segmentation Rules eXchange): which rules a language has, each rule
 * two regular expressions and whether there is a break between what they match.  Expressions are
 * read as they stand, not compiled.  Elements of other name spaces are passed over, except Okapi's
 * option useIcu4jBreakRules.
 */
#ifndef INTERCHANGE_SRX_H
#define INTERCHANGE_SRX_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

enum {
    SRX_MAX_FILE = 16 * 1024 * 1024, /* bytes */
    SRX_MAX_RULES = 20000,
};

struct srx_rule {
    struct span before, after; /* expressions; empty: whatever stands there */
    const char *name;          /* "LANGUAGERULENAME:LINE", for reports */
    uint64_t line;
    bool breaks;
};

struct srx_language {
    struct span name; /* languagerulename */
    VEC(struct srx_rule) rules;
};

struct srx_map {
    struct span pattern; /* of language codes */
    size_t language;     /* of srx.languages */
    uint64_t line;
};

struct srx {
    const char *file; /* for messages; borrowed until srx_free() */
    bool cascade;     /* the rules of all maps that match count, one after another */
    bool icu;         /* rules stand over ICU's sentence boundaries */
    VEC(struct srx_language) languages;
    VEC(struct srx_map) maps; /* in the order of the file */
    struct arena arena;
};

/* Read a file; returns new in `s`, which srx_free() empties whatever comes back.  ST_SYNTAX with
 * the line of what is wrong, ST_UNSUPPORTED for another version, ST_LIMIT. */
enum status srx_parse(struct srx *s, struct span bytes, const char *file, struct error *e)
    MUST_CHECK;

void srx_free(struct srx *s);

#endif
