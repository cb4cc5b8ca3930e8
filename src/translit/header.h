/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The header of a rule file: comment lines `# name: value` before the first rule.
 *
 *     # id: kk-2021
 *     # alias: ISO-or-BCP-47-name other-name
 *     # title: …   authority: …   language: kk   from: Cyrl   to: Latn   year: 2021
 *     # status: official   reversible: yes|partly|no   source: …   unsure: … (repeatable)
 */
#ifndef TRANSLIT_HEADER_H
#define TRANSLIT_HEADER_H

#include "text/norm.h"
#include "translit/xlit.h"

/* The strings of struct xlit_info in their order there. */
enum { HEADER_STRINGS = 11 };

/* Read the header of `text`.  The spans of `info` are filled from `text` or, where lines are
 * joined, from `joined`, which must live as long; fields that are absent are empty. */
enum status header_read(struct span text, const char *file, struct xlit_info *info,
                        struct buf *joined, struct error *e) MUST_CHECK;

/* The n-th string of the header. */
struct span *header_string(struct xlit_info *info, size_t n);

/* Names of systems: upper and lower ASCII letters alike, `_` read as `-`. */
unsigned char header_fold(char c);
bool header_same_name(struct span a, struct span b);
bool header_is_alias(const struct xlit_info *info, struct span name);

/* The script of an ISO 15924 code; SCRIPT_OTHER when it is none that we tell apart. */
enum script header_script(struct span code);

#endif
