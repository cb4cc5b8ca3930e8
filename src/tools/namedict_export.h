/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of namedict export: csv and regex in namedict_export.c, lists of replacements in
 * namedict_swaps.c, glossaries in namedict_gloss.c, spell-checker dictionaries in
 * namedict_hunspell.c. */
#ifndef TOOLS_NAMEDICT_EXPORT_H
#define TOOLS_NAMEDICT_EXPORT_H

#include "names/swaps.h"
#include "tools/namedict.h"

struct suffixes;

struct export {
    struct namedict *n;
    const struct export_format *format;
    struct authority *authority;
    struct xlit_db *systems;
    struct styles *style_file, *source_file;
    struct style *style, *source; /* of -s or -t, and of -l; NULL where the format wants none */
    struct endings *endings;      /* of the style's language, or NULL */
    struct swaps swaps;
    struct suffixes *suffixes;    /* namedict_hunspell.c */
    struct buf text;              /* what is written next */
};

struct export_format {
    const char *name;
    bool wants_style, wants_source;
    void (*head)(struct buf *out);
    enum status (*entity)(struct export *x, uint32_t entity, struct error *e);
    enum status (*finish)(struct export *x, struct error *e);
    void (*tail)(struct buf *out);
};

/* NULL is fine. */
void hunspell_free(struct suffixes *s);

extern const struct export_format format_prh, format_vale, format_autocorrect, format_tbx,
    format_omegat, format_hunspell;

#endif
