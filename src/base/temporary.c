/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *temporary_folder(void)
{
    const char *dir = getenv("TMPDIR");

    return dir && *dir ? dir : "/tmp";
}

/* Returns new in *path. */
static enum status make(char **path, int *fd, struct error *e)
{
    int sys;

    if (asprintf(path, "%s/tilmach-XXXXXX", temporary_folder()) < 0) {
        *path = NULL;
        return error_nomem(e);
    }
    *fd = mkostemp(*path, O_CLOEXEC);
    if (*fd >= 0)
        return ST_OK;
    sys = errno;
    free(*path);
    *path = NULL;
    error_at(e, ST_IO, temporary_folder(), 0, 0,
             _("no temporary file can be made in this folder (TMPDIR chooses another): %s"),
             strerror(sys));
    if (e)
        e->sys = sys;
    return ST_IO;
}

enum status temporary_open(int *fd, struct error *e)
{
    char *path;
    enum status st = make(&path, fd, e);

    if (!st)
        unlink(path);
    free(path);
    return st;
}

enum status temporary_path(char **path, struct error *e)
{
    int fd;
    enum status st = make(path, &fd, e);

    if (!st)
        close(fd);
    return st;
}
