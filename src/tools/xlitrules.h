/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlit --check-rules. */
#ifndef TOOLS_XLITRULES_H
#define TOOLS_XLITRULES_H

#include "tools/cli.h"
#include "translit/xlit.h"

/* Say on standard error what is wrong with the rules in the file, line by line, and what is most
 * likely not meant; `back`: the way back too, whatever the header says.  They may call the systems
 * of `db` (NULL: there are none).  Returns the exit status. */
int check_rules(struct cli *cli, const struct xlit_db *db, const char *path, bool back);

#endif
