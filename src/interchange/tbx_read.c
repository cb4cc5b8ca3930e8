/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/tbx.h"
#include "interchange/xmltree.h"

#include "base/vec.h"

struct tbx_reader {
    struct xml_tree tree;
    struct xml_node *at; /* where the walk stands */
    struct tbx_concept concept;
    VEC(struct tbx_entry_term) terms;
};

bool tbx_looks_like(struct span head)
{
    return span_find(head, span_str("<martif"), 0) >= 0 || span_find(head, span_str("<tbx"), 0) >= 0;
}

static bool is_any(const struct xml_node *n, const char *a, const char *b)
{
    return n->name.ptr && (span_eqs(n->name, a) || span_eqs(n->name, b));
}

enum status tbx_open(struct tbx_reader **out, struct span bytes, const char *name,
                     struct error *e)
{
    struct tbx_reader *r = calloc(1, sizeof *r);
    enum status st;

    *out = NULL;
    if (!r)
        return error_nomem(e);
    st = xml_tree_parse(&r->tree, bytes, name, e);
    if (!st && !is_any(r->tree.root, "martif", "tbx"))
        st = error_at(e, ST_SYNTAX, name, r->tree.root->line, 0,
                      _("not a TBX file: its outermost element is <%.*s>"),
                      SPAN_ARG(r->tree.root->name));
    if (st) {
        tbx_close(r);
        return st;
    }
    r->at = r->tree.root;
    *out = r;
    return ST_OK;
}

/* What a <termNote type="administrativeStatus"> beside the term says. */
static enum tbx_status status_of(struct tbx_reader *r, const struct xml_node *term)
{
    for (const struct xml_node *n = term->parent->first; n; n = n->next) {
        struct span text;
        if (!is_any(n, "termNote", "termNote") ||
            !span_eqs(xml_get(n, "type"), "administrativeStatus"))
            continue;
        text = span_trim(xml_text(n, &r->tree.arena));
        if (span_starts(text, span_str("preferred")))
            return TBX_PREFERRED;
        if (span_starts(text, span_str("deprecated")))
            return TBX_DEPRECATED;
        if (span_starts(text, span_str("superseded")))
            return TBX_SUPERSEDED;
    }
    return TBX_UNSAID;
}

static bool add_term(struct tbx_reader *r, const struct xml_node *n)
{
    struct span lang = xml_inherited(n, "lang");
    struct tbx_entry_term term = {
        .lang = lang.ptr ? lang : span_of("", 0),
        .text = xml_text(n, &r->tree.arena),
        .line = n->line,
        .status = status_of(r, n),
    };

    if (!term.text.ptr)
        return false;
    term.text = span_trim(term.text);
    return vec_push(&r->terms, term);
}

static bool is_definition(const struct xml_node *n)
{
    return is_any(n, "descrip", "descrip") && span_eqs(xml_get(n, "type"), "definition");
}

static bool read_concept(struct tbx_reader *r, struct xml_node *top)
{
    struct span id = xml_get(top, "id");
    bool ok = true;

    vec_clear(&r->terms);
    r->concept = (struct tbx_concept){.id = id.ptr ? id : span_of("", 0), .line = top->line,
                                      .definition = {"", 0}};
    for (struct xml_node *n = top; ok && n; n = xml_walk(top, n)) {
        if (is_any(n, "term", "term")) {
            ok = add_term(r, n);
        } else if (n->name.ptr && !r->concept.definition.len && is_definition(n)) {
            r->concept.definition = xml_text(n, &r->tree.arena);
            ok = r->concept.definition.ptr != NULL;
        }
    }
    r->concept.terms = r->terms.v;
    r->concept.n_terms = r->terms.len;
    return ok;
}

int tbx_next(struct tbx_reader *r, const struct tbx_concept **out, struct error *e)
{
    struct xml_node *root = r->tree.root;

    while (r->at && (r->at = xml_walk(root, r->at))) {
        if (!is_any(r->at, "termEntry", "conceptEntry"))
            continue;
        if (!read_concept(r, r->at)) {
            error_nomem(e);
            return -1;
        }
        *out = &r->concept;
        return 1;
    }
    return 0;
}

void tbx_close(struct tbx_reader *r)
{
    if (!r)
        return;
    xml_tree_free(&r->tree);
    vec_free(&r->terms);
    free(r);
}
