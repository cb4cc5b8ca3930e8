/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a whole text file under the rules of the command line: UTF-8 or what --invalid says.
 */
#ifndef TOOLS_TEXTFILE_H
#define TOOLS_TEXTFILE_H

#include "tools/cli.h"

/* The file ("-": standard input) into `out`, which is emptied first.  ST_ENCODING with line and
 * byte for bytes that are not UTF-8; UTF-16 is told with its cure. */
enum status textfile_read(struct cli *c, const char *path, struct buf *out, struct error *e)
    MUST_CHECK;

/* The same check for text that was read already; replaced bytes change it. */
enum status textfile_check(struct cli *c, const char *path, struct buf *text, struct error *e)
    MUST_CHECK;

#endif
