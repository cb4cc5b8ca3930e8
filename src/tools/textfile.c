/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/textfile.h"

#include "base/reader.h"
#include "text/utf8.h"

enum status textfile_read(struct cli *c, const char *path, struct buf *out, struct error *e)
{
    enum status st = file_read(path, out, e);

    return st ? st : textfile_check(c, path, out, e);
}

static bool is_utf16(struct span s)
{
    uint8_t first = s.len > 1 ? (uint8_t)s.ptr[0] : 0, second = s.len > 1 ? (uint8_t)s.ptr[1] : 0;

    return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
}

static enum status invalid(const char *path, const struct buf *text, size_t at, struct error *e)
{
    uint64_t line = 1;
    size_t start = 0;

    if (is_utf16(buf_span(text)))
        return error_at(e, ST_ENCODING, path, 0, 0,
                        _("this is UTF-16, not UTF-8; convert it first: iconv -f UTF-16 -t UTF-8 "
                          "%s"), path);
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

    if (good == text->len || c->invalid == INVALID_PASS)
        return ST_OK;
    if (c->invalid == INVALID_ERROR)
        return invalid(cli_display_name(c, path), text, good, e);
    utf8_add_replaced(&clean, buf_span(text));
    buf_free(text);
    *text = clean;
    return buf_status(text, e);
}
