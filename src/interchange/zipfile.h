/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A zip archive in memory, read and rewritten with libzip.  Entries that are not replaced are
 * copied compressed as they were, in their order and with their times; a replaced one keeps its
 * place, time and kind of compression.
 *
 * libzip brings a cryptographic library that takes a millisecond to load, so it is opened with the
 * first archive.
 *
 * Against hostile archives: at most 65,535 entries, no entry read that unpacks to more than 256 MiB
 * or, above 1 MiB, to more than 400 times its packed size.
 */
#ifndef INTERCHANGE_ZIPFILE_H
#define INTERCHANGE_ZIPFILE_H

#include "base/buf.h"

struct zipfile;

/* Returns new; `bytes` are borrowed until zipfile_close(). */
enum status zipfile_open(struct zipfile **z, struct span bytes, struct error *e) MUST_CHECK;
void zipfile_close(struct zipfile *z);

size_t zipfile_count(const struct zipfile *z);

/* Borrowed until zipfile_close(); empty where the archive is damaged. */
struct span zipfile_name(struct zipfile *z, size_t i);

/* The only entry of that name: ST_NOTFOUND for none, ST_SYNTAX for several. */
enum status zipfile_find(struct zipfile *z, struct span name, size_t *i, struct error *e) MUST_CHECK;

/* Append the unpacked entry. */
enum status zipfile_read(struct zipfile *z, size_t i, struct buf *out, struct error *e) MUST_CHECK;

/* Copied. */
enum status zipfile_replace(struct zipfile *z, size_t i, struct span bytes,
                            struct error *e) MUST_CHECK;

/* Append the archive as it is now: the bytes that were opened where nothing was replaced.  Nothing
 * but zipfile_close() may follow. */
enum status zipfile_write(struct zipfile *z, struct buf *out, struct error *e) MUST_CHECK;

#endif
