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
};

struct namedict {
    struct cli *cli;
    bool no_default, layers, no_derive;
    const char *systems, *style, *file;
    VEC(const char *) targets;
};

int namedict_check(struct namedict *n);
int namedict_compile(struct namedict *n);
int namedict_show(struct namedict *n);
int namedict_spell(struct namedict *n);
int namedict_export(struct namedict *n);
int namedict_add(struct namedict *n);

#endif
