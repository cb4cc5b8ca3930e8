/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of namedict, each in a file of its own; all return the exit status. */
#ifndef TOOLS_NAMEDICT_H
#define TOOLS_NAMEDICT_H

#include "tools/cli.h"
#include "tools/names_open.h"

enum namedict_option {
    NAMEDICT_NO_DEFAULT = CLI_OWN_OPTION,
    NAMEDICT_LAYERS,
    NAMEDICT_SYSTEMS,
    NAMEDICT_NO_DERIVE,
    NAMEDICT_TARGET,
    NAMEDICT_STYLE,
    NAMEDICT_FILE,
    NAMEDICT_LANG,
    NAMEDICT_FROM,
};

struct namedict {
    struct cli *cli;
    bool no_default, layers, no_derive;
    const char *systems, *style, *file, *lang, *from;
    VEC(const char *) targets;
};

/* The dictionary that -d and --no-default name; returns new, NULL after reporting. */
struct authority *namedict_open(struct namedict *n);

/* What is done with one entity; the exit status. */
typedef int namedict_fn(struct namedict *n, const struct authority *a, uint32_t entity,
                        void *context);

/* Do it for each entity that the operands name; the worst exit status. */
int namedict_each(struct namedict *n, const struct authority *a, namedict_fn *fn, void *context);

int namedict_check(struct cli *c);
int namedict_compile(struct cli *c);
int namedict_show(struct cli *c);
int namedict_spell(struct cli *c);
int namedict_export(struct cli *c);
int namedict_import(struct cli *c);
int namedict_add(struct cli *c);

#endif
