/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Diacritics of a house style: Erdoğan or Erdogan. */
#ifndef NAMES_DIACRITICS_H
#define NAMES_DIACRITICS_H

#include "base/buf.h"

/* Append `s`, Latin letters with diacritics replaced by their bases if `drop`, but not those that
 * stand in `keep` (in either case).  With `signs` the apostrophes, primes and centred dots of a
 * romanization go too.  Other scripts are copied. */
enum status diacritics_add(struct buf *out, struct span s, bool drop, struct span keep, bool signs,
                           struct error *e) MUST_CHECK;

#endif
