/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What names are made of besides names: legal forms of companies, titles, particles, numbers, the
 * words that thousands of organizations share.  dictionaries/sounds/common.txt tells what the kinds
 * mean; it is compiled into the programs.
 */
#ifndef NAMES_COMMON_H
#define NAMES_COMMON_H

#include "base/span.h"

enum common_kind {
    COMMON_NONE,
    COMMON_SIGN,
    COMMON_ORDINAL,
    COMMON_LEGAL,
    COMMON_SUFFIX,
    COMMON_TITLE,
    COMMON_PARTICLE,
    COMMON_STOP,
    COMMON_EQUAL,
    COMMON_VAGUE,
    COMMON_WORD,
    COMMON_NUMBER,
};

struct common {
    const char *key;
    uint8_t kind;   /* enum common_kind */
    bool capitals;  /* only where it is written in capitals */
    uint16_t group; /* of a kind; the number itself of a number */
};

/* The entry of a spelling, NULL for none.  `key` is folded, without spaces, dots and apostrophes.
 * *more tells whether a longer spelling begins so. */
const struct common *common_find(struct span key, bool *more);

/* Name of a group that is not of numbers: "limited", "stock.public". */
const char *common_group(unsigned group);

/* May a company have both legal forms? */
bool common_same_form(unsigned a, unsigned b);

#endif
