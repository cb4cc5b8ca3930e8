/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Language tags (BCP 47, RFC 5646) as far as choosing between texts needs them: language, script,
 * region.  "_" is taken for "-" and letter case does not matter.
 *
 * A tag without a script has the script in which its language is usually written (langscript.h), so
 * kk is kk-Cyrl and never matches kk-Latn or kk-Arab; kk-CN is kk-Arab-CN, zh is zh-Hans and zh-TW
 * zh-Hant, sr is sr-Cyrl and sr-ME sr-Latn.  Codes that were replaced count as what replaced them:
 * iw is he, and sh is sr-Latn.
 */
#ifndef TEXT_LANGTAG_H
#define TEXT_LANGTAG_H

#include "base/buf.h"

struct lang_tag {
    char language[9]; /* lower case: "kk" */
    char script[5];   /* "Cyrl"; empty when neither given nor known */
    char region[4];   /* "KZ" or "419"; empty = none */
};

/* False when `s` is no language tag.  Extensions, variants and private use are passed over. */
bool lang_parse(struct span s, struct lang_tag *out);

/* Append a tag: "kk", "kk-Arab", "pt-BR"; the script only where it is not the usual one. */
void lang_add(struct buf *out, const struct lang_tag *tag);

/* How well text in `have` serves who asks for `want`: 0 not at all (another language or script),
 * 1 another region, 2 one of them names no region, 3 the same region or both without. */
int lang_match(const struct lang_tag *want, const struct lang_tag *have);

#endif
