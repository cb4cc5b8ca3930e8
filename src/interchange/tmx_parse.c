/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/tmx_parse.h"
#include "interchange/xmlin.h"
#include "interchange/xmlout.h"

#include <stdio.h>
#include <stdlib.h>

/* Lists */

struct span tmx_attr_get(const struct tmx_attr *attrs, const char *name)
{
    for (; attrs; attrs = attrs->next) {
        if (span_eqs(attrs->name, name))
            return attrs->value;
    }
    return span_of(NULL, 0);
}

struct span tmx_prop_get(const struct tmx_info *infos, const char *type)
{
    size_t n = strlen(type);

    for (; infos; infos = infos->next) {
        struct span t = tmx_attr_get(infos->attrs, "type");
        if (!infos->is_note && t.len == n && strncasecmp(t.ptr, type, n) == 0)
            return infos->text;
    }
    return span_of(NULL, 0);
}

bool tmx_attr_add(struct arena *a, struct tmx_attr **list, struct span name, struct span value)
{
    struct tmx_attr *attr = arena_alloc(a, sizeof *attr);

    if (!attr)
        return false;
    attr->name = name;
    attr->value = value;
    while (*list)
        list = &(*list)->next;
    *list = attr;
    return true;
}

bool tmx_prop_add(struct arena *a, struct tmx_info **list, struct span type, struct span text)
{
    struct tmx_info *info = arena_alloc(a, sizeof *info);

    if (!info)
        return false;
    info->text = text;
    while (*list)
        list = &(*list)->next;
    *list = info;
    return tmx_attr_add(a, &info->attrs, span_str("type"), type);
}

/* Stopping */

/* The first error counts. */
static void stop(struct tmx_reader *r, enum status code, const char *message)
{
    if (!r->error.code)
        error_at(&r->error, code, r->in.name, XML_GetCurrentLineNumber(r->parser), 0, "%s",
                 message);
    XML_StopParser(r->parser, XML_FALSE);
}

static void out_of_memory(struct tmx_reader *r)
{
    stop(r, ST_NOMEM, _("out of memory"));
}

/* Let tmx_next return what was built; parsing goes on with the next call. */
static void pause_parser(struct tmx_reader *r)
{
    XML_StopParser(r->parser, XML_TRUE);
    r->suspended = true;
}

/* Elements */

/* The innermost open element. */
static enum element tmx_top(const struct tmx_reader *r)
{
    return r->depth ? r->stack[r->depth - 1] : E_NONE;
}

static bool is_any(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (strcmp(name, *names) == 0)
            return true;
    }
    return false;
}

static bool holds_infos(enum element e)
{
    return e == E_HEADER || e == E_TU || e == E_TUV;
}

static enum element classify(enum element parent, const char *name)
{
    static const char *const codes[] = {"bpt", "ept", "it", "ph", "ut", NULL};
    static const struct {
        enum element parent;
        const char *name;
        enum element is;
    } tree[] = {
        {E_NONE, "tmx", E_TMX}, {E_TMX, "header", E_HEADER}, {E_TMX, "body", E_BODY},
        {E_BODY, "tu", E_TU},   {E_TU, "tuv", E_TUV},        {E_TUV, "seg", E_SEG},
        {E_HEADER, "ude", E_UDE},
    };

    for (size_t i = 0; i < COUNT_OF(tree); i++) {
        if (parent == tree[i].parent && strcmp(name, tree[i].name) == 0)
            return tree[i].is;
    }
    if (holds_infos(parent) && strcmp(name, "prop") == 0)
        return E_PROP;
    if (holds_infos(parent) && strcmp(name, "note") == 0)
        return E_NOTE;
    if (parent == E_UDE || parent == E_CODE)
        return parent;
    if (parent == E_SEG || parent == E_INLINE)
        return is_any(name, codes) ? E_CODE : E_INLINE;
    return E_UNKNOWN;
}

static struct arena *current_arena(struct tmx_reader *r)
{
    return r->seen_header ? &r->arena : &r->lasting;
}

static struct tmx_attr *copy_attrs(struct tmx_reader *r, const char **atts, bool without_lang)
{
    struct arena *a = current_arena(r);
    struct tmx_attr *list = NULL, **end = &list;

    for (; *atts; atts += 2) {
        struct span name, value;
        if (without_lang && (strcmp(atts[0], "xml:lang") == 0 || strcmp(atts[0], "lang") == 0))
            continue;
        name = arena_dup(a, span_str(atts[0]));
        value = arena_dup(a, span_str(atts[1]));
        if (!name.ptr || !value.ptr || !tmx_attr_add(a, end, name, value)) {
            out_of_memory(r);
            return NULL;
        }
        end = &(*end)->next;
    }
    return list;
}

static const char *attr_of(const char **atts, const char *name)
{
    for (; *atts; atts += 2) {
        if (strcmp(atts[0], name) == 0)
            return atts[1];
    }
    return NULL;
}

static struct span dup_text(struct tmx_reader *r, struct span s)
{
    struct span copy = arena_dup(current_arena(r), s);

    if (!copy.ptr) {
        out_of_memory(r);
        return span_of("", 0);
    }
    return copy;
}

static void begin_root(struct tmx_reader *r, enum element e, const char *name, const char **atts)
{
    char message[160];
    const char *version = attr_of(atts, "version");

    if (e != E_TMX) {
        snprintf(message, sizeof message, _("not a TMX file: its outermost element is <%.60s>"),
                 name);
        stop(r, ST_SYNTAX, message);
        return;
    }
    r->header.version = dup_text(r, span_str(version ? version : ""));
}

static void begin_header(struct tmx_reader *r, const char **atts)
{
    r->header.attrs = copy_attrs(r, atts, false);
    r->header.srclang = tmx_attr_get(r->header.attrs, "srclang");
    if (!r->header.srclang.ptr)
        r->header.srclang = span_of("", 0);
}

static void begin_unit(struct tmx_reader *r, const char **atts)
{
    struct span own;

    arena_reset(&r->arena);
    memset(&r->unit, 0, sizeof r->unit);
    r->variant_end = &r->unit.variants;
    r->unit_infos = &r->unit.infos;
    r->unit.line = XML_GetCurrentLineNumber(r->parser);
    r->unit.attrs = copy_attrs(r, atts, false);
    own = tmx_attr_get(r->unit.attrs, "srclang");
    r->unit.srclang = own.ptr ? own : r->header.srclang;
}

static void begin_variant(struct tmx_reader *r, const char **atts)
{
    const char *lang = attr_of(atts, "xml:lang");
    struct tmx_variant *v = arena_alloc(&r->arena, sizeof *v);

    if (!v) {
        out_of_memory(r);
        return;
    }
    if (!lang)
        lang = attr_of(atts, "lang");
    v->line = XML_GetCurrentLineNumber(r->parser);
    v->lang = span_trim(dup_text(r, span_str(lang ? lang : "")));
    v->text = v->markup = span_of("", 0);
    v->attrs = copy_attrs(r, atts, true);
    *r->variant_end = v;
    r->variant_end = &v->next;
    r->variant_infos = &v->infos;
    r->variant = v;
}

static void begin_info(struct tmx_reader *r, enum element parent, bool is_note, const char **atts)
{
    struct tmx_info ***end = parent == E_HEADER ? &r->header_infos
                             : parent == E_TU   ? &r->unit_infos
                                                : &r->variant_infos;

    r->info = arena_alloc(current_arena(r), sizeof *r->info);
    if (!r->info) {
        out_of_memory(r);
        return;
    }
    **end = r->info;
    *end = &r->info->next;
    r->info->is_note = is_note;
    r->info->attrs = copy_attrs(r, atts, false);
    r->info->text = span_of("", 0);
    buf_reset(&r->text);
}

static void begin_segment(struct tmx_reader *r)
{
    buf_reset(&r->text);
    buf_reset(&r->markup);
    r->has_inline = false;
}

static void begin_tag(struct buf *out, const char *name, const char **atts)
{
    buf_addch(out, '<');
    buf_adds(out, name);
    for (; *atts; atts += 2)
        xml_add_attr(out, span_str(atts[0]), span_str(atts[1]), NULL);
    buf_addch(out, '>');
}

/* Text in `out` is escaped, so "<" and ">" only stand at the ends of tags. */
static void end_tag(struct buf *out, const char *name)
{
    const char *open = out->len ? memrchr(out->data, '<', out->len) : NULL;

    /* nothing came since the tag was opened: write it short */
    if (open && open[1] != '/' && out->data[out->len - 1] == '>' &&
        out->data[out->len - 2] != '/')
        buf_splice(out, out->len - 1, 1, span_str("/>"));
    else
        buf_printf(out, "</%s>", name);
}

static void begin_element(struct tmx_reader *r, enum element e, const char *name,
                          const char **atts)
{
    enum element parent = r->depth > 1 ? r->stack[r->depth - 2] : E_NONE;

    if (r->depth == 1)
        begin_root(r, e, name, atts);
    else if (e == E_HEADER)
        begin_header(r, atts);
    else if (e == E_TU)
        begin_unit(r, atts);
    else if (e == E_TUV)
        begin_variant(r, atts);
    else if (e == E_SEG)
        begin_segment(r);
    else if (e == E_PROP || e == E_NOTE)
        begin_info(r, parent, e == E_NOTE, atts);
    else if (e == E_UDE)
        begin_tag(&r->udes, name, atts);
    else if (e == E_CODE || e == E_INLINE) {
        r->has_inline = true;
        begin_tag(&r->markup, name, atts);
    }
}

static void begin_body(struct tmx_reader *r)
{
    if (!r->seen_header) {
        r->seen_header = true;
        pause_parser(r);
    }
}

static void check_limits(struct tmx_reader *r)
{
    if (r->text.failed || r->markup.failed || r->udes.failed)
        out_of_memory(r);
    else if (r->text.len > r->limit || r->markup.len > r->limit || r->udes.len > r->limit ||
             r->arena.total / 4 > r->limit || r->lasting.total / 4 > r->limit)
        stop(r, ST_LIMIT, _("a translation unit is longer than the limit (--max-segment)"));
}

void XMLCALL tmx_on_start(void *data, const char *name, const char **atts)
{
    struct tmx_reader *r = data;
    enum element e = classify(tmx_top(r), name);

    if (r->error.code)
        return;
    if (r->depth == MAX_DEPTH) {
        stop(r, ST_LIMIT, _("elements are nested too deeply"));
        return;
    }
    r->stack[r->depth++] = (uint8_t)e;
    begin_element(r, e, name, atts);
    if (e == E_BODY)
        begin_body(r);
    check_limits(r);
}

static void end_segment(struct tmx_reader *r)
{
    if (!r->variant || r->variant->has_seg)
        return;
    r->variant->has_seg = true;
    r->variant->text = dup_text(r, buf_span(&r->text));
    if (r->has_inline)
        r->variant->markup = dup_text(r, buf_span(&r->markup));
}

static void end_element(struct tmx_reader *r, enum element e, const char *name)
{
    if (e == E_HEADER)
        r->header.udes = dup_text(r, buf_span(&r->udes));
    else if (e == E_SEG)
        end_segment(r);
    else if (e == E_TUV)
        r->variant = NULL;
    else if (e == E_PROP || e == E_NOTE)
        r->info->text = dup_text(r, buf_span(&r->text));
    else if (e == E_UDE)
        end_tag(&r->udes, name);
    else if (e == E_CODE || e == E_INLINE)
        end_tag(&r->markup, name);
    else if (e == E_TU) {
        r->at_unit = true;
        pause_parser(r);
    }
}

void XMLCALL tmx_on_end(void *data, const char *name)
{
    struct tmx_reader *r = data;

    if (r->error.code)
        return;
    end_element(r, tmx_top(r), name);
    r->depth--;
}

void XMLCALL tmx_on_text(void *data, const char *ptr, int len)
{
    struct tmx_reader *r = data;
    struct span s = span_of(ptr, (size_t)len);
    enum element e = tmx_top(r);

    if (r->error.code)
        return;
    if (e == E_SEG || e == E_INLINE || e == E_PROP || e == E_NOTE)
        buf_add(&r->text, s);
    if (e == E_SEG || e == E_INLINE || e == E_CODE)
        xml_add_text(&r->markup, s, NULL);
    if (e == E_UDE)
        xml_add_text(&r->udes, s, NULL);
    check_limits(r);
}

void XMLCALL tmx_on_skipped(void *data, const char *name, int is_parameter)
{
    struct tmx_reader *r = data;

    if (is_parameter)
        return;
    if (!r->error.code)
        xmlin_undefined(r->parser, r->in.name, name, &r->error);
    XML_StopParser(r->parser, XML_FALSE);
}
