/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/utf8.h"

#include <endian.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

uint32_t utf8_prev_slow(struct span s, size_t *at)
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

/* Step back to the beginning of the character that `at` is in or behind the lead of. */
static size_t char_start(struct span s, size_t at)
{
    size_t from = at;

    while (from > 0 && at - from < 3 && is_tail(byte_at(s, from - 1)))
        from--;
    return from > 0 && byte_at(s, from - 1) >= 0xC0 ? from - 1 : at;
}

#ifdef __SSE2__
/* Sixteen bytes at a time of characters of one and two bytes. */
static size_t skip_short(struct span s, size_t at)
{
    unsigned awaited = 0;

    for (; s.len - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s.ptr + at));
        unsigned high = (unsigned)_mm_movemask_epi8(v);
        unsigned tails = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(v, _mm_set1_epi8(-64)));
        /* 80..C1 and E0..FF are no leads of two bytes; C2 to DF, shifted, are the least */
        __m128i shifted = _mm_add_epi8(v, _mm_set1_epi8((char)(0x80 - 0xC2)));
        unsigned leads = (unsigned)_mm_movemask_epi8(
            _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)(0x80 + 0xE0 - 0xC2))));

        if ((leads | tails) != high || tails != ((leads << 1 | awaited) & 0xFFFF))
            break;
        awaited = leads >> 15;
    }
    return at - awaited;
}
#else
static size_t skip_short(UNUSED struct span s, size_t at)
{
    return at;
}
#endif

/* Eight bytes at a time of characters of up to three bytes, as far as they are surely well formed:
 * the bits of all bytes are compared at once, those of bit n of a byte being moved to its bit 7 by
 * w << (7 - n).  Leads ask for a tail in the byte or two behind them, also of the next eight. */
static size_t skip_plain(struct span s, size_t at)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    uint64_t w, awaited = 0;

    for (; s.len - at >= sizeof w; at += sizeof w) {
        uint64_t not_ascii, tails, leads, three, odd;

        memcpy(&w, s.ptr + at, sizeof w);
        w = le64toh(w);
        not_ascii = w & high;
        tails = not_ascii & ~(w << 1);
        leads = not_ascii & (w << 1);
        three = leads & (w << 2);
        odd = leads & ~three & ~(w << 3 | w << 4 | w << 5 | w << 6);           /* C0, C1 */
        odd |= three & (w << 3 | ~(w << 4 | w << 5 | w << 6 | w << 7));       /* F0.., E0 */
        odd |= three & (w << 4) & (w << 5) & ~(w << 6) & (w << 7);              /* ED */
        if (odd | (tails ^ (leads << 8 | three << 16 | awaited)))
            break;
        awaited = leads >> 56 | three >> 48;
    }
    return awaited ? char_start(s, at) : at;
}

size_t utf8_valid_prefix(struct span s)
{
    size_t at = 0, len;

    while (at < s.len) {
        at = skip_plain(s, skip_short(s, at));
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

/* Do the bytes at `first` and every second one after it look like the high bytes of letters up to the
 * Arabic ones, of spaces and of digits?  Some signs (dashes, quotes) have others. */
static bool has_high_bytes(struct span s, size_t first)
{
    enum { HIGHEST = 0x06 };
    size_t nuls = 0, small = 0, places = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (i % 2 != first) {
            if (s.ptr[i] == '\0')
                return false;
            continue;
        }
        places++;
        nuls += s.ptr[i] == '\0';
        small += (unsigned char)s.ptr[i] <= HIGHEST;
    }
    return places > 1 && nuls && 4 * small >= 3 * places;
}

enum status utf16_refuse(struct span head, const char *name, struct error *e)
{
    const char *encoding = NULL;

    head = span_cut(head, 0, UTF16_HEAD);
    if (span_starts(head, span_str("\xFF\xFE")) || span_starts(head, span_str("\xFE\xFF")))
        encoding = "UTF-16";
    else if (has_high_bytes(head, 1))
        encoding = "UTF-16LE";
    else if (has_high_bytes(head, 0))
        encoding = "UTF-16BE";
    if (!encoding)
        return ST_OK;
    return error_at(e, ST_ENCODING, name, 0, 0,
                    _("this is UTF-16, not UTF-8; convert it first: iconv -f %s -t UTF-8 %s"),
                    encoding, name);
}
