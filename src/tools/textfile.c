/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/textfile.h"

#include "base/reader.h"
#include "text/utf8.h"

enum status textfile_read(struct cli *c, const char *path, struct buf *out, struct error *e)
{
    enum status st = file_read(path, out, e);

    return st ? st : textfile_check(c, path, out, e);
}

static enum status invalid(const char *path, const struct buf *text, size_t at, struct error *e)
{
    uint64_t line = 1;
    size_t start = 0;

    for (size_t i = 0; i < at; i++) {
        if (text->data[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    return error_at(e, ST_ENCODING, path, line, 0, _("byte %zu: invalid UTF-8"), at - start + 1);
}

enum status textfile_check(struct cli *c, const char *path, struct buf *text, struct error *e)
{
    size_t good = utf8_valid_prefix(buf_span(text));
    struct buf clean = BUF_INIT;
    enum status st = utf16_refuse(buf_span(text), cli_display_name(c, path), e);

    if (st || good == text->len || c->invalid == INVALID_PASS)
        return st;
    if (c->invalid == INVALID_ERROR)
        return invalid(cli_display_name(c, path), text, good, e);
    utf8_add_replaced(&clean, buf_span(text));
    buf_free(text);
    *text = clean;
    return buf_status(text, e);
}
