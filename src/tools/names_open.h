/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dictionaries of names and styles that a program was asked for, as one opened file each.
 *
 * Names come, nearest first, from the files of -d in their order, the file that the configuration
 * names (settings.h), the project's .tilmach/names.rec and the default names.tmd (datapath.h); for
 * one Id the nearer file wins field by field.  Where that is a single compiled file it is opened as
 * it is.  Else the files are compiled into one by `namedict compile --layers` in the user's cache,
 * under a name made from a hash of what went in, and the next start finds it there.  So no program
 * but namedict has to read rec files.
 */
#ifndef TOOLS_NAMES_OPEN_H
#define TOOLS_NAMES_OPEN_H

#include "names/authority.h"
#include "names/endings.h"
#include "names/lexicon.h"
#include "names/style.h"
#include "translit/xlit.h"

struct names_wanted {
    const char *const *data; /* -d, in order */
    size_t count;
    bool no_default;         /* only the files of -d */
    const char *configured;  /* "names" of the configuration, or NULL: after -d */
};

/* Returns new.  ST_NOTFOUND where nothing is left to open; what namedict complains about goes to
 * standard error. */
enum status names_open(struct authority **a, const struct names_wanted *wanted,
                       struct error *e) MUST_CHECK;

/* Returns new: the styles that hold the one called `style`: the default styles.tmd, or a .rec file
 * of the user (a name with '/' or ending in .rec or .tmd).  *name is set to the style's name (new,
 * malloc'd): the argument itself, or the first style of the file.  `style` may be NULL: the
 * default styles, *name NULL. */
enum status styles_open_named(struct styles **s, const char *style, char **name,
                              struct error *e) MUST_CHECK;

/* Returns new: the default systems.tmd.  ST_NOTFOUND where there is none. */
enum status systems_open(struct xlit_db **db, struct error *e) MUST_CHECK;

/* Returns new: the words.tmd of the suite; NULL where there is none, and where $TILMACH_HUNSPELL names
 * dictionaries of the user's own. */
enum status words_open(struct lexicons **l, struct error *e) MUST_CHECK;

/* The languages whose endings come with the suite, NULL behind the last. */
const char *const *endings_languages(void);

/* Returns new: the endings of `lang` (a primary tag), NULL where it has none. */
enum status endings_open(struct span lang, struct endings **g, struct error *e) MUST_CHECK;

#endif
