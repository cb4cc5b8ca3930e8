/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout of a compiled file of styles: sections of a pack of kind STYLE_PACK.  Private. */
#ifndef NAMES_STYLE_FORMAT_H
#define NAMES_STYLE_FORMAT_H

#include "names/format.h"

#define STYLE_PACK PACK_TAG('s', 't', 'y', 'l')
enum { STYLE_PACK_VERSION = 1 };

#define STYLE_STRINGS PACK_TAG('S', 'T', 'R', 'S')
#define STYLE_STYLES PACK_TAG('S', 'T', 'Y', 'L')       /* sorted by name */
#define STYLE_SYSTEMS PACK_TAG('S', 'Y', 'S', 'M')
#define STYLE_SPELLINGS PACK_TAG('S', 'P', 'E', 'L')    /* sorted by style and id */

enum style_diacritics { DIACRITICS_KEEP, DIACRITICS_DROP, DIACRITICS_LIST };

struct disk_style {
    struct disk_str name, lang;
    struct disk_str letters; /* DIACRITICS_LIST: those that are kept */
    uint32_t diacritics;
    struct disk_run systems, spellings;
};

struct disk_system {
    struct disk_str lang, system;
};

struct disk_spelling {
    struct disk_str id, spelling;
};

#endif
