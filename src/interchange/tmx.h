/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * TMX, the exchange format of translation memories (versions 1.1 to 1.4b; LISA OSCAR, "TMX 1.4b
 * Specification", 2005): a streaming reader that gives one unit at a time, and a writer.
 *
 * The reader takes UTF-8, UTF-16, Latin-1 and ASCII, and every other encoding of one or two bytes a
 * character that iconv knows and the XML declaration names.  It fetches no DTD and no external
 * entity; depth, size of a unit and expansion of entities are bounded.  Languages come from
 * xml:lang or, as in TMX 1.1, lang.  Elements that TMX does not know are passed over.  All text is
 * UTF-8; white space in segments is kept.
 *
 * A segment comes in two forms.  `text` is what a TMX level 1 tool sees: the text without the
 * native codes in bpt, ept, it, ph and ut (text in hi stays, sub-flows inside codes do not).
 * `markup` is the whole content as XML, and empty where there are no inline elements.
 *
 * Attributes are kept as they are, so that reading and writing loses none.
 */
#ifndef INTERCHANGE_TMX_H
#define INTERCHANGE_TMX_H

#include "base/arena.h"
#include "base/reader.h"
#include "base/writer.h"

struct tmx_attr {
    struct span name, value;
    struct tmx_attr *next;
};

/* A <prop> or <note>. */
struct tmx_info {
    bool is_note;
    struct span text;
    struct tmx_attr *attrs; /* type, xml:lang, o-encoding */
    struct tmx_info *next;
};

struct tmx_variant {
    struct span lang;       /* as written; empty when missing */
    struct span text;
    struct span markup;
    bool has_seg;
    struct tmx_attr *attrs; /* of the tuv, without its language */
    struct tmx_info *infos;
    uint64_t line;
    struct tmx_variant *next;
};

struct tmx_unit {
    uint64_t line;          /* where <tu> stands, 1-based */
    struct span srclang;    /* of the tu, else the header's; "*all*" is possible */
    struct tmx_attr *attrs; /* of the tu, srclang included if it was there */
    struct tmx_info *infos;
    struct tmx_variant *variants;
};

struct tmx_header {
    struct span version;    /* of <tmx> */
    struct span srclang;
    struct tmx_attr *attrs; /* of <header> */
    struct tmx_info *infos;
    struct span udes;       /* user-defined encodings, <ude> elements as XML */
};

struct tmx_reader;

/* Read the header of a file from a reader that is open already (perhaps with bytes read ahead);
 * *in is taken over and closed in any case.  Returns new in *out.
 * Errors: ST_IO; ST_SYNTAX with the line for XML that is malformed or cut off and for files that
 * are no TMX; ST_ENCODING for an unknown encoding; ST_LIMIT. */
enum status tmx_open_reader(struct tmx_reader **out, struct reader *in, struct error *e) MUST_CHECK;

/* The same from memory, handed to the parser in pieces of `step` bytes (0 = at once).  `bytes` is
 * borrowed until tmx_close. */
enum status tmx_open_bytes(struct tmx_reader **out, struct span bytes, size_t step,
                           struct error *e) MUST_CHECK;

/* Text of one unit, and what entities may expand to, has at most so many bytes from here on; 64 MiB
 * unless told otherwise. */
void tmx_set_limit(struct tmx_reader *r, size_t bytes);

/* Borrowed until tmx_close. */
const struct tmx_header *tmx_header(const struct tmx_reader *r);

/* The next unit: 1 (borrowed until the next call), 0 at the end of a complete file, -1 on
 * failure. */
int tmx_next(struct tmx_reader *r, const struct tmx_unit **unit, struct error *e) MUST_CHECK;

/* Bytes read so far, for progress. */
uint64_t tmx_offset(const struct tmx_reader *r);

void tmx_close(struct tmx_reader *r);

/* Value of an attribute; a NULL `ptr` where there is none. */
struct span tmx_attr_get(const struct tmx_attr *attrs, const char *name);

/* Text of the first <prop> of a type, letter case ignored; a NULL `ptr` where there is none. */
struct span tmx_prop_get(const struct tmx_info *infos, const char *type);

/* Put an attribute, a prop or a note at the end of a list, for building units; nothing is copied.
 * False when memory runs out. */
bool tmx_attr_add(struct arena *a, struct tmx_attr **list, struct span name,
                  struct span value) MUST_CHECK;
bool tmx_prop_add(struct arena *a, struct tmx_info **list, struct span type,
                  struct span text) MUST_CHECK;

/*
 * Writing TMX 1.4b.  Header first, then units, then the end; failures of the writer are found when
 * it is flushed.  `replaced` counts characters that XML cannot hold (controls, bytes that are not
 * UTF-8) and that were written as U+FFFD.
 */
struct tmx_writer {
    struct writer *out;
    uint64_t replaced;
};

/* `h` may lack attributes that TMX demands: defaults are written for them. */
void tmx_write_header(struct tmx_writer *w, const struct tmx_header *h);
void tmx_write_unit(struct tmx_writer *w, const struct tmx_unit *u);
void tmx_write_end(struct tmx_writer *w);

#endif
