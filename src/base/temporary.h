/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Temporary files: readable by their owner alone, closed when another program is run, in $TMPDIR
 * or else in /tmp.
 */
#ifndef BASE_TEMPORARY_H
#define BASE_TEMPORARY_H

#include "base/error.h"

/* The folder; borrowed until the environment changes. */
const char *temporary_folder(void);

/* An empty file to be written and read that has no name any more, so that it is gone however the
 * process ends. */
enum status temporary_open(int *fd, struct error *e) MUST_CHECK;

/* The name of an empty file of nobody else's, for what is opened by its name: returns new in *path.
 * The caller removes the file. */
enum status temporary_path(char **path, struct error *e) MUST_CHECK;

#endif
