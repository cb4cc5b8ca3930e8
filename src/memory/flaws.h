/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What makes a pair of texts unfit for a translation memory, as far as it can be told without
 * knowing what they mean.  Each test errs on the side of keeping: a pair that one of them names is
 * very probably worthless or wrong.
 *
 *   empty      one side has no text but white space
 *   same       the target is the source, and that is a sentence, not a name, number or code
 *   control    control characters in a text; these can be repaired
 *   duplicate  another unit says the same in the same context (memory/clean.h finds these)
 *   language   a text is in another language or script than it says
 *   tags       the target lacks a tag or placeholder of the source, or has one more
 *   numbers    the same for numbers, by value (memory/numbers.h)
 *   length     one side is many times as long as the other
 */
#ifndef MEMORY_FLAWS_H
#define MEMORY_FLAWS_H

#include "base/buf.h"
#include "memory/tu.h"

enum flaw {
    FLAW_EMPTY,
    FLAW_SAME,
    FLAW_CONTROL,
    FLAW_DUPLICATE,
    FLAW_LANGUAGE,
    FLAW_TAGS,
    FLAW_NUMBERS,
    FLAW_LENGTH,
    FLAW_KINDS
};

const char *flaw_name(enum flaw f);

/* A set of flaws, a bit each, from "tags,numbers"; false when a name is unknown: *bad is it. */
bool flaws_parse(struct span list, unsigned *set, struct span *bad);

/* NULL when a text may well be in language `lang` (as it is written in the unit), else the name of
 * the language or script that it is in. */
typedef const char *flaw_language_fn(void *context, struct span text, struct span lang);

struct flaws_wanted {
    unsigned set;
    flaw_language_fn *other_language; /* NULL: FLAW_LANGUAGE is not looked for */
    void *context;
};

/* What is wrong with a pair: the set of flaws found, and for each a sentence for people. */
struct flaws {
    unsigned set;
    bool of_source;  /* empty, language: the source is at fault, and so every pair with it */
    struct buf why[FLAW_KINDS];
};

/* Look for flaws in a pair; `out` is used again from call to call. */
enum status flaws_find(struct flaws *out, const struct flaws_wanted *wanted,
                       const struct tm_variant *source, const struct tm_variant *target,
                       struct error *e) MUST_CHECK;

void flaws_free(struct flaws *f);

/* Has the text control characters that do not belong in one (C0 but tab and line ends, DEL, C1,
 * noncharacters, a byte-order mark)?  And append the text without them; those that part lines or
 * pages become a blank. */
bool flaw_has_control(struct span text);
void flaw_add_clean(struct buf *out, struct span text);

/* Append what one side has and the other lacks, in words; either may be empty. */
void flaws_tell_left(struct buf *out, struct span source, struct span target);

/* Is a text that stands untranslated in the target a fault: does it hold so many words of language
 * (not names, not code) that a translation could not be the same? */
bool flaw_is_untranslated(struct span text);

#endif
