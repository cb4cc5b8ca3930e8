/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Unicode normalization forms (UAX #15), case folding and character properties, over utf8proc.
 * Bytes that are not UTF-8 are copied through and separate what stands before and after them.
 */
#ifndef TEXT_NORM_H
#define TEXT_NORM_H

#include "text/utf8.h"

enum norm_form { NORM_NFC, NORM_NFD };

/* Append `s` in the given form.  ASCII and other text that needs no work is copied quickly. */
enum status norm_add(struct buf *out, struct span s, enum norm_form form, struct error *e)
    MUST_CHECK;

/* Quick check that can only say yes surely: true means `s` is in NFC already. */
bool norm_is_nfc_quick(struct span s);

/* Append the default (not Turkic) full case folding of `s` after NFC, itself in NFC. */
enum status norm_add_folded(struct buf *out, struct span s, struct error *e) MUST_CHECK;

/* Is `s` made of small letters only, Latin or Cyrillic, that are folded as they stand?  Of nearly
 * all such words it is told. */
bool norm_is_folded_quick(struct span s);

/* norm_add_folded() without allocating memory, for short text: into `out` (at most `room` bytes,
 * cut between characters; no NUL); returns the number of bytes.  Of long text only the beginning is
 * folded. */
size_t norm_fold_short(struct span s, char *out, size_t room);

/* Simple case mappings of one code point; itself where there is none.  Never İ/ı aware: Turkic
 * and Kazakh Latin pairs are the caller's to know. */
uint32_t char_lower(uint32_t c);
uint32_t char_upper(uint32_t c);
bool char_is_upper(uint32_t c);
bool char_is_lower(uint32_t c);

/* General categories, as coarse as the word rules need them. */
enum char_category {
    CHAR_LETTER,        /* L* */
    CHAR_MARK,          /* M* */
    CHAR_DECIMAL,       /* Nd */
    CHAR_LETTER_NUMBER, /* Nl */
    CHAR_CONNECTOR,     /* Pc */
    CHAR_SEPARATOR,     /* Z* */
    CHAR_FORMAT,        /* Cf */
    CHAR_ELSE,
};
enum char_category char_category(uint32_t c);

/* General category L*, M*, Nd/Nl/No, P* or S*, Z*. */
bool char_is_letter(uint32_t c);
bool char_is_mark(uint32_t c);
bool char_is_digit(uint32_t c);
bool char_is_punct(uint32_t c);
bool char_is_space(uint32_t c);

enum script {
    SCRIPT_COMMON,
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_ARABIC,
    SCRIPT_GREEK,
    SCRIPT_ARMENIAN,
    SCRIPT_GEORGIAN,
    SCRIPT_HEBREW,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_OTHER,
};

/* Script of a letter; digits, punctuation and combining marks are common. */
enum script char_script(uint32_t c);

/* Remove combining marks after canonical decomposition ("Қ" stays: its descender is no mark). */
enum status norm_add_unaccented(struct buf *out, struct span s, struct error *e) MUST_CHECK;

/* White space of any kind off both ends. */
struct span text_trim(struct span s);

#endif
