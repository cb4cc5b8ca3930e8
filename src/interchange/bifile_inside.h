/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bilingual files inside.  bifile.c opens, keeps the edits and writes; bifile_po.c and
 * bifile_xliff.c read the formats, bifile_po_put.c and bifile_xliff_put.c make edits of what is
 * put.
 */
#ifndef INTERCHANGE_BIFILE_INSIDE_H
#define INTERCHANGE_BIFILE_INSIDE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "interchange/bifile.h"
#include "interchange/xmltree.h"

/* Bytes from..to of the file become these. */
struct bi_edit {
    size_t from, to;
    struct span bytes;
    size_t order; /* of edits at one place: as they were made */
};

struct range {
    size_t from, to; /* bytes of the file */
};

/* Where the parts of an entry of PO stand. */
struct po_place {
    size_t keyword;            /* the first keyword */
    struct range flags;        /* the "#," line with its line end; empty for none */
    struct range previous;     /* the "#|" lines */
    const struct range *forms; /* of each msgstr: from the first quote to behind the last */
};

/* Where the parts of a unit of XLIFF stand. */
struct xliff_place {
    struct xml_node *host;     /* <trans-unit> or <segment> */
    struct xml_node *source;   /* <source>, or the segment's <mrk> in <seg-source> */
    struct xml_node *target;   /* likewise; NULL for none */
    struct span put;           /* content of a new target, in the file's encoding; NULL for none */
    struct span match, match_target; /* of struct bi_change */
    double score;
    bool fuzzy;
};

struct bifile {
    enum bi_format format;
    const char *name;
    struct span bytes;
    struct span encoding;
    struct span source_lang, target_lang;
    struct arena arena;
    VEC(struct bi_unit) units;
    VEC(struct po_place) po;       /* one a unit */
    VEC(struct xliff_place) xliff; /* one a unit */
    VEC(struct bi_edit) edits;
    struct xml_tree tree;
    struct span plural_expression;
    size_t plural_forms;
    struct span declared;      /* bifile_declare_target */
};

/* Fill the units.  Errors carry the line. */
enum status po_read(struct bifile *f, struct error *e) MUST_CHECK;
enum status xliff_read(struct bifile *f, struct error *e) MUST_CHECK;

/* Is it a catalogue that GNU gettext takes?  ST_SYNTAX with its words and line if not.  *count: the
 * entries, the header among them. */
enum status po_check(struct span bytes, const char *name, size_t *count,
                     struct error *e) MUST_CHECK;

/* Do the directives of a format string in these texts fit those of the entry's source?  True where
 * it is no format string. */
bool po_format_fits(const struct bi_unit *u, const struct bi_put *targets);

/* Does it keep the constraints of XLIFF 2?  ST_SYNTAX naming the one that is broken. */
enum status xliff2_check(const struct bifile *f, struct error *e) MUST_CHECK;

enum status po_put(struct bifile *f, size_t i, const struct bi_change *change,
                   struct error *e) MUST_CHECK;
enum status xliff_put(struct bifile *f, size_t i, const struct bi_change *change,
                      struct error *e) MUST_CHECK;

/* The content of a <source>, <target> or <mrk>.  Codes of a target get the numbers of the source's
 * (NULL: of none). */
enum status xliff_text(struct bifile *f, const struct xml_node *n, const struct bi_text *source,
                       struct bi_text *out, struct error *e) MUST_CHECK;

/* Edits that depend on all that was put. */
enum status xliff_finish(struct bifile *f, struct error *e) MUST_CHECK;

/* Keep UTF-8 text in the file's encoding as an edit. */
enum status bi_edit(struct bifile *f, size_t from, size_t to, struct span text,
                    struct error *e) MUST_CHECK;

/* A copy in the arena of the file; false when memory runs out. */
bool bi_keep(struct bifile *f, struct span *s) MUST_CHECK;

#endif
