/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

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

