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
#include "interchange/doc/tags.h"

enum flavour { FLAVOUR_HTML, FLAVOUR_XML, FLAVOUR_XLIFF };

struct html {
    bool in_target; /* XLIFF */
    struct span file_lang, lang; /* XLIFF: of the file's targets, of this one; in the chunk */
    bool heading;
    unsigned quoted; /* so many quotations are open */
    char quote;     /* of the attribute that is a segment; 0: text */
    struct tag tag; /* the last one, */
    size_t at;      /* whose attributes from here on are still to be read; 0: none are */
};

static enum flavour flavour_of(const struct doc *d)
{
    return d->kind == &doc_html ? FLAVOUR_HTML : d->kind == &doc_xml ? FLAVOUR_XML : FLAVOUR_XLIFF;
}

/* Tags that stand inside a line of text. */
static bool is_inline(const struct doc *d, const struct tag *t)
{
    static const char words[] =
        "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark q s small span "
        "strike strong sub sup time tt u var wbr";

    return t->markup || flavour_of(d) == FLAVOUR_XLIFF ||
           (flavour_of(d) == FLAVOUR_HTML && tag_is(t->name, words));
}

/* In XLIFF: codes of the original, what is not to be translated, and translations of others
 * (alt-trans; match of version 2). */
static bool is_opaque_xliff(const struct doc *d, const struct tag *t)
{
    struct span s = d->chunk.text;

    if (t->closes || t->markup || tag_is_empty(s, t))
        return false;
    if (tag_is(t->name, "mrk"))
        return span_eqs(tag_value(s, t, span_str("mtype")), "protected") ||
               span_eqs(tag_value(s, t, span_str("translate")), "no");
    return tag_is(t->name, "bpt ept ph it alt-trans") || span_ends(t->name, span_str(":match"));
}

/* Tags whose content is no text for people. */
static bool is_opaque(const struct doc *d, const struct tag *t)
{
    if (flavour_of(d) == FLAVOUR_XLIFF)
        return is_opaque_xliff(d, t);
    return flavour_of(d) == FLAVOUR_HTML && !t->closes &&
           tag_is(t->name, "script style code pre kbd samp textarea template svg math noscript");
}

/* --- attributes --- */

/* Is the attribute one that people read? */
static bool is_read(const struct tag *t, struct span name)
{
    return tag_is(name, "alt title aria-label") ||
           (tag_is(t->name, "meta") && tag_is(name, "content"));
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
static bool find_attribute(const struct doc *d, const struct html *h, struct span *value)
{
    struct span s = d->chunk.text, name;
    size_t at = h->at;

    while (h->at && tag_attribute(s, &h->tag, &at, &name, value))
        if (is_read(&h->tag, name) &&
            (!tag_is(h->tag.name, "meta") || describes(span_cut(s, h->tag.from, h->tag.to))))
            return true;
    return false;
}

/* The next such attribute as a segment: 1, 0 when there is none left, -1 on failure. */
static int next_attribute(struct doc *d, struct error *e)
{
    struct html *h = d->state;
    struct span value;
    size_t from;

    if (!find_attribute(d, h, &value)) {
        h->at = 0;
        return 0;
    }
    from = (size_t)(value.ptr - d->chunk.text.ptr);
    doc_begin(d);
    h->quote = value.ptr[-1];
    doc_markup_text(d, from, from + value.len);
    h->at = from + value.len + 1;
    d->segment.attribute = true;
    return doc_finish(d, e);
}

/* --- segments --- */

/* XLIFF names the language of the targets in <file> (version 1) or <xliff> (version 2), and may do
 * so in each. */
static void note_target(struct doc *d, const struct tag *t)
{
    struct html *h = d->state;
    struct span s = d->chunk.text, own;

    if (!t->closes && tag_is(t->name, "file xliff")) {
        const char *name = tag_is(t->name, "file") ? "target-language" : "trgLang";
        struct span told = tag_value(s, t, span_str(name));

        h->file_lang = told.len ? told : h->file_lang;
    }
    if (!tag_is(t->name, "target"))
        return;
    h->in_target = !t->closes && !tag_is_empty(s, t);
    own = h->in_target ? tag_value(s, t, span_str("xml:lang")) : span_of("", 0);
    h->lang = own.len ? own : h->file_lang;
}

static void note_element(struct doc *d, const struct tag *t)
{
    struct html *h = d->state;

    if (t->markup)
        return;
    if (tag_is(t->name, "h1 h2 h3 h4 h5 h6 title caption figcaption"))
        h->heading = !t->closes;
    if (tag_is(t->name, "blockquote"))
        h->quoted = t->closes ? h->quoted - (h->quoted > 0) : h->quoted + 1;
    if (flavour_of(d) == FLAVOUR_XLIFF)
        note_target(d, t);
}

/* A tag was passed: does it end the segment that was begun? */
static bool ends_segment(struct doc *d, const struct tag *t)
{
    bool target = ((struct html *)d->state)->in_target;

    note_element(d, t);
    if (flavour_of(d) == FLAVOUR_HTML && tag_is(t->name, "br")) {
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
    struct span value;

    d->at = is_opaque(d, t) ? tag_skip(d->chunk.text, t) : t->to;
    h->tag = *t;
    h->at = flavour_of(d) == FLAVOUR_HTML && !t->closes && !t->markup
                ? t->from + 1 + t->name.len
                : 0;
    return find_attribute(d, h, &value) || ends;
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
    d->segment.quoted = h->quoted > 0;
}

static enum status html_begin(struct doc *d, struct error *e)
{
    (void)e;
    ((struct html *)d->state)->at = 0; /* the last chunk's */
    ((struct html *)d->state)->lang = span_of("", 0);
    ((struct html *)d->state)->file_lang = span_of("", 0);
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

        if (flavour_of(d) != FLAVOUR_XLIFF || h->in_target) {
            d->segment.lang = h->lang;
            doc_markup_text(d, d->at, to);
        }
        d->at = to;
        if (!p)
            break;
        if (!tag_read(s, to, &t)) {
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

static void html_put(const struct doc *d, struct span text, struct buf *out)
{
    tag_put(out, text, ((const struct html *)d->state)->quote);
}

static const char *const html_extensions[] = {"html", "htm", "xhtml", NULL};
static const char *const xml_extensions[] = {"xml", NULL};
static const char *const xliff_extensions[] = {"xlf", "xliff", "sdlxliff", NULL};

#define TAGGED(type)                                                                               \
    {                                                                                              \
        .name = #type, .extensions = type##_extensions, .unit = READ_WHOLE,                        \
        .scope = DOC_SCOPE_FILE, .state_size = sizeof(struct html), .begin = html_begin,           \
        .next = html_next, .put = html_put,                                                        \
    }

const struct doc_kind doc_html = TAGGED(html);
const struct doc_kind doc_xml = TAGGED(xml);
const struct doc_kind doc_xliff = TAGGED(xliff);
