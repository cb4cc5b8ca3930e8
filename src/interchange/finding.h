/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A finding: something in a document that is reported, and how it is written out.
 *
 *   text    FILE:LINE:COLUMN: kind: "text" -> "replacement" [id]     as compilers and grep do;
 *           in a part of a package behind the first FILE is FILE/PART, LINE the paragraph;
 *           of a check FILE:LINE: kind: message
 *   json    one object a line with the keys of struct finding; more keys may follow later
 *   tsv     file, line, column, kind, text, replacement, id, score, rule, message; of a check file,
 *           line, level, kind, source, target, message
 *   github  ::warning file=…,line=…,col=…::kind: "text" -> "replacement"
 *   sarif   one SARIF 2.1.0 log (OASIS) for the whole run
 */
#ifndef INTERCHANGE_FINDING_H
#define INTERCHANGE_FINDING_H

#include "base/buf.h"

enum finding_kind {
    FINDING_VARIANT,
    FINDING_ENDING,
    FINDING_MIXED_SCRIPT,
    FINDING_MISNAMING,
    FINDING_FORMER,
    FINDING_INCONSISTENT,
    FINDING_FIRST_MENTION,
    FINDING_POSSIBLE,
    FINDING_SPELLING,
    FINDING_CORRECT,
    FINDING_KINDS
};

/* How grave a finding of a check is. */
enum finding_level { FINDING_WARNING, FINDING_NOTE, FINDING_ERROR };

enum finding_format { FINDING_TEXT, FINDING_JSON, FINDING_TSV, FINDING_GITHUB, FINDING_SARIF };

struct finding {
    const char *file;
    uint64_t line, column, byte_column; /* 1-based; column in code points */
    uint64_t offset, length;            /* bytes from the start of the file */
    struct span text;                   /* as it stands in the source */
    struct span id;                     /* of the name; empty for one in no dictionary */
    enum finding_kind kind;
    struct span replacement;            /* empty: none is offered */
    double score;                       /* 0 to 100 */
    struct span rule;                   /* how it was recognised: "listed", "ru-press-de", "sound" */
    struct span message;                /* a sentence for people, or empty */
    struct span dictionaries;           /* json: versions of what was consulted, or empty */
    bool explain;                       /* text: add the message */
    uint64_t record;                    /* 0: the type has none */
    struct span field;                  /* empty: the type has none */
    struct span part;                   /* of a package, "word/document.xml"; empty: it has none */
    uint64_t paragraph;                 /* in the part; 0: the type has none */

    /* A check of translations: its findings are of whole lines, and `message` tells them. */
    const char *check;                  /* its name, in the place of `kind`; NULL: none */
    enum finding_level level;
    struct span source, target;
};

/* "mixed-script" */
const char *finding_kind_name(enum finding_kind kind);

/* A set of kinds, a bit each, from "variant,ending"; false when a name is unknown: *bad is it. */
bool finding_kinds_parse(struct span list, unsigned *kinds, struct span *bad);

/* Before the first finding, each finding, and after the last.  `first` tells whether one was
 * written already; `version` is that of the program. */
void finding_begin(struct buf *out, enum finding_format format, const char *program,
                   const char *version);
void finding_write(struct buf *out, enum finding_format format, const struct finding *f,
                   bool first);
void finding_end(struct buf *out, enum finding_format format);

#endif
