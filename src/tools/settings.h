/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Configuration files: $XDG_CONFIG_HOME/tilmach/config of the user and .tilmach/config of the
 * project (the nearest one upwards).  Lines `key = value`, comments after #.  Keys:
 *
 *     lang, style, type    defaults of -l, -s and --type
 *     names                a further dictionary (-d), relative to the folder above .tilmach/
 *     memory               the translation memory (-m)
 *
 * A project may set lang, style, type and names, and names only below its own folder: a cloned
 * repository must not redirect a memory, a server or an output.
 */
#ifndef TOOLS_SETTINGS_H
#define TOOLS_SETTINGS_H

#include "tools/cli.h"

/* Read both files (absent ones are no error) unless --no-config was given. */
enum status settings_load(struct cli *c, struct error *e) MUST_CHECK;

/* Value of a key, the project's before the user's; NULL when neither sets it.  Borrowed until
 * cli_end. */
const char *settings_get(const struct cli *c, const char *key);

#endif
