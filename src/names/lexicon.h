/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ordinary words of a language, compiled when the suite is built from the Hunspell dictionaries that
 * are there then (words.tmd; a section a language, mapped, with nothing to be read at the start).  It
 * holds the dictionary's stems, and its affix rules, which are tried on a word in the way of
 * hunspell(5).  So it says of every word what Hunspell says, never otherwise by chance, but for what
 * it does not know: compounds, a few flags, words with digits or hyphens.  Of those it is unsure, and
 * Hunspell is to be asked.
 */
#ifndef NAMES_LEXICON_H
#define NAMES_LEXICON_H

#include "base/buf.h"

struct lexicons;
struct lexicon;

enum lexicon_answer { LEXICON_NO, LEXICON_YES, LEXICON_UNSURE };

/* Returns new: the lexicons in the file `path`.  Errors of pack_open. */
enum status lexicons_open(struct lexicons **l, const char *path, struct error *e) MUST_CHECK;

/* The same for bytes in memory, borrowed until lexicons_close and aligned to 16. */
enum status lexicons_open_memory(struct lexicons **l, struct span bytes, struct error *e) MUST_CHECK;
void lexicons_close(struct lexicons *l);

/* Returns new: the lexicon of a language ("kk", "en-GB"), borrowing from `l`.  ST_NOTFOUND where
 * there is none, ST_SYNTAX where it is damaged.  It is never modified: threads may share it. */
enum status lexicon_open(struct lexicon **x, const struct lexicons *l, struct span lang,
                         struct error *e) MUST_CHECK;
void lexicon_close(struct lexicon *x);

/* Does it say no at all? */
bool lexicon_is_whole(const struct lexicon *x);

/* Is `word` (UTF-8, NFC) spelt right as it stands, capitals included? */
enum lexicon_answer lexicon_check(const struct lexicon *x, struct span word);

/* Making a pack: of each language in `langs` the Hunspell dictionary that spell_find() finds.
 * Languages without one, or with one that cannot be compiled, are left out and named in `missing`
 * (appended, parted by spaces). */
enum status lexicon_compile(struct buf *pack, const char *const *langs, size_t n,
                            struct buf *missing, struct error *e) MUST_CHECK;

#endif
