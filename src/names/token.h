/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running text cut into the words of which names are made, with what stands between them.
 *
 * A word is letters with their marks, and apostrophes, soft hyphens and zero-width (non-)joiners
 * between letters.  Hyphens part words and are remembered, so that "Kassym-Jomart" is two words
 * with a hyphen between.  A Latin word with an elided article ("d’Astana") begins behind it.
 * Capitals, digits and anything else do not part a word from what it is glued to: "x2Tokayev" is
 * no word at all and only ends the sentence of names.
 *
 * Positions are bytes of the text as given, whatever its normalization form.
 */
#ifndef NAMES_TOKEN_H
#define NAMES_TOKEN_H

#include "base/span.h"
#include "base/vec.h"

/* What stands before a word. */
enum token_gap {
    GAP_START,  /* nothing: the text begins */
    GAP_SPACE,  /* white space with at most one line break */
    GAP_HYPHEN, /* one hyphen and nothing else */
    GAP_DOT,    /* a full stop after an initial, perhaps with a space or a hyphen: "K.-J. T" */
    GAP_COMMA,  /* one comma and white space */
    GAP_STOP,   /* a sentence or a paragraph ends */
    GAP_OTHER,  /* anything else: no name goes through it */
};

enum token_caps {
    CAPS_LOWER, /* no capital at its beginning */
    CAPS_TITLE, /* the first letter only */
    CAPS_UPPER, /* all of two or more letters */
    CAPS_MIXED, /* a capital first and others inside: McCain, TOKAYEVs */
    CAPS_NONE,  /* a script without case */
};

enum token_script { TOKEN_LATIN = 1, TOKEN_CYRILLIC = 2, TOKEN_OTHER_SCRIPT = 4 };

struct token {
    uint32_t at, len;     /* bytes */
    uint32_t apostrophe;  /* bytes of the word before its last apostrophe; len when it has none */
    uint16_t letters;     /* how many, marks not counted */
    uint8_t gap;          /* enum token_gap */
    uint8_t caps;         /* enum token_caps */
    uint8_t scripts;      /* sum of enum token_script */
    bool line_break;      /* the gap has one */
    bool paragraph;       /* the gap has an empty line */
    bool initial;         /* one to four letters and a full stop: "N.", "Zh." */
    bool starts;          /* first word of a sentence, a line's heading, a quotation */
    bool shielded;        /* inside an address, a tag…: no name */
};

struct tokens {
    VEC_OF(struct token)
};

/* Append the words of `text`.  False when memory ran out. */
bool tokens_read(struct tokens *t, struct span text);

/* Append the words of bytes from..to of `text`, `most` of them at most.  Neither byte is inside a
 * word.  What stands before the first one is GAP_OTHER where anything came before. */
bool tokens_read_part(struct tokens *t, struct span text, size_t from, size_t to, size_t most);

static inline struct span token_text(struct span text, const struct token *t)
{
    return span_of(text.ptr + t->at, t->len);
}

/* Is `c` an apostrophe as it stands in words: ' ’ ‘ ʻ ʼ ʹ ` ´ */
bool token_apostrophe(uint32_t c);

#endif
