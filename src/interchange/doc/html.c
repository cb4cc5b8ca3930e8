/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HTML, XML and XLIFF as text between tags.  In HTML a segment runs from one block's tag to the
 * next: tags of words (<b>, <a>…) are gaps in it, <br> is a line break; what scripts, style sheets
 * and code hold is no text.  Attributes that people read (alt, title, aria-label, the content of a
 * description) are segments marked as attributes.  In XML every tag parts segments; in XLIFF only
 * the content of <target> is text, and the tags in it are gaps.
 *
 * It is a reader of marks, no parser: what is not well formed passes through as it is.
 */
#include "interchange/doc/doc_reader.h"

#include "text/utf8.h"

#include <stdlib.h>

enum flavour { FLAVOUR_HTML, FLAVOUR_XML, FLAVOUR_XLIFF };

/* A tag in the source. */
struct tag {
    size_t from, to;  /* with < and > */
    struct span name; /* as written, without / */
    bool closes;
    bool markup;      /* a comment, a declaration, an instruction */
};

struct html {
    bool in_target; /* XLIFF */
    bool heading;
    char quote;     /* of the attribute that is a segment; 0: text */
    struct tag tag; /* the last one, */
    size_t at;      /* whose attributes from here on are still to be read; 0: none are */
};

static enum flavour flavour_of(const struct doc *d)
{
    return d->kind == &doc_html ? FLAVOUR_HTML : d->kind == &doc_xml ? FLAVOUR_XML : FLAVOUR_XLIFF;
}

static bool is_name(struct span s, const char *list)
{
    struct span rest = span_str(list), word;

    while (span_split(&rest, ' ', &word))
        if (word.len == s.len && strncasecmp(word.ptr, s.ptr, s.len) == 0)
            return true;
    return false;
}

/* Tags that stand inside a line of text. */
static bool is_inline(const struct doc *d, const struct tag *t)
{
    static const char words[] =
        "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark q s small span "
        "strike strong sub sup time tt u var wbr";

    return t->markup || flavour_of(d) == FLAVOUR_XLIFF ||
           (flavour_of(d) == FLAVOUR_HTML && is_name(t->name, words));
}

/* Tags whose content is no text for people. */
static bool is_opaque(const struct doc *d, const struct tag *t)
{
    return flavour_of(d) == FLAVOUR_HTML && !t->closes &&
           is_name(t->name, "script style code pre kbd samp textarea template svg math noscript");
}

/* --- tags --- */

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

/* The tag at the `<` at `at`; false: the sign stands for itself. */
static bool read_tag(struct span s, size_t at, struct tag *t)
{
    struct span rest = span_from(s, at);
    size_t name = at + 1;

    *t = (struct tag){.from = at, .markup = true};
    if (span_starts(rest, span_str("<!--")))
        t->to = behind(s, "-->", at + 4);
    else if (span_starts(rest, span_str("<?")))
        t->to = behind(s, "?>", at);
    else if (span_starts(rest, span_str("<!")))
        t->to = behind(s, ">", at);
    else
        t->markup = false;
    if (t->markup)
        return true;
    t->closes = name < s.len && s.ptr[name] == '/';
    name += t->closes;
    if (name >= s.len || !(((s.ptr[name] | 0x20) >= 'a' && (s.ptr[name] | 0x20) <= 'z') ||
                           s.ptr[name] == '_'))
        return false;
    t->to = name;
    while (t->to < s.len && !memchr(" \t\r\n/>", s.ptr[t->to], 6))
        t->to++;
    t->name = span_cut(s, name, t->to);
    t->to = tag_end(s, t->to);
    return true;
}

/* Behind the closing tag of the opaque element `t`. */
static size_t skip_element(struct span s, const struct tag *t)
{
    for (size_t at = t->to; at < s.len;) {
        const char *p = memchr(s.ptr + at, '<', s.len - at);
        struct tag end;

        if (!p)
            break;
        at = (size_t)(p - s.ptr);
        if (read_tag(s, at, &end) && !end.markup && end.closes && end.name.len == t->name.len &&
            strncasecmp(end.name.ptr, t->name.ptr, t->name.len) == 0)
            return end.to;
        at++;
    }
    return s.len;
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

/* The reference at the & at `at`: its end and what it stands for; 0 for none. */
static size_t read_reference(struct span s, size_t at, uint32_t *c)
{
    enum { LONGEST = 12 };
    const char *semi = memchr(s.ptr + at, ';', s.len - at < LONGEST ? s.len - at : LONGEST);
    struct span name = semi ? span_cut(s, at + 1, (size_t)(semi - s.ptr)) : span_of("", 0);
    size_t end = semi ? (size_t)(semi - s.ptr) + 1 : 0;

    if (name.len > 1 && name.ptr[0] == '#') {
        bool hex = (name.ptr[1] | 0x20) == 'x';
        char digits[LONGEST], *stop;

        name = span_from(name, hex ? 2 : 1);
        memcpy(digits, name.ptr, name.len);
        digits[name.len] = '\0';
        *c = (uint32_t)strtoul(digits, &stop, hex ? 16 : 10);
        return name.len && *stop == '\0' && *c && *c < 0x110000 && (*c < 0xD800 || *c > 0xDFFF)
                   ? end
                   : 0;
    }
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (span_eqs(name, entities[i].name)) {
            *c = entities[i].c;
            return end;
        }
    return 0;
}

/* Add source bytes as text, references read. */
static void add_text(struct doc *d, size_t from, size_t to)
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

/* --- attributes --- */

/* Is the attribute one that people read? */
static bool is_read(const struct tag *t, struct span name)
{
    return is_name(name, "alt title aria-label") ||
           (is_name(t->name, "meta") && is_name(name, "content"));
}

/* Does a meta tag describe the page? */
static bool describes(struct span tag)
{
    static const char *const names[] = {"description", "og:title", "og:description", "keywords",
                                        "twitter:title", "twitter:description", "author"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        ptrdiff_t at = span_find(tag, span_str(names[i]), 0);

        if (at > 0 && memchr("\"'=", tag.ptr[at - 1], 3))
            return true;
    }
    return false;
}

/* Is there another attribute that people read in the last tag?  Its value, behind h->at. */
static bool find_attribute(const struct doc *d, const struct html *h, size_t *from, size_t *to)
{
    struct span s = d->chunk.text;
    size_t end = h->tag.to;

    for (size_t at = h->at; h->at && at < end;) {
        size_t name = at;

        while (at < end && !memchr(" \t\r\n=>/", s.ptr[at], 7))
            at++;
        if (at + 1 >= end || s.ptr[at] != '=' || !memchr("\"'", s.ptr[at + 1], 2)) {
            at++;
            continue;
        }
        *from = *to = at + 2;
        while (*to < end && s.ptr[*to] != s.ptr[at + 1])
            ++*to;
        if (is_read(&h->tag, span_cut(s, name, at)) &&
            (!is_name(h->tag.name, "meta") || describes(span_cut(s, h->tag.from, end))))
            return true;
        at = *to + 1;
    }
    return false;
}

/* The next such attribute as a segment: 1, 0 when there is none left, -1 on failure. */
static int next_attribute(struct doc *d, struct error *e)
{
    struct html *h = d->state;
    size_t from, to;

    if (!find_attribute(d, h, &from, &to)) {
        h->at = 0;
        return 0;
    }
    doc_begin(d);
    h->quote = d->chunk.text.ptr[from - 1];
    add_text(d, from, to);
    h->at = to + 1;
    d->segment.attribute = true;
    return doc_finish(d, e);
}

/* --- segments --- */

static void note_element(struct doc *d, const struct tag *t)
{
    struct html *h = d->state;

    if (t->markup)
        return;
    if (is_name(t->name, "h1 h2 h3 h4 h5 h6 title caption figcaption"))
        h->heading = !t->closes;
    if (is_name(t->name, "target"))
        h->in_target = !t->closes && d->chunk.text.ptr[t->to - 2] != '/';
}

/* A tag was passed: does it end the segment that was begun? */
static bool ends_segment(struct doc *d, const struct tag *t)
{
    bool target = ((struct html *)d->state)->in_target;

    note_element(d, t);
    if (flavour_of(d) == FLAVOUR_HTML && is_name(t->name, "br")) {
        doc_escaped(d, t->from, t->to, span_str("\n"), DOC_ENTITY);
        return false;
    }
    if (flavour_of(d) == FLAVOUR_XLIFF)
        return target != ((struct html *)d->state)->in_target;
    return !is_inline(d, t) || is_opaque(d, t);
}

/* Pass the tag; true where the segment ends at it. */
static bool pass_tag(struct doc *d, const struct tag *t)
{
    struct html *h = d->state;
    bool ends = ends_segment(d, t);
    size_t from, to;

    d->at = is_opaque(d, t) ? skip_element(d->chunk.text, t) : t->to;
    h->tag = *t;
    h->at = flavour_of(d) == FLAVOUR_HTML && !t->closes && !t->markup
                ? t->from + 1 + t->name.len
                : 0;
    return find_attribute(d, h, &from, &to) || ends;
}

static bool has_text(const struct doc *d)
{
    return span_trim(buf_span(&d->text)).len > 0;
}

static void begin_text(struct doc *d)
{
    struct html *h = d->state;

    doc_begin(d);
    h->quote = 0;
    d->segment.heading = h->heading;
}

static enum status html_begin(struct doc *d, struct error *e)
{
    (void)e;
    ((struct html *)d->state)->at = 0; /* the last chunk's */
    return ST_OK;
}

static int html_next(struct doc *d, struct error *e)
{
    struct html *h = d->state;
    struct span s = d->chunk.text;
    int got = next_attribute(d, e);

    if (got)
        return got;
    begin_text(d);
    while (d->at < s.len) {
        const char *p = memchr(s.ptr + d->at, '<', s.len - d->at);
        size_t to = p ? (size_t)(p - s.ptr) : s.len;
        struct tag t;

        if (flavour_of(d) != FLAVOUR_XLIFF || h->in_target)
            add_text(d, d->at, to);
        d->at = to;
        if (!p)
            break;
        if (!read_tag(s, to, &t)) {
            doc_text(d, to, to + 1);
            d->at = to + 1;
        } else if (pass_tag(d, &t)) {
            if (has_text(d))
                return doc_finish(d, e);
            if ((got = next_attribute(d, e)))
                return got;
            begin_text(d);
        }
    }
    return has_text(d) ? doc_finish(d, e) : 0;
}

/* What would be a mark is written as a reference. */
static void html_put(struct doc *d, struct span text)
{
    const struct html *h = d->state;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '&')
            buf_adds(d->out, "&amp;");
        else if (c == '<')
            buf_adds(d->out, "&lt;");
        else if (c && c == h->quote)
            buf_adds(d->out, c == '"' ? "&quot;" : "&#39;");
        else
            buf_addch(d->out, c);
    }
}

static const char *const html_extensions[] = {"html", "htm", "xhtml", NULL};
static const char *const xml_extensions[] = {"xml", NULL};
static const char *const xliff_extensions[] = {"xlf", "xliff", "sdlxliff", NULL};

const struct doc_kind doc_html = {
    .name = "html",
    .extensions = html_extensions,
    .unit = READ_WHOLE,
    .scope = DOC_SCOPE_FILE,
    .state_size = sizeof(struct html),
    .begin = html_begin,
    .next = html_next,
    .put = html_put,
};

const struct doc_kind doc_xml = {
    .name = "xml",
    .extensions = xml_extensions,
    .unit = READ_WHOLE,
    .scope = DOC_SCOPE_FILE,
    .state_size = sizeof(struct html),
    .begin = html_begin,
    .next = html_next,
    .put = html_put,
};

const struct doc_kind doc_xliff = {
    .name = "xliff",
    .extensions = xliff_extensions,
    .unit = READ_WHOLE,
    .scope = DOC_SCOPE_FILE,
    .state_size = sizeof(struct html),
    .begin = html_begin,
    .next = html_next,
    .put = html_put,
};
