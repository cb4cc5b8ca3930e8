/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inline elements of a unit, in the order of the file. */
#include "interchange/xliff2.h"

#include <stdio.h>

struct item {
    const struct xml_node *n;
    struct span id;      /* of <ec> and <em> with startRef: that of the other half */
    bool target;
    size_t segment;      /* counted over the unit */
};

struct unit {
    const struct x2 *x;
    const struct xml_node *n;
    VEC(struct item) items;
    bool *filled;        /* segments that have a target */
    size_t segments;
    struct arena arena;
};

static bool is_part(const struct xml_node *n)
{
    return x2_is(n, "segment") || x2_is(n, "ignorable");
}

static bool is(const struct item *i, const char *name)
{
    return span_eqs(i->n->name, name);
}

static struct span get(const struct item *i, const char *name, const char *otherwise)
{
    struct span s = xml_get(i->n, name);

    return s.ptr ? s : span_str(otherwise);
}

static bool is_half(const struct item *i)
{
    return is(i, "ec") || is(i, "em");
}

/* Gathering */

static enum status gather_side(struct unit *u, const struct xml_node *side, size_t segment)
{
    for (const struct xml_node *n = side ? xml_walk(side, side) : NULL; n; n = xml_walk(side, n)) {
        struct item i = {.n = n, .target = x2_is(side, "target"), .segment = segment};
        if (!n->name.ptr || x2_is(n, "cp"))
            continue;
        i.id = xml_get(n, "startRef");
        if (!i.id.ptr || !is_half(&i))
            i.id = xml_get(n, "id");
        if (!i.id.ptr)
            i.id = span_of("", 0);
        if (!vec_push(&u->items, i))
            return error_nomem(u->x->e);
    }
    return ST_OK;
}

static enum status gather(struct unit *u)
{
    enum status st = ST_OK;
    size_t n = 0;

    for (const struct xml_node *c = u->n->first; c; c = c->next)
        n += is_part(c);
    u->filled = arena_array(&u->arena, n + 1, sizeof *u->filled);
    if (!u->filled)
        return error_nomem(u->x->e);
    for (const struct xml_node *c = u->n->first; !st && c; c = c->next) {
        const struct xml_node *target;
        if (!is_part(c))
            continue;
        target = xml_child(c, "target");
        u->filled[u->segments] = target != NULL;
        st = gather_side(u, xml_child(c, "source"), u->segments);
        if (!st)
            st = gather_side(u, target, u->segments++);
    }
    return st;
}

/* The item with an id that this predicate takes, on one side; NULL for none. */
static const struct item *find(const struct unit *u, struct span id, bool target,
                               bool (*takes)(const struct item *))
{
    for (size_t i = 0; i < u->items.len; i++) {
        const struct item *it = &u->items.v[i];
        if (it->target == target && span_eq(it->id, id) && takes(it))
            return it;
    }
    return NULL;
}

/* Ids */

static bool has_own_id(const struct item *i)
{
    return !is_half(i) || !xml_get(i->n, "startRef").ptr;
}

static bool is_mark(const struct item *i)
{
    return is(i, "mrk") || is(i, "sm");
}

/* Segments and codes of the sources, each id once; a target's code may have that of a source's. */
static enum status check_ids(struct unit *u)
{
    struct map source = MAP_INIT, target = MAP_INIT;
    const struct x2 *x = u->x;
    enum status st = ST_OK;

    for (const struct xml_node *c = u->n->first; !st && c; c = c->next) {
        if (is_part(c))
            st = x2_take_id(x, &source, c, xml_get(c, "id"), u->n);
    }
    for (size_t i = 0; !st && i < u->items.len; i++) {
        const struct item *it = &u->items.v[i];
        if (has_own_id(it) && it->id.len)
            st = x2_take_id(x, it->target ? &target : &source, it->n, it->id, u->n);
    }
    for (size_t i = 0; !st && i < u->items.len; i++) {
        const struct item *it = &u->items.v[i];
        if (it->target && has_own_id(it) && it->id.len && map_get(&source, it->id) &&
            !find(u, it->id, false, has_own_id))
            st = x2_twice(x, it->n, it->id, u->n);
    }
    map_free(&source);
    map_free(&target);
    return st;
}

/* References */

static enum status refers_to_nothing(const struct unit *u, const struct item *i, const char *name)
{
    struct span value = xml_get(i->n, name);

    return x2_broken(u->x, i->n, _("%s=\"%.*s\" of <%.*s> refers to nothing"), name,
                     SPAN_ARG(value), SPAN_ARG(i->n->name));
}

static const struct xml_node *child_with(const struct xml_node *parent, const char *name,
                                         struct span id)
{
    for (const struct xml_node *c = parent ? parent->first : NULL; c; c = c->next) {
        struct span own = c->name.ptr ? xml_get(c, "id") : span_of(NULL, 0);
        if (own.ptr && x2_is(c, name) && span_eq(own, id))
            return c;
    }
    return NULL;
}

static enum status check_data(const struct unit *u, const struct item *i)
{
    static const char *const names[] = {"dataRef", "dataRefStart", "dataRefEnd"};
    const struct xml_node *all = xml_child(u->n, "originalData");

    for (size_t k = 0; k < COUNT_OF(names); k++) {
        struct span ref = xml_get(i->n, names[k]);
        if (ref.ptr && !child_with(all, "data", ref))
            return refers_to_nothing(u, i, names[k]);
    }
    return ST_OK;
}

static const struct xml_node *file_of(const struct xml_node *n)
{
    while (n && !x2_is(n, "file"))
        n = n->parent;
    return n;
}

static bool has_unit(const struct xml_node *file, struct span id)
{
    for (const struct xml_node *n = file; n; n = xml_walk(file, n)) {
        struct span own = n->name.ptr ? xml_get(n, "id") : span_of(NULL, 0);
        if (own.ptr && x2_is(n, "unit") && span_eq(own, id))
            return true;
    }
    return false;
}

static enum status check_subflows(const struct unit *u, const struct item *i)
{
    static const char *const names[] = {"subFlows", "subFlowsStart", "subFlowsEnd"};
    const struct xml_node *file = file_of(u->n);

    for (size_t k = 0; k < COUNT_OF(names); k++) {
        struct span rest = xml_get(i->n, names[k]), id;
        while (rest.ptr && span_split(&rest, ' ', &id)) {
            if (id.len && !has_unit(file, id))
                return refers_to_nothing(u, i, names[k]);
        }
    }
    return ST_OK;
}

static bool has_data(const struct item *i)
{
    return xml_get(i->n, "dataRef").ptr || xml_get(i->n, "dataRefStart").ptr;
}

static bool is_code(const struct item *i)
{
    return !is_mark(i) && !is(i, "em") && has_own_id(i);
}

static enum status check_copy(const struct unit *u, const struct item *i)
{
    struct span of = xml_get(i->n, "copyOf");
    const struct item *base;

    if (!of.ptr)
        return ST_OK;
    base = find(u, of, i->target, is_code);
    if (!base)
        base = find(u, of, !i->target, is_code);
    if (!base)
        return refers_to_nothing(u, i, "copyOf");
    return has_data(base) || has_data(i)
               ? x2_broken(u->x, i->n, _("copyOf stands with original data"))
               : ST_OK;
}

/* The note of this unit that "#n=ID", or a whole path to it, names. */
static bool names_note(const struct unit *u, struct span ref)
{
    ptrdiff_t at = span_find(ref, span_str("n="), 0);
    const struct xml_node *file = file_of(u->n);
    char path[600];

    if (at < 1 || ref.ptr[0] != '#' ||
        !child_with(xml_child(u->n, "notes"), "note", span_from(ref, (size_t)at + 2)))
        return false;
    snprintf(path, sizeof path, "#f=%.*s/u=%.*s/", SPAN_ARG(xml_get(file, "id")),
             SPAN_ARG(xml_get(u->n, "id")));
    return at == 1 || (ref.ptr[1] != '/' && span_eqs(span_cut(ref, 0, (size_t)at), path)) ||
           (ref.ptr[1] == '/' && span_eqs(span_cut(span_from(ref, 1), 1, (size_t)at - 1), path + 1));
}

static enum status check_comment(const struct unit *u, const struct item *i)
{
    struct span value = xml_get(i->n, "value"), ref = xml_get(i->n, "ref");

    if (!is_mark(i) || !span_eqs(get(i, "type", ""), "comment"))
        return ST_OK;
    if ((value.ptr != NULL) == (ref.ptr != NULL))
        return x2_broken(u->x, i->n, _("a comment has value or ref, one of both"));
    return ref.ptr && !names_note(u, ref) ? refers_to_nothing(u, i, "ref") : ST_OK;
}

/* Halves of pairs */

static bool is_start(const struct item *i)
{
    return is(i, "sc");
}

static bool is_mark_start(const struct item *i)
{
    return is(i, "sm");
}

static bool is_end(const struct item *i)
{
    return is(i, "ec") && xml_get(i->n, "startRef").ptr;
}

static bool is_mark_end(const struct item *i)
{
    return is(i, "em");
}

static enum status lacks_half(const struct unit *u, const struct item *i, const char *half)
{
    return x2_broken(u->x, i->n, _("<%.*s> \"%.*s\" has no <%s>"), SPAN_ARG(i->n->name),
                     SPAN_ARG(i->id), half);
}

/* What both halves say must be the same. */
static enum status check_agreement(const struct unit *u, const struct item *start,
                                   const struct item *end)
{
    static const struct { const char *name, *otherwise; } same[] = {
        {"canCopy", "yes"}, {"canDelete", "yes"}, {"canOverlap", "yes"}, {"type", NULL},
        {"subType", NULL},  {"dir", NULL},
    };
    struct span order = get(start, "canReorder", "yes"), closing = get(end, "canReorder", "yes");

    for (size_t k = 0; k < COUNT_OF(same); k++) {
        struct span a = get(start, same[k].name, same[k].otherwise);
        struct span b = get(end, same[k].name, same[k].otherwise);
        if (a.ptr && b.ptr && xml_get(end->n, same[k].name).ptr && !span_eq(a, b))
            return x2_broken(u->x, end->n, _("<sc> and <ec> \"%.*s\" differ in %s"),
                             SPAN_ARG(start->id), same[k].name);
    }
    if (xml_get(end->n, "canReorder").ptr &&
        span_eqs(closing, "yes") != span_eqs(order, "yes"))
        return x2_broken(u->x, end->n, _("<sc> and <ec> \"%.*s\" differ in %s"),
                         SPAN_ARG(start->id), "canReorder");
    return ST_OK;
}

static enum status check_end(const struct unit *u, const struct item *i)
{
    bool isolated = span_eqs(get(i, "isolated", "no"), "yes");
    bool referring = xml_get(i->n, "startRef").ptr != NULL;
    const struct item *start;

    if (isolated == referring || isolated != (xml_get(i->n, "id").ptr != NULL))
        return x2_broken(u->x, i->n, _("an <ec> has startRef, or id with isolated=\"yes\""));
    if (isolated)
        return ST_OK;
    start = find(u, i->id, i->target, is_start);
    if (!start || start > i)
        return lacks_half(u, i, "sc");
    return check_agreement(u, start, i);
}

static enum status check_half(const struct unit *u, const struct item *i)
{
    const struct item *other;

    if (is(i, "ec"))
        return check_end(u, i);
    if (is(i, "em")) {
        other = find(u, i->id, i->target, is_mark_start);
        return other && other < i ? ST_OK : lacks_half(u, i, "sm");
    }
    if (is(i, "sm"))
        return find(u, i->id, i->target, is_mark_end) ? ST_OK : lacks_half(u, i, "em");
    if (!is(i, "sc"))
        return ST_OK;
    other = find(u, i->id, i->target, is_end);
    if (span_eqs(get(i, "isolated", "no"), "yes"))
        return other ? x2_broken(u->x, i->n, _("an isolated <sc> has its <ec> in the same unit"))
                     : ST_OK;
    return other ? ST_OK : lacks_half(u, i, "ec");
}

/* Order of codes */

static enum status check_reorder(const struct unit *u, const struct item *i, bool *sequence)
{
    struct span how = get(i, "canReorder", "yes");

    if (is_mark(i) || is(i, "em"))
        return ST_OK;
    if (span_eqs(how, "yes")) {
        *sequence = *sequence && is(i, "ec"); /* an <ec> may leave it to its <sc> */
        return ST_OK;
    }
    if (!span_eqs(get(i, "canCopy", "yes"), "no") || !span_eqs(get(i, "canDelete", "yes"), "no"))
        return x2_broken(u->x, i->n, _("canReorder=\"%.*s\" needs canCopy=\"no\" and "
                                       "canDelete=\"no\""), SPAN_ARG(how));
    if (span_eqs(how, "no") && !*sequence && !is(i, "ec"))
        return x2_broken(u->x, i->n, _("canReorder=\"no\" without a \"firstNo\" before it"));
    *sequence = true;
    return ST_OK;
}

/* Do the codes of a sequence stand in the target in the order of the source? */
static bool same_order(const struct unit *u, const struct xml_node *a, const struct xml_node *b)
{
    const struct item *in[2] = {NULL, NULL};
    const struct xml_node *nodes[2] = {a, b};

    for (size_t i = 0; i < u->items.len; i++) {
        const struct item *it = &u->items.v[i];
        for (int k = 0; it->target && k < 2; k++) {
            struct span id = xml_get(nodes[k], "id");
            if (!in[k] && id.ptr && has_own_id(it) && span_eq(it->id, id))
                in[k] = it;
        }
    }
    if (!in[0] || !in[1])
        return true;
    /* inside or behind, as in the source */
    for (const struct xml_node *p = b->parent; p; p = p->parent) {
        if (p == a)
            return in[1]->n->from > in[0]->n->from && in[1]->n->to <= in[0]->n->to;
    }
    return in[1]->n->from > in[0]->n->from;
}

static enum status check_sequences(const struct unit *u)
{
    const struct item *last = NULL;

    for (size_t i = 0; i < u->items.len; i++) {
        const struct item *it = &u->items.v[i];
        struct span how = get(it, "canReorder", "yes");
        if (it->target || is_mark(it) || is(it, "em") || is(it, "ec"))
            continue;
        if (span_eqs(how, "no") && last && !same_order(u, last->n, it->n))
            return x2_broken(u->x, it->n, _("codes that cannot be reordered stand in another order "
                                            "in the target"));
        last = span_eqs(how, "yes") ? NULL : it;
    }
    return ST_OK;
}

/* Source against target */

static enum status check_partner(const struct unit *u, const struct item *i)
{
    const struct item *s = find(u, i->id, false, has_own_id);
    bool pair = s && (is(i, "pc") || is(i, "sc")) && (is(s, "pc") || is(s, "sc"));
    bool mark = s && is_mark(i) && is_mark(s);
    const char *differ = NULL;

    if (!s || !has_own_id(i))
        return ST_OK;
    if (!pair && !mark && !span_eq(i->n->name, s->n->name))
        return x2_broken(u->x, i->n, _("<%.*s> of the target has the id of a <%.*s> of the source"),
                         SPAN_ARG(i->n->name), SPAN_ARG(s->n->name));
    if (!span_eq(get(i, "type", ""), get(s, "type", "")))
        differ = "type";
    else if (mark && !span_eq(get(i, "translate", ""), get(s, "translate", "")))
        differ = "translate";
    return differ ? x2_broken(u->x, i->n, _("source and target differ in %s of \"%.*s\""), differ,
                              SPAN_ARG(i->id))
                  : ST_OK;
}

static enum status check_deleted(const struct unit *u, const struct item *i)
{
    if (i->target || !has_own_id(i) || !u->filled[i->segment] ||
        !span_eqs(get(i, "canDelete", "yes"), "no") || find(u, i->id, true, has_own_id))
        return ST_OK;
    return x2_broken(u->x, i->n, _("canDelete is \"no\", and \"%.*s\" is not in the target"),
                     SPAN_ARG(i->id));
}

static enum status check_item(const struct unit *u, const struct item *i)
{
    enum status (*const checks[])(const struct unit *, const struct item *) = {
        check_data, check_subflows, check_copy, check_comment, check_half, check_deleted,
    };
    enum status st = ST_OK;

    for (size_t k = 0; !st && k < COUNT_OF(checks); k++)
        st = checks[k](u, i);
    return !st && i->target ? check_partner(u, i) : st;
}

/* Segments */

/* Places of targets: given, else that of the segment; each once. */
static enum status check_order(struct unit *u)
{
    bool *taken = arena_array(&u->arena, u->segments + 1, sizeof *taken);
    size_t place = 0;

    if (!taken)
        return error_nomem(u->x->e);
    for (const struct xml_node *c = u->n->first; c; c = c->next) {
        const struct xml_node *target = is_part(c) ? xml_child(c, "target") : NULL;
        struct span order = target ? xml_get(target, "order") : span_of(NULL, 0);
        uint64_t at;
        if (!is_part(c))
            continue;
        at = ++place;
        if (order.ptr && !span_to_u64(order, &at))
            at = 0;
        if (at < 1 || at > u->segments || taken[at - 1])
            return x2_broken(u->x, target ? target : c,
                             _("two targets of the unit have the place %llu, or there is none "
                               "such"), (unsigned long long)at);
        taken[at - 1] = true;
    }
    return ST_OK;
}

enum status x2_check_unit(const struct x2 *x, const struct xml_node *n)
{
    struct unit u = {.x = x, .n = n};
    struct map data = MAP_INIT;
    const struct xml_node *all = xml_child(n, "originalData");
    bool sequence[2] = {false, false};
    enum status st = xml_child(n, "segment")
                         ? gather(&u)
                         : x2_broken(x, n, _("<%.*s> lacks one of:%s"), SPAN_ARG(n->name),
                                     " segment ");

    for (const struct xml_node *c = all ? all->first : NULL; !st && c; c = c->next) {
        if (c->name.ptr)
            st = x2_take_id(x, &data, c, xml_get(c, "id"), all);
    }
    for (size_t i = 0; !st && i < u.items.len; i++)
        st = check_item(&u, &u.items.v[i]);
    if (!st)
        st = check_ids(&u);
    for (size_t i = 0; !st && i < u.items.len; i++)
        st = check_reorder(&u, &u.items.v[i], &sequence[u.items.v[i].target]);
    if (!st)
        st = check_sequences(&u);
    if (!st)
        st = check_order(&u);
    map_free(&data);
    vec_free(&u.items);
    arena_free(&u.arena);
    return st;
}
