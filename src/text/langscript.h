/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In which script a language is usually written where its tag does not say.
 */
#ifndef TEXT_LANGSCRIPT_H
#define TEXT_LANGSCRIPT_H

#include "base/compat.h"

/* "Cyrl" for kk, "Arab" for kk in CN; empty where that is not known.  `language` is in lower case,
 * of up to 8 letters, `region` in capitals or empty.  A constant of 5 bytes. */
const char *lang_usual_script(const char *language, const char *region);

#endif
