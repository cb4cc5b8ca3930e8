/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A part of an index: the segments of some units of a memory in one direction and one mode, as a
 * compiled file (pack/pack.h) that is mapped, or the same bytes in memory.  Private to index_*.c.
 *
 * Segments are distinct normalized texts, sorted by their number of symbols.  What is stored of
 * each is where it begins in the sections below; it ends where the next one begins.
 */
#ifndef MEMORY_INDEX_PART_H
#define MEMORY_INDEX_PART_H

#include "memory/index.h"
#include "pack/pack.h"

enum { PART_VERSION = 2 };
#define PART_PACK PACK_TAG('t', 'm', 'i', 'x')

#define PART_HEAD PACK_TAG('H', 'E', 'A', 'D')     /* struct part_head */
#define PART_CHANGED PACK_TAG('C', 'H', 'G', 'D')  /* u32: units that it knows better, sorted */
#define PART_TEXT PACK_TAG('T', 'E', 'X', 'T')     /* the texts */
#define PART_SEGMENTS PACK_TAG('S', 'E', 'G', 'S') /* struct part_segment, and one behind the last */
#define PART_LENGTHS PACK_TAG('L', 'E', 'N', 'S')  /* u32: first segment of n symbols or more */
#define PART_SYMBOLS PACK_TAG('S', 'Y', 'M', 'S')  /* words: u32 tokens; chars: u8 letters */
#define PART_VALUES PACK_TAG('V', 'A', 'L', 'S')   /* u32 tokens of placeables */
#define PART_PAIRS PACK_TAG('P', 'A', 'I', 'R')    /* struct part_pair */
#define PART_TOKENS PACK_TAG('T', 'O', 'K', 'S')   /* the vocabulary: texts */
#define PART_OFFSETS PACK_TAG('T', 'O', 'F', 'F')  /* u32: where a token begins; one more */
#define PART_SLOTS PACK_TAG('T', 'S', 'L', 'T')    /* u32: hashed, number of the token + 1 */
#define PART_STARTS PACK_TAG('S', 'T', 'R', 'T')   /* words: u32 for each symbol, and one more */
#define PART_POSTINGS PACK_TAG('P', 'O', 'S', 'T') /* words: u32 segments that hold the symbol */
#define PART_SKETCHES PACK_TAG('S', 'K', 'C', 'H') /* words: u64 a segment, part_sketch() */
#define PART_ALPHABET PACK_TAG('A', 'L', 'P', 'H') /* chars: u32 symbols of letters 1, 2… */
#define PART_OUTLINES PACK_TAG('O', 'U', 'T', 'L') /* chars: struct outline */

struct part_head {
    char uuid[32];         /* of the memory */
    uint64_t base, change; /* it knows what changed after `base` (0: everything) up to `change` */
    char names[16];        /* fingerprint of the authority */
    uint32_t mode;         /* part_mode() */
    uint32_t segments, longest, tokens;
};

struct part_segment {
    uint32_t text, symbols, values, pairs;
};

struct part_pair {
    uint64_t target_hash;
    int64_t changed;
    uint32_t unit;
    uint16_t source, target;
};

/* Letters that are too rare for a number of their own. */
enum { LETTER_NONE = 0, LETTER_RARE = 255 };

/* What is looked at before a chars segment is compared, one line of the cache: how often letters
 * stand in it (several share a counter, and one that is full stays so), and which pairs of
 * neighbours there are (several share a bit). */
enum { BAG = 32, PAIR_WORDS = 4 };

struct outline {
    uint8_t bag[BAG];
    uint64_t pairs[PAIR_WORDS];
};

struct index_part {
    struct pack pack;
    char *memory; /* its bytes where they are no file; NULL else */
    const struct part_head *head;
    struct span text, tokens;
    const struct part_segment *segments;
    const struct part_pair *pairs;
    const uint32_t *lengths, *values, *changed, *offsets, *slots, *starts, *postings, *alphabet;
    const uint32_t *words;  /* PART_SYMBOLS, one of the two */
    const uint8_t *letters;
    const struct outline *outlines;
    const uint64_t *sketches;
    size_t n_changed, n_slots, n_postings, n_alphabet;

    /* scratch of searches */
    uint32_t *stamps, stamp; /* words: segments that were looked at */
    struct map letter_of;    /* chars: symbol -> letter */
};

/* Returns what is in the file; ST_NOTFOUND where there is none, ST_SYNTAX for what is damaged. */
enum status part_open(struct index_part *p, const char *path, struct error *e) MUST_CHECK;

/* The same for bytes in memory, which the part takes. */
enum status part_open_memory(struct index_part *p, struct buf *bytes, struct error *e) MUST_CHECK;

void part_close(struct index_part *p);

static inline uint32_t part_mode(struct tm_mode m)
{
    return (uint32_t)m.chars << 1 | (uint32_t)m.bare;
}

/* Number of the token in the part's vocabulary, which is its symbol; false where it has none. */
bool part_find_token(const void *part, struct span token, uint32_t *symbol);

/* The letter of a symbol of a chars segment: LETTER_RARE where it has no number of its own. */
uint8_t part_letter(const struct index_part *p, uint32_t symbol);

uint64_t part_hash(struct span s);

/* Which tokens there are, a bit for each, which others may share. */
static inline uint64_t part_sketch(const uint32_t *symbols, size_t n)
{
    uint64_t sketch = 0;

    for (size_t i = 0; i < n; i++)
        sketch |= UINT64_C(1) << (symbols[i] * UINT32_C(2654435761) >> 26);
    return sketch;
}

void part_outline(struct outline *o, const uint8_t *letters, size_t n);

/* --- building (index_build.c) --- */

struct part_source {
    struct tm_store *store;
    const struct tm_direction *direction;
    struct tm_mode mode;
    uint64_t base, change;
    const uint32_t *units; /* only these, sorted; NULL: all */
    size_t n_units;
};

/* Append a part's bytes. */
enum status part_build(struct buf *out, const struct part_source *from, struct error *e) MUST_CHECK;

#endif
