/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/xliff2.h"

#include <stdio.h>

static bool is_in(const struct xml_node *n, const char *ns, const char *name)
{
    return span_starts(n->ns, span_str(ns)) && span_eqs(n->name, name);
}

static enum status check_entry(const struct x2 *x, const struct xml_node *n)
{
    return xml_child(n, "translation") || xml_child(n, "definition")
               ? ST_OK
               : x2_broken(x, n, _("<%.*s> lacks one of:%s"), SPAN_ARG(n->name),
                           " translation definition ");
}

/* A rule says one thing: one of its own, or one of somebody else's. */
static enum status check_rule(const struct x2 *x, const struct xml_node *n)
{
    static const char *const names[] = {"isPresent", "isNotPresent", "startsWith", "endsWith"};
    size_t count = 0;

    for (size_t i = 0; i < COUNT_OF(names); i++)
        count += xml_get(n, names[i]).ptr != NULL;
    for (const struct xml_attr *a = n->attrs; a; a = a->next)
        count += a->ns.len && !span_eqs(a->ns, XML_NAMESPACE);
    return count == 1 ? ST_OK
                      : x2_broken(x, n, _("a <rule> has exactly one of isPresent, isNotPresent, "
                                          "startsWith, endsWith and those of others"));
}

/* Elements of this name and namespace of the core beside or below what holds the change track, but
 * not in inner units and groups; *first is the one with the id, or the first. */
static size_t count_named(const struct xml_node *holder, struct span name, struct span id,
                          const struct xml_node **first, bool *ids)
{
    size_t count = 0;

    *first = NULL;
    *ids = false;
    for (const struct xml_node *n = xml_walk(holder, holder); n; n = xml_walk(holder, n)) {
        struct span own;
        if (!n->name.ptr || !span_eq(n->name, name) || !span_eq(n->ns, holder->ns))
            continue;
        own = xml_get(n, "id");
        *ids |= own.ptr != NULL;
        count++;
        if (!*first || (id.ptr && own.ptr && span_eq(own, id)))
            *first = n;
    }
    return count;
}

static enum status check_revisions(const struct x2 *x, const struct xml_node *n)
{
    const struct xml_node *holder = n->parent->parent, *changed;
    struct span ref = xml_get(n, "ref");
    bool ids;
    size_t count = count_named(holder, xml_get(n, "appliesTo"), ref, &changed, &ids);

    if (count > 1 && ids && !ref.ptr)
        return x2_broken(x, n, _("<%.*s> lacks the attribute %s"), SPAN_ARG(n->name), "ref");
    for (const struct xml_node *i = n; changed && i; i = xml_walk(n, i)) {
        char name[64];
        struct span property = i->name.ptr && is_in(i, X2_CTR, "item") ? xml_get(i, "property")
                                                                       : span_str("content");
        snprintf(name, sizeof name, "%.*s", SPAN_ARG(property));
        if (!span_eqs(property, "content") && !xml_get(changed, name).ptr)
            return x2_broken(x, i, _("property=\"%.*s\" is neither \"content\" nor an attribute of "
                                     "what was changed"), SPAN_ARG(property));
    }
    return ST_OK;
}

enum status x2_check_module(const struct x2 *x, const struct xml_node *n)
{
    if (is_in(n, X2_GLS, "glossEntry"))
        return check_entry(x, n);
    if (is_in(n, X2_VAL, "rule"))
        return check_rule(x, n);
    if (is_in(n, X2_CTR, "revisions") && n->parent && n->parent->parent)
        return check_revisions(x, n);
    return ST_OK;
}
