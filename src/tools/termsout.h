/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The output formats of tmterms.
 */
#ifndef TOOLS_TERMSOUT_H
#define TOOLS_TERMSOUT_H

#include "base/writer.h"
#include "tools/glossary.h"
#include "tools/termsin.h"

struct terms_selection {
    size_t top;                       /* how many, 0 = all */
    struct glossary *known;     /* leave out its pairs; may be NULL */
    struct glossary *conflicts; /* only pairs whose source it has with other targets; may be
                                   NULL */
};

/* Write the first selected phrase pairs in a format: "tsv" (source, target, score, pairs, source
 * count, target count, with conflicts the glossary's target, two examples "source ||| target" with
 * the phrases in [[ ]], confidence in percent, rivals), "csv" (the same without examples, RFC
 * 4180), "rec" (GNU recutils), "tbx" (TBX 2008, ISO 30042), "omegat" (glossary: source, target,
 * comment).  ST_USAGE for another format. */
enum status terms_write(struct writer *out, const char *format, const struct terms_input *in,
                        const struct phrase_vec *pairs, const struct terms_selection *which,
                        struct error *e) MUST_CHECK;

#endif
