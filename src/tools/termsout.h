/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The output formats of tmterms.
 */
#ifndef TOOLS_TERMSOUT_H
#define TOOLS_TERMSOUT_H

#include "base/writer.h"
#include "tools/termsin.h"

/* Write the first `top` phrase pairs (0 = all) in a format: "tsv" (source, target, score, pairs,
 * source count, target count, examples "source ||| target"), "csv" (the same without examples,
 * RFC 4180), "rec" (GNU recutils), "tbx" (TBX 2008, ISO 30042), "omegat" (glossary: source, target,
 * comment).  ST_USAGE for another format. */
enum status terms_write(struct writer *out, const char *format, const struct terms_input *in,
                        const struct phrase_vec *pairs, size_t top, struct error *e) MUST_CHECK;

#endif
