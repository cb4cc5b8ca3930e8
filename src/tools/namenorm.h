/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namenorm's own parts: what the command line asked for, and running over documents. */
#ifndef TOOLS_NAMENORM_H
#define TOOLS_NAMENORM_H

#include "interchange/doc/doc.h"
#include "interchange/finding.h"
#include "names/find.h"
#include "tools/cli.h"
#include "tools/filter.h"
#include "tools/names_open.h"

#include <stdio.h>

struct namenorm {
    struct cli *cli;

    /* asked for */
    const char *lang;
    VEC(const char *) style_names;
    VEC(const char *) only;
    VEC(const char *) ignore;
    const char *fields;
    struct buf columns; /* -C as a list of fields */
    bool track, no_track;  /* --track-changes, --no-track-changes */
    const char *author;    /* of tracked changes */
    char now[32];          /* their time */
    bool attributes; /* html: rewrite names in them too */
    enum doc_type type, usual_type; /* --type; the configuration's */
    enum doc_scope scope;
    struct find_options find;
    unsigned fail_on; /* set of kinds */
    bool no_default, diff, exit_code, interactive;

    /* opened */
    struct authority *authority;
    struct xlit_db *systems;
    struct lexicons *words;
    VEC(struct styles *) style_files;
    VEC(struct style *) styles;
    struct finder *finder;
    VEC(struct finder *) scouts; /* -j: of the other threads, in their turn */
    size_t scouts_used;

    /* of the running file */
    struct filter filter;
    struct doc *doc;
    const char *name;
    struct buf document;      /* the document with its replacements, while it is not the output */
    struct buf before, after; /* --diff: the whole file */
    struct buf edited;        /* the same: the running paragraph, up to byte `edited_to` of it */
    size_t edited_to;
    struct buf reasons;       /* -x --diff */
    struct buf notes;         /* for standard error */
    size_t rewritten, looks;
    bool package;             /* docx, odt: --diff compares the text of its paragraphs */
    uint64_t documents_seen;

    /* --interactive: the terminal, and the answers that hold for the rest */
    FILE *terminal;
    bool take_all, take_none;
    struct buf skipped; /* spellings that were answered with s */

    /* of all files */
    size_t findings; /* written */
    bool failing;    /* a finding of a kind in fail_on */
    bool changing;   /* something was, or would be, rewritten */
    char hashes[64];
};

/* Open the dictionaries and styles; EXIT_DONE or, reported, EXIT_TROUBLE. */
int namenorm_open(struct namenorm *n);
void namenorm_close(struct namenorm *n);

/* Run over all files; the exit status. */
int namenorm_run(struct namenorm *n);

/* Ask about a change that is to be made: true to make it.  `line` is the text around it. */
bool namenorm_ask(struct namenorm *n, const struct finding *f, struct span line);
void namenorm_ask_end(struct namenorm *n);

/* Append a unified diff of two texts with the same number of lines. */
void namenorm_diff(struct buf *out, const char *name, struct span before, struct span after);

#endif
