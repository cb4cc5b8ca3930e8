/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/xliff2.h"

#include <stdarg.h>
#include <stdio.h>

enum status x2_broken(const struct x2 *x, const struct xml_node *n, const char *fmt, ...)
{
    char message[300];
    va_list args;

    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    return error_at(x->e, ST_SYNTAX, x->f->name, n->line, 0, _("no valid XLIFF 2: %s"), message);
}

bool x2_is(const struct xml_node *n, const char *name)
{
    return n->name.ptr && span_eqs(n->name, name) && span_starts(n->ns, span_str(X2_CORE));
}

enum status x2_twice(const struct x2 *x, const struct xml_node *n, struct span id,
                     const struct xml_node *scope)
{
    return x2_broken(x, n, _("the id \"%.*s\" is there twice in one <%.*s>"), SPAN_ARG(id),
                     SPAN_ARG(scope->name));
}

enum status x2_take_id(const struct x2 *x, struct map *ids, const struct xml_node *n,
                       struct span id, const struct xml_node *scope)
{
    bool added = true;

    if (!id.ptr)
        return ST_OK;
    if (!map_put(ids, id, &added))
        return error_nomem(x->e);
    return added ? ST_OK : x2_twice(x, n, id, scope);
}

/* Attributes */

static const struct x2_attr *attr_rule(const struct x2_element *rule, struct span name)
{
    for (const struct x2_attr *a = rule->attrs; a && a->name; a++) {
        if (span_eqs(name, a->name))
            return a;
    }
    return NULL;
}

/* May an attribute of another namespace stand here?  Those of modules may on codes, none on source
 * and target. */
static bool foreign_fits(const struct x2_element *rule, const struct xml_node *n,
                         const struct xml_attr *a)
{
    bool module = span_starts(a->ns, span_str(X2_MODULES)) || span_eqs(a->ns, X2_ITS) ||
                  span_starts(a->ns, span_str("http://www.w3.org/ns/its-xliff"));

    if (span_eqs(a->ns, XML_NAMESPACE))
        return !(span_eqs(n->name, "match") && span_eqs(a->name, "lang"));
    if (x2_is(n, "ec") && module)
        return span_eqs(xml_get(n, "isolated"), "yes");
    if (x2_is(n, "source") || x2_is(n, "target"))
        return false;
    return rule->foreign || module;
}

/* An attribute that is nothing without another. */
static enum status check_company(const struct x2 *x, const struct xml_node *n)
{
    static const struct { const char *name, *needs; } pairs[] = {
        {"subState", "state"}, {"subType", "type"},
    };

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (xml_get(n, pairs[i].name).ptr && !xml_get(n, pairs[i].needs).ptr)
            return x2_broken(x, n, _("<%.*s> has the attribute %s and lacks %s"),
                             SPAN_ARG(n->name), pairs[i].name, pairs[i].needs);
    }
    return ST_OK;
}

/* Which attributes are there, then what they say. */
static enum status check_attrs(const struct x2 *x, const struct x2_element *rule,
                               const struct xml_node *n)
{
    const char *what = "";
    enum status st = ST_OK;

    for (const struct xml_attr *a = n->attrs; a; a = a->next) {
        if (a->ns.len ? !foreign_fits(rule, n, a) : !attr_rule(rule, a->name))
            return x2_broken(x, n, _("%.*s is no attribute of <%.*s>"), SPAN_ARG(a->name),
                             SPAN_ARG(n->name));
    }
    for (const struct x2_attr *a = rule->attrs; a && a->name; a++) {
        if (a->required && !xml_get(n, a->name).ptr)
            return x2_broken(x, n, _("<%.*s> lacks the attribute %s"), SPAN_ARG(n->name), a->name);
    }
    st = check_company(x, n);
    for (const struct xml_attr *a = n->attrs; !st && a; a = a->next) {
        const struct x2_attr *known = a->ns.len ? NULL : attr_rule(rule, a->name);
        if (known && !x2_value_ok(known->value, a->value, &what))
            st = x2_broken(x, n, _("%s=\"%.*s\" of <%.*s> should be: %s"), known->name,
                           SPAN_ARG(a->value), SPAN_ARG(n->name), what);
    }
    return st;
}

/* Content */

static bool step_takes(const struct x2_step *step, const struct xml_node *n)
{
    char word[40];

    if (*step->names == '*')
        return !span_eq(n->ns, n->parent->ns);
    return span_eq(n->ns, n->parent->ns) &&
           snprintf(word, sizeof word, " %.*s ", SPAN_ARG(n->name)) < (int)sizeof word &&
           strstr(step->names, word);
}

static enum status misplaced(const struct x2 *x, const struct xml_node *n)
{
    return x2_broken(x, n, _("<%.*s> cannot stand here in <%.*s>"), SPAN_ARG(n->name),
                     SPAN_ARG(n->parent->name));
}

static enum status check_steps(const struct x2 *x, const struct x2_element *rule,
                               const struct xml_node *n)
{
    const struct x2_step *step = rule->steps;
    size_t taken = 0;

    for (const struct xml_node *c = n->first; c; c = c->next) {
        if (!c->name.ptr) {
            if (span_trim(c->text).len)
                return x2_broken(x, c, _("text cannot stand in <%.*s>"), SPAN_ARG(n->name));
            continue;
        }
        while (step->names && (!step_takes(step, c) || (taken && !step->many))) {
            if (step->required && !taken)
                return misplaced(x, c);
            step++;
            taken = 0;
        }
        if (!step->names)
            return misplaced(x, c);
        taken++;
    }
    for (; step->names; step++, taken = 0) {
        if (step->required && !taken)
            return x2_broken(x, n, _("<%.*s> lacks one of:%s"), SPAN_ARG(n->name), step->names);
    }
    return ST_OK;
}

static bool is_inline(const struct xml_node *n)
{
    static const char names[] = " cp ph pc sc ec mrk sm em ";
    char word[16];

    return span_starts(n->ns, span_str(X2_CORE)) &&
           snprintf(word, sizeof word, " %.*s ", SPAN_ARG(n->name)) < (int)sizeof word &&
           strstr(names, word);
}

static enum status check_mixed(const struct x2 *x, enum x2_content content,
                               const struct xml_node *n)
{
    for (const struct xml_node *c = n->first; c; c = c->next) {
        bool element = c->name.ptr != NULL;
        if (!element && content == X2_NONE && span_trim(c->text).len)
            return x2_broken(x, c, _("text cannot stand in <%.*s>"), SPAN_ARG(n->name));
        if (element && !(content == X2_INLINE && is_inline(c)) &&
            !(content == X2_DATA && x2_is(c, "cp")))
            return misplaced(x, c);
    }
    return ST_OK;
}

static enum status check_element(const struct x2 *x, const struct xml_node *n)
{
    const struct x2_element *rule = x2_rule(n);
    enum status st;

    if (!rule && span_starts(n->ns, span_str(X2_CORE)))
        return x2_broken(x, n, _("there is no element <%.*s>"), SPAN_ARG(n->name));
    if (!rule)
        return ST_OK;
    st = check_attrs(x, rule, n);
    if (st || rule->content == X2_ANY)
        return st;
    return rule->content == X2_STEPS ? check_steps(x, rule, n)
                                     : check_mixed(x, rule->content, n);
}

/* Languages */

static bool same_language(struct span a, struct span b)
{
    return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

static enum status check_language(const struct x2 *x, const struct xml_node *n)
{
    bool target = x2_is(n, "target");
    bool free = n->parent && span_eqs(xml_get(n->parent, "reference"), "yes");
    struct span named = target ? x->target_lang : x->source_lang, lang = xml_inherited(n, "lang");

    if (target && !named.ptr)
        return x2_broken(x, n, _("there is a <target>, and <xliff> lacks the attribute trgLang"));
    if (lang.ptr && !free && !same_language(lang, named))
        return x2_broken(x, n, _("xml:lang of <%.*s> is \"%.*s\", and not \"%.*s\" as %s says"),
                         SPAN_ARG(n->name), SPAN_ARG(lang), SPAN_ARG(named),
                         target ? "trgLang" : "srcLang");
    return ST_OK;
}

/* Ids and the like */

/* The part of the file that counts the node's id: the nearest file, group or unit; NULL for
 * none. */
static const struct xml_node *scope_of(const struct xml_node *n)
{
    for (n = n->parent; n; n = n->parent) {
        if (x2_is(n, "file") || x2_is(n, "group") || x2_is(n, "unit"))
            return n;
        if (x2_is(n, "skeleton"))
            return NULL;
    }
    return NULL;
}

/* Ids of notes and of elements of other namespaces, each once in their file, group or unit. */
static enum status check_own_ids(const struct x2 *x, const struct xml_node *scope)
{
    struct map notes = MAP_INIT, others = MAP_INIT;
    struct buf key = BUF_INIT;
    enum status st = ST_OK;

    for (const struct xml_node *n = scope; !st && n; n = xml_walk(scope, n)) {
        bool core = n->name.ptr && span_starts(n->ns, span_str(X2_CORE));
        struct span id;
        if (!n->name.ptr || n == scope || (core && !x2_is(n, "note")) || scope_of(n) != scope)
            continue;
        id = xml_get(n, "id");
        if (!id.ptr)
            id = xml_get_ns(n, XML_NAMESPACE, "id");
        if (core || !id.ptr) {
            st = x2_take_id(x, &notes, n, id, scope);
            continue;
        }
        buf_reset(&key);
        buf_add(&key, n->ns);
        buf_addch(&key, ' ');
        buf_add(&key, id);
        st = buf_status(&key, x->e);
        if (!st)
            st = x2_take_id(x, &others, n, buf_span(&key), scope);
        if (st == ST_SYNTAX)
            st = x2_twice(x, n, id, scope);
    }
    buf_free(&key);
    map_free(&notes);
    map_free(&others);
    return st;
}

/* Ids of groups and of units, each once in the file. */
static enum status check_file(const struct x2 *x, const struct xml_node *file)
{
    struct map groups = MAP_INIT, units = MAP_INIT;
    enum status st = ST_OK;

    for (const struct xml_node *n = file; !st && n; n = xml_walk(file, n)) {
        if (x2_is(n, "group"))
            st = x2_take_id(x, &groups, n, xml_get(n, "id"), file);
        else if (x2_is(n, "unit"))
            st = x2_take_id(x, &units, n, xml_get(n, "id"), file);
    }
    map_free(&groups);
    map_free(&units);
    return st;
}

static enum status check_skeleton(const struct x2 *x, const struct xml_node *n)
{
    bool filled = n->first != NULL, href = xml_get(n, "href").ptr != NULL;

    if (filled == href)
        return x2_broken(x, n, _("a <skeleton> has content or an attribute href, one of both"));
    return ST_OK;
}

static enum status check_meaning(const struct x2 *x, const struct xml_node *n)
{
    enum status st = ST_OK;

    if (x2_is(n, "source") || x2_is(n, "target"))
        st = check_language(x, n);
    else if (x2_is(n, "skeleton"))
        st = check_skeleton(x, n);
    else if (x2_is(n, "file"))
        st = check_file(x, n);
    if (!st && (x2_is(n, "file") || x2_is(n, "group") || x2_is(n, "unit")))
        st = check_own_ids(x, n);
    if (!st && x2_is(n, "unit"))
        st = x2_check_unit(x, n);
    return st ? st : x2_check_module(x, n);
}

/* Is the node in an element of some other namespace, or in a skeleton, where all is allowed? */
static bool is_outside(const struct xml_node *n)
{
    for (const struct xml_node *p = n; p; p = p->parent) {
        if (x2_is(p, "skeleton") && p != n)
            return true;
        if (!span_starts(p->ns, span_str(X2_MODULES)))
            return true;
    }
    return false;
}

enum status xliff2_check(const struct bifile *f, struct error *e)
{
    const struct xml_node *root = f->tree.root;
    struct x2 x = {.f = f, .e = e, .source_lang = xml_get(root, "srcLang"),
                   .target_lang = xml_get(root, "trgLang")};
    struct map files = MAP_INIT;
    enum status st = ST_OK;

    if (!span_starts(root->ns, span_str(X2_CORE)))
        return x2_broken(&x, root, _("its namespace is not that of XLIFF 2"));
    for (const struct xml_node *n = root; !st && n; n = xml_walk(root, n)) {
        if (n->name.ptr && !is_outside(n))
            st = check_element(&x, n);
    }
    for (const struct xml_node *n = root; !st && n; n = xml_walk(root, n)) {
        if (!n->name.ptr || is_outside(n))
            continue;
        if (x2_is(n, "file"))
            st = x2_take_id(&x, &files, n, xml_get(n, "id"), root);
        if (!st)
            st = check_meaning(&x, n);
    }
    map_free(&files);
    return st;
}
