/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Markdown (CommonMark 0.31 with GFM's strikethrough), as far as it decides what is text.  Fenced
 * and indented code, code spans, HTML tags and comments, and the targets of links are no text;
 * emphasis marks and the brackets of a link part nothing, so a name may run through them.
 */
#include "interchange/doc/doc_reader.h"

#include "text/norm.h"

struct markdown {
    char fence;       /* '`' or '~' inside fenced code, else 0 */
    size_t fence_len;
    bool in_comment;  /* inside <!-- … --> */
    char until[16];   /* "</pre" inside an element that holds no text, else empty */
    bool in_list;     /* indented text goes on with a list item */
};

/* Stands in the text where code or a block of markup stood, so that nothing runs through it. */
static const char object[] = "\xEF\xBF\xBC";

static const char *const mark_extensions[] = {"md", "markdown", "mkd", "mdown", NULL};

static size_t line_end(struct span s, size_t at)
{
    const char *nl = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;

    return nl ? (size_t)(nl - s.ptr) + 1 : s.len;
}

static size_t run_of(struct span s, size_t at, char c)
{
    size_t n = 0;

    while (at + n < s.len && s.ptr[at + n] == c)
        n++;
    return n;
}

static size_t indent_of(struct span line)
{
    size_t columns = 0;

    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == ' ')
            columns++;
        else if (line.ptr[i] == '\t')
            columns = (columns / 4 + 1) * 4;
        else
            break;
    }
    return columns;
}

static void opaque(struct doc *d, size_t from, size_t to)
{
    doc_escaped(d, from, to, span_str(object), DOC_RAW);
}

/* --- inline markup --- */

/* The end of a code span that begins at `at`; `at` when it is not closed. */
static size_t code_end(struct span s, size_t at)
{
    size_t n = run_of(s, at, '`');

    for (size_t i = at + n; i < s.len;) {
        size_t m = run_of(s, i, '`');

        if (m == n)
            return i + m;
        i += m ? m : 1;
    }
    return at;
}

static bool tag_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The end of a tag, declaration or autolink at '<'; `at` when it is none. */
static size_t tag_end(struct span s, size_t at)
{
    char first = at + 1 < s.len ? s.ptr[at + 1] : ' ', quote = 0;

    if (!tag_char(first) && first != '/' && first != '!' && first != '?')
        return at;
    for (size_t i = at + 1; i < s.len; i++) {
        char c = s.ptr[i];

        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            return i + 1;
        else if (c == '<')
            return at;
        else if ((c == '"' || c == '\'') && s.ptr[i - 1] == '=')
            quote = c;
    }
    return at;
}

static bool tag_is(struct span tag, const char *const *names)
{
    size_t from = tag.len > 1 && tag.ptr[1] == '/' ? 2 : 1, to = from;

    while (to < tag.len && (tag_char(tag.ptr[to]) || (tag.ptr[to] >= '0' && tag.ptr[to] <= '9')))
        to++;
    for (; *names; names++)
        if (strlen(*names) == to - from && strncasecmp(*names, tag.ptr + from, to - from) == 0)
            return true;
    return false;
}

static size_t find_nocase(struct span s, size_t at, const char *needle)
{
    size_t n = strlen(needle);

    for (; at + n <= s.len; at++)
        if (strncasecmp(s.ptr + at, needle, n) == 0)
            return at;
    return s.len;
}

/* Go on inside a comment or an element without text; where it ends. */
static size_t skip_element(struct doc *d, size_t at)
{
    struct markdown *m = d->state;
    struct span s = d->chunk.text;
    size_t end;

    if (m->in_comment) {
        ptrdiff_t close = span_find(s, span_str("-->"), at);

        m->in_comment = close < 0;
        end = close < 0 ? s.len : (size_t)close + 3;
    } else {
        end = find_nocase(s, at, m->until);
        if (end < s.len) {
            m->until[0] = '\0';
            end = tag_end(s, end) > end ? tag_end(s, end) : end + 2;
        }
    }
    opaque(d, at, end);
    return end;
}

static size_t read_tag(struct doc *d, size_t at)
{
    static const char *const inline_tags[] = {"a", "abbr", "b", "del", "em", "font", "i", "ins",
                                              "mark", "q", "s", "small", "span", "strong", "u",
                                              NULL};
    static const char *const silent[] = {"code", "kbd", "pre", "samp", "script", "style",
                                         "textarea", NULL};
    struct markdown *m = d->state;
    struct span s = d->chunk.text;
    size_t end;

    if (span_starts(span_from(s, at), span_str("<!--"))) {
        m->in_comment = true;
        return skip_element(d, at);
    }
    end = tag_end(s, at);
    if (end == at)
        return at;
    if (s.ptr[at + 1] != '/' && s.ptr[end - 2] != '/' && tag_is(span_cut(s, at, end), silent)) {
        size_t n = 0;

        m->until[n++] = '<';
        m->until[n++] = '/';
        for (size_t i = at + 1; n + 1 < sizeof m->until && tag_char(s.ptr[i]); i++)
            m->until[n++] = s.ptr[i];
        m->until[n] = '\0';
        opaque(d, at, end);
        return skip_element(d, end);
    }
    if (!tag_is(span_cut(s, at, end), inline_tags))
        opaque(d, at, end);
    return end;
}

/* The target of a link, from "](" to its ")"; `at` when it is none. */
static size_t target_end(struct span s, size_t at)
{
    int depth = 0;

    for (size_t i = at + 1; i < s.len; i++) {
        if (s.ptr[i] == '\\')
            i++;
        else if (s.ptr[i] == '(')
            depth++;
        else if (s.ptr[i] == ')' && --depth == 0)
            return i + 1;
        else if (s.ptr[i] == '\n' && i + 1 < s.len && s.ptr[i + 1] == '\n')
            break;
    }
    return at;
}

static bool wordy(struct span s, size_t at, bool before)
{
    size_t len;
    uint32_t c;

    if (before ? at == 0 : at >= s.len)
        return false;
    c = before ? utf8_prev(s, &at) : utf8_decode(s, at, &len);
    return char_is_letter(c) || char_is_digit(c) || char_is_mark(c);
}

/* The end of a run of emphasis marks that are no text; `at` when they are text. */
static size_t emphasis_end(struct span s, size_t at)
{
    char c = s.ptr[at];
    size_t n = run_of(s, at, c), end = at + n;
    bool space_before = at == 0 || memchr(" \t\n", s.ptr[at - 1], 3);
    bool space_after = end >= s.len || memchr(" \t\r\n", s.ptr[end], 4);

    if (space_before && space_after)
        return at;
    if (c == '~' && n != 2)
        return at;
    if (c == '_' && wordy(s, at, true) && wordy(s, end, false))
        return at;
    return end;
}

/* The end of what is no text at `at`; `at` when it is text. */
static size_t markup_end(struct doc *d, size_t at)
{
    struct span s = d->chunk.text;
    size_t end = at;

    switch (s.ptr[at]) {
    case '`':
        end = code_end(s, at);
        if (end > at)
            opaque(d, at, end);
        break;
    case '<':
        end = read_tag(d, at);
        break;
    case ']':
        if (at + 1 < s.len && s.ptr[at + 1] == '(')
            end = target_end(s, at);
        break;
    case '*':
    case '_':
    case '~':
        end = emphasis_end(s, at);
        break;
    }
    return end;
}

/* --- blocks --- */

/* "[label]: target" at the start of a line: where the target begins; `at` otherwise. */
static size_t definition_target(struct span s, size_t at, size_t end)
{
    size_t i = at + indent_of(span_cut(s, at, end));

    if (i >= end || s.ptr[i] != '[')
        return at;
    while (i < end && s.ptr[i] != ']')
        i++;
    return i + 1 < end && s.ptr[i + 1] == ':' ? i + 2 : at;
}

static bool is_list_item(struct span line)
{
    struct span s = span_trim(line);
    size_t i = 0;

    if (s.len > 1 && memchr("-+*", s.ptr[0], 3) && s.ptr[1] == ' ')
        return true;
    while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
        i++;
    return i > 0 && i + 1 < s.len && memchr(".)", s.ptr[i], 2) && s.ptr[i + 1] == ' ';
}

/* Lines that are no text: a fence and what it encloses, indented code.  The end of the line, or
 * `at` where the line is text. */
static size_t code_line(struct doc *d, size_t at, bool after_blank)
{
    struct markdown *m = d->state;
    struct span s = d->chunk.text;
    size_t end = line_end(s, at), indent = indent_of(span_cut(s, at, end)), i = at;
    size_t ticks, tildes;

    while (i < end && (s.ptr[i] == ' ' || s.ptr[i] == '\t' || (s.ptr[i] == '>' && !m->fence)))
        i++;
    ticks = i < end ? run_of(s, i, '`') : 0;
    tildes = i < end ? run_of(s, i, '~') : 0;
    if (m->fence) {
        if ((m->fence == '`' ? ticks : tildes) >= m->fence_len &&
            span_trim(span_cut(s, i + ticks + tildes, end)).len == 0)
            m->fence = 0;
        return end;
    }
    if (tildes >= 3 || (ticks >= 3 && !memchr(s.ptr + i + ticks, '`', end - i - ticks))) {
        m->fence = tildes >= 3 ? '~' : '`';
        m->fence_len = tildes >= 3 ? tildes : ticks;
        return end;
    }
    return indent >= 4 && after_blank && !m->in_list ? end : at;
}

/* One line, or more where markup runs over its end; where it stopped. */
static size_t read_line(struct doc *d, size_t at)
{
    struct span s = d->chunk.text;
    size_t end = line_end(s, at), target = definition_target(s, at, end), from = at;

    if (target > at) { /* what a link points to, with its title, is no text */
        doc_text(d, from, target);
        opaque(d, target, end);
        return end;
    }
    while (at < end) {
        size_t next = at;

        if (memchr("`<]*_~", s.ptr[at], 6)) {
            doc_text(d, from, at);
            from = at;
            next = markup_end(d, at);
        }
        if (next > at)
            from = at = next;
        else
            at++;
    }
    doc_text(d, from, at);
    return at;
}

static int markdown_next(struct doc *d, struct error *e)
{
    struct markdown *m = d->state;
    struct span s = d->chunk.text;
    bool code = false;

    if (d->at >= s.len)
        return 0;
    doc_begin(d);
    while (d->at < s.len) {
        size_t end = line_end(s, d->at), next;
        struct span line = span_cut(s, d->at, end);

        if (m->in_comment || m->until[0]) {
            d->at = skip_element(d, d->at);
            continue;
        }
        next = code_line(d, d->at, d->at == 0 || code);
        code = next > d->at;
        if (code) {
            opaque(d, d->at, next);
        } else {
            if (is_list_item(line))
                m->in_list = true;
            else if (indent_of(line) == 0 && d->at == 0 && span_trim(line).len)
                m->in_list = false;
            next = read_line(d, d->at);
        }
        d->at = next;
    }
    d->segment.heading = s.ptr[0] == '#';
    return doc_finish(d, e);
}

const struct doc_kind doc_markdown = {
    .name = "markdown",
    .extensions = mark_extensions,
    .unit = READ_PARAGRAPH,
    .scope = DOC_SCOPE_FILE,
    .state_size = sizeof(struct markdown),
    .next = markdown_next,
};
