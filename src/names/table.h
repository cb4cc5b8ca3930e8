/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of constants sorted by a key, as table.awk makes them of a text file: any struct whose first
 * member is `const char *key`.
 */
#ifndef NAMES_TABLE_H
#define NAMES_TABLE_H

#include "base/span.h"

/* Number of the first of `n` entries, of `size` bytes each, whose key is not less than `key`; n for
 * none. */
size_t table_from(const void *table, size_t n, size_t size, struct span key);

/* That of an array. */
#define TABLE_FROM(array, key) table_from((array), COUNT_OF(array), sizeof *(array), (key))

#endif
