/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding forwards and backwards meets the same code points; NFC is idempotent. */
#include "text/norm.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span s = span_of((const char *)data, size);
    struct buf once = BUF_INIT, twice = BUF_INIT;
    size_t at = 0, forward = 0, good = 0;

    for (; at < s.len; forward++)
        good += utf8_next(s, &at) != UTF8_BAD;
    require(at == size && utf8_count(s) == forward);
    require(utf8_valid(s) == (good == forward));
    for (at = size; at > 0;)
        utf8_prev(s, &at);
    require(norm_add(&once, s, NORM_NFC, NULL) == ST_OK);
    require(norm_add(&twice, buf_span(&once), NORM_NFC, NULL) == ST_OK);
    require(span_eq(buf_span(&once), buf_span(&twice)));
    buf_reset(&once);
    utf8_add_replaced(&once, s);
    require(utf8_valid(buf_span(&once)));
    buf_free(&once);
    buf_free(&twice);
    return 0;
}
