/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bilingual files: a source and its translation unit by unit, read, and edited in place.  XLIFF 1.0
 * to 1.2, XLIFF 2.0 and 2.1 (OASIS) and PO catalogues (GNU gettext) behind one seam:
 *
 *     bifile_open_bytes(&f, bytes, name, &e)
 *     for (size_t i = 0; i < bifile_count(f); i++) {
 *         const struct bi_unit *u = bifile_unit(f, i);
 *         ...
 *         bifile_put(f, i, &change, &e)
 *     }
 *     bifile_write(f, &out, &e)
 *     bifile_close(f)
 *
 * A file is read whole and checked before it is opened: what is malformed, and an XLIFF 2 file that
 * breaks a constraint of the standard, is refused with the line and the constraint.  No DTD and no
 * other file is fetched; depth, size and expansion of entities are bounded.
 *
 * All text is given and taken in UTF-8, whatever the file's encoding.  Writing copies every byte
 * outside of what was put.
 *
 * A unit is what is translated by itself: an entry of PO; in XLIFF 1 a <trans-unit>, or, where it
 * is segmented, each <mrk mtype="seg"> of its <seg-source>; in XLIFF 2 a <segment>.
 */
#ifndef INTERCHANGE_BIFILE_H
#define INTERCHANGE_BIFILE_H

#include "base/arena.h"
#include "base/buf.h"

enum bi_format { BI_NONE, BI_PO, BI_XLIFF1, BI_XLIFF2 };

/* Where the translation of a unit stands. */
enum bi_state {
    BI_EMPTY,      /* no target, or one without text although the source has some */
    BI_FUZZY,      /* there is one and somebody has to look at it (PO: fuzzy; XLIFF: needs-...) */
    BI_TRANSLATED,
    BI_FINAL,      /* reviewed, approved (XLIFF only) */
};

/* An inline code: markup inside a text that a translation takes over unchanged. */
enum bi_code_kind { BI_OPEN, BI_CLOSE, BI_ALONE };

struct bi_code {
    enum bi_code_kind kind;
    size_t at;       /* it stands before this byte of the text */
    struct span id;  /* as the file names it; both halves of a pair have one */
    struct span raw; /* bytes of the file: the tag, or the element with what is in it */
    size_t pair;     /* place of the other half among the codes; its own where that is missing */
    bool tag;        /* half of an element: pairs of these nest, others may cross */
    unsigned number; /* from 1; the same in source and target for the same code, also for its other
                        half */
};

struct bi_text {
    struct span text;             /* without codes; UTF-8 */
    struct span markup;           /* as in TMX (interchange/tmx.h): <bpt i="1" x="1"/> and
                                     <ept i="1"/>, <ph x="2"/>, <it pos="begin" x="3"/>, x and i the
                                     number, with the code's content where the file has it; empty
                                     where there are no codes */
    const struct bi_code *codes;  /* in order */
    size_t n_codes;
};

/* A segment of TMX with inline elements as such a text, kept in the arena.  Numbers are those of x,
 * 0 where there is none; ids are empty; hi is no code.  ST_SYNTAX for what is not well-formed. */
enum status bi_from_tmx(struct span markup, struct arena *a, struct bi_text *out,
                        struct error *e) MUST_CHECK;

struct bi_unit {
    uint64_t line;                /* where it begins, 1-based */
    uint64_t target_line;         /* of its (first) target; 0 = there is none */
    struct span id;               /* XLIFF: id of the unit, with "/" and the segment's where it has
                                     one; PO: empty */
    struct span file;             /* XLIFF: what <file> calls its original; else empty */
    struct span context;          /* PO: msgctxt; a NULL `ptr` where there is none */
    struct span source_lang, target_lang; /* as written; may be empty */
    struct bi_text source;
    struct bi_text plural;        /* PO: msgid_plural; text.ptr is NULL without one */
    const struct bi_text *targets;/* PO: one a form; else one, perhaps empty */
    size_t n_targets;
    const struct span *notes;
    size_t n_notes;
    enum bi_state state;
    struct span state_name;       /* as written: "fuzzy", "needs-review-translation"; may be empty */
    struct span format;           /* PO: the first flag of the kind "c-format"; else empty */
    bool translate;               /* false: translate="no" */
    bool locked;                  /* a tool's own mark that nobody shall change it */
    bool obsolete;                /* PO: #~ */
};

/* Does this look like one of the formats?  By content; the name helps where it tells nothing. */
enum bi_format bifile_format(struct span head, const char *name);

struct bifile;

/* Read and check a file that is in memory; `name` is for messages and, like `bytes`, borrowed until
 * bifile_close.  Returns new in *out.  Errors: ST_SYNTAX with the line; ST_ENCODING;
 * ST_UNSUPPORTED for other formats and versions; ST_LIMIT. */
enum status bifile_open_bytes(struct bifile **out, struct span bytes, const char *name,
                              struct error *e) MUST_CHECK;

enum bi_format bifile_kind(const struct bifile *f);

/* The languages of the first file in it, as written; PO: "" and the header's Language. */
struct span bifile_source_lang(const struct bifile *f);
struct span bifile_target_lang(const struct bifile *f);

/* PO: the expression of plural forms in the header and their number; 0 where it names none. */
size_t bifile_plurals(const struct bifile *f, struct span *expression);

size_t bifile_count(const struct bifile *f);

/* Borrowed until bifile_close; what was put does not show in it. */
const struct bi_unit *bifile_unit(const struct bifile *f, size_t i);

/* A new target. */
struct bi_place {
    size_t at;    /* before this byte of the text */
    size_t code;  /* stands this code of the source (its place among source.codes) */
};

struct bi_put {
    struct span text;
    const struct bi_place *places; /* ascending; every code of the source exactly once */
    size_t n_places;
};

struct bi_change {
    const struct bi_put *targets; /* one; PO with plural: as many as the file has forms */
    size_t n_targets;
    bool fuzzy;              /* somebody has to look at it */
    double score;            /* of the match it comes from, 0 to 101; < 0: from none */
    struct span match, match_target; /* the texts of that match, as it is; may be empty */
};

/* The language of what is put, for files that demand its name and have none (XLIFF 2: trgLang; in
 * XLIFF 1 new targets get an xml:lang).  Copied. */
enum status bifile_declare_target(struct bifile *f, struct span lang, struct error *e) MUST_CHECK;

/* Put new targets into a unit, each unit at most once.  In XLIFF the state is set (1: state and
 * state-qualifier of the target, and for a match below 100 an <alt-trans> with its texts and
 * match-quality behind it; 2: state and subState of the segment), in PO the flag fuzzy, also where
 * the directives of a format string (c-format and the like) do not fit those of the source.
 * ST_USAGE when it cannot take them: obsolete, a wrong number of forms, codes missing, twice or
 * crossing; ST_ENCODING when the file's encoding lacks a character (PO). */
enum status bifile_put(struct bifile *f, size_t i, const struct bi_change *change,
                       struct error *e) MUST_CHECK;

/* Append the file with what was put. */
enum status bifile_write(struct bifile *f, struct buf *out, struct error *e) MUST_CHECK;

void bifile_close(struct bifile *f);

#endif
