/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where compiled dictionaries are: $TILMACH_DATA (a folder), the nearest .tilmach/ upwards from the
 * working directory, $XDG_DATA_HOME/tilmach, and the installed folder; a program run from its build
 * tree finds the dictionaries beside it instead of the installed ones.
 */
#ifndef TOOLS_DATAPATH_H
#define TOOLS_DATAPATH_H

#include "base/buf.h"

/* Returns new: the path of the nearest file `name` ("systems.tmd"); NULL with `e` (ST_NOTFOUND, all
 * folders named) when there is none. */
char *data_find(const char *name, struct error *e);

/* Returns new: a file in the nearest project folder, "…/.tilmach/NAME", or NULL. */
char *data_project_file(const char *name);

/* Returns new: a file of the user's own by the XDG Base Directory Specification:
 * $VARIABLE/tilmach/NAME, or $HOME/BELOW/tilmach/NAME.  Paths that are not absolute do not count; NULL
 * (errno 0) where none is left, and (errno ENOMEM) when memory ran out. */
char *data_user_path(const char *variable, const char *below, const char *name);

/* Make the folders above `path`, for the user alone where they are new. */
enum status data_make_parents(const char *path, struct error *e) MUST_CHECK;

/* Returns new: a path for `name` in the user's cache, whose folder is made; NULL when there can be
 * none, with errno as above or of the call that failed. */
char *data_cache_path(const char *name);

/* Returns new: a program of the suite: beside the running one, else its bare name (for execvp). */
char *data_sibling_program(const char *name);

#endif
