/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is it a word of the language?  Hunspell with the dictionaries of the system
 * ($TILMACH_HUNSPELL, then /usr/share/hunspell and /usr/share/myspell/dicts).  Opening one reads
 * all of its words, so programs open one only when a compiled list cannot decide.  One thread only.
 */
#ifndef TEXT_SPELL_H
#define TEXT_SPELL_H

#include "base/buf.h"

struct spell;

/* Append the path, without ".aff" and ".dic", of the dictionary of a language; false where there is
 * none. */
bool spell_find(struct span lang, struct buf *base);

/* Returns new: the dictionary of a language ("ru", "en-GB": the region where there is one, else
 * any).  ST_NOTFOUND names the package that would bring it. */
enum status spell_open(struct spell **s, struct span lang, struct error *e) MUST_CHECK;
void spell_close(struct spell *s);

/* Is `word` (UTF-8, NFC) spelt right as it stands, capitals included?  Letters that the
 * dictionary's encoding lacks make it no word. */
bool spell_check(struct spell *s, struct span word);

/* Tell the stems of a word (мектептер: мектеп; went: go), which the span is borrowed for; none for
 * what is no word.  `each` returns false when memory runs out: then false. */
typedef bool spell_entry(void *context, struct span word);
bool spell_stems(struct spell *s, struct span word, spell_entry *each, void *context);

/* The words that Hunspell proposes for one that is none, the best first; as spell_stems(). */
bool spell_proposals(struct spell *s, struct span word, spell_entry *each, void *context);

/* Tell every entry of the dictionary's list of words, without its flags, in the order of the file;
 * the span is borrowed for the call.  `each` returns false when memory runs out.  ST_UNSUPPORTED
 * where the dictionary is not in UTF-8. */
enum status spell_entries(struct spell *s, spell_entry *each, void *context,
                          struct error *e) MUST_CHECK;

#endif
