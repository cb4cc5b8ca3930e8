/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/datapath.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Returns new: DIR/MIDDLE/NAME if it can be read, else NULL; DIR may be NULL. */
static char *try_path(const char *dir, const char *middle, const char *name)
{
    char *path = NULL;

    if (!dir || !*dir || asprintf(&path, "%s/%s%s", dir, middle, name) < 0)
        return NULL;
    if (access(path, R_OK) == 0)
        return path;
    free(path);
    return NULL;
}

/* Returns new: the folder of the running program, or NULL. */
static char *program_dir(void)
{
    char *exe = realpath("/proc/self/exe", NULL), *dir;

    if (!exe)
        return NULL;
    dir = strdup(dirname(exe));
    free(exe);
    return dir;
}

char *data_project_file(const char *name)
{
    char *dir, *found = NULL;

    errno = 0;
    dir = getcwd(NULL, 0);
    while (dir && !found) {
        char *slash;
        found = try_path(strcmp(dir, "/") == 0 ? "/." : dir, ".tilmach/", name);
        slash = strrchr(dir, '/');
        if (errno == ENOMEM || !slash || strcmp(dir, "/") == 0)
            break;
        slash[slash == dir] = '\0';
    }
    free(dir);
    return found;
}

char *data_user_path(const char *variable, const char *below, const char *name)
{
    const char *xdg = getenv(variable), *home = getenv("HOME");
    char *path = NULL;
    int n = 0;

    if (xdg && *xdg == '/')
        n = asprintf(&path, "%s/tilmach/%s", xdg, name);
    else if (home && *home == '/')
        n = asprintf(&path, "%s/%s/tilmach/%s", home, below, name);
    errno = n < 0 ? ENOMEM : 0;
    return n > 0 ? path : NULL;
}

static char *try_user(const char *name)
{
    char *path = data_user_path("XDG_DATA_HOME", ".local/share", name);

    if (path && access(path, R_OK) == 0)
        return path;
    free(path);
    return NULL;
}

/* The build's own dictionaries count only where a build tree is recognised by config.status. */
static char *try_build(const char *name)
{
    char *dir = program_dir(), *mark = NULL, *found = NULL;

    if (dir)
        mark = try_path(dir, "", "config.status");
    if (mark)
        found = try_path(dir, "dictionaries/", name);
    free(mark);
    free(dir);
    return found;
}

static char *try_environment(const char *name)
{
    return try_path(getenv("TILMACH_DATA"), "", name);
}

static char *try_installed(const char *name)
{
    return try_path(PKGDATADIR, "", name);
}

char *data_find(const char *name, struct error *e)
{
    static char *(*const places[])(const char *name) = {try_environment, data_project_file, try_user,
                                                        try_build, try_installed};

    for (size_t i = 0; i < COUNT_OF(places); i++) {
        char *found;
        errno = 0;
        found = places[i](name);
        if (found)
            return found;
        if (errno == ENOMEM) { /* it may well be there */
            error_nomem(e);
            return NULL;
        }
    }
    error_set(e, ST_NOTFOUND,
              _("%s not found in $TILMACH_DATA, .tilmach/, $XDG_DATA_HOME/tilmach or %s; install "
                "tilmach, or set TILMACH_DATA to the folder of the compiled dictionaries"),
              name, PKGDATADIR);
    return NULL;
}

static int make_dirs(char *path)
{
    for (char *p = path + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return -1;
        *p = '/';
    }
    return 0;
}

enum status data_make_parents(const char *path, struct error *e)
{
    char *copy = strdup(path);
    enum status st = ST_OK;

    if (!copy)
        return error_nomem(e);
    if (make_dirs(copy) != 0)
        st = error_sys(e, copy);
    free(copy);
    return st;
}

char *data_cache_path(const char *name)
{
    char *path = data_user_path("XDG_CACHE_HOME", ".cache", name);

    if (path && data_make_parents(path, NULL) != ST_OK) {
        int saved = errno;
        free(path);
        errno = saved;
        return NULL;
    }
    return path;
}

char *data_sibling_program(const char *name)
{
    char *dir = program_dir(), *found = try_path(dir, "", name);

    free(dir);
    return found ? found : strdup(name);
}
