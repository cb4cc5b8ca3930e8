/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/atomic.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_MARK ".tilmach-"

enum { MAX_TEMPS = 1000 }; /* of one file at one time */

/* The destination behind symbolic links; a file that does not exist yet keeps its name. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);

    return real || errno != ENOENT ? real : strdup(path);
}

/* Returns new: "DIR/." + NAME + ".tilmach-", or NULL. */
static char *temp_stem(const char *path)
{
    const char *slash = strrchr(path, '/');
    int dir = slash ? (int)(slash - path) + 1 : 0;
    char *stem = NULL;

    return asprintf(&stem, "%.*s.%s" TEMP_MARK, dir, path, path + dir) < 0 ? NULL : stem;
}

/* True when the file was there and nobody held it. */
static bool remove_if_stale(const char *name)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool stale = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && unlink(name) == 0;

    if (fd >= 0)
        close(fd);
    return stale;
}

/* Lock what was just made: false when another process took it for stale in between. */
static bool hold(int fd)
{
    struct stat st;

    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return false;
    return fstat(fd, &st) != 0 || st.st_nlink > 0;
}

/* Numbers instead of random letters, so that what a killed process left is met without reading the
 * directory, which may hold many files that are all replaced. */
static int make_temp(struct atomic_file *f)
{
    char *stem = temp_stem(f->path);
    int fd = -1;

    for (unsigned n = 0; stem && fd < 0 && n < MAX_TEMPS; n++) {
        free(f->temp);
        if (asprintf(&f->temp, "%s%u", stem, n) < 0) {
            f->temp = NULL;
            break;
        }
        remove_if_stale(f->temp);
        fd = open(f->temp, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST)
            break;
        if (fd >= 0 && !hold(fd)) {
            close(fd);
            fd = -1;
        }
    }
    free(stem);
    return fd;
}

/* Mode of the file that is replaced, or what the umask leaves of 0666. */
static void copy_mode(int fd, const char *path)
{
    struct stat st;

    if (stat(path, &st) == 0) {
        if (fchown(fd, st.st_uid, st.st_gid) != 0)
            errno = 0; /* only root may keep another's file theirs */
        fchmod(fd, st.st_mode & 07777);
    } else {
        mode_t mask = umask(0);
        umask(mask);
        fchmod(fd, 0666 & ~mask);
    }
}

enum status atomic_open(struct atomic_file *f, const char *path, struct error *e)
{
    struct stat st;
    bool direct;
    int fd;

    memset(f, 0, sizeof *f);
    f->out = (struct writer)WRITER_INIT(-1, path);
    f->path = resolve(path);
    if (!f->path)
        return error_sys(e, path);
    direct = stat(f->path, &st) == 0 && !S_ISREG(st.st_mode);
    fd = direct ? open(f->path, O_WRONLY | O_CLOEXEC) : make_temp(f);
    if (fd < 0) {
        error_sys(e, path);
        free(f->temp);
        f->temp = NULL;
        atomic_abort(f);
        return e ? e->code : ST_IO;
    }
    f->out.fd = fd;
    if (!direct)
        copy_mode(fd, f->path);
    return ST_OK;
}

static void sync_directory(const char *path)
{
    char *copy = strdup(path);
    int fd = copy ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(copy);
}

/* A hard link keeps the old file as the backup without a moment in which PATH is missing. */
static int keep_backup(const char *path, const char *suffix)
{
    char *backup = NULL;
    int rc;

    if (access(path, F_OK) != 0)
        return 0;
    if (asprintf(&backup, "%s%s", path, suffix) < 0)
        return -1;
    unlink(backup);
    rc = link(path, backup);
    free(backup);
    return rc;
}

enum status atomic_commit(struct atomic_file *f, const char *suffix, struct error *e)
{
    enum status st = writer_flush(&f->out, e);

    if (st || !f->temp) {
        if (!st && close(f->out.fd) != 0)
            st = error_sys(e, f->out.name);
        else if (st)
            close(f->out.fd);
        f->out.fd = -1;
        atomic_abort(f);
        return st;
    }
    if (fsync(f->out.fd) != 0 || (suffix && keep_backup(f->path, suffix) != 0) ||
        rename(f->temp, f->path) != 0) {
        st = error_sys(e, f->out.name);
        atomic_abort(f);
        return st;
    }
    sync_directory(f->path);
    free(f->temp);
    f->temp = NULL;
    if (close(f->out.fd) != 0)
        st = error_sys(e, f->out.name);
    f->out.fd = -1;
    atomic_abort(f);
    return st;
}

void atomic_abort(struct atomic_file *f)
{
    if (f->temp)
        unlink(f->temp);
    if (f->out.fd >= 0)
        close(f->out.fd);
    writer_free(&f->out);
    free(f->temp);
    free(f->path);
    f->temp = f->path = NULL;
    f->out.fd = -1;
}

enum status atomic_write(const char *path, struct span bytes, struct error *e)
{
    struct atomic_file f;
    enum status st = atomic_open(&f, path, e);

    if (st != ST_OK)
        return st;
    writer_put(&f.out, bytes);
    return atomic_commit(&f, NULL, e);
}
