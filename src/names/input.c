/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/input.h"

#include "base/reader.h"

static bool is_compiled(const char *path)
{
    struct reader r;
    struct span ahead = {"", 0};
    bool yes = false;

    if (strcmp(path, "-") == 0 || reader_open(&r, path, NULL) != ST_OK)
        return false;
    if (reader_peek(&r, 8, &ahead, NULL) == ST_OK)
        yes = span_starts(ahead, span_str("TILMACHD"));
    reader_close(&r);
    return yes;
}

static enum status tell_kind(struct input *s, struct error *e)
{
    const struct rec_entry *style = NULL, *name = NULL;

    for (size_t i = 0; i < s->rec.entries.len; i++) {
        const struct rec_entry *r = &s->rec.entries.v[i];

        if (span_eqs(r->type, "Style") || span_eqs(r->type, "Spelling"))
            style = style ? style : r;
        else if (span_eqs(r->type, "Name") || r->type.len == 0)
            name = name ? name : r;
        else
            return error_at(e, ST_SYNTAX, s->path, r->line, 0,
                            _("records of type %.*s are not known here: Name, Style and Spelling "
                              "are"), SPAN_ARG(r->type));
    }
    if (style && name)
        return error_at(e, ST_SYNTAX, s->path, name->line, 0,
                        _("names and styles in one file: keep them in files of their own"));
    s->kind = style ? INPUT_STYLES : INPUT_NAMES;
    return ST_OK;
}

enum status input_open(struct input *s, const char *path, struct error *e)
{
    enum status st;

    *s = (struct input){.kind = INPUT_COMPILED, .path = path};
    if (is_compiled(path))
        return ST_OK;
    st = rec_load(&s->rec, path, e);
    return st == ST_OK ? tell_kind(s, e) : st;
}

void input_close(struct input *s)
{
    rec_free(&s->rec);
}

static bool keep_first(void *context, const struct error *what)
{
    struct error *first = context;

    *first = *what;
    return false;
}

static enum status check(const struct input *s, struct error *e)
{
    struct error first = {.code = ST_OK};
    enum status st = rec_check(&s->rec, keep_first, &first, e);

    if (st == ST_OK && first.code != ST_OK) {
        st = first.code;
        if (e)
            *e = first;
    }
    return st;
}

static enum status add_compiled(struct compile *c, const struct input *s, unsigned layer,
                                struct error *e)
{
    struct authority *a;
    enum status st = auth_open(&a, s->path, e);

    if (st == ST_OK)
        st = compile_add_authority(c, a, layer, s->path, e);
    auth_close(a);
    return st;
}

/* The fields of an entry; returns new, NULL when memory runs out. */
static struct source_field *fields_of(const struct input *s, const struct rec_entry *r)
{
    struct source_field *fields = calloc(r->count + 1, sizeof *fields);

    for (size_t i = 0; fields && i < r->count; i++) {
        fields[i].name = r->items[i].name;
        fields[i].value = r->items[i].value;
        fields[i].file = s->rec.path;
        fields[i].line = r->items[i].line;
    }
    return fields;
}

enum status input_add_names(struct compile *c, const struct input *s, unsigned layer,
                             struct error *e)
{
    enum status st;

    if (s->kind == INPUT_COMPILED)
        return add_compiled(c, s, layer, e);
    st = check(s, e);
    for (size_t i = 0; i < s->rec.entries.len && st == ST_OK; i++) {
        const struct rec_entry *r = &s->rec.entries.v[i];
        struct source_field *fields = fields_of(s, r);

        st = fields ? compile_add(c, fields, r->count, layer, s->rec.path, r->line, e)
                    : error_nomem(e);
        free(fields);
    }
    return st;
}

enum status input_add_styles(struct style_compile *c, const struct input *s, struct error *e)
{
    enum status st = check(s, e);

    for (size_t i = 0; i < s->rec.entries.len && st == ST_OK; i++) {
        const struct rec_entry *r = &s->rec.entries.v[i];
        struct source_field *fields = fields_of(s, r);

        st = fields ? style_compile_add(c, r->type, fields, r->count, s->rec.path, r->line, e)
                    : error_nomem(e);
        free(fields);
    }
    return st;
}
