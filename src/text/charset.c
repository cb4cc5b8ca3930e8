/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/charset.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

struct charset {
    iconv_t cd;
};

struct charset *charset_open(const char *name)
{
    struct charset *c = calloc(1, sizeof *c);

    if (!c)
        return NULL;
    c->cd = iconv_open("UTF-32LE", name);
    if (c->cd == (iconv_t)-1) {
        free(c);
        return NULL;
    }
    return c;
}

void charset_close(struct charset *c)
{
    if (c)
        iconv_close(c->cd);
    free(c);
}

/* Decode `n` bytes that should be one character: its code point, -1 for none, -2 when more bytes
 * are wanted. */
static int decode(struct charset *c, const char *bytes, size_t n)
{
    char in[2], *from = in, *to;
    uint32_t point[2] = {0};
    size_t in_left = n, out_left = sizeof point, rc;

    memcpy(in, bytes, n);
    to = (char *)point;
    iconv(c->cd, NULL, NULL, NULL, NULL);
    rc = iconv(c->cd, &from, &in_left, &to, &out_left);
    if (rc == (size_t)-1)
        return errno == EINVAL ? -2 : -1;
    /* converters that wait for a combining character give it up only when they are asked to */
    if (iconv(c->cd, NULL, NULL, &to, &out_left) == (size_t)-1 || out_left != sizeof point[0])
        return -1;
    return point[0] <= 0x10FFFF ? (int)point[0] : -1;
}

int charset_decode_pair(struct charset *c, const char *bytes)
{
    int point = decode(c, bytes, 2);

    return point < 0 ? -1 : point;
}

enum status charset_table(const char *name, int points[256], struct error *e)
{
    struct charset *c = charset_open(name);

    if (!c)
        return error_set(e, ST_ENCODING, _("unknown encoding \"%s\""), name);
    for (int b = 0; b < 256; b++) {
        char byte = (char)b;
        points[b] = decode(c, &byte, 1);
    }
    charset_close(c);
    return ST_OK;
}

static bool is_utf8(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* Convert all that can be converted; *left is the rest. */
static void convert(iconv_t cd, struct buf *out, struct span *left)
{
    char chunk[4096];

    for (;;) {
        char *in, *to = chunk;
        size_t in_left = left->len, room = sizeof chunk, rc;
        bool full;
        memcpy(&in, &left->ptr, sizeof in); /* iconv wants no const and changes nothing */
        rc = iconv(cd, &in, &in_left, &to, &room);
        full = rc == (size_t)-1 && errno == E2BIG;
        buf_addn(out, chunk, sizeof chunk - room);
        *left = span_of(in, in_left);
        if (!full)
            return;
    }
}

static enum status open_pair(iconv_t *cd, const char *to, const char *from, const char *name,
                             struct error *e)
{
    *cd = iconv_open(to, from);
    if (*cd == (iconv_t)-1)
        return error_set(e, ST_ENCODING, _("unknown encoding \"%s\""), name);
    return ST_OK;
}

enum status charset_decode(struct buf *out, const char *name, struct span bytes, struct error *e)
{
    iconv_t cd;
    enum status st;

    if (is_utf8(name)) {
        if (!utf8_valid(bytes))
            return error_set(e, ST_ENCODING, _("byte %zu: invalid UTF-8"),
                             utf8_valid_prefix(bytes) + 1);
        buf_add(out, bytes);
        return buf_status(out, e);
    }
    st = open_pair(&cd, "UTF-8", name, name, e);
    if (st)
        return st;
    convert(cd, out, &bytes);
    iconv_close(cd);
    if (bytes.len)
        return error_set(e, ST_ENCODING, _("a byte that the encoding \"%s\" does not have"), name);
    return buf_status(out, e);
}

enum status charset_encode(struct buf *out, const char *name, struct span text, bool references,
                           struct error *e)
{
    iconv_t cd;
    enum status st;

    if (is_utf8(name)) {
        buf_add(out, text);
        return buf_status(out, e);
    }
    st = open_pair(&cd, name, "UTF-8", name, e);
    if (st)
        return st;
    while (!st && text.len) {
        char reference[16];
        struct span written;
        size_t len;
        convert(cd, out, &text);
        if (!text.len)
            break;
        snprintf(reference, sizeof reference, "&#%u;", (unsigned)utf8_decode(text, 0, &len));
        written = span_str(reference);
        if (references)
            convert(cd, out, &written);
        else
            st = error_set(e, ST_ENCODING, _("the encoding \"%s\" has no character \"%.*s\""),
                           name, (int)len, text.ptr);
        text = span_from(text, len);
    }
    iconv_close(cd);
    return st ? st : buf_status(out, e);
}
