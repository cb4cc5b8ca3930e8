/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets of segmentation share. */
#ifndef FUZZ_SEGMENTS_H
#define FUZZ_SEGMENTS_H

#include "segment/segment.h"

#include "fuzz.h"

/* Segments follow each other without a gap and are the whole text. */
static inline void require_segments(struct segmenter *s, struct span text)
{
    struct segment_vec segments = VEC_INIT;
    struct error e;
    size_t at = 0;

    if (seg_split(s, text, &segments, &e) == ST_OK) {
        for (size_t i = 0; i < segments.len; i++) {
            require(segments.v[i].start == at && segments.v[i].end > at);
            at = segments.v[i].end;
        }
        require(at == text.len);
    }
    vec_free(&segments);
}

#endif
