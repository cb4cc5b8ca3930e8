/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The language of a text in Cyrillic, guessed from the letters that its alphabet lacks.  For
 * choosing a system paragraph by paragraph, not for identifying languages in general.
 */
#ifndef TRANSLIT_DETECT_H
#define TRANSLIT_DETECT_H

#include "base/span.h"

/* Language tag ("kk"), static; NULL for a text without Cyrillic letters.  Where several alphabets
 * fit, the first of ru, kk, uk, ky, be, bg, sr, mk, uz, tg, tt, mn, tk; a text rich in ъ without
 * ы and э is bg, one of 16 letters or more without ә ғ қ ұ һ і ky rather than kk. */
const char *detect_cyrillic(struct span text);

#endif
