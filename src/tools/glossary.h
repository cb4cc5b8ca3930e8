/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A glossary of terms, in any format of tools/dictfile.h, looked up without
 * regard to letter case and normalization form.
 */
#ifndef TOOLS_GLOSSARY_H
#define TOOLS_GLOSSARY_H

#include "base/map.h"
#include "base/vec.h"
#include "tools/cli.h"

struct glossary {
    struct map pairs;   /* folded "source TAB target" */
    struct map sources; /* folded source -> place of its first target in `targets` */
    VEC(struct span) targets;
    struct arena arena;
};

#define GLOSSARY_INIT {MAP_INIT, MAP_INIT, VEC_INIT, ARENA_INIT}

enum status glossary_read(struct cli *c, struct glossary *g, const char *path,
                          const char *source_lang, const char *target_lang,
                          struct error *e) MUST_CHECK;

/* Does it have this pair, and does it have the source at all?  *first (may be NULL) is set to the
 * first target that it has for the source; borrowed until glossary_free. */
enum status glossary_find(const struct glossary *g, struct span source, struct span target,
                          bool *has_pair, bool *has_source, struct span *first,
                          struct error *e) MUST_CHECK;

void glossary_free(struct glossary *g);

#endif
