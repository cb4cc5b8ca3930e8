/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any SRX file is read or refused; with one that is read, a text's segments follow each other
 * without a gap.  What follows a NUL byte is the text. */
#include "fuzz_segments.h"

static void split(const struct srx *srx, struct span text)
{
    struct segmenter *s = NULL;
    struct error e;

    if (seg_open_srx(&s, "kk", srx, &e) == ST_OK)
        require_segments(s, text);
    seg_close(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_of((const char *)data, size), file;
    struct srx srx;
    struct error e;

    if (!span_split(&text, '\0', &file) || !text.ptr)
        text = span_str("Т. Ол келді. 5. Кетті.");
    if (srx_parse(&srx, file, "fuzz", &e) == ST_OK)
        split(&srx, text.len > 500 ? span_cut(text, 0, 500) : text);
    srx_free(&srx);
    return 0;
}
