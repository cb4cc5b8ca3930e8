/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exporting in one format (tmem_export.c) and as PO (tmem_export_po.c) share. */
#ifndef TOOLS_TMEM_EXPORT_H
#define TOOLS_TMEM_EXPORT_H

#include "tools/tmem.h"

/* A catalogue in the making: plural forms, which are units of their own, come together again. */
struct po_export;

/* Returns new in *out. */
enum status po_export_new(struct po_export **out, struct error *e) MUST_CHECK;

enum status po_export_unit(struct po_export *x, const struct tm_unit *u,
                           const struct tm_sides *sides, struct error *e) MUST_CHECK;

/* Write the catalogue.  *left: translations that it cannot hold, because it has one for their source
 * and context already, or not all forms. */
enum status po_export_write(struct po_export *x, const char *target_lang, struct writer *out,
                            uint64_t *left, struct error *e) MUST_CHECK;

void po_export_free(struct po_export *x);

#endif
