/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folded key of a name: what two spellings have in common when capitals, Latin diacritics and
 * the small marks of romanizations are left aside.  "Tokaïev" and "TOKAIEV", "Zelens’kyy" and
 * "Zelenskyy", "Kassym-Jomart" and "Kassym Jomart" have one key each; "Tokayev" and "Tokaev" have
 * two.  A key never crosses scripts.
 *
 *   - NFC, default case folding; a Turkic İ or ı is i
 *   - Latin letters lose their diacritics, also those that Unicode does not decompose
 *     (ł l, ø o, đ d, ß ss, æ ae, ə a, þ th, ŋ n); other scripts keep theirs (й, ї, ў), but Cyrillic
 *     ё is е and stress marks go; Arabic loses vowel signs and tatweel
 *   - apostrophes, primes, modifier letters (ʹ ʺ ʻ ʼ ʾ ʿ ’ ' `), soft hyphens and the centred dot
 *     of BGN go
 *   - runs of white space, hyphens, dots, commas and other punctuation are one space; none at the
 *     ends
 */
#ifndef NAMES_KEY_H
#define NAMES_KEY_H

#include "base/buf.h"

/* Append the key of `s` to `out`.  Bytes that are not UTF-8 act as punctuation. */
enum status key_add(struct buf *out, struct span s, struct error *e) MUST_CHECK;

/* Number of words in a key: spaces and one. 0 for an empty key. */
uint32_t key_words(struct span key);

#endif
