/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8 (RFC 3629): decoding, encoding, validation.  Decoding never fails: a byte that begins no
 * well-formed sequence comes back alone as UTF8_BAD, so that engines can copy it through and text
 * outside their concern survives whatever it is.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/buf.h"

#define UTF8_BAD UINT32_MAX

/* The code point at byte `at` (which must be inside `s`); *len is set to its length in bytes, 1
 * for UTF8_BAD.  Surrogates, overlong forms and values above U+10FFFF are bad. */
uint32_t utf8_decode_slow(struct span s, size_t at, size_t *len);

static inline uint32_t utf8_decode(struct span s, size_t at, size_t *len)
{
    unsigned char c = (unsigned char)s.ptr[at];

    if (LIKELY(c < 0x80)) {
        *len = 1;
        return c;
    }
    if (LIKELY(c >= 0xC2 && c < 0xE0 && at + 1 < s.len) &&
        ((unsigned char)s.ptr[at + 1] & 0xC0) == 0x80) {
        *len = 2;
        return (uint32_t)(c & 0x1F) << 6 | ((unsigned char)s.ptr[at + 1] & 0x3F);
    }
    return utf8_decode_slow(s, at, len);
}

/* Decode at *at and step over it; for loops `while (at < s.len)`. */
static inline uint32_t utf8_next(struct span s, size_t *at)
{
    size_t len;
    uint32_t c = utf8_decode(s, *at, &len);

    *at += len;
    return c;
}

/* Decode the code point that ends before *at (> 0) and step back over it. */
uint32_t utf8_prev_slow(struct span s, size_t *at);

static inline uint32_t utf8_prev(struct span s, size_t *at)
{
    unsigned char c = (unsigned char)s.ptr[*at - 1], lead;

    if (LIKELY(c < 0x80)) {
        --*at;
        return c;
    }
    lead = *at > 1 ? (unsigned char)s.ptr[*at - 2] : 0;
    if (LIKELY(c < 0xC0 && lead >= 0xC2 && lead < 0xE0)) {
        *at -= 2;
        return (uint32_t)(lead & 0x1F) << 6 | (c & 0x3F);
    }
    return utf8_prev_slow(s, at);
}

/* Write 1 to 4 bytes; returns how many.  `c` must be a scalar value. */
size_t utf8_encode(uint32_t c, char out[4]);

/* Append a code point. */
void utf8_add(struct buf *b, uint32_t c);

/* Number of leading bytes that are well-formed UTF-8; s.len when all are. */
size_t utf8_valid_prefix(struct span s);

static inline bool utf8_valid(struct span s)
{
    return utf8_valid_prefix(s) == s.len;
}

/* Copy `s` with each maximal bad part (Unicode 3.9, "substitution of maximal subparts") replaced
 * by U+FFFD. */
void utf8_add_replaced(struct buf *b, struct span s);

/* Number of code points (bad bytes count one each). */
size_t utf8_count(struct span s);

/* Byte position of code point number `n`, s.len when there are fewer. */
size_t utf8_skip(struct span s, size_t n);

bool utf8_is_ascii(struct span s);

enum { UTF16_HEAD = 1024 };

/* Where a file begins as one in UTF-16 does: ST_ENCODING with the iconv command that cures it.  It has
 * a byte-order mark or, in its first UTF16_HEAD bytes, NULs and other high bytes of alphabets in every
 * second place, which no text in UTF-8 has.  Of `name`; `e` filled. */
enum status utf16_refuse(struct span head, const char *name, struct error *e) MUST_CHECK;

#endif
