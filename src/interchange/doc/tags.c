/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/doc/tags.h"

#include "base/ascii.h"
#include "text/utf8.h"

enum { DEEPEST = 512 };

bool tag_is(struct span name, const char *list)
{
    struct span rest = span_str(list), word;

    while (span_split(&rest, ' ', &word))
        if (word.len == name.len && strncasecmp(word.ptr, name.ptr, name.len) == 0)
            return true;
    return false;
}

/* Behind the next `what` at or after `at`; the end of the text where there is none. */
static size_t behind(struct span s, const char *what, size_t at)
{
    ptrdiff_t found = span_find(s, span_str(what), at);

    return found < 0 ? s.len : (size_t)found + strlen(what);
}

/* The end of a tag with attributes: > outside quotes. */
static size_t tag_end(struct span s, size_t at)
{
    char quote = 0;

    for (; at < s.len; at++) {
        char c = s.ptr[at];

        if (quote)
            quote = c == quote ? 0 : quote;
        else if ((c == '"' || c == '\'') && s.ptr[at - 1] == '=')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return s.len;
}

static bool read_markup(struct span s, struct tag *t)
{
    struct span rest = span_from(s, t->from);

    if (span_starts(rest, span_str("<!--")))
        t->to = behind(s, "-->", t->from + 4);
    else if (span_starts(rest, span_str("<![CDATA[")))
        t->to = behind(s, "]]>", t->from);
    else if (span_starts(rest, span_str("<?")))
        t->to = behind(s, "?>", t->from);
    else if (span_starts(rest, span_str("<!")))
        t->to = behind(s, ">", t->from);
    else
        return false;
    return true;
}

static bool begins_name(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || (c & 0x80);
}

bool tag_read(struct span s, size_t at, struct tag *t)
{
    size_t name = at + 1;

    *t = (struct tag){.from = at};
    t->markup = read_markup(s, t);
    if (t->markup)
        return true;
    t->closes = name < s.len && s.ptr[name] == '/';
    name += t->closes;
    if (name >= s.len || !begins_name(s.ptr[name]))
        return false;
    t->to = name;
    while (t->to < s.len && !memchr(" \t\r\n/>", s.ptr[t->to], 6))
        t->to++;
    t->name = span_cut(s, name, t->to);
    t->to = tag_end(s, t->to);
    return true;
}

bool tag_next(struct span s, size_t at, size_t end, struct tag *t)
{
    while (at < end) {
        const char *p = memchr(s.ptr + at, '<', end - at);

        if (!p)
            return false;
        at = (size_t)(p - s.ptr);
        if (tag_read(s, at, t))
            return true;
        at++;
    }
    return false;
}

bool tag_is_empty(struct span s, const struct tag *t)
{
    return !t->closes && !t->markup && t->to >= 2 && s.ptr[t->to - 2] == '/';
}

static bool same_name(const struct tag *a, const struct tag *b)
{
    return a->name.len == b->name.len && strncasecmp(a->name.ptr, b->name.ptr, a->name.len) == 0;
}

size_t tag_content_end(struct span s, const struct tag *t, size_t *behind)
{
    size_t at = t->to, depth = 1;
    struct tag x;

    *behind = t->to;
    if (tag_is_empty(s, t))
        return t->to;
    while (tag_next(s, at, s.len, &x)) {
        at = x.to;
        if (x.markup || !same_name(&x, t) || tag_is_empty(s, &x))
            continue;
        depth = x.closes ? depth - 1 : depth + 1;
        if (depth == 0) {
            *behind = x.to;
            return x.from;
        }
    }
    *behind = s.len;
    return s.len;
}

size_t tag_skip(struct span s, const struct tag *t)
{
    size_t at = t->to;
    struct tag x;

    while (tag_next(s, at, s.len, &x)) {
        if (!x.markup && x.closes && same_name(&x, t))
            return x.to;
        at = x.from + 1; /* what looks like a comment in a script is none */
    }
    return s.len;
}

/* --- attributes --- */

bool tag_attribute(struct span s, const struct tag *t, size_t *at, struct span *name,
                   struct span *value)
{
    size_t i = *at ? *at : t->from + 1 + t->name.len;

    while (i < t->to) {
        size_t from = i;

        while (i < t->to && !memchr(" \t\r\n=>/", s.ptr[i], 7))
            i++;
        *name = span_cut(s, from, i);
        if (i + 1 >= t->to || s.ptr[i] != '=' || !memchr("\"'", s.ptr[i + 1], 2)) {
            i++;
            continue;
        }
        from = i + 2;
        for (i = from; i < t->to && s.ptr[i] != s.ptr[from - 1];)
            i++;
        *value = span_cut(s, from, i);
        *at = i + 1;
        return true;
    }
    *at = t->to;
    return false;
}

struct span tag_value(struct span s, const struct tag *t, struct span want)
{
    struct span name, value;
    size_t at = 0;

    while (tag_attribute(s, t, &at, &name, &value))
        if (span_eq(name, want))
            return value;
    return span_of("", 0);
}

/* --- character references --- */

static const struct {
    const char *name;
    uint32_t c;
} entities[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},    {"shy", 0xAD},     {"laquo", 0xAB},   {"raquo", 0xBB},   {"ndash", 0x2013},
    {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"hellip", 0x2026}, {"zwnj", 0x200C}, {"zwj", 0x200D},
    {"auml", 0xE4},    {"ouml", 0xF6},    {"uuml", 0xFC},    {"szlig", 0xDF},   {"Auml", 0xC4},
    {"Ouml", 0xD6},    {"Uuml", 0xDC},    {"eacute", 0xE9},  {"egrave", 0xE8},  {"iuml", 0xEF},
    {"ccedil", 0xE7},  {"oacute", 0xF3},  {"aacute", 0xE1},  {"iacute", 0xED},  {"ntilde", 0xF1},
};

/* A character by its number (&#65; &#x41;), given behind the #; false where it is none. */
static bool read_number(struct span s, uint32_t *c)
{
    bool hex = (s.ptr[0] | 0x20) == 'x';

    *c = 0;
    for (size_t i = hex; i < s.len; i++) {
        uint32_t letter = (unsigned char)(s.ptr[i] | 0x20) - (uint32_t)'a';
        bool digit = ascii_is_digit(s.ptr[i]);

        if (*c >= 0x110000 || (!digit && (!hex || letter > 5)))
            return false;
        *c = *c * (hex ? 16 : 10) + (digit ? (uint32_t)(s.ptr[i] - '0') : letter + 10);
    }
    return *c && *c < 0x110000 && (*c < 0xD800 || *c > 0xDFFF);
}

/* The reference at the & at `at`: its end and what it stands for; 0 for none. */
static size_t read_reference(struct span s, size_t at, uint32_t *c)
{
    enum { LONGEST = 12 };
    const char *semi = memchr(s.ptr + at, ';', s.len - at < LONGEST ? s.len - at : LONGEST);
    struct span name = semi ? span_cut(s, at + 1, (size_t)(semi - s.ptr)) : span_of("", 0);
    size_t end = semi ? (size_t)(semi - s.ptr) + 1 : 0;

    if (name.len > 1 && name.ptr[0] == '#')
        return read_number(span_from(name, 1), c) ? end : 0;
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (span_eqs(name, entities[i].name)) {
            *c = entities[i].c;
            return end;
        }
    return 0;
}

void doc_markup_text(struct doc *d, size_t from, size_t to)
{
    struct span s = span_cut(d->chunk.text, 0, to);

    while (from < to) {
        const char *amp = memchr(s.ptr + from, '&', to - from);
        size_t at = amp ? (size_t)(amp - s.ptr) : to, end;
        char text[4];
        uint32_t c;

        doc_text(d, from, at);
        if (!amp)
            return;
        end = read_reference(s, at, &c);
        if (end)
            doc_escaped(d, at, end, span_of(text, utf8_encode(c, text)), DOC_ENTITY);
        else
            doc_text(d, at, end = at + 1);
        from = end;
    }
}

void tag_put(struct buf *out, struct span text, char quote)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '&')
            buf_adds(out, "&amp;");
        else if (c == '<')
            buf_adds(out, "&lt;");
        else if (c == '>' && !quote)
            buf_adds(out, "&gt;");
        else if (c && c == quote)
            buf_adds(out, c == '"' ? "&quot;" : "&#39;");
        else
            buf_addch(out, c);
    }
}

/* --- well-formedness --- */

/* A tag of markup: is it one that we take? */
static enum status check_markup(struct span s, const struct tag *t, struct error *e)
{
    struct span text = span_cut(s, t->from, t->to), encoding;

    if (span_starts(text, span_str("<!DOCTYPE")))
        return error_set(e, ST_UNSUPPORTED, _("it declares a document type, which is not read"));
    if (!span_starts(text, span_str("<?xml ")))
        return ST_OK;
    encoding = tag_value(s, &(struct tag){.from = t->from, .to = t->to}, span_str("encoding"));
    if (encoding.len == 0 || tag_is(encoding, "utf-8 us-ascii"))
        return ST_OK;
    return error_set(e, ST_UNSUPPORTED, _("it is in %.*s, not in UTF-8"), SPAN_ARG(encoding));
}

static enum status check_tag(struct span s, const struct tag *t, struct span *open, size_t *depth,
                             struct error *e)
{
    if (t->markup)
        return check_markup(s, t, e);
    if (s.ptr[t->to - 1] != '>')
        return error_set(e, ST_SYNTAX, _("not well-formed XML: a tag is cut off"));
    if (t->closes) {
        if (*depth == 0 || !span_eq(open[*depth - 1], t->name))
            return error_set(e, ST_SYNTAX, _("not well-formed XML: </%.*s> closes nothing"),
                             SPAN_ARG(span_cut(t->name, 0, 60)));
        --*depth;
        return ST_OK;
    }
    if (tag_is_empty(s, t))
        return ST_OK;
    if (*depth == DEEPEST)
        return error_set(e, ST_LIMIT, _("its elements lie more than %d deep in each other"), DEEPEST);
    open[(*depth)++] = t->name;
    return ST_OK;
}

enum status tags_check(struct span s, struct error *e)
{
    struct span open[DEEPEST];
    size_t depth = 0, at = 0, elements = 0;
    struct tag t;

    if (utf8_valid_prefix(s) < s.len)
        return error_set(e, ST_ENCODING, _("invalid UTF-8"));
    while (tag_next(s, at, s.len, &t)) {
        enum status st = check_tag(s, &t, open, &depth, e);

        if (st)
            return st;
        elements += !t.markup;
        at = t.to;
    }
    if (depth || !elements)
        return error_set(e, ST_SYNTAX, _("not well-formed XML: an element is not closed"));
    return ST_OK;
}
