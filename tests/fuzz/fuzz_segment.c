/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segmentation: the first line of the input is taken for a rule file, the rest for text, which is
 * learnt from first.  Segments must follow each other without a gap. */
#include "fuzz_segments.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_of((const char *)data, size), first;
    struct seg_rules rules = SEG_RULES_INIT;
    struct segmenter *s = NULL;
    struct error e;

    if (!span_split(&text, '\n', &first) || !text.ptr)
        return 0;
    if (seg_rules_parse(&rules, first, "fuzz", &e) == ST_OK &&
        seg_open(&s, "kk", &rules, &e) == ST_OK && seg_learn(s, text, &e) == ST_OK)
        require_segments(s, text);
    seg_close(s);
    seg_rules_free(&rules);
    return 0;
}
