/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a rule file as code points with a reading position, for the parser. */
#ifndef TRANSLIT_SOURCE_H
#define TRANSLIT_SOURCE_H

#include "base/buf.h"

enum {
    SOURCE_MAX = 4 * 1024 * 1024,
    SOURCE_PAD = 4, /* zeroes behind the text: looking ahead needs no check */
};

struct source {
    const char *file; /* for messages */
    struct span text;
    uint32_t *c;      /* n code points and zeroes */
    uint32_t *bytes;  /* where each begins in `text` */
    size_t n, pos;
    size_t counted;   /* source_line: lines up to here were counted */
    uint32_t line;
    struct error *e;
};

/* Decode `text` (borrowed); ST_ENCODING with its line when it is not UTF-8. */
enum status source_open(struct source *s, struct span text, const char *file, struct error *e)
    MUST_CHECK;
void source_close(struct source *s);

/* Pattern_White_Space. */
bool source_is_space(uint32_t c);
void source_skip_space(struct source *s);

/* Line of position `at`; cheap when asked in ascending order. */
uint32_t source_line(struct source *s, size_t at);

/* Bytes of positions [from, to). */
struct span source_text(const struct source *s, size_t from, size_t to);

/* An error at position `at`. */
enum status source_error(struct source *s, size_t at, enum status code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

/* The character of an escape, read behind its backslash: \uXXXX \UXXXXXXXX \xHH \x{H…} \ooo \cX
 * \a \b \e \f \n \r \t \v; any other character stands for itself.  False when malformed. */
bool source_escape(struct source *s, uint32_t *c);

#endif
