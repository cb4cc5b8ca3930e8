/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of input files: operands, --files0-from, and directories walked with -r.  A walk goes in
 * byte order of names, skips .git and what .gitignore files on the way exclude (gitignore(5):
 * negation, anchoring, directory patterns, `**`), and takes regular files only.
 */
#ifndef TOOLS_FILES_H
#define TOOLS_FILES_H

#include "tools/cli.h"

/* Fill c->operands from the given operands and options; "-" when there are none. */
enum status files_expand(struct cli *c, const char *const *operands, size_t n, struct error *e)
    MUST_CHECK;

/* Does a path relative to the folder of a .gitignore match one of its patterns?  Exposed for the
 * unit test: `pattern` is one line without comment or white space around it. */
bool files_pattern_matches(const char *pattern, const char *path, bool is_dir);

#endif
