/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all readers of XML share: encodings that expat does not know, and words for its errors. */
#ifndef INTERCHANGE_XMLIN_H
#define INTERCHANGE_XMLIN_H

#include "base/error.h"

#include <expat.h>

/* For XML_SetUnknownEncodingHandler: every encoding of one or two bytes a character that iconv
 * knows.  ST_ENCODING for others, with advice; `file` is named in it. */
enum status xmlin_encoding(const char *name, XML_Encoding *info, const char *file,
                           struct error *e) MUST_CHECK;

/* Why the parser stopped, with line and column.  Returns the status it fills in. */
enum status xmlin_explain(XML_Parser parser, const char *file, struct error *e);

/* What to say about a reference to an entity that only a DTD, which is not read, could define. */
enum status xmlin_undefined(XML_Parser parser, const char *file, const char *entity,
                            struct error *e);

#endif
