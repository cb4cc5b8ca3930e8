/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a document of any type, a paragraph a line.
 */
#ifndef TOOLS_DOCLINES_H
#define TOOLS_DOCLINES_H

#include "tools/cli.h"

/* Read a file into `out`, which is emptied first.  Its name tells DOCX, ODT, HTML, XML, Markdown
 * and SRT; each paragraph, heading, item and table cell is a line, and the captions of SRT go on in
 * one line up to the end of a sentence.  Notes of ODT come behind the body, as those of DOCX do.
 * Tables, catalogues and all other files are plain text. */
enum status doclines_read(struct cli *c, const char *path, struct buf *out, struct error *e)
    MUST_CHECK;

#endif
