/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which languages a memory holds, kept up to date from its change number, and how languages are
 * written for clients and for readers.
 */
#ifndef SERVE_LANGUAGES_H
#define SERVE_LANGUAGES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "memory/store.h"
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
enum status languages_list(struct languages *l, struct tm_store *s, struct arena *a,
                           struct language_list *out, struct error *e) MUST_CHECK;

/* Is there text that serves this language? */
enum status languages_has(struct languages *l, struct tm_store *s, const struct lang_tag *tag,
                          bool *has, struct error *e) MUST_CHECK;

/* Append a tag: "kk", "kk-Arab", "pt-BR"; the script only where it is not the usual one. */
void language_add(struct buf *out, const struct lang_tag *tag);

/* "rtl" or "ltr". */
const char *language_direction(const struct lang_tag *tag);

#endif
