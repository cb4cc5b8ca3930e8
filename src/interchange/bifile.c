/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/bifile_inside.h"
#include "text/charset.h"

#include <stdlib.h>

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), k = strlen(ending);

    return n >= k && strcasecmp(name + n - k, ending) == 0;
}

/* Text of two bytes a character comes out readable enough to find "<xliff" in it. */
static bool mentions(struct span head, const char *word)
{
    size_t n = strlen(word), got = 0;

    for (size_t i = 0; i < head.len && got < n; i++) {
        if (head.ptr[i] == word[got])
            got++;
        else if (head.ptr[i])
            got = head.ptr[i] == word[0];
    }
    return got == n;
}

static bool looks_like_po(struct span head)
{
    struct span line;

    while (span_split(&head, '\n', &line)) {
        line = span_trim(line);
        if (span_starts(line, span_str("msgid")) || span_starts(line, span_str("msgctxt")))
            return true;
        if (line.len && line.ptr[0] != '#')
            return false;
    }
    return false;
}

enum bi_format bifile_format(struct span head, const char *name)
{
    static const char *const xliff_names[] = {".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff"};
    struct span text = span_starts(head, span_str("\xEF\xBB\xBF")) ? span_from(head, 3) : head;

    if (mentions(head, "<xliff") || mentions(head, ":xliff"))
        return mentions(head, "urn:oasis:names:tc:xliff:document:2") ? BI_XLIFF2 : BI_XLIFF1;
    if (looks_like_po(text))
        return BI_PO;
    for (size_t i = 0; name && i < COUNT_OF(xliff_names); i++) {
        if (ends_with(name, xliff_names[i]))
            return BI_XLIFF1;
    }
    return name && (ends_with(name, ".po") || ends_with(name, ".pot")) ? BI_PO : BI_NONE;
}

static enum status read_units(struct bifile *f, struct error *e)
{
    f->format = bifile_format(span_cut(f->bytes, 0, 64 * 1024), f->name);
    f->source_lang = f->target_lang = f->plural_expression = f->declared = span_of("", 0);
    if (f->format == BI_NONE)
        return error_at(e, ST_UNSUPPORTED, f->name, 0, 0, "%s",
                        _("neither XLIFF nor a PO catalogue"));
    return f->format == BI_PO ? po_read(f, e) : xliff_read(f, e);
}

/* What `f` reads is taken. */
static enum status open_common(struct bifile **out, struct bifile *f, struct error *e)
{
    enum status st = read_units(f, e);

    if (st)
        bifile_close(f);
    else
        *out = f;
    return st;
}

enum status bifile_open_bytes(struct bifile **out, struct span bytes, const char *name,
                              struct error *e)
{
    struct bifile *f = calloc(1, sizeof *f);

    *out = NULL;
    if (!f)
        return error_nomem(e);
    f->name = name;
    f->bytes = span_of(bytes.ptr ? bytes.ptr : "", bytes.len);
    return open_common(out, f, e);
}


void bifile_close(struct bifile *f)
{
    if (!f)
        return;
    arena_free(&f->arena);
    vec_free(&f->units);
    vec_free(&f->po);
    vec_free(&f->xliff);
    vec_free(&f->edits);
    xml_tree_free(&f->tree);
    free(f);
}

enum bi_format bifile_kind(const struct bifile *f)
{
    return f->format;
}

struct span bifile_source_lang(const struct bifile *f)
{
    return f->source_lang;
}

struct span bifile_target_lang(const struct bifile *f)
{
    return f->target_lang;
}

size_t bifile_plurals(const struct bifile *f, struct span *expression)
{
    *expression = f->plural_expression;
    return f->plural_forms;
}

size_t bifile_count(const struct bifile *f)
{
    return f->units.len;
}

const struct bi_unit *bifile_unit(const struct bifile *f, size_t i)
{
    return &f->units.v[i];
}

/* Edits */

bool bi_keep(struct bifile *f, struct span *s)
{
    *s = arena_dup(&f->arena, *s);
    return s->ptr != NULL;
}

enum status bi_edit(struct bifile *f, size_t from, size_t to, struct span text, struct error *e)
{
    struct bi_edit edit = {.from = from, .to = to, .order = f->edits.len};
    struct buf b = BUF_INIT;
    enum status st = charset_encode(&b, f->encoding.ptr, text, f->format != BI_PO, e);

    edit.bytes = buf_span(&b);
    if (!st && (!bi_keep(f, &edit.bytes) || !vec_push(&f->edits, edit)))
        st = error_nomem(e);
    if (st)
        error_locate(e, f->name, 0);
    buf_free(&b);
    return st;
}

enum status bifile_declare_target(struct bifile *f, struct span lang, struct error *e)
{
    f->declared = lang;
    return bi_keep(f, &f->declared) ? ST_OK : error_nomem(e);
}

enum status bifile_put(struct bifile *f, size_t i, const struct bi_change *change,
                       struct error *e)
{
    size_t edits = f->edits.len;
    enum status st = f->format == BI_PO ? po_put(f, i, change, e) : xliff_put(f, i, change, e);

    if (st)
        f->edits.len = edits;
    return st;
}

static int by_place(const void *a, const void *b)
{
    const struct bi_edit *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

enum status bifile_write(struct bifile *f, struct buf *out, struct error *e)
{
    size_t edits = f->edits.len, at = 0;
    enum status st = f->format == BI_PO ? ST_OK : xliff_finish(f, e);

    if (st)
        return st;
    if (f->edits.len)
        qsort(f->edits.v, f->edits.len, sizeof *f->edits.v, by_place);
    for (size_t i = 0; i < f->edits.len; i++) {
        const struct bi_edit *edit = &f->edits.v[i];
        buf_add(out, span_cut(f->bytes, at, edit->from));
        buf_add(out, edit->bytes);
        at = edit->to;
    }
    buf_add(out, span_from(f->bytes, at));
    if (f->format != BI_PO)
        f->edits.len = edits; /* so that writing again does the same */
    return buf_status(out, e);
}
