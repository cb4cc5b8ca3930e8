/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which languages the memories hold, kept up to date from their change numbers, and in which direction
 * languages are written.
 */
#ifndef SERVE_LANGUAGES_H
#define SERVE_LANGUAGES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "serve/handles.h"
#include "text/langtag.h"

struct languages;

/* Returns new; NULL when memory runs out. */
struct languages *languages_new(void);
void languages_free(struct languages *l);

struct language_list {
    VEC_OF(struct span)
};

/* The languages of the texts as BCP 47 tags, the one with most texts first; where texts name a
 * region the language without it is there too, because it finds them.  `out` is emptied first, the
 * tags lie in the arena. */
enum status languages_list(struct languages *l, struct handle_stores stores, struct arena *a,
                           struct language_list *out, struct error *e) MUST_CHECK;

/* Is there text that serves this language? */
enum status languages_has(struct languages *l, struct handle_stores stores,
                          const struct lang_tag *tag, bool *has, struct error *e) MUST_CHECK;

/* "rtl" or "ltr". */
const char *language_direction(const struct lang_tag *tag);

#endif
