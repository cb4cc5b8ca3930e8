/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings derived by transliteration: one text put through a system, remembered, and the list of
 * the systems that read a language.  Systems are opened when first used.  One thread only.
 *
 * A system "XX-YY" that leads from one language to another in the same script (kk-ru) is a bridge:
 * it gives a spelling in language YY, from which the systems of YY go on.
 */
#ifndef NAMES_DERIVE_H
#define NAMES_DERIVE_H

#include "base/arena.h"
#include "base/error.h"
#include "translit/xlit.h"

struct derive;

/* Returns new; `db` is borrowed until derive_free. */
enum status derive_new(struct derive **d, const struct xlit_db *db, struct error *e) MUST_CHECK;
void derive_free(struct derive *d);

/* Number of systems in the db, and what each is. */
size_t derive_count(const struct derive *d);
const struct xlit_info *derive_info(const struct derive *d, size_t system);

/* Number of the system called `name` (id or alias); false where there is none. */
bool derive_find(const struct derive *d, struct span name, size_t *system);

/* The system that leads from language `from` to language `to` in the same script; false where
 * there is none. */
bool derive_bridge(const struct derive *d, struct span from, struct span to, size_t *system);

/* Is the system a bridge, and to which language? */
bool derive_is_bridge(const struct derive *d, size_t system, struct span *to);

/* Does the system read this spelling: its language, letters of its script? */
bool derive_reads(const struct derive *d, size_t system, struct span lang, struct span text);

/* Is it a language whose names pass through Russian on their way into the press of the world? */
bool derive_regional(struct span lang);

/* `text` through the system; borrowed until derive_free.  Letters that the system does not know
 * stay as they are. */
enum status derive_text(struct derive *d, size_t system, struct span text, struct span *out,
                        struct error *e) MUST_CHECK;

#endif
