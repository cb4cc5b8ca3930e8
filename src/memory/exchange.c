/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/exchange.h"
#include "interchange/tsv.h"

#include <stdlib.h>

/* In */

static void add_attrs_fields(struct buf *out, const struct tmx_attr *attrs)
{
    for (; attrs; attrs = attrs->next) {
        tsv_add_next(out, attrs->name);
        tsv_add_next(out, attrs->value);
    }
}

static void add_attr_lines(struct buf *out, const struct tmx_attr *attrs)
{
    for (; attrs; attrs = attrs->next) {
        buf_addch(out, 'a');
        tsv_add_next(out, attrs->name);
        tsv_add_next(out, attrs->value);
        buf_addch(out, '\n');
    }
}

/* The first x-origin and x-context of a unit have columns of their own. */
static bool is_column(const struct tmx_info *info, struct span *origin, struct span *context)
{
    struct span type = tmx_attr_get(info->attrs, "type");
    struct span *column = span_eqs(type, "x-origin")    ? origin
                          : span_eqs(type, "x-context") ? context
                                                        : NULL;

    if (info->is_note || !column || column->ptr || (info->attrs && info->attrs->next))
        return false;
    *column = info->text;
    return true;
}

static void add_info_lines(struct buf *out, const struct tmx_info *info)
{
    buf_addch(out, info->is_note ? 'n' : 'p');
    tsv_add_next(out, info->text);
    add_attrs_fields(out, info->attrs);
    buf_addch(out, '\n');
}

static void newest(int64_t *changed, const struct tmx_attr *attrs)
{
    static const char *const names[] = {"changedate", "creationdate"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct span date = tmx_attr_get(attrs, names[i]);
        int64_t t;
        if (date.ptr && tm_time_parse(date, &t) && t > *changed)
            *changed = t;
    }
}

/* Move what was gathered in `b` into the arena. */
static bool settle(struct buf *b, struct arena *a, struct span *out)
{
    *out = b->failed ? span_of(NULL, 0) : arena_dup(a, buf_span(b));
    buf_reset(b);
    return out->ptr != NULL;
}

static bool take_unit_extra(struct tm_unit *out, const struct tmx_unit *in, struct arena *a,
                            struct buf *b)
{
    struct span origin = {NULL, 0}, context = {NULL, 0};

    add_attr_lines(b, in->attrs);
    for (const struct tmx_info *i = in->infos; i; i = i->next) {
        if (!is_column(i, &origin, &context))
            add_info_lines(b, i);
    }
    out->origin = origin.ptr ? origin : span_of("", 0);
    out->context = context.ptr ? context : span_of("", 0);
    newest(&out->changed, in->attrs);
    return settle(b, a, &out->extra);
}

static bool take_variant(struct tm_variant *out, const struct tmx_variant *in, struct arena *a,
                         struct buf *b)
{
    add_attr_lines(b, in->attrs);
    for (const struct tmx_info *i = in->infos; i; i = i->next)
        add_info_lines(b, i);
    *out = (struct tm_variant){.lang = in->lang, .text = in->text, .markup = in->markup};
    return settle(b, a, &out->extra);
}

static const char *unfit(const struct tm_unit *u, const struct tm_direction *direction)
{
    struct tm_sides sides;
    size_t with_text = 0;

    for (size_t i = 0; i < u->n_variants; i++)
        with_text += u->variants[i].text.len > 0;
    if (with_text < 2)
        return _("fewer than two languages with text");
    if (direction && !tm_direction_pick(direction, u, &sides))
        return sides.n_sources ? _("no text in the target language")
                               : _("no text in the source language");
    return NULL;
}

enum status tm_from_tmx(struct tm_unit *out, const struct tmx_unit *in,
                        const struct tm_direction *direction, struct arena *a,
                        const char **reason, struct error *e)
{
    struct buf b = BUF_INIT;
    size_t n = 0;
    bool ok;

    memset(out, 0, sizeof *out);
    for (const struct tmx_variant *v = in->variants; v; v = v->next)
        n++;
    out->srclang = in->srclang;
    out->variants = arena_array(a, n + 1, sizeof *out->variants);
    ok = out->variants && take_unit_extra(out, in, a, &b);
    for (const struct tmx_variant *v = in->variants; ok && v; v = v->next) {
        newest(&out->changed, v->attrs);
        if (v->lang.len && v->has_seg)
            ok = take_variant(&out->variants[out->n_variants++], v, a, &b);
    }
    buf_free(&b);
    if (!ok)
        return error_nomem(e);
    *reason = unfit(out, direction);
    return ST_OK;
}

/* Out */

struct unpacked {
    struct arena *a;
    struct buf field;
    struct tmx_attr **attrs;
    struct tmx_info **infos;
};

/* The next field, kept in the arena. */
static bool next_field(struct unpacked *u, struct span *rest, struct span *out, bool *ok)
{
    if (!tsv_next(rest, &u->field))
        return false;
    *out = arena_dup(u->a, buf_span(&u->field));
    *ok = *ok && out->ptr && !u->field.failed;
    return *ok;
}

static bool unpack_attrs(struct unpacked *u, struct span *rest, struct tmx_attr **list)
{
    struct span name, value;
    bool ok = true;

    while (next_field(u, rest, &name, &ok) && next_field(u, rest, &value, &ok))
        ok = ok && tmx_attr_add(u->a, list, name, value);
    return ok;
}

static bool unpack_line(struct unpacked *u, struct span line)
{
    struct tmx_info *info;
    struct span kind;
    bool ok = true;

    if (!next_field(u, &line, &kind, &ok) || kind.len != 1)
        return ok;
    if (kind.ptr[0] == 'a')
        return unpack_attrs(u, &line, u->attrs);
    info = arena_alloc(u->a, sizeof *info);
    if (!info)
        return false;
    info->is_note = kind.ptr[0] == 'n';
    info->text = span_of("", 0);
    next_field(u, &line, &info->text, &ok);
    *u->infos = info;
    u->infos = &info->next;
    return ok && unpack_attrs(u, &line, &info->attrs);
}

static bool unpack(struct arena *a, struct span extra, struct tmx_attr **attrs,
                   struct tmx_info **infos)
{
    struct unpacked u = {a, BUF_INIT, attrs, infos};
    struct span line;
    bool ok = true;

    while (*u.infos)
        u.infos = &(*u.infos)->next;
    while (ok && span_split(&extra, '\n', &line))
        ok = unpack_line(&u, line);
    buf_free(&u.field);
    return ok;
}

static bool wanted(const struct tm_unit *in, size_t i, const struct tm_direction *direction)
{
    struct lang_tag tag;

    return !direction || (lang_parse(in->variants[i].lang, &tag) &&
                          (lang_match(&direction->source, &tag) ||
                           lang_match(&direction->target, &tag)));
}

enum status tm_to_tmx(struct tmx_unit *out, const struct tm_unit *in,
                      const struct tm_direction *direction, struct arena *a, struct error *e)
{
    struct tmx_variant **end = &out->variants;
    bool ok = true;

    memset(out, 0, sizeof *out);
    out->srclang = in->srclang;
    if (in->origin.len)
        ok = tmx_prop_add(a, &out->infos, span_str("x-origin"), in->origin);
    if (ok && in->context.len)
        ok = tmx_prop_add(a, &out->infos, span_str("x-context"), in->context);
    ok = ok && unpack(a, in->extra, &out->attrs, &out->infos);
    for (size_t i = 0; ok && i < in->n_variants; i++) {
        struct tmx_variant *v;
        if (!wanted(in, i, direction))
            continue;
        v = arena_alloc(a, sizeof *v);
        ok = v != NULL;
        if (!ok)
            break;
        v->lang = in->variants[i].lang;
        v->text = in->variants[i].text;
        v->markup = in->variants[i].markup;
        v->has_seg = true;
        ok = unpack(a, in->variants[i].extra, &v->attrs, &v->infos);
        *end = v;
        end = &v->next;
    }
    return ok ? ST_OK : error_nomem(e);
}
