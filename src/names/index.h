/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An index in a pack: sorted strings, each with a run of numbers, found by hashing.  Two sections:
 * the items, sorted by bytes, and a table of slots (number of an item and one, 0 = free; linear
 * probing; a power of two, at most half full).  The text of the items lies in a section of strings
 * that several indexes share.
 */
#ifndef NAMES_INDEX_H
#define NAMES_INDEX_H

#include "names/format.h"

struct index_item {
    struct disk_str text;
    struct disk_run run;
    uint32_t longest; /* words of the longest string that begins with this word; 0 = no word */
};

/* An index in an opened pack; all pointers are borrowed from it. */
struct index {
    const struct index_item *items;
    const uint32_t *slots;
    size_t count, mask;
    struct span strings;
};

/* The index whose two sections are `items` and `slots`.  What its items refer to is checked when
 * it is used. */
enum status index_load(struct index *ix, const struct pack *p, uint32_t items, uint32_t slots,
                       struct span strings, struct error *e) MUST_CHECK;

/* The item with this text, NULL where there is none. */
const struct index_item *index_find(const struct index *ix, struct span text);

/* Text of a string in a section of strings; empty where it does not lie inside. */
static inline struct span index_str(struct span strings, struct disk_str s)
{
    if (!strings.ptr || s.at > strings.len || s.len > strings.len - s.at)
        return span_of("", 0);
    return span_of(strings.ptr + s.at, s.len);
}

/* Write both sections; `items` are sorted by text and all different. */
enum status index_write(struct pack_writer *w, uint32_t items_tag, uint32_t slots_tag,
                        const struct index_item *items, size_t count, struct span strings,
                        struct error *e) MUST_CHECK;

#endif
