/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Layout of a language's section in a pack of lexicons, shared by lexicon_compile.c and lexicon.c.
 *
 * A head, then parts at multiples of four bytes, in the order of enum lexicon_part.  Stems lie in
 * buckets by the hash of their text, each as four bytes (its length, the number of its set of flags)
 * and the text; a set is a run of sorted flags.  Rules lie in buckets by what they add.
 */
#ifndef NAMES_LEXICON_FORMAT_H
#define NAMES_LEXICON_FORMAT_H

#include "pack/pack.h"

#define LEXICON_PACK PACK_TAG('w', 'o', 'r', 'd')
enum { LEXICON_PACK_VERSION = 1 };

enum lexicon_part {
    LEXICON_BUCKETS,      /* where each bucket of stems begins, and the last one ends */
    LEXICON_STEMS,
    LEXICON_SETS,         /* where each set begins in the flags, and the last one ends */
    LEXICON_FLAGS,
    LEXICON_RULE_BUCKETS, /* numbers of rules, as above */
    LEXICON_RULES,
    LEXICON_LETTERS,
    LEXICON_TEXT,
    LEXICON_PARTS
};

enum { LEXICON_DOUBT = 0xFFFFFF /* in place of a set: what Hunspell says of it is not known */ };

enum lexicon_flag {
    LEXICON_OPEN = 1,    /* there are words besides: what is not found may be one */
    LEXICON_TURKISH = 2, /* I and ı, İ and i */
};

struct lexicon_head {
    uint32_t flags, zero;
    struct {
        uint32_t at, len;
    } part[LEXICON_PARTS];
};

enum { LEXICON_PREFIX = 1, LEXICON_CROSS = 2 /* goes with one at the other end of the word */ };

/* With a flag, a word that ends in `strip` (begins: a prefix) and fits `condition` has another one
 * with `add` in its place. */
struct lexicon_rule {
    uint32_t strip, add, condition; /* where they are in the text */
    uint16_t flag;
    uint8_t kind, strip_len, add_len, condition_len;
    uint16_t zero;
};

/* A letter that is read as another one, as several, or not at all. */
struct lexicon_letter {
    uint32_t letter, text, len;
};

static inline uint32_t lexicon_hash(struct span s, unsigned kind)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325) + kind;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    return (uint32_t)(h ^ h >> 32);
}

/* The section of a language by the primary subtag of a tag. */
static inline uint32_t lexicon_tag(struct span lang)
{
    uint32_t tag = 0;

    for (size_t i = 0; i < lang.len && i < 4 && lang.ptr[i] != '-' && lang.ptr[i] != '_'; i++)
        tag |= (uint32_t)(unsigned char)lang.ptr[i] << 8 * i;
    return tag;
}

#endif
