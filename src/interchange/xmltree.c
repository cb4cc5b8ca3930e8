/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/xmltree.h"
#include "base/buf.h"
#include "interchange/xmlin.h"

#define SEPARATOR '\f' /* cannot stand in XML */

struct builder {
    struct xml_tree *tree;
    struct xml_node *open; /* the innermost open element */
    struct span bytes;
    const char *name;
    XML_Parser parser;
    unsigned depth;
    struct error error;    /* set when a handler stopped the parser */
};

static void stop(struct builder *b, enum status code, const char *message)
{
    if (!b->error.code && code == ST_NOMEM)
        error_nomem(&b->error);
    else if (!b->error.code)
        error_at(&b->error, code, b->name, XML_GetCurrentLineNumber(b->parser), 0, "%s", message);
    XML_StopParser(b->parser, XML_FALSE);
}

static struct span keep(struct builder *b, struct span s)
{
    struct span copy = arena_dup(&b->tree->arena, s);

    if (!copy.ptr)
        stop(b, ST_NOMEM, NULL);
    return copy.ptr ? copy : span_of("", 0);
}

/* "uri SEP local SEP prefix", "uri SEP local" or "local". */
static void split_name(const char *qualified, struct span *ns, struct span *local,
                       struct span *prefix)
{
    struct span rest = span_str(qualified), field[3] = {{"", 0}, {"", 0}, {"", 0}};
    size_t n = 0;

    while (n < 3 && span_split(&rest, SEPARATOR, &field[n]))
        n++;
    *ns = n > 1 ? field[0] : span_of("", 0);
    *local = field[n > 1];
    *prefix = field[2];
}

static struct xml_node *add_node(struct builder *b)
{
    struct xml_node *n = arena_alloc(&b->tree->arena, sizeof *n);

    if (!n) {
        stop(b, ST_NOMEM, NULL);
        return NULL;
    }
    n->parent = b->open;
    if (!b->open)
        b->tree->root = n;
    else if (b->open->last)
        b->open->last->next = n;
    else
        b->open->first = n;
    if (b->open)
        b->open->last = n;
    n->line = XML_GetCurrentLineNumber(b->parser);
    n->from = (size_t)XML_GetCurrentByteIndex(b->parser);
    n->inside = n->close = n->to = n->from + (size_t)XML_GetCurrentByteCount(b->parser);
    return n;
}

static void add_attrs(struct builder *b, struct xml_node *n, const char **atts)
{
    struct xml_attr **end = &n->attrs;

    for (; *atts && !b->error.code; atts += 2) {
        struct xml_attr *a = arena_alloc(&b->tree->arena, sizeof *a);
        struct span ns, name, prefix;
        if (!a) {
            stop(b, ST_NOMEM, NULL);
            return;
        }
        split_name(atts[0], &ns, &name, &prefix);
        a->ns = keep(b, ns);
        a->name = keep(b, name);
        a->value = keep(b, span_str(atts[1]));
        *end = a;
        end = &a->next;
    }
}

/* The names of a document repeat: share those of the parent and of the sibling before. */
static struct span share(struct builder *b, struct span s, const struct xml_node *n, bool ns)
{
    if (n && span_eq(ns ? n->ns : n->prefix, s))
        return ns ? n->ns : n->prefix;
    return keep(b, s);
}

/* An element that comes out of an entity has no place of its own. */
static bool stands_in_file(const struct builder *b, size_t at)
{
    return span_cut(b->bytes, at, at + 1).len &&
           (b->bytes.ptr[at] == '<' || (b->bytes.ptr[at] == 0 && at + 1 < b->bytes.len &&
                                        b->bytes.ptr[at + 1] == '<'));
}

static void XMLCALL on_start(void *data, const char *name, const char **atts)
{
    struct builder *b = data;
    struct span ns, local, prefix;
    struct xml_node *n;

    if (b->error.code)
        return;
    if (++b->depth > XML_MAX_DEPTH) {
        stop(b, ST_LIMIT, _("elements are nested too deeply"));
        return;
    }
    n = add_node(b);
    if (!n)
        return;
    if (!stands_in_file(b, n->from)) {
        stop(b, ST_UNSUPPORTED, _("elements that come out of an entity cannot be edited"));
        return;
    }
    split_name(name, &ns, &local, &prefix);
    n->ns = share(b, ns, n->parent, true);
    n->prefix = share(b, prefix, n->parent, false);
    n->name = keep(b, local);
    add_attrs(b, n, atts);
    b->open = n;
}

static void XMLCALL on_end(void *data, const char *name UNUSED)
{
    struct builder *b = data;
    struct xml_node *n = b->open;
    int count;

    if (b->error.code)
        return;
    count = XML_GetCurrentByteCount(b->parser);
    if (count > 0) {
        n->close = (size_t)XML_GetCurrentByteIndex(b->parser);
        n->to = n->close + (size_t)count;
    } else {
        n->close = n->from;
    }
    b->open = n->parent;
    b->depth--;
}

static void XMLCALL on_text(void *data, const char *ptr, int len)
{
    struct builder *b = data;
    struct xml_node *n;

    if (b->error.code || !b->open)
        return;
    n = add_node(b);
    if (n)
        n->text = keep(b, span_of(ptr, (size_t)len));
}

static void XMLCALL on_skipped(void *data, const char *name, int is_parameter)
{
    struct builder *b = data;

    if (is_parameter)
        return;
    if (!b->error.code)
        xmlin_undefined(b->parser, b->name, name, &b->error);
    XML_StopParser(b->parser, XML_FALSE);
}

static int XMLCALL on_encoding(void *data, const char *name, XML_Encoding *info)
{
    struct builder *b = data;

    return xmlin_encoding(name, info, b->name, &b->error) ? XML_STATUS_ERROR : XML_STATUS_OK;
}

static void XMLCALL on_declaration(void *data, const char *version UNUSED, const char *encoding,
                                   int standalone UNUSED)
{
    struct builder *b = data;

    if (encoding && strncasecmp(encoding, "UTF-16", 6) != 0 &&
        span_eqs(b->tree->encoding, "UTF-8"))
        b->tree->encoding = keep(b, span_str(encoding));
}

/* What the first bytes say. */
static struct span encoding_of(struct span s)
{
    const char *p = s.ptr;

    if (s.len >= 2 && ((p[0] == '\xFF' && p[1] == '\xFE') || (p[0] == '<' && p[1] == 0)))
        return span_str("UTF-16LE");
    if (s.len >= 2 && ((p[0] == '\xFE' && p[1] == '\xFF') || (p[0] == 0 && p[1] == '<')))
        return span_str("UTF-16BE");
    return span_str("UTF-8");
}

static enum status run(struct builder *b, struct error *e)
{
    enum XML_Status rc;

    XML_SetUserData(b->parser, b);
    XML_SetReturnNSTriplet(b->parser, 1);
    XML_SetElementHandler(b->parser, on_start, on_end);
    XML_SetCharacterDataHandler(b->parser, on_text);
    XML_SetSkippedEntityHandler(b->parser, on_skipped);
    XML_SetXmlDeclHandler(b->parser, on_declaration);
    XML_SetUnknownEncodingHandler(b->parser, on_encoding, b);
    rc = XML_Parse(b->parser, b->bytes.ptr, (int)b->bytes.len, 1);
    if (!b->error.code && rc == XML_STATUS_ERROR)
        return xmlin_explain(b->parser, b->name, e);
    if (b->error.code && e)
        *e = b->error;
    return b->error.code;
}

enum status xml_tree_parse(struct xml_tree *t, struct span bytes, const char *name,
                           struct error *e)
{
    struct builder b = {.tree = t, .bytes = bytes, .name = name};
    enum status st;

    memset(t, 0, sizeof *t);
    if (bytes.len > XML_MAX_FILE)
        return error_at(e, ST_LIMIT, name, 0, 0, _("the file is larger than %d MiB"),
                        XML_MAX_FILE >> 20);
    t->encoding = encoding_of(bytes);
    b.parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!b.parser)
        return error_nomem(e);
    st = run(&b, e);
    XML_ParserFree(b.parser);
    if (st)
        xml_tree_free(t);
    return st;
}

void xml_tree_free(struct xml_tree *t)
{
    arena_free(&t->arena);
    t->root = NULL;
}

/* Looking around */

struct span xml_get_ns(const struct xml_node *n, const char *ns, const char *name)
{
    for (const struct xml_attr *a = n->attrs; a; a = a->next) {
        if (span_eqs(a->name, name) && span_eqs(a->ns, ns))
            return a->value;
    }
    return span_of(NULL, 0);
}

struct span xml_get(const struct xml_node *n, const char *name)
{
    return xml_get_ns(n, "", name);
}

bool xml_is(const struct xml_node *n, const char *name)
{
    return n->name.ptr && span_eqs(n->name, name) && (!n->parent || span_eq(n->ns, n->parent->ns));
}

struct xml_node *xml_child(const struct xml_node *n, const char *name)
{
    for (struct xml_node *c = n->first; c; c = c->next) {
        if (xml_is(c, name))
            return c;
    }
    return NULL;
}

struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *n)
{
    if (n->first)
        return n->first;
    while (n != top && !n->next)
        n = n->parent;
    return n == top ? NULL : n->next;
}

struct span xml_text(const struct xml_node *n, struct arena *a)
{
    struct buf b = BUF_INIT;
    struct span kept;

    for (const struct xml_node *c = n; c; c = xml_walk(n, c)) {
        if (!c->name.ptr)
            buf_add(&b, c->text);
    }
    kept = b.failed ? span_of(NULL, 0) : arena_dup(a, buf_span(&b));
    buf_free(&b);
    return kept;
}

struct span xml_inherited(const struct xml_node *n, const char *name)
{
    for (; n; n = n->parent) {
        struct span value = n->name.ptr ? xml_get_ns(n, XML_NAMESPACE, name) : span_of(NULL, 0);
        if (value.ptr)
            return value;
    }
    return span_of(NULL, 0);
}
