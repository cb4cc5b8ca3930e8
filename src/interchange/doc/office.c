/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/doc/office.h"

#include <stdio.h>

/* --- the parts of a package --- */

enum status office_read_xml(struct doc *d, size_t entry, struct buf *out, struct error *e)
{
    struct office *o = office_of(d);
    size_t from = out->len;
    enum status st = zipfile_read(o->zip, entry, out, e);
    struct error why;

    if (!st)
        st = tags_check(span_from(buf_span(out), from), &why);
    if (st && st == why.code)
        st = error_set(e, st, "%.*s: %s", SPAN_ARG(zipfile_name(o->zip, entry)), why.message);
    return st;
}

enum status office_add_part(struct doc *d, struct span name, struct error *e)
{
    struct office *o = office_of(d);
    struct error missing;
    size_t entry;
    enum status st = zipfile_find(o->zip, name, &entry, &missing);

    if (st == ST_NOTFOUND)
        return ST_OK;
    if (st)
        return error_set(e, st, "%s", missing.message);
    for (size_t i = 0; i < o->parts.len; i++)
        if (o->parts.v[i] == entry)
            return ST_OK;
    return vec_push(&o->parts, entry) ? ST_OK : error_nomem(e);
}

enum status office_begin(struct doc *d, const struct office_format *format, struct error *e)
{
    struct office *o = office_of(d);
    enum status st;

    if (o->zip)
        return error_set(e, ST_SYNTAX, _("a package is read as a whole"));
    o->format = format;
    st = zipfile_open(&o->zip, d->chunk.text, e);
    if (!st)
        st = format->find_parts(d, e);
    d->chunk = (struct read_chunk){span_of("", 0), 0, 1, false};
    return st;
}

/* Put the edits of the part that was read back into the package. */
static enum status end_part(struct doc *d, struct error *e)
{
    struct office *o = office_of(d);
    enum status st;

    if (o->turn == 0 || d->edits.len == 0)
        return ST_OK;
    buf_reset(&o->made);
    doc_copy(d, &o->made);
    st = buf_status(&o->made, e);
    return st ? st : zipfile_replace(o->zip, o->parts.v[o->turn - 1], buf_span(&o->made), e);
}

static enum status begin_part(struct doc *d, struct error *e)
{
    struct office *o = office_of(d);
    struct office_range all;
    enum status st;

    buf_reset(&o->xml);
    st = office_read_xml(d, o->parts.v[o->turn++], &o->xml, e);
    if (st)
        return st;
    d->chunk.text = buf_span(&o->xml);
    if (o->format->begin_part)
        o->format->begin_part(d);
    all = (struct office_range){0, d->chunk.text.len, false};
    o->paragraph = 0;
    return vec_push(&o->todo, all) ? ST_OK : error_nomem(e);
}

int office_turn(struct doc *d, struct error *e)
{
    struct office *o = office_of(d);

    if (end_part(d, e) != ST_OK)
        return -1;
    if (o->turn == o->parts.len)
        return 0;
    return begin_part(d, e) == ST_OK ? 1 : -1;
}

enum status office_write(struct doc *d, struct error *e)
{
    return zipfile_write(office_of(d)->zip, d->out, e);
}

void office_close(struct doc *d)
{
    struct office *o = office_of(d);

    zipfile_close(o->zip);
    vec_free(&o->parts);
    vec_free(&o->todo);
    vec_free(&o->items);
    buf_free(&o->xml);
    buf_free(&o->made);
    map_free(&o->headings);
}

/* --- names --- */

/* The first element of the part. */
static bool find_root(struct span xml, struct tag *root)
{
    size_t at = 0;

    do {
        if (!tag_next(xml, at, xml.len, root))
            return false;
        at = root->to;
    } while (root->markup);
    return true;
}

void office_note_prefix(struct doc *d, unsigned n, const char *namespace, const char *usual)
{
    struct office *o = office_of(d);
    struct span xml = d->chunk.text, name, value;
    char *prefix = o->prefix[n];
    struct tag root;
    size_t at = 0;

    snprintf(prefix, sizeof o->prefix[n], "%s:", usual);
    if (!find_root(xml, &root))
        return;
    while (tag_attribute(xml, &root, &at, &name, &value)) {
        if (!span_eqs(value, namespace))
            continue;
        if (span_eqs(name, "xmlns"))
            prefix[0] = '\0';
        else if (span_starts(name, span_str("xmlns:")) && name.len - 6 < sizeof o->prefix[n] - 1)
            snprintf(prefix, sizeof o->prefix[n], "%.*s:", SPAN_ARG(span_from(name, 6)));
    }
}

bool office_is(const struct doc *d, struct span name, unsigned n, const char *local)
{
    struct span prefix = span_str(office_of(d)->prefix[n]);

    return span_starts(name, prefix) && span_eqs(span_from(name, prefix.len), local);
}

/* --- paragraphs --- */

void office_nest(struct doc *d, size_t from, size_t to, unsigned kind)
{
    struct office *o = office_of(d);
    struct office_range range = {from, to, kind | o->kind};

    if (!vec_push(&o->todo, range))
        o->failed = true;
}

/* What was nested in the paragraph comes off the end of the list: turn it round. */
static void order_nested(struct office *o)
{
    for (size_t i = o->nested, k = o->todo.len; i + 1 < k; i++) {
        struct office_range was = o->todo.v[i];

        o->todo.v[i] = o->todo.v[--k];
        o->todo.v[k] = was;
    }
}

static void read_paragraph(struct doc *d, const struct tag *p, size_t end)
{
    struct office *o = office_of(d);

    doc_begin(d);
    vec_clear(&o->items);
    o->nested = o->todo.len;
    o->format->read(d, p, end);
    order_nested(o);
    d->segment.part = zipfile_name(o->zip, o->parts.v[o->turn - 1]);
    d->segment.paragraph = o->paragraph;
    d->segment.repeated = o->kind & OFFICE_REPEATS;
    d->segment.aside = o->kind & OFFICE_ASIDE;
}

/* Go on in the last range; true where a paragraph was read. */
static bool step(struct doc *d)
{
    struct office *o = office_of(d);
    struct office_range range = o->todo.v[--o->todo.len];
    enum office_mark mark = OFFICE_INTO;
    size_t behind, end;
    struct tag t = {.to = range.from};

    while (mark == OFFICE_INTO) {
        if (!tag_next(d->chunk.text, t.to, range.to, &t))
            return false;
        if (!t.markup && !t.closes)
            mark = o->format->mark(d, &t);
    }
    end = tag_content_end(d->chunk.text, &t, &behind);
    o->kind = range.kind;
    office_nest(d, behind, range.to, 0); /* the rest, later */
    if (mark == OFFICE_REPEATED)
        office_nest(d, t.to, end, OFFICE_REPEATS);
    if (mark != OFFICE_PARAGRAPH)
        return false;
    o->paragraph++;
    read_paragraph(d, &t, end);
    return true;
}

int office_next(struct doc *d, struct error *e)
{
    struct office *o = office_of(d);

    while (o->todo.len && !o->failed) {
        bool read = step(d);

        if (read && (d->text.failed || span_trim(buf_span(&d->text)).len) && !o->failed)
            return doc_finish(d, e);
    }
    if (!o->failed)
        return 0;
    (void)error_nomem(e);
    return -1;
}

/* --- headings --- */

/* Names of styles for headings, titles and captions, which stay English in every edition. */
static bool names_heading(struct span name)
{
    static const char *const words[] = {"heading", "title", "subtitle", "caption"};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t n = strlen(words[i]);

        if (name.len >= n && strncasecmp(name.ptr, words[i], n) == 0 &&
            (i == 0 || name.len == n))
            return true;
    }
    return false;
}

/* Does the i-th style, or one that it goes back to, mark a heading? */
static bool goes_back_to_heading(const struct office *o, const struct map *places,
                                 const struct office_style *styles, size_t i)
{
    enum { LONGEST_CHAIN = 16 };
    const struct office_style *s = &styles[i];

    for (int n = 0; n < LONGEST_CHAIN; n++) {
        const uint64_t *parent = map_get(places, s->parent);

        if (names_heading(s->id) || names_heading(s->name) || map_get(&o->headings, s->parent))
            return true;
        if (!parent)
            return false;
        s = &styles[*parent];
    }
    return false;
}

enum status office_note_headings(struct doc *d, const struct office_style *styles, size_t n,
                                 struct error *e)
{
    struct office *o = office_of(d);
    struct map places = MAP_INIT;
    uint64_t *place;
    bool good = true;

    for (size_t i = 0; i < n && good; i++) {
        place = map_put(&places, styles[i].id, NULL);
        good = place != NULL;
        if (good)
            *place = i;
    }
    for (size_t i = 0; i < n && good; i++)
        if (goes_back_to_heading(o, &places, styles, i))
            good = map_put(&o->headings, styles[i].id, NULL) != NULL;
    map_free(&places);
    return good ? ST_OK : error_nomem(e);
}

bool office_is_heading(const struct doc *d, struct span style)
{
    return style.len && (names_heading(style) || map_get(&office_of(d)->headings, style));
}
