/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Placeables: the parts of a segment that a translation takes over or writes in its own way, and
 * that often are all that differs between two segments.
 *
 *     address  a URL or an e-mail address                       (text/spans.h)
 *     tag      an XML tag, a character reference, a placeholder such as {0} or %s   (text/spans.h)
 *     date     in digits or written out in the language         (text/date.h)
 *     name     of an authority, listed or derived, inflected    (names/find.h, exact); in texts of
 *              up to 64 KiB
 *     number   also the digits of an ordinal                    (text/number.h)
 *
 * They do not overlap; where two kinds could begin, the one named first here wins.  What is
 * recognised depends on the text, the language and the authority alone, never on the other segment
 * or on texts before.
 */
#ifndef MEMORY_PLACEABLE_H
#define MEMORY_PLACEABLE_H

#include "base/vec.h"
#include "names/find.h"
#include "text/date.h"
#include "text/number.h"

/* A language and the names that are recognised in it. */
struct tm_language {
    struct span tag;        /* primary: "kk" */
    struct finder *names;   /* borrowed; NULL: none are recognised.  With `exact` and `all`, one
                               language and one style, whose spellings repaired texts take */
};

/* Both languages of a look-up; the finders are two. */
struct tm_languages {
    struct tm_language source, target;
    char fingerprint[16];   /* of the authority; empty without names */
};

enum tm_class { TM_NUMBER = 1, TM_ADDRESS, TM_TAG, TM_DATE, TM_NAME, TM_CLASSES };

struct placeable {
    enum tm_class class;
    size_t from, to;              /* bytes of the text */
    union {
        struct number_found number;
        struct date date;
        struct mention mention;   /* its spans are borrowed until the finder runs again */
    };
};

struct placeables {
    VEC_OF(struct placeable)
};

/* The placeables of a text in their order; `out` is emptied first.  `lang` may be NULL: no names,
 * dates in digits only. */
enum status placeables_find(struct placeables *out, struct span text,
                            const struct tm_language *lang, struct error *e) MUST_CHECK;

#endif
