/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The TMX reader inside: tmx_read.c feeds expat and explains errors, tmx_parse.c makes units of
 * what expat reports. */
#ifndef INTERCHANGE_TMX_PARSE_H
#define INTERCHANGE_TMX_PARSE_H

#include "interchange/tmx.h"

#include <expat.h>

enum {
    MAX_DEPTH = 64,
    TMX_LIMIT = 64 * 1024 * 1024, /* unless the caller sets another */
};

enum element {
    E_NONE, /* above the root */
    E_TMX,
    E_HEADER,
    E_BODY,
    E_TU,
    E_TUV,
    E_SEG,
    E_PROP,
    E_NOTE,
    E_UDE,    /* and what is in it */
    E_CODE,   /* in a segment: native code, no text (bpt, ept, it, ph, ut and the sub in them) */
    E_INLINE, /* in a segment: text goes on (hi) */
    E_UNKNOWN,
};

struct tmx_reader {
    struct reader in;
    struct span bytes; /* tmx_open_bytes: what is left */
    size_t step;
    bool from_bytes, finished, suspended, at_unit, seen_header;
    XML_Parser parser;
    struct error error; /* set when a handler stopped the parser */

    uint8_t stack[MAX_DEPTH];
    unsigned depth;
    struct arena lasting; /* the header */
    struct arena arena;   /* the unit */
    struct tmx_header header;
    struct tmx_unit unit;
    struct tmx_variant **variant_end;
    struct tmx_variant *variant; /* inside <tuv> */
    struct tmx_info *info;       /* inside <prop> or <note> */
    /* ends of the lists of the header, the unit and the variant, so that long ones stay cheap */
    struct tmx_info **header_infos, **unit_infos, **variant_infos;
    struct buf text, markup, udes;
    bool has_inline;
    size_t limit;                /* bytes of text in one unit or header */
};

/* Handlers for expat; `data` is the reader. */
void XMLCALL tmx_on_start(void *data, const char *name, const char **atts);
void XMLCALL tmx_on_end(void *data, const char *name);
void XMLCALL tmx_on_text(void *data, const char *ptr, int len);
void XMLCALL tmx_on_skipped(void *data, const char *name, int is_parameter);

#endif
