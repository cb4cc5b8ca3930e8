/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content of segments of XLIFF: text and inline codes. */
#include "interchange/bifile_inside.h"
#include "interchange/xmlout.h"

/* What an inline element is. */
enum role {
    R_PAIR,   /* its tags are two codes, text goes on inside */
    R_OPEN,   /* the element is one code */
    R_CLOSE,
    R_ALONE,
    R_HALF,   /* opens or closes, as its attribute pos says */
    R_THROUGH,/* an annotation: text goes on inside, its tags are no codes */
    R_NOTHING,
};

static const struct {
    const char *name;
    enum role role;
} elements1[] = {
    {"g", R_PAIR},   {"x", R_ALONE},  {"bx", R_OPEN}, {"ex", R_CLOSE},    {"bpt", R_OPEN},
    {"ept", R_CLOSE}, {"ph", R_ALONE}, {"it", R_HALF}, {"mrk", R_THROUGH},
}, elements2[] = {
    {"pc", R_PAIR}, {"ph", R_ALONE},    {"sc", R_OPEN},    {"ec", R_CLOSE},
    {"cp", R_ALONE}, {"mrk", R_THROUGH}, {"sm", R_NOTHING}, {"em", R_NOTHING},
};

/* What is known about a code besides what is told of it. */
struct detail {
    struct span key;     /* halves of a pair have the same */
    struct span content; /* the native code; empty for none */
    struct span type;
};

struct gather {
    struct bifile *f;
    const struct xml_node *unit; /* XLIFF 2: where <originalData> is */
    struct buf text;
    VEC(struct bi_code) codes;
    VEC(struct detail) details;
    bool ok;
};

static enum role role_of(const struct bifile *f, const struct xml_node *n)
{
    bool v2 = f->format == BI_XLIFF2;
    size_t count = v2 ? COUNT_OF(elements2) : COUNT_OF(elements1);

    for (size_t i = 0; span_eq(n->ns, f->tree.root->ns) && i < count; i++) {
        if (span_eqs(n->name, v2 ? elements2[i].name : elements1[i].name))
            return v2 ? elements2[i].role : elements1[i].role;
    }
    return n->first ? R_PAIR : R_ALONE;
}

static struct span or_empty(struct span s)
{
    return s.ptr ? s : span_of("", 0);
}

/* The first of these attributes that is there. */
static struct span first_of(const struct xml_node *n, const char *a, const char *b)
{
    struct span s = xml_get(n, a);

    return or_empty(s.ptr ? s : xml_get(n, b));
}

/* The native code that a reference of XLIFF 2 points to. */
static struct span original_data(struct gather *g, struct span ref)
{
    const struct xml_node *all = g->unit && ref.ptr ? xml_child(g->unit, "originalData") : NULL;

    for (const struct xml_node *d = all ? all->first : NULL; d; d = d->next) {
        if (xml_is(d, "data") && span_eq(or_empty(xml_get(d, "id")), ref))
            return xml_text(d, &g->f->arena);
    }
    return span_of("", 0);
}

static struct span native_code(struct gather *g, const struct xml_node *n, bool closing)
{
    struct span ref = xml_get(n, "dataRef");

    if (g->f->format == BI_XLIFF1)
        return span_eqs(n->name, "g") ? span_of("", 0) : xml_text(n, &g->f->arena);
    if (span_eqs(n->name, "pc"))
        ref = xml_get(n, closing ? "dataRefEnd" : "dataRefStart");
    return original_data(g, ref);
}

static void add_code(struct gather *g, const struct xml_node *n, enum bi_code_kind kind,
                     struct range raw, bool tag)
{
    bool v2 = g->f->format == BI_XLIFF2;
    struct bi_code code = {
        .kind = kind,
        .at = g->text.len,
        .id = v2 && !tag ? first_of(n, "startRef", "id") : first_of(n, "id", "mid"),
        .raw = span_cut(g->f->bytes, raw.from, raw.to),
        .pair = g->codes.len,
        .tag = tag,
    };
    struct detail d = {
        .key = v2 ? code.id : first_of(n, "rid", "id"),
        .content = native_code(g, n, kind == BI_CLOSE),
        .type = first_of(n, "ctype", "type"),
    };

    g->ok = g->ok && d.content.ptr && vec_push(&g->codes, code) && vec_push(&g->details, d);
}

static enum bi_code_kind half_kind(const struct xml_node *n)
{
    struct span pos = or_empty(xml_get(n, "pos"));

    return span_eqs(pos, "open") ? BI_OPEN : span_eqs(pos, "close") ? BI_CLOSE : BI_ALONE;
}

static void gather_content(struct gather *g, const struct xml_node *n);

static void gather_element(struct gather *g, const struct xml_node *n)
{
    const struct range all = {n->from, n->to};
    enum role role = role_of(g->f, n);

    switch (role) {
    case R_PAIR:
        if (n->close == n->from) { /* written <g/> */
            add_code(g, n, BI_ALONE, all, false);
            break;
        }
        add_code(g, n, BI_OPEN, (struct range){n->from, n->inside}, true);
        gather_content(g, n);
        add_code(g, n, BI_CLOSE, (struct range){n->close, n->to}, true);
        break;
    case R_OPEN: add_code(g, n, BI_OPEN, all, false); break;
    case R_CLOSE: add_code(g, n, BI_CLOSE, all, false); break;
    case R_ALONE: add_code(g, n, BI_ALONE, all, false); break;
    case R_HALF: add_code(g, n, half_kind(n), all, false); break;
    case R_THROUGH: gather_content(g, n); break;
    case R_NOTHING: break;
    }
}

/* Depth is bounded by XML_MAX_DEPTH. */
static void gather_content(struct gather *g, const struct xml_node *n)
{
    for (const struct xml_node *c = n->first; c && g->ok; c = c->next) {
        if (c->name.ptr)
            gather_element(g, c);
        else
            buf_add(&g->text, c->text);
    }
}

/* A half closes the newest open one of its kind that has its key. */
static void pair_codes(struct gather *g)
{
    for (size_t i = 0; i < g->codes.len; i++) {
        struct bi_code *code = &g->codes.v[i];
        if (code->kind != BI_CLOSE)
            continue;
        for (size_t k = i; k-- > 0;) {
            struct bi_code *open = &g->codes.v[k];
            if (open->kind == BI_OPEN && open->pair == k && open->tag == code->tag &&
                span_eq(g->details.v[k].key, g->details.v[i].key)) {
                open->pair = i;
                code->pair = k;
                break;
            }
        }
    }
}

static unsigned number_in(const struct bi_text *source, const struct bi_code *code)
{
    for (size_t i = 0; source && i < source->n_codes; i++) {
        const struct bi_code *s = &source->codes[i];
        if (s->kind == code->kind && s->id.len && span_eq(s->id, code->id))
            return s->number;
    }
    return 0;
}

static void number_codes(struct gather *g, const struct bi_text *source)
{
    unsigned last = 0;

    for (size_t i = 0; source && i < source->n_codes; i++)
        last = source->codes[i].number > last ? source->codes[i].number : last;
    for (size_t i = 0; i < g->codes.len; i++) {
        struct bi_code *code = &g->codes.v[i];
        code->number = code->pair < i ? g->codes.v[code->pair].number : number_in(source, code);
        if (!code->number)
            code->number = ++last;
    }
}

static void add_number(struct buf *out, const char *name, unsigned number)
{
    buf_printf(out, " %s=\"%u\"", name, number);
}

static void add_markup_code(struct buf *out, const struct bi_code *code, const struct detail *d,
                            bool paired)
{
    const char *name = code->kind == BI_ALONE  ? "ph"
                       : !paired               ? "it"
                       : code->kind == BI_OPEN ? "bpt"
                                               : "ept";

    buf_printf(out, "<%s", name);
    if (paired)
        add_number(out, "i", code->number);
    if (!paired && code->kind != BI_ALONE)
        buf_printf(out, " pos=\"%s\"", code->kind == BI_OPEN ? "begin" : "end");
    if (!paired || code->kind == BI_OPEN)
        add_number(out, "x", code->number);
    if (d->type.len && (!paired || code->kind == BI_OPEN))
        xml_add_attr(out, span_str("type"), d->type, NULL);
    if (d->content.len) {
        buf_addch(out, '>');
        xml_add_text(out, d->content, NULL);
        buf_printf(out, "</%s>", name);
    } else {
        buf_adds(out, "/>");
    }
}

static void add_markup(const struct gather *g, struct buf *out)
{
    struct span text = buf_span(&g->text);
    size_t at = 0;

    for (size_t i = 0; i < g->codes.len; i++) {
        const struct bi_code *code = &g->codes.v[i];
        xml_add_text(out, span_cut(text, at, code->at), NULL);
        add_markup_code(out, code, &g->details.v[i], code->pair != i);
        at = code->at;
    }
    if (g->codes.len)
        xml_add_text(out, span_from(text, at), NULL);
}

static bool keep_text(struct gather *g, struct bi_text *out)
{
    struct bi_code *codes = arena_array(&g->f->arena, g->codes.len + 1, sizeof *codes);
    struct buf markup = BUF_INIT;
    bool ok;

    add_markup(g, &markup);
    out->text = buf_span(&g->text);
    out->markup = buf_span(&markup);
    ok = codes && !g->text.failed && !markup.failed && bi_keep(g->f, &out->text) &&
         bi_keep(g->f, &out->markup);
    if (ok && g->codes.len)
        memcpy(codes, g->codes.v, g->codes.len * sizeof *codes);
    out->codes = codes;
    out->n_codes = g->codes.len;
    buf_free(&markup);
    return ok;
}

static const struct xml_node *unit_of(const struct xml_node *n)
{
    while (n && !span_eqs(n->name, "unit"))
        n = n->parent;
    return n;
}

enum status xliff_text(struct bifile *f, const struct xml_node *n, const struct bi_text *source,
                       struct bi_text *out, struct error *e)
{
    struct gather g = {.f = f, .ok = true};

    g.unit = f->format == BI_XLIFF2 ? unit_of(n) : NULL;
    gather_content(&g, n);
    pair_codes(&g);
    number_codes(&g, source);
    g.ok = g.ok && keep_text(&g, out);
    buf_free(&g.text);
    vec_free(&g.codes);
    vec_free(&g.details);
    return g.ok ? ST_OK : error_nomem(e);
}
