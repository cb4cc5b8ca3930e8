/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiled file of styles as style.c reads it. */
#ifndef NAMES_STYLE_PRIVATE_H
#define NAMES_STYLE_PRIVATE_H

#include "names/index.h"
#include "names/style.h"
#include "names/style_format.h"

struct styles {
    struct pack pack;
    struct span strings;
    const struct disk_style *styles;
    const struct disk_system *systems;
    const struct disk_spelling *spellings;
    size_t n_styles, n_systems, n_spellings;
};

struct span styles_str(const struct styles *s, struct disk_str str);

/* The Spelling of an id in style `i`; ptr NULL where there is none. */
struct span styles_spelling(const struct styles *s, uint32_t i, struct span id);

/* System number `n` of style `i`; false when there are no more. */
bool styles_system(const struct styles *s, uint32_t i, uint32_t n, struct span *lang,
                   struct span *system);

#endif
