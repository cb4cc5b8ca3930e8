/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A glossary of terms, in any format of tools/dictfile.h or a memory, looked up as forms of a word
 * count together: by the types of align/vocab.h.
 */
#ifndef TOOLS_GLOSSARY_H
#define TOOLS_GLOSSARY_H

#include "align/vocab.h"
#include "tools/cli.h"

struct glossary {
    struct side sides[2]; /* the words of its terms */
    struct map pairs;     /* types of "source, target" */
    struct map sources;   /* types of a source -> place of its first target in `targets` */
    VEC(struct span) targets;
    struct arena arena;
    struct buf key;
};

/* Empty; the dictionaries are borrowed until glossary_free, and may be NULL: see align/vocab.h. */
void glossary_init(struct glossary *g, struct spell *source, struct spell *target);

/* Add the terms of a file.  What is longer than a phrase may be is passed over. */
enum status glossary_read(struct cli *c, struct glossary *g, const char *path,
                          const char *source_lang, const char *target_lang,
                          struct error *e) MUST_CHECK;

/* Does it have this pair, and does it have the source at all?  *first (may be NULL) is set to the
 * first target that it has for the source; borrowed until glossary_free. */
enum status glossary_find(struct glossary *g, struct span source, struct span target,
                          bool *has_pair, bool *has_source, struct span *first,
                          struct error *e) MUST_CHECK;

void glossary_free(struct glossary *g);

#endif
