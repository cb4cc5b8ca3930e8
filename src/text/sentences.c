/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/sentences.h"

#include "text/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

enum { HIGH_FIRST = 0x2000, HIGH_LEAD = 0xE2 };

static USentenceBreak property(uint32_t c)
{
    return (USentenceBreak)u_getIntPropertyValue((UChar32)c, UCHAR_SENTENCE_BREAK);
}

static bool is_terminator(USentenceBreak b)
{
    return b == U_SB_ATERM || b == U_SB_STERM;
}

static bool is_separator(USentenceBreak b)
{
    return b == U_SB_SEP || b == U_SB_CR || b == U_SB_LF;
}

void sentences_init(struct sentences *s)
{
    *s = (struct sentences){.low = {0}};
    for (uint32_t c = 0; c < SENTENCES_LOW; c++) {
        USentenceBreak b = property(c);
        s->low[c] = (unsigned char)b;
        if (is_terminator(b) || is_separator(b))
            s->ends[c < 0x80 ? c : 0xC0 | c >> 6] = true;
    }
    s->ends[HIGH_LEAD] = true;
}

/* Of characters beyond U+07FF only those that begin with this byte are ours. */
static bool is_outside(unsigned char byte)
{
    return byte >= 0xE0 && byte != HIGH_LEAD;
}

bool sentences_can(struct span t)
{
    uint64_t eight, top;
    size_t i = 0;

    for (; i + sizeof eight <= t.len; i += sizeof eight) {
        memcpy(&eight, t.ptr + i, sizeof eight);
        top = eight & eight << 1 & eight << 2 & UINT64_C(0x8080808080808080);
        for (size_t k = 0; top && k < sizeof eight; k++) /* a byte has its three top bits set */
            if (is_outside((unsigned char)t.ptr[i + k]))
                return false;
    }
    for (; i < t.len; i++)
        if (is_outside((unsigned char)t.ptr[i]))
            return false;
    return true;
}

/* The property of the character at `at` and its length; behind the end U_SB_OTHER and 0. */
static USentenceBreak class_at(struct sentences *s, struct span t, size_t at, size_t *len)
{
    uint32_t c;

    *len = 0;
    if (at >= t.len)
        return U_SB_OTHER;
    c = utf8_decode(t, at, len);
    if (c < SENTENCES_LOW)
        return (USentenceBreak)s->low[c];
    if (c < HIGH_FIRST || c >= HIGH_FIRST + SENTENCES_HIGH)
        return U_SB_OTHER; /* a bad byte */
    if (s->high[c - HIGH_FIRST] == 0)
        s->high[c - HIGH_FIRST] = (unsigned char)(property(c) + 1);
    return (USentenceBreak)(s->high[c - HIGH_FIRST] - 1);
}

/* SB5: a character takes what extends it along. */
static size_t past(struct sentences *s, struct span t, size_t at)
{
    USentenceBreak b;
    size_t len;

    class_at(s, t, at, &len);
    do {
        at += len;
        b = class_at(s, t, at, &len);
    } while (b == U_SB_EXTEND || b == U_SB_FORMAT);
    return at;
}

static size_t past_all(struct sentences *s, struct span t, size_t at, USentenceBreak b)
{
    size_t len;

    while (at < t.len && class_at(s, t, at, &len) == b)
        at = past(s, t, at);
    return at;
}

static USentenceBreak class_before(struct sentences *s, struct span t, size_t at)
{
    USentenceBreak b = U_SB_OTHER;
    size_t len;

    while (at > 0) {
        utf8_prev(t, &at);
        b = class_at(s, t, at, &len);
        if (b != U_SB_EXTEND && b != U_SB_FORMAT)
            break;
    }
    return b;
}

/* SB3 and SB4: behind the separator at `at`. */
static size_t past_separator(struct sentences *s, struct span t, size_t at)
{
    size_t len, more;

    if (class_at(s, t, at, &len) == U_SB_CR && class_at(s, t, at + len, &more) == U_SB_LF)
        len += more;
    return at + len;
}

/* SB8: is the next letter a small one, before any other terminator? */
static bool small_letter_follows(struct sentences *s, struct span t, size_t at)
{
    while (at < t.len) {
        size_t len;
        USentenceBreak b = class_at(s, t, at, &len);
        if (b == U_SB_LOWER)
            return true;
        if (b == U_SB_OLETTER || b == U_SB_UPPER || is_separator(b) || is_terminator(b))
            break;
        at = past(s, t, at);
    }
    return false;
}

/* SB6 to SB11: the boundary that the terminator at `at` makes, 0 where it makes none. */
static size_t boundary(struct sentences *s, struct span t, size_t at)
{
    size_t len, after = past(s, t, at);
    bool stop = class_at(s, t, at, &len) == U_SB_ATERM;
    USentenceBreak b = class_at(s, t, after, &len), before;

    if (stop && b == U_SB_NUMERIC)
        return 0;
    if (stop && b == U_SB_UPPER) {
        before = class_before(s, t, at);
        if (before == U_SB_UPPER || before == U_SB_LOWER)
            return 0;
    }
    after = past_all(s, t, after, U_SB_CLOSE);
    after = past_all(s, t, after, U_SB_SP);
    b = class_at(s, t, after, &len);
    if (is_separator(b))
        return past_separator(s, t, after);
    if (after < t.len && (b == U_SB_SCONTINUE || is_terminator(b)))
        return 0;
    return stop && small_letter_follows(s, t, after) ? 0 : after;
}

size_t sentences_next(struct sentences *s, struct span t, size_t at)
{
    while (at < t.len) {
        USentenceBreak b;
        size_t len, end = 0;

        while (at < t.len && !s->ends[(unsigned char)t.ptr[at]])
            at++;
        b = class_at(s, t, at, &len);
        if (is_separator(b))
            return past_separator(s, t, at);
        if (is_terminator(b))
            end = boundary(s, t, at);
        if (end)
            return end;
        at += len;
    }
    return t.len;
}
