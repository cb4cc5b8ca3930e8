/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way back to Kazakh Cyrillic beyond what letter rules know.  The Latin alphabets and the
 * Arabic one tell fewer letters apart (i of kk-2021 is и and й, ts is ц and тс, ى without a hamza
 * is ы and і, ь is not written), so a word can be read in several ways.  The rules give one
 * reading.  Its rivals are the words that differ from it in such letters and that the system, run
 * forwards, writes the same; at most RESTORE_READINGS of them, those with the fewest changes first.
 *
 * When the dictionary knows exactly one of all these readings, that is taken.  When it knows
 * several, the reading of the rules stands, or where the script leaves the vowels open, the one
 * whose letters are most like those of the dictionary's words.  When it knows none, the likeliest
 * by its letters is taken, in which a stem of the dictionary before a chain of endings counts much.
 *
 * Letters that could be meant anywhere but rarely are (э for е, ь, ъ) give rivals too; they alone
 * do not make a word doubtful, and a word with them does not contest one without.
 *
 * The dictionary is Hunspell's (text/spell.h), opened at the first word with such a letter.
 * Without one, every word is left to the rules.
 */
#ifndef TRANSLIT_RESTORE_H
#define TRANSLIT_RESTORE_H

#include "text/norm.h"
#include "translit/xlit.h"

enum { RESTORE_READINGS = 160, RESTORE_LETTERS = 40 };

struct restore;

enum restore_verdict {
    RESTORE_PLAIN,   /* no rival, or no dictionary */
    RESTORE_CHOSEN,  /* one reading is a word, whether the rules' or another */
    RESTORE_TIE,     /* several are */
    RESTORE_STEM,    /* none is; one is clearly likelier, and has a stem that is */
    RESTORE_LIKELY,  /* the same without such a stem */
    RESTORE_UNKNOWN, /* none is, and none is clearly likelier */
};

/* Was nothing found that decides? */
static inline bool restore_is_open(enum restore_verdict verdict)
{
    return verdict == RESTORE_TIE || verdict == RESTORE_UNKNOWN;
}

/* What became of a word.  Spans are UTF-8 in the letter case of the reading and borrowed until the
 * next call. */
struct restore_choice {
    enum restore_verdict verdict;
    struct span system;  /* its id */
    struct span reading; /* of the rules */
    struct span chosen;  /* the same unless another was decided for */
    struct span stem;    /* under RESTORE_STEM: the beginning of it that is a word */
    struct span rivals;  /* the others, separated by spaces: under RESTORE_TIE those that are words */
};

/* Returns new: for the system, which must be opened backwards; the db must outlive it.  *r is NULL
 * where there is nothing to restore: languages other than Kazakh, systems that are reversible
 * throughout or lead to no Cyrillic. */
enum status restore_open(struct restore **r, const struct xlit_db *db, const struct xlit *back,
                         struct error *e) MUST_CHECK;
void restore_free(struct restore *r);

/* Why everything is left to the rules (there is no dictionary); NULL: it is not, or nothing had to
 * be looked up yet. */
const char *restore_note(const struct restore *r);

/* Choose for one word of the rules' output. */
enum status restore_word(struct restore *r, struct span reading, struct restore_choice *choice,
                         struct error *e) MUST_CHECK;

/* Told of each word that has rivals.  Without a listener (NULL, the default) no rivals are looked
 * for where the rules' reading is a word: it stands in any case. */
typedef void restore_listener(void *context, const struct restore_choice *choice);
void restore_set_listener(struct restore *r, restore_listener *listener, void *context);

/* Set words that stay undecided (restore_is_open()) in ⟦ ⟧; off by default. */
void restore_set_marking(struct restore *r, bool marking);

/* Append `text`, the output of the rules (NFC), with its words chosen.  Parts to keep are copied,
 * and their places changed to those in what is appended. */
enum status restore_text(struct restore *r, struct span text, struct xlit_keep *keep, size_t count,
                         struct buf *out, struct error *e) MUST_CHECK;

#endif
