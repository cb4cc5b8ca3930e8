/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/utf8.h"

static unsigned byte_at(struct span s, size_t at)
{
    return at < s.len ? (unsigned char)s.ptr[at] : 0;
}

static bool is_tail(unsigned c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the sequence that a lead byte announces and the range its second byte must lie in
 * (Unicode table 3-7); 0 for a byte that begins none. */
static size_t lead(unsigned c, unsigned *low, unsigned *high)
{
    *low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    *high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if (c >= 0xC2 && c < 0xE0)
        return 2;
    if (c >= 0xE0 && c < 0xF0)
        return 3;
    if (c >= 0xF0 && c < 0xF5)
        return 4;
    return 0;
}

/* Bytes of the sequence at `at` that are right; *want is its full length (0: no lead byte). */
static size_t good_bytes(struct span s, size_t at, size_t *want)
{
    unsigned low, high, c = byte_at(s, at), d = byte_at(s, at + 1);
    size_t n = 1;

    *want = lead(c, &low, &high);
    if (*want == 0 || at + 1 >= s.len || d < low || d > high)
        return n;
    for (n = 2; n < *want && at + n < s.len && is_tail(byte_at(s, at + n)); n++)
        continue;
    return n;
}

uint32_t utf8_decode_slow(struct span s, size_t at, size_t *len)
{
    static const unsigned char mask[] = {0, 0, 0x1F, 0x0F, 0x07};
    unsigned c = byte_at(s, at);
    size_t want, got;
    uint32_t out;

    *len = 1;
    if (c < 0x80)
        return c;
    got = good_bytes(s, at, &want);
    if (want == 0 || got < want)
        return UTF8_BAD;
    out = c & mask[want];
    for (size_t i = 1; i < want; i++)
        out = out << 6 | (byte_at(s, at + i) & 0x3F);
    *len = want;
    return out;
}

uint32_t utf8_prev(struct span s, size_t *at)
{
    size_t end = *at, start = end - 1, len;
    uint32_t c;

    while (start > 0 && end - start < 4 && is_tail(byte_at(s, start)))
        start--;
    c = utf8_decode(span_cut(s, 0, end), start, &len);
    if (start + len != end) { /* not one sequence: the last byte alone is bad */
        *at = end - 1;
        return UTF8_BAD;
    }
    *at = start;
    return c;
}

size_t utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

void utf8_add(struct buf *b, uint32_t c)
{
    char bytes[4];

    buf_addn(b, bytes, utf8_encode(c, bytes));
}

/* Eight bytes at a time that are all ASCII or all Cyrillic letters (D0 or D1 and a trail byte). */
static size_t skip_plain(struct span s, size_t at)
{
    static const unsigned char pairs[8] = {0xD0, 0x80, 0xD0, 0x80, 0xD0, 0x80, 0xD0, 0x80};
    static const unsigned char masks[8] = {0xFE, 0xC0, 0xFE, 0xC0, 0xFE, 0xC0, 0xFE, 0xC0};
    uint64_t word, want, bits;

    memcpy(&want, pairs, sizeof want);
    memcpy(&bits, masks, sizeof bits);
    while (s.len - at >= sizeof word) {
        memcpy(&word, s.ptr + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) && (word & bits) != want)
            break;
        at += sizeof word;
    }
    return at;
}

size_t utf8_valid_prefix(struct span s)
{
    size_t at = 0, len;

    while (at < s.len) {
        at = skip_plain(s, at);
        if (at == s.len)
            break;
        if (utf8_decode(s, at, &len) == UTF8_BAD)
            break;
        at += len;
    }
    return at;
}

void utf8_add_replaced(struct buf *b, struct span s)
{
    while (s.len) {
        size_t good = utf8_valid_prefix(s), want;
        buf_addn(b, s.ptr, good);
        s = span_from(s, good);
        if (!s.len)
            break;
        buf_adds(b, "\xEF\xBF\xBD");
        s = span_from(s, good_bytes(s, 0, &want));
    }
}

size_t utf8_count(struct span s)
{
    size_t n = 0, at = 0;

    for (; at < s.len; n++)
        utf8_next(s, &at);
    return n;
}

size_t utf8_skip(struct span s, size_t n)
{
    size_t at = 0;

    while (n-- && at < s.len)
        utf8_next(s, &at);
    return at;
}

bool utf8_is_ascii(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    }
    return true;
}
