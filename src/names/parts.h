/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of a person's name as library catalogues write it: "Family, Given Patronymic".  A name
 * without a comma is a mononym, which is kept as the family name.
 */
#ifndef NAMES_PARTS_H
#define NAMES_PARTS_H

#include "base/buf.h"

/* Spans of the text that was split; absent ones are empty. */
struct parts {
    struct span family, given, patronymic;
};

/* Split an inverted name.  The last word or two after the comma are a patronymic when they end
 * like one (-ович, -овна, -ұлы, -қызы, oğlu, -ovich ...) and a given name stands before them. */
struct parts parts_of(struct span inverted);

/* Does a word end like a patronymic of some language? */
bool parts_is_patronymic(struct span word);

/* Is it a word for son or daughter behind the father's name: oğlu, qızı, uulu? */
bool parts_is_child_word(struct span word);

/* What stands before such an ending: the father's name, Асан of Асанұлы and of Asanovich; empty
 * where a word has none. */
struct span parts_father(struct span word);

/* Append the running form: "Given Patronymic Family", or the family name first.  Empty parts are
 * left out. */
void parts_add_running(struct buf *out, const struct parts *p, bool family_first);

/* Append the inverted form. */
void parts_add_inverted(struct buf *out, const struct parts *p);

#endif
