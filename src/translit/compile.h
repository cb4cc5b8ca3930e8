/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compiling transform rules (UTS #35 part 3, in the reading of ICU) into the tables of table.h.
 *
 * Refused with file, line and column: what is malformed, and rules that can never match because a
 * rule before them takes all their text (masked rules), as ICU refuses them.  ST_UNSUPPORTED, with
 * the reason, is for what is well formed but not known here: transforms other than NFC, NFD,
 * Lower, Upper, Title, Remove, Null and the systems of a library, and functions (&Any-Upper($1)).
 */
#ifndef TRANSLIT_COMPILE_H
#define TRANSLIT_COMPILE_H

#include "translit/header.h"
#include "translit/table.h"

/* The systems that rules may call as a pass of theirs, `:: Name ;`.  ICU ends a name at its second
 * hyphen, so names are written with `_`: `:: ru_press_cs ;`. */
struct rule_library {
    /* The id and the rules of a system by id or alias, borrowed as long as rules are compiled;
     * false: there is none. */
    bool (*find)(void *context, struct span name, struct span *id, struct span *text);
    void *context;
};

/* The rules of one direction, all borrowed. */
struct rule_file {
    struct span text;
    const char *name; /* for messages */
    bool reverse;
    const struct rule_library *library; /* NULL: no systems to call */
};

/* Told of each thing that is wrong in a rule file. */
typedef void compile_report(void *context, const struct error *e);

/* Look for all that is wrong in rules of one direction, statement by statement.  Each finding is
 * reported (code ST_SYNTAX, ST_LIMIT, or ST_UNSUPPORTED for what only ICU can run), not in the
 * order of lines; the status is that of the first, and `e` then says no more than it.  Where
 * nothing is wrong on the way there, doubts are reported (code ST_OK): what is most likely not
 * meant. */
enum status compile_check(const struct rule_file *file, compile_report *report, void *context,
                          struct error *e) MUST_CHECK;

struct compiled {
    struct xlit_info info; /* points into `text` and `joined` */
    struct buf text;       /* the rule file */
    struct buf joined;
    struct buf forward, backward; /* blocks; backward is empty when there is no way back */
};

/* Append the block of one direction. */
enum status compile_rules(const struct rule_file *file, struct buf *block, struct error *e) MUST_CHECK;

/* Read a rule file and its header. */
enum status compiled_read(struct compiled *c, const char *path, struct error *e) MUST_CHECK;
/* Compile what was read, both ways where its header says that it is reversible. */
enum status compiled_build(struct compiled *c, const char *path, const struct rule_library *library,
                           struct error *e) MUST_CHECK;
void compiled_free(struct compiled *c);

/* Compile rules and open them in one direction.  Returns new. */
enum status compile_open(struct xlit **x, const struct rule_file *file, struct error *e) MUST_CHECK;

/* The same; rules that the compiler does not take (ST_UNSUPPORTED) are given to ICU's own
 * transliterator, and xlit_fallback() says why. */
enum status compile_open_any(struct xlit **x, const struct rule_file *file, struct error *e)
    MUST_CHECK;

#endif
