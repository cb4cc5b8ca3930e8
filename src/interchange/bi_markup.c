/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments of TMX with inline elements, as text and codes. */
#include "interchange/bifile.h"
#include "interchange/xmltree.h"
#include "base/buf.h"
#include "base/vec.h"

struct markup {
    struct buf text;
    VEC(struct bi_code) codes;
    VEC(uint64_t) pairs; /* i of bpt and ept; 0 = none */
    bool ok;
};

static uint64_t number_of(const struct xml_node *n, const char *name)
{
    struct span s = xml_get(n, name);
    uint64_t number;

    return s.ptr && span_to_u64(span_trim(s), &number) && number < UINT32_MAX ? number : 0;
}

static enum bi_code_kind kind_of(const struct xml_node *n)
{
    struct span pos = xml_get(n, "pos");

    if (span_eqs(n->name, "bpt") || (span_eqs(n->name, "it") && span_eqs(pos, "begin")))
        return BI_OPEN;
    if (span_eqs(n->name, "ept") || (span_eqs(n->name, "it") && span_eqs(pos, "end")))
        return BI_CLOSE;
    return BI_ALONE;
}

static void add_code(struct markup *m, const struct xml_node *n, struct span raw)
{
    struct bi_code code = {
        .kind = kind_of(n),
        .at = m->text.len,
        .id = {"", 0},
        .raw = span_cut(raw, n->from, n->to),
        .pair = m->codes.len,
        .number = (unsigned)number_of(n, "x"),
    };
    uint64_t i = number_of(n, "i");

    for (size_t k = m->codes.len; code.kind == BI_CLOSE && i && k-- > 0;) {
        struct bi_code *open = &m->codes.v[k];
        if (open->kind == BI_OPEN && open->pair == k && m->pairs.v[k] == i) {
            open->pair = m->codes.len;
            code.pair = k;
            code.number = open->number;
            break;
        }
    }
    m->ok = m->ok && vec_push(&m->codes, code) && vec_push(&m->pairs, i);
}

/* Depth is bounded by XML_MAX_DEPTH. */
static void read_content(struct markup *m, const struct xml_node *n, struct span raw)
{
    for (const struct xml_node *c = n->first; c && m->ok; c = c->next) {
        if (!c->name.ptr)
            buf_add(&m->text, c->text);
        else if (span_eqs(c->name, "hi"))
            read_content(m, c, raw);
        else
            add_code(m, c, raw);
    }
}

static bool keep(struct markup *m, struct arena *a, struct bi_text *out)
{
    struct bi_code *codes = arena_array(a, m->codes.len + 1, sizeof *codes);

    if (!codes || m->text.failed || !m->ok)
        return false;
    if (m->codes.len)
        memcpy(codes, m->codes.v, m->codes.len * sizeof *codes);
    out->text = arena_dup(a, buf_span(&m->text));
    out->codes = codes;
    out->n_codes = m->codes.len;
    return out->text.ptr != NULL;
}

enum status bi_from_tmx(struct span markup, struct arena *a, struct bi_text *out, struct error *e)
{
    struct markup m = {.ok = true};
    struct buf whole = BUF_INIT;
    struct xml_tree tree;
    enum status st;

    buf_adds(&whole, "<seg>");
    buf_add(&whole, markup);
    buf_adds(&whole, "</seg>");
    st = buf_status(&whole, e);
    if (!st)
        st = xml_tree_parse(&tree, buf_span(&whole), "segment", e);
    if (!st) {
        struct span raw = arena_dup(a, buf_span(&whole));
        read_content(&m, tree.root, raw);
        out->markup = markup;
        if (!raw.ptr || !keep(&m, a, out))
            st = error_nomem(e);
        xml_tree_free(&tree);
    }
    buf_free(&whole);
    buf_free(&m.text);
    vec_free(&m.codes);
    vec_free(&m.pairs);
    return st;
}
