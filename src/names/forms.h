/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All recognisable spellings of one record: listed ones, variants, and those derived from its
 * headings by every transliteration system of their language.
 *
 * Who comes from a language of the region is derived from the native and the Russian heading (and
 * the Kazakh and Ukrainian ones, where listed), and over a bridge from the native one (kk-ru).  Of
 * others (Trump, Macron) only listed spellings count: what their Cyrillic spelling would give in
 * Latin letters nobody writes.
 *
 * What the press systems into English, German, French, Polish and Turkish give counts in any text;
 * the spellings of other presses count only in text in their language (AUTH_SCOPED).
 */
#ifndef NAMES_FORMS_H
#define NAMES_FORMS_H

#include "base/vec.h"
#include "names/derive.h"
#include "names/record.h"
#include "text/spell.h"

struct form {
    struct span text, key;
    enum auth_role role;
    enum auth_from from;
    unsigned flags;     /* enum auth_form_flag */
    struct span system, origin, scope;
};

struct form_vec {
    VEC_OF(struct form)
};

enum { FORMS_LEXICONS = 3 };

struct forms {
    struct derive *derive;                /* NULL: nothing is derived */
    struct spell *lexicon[FORMS_LEXICONS]; /* en, ru, kk; NULL where there is none */
    struct arena arena;                   /* text of forms; reset between records by the caller */
};

/* Append the forms of `r`, whose Kind and Native are good.  No two have the same role, key, origin
 * and scope; of such the surest is kept.  Their text is borrowed from the record, from m->arena
 * and from m->derive. */
enum status forms_add(struct forms *m, const struct source_record *r, struct form_vec *out,
                      struct error *e) MUST_CHECK;

#endif
