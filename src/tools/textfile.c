/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/textfile.h"

#include "base/reader.h"
#include "text/utf8.h"

enum status textfile_read(struct cli *c, const char *path, struct buf *out, struct error *e)
{
    struct buf clean = BUF_INIT;
    enum status st = file_read(path, out, e);
    size_t good = st ? 0 : utf8_valid_prefix(buf_span(out)), line = 1, start = 0;

    if (st || good == out->len || c->invalid == INVALID_PASS)
        return st;
    if (c->invalid == INVALID_REPLACE) {
        utf8_add_replaced(&clean, buf_span(out));
        buf_free(out);
        *out = clean;
        return buf_status(out, e);
    }
    if (span_starts(buf_span(out), span_str("\xFF\xFE")) ||
        span_starts(buf_span(out), span_str("\xFE\xFF")))
        return error_at(e, ST_ENCODING, path, 0, 0,
                        _("this is UTF-16, not UTF-8; convert it first: iconv -f UTF-16 -t UTF-8 "
                          "%s"), path);
    for (size_t i = 0; i < good; i++) {
        if (out->data[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    return error_at(e, ST_ENCODING, path, line, 0, _("byte %zu: invalid UTF-8"), good - start + 1);
}
