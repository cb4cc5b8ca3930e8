/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a file keep the constraints of XLIFF 2 (OASIS, "XLIFF Version 2.1", 2018)?
 *
 *     xliff2_check.c    walks the file: what may stand where (xliff2_tables.c), ids, languages
 *     xliff2_values.c   what an attribute may say
 *     xliff2_unit.c     inline codes: references, halves of pairs, source against target
 *     xliff2_modules.c  what the modules ask beyond that
 *
 * The first constraint that is broken is told, with its line.
 */
#ifndef INTERCHANGE_XLIFF2_H
#define INTERCHANGE_XLIFF2_H

#include "base/map.h"
#include "interchange/bifile_inside.h"

/* What an attribute may say. */
enum x2_value {
    X2_TEXT,
    X2_NMTOKEN,
    X2_NMTOKENS,
    X2_YESNO,
    X2_DIRECTION,  /* ltr, rtl, auto */
    X2_LANGUAGE,
    X2_STATE,
    X2_PREFIXED,   /* prefix:value */
    X2_REORDER,    /* yes, firstNo, no */
    X2_CODE_TYPE,
    X2_MARK_TYPE,  /* generic, comment, term, its:..., prefix:value */
    X2_POSITIVE,
    X2_PRIORITY,   /* 1 to 10 */
    X2_SIDE,       /* source, target */
    X2_PART,       /* source, target, ignorable */
    X2_HEX,
    X2_TIME,
    X2_PERCENT,    /* 0 to 100 */
    X2_MATCH_TYPE,
    X2_FRAGMENT,   /* a reference with "#" */
    X2_REFERENCE,  /* any, but what begins with "#" is a fragment identifier of XLIFF */
    X2_VERSION,
};

struct x2_attr {
    const char *name; /* NULL ends a list */
    enum x2_value value;
    bool required;
};

/* A step of the order in which children stand; * are elements of other namespaces. */
struct x2_step {
    const char *names; /* with a space around each; NULL ends a list */
    bool required, many;
};

enum x2_content {
    X2_STEPS,  /* as `steps` say, and no text */
    X2_INLINE, /* text and inline elements */
    X2_DATA,   /* text and <cp> */
    X2_PLAIN,  /* text only */
    X2_NONE,
    X2_ANY,
};

struct x2_element {
    const char *ns, *name;
    enum x2_content content;
    bool foreign; /* may have attributes of other namespaces */
    const struct x2_step *steps;
    const struct x2_attr *attrs;
};

#define X2_CORE "urn:oasis:names:tc:xliff:document:2"
#define X2_MODULES "urn:oasis:names:tc:xliff:"
#define X2_MTC X2_MODULES "matches:2.0"
#define X2_GLS X2_MODULES "glossary:2.0"
#define X2_MDA X2_MODULES "metadata:2.0"
#define X2_CTR X2_MODULES "changetracking:2."
#define X2_VAL X2_MODULES "validation:2.0"
#define X2_FS X2_MODULES "fs:2.0"
#define X2_SLR X2_MODULES "sizerestriction:2.0"
#define X2_ITS "http://www.w3.org/2005/11/its"

struct x2 {
    const struct bifile *f;
    struct span source_lang, target_lang; /* target_lang.ptr is NULL where none is named */
    struct error *e;
};

/* Tell what is broken at a node. */
enum status x2_broken(const struct x2 *x, const struct xml_node *n, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Is it an element of the core with this name? */
bool x2_is(const struct xml_node *n, const char *name);

/* The rule for an element; NULL where there is none (extensions, modules without rules). */
const struct x2_element *x2_rule(const struct xml_node *n);

/* Is `value` one?  *what then names what it should be, translated. */
bool x2_value_ok(enum x2_value type, struct span value, const char **what);

/* ids in a map: ST_SYNTAX when one is there already. */
enum status x2_take_id(const struct x2 *x, struct map *ids, const struct xml_node *n,
                       struct span id, const struct xml_node *scope) MUST_CHECK;

/* Tell that an id is there twice. */
enum status x2_twice(const struct x2 *x, const struct xml_node *n, struct span id,
                     const struct xml_node *scope);

enum status x2_check_unit(const struct x2 *x, const struct xml_node *unit) MUST_CHECK;
enum status x2_check_module(const struct x2 *x, const struct xml_node *n) MUST_CHECK;

#endif
