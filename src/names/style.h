/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * House styles: how a publication spells names.  Styles are compiled from rec files (records Style
 * and Spelling) by namedict into styles.tmd; a style here is one of them, or the fallback for a
 * bare language, bound to transliteration systems that are opened when first needed.
 *
 * The house spelling of an entity is, in this order:
 *   1. its Spelling in the style;
 *   2. with no System for its native language, the authority's heading in the style's language;
 *   3. persons and places: derived by the System for the native language; a system that reads
 *      another language starts from the heading in that language (kk=ru-press-de: Токаев ->
 *      Tokajew), listed or itself derived (kk-ru);
 *   4. else by the press system of the style's language for the native one, or over Russian, by
 *      way of which names of the region reach the press; a language in Latin letters without press
 *      systems takes the English heading or the English press system;
 *   5. else the native spelling.
 * Organizations, titles, works and exonyms take the listed spelling only; without one the result
 * is `missing`.  Letters outside `Diacritics` are replaced by their bases in 1 to 4 alike.
 */
#ifndef NAMES_STYLE_H
#define NAMES_STYLE_H

#include "names/authority.h"
#include "translit/xlit.h"

struct styles; /* a compiled file of styles */
struct style;  /* one style, ready to spell; keeps what it spelt */

/* Where a house spelling comes from. */
enum style_from {
    STYLE_MISSING,  /* nothing listed and nothing may be derived: report, never rewrite */
    STYLE_SPELLING, /* the style's own Spelling */
    STYLE_LISTED,   /* the authority's heading in the language */
    STYLE_SYSTEM,   /* derived by `system` */
    STYLE_NATIVE,   /* as it is: the native spelling, or the English one where that is in other letters */
};

/* A house spelling.  Spans are borrowed until style_close. */
struct style_name {
    enum style_from from;
    struct span system;                     /* STYLE_SYSTEM: ids of the systems applied */
    struct span family, given, patronymic;  /* persons; patronymic of the native language */
    struct span whole;                      /* others: the name; persons: running full name without
                                               patronymic, "Kassym-Jomart Tokayev" */
    struct span abbr;                       /* Abbr in the style's language, or empty */
    bool family_first;                      /* order of `whole` */
};

/* Returns new: the styles compiled in `path`. */
enum status styles_open(struct styles **s, const char *path, struct error *e) MUST_CHECK;
void styles_close(struct styles *s);

/* Number of styles and the name of each, for lists and completion. */
uint32_t styles_count(const struct styles *s);
struct span styles_name(const struct styles *s, uint32_t i);
/* Language of style `i`: what it rewrites. */
struct span styles_lang(const struct styles *s, uint32_t i);
void styles_fingerprint(const struct styles *s, char out[13]);

/* Returns new: the style called `name`; ST_NOTFOUND lists the names there are.  `s`, `a` and
 * `systems` (may be NULL: then nothing is derived) are borrowed until
 * style_close. */
enum status style_open(struct style **out, const struct styles *s, const char *name,
                       const struct authority *a, const struct xlit_db *systems, struct error *e)
    MUST_CHECK;

/* The same for a bare language (-l LANG): its press style LANG-press where there is one (the style
 * LANG itself for kk), else headings, else press systems, else native spellings: no language is an
 * error. */
enum status style_open_lang(struct style **out, const struct styles *s, struct span lang,
                            const struct authority *a, const struct xlit_db *systems,
                            struct error *e) MUST_CHECK;

void style_close(struct style *st);

/* "rferl", or the language for a bare language; and the language that it rewrites. */
struct span style_title(const struct style *st);
struct span style_lang(const struct style *st);

/* The house spelling of an entity.  Kept: a second call is cheap.  One thread only. */
enum status style_spelling(struct style *st, uint32_t entity, const struct style_name **out,
                           struct error *e) MUST_CHECK;

/* The house spelling of the patronymic that was written in language `origin` (auth_form.origin):
 * -ович forms are respelled from ru, -ұлы forms from kk.  Empty where the record has none there. */
enum status style_patronymic(struct style *st, uint32_t entity, struct span origin,
                             struct span *out, struct error *e) MUST_CHECK;

/* The house spelling of what form `f` spells: for AUTH_FAMILY the family name, for AUTH_FULL of a
 * place its name, for AUTH_ABBR the abbreviation...  Empty where there is none. */
enum status style_form(struct style *st, const struct auth_form *f, struct span *out,
                       struct error *e) MUST_CHECK;

#endif
