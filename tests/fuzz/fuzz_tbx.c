/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any TBX is read to its end or refused; terms are trimmed UTF-8. */
#include "interchange/tbx.h"
#include "text/utf8.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct tbx_concept *c;
    struct tbx_reader *r;
    struct error e;

    if (tbx_open(&r, span_of((const char *)data, size), "t", &e))
        return 0;
    while (tbx_next(r, &c, &e) > 0) {
        for (size_t i = 0; i < c->n_terms; i++)
            require(utf8_valid(c->terms[i].text) &&
                    span_trim(c->terms[i].text).len == c->terms[i].text.len);
    }
    tbx_close(r);
    return 0;
}
