/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TMX that can be read is written so that it reads the same, whole or in pieces. */
#include "interchange/tmx.h"

#include "fuzz.h"

/* Read all units and write them again; false when the text is no TMX. */
static bool rewrite(struct span text, size_t step, struct buf *out, uint64_t *replaced)
{
    struct writer mem = WRITER_INIT(-1, "memory");
    struct tmx_writer w = {.out = &mem};
    const struct tmx_unit *u;
    struct tmx_reader *r;
    struct error e;
    int got;

    if (tmx_open_bytes(&r, text, step, &e))
        return false;
    tmx_write_header(&w, tmx_header(r));
    while ((got = tmx_next(r, &u, &e)) > 0 && mem.data.len < 40000)
        tmx_write_unit(&w, u);
    tmx_write_end(&w);
    if (got >= 0)
        buf_add(out, buf_span(&mem.data));
    *replaced = w.replaced;
    writer_free(&mem);
    tmx_close(r);
    return got >= 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf once = BUF_INIT, again = BUF_INIT, pieces = BUF_INIT;
    struct span s = span_of((const char *)data, size);
    uint64_t replaced;

    if (size < 20000 && rewrite(s, 0, &once, &replaced)) {
        require(rewrite(s, 1, &pieces, &replaced));
        require(span_eq(buf_span(&once), buf_span(&pieces)));
        require(rewrite(buf_span(&once), 0, &again, &replaced));
        require(span_eq(buf_span(&once), buf_span(&again)));
    }
    buf_free(&once);
    buf_free(&again);
    buf_free(&pieces);
    return 0;
}
