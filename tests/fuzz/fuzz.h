/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets share. */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/span.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must be so, whatever the input is. */
static inline void require(bool fact)
{
    if (!fact)
        abort();
}

/* `fn` on a copy of the bytes that is aligned as a mapped file is. */
static inline void with_aligned(struct span bytes, void (*fn)(struct span aligned))
{
    char *room = aligned_alloc(16, (bytes.len + 16) / 16 * 16);

    if (!room)
        return;
    if (bytes.len)
        memcpy(room, bytes.ptr, bytes.len);
    fn(span_of(room, bytes.len));
    free(room);
}

#endif
