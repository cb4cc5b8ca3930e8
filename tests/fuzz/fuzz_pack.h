/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled data for the fuzz targets of its readers: the checksums of any input made good. */
#ifndef FUZZ_PACK_H
#define FUZZ_PACK_H

#include "pack/pack.h"

#include "fuzz.h"

enum { FUZZ_PACK_HEADER = 48, FUZZ_PACK_ENTRY = 32, FUZZ_PACK_SECTIONS = 16 };

static inline uint64_t fuzz_pack_number(struct span file, size_t at, size_t size)
{
    uint64_t n = 0;

    memcpy(&n, file.ptr + at, size);
    return n;
}

/* The parts of the file in a pack of this kind. */
static inline enum status fuzz_pack_again(struct span file, uint32_t kind, uint32_t version,
                                          struct buf *out)
{
    struct pack_writer w;
    uint64_t count = fuzz_pack_number(file, 32, 4);

    pack_writer_init(&w, kind, version, 0);
    for (size_t i = 0; i < count && i < FUZZ_PACK_SECTIONS; i++) {
        size_t entry = FUZZ_PACK_HEADER + i * FUZZ_PACK_ENTRY;
        struct buf *section;
        uint64_t from, len;

        if (entry + FUZZ_PACK_ENTRY > file.len)
            break;
        from = fuzz_pack_number(file, entry + 8, 8);
        len = fuzz_pack_number(file, entry + 16, 8);
        section = pack_writer_section(&w, (uint32_t)fuzz_pack_number(file, entry, 4));
        if (section && from <= file.len)
            buf_add(section, span_cut(span_from(file, (size_t)from), 0, (size_t)len));
    }
    return pack_writer_finish(&w, out, NULL);
}

/* `fn` on the file as it is, and on its parts in a pack of this kind. */
static inline void fuzz_pack_try(struct span file, uint32_t kind, uint32_t version,
                                 void (*fn)(struct span bytes))
{
    struct buf out = BUF_INIT;

    if (file.len < FUZZ_PACK_HEADER)
        return;
    fn(file);
    if (fuzz_pack_again(file, kind, version, &out) == ST_OK)
        fn(buf_span(&out));
    buf_free(&out);
}

#endif
