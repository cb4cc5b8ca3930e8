/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An XML document as a tree that remembers where each of its nodes stands in the file, for formats
 * that are edited in place.  Text is UTF-8, places are bytes of the file in its own encoding.  No
 * DTD and no external entity is fetched; depth, size and expansion of entities are bounded.
 * Comments and processing instructions are passed over.
 */
#ifndef INTERCHANGE_XMLTREE_H
#define INTERCHANGE_XMLTREE_H

#include "base/arena.h"
#include "base/error.h"

enum {
    XML_MAX_DEPTH = 200,
    XML_MAX_FILE = 512 * 1024 * 1024, /* bytes of a file that is taken as a tree */
};

struct xml_attr {
    struct span ns, name, value; /* namespace, empty for none; local name */
    struct xml_attr *next;
};

struct xml_node {
    struct span ns, name, prefix;  /* of an element; name.ptr is NULL for text */
    struct span text;              /* of text */
    struct xml_attr *attrs;
    struct xml_node *parent, *first, *last, *next;
    size_t from, inside;  /* the start tag; text: all of it */
    size_t close, to;     /* the end tag; an element written <a/>: from = close, inside = to */
    uint64_t line;
};

struct xml_tree {
    struct xml_node *root;
    struct span encoding; /* as declared, or "UTF-16LE", "UTF-16BE", "UTF-8" */
    struct arena arena;
};

/* Parse; `name` is for messages.  `bytes` is not referred to afterwards. */
enum status xml_tree_parse(struct xml_tree *t, struct span bytes, const char *name,
                           struct error *e) MUST_CHECK;
void xml_tree_free(struct xml_tree *t);

/* Value of an attribute without or with a namespace; a NULL `ptr` where there is none. */
struct span xml_get(const struct xml_node *n, const char *name);
struct span xml_get_ns(const struct xml_node *n, const char *ns, const char *name);

/* An element of this local name in the same namespace as its parent? */
bool xml_is(const struct xml_node *n, const char *name);

/* First child element of this name, as xml_is() sees it; NULL for none. */
struct xml_node *xml_child(const struct xml_node *n, const char *name);

/* The next node in document order inside `top`; NULL at the end.  Start with n = top. */
struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *n);

/* Text of the element and all elements in it, kept in the arena; a NULL `ptr`: no memory. */
struct span xml_text(const struct xml_node *n, struct arena *a);

/* xml:lang or xml:space in force at a node; a NULL `ptr` for none. */
struct span xml_inherited(const struct xml_node *n, const char *name);

#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

#endif
