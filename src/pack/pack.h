/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The container of compiled data (.tmd): a header, a table of sections, the sections.  Files are
 * mapped and validated once; after that a section is plain memory.  Of sections of which a program
 * needs one in many (PACK_LATER) the checksum is looked at when one is asked for, so that the
 * others are never read.
 *
 *   0  magic "TILMACHD"
 *   8  u32 container version (PACK_VERSION)
 *  12  u32 byte order mark 0x01020304: a file of the other order is refused, not swapped
 *  16  u32 kind of the content (four letters, PACK_KIND)
 *  20  u32 version of the content
 *  24  u64 feature word: a set bit that the reader does not know means that the file is refused
 *  32  u32 number of sections, u32 zero
 *  40  u64 checksum of the header (with this word zero) and the table
 *  48  sections: u32 tag (four letters), u32 flags (PACK_LATER), u64 offset, u64 length, u64 checksum
 *
 * Checksums are FNV-1a over 64-bit words in four lanes, the last 32 bytes padded with zeroes.
 *
 * Sections begin at multiples of 16 and follow the table in its order.  The bytes of a file depend
 * on its content only.  All integers are in the machine's byte order.
 */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include "base/buf.h"
#include "base/vec.h"

#define PACK_VERSION 3
#define PACK_TAG(a, b, c, d)                                                                       \
    ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)

enum { PACK_LATER = 1 };

struct pack {
    struct span map;   /* the whole file */
    bool mapped;       /* from a file: unmapped by pack_close */
    uint32_t version;  /* of the content */
    uint64_t features;
};

/* Map `path` and check everything that can be checked: sizes, order, features & ~known, checksums.
 * ST_SYNTAX for what is no such file or damaged, ST_UNSUPPORTED for another version or an unknown
 * feature; the message says how to rebuild. */
enum status pack_open(struct pack *p, const char *path, uint32_t kind, uint32_t version,
                      uint64_t known_features, struct error *e) MUST_CHECK;

/* The same for bytes in memory (borrowed until pack_close), which must be aligned to 16. */
enum status pack_open_memory(struct pack *p, struct span bytes, const char *name, uint32_t kind,
                             uint32_t version, uint64_t known_features, struct error *e) MUST_CHECK;

void pack_close(struct pack *p);

/* A section by tag, borrowed until pack_close; ptr NULL when there is none. */
struct span pack_section(const struct pack *p, uint32_t tag);

/* The same for any section, also PACK_LATER, with its checksum compared; ST_SYNTAX when it is
 * absent or damaged. */
enum status pack_checked_section(const struct pack *p, uint32_t tag, struct span *section,
                                 struct error *e) MUST_CHECK;

/* pack_section() as an array of items of `size` bytes; ST_SYNTAX when absent or of an odd
 * length. */
enum status pack_array(const struct pack *p, uint32_t tag, size_t size, const void **items,
                       size_t *count, struct error *e) MUST_CHECK;

/* First 12 hexadecimal digits of a hash of the header and the table, in which all checksums are,
 * for -v and JSON output. */
void pack_fingerprint(const struct pack *p, char out[13]);

/* Building.  Sections are written in the order in which they were added. */
struct pack_writer {
    uint32_t kind, version;
    uint64_t features;
    VEC(struct pack_part) parts;
    bool failed;
};

struct pack_part {
    uint32_t tag, flags;
    struct buf data;
};

void pack_writer_init(struct pack_writer *w, uint32_t kind, uint32_t version, uint64_t features);

/* A new empty section to append to; borrowed until the next call.  NULL when memory runs out. */
struct buf *pack_writer_section(struct pack_writer *w, uint32_t tag);

/* The same for a section that is checked when it is asked for (pack_checked_section). */
struct buf *pack_writer_later(struct pack_writer *w, uint32_t tag);

/* Append the finished file to `out` and free the writer's memory. */
enum status pack_writer_finish(struct pack_writer *w, struct buf *out, struct error *e) MUST_CHECK;

void pack_writer_free(struct pack_writer *w);

#endif
