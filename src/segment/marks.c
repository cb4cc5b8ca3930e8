/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/marks.h"

#include "segment/look.h"
#include "text/norm.h"

bool mark_is_terminator(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203C ||
           (c >= 0x2047 && c <= 0x2049) || c == 0x3002 || c == 0xFF01 || c == 0xFF0E ||
           c == 0xFF1F || c == 0x061F || c == 0x06D4;
}

bool mark_is_closing(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == 0x00BB ||
           c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x203A || c == 0x300D || c == 0x300F;
}

bool mark_is_opening(uint32_t c)
{
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == '{' || c == 0x00AB ||
           c == 0x00BB || (c >= 0x2018 && c <= 0x201E) || c == 0x2039 || c == '-' ||
           (c >= 0x2010 && c <= 0x2015) || c == 0x2022 || c == 0x00BF || c == 0x00A1;
}

/* One opened mark: which closing marks end it, and where its inside begins. */
struct open_mark {
    uint32_t close[2];
    size_t start;
};

enum { OPEN_MAX = 32 };

struct quote_scan {
    struct span text;
    struct open_mark open[OPEN_MAX];
    size_t depth;
};

static void open_push(struct quote_scan *q, uint32_t close, uint32_t other, size_t start)
{
    if (q->depth == OPEN_MAX) {
        memmove(q->open, q->open + 1, (OPEN_MAX - 1) * sizeof *q->open);
        q->depth--;
    }
    q->open[q->depth++] = (struct open_mark){{close, other}, start};
}

static bool range_add(struct range_vec *out, size_t start, size_t end)
{
    while (out->len && vec_last(out)->start >= start)
        out->len--; /* what was nested in this one */
    return vec_push(out, ((struct range){start, end}));
}

static bool is_short(struct span quotation)
{
    return quotation.len <= MARKS_QUOTE_MAX ||
           (quotation.len <= (size_t)MARKS_QUOTE_MAX * 4 && utf8_count(quotation) <= MARKS_QUOTE_MAX);
}

/* Close the innermost mark that `c` ends.  1 closed, 0 nothing to close, -1 out of memory. */
static int close_mark(struct quote_scan *q, uint32_t c, size_t at, struct range_vec *out)
{
    for (size_t i = q->depth; i > 0; i--) {
        struct open_mark *m = &q->open[i - 1];
        if (m->close[0] != c && m->close[1] != c)
            continue;
        q->depth = i - 1;
        return is_short(span_cut(q->text, m->start, at)) && !range_add(out, m->start, at) ? -1 : 1;
    }
    return 0;
}

/* Quotation marks of one shape open after a space or an opening mark. */
static bool stands_free(uint32_t before)
{
    return before == 0 || char_is_space(before) || before == '(' || before == '[' ||
           before == 0x00AB || before == 0x201E || before == 0x201C ||
           (before >= 0x2010 && before <= 0x2015);
}

static void open_mark(struct quote_scan *q, uint32_t c, uint32_t before, size_t after)
{
    bool frees = stands_free(before);

    if (c == '(')
        open_push(q, ')', ')', after);
    else if (c == '[')
        open_push(q, ']', ']', after);
    else if (c == 0x00AB)
        open_push(q, 0x00BB, 0x00BB, after);
    else if (c == 0x201E)
        open_push(q, 0x201C, 0x201D, after);
    else if (c == 0x201C && frees)
        open_push(q, 0x201D, 0x201D, after);
    else if (c == 0x2018 && frees)
        open_push(q, 0x2019, 0x2019, after);
    else if ((c == '"' || c == '\'') && frees)
        open_push(q, c, c, after);
    else if (c == 0x00BB && frees)
        open_push(q, 0x00AB, 0x00AB, after);
}

/* An apostrophe closes a quotation only after punctuation: "it's" and "dogs'" do not. */
static bool may_close(uint32_t c, uint32_t before)
{
    if (c == '\'' || c == 0x2019)
        return mark_is_terminator(before) || before == ',';
    return mark_is_closing(c) || c == 0x00AB;
}

/* First bytes of marks that open or close: ASCII, « », U+20xx, U+30xx. */
static const bool may_be_mark[256] = {
    ['"'] = true, ['\''] = true, ['('] = true,  [')'] = true,  ['['] = true,
    [']'] = true, ['}'] = true,  [0xC2] = true, [0xE2] = true, [0xE3] = true,
};

bool mark_quotes(struct span text, struct range_vec *out)
{
    struct quote_scan q = {.text = text};

    for (size_t at = 0; (at = mark_skip(text, at, may_be_mark)) < text.len;) {
        uint32_t before = look_before(text, at), c;
        size_t start = at;
        int closed;

        c = utf8_next(text, &at);
        closed = may_close(c, before) ? close_mark(&q, c, start, out) : 0;
        if (closed < 0)
            return false;
        if (!closed)
            open_mark(&q, c, before, at);
    }
    return true;
}

/* "12" or one small letter at `at`; returns its length. */
static size_t marker_value(struct span text, size_t at, struct list_marker *m)
{
    size_t i = at, len;
    uint32_t c;

    while (i < text.len && i - at < 3 && text.ptr[i] >= '0' && text.ptr[i] <= '9')
        m->value = m->value * 10 + (uint32_t)(text.ptr[i++] - '0');
    if (i > at || at >= text.len)
        return i - at;
    c = utf8_decode(text, at, &len);
    m->letter = true;
    m->value = c;
    return c != UTF8_BAD && char_is_lower(c) ? len : 0;
}

struct list_marker mark_list(struct span text, size_t at)
{
    struct list_marker m = {LIST_NONE, false, 0, 0};
    struct span bullet = span_str("\u2022 ");
    size_t len;

    if (span_starts(span_from(text, at), bullet))
        at += bullet.len;
    if (at < text.len && text.ptr[at] == '(')
        at++;
    len = marker_value(text, at, &m);
    at += len;
    if (len == 0 || at >= text.len)
        return m;
    m.style = text.ptr[at] == ')' ? LIST_PAREN : text.ptr[at] == '.' ? LIST_STOP : LIST_NONE;
    at++;
    if (m.style == LIST_STOP && at < text.len && text.ptr[at] == ')') {
        m.style = LIST_STOP_PAREN;
        at++;
    }
    if (at < text.len && text.ptr[at] != ' ')
        m.style = LIST_NONE;
    m.end = at;
    return m;
}
