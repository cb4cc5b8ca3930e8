/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading XLIFF: which elements are units, and what is known about each. */
#include "interchange/bifile_inside.h"

static struct span or_empty(struct span s)
{
    return s.ptr ? s : span_of("", 0);
}

/* An attribute of the nearest element upwards that has it; empty for none. */
static struct span nearest(const struct xml_node *n, const char *name)
{
    for (; n; n = n->parent) {
        struct span value = xml_get(n, name);
        if (value.ptr)
            return value;
    }
    return span_of("", 0);
}

static const struct xml_node *above(const struct xml_node *n, const char *name)
{
    while (n && !span_eqs(n->name, name))
        n = n->parent;
    return n;
}

static bool is_yes(struct span s)
{
    return span_eqs(s, "yes") || span_eqs(s, "true") || span_eqs(s, "1") || span_eqs(s, "locked");
}

/* Tools have marks of their own for units that nobody shall change: an attribute "locked" in one of
 * their namespaces. */
static bool has_lock(const struct xml_node *n)
{
    for (const struct xml_attr *a = n->attrs; a; a = a->next) {
        if (span_eqs(a->name, "locked") && is_yes(a->value))
            return true;
    }
    return false;
}

/* In SDL's files it stands beside the segments: <sdl:seg id="MID" locked="true"/>. */
static bool is_locked(const struct xml_node *host, struct span mid)
{
    if (has_lock(host))
        return true;
    for (const struct xml_node *n = host; mid.len && n; n = xml_walk(host, n)) {
        if (n->name.ptr && span_eqs(n->name, "seg") && span_eq(or_empty(xml_get(n, "id")), mid) &&
            has_lock(n))
            return true;
    }
    return false;
}

static enum status read_notes(struct bifile *f, const struct xml_node *in, struct bi_unit *u,
                              struct error *e)
{
    struct span *notes;
    size_t n = 0;

    for (const struct xml_node *c = in ? in->first : NULL; c; c = c->next)
        n += xml_is(c, "note");
    notes = arena_array(&f->arena, n + 1, sizeof *notes);
    if (!notes)
        return error_nomem(e);
    u->notes = notes;
    for (const struct xml_node *c = in ? in->first : NULL; c; c = c->next) {
        if (!xml_is(c, "note"))
            continue;
        notes[u->n_notes] = xml_text(c, &f->arena);
        if (!notes[u->n_notes++].ptr)
            return error_nomem(e);
    }
    return ST_OK;
}

static bool has_content(const struct bi_text *t)
{
    return span_trim(t->text).len > 0 || t->n_codes > 0;
}

/* Is there text in the target, or nothing to be said? */
static bool is_filled(const struct bi_unit *u, const struct xml_node *target)
{
    return target && (span_trim(u->targets[0].text).len > 0 ||
                      (!span_trim(u->source.text).len &&
                       (has_content(&u->targets[0]) || !has_content(&u->source))));
}

static enum bi_state state_of(const struct bi_unit *u, const struct xml_node *target,
                              bool approved)
{
    static const char *const final[] = {"final", "signed-off", "reviewed"};

    if (!is_filled(u, target))
        return BI_EMPTY;
    for (size_t i = 0; i < COUNT_OF(final); i++) {
        if (span_eqs(u->state_name, final[i]))
            return BI_FINAL;
    }
    if (approved)
        return BI_FINAL;
    if (span_starts(u->state_name, span_str("needs-")) || span_eqs(u->state_name, "new") ||
        span_eqs(u->state_name, "initial"))
        return BI_FUZZY;
    return BI_TRANSLATED;
}

/* Source and target; what is known about the unit already stands in `u`. */
static enum status add_unit(struct bifile *f, struct bi_unit *u, struct xml_node *host,
                            struct xml_node *source, struct xml_node *target, struct error *e)
{
    struct xliff_place place = {.host = host, .source = source, .target = target};
    struct bi_text *texts = arena_alloc(&f->arena, sizeof *texts);
    enum status st = texts ? xliff_text(f, source, NULL, &u->source, e) : error_nomem(e);

    if (st)
        return st;
    texts->text = texts->markup = u->context = span_of("", 0);
    u->context.ptr = NULL;
    u->plural = (struct bi_text){.text = {NULL, 0}, .markup = {"", 0}};
    u->targets = texts;
    u->n_targets = 1;
    u->line = source->line;
    u->target_line = target ? target->line : 0;
    u->format = span_of("", 0);
    u->translate = !span_eqs(nearest(host, "translate"), "no");
    if (target)
        st = xliff_text(f, target, &u->source, texts, e);
    if (st)
        return st;
    u->state = state_of(u, target, f->format == BI_XLIFF1 &&
                                   span_eqs(or_empty(xml_get(host, "approved")), "yes"));
    return vec_push(&f->units, *u) && vec_push(&f->xliff, place) ? ST_OK : error_nomem(e);
}

/* "a/b", or the one of them that is there. */
static enum status join_ids(struct bifile *f, struct span a, struct span b, struct span *out,
                            struct error *e)
{
    struct buf id = BUF_INIT;
    bool ok;

    buf_add(&id, a);
    if (a.len && b.len)
        buf_addch(&id, '/');
    buf_add(&id, b);
    *out = buf_span(&id);
    ok = !id.failed && bi_keep(f, out);
    buf_free(&id);
    return ok ? ST_OK : error_nomem(e);
}

/* XLIFF 1 */

static bool is_segment(const struct xml_node *n, const struct bifile *f)
{
    return n->name.ptr && span_eqs(n->name, "mrk") && span_eq(n->ns, f->tree.root->ns) &&
           span_eqs(or_empty(xml_get(n, "mtype")), "seg");
}

static struct xml_node *next_segment(const struct bifile *f, struct xml_node *top,
                                     struct xml_node *n)
{
    for (n = xml_walk(top, n); n && !is_segment(n, f);)
        n = xml_walk(top, n);
    return n;
}

static struct xml_node *segment_with(const struct bifile *f, struct xml_node *top, struct span mid)
{
    for (struct xml_node *n = top ? next_segment(f, top, top) : NULL; n;
         n = next_segment(f, top, n)) {
        if (span_eq(or_empty(xml_get(n, "mid")), mid))
            return n;
    }
    return NULL;
}

/* Segments that can be taken one by one: each with a name of its own, none inside another. */
static bool are_apart(const struct bifile *f, struct xml_node *top)
{
    for (struct xml_node *n = next_segment(f, top, top); n; n = next_segment(f, top, n)) {
        if (segment_with(f, top, or_empty(xml_get(n, "mid"))) != n)
            return false;
        for (const struct xml_node *p = n->parent; p != top; p = p->parent) {
            if (is_segment(p, f))
                return false;
        }
    }
    return true;
}

/* Is the unit to be taken segment by segment?  Not where the target has text that is not. */
static enum status find_segmented(struct bifile *f, struct xml_node *segments,
                                  struct xml_node *target, bool *segmented, struct error *e)
{
    struct span text;

    *segmented = segments && next_segment(f, segments, segments) && are_apart(f, segments) &&
                 (!target || are_apart(f, target));
    if (!*segmented || !target || next_segment(f, target, target))
        return ST_OK;
    text = xml_text(target, &f->arena);
    *segmented = text.ptr && span_trim(text).len == 0;
    return text.ptr ? ST_OK : error_nomem(e);
}

static enum status read_unit1(struct bifile *f, struct xml_node *n, struct error *e)
{
    struct xml_node *source = xml_child(n, "source"), *target = xml_child(n, "target");
    struct xml_node *segments = xml_child(n, "seg-source");
    struct span id = or_empty(xml_get(n, "id"));
    struct bi_unit u = {
        .file = nearest(n, "original"),
        .source_lang = nearest(n, "source-language"),
        .target_lang = nearest(n, "target-language"),
        .state_name = or_empty(target ? xml_get(target, "state") : span_of(NULL, 0)),
    };
    bool segmented;
    enum status st = read_notes(f, n, &u, e);

    if (!source)
        return error_at(e, ST_SYNTAX, f->name, n->line, 0, "%s",
                        _("a <trans-unit> without <source>"));
    if (above(n->parent, "trans-unit"))
        return error_at(e, ST_SYNTAX, f->name, n->line, 0, "%s",
                        _("a <trans-unit> inside another"));
    if (!st)
        st = find_segmented(f, segments, target, &segmented, e);
    if (!st && !segmented) {
        u.id = id;
        u.locked = is_locked(n, span_of("", 0));
        return add_unit(f, &u, n, source, target, e);
    }
    for (struct xml_node *s = st ? NULL : next_segment(f, segments, segments); !st && s;
         s = next_segment(f, segments, s)) {
        struct span mid = or_empty(xml_get(s, "mid"));
        struct bi_unit part = u;
        st = join_ids(f, id, mid, &part.id, e);
        part.locked = is_locked(n, mid);
        if (!st)
            st = add_unit(f, &part, n, s, segment_with(f, target, mid), e);
    }
    return st;
}

/* XLIFF 2 */

static enum status read_unit2(struct bifile *f, struct xml_node *n, struct error *e)
{
    const struct xml_node *file = above(n, "file");
    struct bi_unit u = {
        .file = or_empty(file ? xml_get(file, "original") : span_of(NULL, 0)),
        .source_lang = f->source_lang,
        .target_lang = f->target_lang,
        .locked = has_lock(n),
    };
    enum status st = read_notes(f, xml_child(n, "notes"), &u, e);

    for (struct xml_node *s = n->first; !st && s; s = s->next) {
        struct bi_unit part = u;
        if (!xml_is(s, "segment"))
            continue;
        part.state_name = or_empty(xml_get(s, "state"));
        st = join_ids(f, or_empty(xml_get(n, "id")), or_empty(xml_get(s, "id")), &part.id, e);
        if (!st)
            st = add_unit(f, &part, s, xml_child(s, "source"), xml_child(s, "target"), e);
    }
    return st;
}

/* The file */

static enum status check_root(struct bifile *f, struct error *e)
{
    const struct xml_node *root = f->tree.root;
    struct span version = or_empty(xml_get(root, "version"));
    bool second = span_starts(root->ns, span_str("urn:oasis:names:tc:xliff:document:2"));

    if (!span_eqs(root->name, "xliff"))
        return error_at(e, ST_UNSUPPORTED, f->name, root->line, 0,
                        _("not an XLIFF file: its outermost element is <%.*s>"),
                        SPAN_ARG(root->name));
    if (span_starts(version, span_str("1.")) || (!version.len && !second)) {
        f->format = BI_XLIFF1;
    } else if (span_starts(version, span_str("2."))) {
        f->format = BI_XLIFF2;
    } else {
        return error_at(e, ST_UNSUPPORTED, f->name, root->line, 0,
                        _("XLIFF of version \"%.*s\" is not known: 1.0 to 1.2, 2.0 and 2.1 are"),
                        SPAN_ARG(version));
    }
    return ST_OK;
}

static void read_languages(struct bifile *f)
{
    const struct xml_node *n = f->tree.root;

    if (f->format == BI_XLIFF1)
        n = xml_child(n, "file");
    if (!n)
        return;
    f->source_lang = or_empty(xml_get(n, f->format == BI_XLIFF1 ? "source-language" : "srcLang"));
    f->target_lang = or_empty(xml_get(n, f->format == BI_XLIFF1 ? "target-language" : "trgLang"));
}

/* Not what looks like one in somebody else's element, or in a skeleton. */
static bool is_unit(const struct bifile *f, const struct xml_node *n, const char *name)
{
    return n->name.ptr && span_eqs(n->name, name) && span_eq(n->ns, f->tree.root->ns) &&
           (f->format == BI_XLIFF1 || span_eqs(n->parent->name, "file") ||
            span_eqs(n->parent->name, "group"));
}

enum status xliff_read(struct bifile *f, struct error *e)
{
    enum status st = xml_tree_parse(&f->tree, f->bytes, f->name, e);
    struct xml_node *root = f->tree.root;
    const char *name;

    f->encoding = f->tree.encoding;
    if (!st)
        st = check_root(f, e);
    if (!st && f->format == BI_XLIFF2)
        st = xliff2_check(f, e);
    if (st)
        return st;
    read_languages(f);
    name = f->format == BI_XLIFF1 ? "trans-unit" : "unit";
    for (struct xml_node *n = root; !st && n; n = xml_walk(root, n)) {
        if (is_unit(f, n, name))
            st = f->format == BI_XLIFF1 ? read_unit1(f, n, e) : read_unit2(f, n, e);
    }
    return st;
}
