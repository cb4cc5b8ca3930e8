/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replacing a file so that a reader, or a crash at any moment, sees the old file or the new one:
 * a temporary file in the same directory is written, fsync'ed and renamed over the old one.  The
 * mode (and, when permitted, the owner) of an existing file is kept; symbolic links are resolved,
 * so the link stays and what it points to is replaced.  A device or a pipe is written directly.
 *
 * The temporary file is named .NAME.tilmach-N, N the first number that is free, and locked while
 * it is in use; one that nobody holds, left by a process that was killed, is removed by the next
 * atomic_open() for the same NAME.
 */
#ifndef BASE_ATOMIC_H
#define BASE_ATOMIC_H

#include "base/writer.h"

struct atomic_file {
    struct writer out; /* write here */
    char *path;        /* resolved destination */
    char *temp;        /* NULL when the destination is written directly */
};

enum status atomic_open(struct atomic_file *f, const char *path, struct error *e) MUST_CHECK;

/* Flush, fsync, keep a backup PATH+suffix of the old file (suffix may be NULL), rename, and sync
 * the directory.  On failure the old file is intact and the temporary one removed.  Frees `f`. */
enum status atomic_commit(struct atomic_file *f, const char *suffix, struct error *e) MUST_CHECK;

/* Drop what was written.  Frees `f`. */
void atomic_abort(struct atomic_file *f);

/* All of a file at once. */
enum status atomic_write(const char *path, struct span bytes, struct error *e) MUST_CHECK;

#endif
