/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that look-ups recognise in both languages, and the style that repaired texts take. */
#ifndef TOOLS_TMEM_NAMES_H
#define TOOLS_TMEM_NAMES_H

#include "memory/direction.h"
#include "memory/placeable.h"
#include "tools/names_open.h"

struct tmem_side {
    struct styles *styles;
    struct style *style;
    struct finder *finder;
};

struct tmem_names {
    bool exact;                    /* set before: none is recognised by sound, as look-ups want it */
    struct authority *authority;
    struct xlit_db *systems;
    struct tmem_side source, target;
    struct tm_languages languages; /* ready for struct tm_mode */
};

/* Open all of it for a look-up in a direction (borrowed until tmem_names_close); `style` (may be NULL)
 * is that of the target.  Close it whatever is returned. */
enum status tmem_names_open(struct tmem_names *n, const struct names_wanted *wanted,
                            const struct tm_direction *direction, const char *style,
                            struct error *e) MUST_CHECK;

void tmem_names_close(struct tmem_names *n);

#endif
