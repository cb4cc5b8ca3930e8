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

/* The dictionary that -d and --no-default name; returns new, NULL after reporting. */
struct authority *namedict_open(struct namedict *n);

/* Entities that an operand names: an Id, or a name by its key; false where there is none (told to
 * the user) or on failure. */
struct namedict_found {
    VEC_OF(uint32_t)
};
bool namedict_find(struct namedict *n, const struct authority *a, const char *what,
                   struct namedict_found *found);

#endif
