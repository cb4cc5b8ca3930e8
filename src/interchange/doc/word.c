/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOCX (ECMA-376, WordprocessingML): the paragraphs (w:p) of the body, notes, headers, footers,
 * comments and text boxes.  Their runs (w:r) are joined, so that a name may run through several;
 * each keeps its formatting.  Deleted text, the codes of fields and the targets of links are no
 * text.
 *
 * With doc_options.track a change is written as revisions: the run is divided, the old text goes
 * into a w:del and the new text, with the same formatting, into a w:ins.
 */
#include "interchange/doc/office.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const namespaces[] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
};

static bool is_w(const struct doc *d, const struct tag *t, const char *local)
{
    return office_is(d, t->name, 0, local);
}

/* The w:val, or another attribute of that prefix. */
static struct span value_of(const struct doc *d, const struct tag *t, const char *local)
{
    char name[48];

    snprintf(name, sizeof name, "%s%s", office_of(d)->prefix[0], local);
    return tag_value(d->chunk.text, t, span_str(name));
}

/* --- the parts --- */

/* Ends of the content types of parts with text, in the order in which these are read. */
static const char *const kinds[] = {
    "document.main+xml",         "template.main+xml",  "document.macroEnabled.main+xml",
    "template.macroEnabledTemplate.main+xml", "footnotes+xml", "endnotes+xml",
    "header+xml",                "footer+xml",         "comments+xml",
};

enum { MAIN_KINDS = 4 };

static enum status add_kind(struct doc *d, struct span types, const char *kind, struct error *e)
{
    const size_t n = strlen(kind);
    enum status st = ST_OK;
    struct tag t = {0};

    while (!st && tag_next(types, t.to, types.len, &t)) {
        struct span type = tag_value(types, &t, span_str("ContentType"));
        struct span name = tag_value(types, &t, span_str("PartName"));

        if (type.len > n && span_ends(type, span_str(kind)) && type.ptr[type.len - n - 1] == '.' &&
            name.len > 1)
            st = office_add_part(d, span_from(name, 1), e);
    }
    return st;
}

static enum status note_styles(struct doc *d, struct error *e);

static enum status find_parts(struct doc *d, struct error *e)
{
    struct office *o = office_of(d);
    struct buf types = BUF_INIT;
    size_t entry;
    enum status st = zipfile_find(o->zip, span_str("[Content_Types].xml"), &entry, e);

    if (st == ST_NOTFOUND)
        return error_set(e, ST_SYNTAX, _("not a Word document: the package has no "
                                         "[Content_Types].xml"));
    if (!st)
        st = office_read_xml(d, entry, &types, e);
    for (size_t i = 0; i < COUNT_OF(kinds) && !st; i++) {
        st = add_kind(d, buf_span(&types), kinds[i], e);
        if (!st && i + 1 == MAIN_KINDS && o->parts.len == 0)
            st = office_add_part(d, span_str("word/document.xml"), e);
        if (!st && i + 1 == MAIN_KINDS && o->parts.len == 0)
            st = error_set(e, ST_SYNTAX, _("not a Word document: the package has no main part"));
    }
    buf_free(&types);
    return st ? st : note_styles(d, e);
}

/* --- headings --- */

static enum status read_styles(struct doc *d, struct error *e)
{
    VEC(struct office_style) styles = VEC_INIT;
    struct span xml = d->chunk.text;
    enum status st = ST_OK;
    struct tag t = {0};

    while (!st && tag_next(xml, t.to, xml.len, &t)) {
        struct office_style s = {0};

        if (t.markup || t.closes)
            continue;
        s.id = value_of(d, &t, "styleId");
        if (is_w(d, &t, "style") && !vec_push(&styles, s))
            st = error_nomem(e);
        else if (styles.len && is_w(d, &t, "name"))
            vec_last(&styles)->name = value_of(d, &t, "val");
        else if (styles.len && is_w(d, &t, "basedOn"))
            vec_last(&styles)->parent = value_of(d, &t, "val");
    }
    if (!st)
        st = office_note_headings(d, styles.v, styles.len, e);
    vec_free(&styles);
    return st;
}

static void note_prefix(struct doc *d)
{
    office_note_prefix(d, 0, namespaces[1], "w");
    if (strcmp(office_of(d)->prefix[0], "w:") == 0)
        office_note_prefix(d, 0, namespaces[0], "w");
}

/* The names of styles are translated, what they go by in styles.xml is not. */
static enum status note_styles(struct doc *d, struct error *e)
{
    struct office *o = office_of(d);
    struct span whole = d->chunk.text;
    struct error none;
    size_t entry;
    enum status st;

    if (zipfile_find(o->zip, span_str("word/styles.xml"), &entry, &none) != ST_OK)
        return ST_OK;
    buf_reset(&o->xml);
    st = office_read_xml(d, entry, &o->xml, e);
    if (st)
        return st;
    d->chunk.text = buf_span(&o->xml);
    note_prefix(d);
    st = read_styles(d, e);
    d->chunk.text = whole;
    return st;
}

/* A heading by its style or its level in the outline. */
static bool is_heading(const struct doc *d, const struct tag *properties, size_t end)
{
    struct tag t = {.to = properties->to};

    while (tag_next(d->chunk.text, t.to, end, &t)) {
        if (is_w(d, &t, "pStyle") && office_is_heading(d, value_of(d, &t, "val")))
            return true;
        if (is_w(d, &t, "outlineLvl") && !span_eqs(value_of(d, &t, "val"), "9"))
            return true;
    }
    return false;
}

/* --- text --- */

/* The highest number of a revision, comment or bookmark, so that ours are new ones. */
static uint64_t last_number(const struct doc *d)
{
    struct span s = d->chunk.text;
    char id[32];
    uint64_t last = 0, n;
    ptrdiff_t at;

    snprintf(id, sizeof id, "%sid=\"", office_of(d)->prefix[0]);
    for (size_t from = 0; (at = span_find(s, span_str(id), from)) >= 0; from = (size_t)at + 1) {
        size_t first = (size_t)at + strlen(id), end = first;

        while (end < s.len && s.ptr[end] != '"')
            end++;
        if (span_to_u64(span_cut(s, first, end), &n) && n > last && n < INT32_MAX / 2)
            last = n;
    }
    return last;
}

static void begin_part(struct doc *d)
{
    note_prefix(d);
    if (d->options.track)
        office_of(d)->revision = last_number(d) + 1;
}

static enum office_mark mark(const struct doc *d, const struct tag *t)
{
    if (is_w(d, t, "p"))
        return OFFICE_PARAGRAPH;
    return span_ends(t->name, span_str(":Fallback")) ? OFFICE_REPEATED : OFFICE_INTO;
}

/* A run while it is read. */
struct run {
    bool open;
    size_t from;
    struct span properties;
    struct span insertion; /* the tag that opens the running insertion */
    size_t inserted_to;    /* where that ends */
    size_t parent;         /* the last tag that opened an element that may hold runs */
    bool filled;        /* something stands in it behind its properties */
};

static bool span_is_space(struct span s, const char *name)
{
    return span_find(s, span_str(name), 0) > 0;
}

/* The tag of the insertion that holds the run itself; empty where a link or the like lies between
 * them. */
static struct span insertion_round(const struct doc *d, const struct run *r)
{
    bool holds = r->from < r->inserted_to && r->insertion.ptr == d->chunk.text.ptr + r->parent;

    return holds ? r->insertion : span_of("", 0);
}

/* Add what an element of a run reads as: its content, or a character for it. */
static void add_item(struct doc *d, const struct run *r, const struct tag *t, size_t text_end,
                     size_t behind)
{
    struct office_item item = {
        .run = r->from, .properties = r->properties, .from = t->from, .to = behind,
        .text = is_w(d, t, "t") ? t->to : behind, .text_end = text_end, .first = !r->filled,
        .inserted = r->from < r->inserted_to, .insertion = insertion_round(d, r),
        .keeps_space = span_is_space(span_cut(d->chunk.text, t->from, t->to), "xml:space=")};

    if (!vec_push(&office_of(d)->items, item))
        office_of(d)->failed = true;
}

static const struct {
    const char *name, *text;
} characters[] = {
    {"tab", "\t"}, {"br", "\n"}, {"cr", "\n"}, {"noBreakHyphen", "\xE2\x80\x91"},
    {"softHyphen", "\xC2\xAD"},
};

/* An element inside a run; where to go on. */
static size_t read_in_run(struct doc *d, struct run *r, const struct tag *t)
{
    size_t behind, end = tag_content_end(d->chunk.text, t, &behind);
    const char *text = NULL;

    for (size_t i = 0; i < COUNT_OF(characters); i++)
        if (is_w(d, t, characters[i].name))
            text = characters[i].text;
    if (is_w(d, t, "t")) {
        doc_markup_text(d, t->to, end);
        add_item(d, r, t, end, behind);
    } else if (text) {
        doc_escaped(d, t->from, behind, span_str(text), DOC_ENTITY);
        add_item(d, r, t, behind, behind);
    }
    r->filled = true;
    return behind;
}

static void begin_run(struct run *r, const struct tag *t)
{
    r->open = true;
    r->from = t->from;
    r->properties = span_of("", 0);
    r->filled = false;
}

/* The run ends: if a text was the last in it, nothing needs to be kept behind that. */
static void end_run(struct doc *d, struct run *r, const struct tag *t)
{
    struct office *o = office_of(d);

    if (r->open && o->items.len && vec_last(&o->items)->to == t->from)
        vec_last(&o->items)->run_end = t->to;
    r->open = false;
}

/* Take a tag of a paragraph; where to go on. */
static size_t read_tag(struct doc *d, struct run *r, const struct tag *t)
{
    size_t behind, end;

    if (t->markup)
        return t->to;
    if (t->closes) {
        if (is_w(d, t, "r"))
            end_run(d, r, t);
        else if (!r->open)
            r->parent = t->from;
        return t->to;
    }
    end = tag_content_end(d->chunk.text, t, &behind);
    if (is_w(d, t, "pPr")) {
        d->segment.heading = is_heading(d, t, end);
    } else if (is_w(d, t, "rPr")) {
        r->properties = span_cut(d->chunk.text, t->from, behind);
    } else if (is_w(d, t, "txbxContent")) {
        office_nest(d, t->to, end, 0);
    } else if (span_ends(t->name, span_str(":Fallback"))) {
        office_nest(d, t->to, end, OFFICE_REPEATS);
    } else if (!is_w(d, t, "del") && !is_w(d, t, "moveFrom") && !is_w(d, t, "rt")) {
        if (is_w(d, t, "ins") || is_w(d, t, "moveTo")) {
            r->inserted_to = behind;
            r->insertion = span_cut(d->chunk.text, t->from, t->to);
        }
        if (!r->open && !is_w(d, t, "r") && !tag_is_empty(d->chunk.text, t))
            r->parent = t->from;
        if (is_w(d, t, "r") && !tag_is_empty(d->chunk.text, t))
            begin_run(r, t);
        else if (r->open && (is_w(d, t, "t") || tag_is_empty(d->chunk.text, t)))
            return read_in_run(d, r, t);
        r->filled = r->filled || !is_w(d, t, "r");
        return t->to;
    }
    r->filled = r->filled || !is_w(d, t, "rPr");
    return behind;
}

static void read_paragraph(struct doc *d, const struct tag *p, size_t end)
{
    struct tag t = {.to = p->to};
    struct run r = {0};
    size_t at = p->to;

    while (tag_next(d->chunk.text, at, end, &t))
        at = read_tag(d, &r, &t);
}

/* --- changes --- */

/* The item that holds the source byte. */
static struct office_item *item_at(const struct doc *d, size_t from)
{
    struct office *o = office_of(d);
    size_t lo = 0, hi = o->items.len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (o->items.v[mid].to <= from)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < o->items.len ? &o->items.v[lo] : NULL;
}

/* Without this an XML reader drops the spaces at the ends of the text. */
static void keep_space(struct doc *d, struct office_item *item)
{
    if (!item->keeps_space && item->text < item->to)
        doc_edit(d, item->text - 1, item->text - 1, span_str(" xml:space=\"preserve\""));
    item->keeps_space = true;
}

/* Mark-up with @ for the prefix of the part. */
static void add_marks(const struct doc *d, struct buf *out, const char *marks)
{
    for (; *marks; marks++) {
        if (*marks == '@')
            buf_adds(out, office_of(d)->prefix[0]);
        else
            buf_addch(out, *marks);
    }
}

static void add_run(struct doc *d, struct buf *out, const struct office_item *item, bool deleted,
                    struct span text)
{
    add_marks(d, out, "<@r>");
    buf_add(out, item->properties);
    add_marks(d, out, deleted ? "<@delText xml:space=\"preserve\">" : "<@t xml:space=\"preserve\">");
    buf_add(out, text);
    add_marks(d, out, deleted ? "</@delText></@r>" : "</@t></@r>");
}

static void add_revision_tag(struct doc *d, struct buf *out, const char *name)
{
    struct office *o = office_of(d);

    buf_printf(out, "<%s%s %sid=\"%" PRIu64 "\" %sauthor=\"", o->prefix[0], name, o->prefix[0],
               o->revision++, o->prefix[0]);
    tag_put(out, d->options.author, '"');
    buf_printf(out, "\" %sdate=\"%.*s\">", o->prefix[0], SPAN_ARG(d->options.date));
}

/* The name of the element that the tag opens. */
static struct span name_of(struct span tag)
{
    struct tag t;

    return tag_read(tag, 0, &t) ? t.name : span_of("", 0);
}

/* The new text as an insertion.  Somebody's insertion round it ends before it and goes on behind,
 * so that each can be accepted and rejected without the other. */
static void add_insertion(struct doc *d, struct buf *out, const struct office_item *item,
                          struct span text)
{
    bool divides = item->insertion.len > 0;
    bool own = divides || !item->inserted;

    if (divides)
        buf_printf(out, "</%.*s>", SPAN_ARG(name_of(item->insertion)));
    if (own)
        add_revision_tag(d, out, "ins");
    add_run(d, out, item, false, text);
    if (own)
        add_marks(d, out, "</@ins>");
    buf_add(out, item->insertion);
}

/* The old text as a deletion, the new one as an insertion. */
static void add_revisions(struct doc *d, struct buf *out, const struct office_item *item,
                          struct span old, struct span text)
{
    if (old.len) {
        add_revision_tag(d, out, "del");
        if (item->text < item->to) {
            add_run(d, out, item, true, old);
        } else {
            add_marks(d, out, "<@r>");
            buf_add(out, item->properties);
            buf_add(out, old);
            add_marks(d, out, "</@r>");
        }
        add_marks(d, out, "</@del>");
    }
    if (text.len)
        add_insertion(d, out, item, text);
}

/* Does the place lie in a CDATA section of the item's text? */
static bool is_in_cdata(const struct doc *d, const struct office_item *item, size_t at)
{
    struct span text = span_cut(d->chunk.text, item->text, at);
    ptrdiff_t opened, closed = 0;

    do {
        opened = span_find(text, span_str("<![CDATA["), (size_t)closed);
        closed = opened < 0 ? -1 : span_find(text, span_str("]]>"), (size_t)opened);
    } while (closed >= 0);
    return opened >= 0;
}

/* Divide the run round the change; halves without a text are left out. */
static void track(struct doc *d, struct office_item *item, size_t from, size_t to, struct span text)
{
    bool before = item->text < item->to && (from > item->text || item->changed);
    bool behind = item->text < item->to && to < item->text_end;
    bool whole_run = item->first && !before;
    bool run_ends = item->run_end && !behind;
    bool cdata = item->text < item->to && is_in_cdata(d, item, from);
    size_t edit_from = before ? from : whole_run ? item->run : item->from;
    size_t edit_to = behind ? to : run_ends ? item->run_end : item->to;
    struct buf out = BUF_INIT, old = BUF_INIT;

    if (before)
        keep_space(d, item);
    if (!whole_run)
        add_marks(d, &out, cdata ? "]]></@t></@r>" : before ? "</@t></@r>" : "</@r>");
    buf_adds(&old, cdata ? "<![CDATA[" : "");
    buf_add(&old, span_cut(d->chunk.text, from, to));
    buf_adds(&old, cdata ? "]]>" : "");
    add_revisions(d, &out, item, buf_span(&old), text);
    if (!run_ends) {
        add_marks(d, &out, "<@r>");
        buf_add(&out, item->properties);
        add_marks(d, &out, behind ? "<@t xml:space=\"preserve\">" : "");
        buf_adds(&out, cdata ? "<![CDATA[" : "");
    }
    doc_edit(d, edit_from, edit_to, buf_span(&out));
    item->keeps_space = item->changed = true; /* what follows stands in a text of ours */
    d->new_text.failed = d->new_text.failed || out.failed || old.failed;
    buf_free(&out);
    buf_free(&old);
}

/* The change without a trace. */
static void put(struct doc *d, struct office_item *item, size_t from, size_t to, struct span text)
{
    bool is_text = item->text < item->to;
    struct buf out = BUF_INIT;

    if (is_text && (from == item->text || to == item->text_end))
        keep_space(d, item);
    if (!is_text && text.len)
        add_marks(d, &out, "<@t xml:space=\"preserve\">");
    buf_add(&out, text);
    if (!is_text && text.len)
        add_marks(d, &out, "</@t>");
    doc_edit(d, from, to, buf_span(&out));
    d->new_text.failed = d->new_text.failed || out.failed;
    buf_free(&out);
}

static void docx_splice(struct doc *d, size_t from, size_t to, struct span text)
{
    struct office_item *item = item_at(d, from);
    struct buf written = BUF_INIT;

    if (!item || (from == to && text.len == 0))
        return;
    tag_put(&written, text, 0);
    if (d->options.track) {
        track(d, item, from, to, buf_span(&written));
    } else {
        put(d, item, from, to, buf_span(&written));
    }
    d->new_text.failed = d->new_text.failed || written.failed;
    buf_free(&written);
}

static const struct office_format format = {
    .find_parts = find_parts,
    .begin_part = begin_part,
    .mark = mark,
    .read = read_paragraph,
};

static enum status docx_begin(struct doc *d, struct error *e)
{
    return office_begin(d, &format, e);
}

static const char *const extensions[] = {"docx", "docm", "dotx", "dotm", NULL};

const struct doc_kind doc_docx = {
    .name = "docx",
    .extensions = extensions,
    .unit = READ_WHOLE,
    .scope = DOC_SCOPE_FILE,
    .state_size = sizeof(struct office),
    .begin = docx_begin,
    .next = office_next,
    .splice = docx_splice,
    .turn = office_turn,
    .write = office_write,
    .close = office_close,
};
