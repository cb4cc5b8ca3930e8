/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Units of a memory from and to the exchange formats.
 *
 * TMX: the props x-origin and x-context are a unit's origin and context; everything else is kept as
 * it is.  The change time of a unit is the newest changedate or creationdate in it.
 */
#ifndef MEMORY_EXCHANGE_H
#define MEMORY_EXCHANGE_H

#include "base/arena.h"
#include "interchange/tmx.h"
#include "memory/direction.h"
#include "memory/tu.h"

/* A unit from TMX.  What is built lies in the arena and in what `in` points to.  When the unit
 * cannot be taken (fewer than two variants with a language and text; with a direction, none in one
 * of its languages) *reason says why, translated, and is NULL otherwise. */
enum status tm_from_tmx(struct tm_unit *out, const struct tmx_unit *in,
                        const struct tm_direction *direction, struct arena *a,
                        const char **reason, struct error *e) MUST_CHECK;

/* The other way.  With a direction only the variants of its two languages are written. */
enum status tm_to_tmx(struct tmx_unit *out, const struct tm_unit *in,
                      const struct tm_direction *direction, struct arena *a,
                      struct error *e) MUST_CHECK;

#endif
