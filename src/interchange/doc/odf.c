/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ODT (OpenDocument 1.2): the text:p and text:h of content.xml, and of the headers and footers in
 * styles.xml.  What fields show is computed and is left alone; what tracked changes deleted is kept
 * apart in the document and not read.
 */
#include "interchange/doc/office.h"

#include <stdio.h>

enum { TEXT, OFFICE };

static const struct {
    const char *text, *office;
} namespaces = {"urn:oasis:names:tc:opendocument:xmlns:text:1.0",
                "urn:oasis:names:tc:opendocument:xmlns:office:1.0"};

/* Is the local name one of those in the list? */
static bool is_one_of(const struct doc *d, struct span name, unsigned prefix, const char *list)
{
    struct span before = span_str(office_of(d)->prefix[prefix]);

    return span_starts(name, before) && tag_is(span_from(name, before.len), list);
}

/* --- styles --- */

static enum status note_styles(struct doc *d, struct span xml, struct error *e)
{
    VEC(struct office_style) styles = VEC_INIT;
    enum status st = ST_OK;
    struct tag t = {0};

    while (!st && tag_next(xml, t.to, xml.len, &t)) {
        struct office_style s;

        if (t.markup || t.closes || !span_eqs(t.name, "style:style"))
            continue;
        s.id = tag_value(xml, &t, span_str("style:name"));
        s.name = tag_value(xml, &t, span_str("style:display-name"));
        s.parent = tag_value(xml, &t, span_str("style:parent-style-name"));
        if (!vec_push(&styles, s))
            st = error_nomem(e);
    }
    if (!st)
        st = office_note_headings(d, styles.v, styles.len, e);
    vec_free(&styles);
    return st;
}

static enum status note_part(struct doc *d, const char *name, struct error *e)
{
    struct office *o = office_of(d);
    size_t count = o->parts.len;
    enum status st = office_add_part(d, span_str(name), e);

    buf_reset(&o->xml);
    if (!st && o->parts.len > count)
        st = office_read_xml(d, o->parts.v[count], &o->xml, e);
    return st ? st : note_styles(d, buf_span(&o->xml), e);
}

/* Styles of styles.xml first: those of the content go back to them; the content is read first. */
static enum status find_parts(struct doc *d, struct error *e)
{
    struct office *o = office_of(d);
    enum status st = note_part(d, "styles.xml", e);
    size_t styles = o->parts.len;

    if (!st)
        st = note_part(d, "content.xml", e);
    if (!st && o->parts.len == styles)
        return error_set(e, ST_SYNTAX, _("not an OpenDocument text: the package has no content.xml"));
    if (!st && styles) {
        size_t first = o->parts.v[0];

        o->parts.v[0] = o->parts.v[1];
        o->parts.v[1] = first;
    }
    return st;
}

/* --- text --- */

static void begin_part(struct doc *d)
{
    office_note_prefix(d, TEXT, namespaces.text, "text");
    office_note_prefix(d, OFFICE, namespaces.office, "office");
}

static enum office_mark mark(const struct doc *d, const struct tag *t)
{
    if (is_one_of(d, t->name, TEXT, "p h"))
        return OFFICE_PARAGRAPH;
    if (is_one_of(d, t->name, TEXT, "tracked-changes") || is_one_of(d, t->name, OFFICE, "forms"))
        return OFFICE_SKIP;
    return OFFICE_INTO;
}

/* <text:s text:c="3"/>: spaces that XML would fold. */
static void add_spaces(struct doc *d, const struct tag *t)
{
    static const char spaces[] = "                ";
    char name[32];
    uint64_t n;

    snprintf(name, sizeof name, "%sc", office_of(d)->prefix[TEXT]);
    if (!span_to_u64(tag_value(d->chunk.text, t, span_str(name)), &n) || n > sizeof spaces - 1)
        n = 1;
    doc_escaped(d, t->from, t->to, span_of(spaces, (size_t)n), DOC_ENTITY);
}

/* Take a tag inside a paragraph; where to go on. */
static size_t read_tag(struct doc *d, const struct tag *t)
{
    static const char transparent[] =
        "span a meta ruby ruby-base soft-page-break bookmark bookmark-start bookmark-end "
        "reference-mark reference-mark-start reference-mark-end change change-start change-end";
    bool aside = is_one_of(d, t->name, TEXT, "note") || is_one_of(d, t->name, OFFICE, "annotation");
    size_t behind, end;

    if (t->markup || t->closes || is_one_of(d, t->name, TEXT, transparent) ||
        span_eqs(t->name, "loext:content-control")) /* LibreOffice's, in no standard yet */
        return t->to;
    end = tag_content_end(d->chunk.text, t, &behind);
    if (aside || span_starts(t->name, span_str("draw:")))
        office_nest(d, t->to, end, aside ? OFFICE_ASIDE : 0);
    else if (is_one_of(d, t->name, TEXT, "s"))
        add_spaces(d, t);
    else if (is_one_of(d, t->name, TEXT, "tab"))
        doc_escaped(d, t->from, behind, span_str("\t"), DOC_ENTITY);
    else if (is_one_of(d, t->name, TEXT, "line-break"))
        doc_escaped(d, t->from, behind, span_str("\n"), DOC_ENTITY);
    return behind;
}

static void read_paragraph(struct doc *d, const struct tag *p, size_t end)
{
    struct span s = d->chunk.text;
    size_t at = p->to;
    char name[32];
    struct tag t;

    snprintf(name, sizeof name, "%sstyle-name", office_of(d)->prefix[TEXT]);
    while (tag_next(s, at, end, &t)) {
        doc_markup_text(d, at, t.from);
        at = read_tag(d, &t);
    }
    doc_markup_text(d, at, end);
    d->segment.heading = is_one_of(d, p->name, TEXT, "h") ||
                         office_is_heading(d, tag_value(s, p, span_str(name)));
}

static const struct office_format format = {
    .find_parts = find_parts,
    .begin_part = begin_part,
    .mark = mark,
    .read = read_paragraph,
};

static enum status odt_begin(struct doc *d, struct error *e)
{
    return office_begin(d, &format, e);
}

static void odt_put(const struct doc *d, struct span text, struct buf *out)
{
    (void)d;
    tag_put(out, text, 0);
}

static const char *const extensions[] = {"odt", "ott", NULL};

const struct doc_kind doc_odt = {
    .name = "odt",
    .extensions = extensions,
    .unit = READ_WHOLE,
    .scope = DOC_SCOPE_FILE,
    .state_size = sizeof(struct office),
    .begin = odt_begin,
    .next = office_next,
    .put = odt_put,
    .turn = office_turn,
    .write = office_write,
    .close = office_close,
};
