/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often each of many keys was added, told in the order of the keys' bytes, in bounded memory:
 * what does not fit is sorted and put aside in nameless temporary files (in $TMPDIR, else /tmp),
 * which are merged in the end and are gone however the process ends.
 */
#ifndef BASE_SUMS_H
#define BASE_SUMS_H

#include "base/merge.h"

struct sums;

/* Returns new in *out.  About `memory` bytes are used, and SUMS_RUN for each temporary file. */
enum status sums_open(struct sums **out, size_t memory, struct error *e) MUST_CHECK;

enum { SUMS_RUN = 128 * 1024 };

enum status sums_add(struct sums *s, struct span key, uint64_t n, struct error *e) MUST_CHECK;

/* Call `fn` for each key; afterwards there are none left. */
enum status sums_each(struct sums *s, merge_fn *fn, void *context, struct error *e) MUST_CHECK;

/* How many temporary files were written so far. */
size_t sums_runs(const struct sums *s);

void sums_free(struct sums *s);

#endif
