/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any SRX file is read or refused; with one that is read, a text's segments follow each other
 * without a gap.  What follows a NUL byte is the text. */
#include "segment/segment.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void split(const struct srx *srx, struct span text)
{
    struct segment_vec out = VEC_INIT;
    struct segmenter *s = NULL;
    struct error e;
    size_t at = 0;

    if (seg_open_srx(&s, "kk", srx, &e) == ST_OK && seg_split(s, text, &out, &e) == ST_OK) {
        for (size_t i = 0; i < out.len; i++) {
            if (out.v[i].start != at || out.v[i].end <= at)
                abort();
            at = out.v[i].end;
        }
        if (at != text.len)
            abort();
    }
    vec_free(&out);
    seg_close(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_of((const char *)data, size), file;
    struct srx srx;
    struct error e;

    if (!span_split(&text, '\0', &file) || !text.ptr)
        text = span_of("Т. Ол келді. 5. Кетті.", strlen("Т. Ол келді. 5. Кетті."));
    if (srx_parse(&srx, file, "fuzz", &e) == ST_OK)
        split(&srx, text.len > 500 ? span_cut(text, 0, 500) : text);
    srx_free(&srx);
    return 0;
}
