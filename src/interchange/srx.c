/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/srx.h"

#include "base/buf.h"
#include "interchange/xmltree.h"

struct parse {
    struct srx *srx;
    const char *file;
    size_t rules; /* of all languages */
    struct error *e;
};

static bool is_element(const struct xml_node *n, const char *name)
{
    return n->name.ptr && span_eqs(n->name, name);
}

static enum status wrong(struct parse *p, const struct xml_node *n, const char *message)
{
    return error_at(p->e, ST_SYNTAX, p->file, n->line, 0, "%s", message);
}

/* The value of an attribute that is yes or no. */
static enum status get_yes(struct parse *p, const struct xml_node *n, const char *name, bool *out)
{
    struct span value = xml_get(n, name);

    if (!value.ptr)
        return ST_OK; /* as it was */
    if (!span_eqs(value, "yes") && !span_eqs(value, "no"))
        return error_at(p->e, ST_SYNTAX, p->file, n->line, 0,
                        _("%s is “%.*s”, not “yes” or “no”"), name, SPAN_ARG(value));
    *out = span_eqs(value, "yes");
    return ST_OK;
}

static enum status get_name(struct parse *p, const struct xml_node *n, const char *name,
                            struct span *out)
{
    struct span value = xml_get(n, name);

    if (!value.ptr)
        return error_at(p->e, ST_SYNTAX, p->file, n->line, 0, _("<%.*s> lacks %s"),
                        SPAN_ARG(n->name), name);
    *out = arena_dup(&p->srx->arena, value);
    return out->ptr ? ST_OK : error_nomem(p->e);
}

/* ---- rules ---- */

static enum status get_expression(struct parse *p, const struct xml_node *rule, const char *name,
                                  struct span *out)
{
    const struct xml_node *n = xml_child(rule, name);

    *out = n ? xml_text(n, &p->srx->arena) : span_of("", 0);
    return out->ptr ? ST_OK : error_nomem(p->e);
}

static const char *rule_name(struct parse *p, struct span language, uint64_t line)
{
    struct buf b = BUF_INIT;
    const char *name;

    buf_printf(&b, "%.*s:%llu", SPAN_ARG(language), (unsigned long long)line);
    for (size_t i = 0; i < b.len; i++)
        if ((unsigned char)b.data[i] < ' ')
            b.data[i] = ' ';
    name = b.failed ? NULL : arena_strdup(&p->srx->arena, buf_span(&b));
    buf_free(&b);
    return name;
}

static enum status read_rule(struct parse *p, const struct xml_node *n, struct srx_language *l)
{
    struct srx_rule r = {.line = n->line, .breaks = true};
    enum status st = get_yes(p, n, "break", &r.breaks);

    if (!st && ++p->rules > SRX_MAX_RULES)
        st = error_at(p->e, ST_LIMIT, p->file, n->line, 0, _("more than %d rules"), SRX_MAX_RULES);
    if (!st)
        st = get_expression(p, n, "beforebreak", &r.before);
    if (!st)
        st = get_expression(p, n, "afterbreak", &r.after);
    if (!st && !r.before.len && !r.after.len)
        st = wrong(p, n, _("a rule without beforebreak and afterbreak"));
    if (st)
        return st;
    r.name = rule_name(p, l->name, n->line);
    return r.name && vec_push(&l->rules, r) ? ST_OK : error_nomem(p->e);
}

/* The place of a language's rules by name; srx.languages.len where there is none. */
static size_t find_language(const struct srx *s, struct span name)
{
    size_t i = 0;

    while (i < s->languages.len && !span_eq(s->languages.v[i].name, name))
        i++;
    return i;
}

static enum status read_language(struct parse *p, const struct xml_node *n)
{
    struct srx_language l = {.rules = VEC_INIT};
    enum status st = get_name(p, n, "languagerulename", &l.name);

    if (!st && find_language(p->srx, l.name) < p->srx->languages.len)
        st = wrong(p, n, _("a second languagerule of the same name"));
    if (st)
        return st;
    if (!vec_push(&p->srx->languages, l))
        return error_nomem(p->e);
    for (const struct xml_node *r = n->first; !st && r; r = r->next)
        if (xml_is(r, "rule"))
            st = read_rule(p, r, vec_last(&p->srx->languages));
    return st;
}

static enum status read_map(struct parse *p, const struct xml_node *n)
{
    struct srx_map m = {.line = n->line};
    struct span name;
    enum status st = get_name(p, n, "languagepattern", &m.pattern);

    if (!st)
        st = get_name(p, n, "languagerulename", &name);
    if (st)
        return st;
    m.language = find_language(p->srx, name);
    if (m.language == p->srx->languages.len)
        return error_at(p->e, ST_SYNTAX, p->file, n->line, 0, _("there is no languagerule “%.*s”"),
                        SPAN_ARG(name));
    return vec_push(&p->srx->maps, m) ? ST_OK : error_nomem(p->e);
}

/* ---- the file ---- */

/* <header>: cascade is new in 2.0; Okapi's options are elements of its own in it. */
static enum status read_header(struct parse *p, const struct xml_node *header)
{
    enum status st = get_yes(p, header, "cascade", &p->srx->cascade);

    for (const struct xml_node *n = header->first; !st && n; n = n->next)
        if (is_element(n, "options"))
            st = get_yes(p, n, "useIcu4jBreakRules", &p->srx->icu);
    return st;
}

static enum status read_body(struct parse *p, const struct xml_node *body)
{
    const struct xml_node *languages = xml_child(body, "languagerules");
    const struct xml_node *maps = xml_child(body, "maprules");
    enum status st = ST_OK;

    if (!languages || !maps)
        return wrong(p, body, _("<body> lacks languagerules or maprules"));
    for (const struct xml_node *n = languages->first; !st && n; n = n->next)
        if (xml_is(n, "languagerule"))
            st = read_language(p, n);
    /* in 1.0 the maps stand in <maprule> */
    for (const struct xml_node *n = xml_walk(maps, maps); !st && n; n = xml_walk(maps, n))
        if (is_element(n, "languagemap"))
            st = read_map(p, n);
    return st;
}

static enum status read_root(struct parse *p, const struct xml_node *root)
{
    struct span version = xml_get(root, "version");
    const struct xml_node *header = xml_child(root, "header"), *body = xml_child(root, "body");
    enum status st = ST_OK;

    if (!is_element(root, "srx"))
        return error_at(p->e, ST_SYNTAX, p->file, root->line, 0,
                        _("not an SRX file: its outermost element is <%.*s>"),
                        SPAN_ARG(root->name));
    if (!version.ptr || (!span_eqs(version, "1.0") && !span_eqs(version, "2.0")))
        return error_at(p->e, version.ptr ? ST_UNSUPPORTED : ST_SYNTAX, p->file, root->line, 0,
                        _("SRX 1.0 or 2.0 is wanted, not “%.*s”"), SPAN_ARG(version));
    if (header)
        st = read_header(p, header);
    if (!st && !body)
        st = wrong(p, root, _("<srx> lacks body"));
    return st ? st : read_body(p, body);
}

enum status srx_parse(struct srx *s, struct span bytes, const char *file, struct error *e)
{
    struct parse p = {.srx = s, .file = file, .e = e};
    struct xml_tree tree = {0};
    enum status st;

    *s = (struct srx){.file = file, .arena = ARENA_INIT};
    if (bytes.len > SRX_MAX_FILE)
        return error_at(e, ST_LIMIT, file, 0, 0, _("an SRX file larger than 16 MiB"));
    st = xml_tree_parse(&tree, bytes, file, e);
    if (!st)
        st = read_root(&p, tree.root);
    xml_tree_free(&tree);
    return st;
}

void srx_free(struct srx *s)
{
    for (size_t i = 0; i < s->languages.len; i++)
        vec_free(&s->languages.v[i].rules);
    vec_free(&s->languages);
    vec_free(&s->maps);
    arena_free(&s->arena);
}
