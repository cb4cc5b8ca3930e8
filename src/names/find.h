/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recognising names in running text and spelling them as a house style does.
 *
 * The finder takes a text in pieces (a paragraph, a value) and returns its mentions of names, with
 * the edits that bring each into the house spelling.  It remembers what a document named in full, so
 * pieces come in their order and the first one of a document says so.
 *
 * How a name is recognised, the surest first:
 *
 *   1. spellings listed in the authority, or derived by a transliteration system, equal after key
 *      folding (names/key.h); the last word of a name may carry an ending of the text's language
 *   2. by sound (names/sound.h): freely where given and family name both fit one person, and a bare
 *      family name or place only where it is no word, near in spelling and unambiguous
 *
 * What keeps it from changing too much: a capital is needed where the script has them; a `Not`
 * shields; a spelling that is an ordinary word needs more than itself; a family name beside a
 * given name of somebody else is somebody else's; readings that lead to different text are only
 * reported; a paragraph in another language is left alone.
 */
#ifndef NAMES_FIND_H
#define NAMES_FIND_H

#include "interchange/finding.h"
#include "names/authority.h"
#include "names/endings.h"
#include "names/lexicon.h"
#include "names/style.h"

struct finder;

struct find_options {
    bool exact;         /* no recognition by sound */
    bool thorough;      /* look at every word, without the filter before: slow, finds the same */
    bool all;           /* also mentions that are right as they stand */
    bool consistency;   /* also names in no dictionary that a document spells in several ways */
    bool first_mention; /* full name at the first mention, family name after: told, */
    bool first_mention_rewrite; /* or rewritten where that is sure */
    bool spell;         /* also words that Hunspell does not know */
    bool former;        /* superseded names, judged on `date` ("2024-05-01") */
    struct span date;
    unsigned min_score; /* what is surer is rewritten (80) */
    unsigned report_score; /* what is surer is reported (60) */
};

/* New bytes for a part of the text. */
struct find_edit {
    size_t at, len;
    struct span text;
};

enum { FIND_NOBODY = UINT32_MAX };

struct mention {
    size_t at, len;      /* bytes of the text */
    uint32_t entity;     /* FIND_NOBODY: in no dictionary */
    enum finding_kind kind;
    bool rewrite;        /* the edits are to be made */
    unsigned score;      /* 0 to 100 */
    struct span replacement; /* the whole mention as it is to be; empty: nothing is offered */
    struct span rule;    /* "listed", "ru-press-de", "sound"… */
    struct span message; /* why, a sentence for people */
    const struct find_edit *edits; /* ascending, inside the mention */
    size_t n_edits;
    size_t candidate;    /* private to finder_rename */
};

/* Returns new.  `a` is borrowed until finder_close(). */
enum status finder_open(struct finder **f, const struct authority *a,
                        const struct find_options *options, struct error *e) MUST_CHECK;
void finder_close(struct finder *f);

const struct authority *finder_authority(const struct finder *f);

/* A language whose text is to be recognised as such; `endings` (may be NULL) is taken. */
enum status finder_add_language(struct finder *f, struct span tag, struct endings *endings,
                                struct error *e) MUST_CHECK;

/* Ask these lexicons (borrowed until finder_close) for ordinary words before Hunspell. */
void finder_use_lexicons(struct finder *f, const struct lexicons *lexicons);

/* Rewrite text in the style's language by it (borrowed).  Its language must have been added.  Text
 * in none of the styles' languages is left alone; too short to tell, it is the first style's. */
enum status finder_add_style(struct finder *f, struct style *st, struct error *e) MUST_CHECK;

/* What is told about a text. */
enum {
    FIND_STARTS = 1 << 0,  /* it begins a document: what was named before does not count */
    FIND_HEADING = 1 << 1, /* it is a title or a caption */
    FIND_QUOTED = 1 << 2,  /* it is quoted, without quotation marks */
};

/* Texts may be looked at by other threads before they are run: where names may begin, the words there,
 * their languages; that is most of the work, and tells nothing of the document.  Each thread has a
 * scout of its own.
 *
 * Returns new: a scout of `f`, which has all its languages and styles and must live longer. */
enum status finder_scout(struct finder **scout, const struct finder *f, struct error *e) MUST_CHECK;

/* Look at a text (borrowed until it was run).  *look is NULL the first time, and may be used again. */
struct find_look;
enum status finder_look(struct finder *scout, struct span text, struct find_look **look,
                        struct error *e) MUST_CHECK;
void find_look_free(struct find_look *look);

/* Use the look (borrowed until then, may be NULL) in the next finder_run(), if that has its very text.
 * The mentions are the same with it and without. */
void finder_give(struct finder *f, struct find_look *look);

/* The texts that follow are in this language, whatever they look like: where it has no style, they are
 * left alone.  Empty: it is to be told from each text. */
void finder_set_language(struct finder *f, struct span tag);

/* Find the mentions in `text` (UTF-8), ascending and apart from each other; borrowed until the next
 * call. */
enum status finder_run(struct finder *f, struct span text, unsigned facts,
                       const struct mention **mentions, size_t *count, struct error *e) MUST_CHECK;

/* Can `entity` be meant as well, with the same words?  Then `m`, of the last finder_run(), is taken
 * for a mention of it. */
bool finder_may_mean(const struct finder *f, struct mention *m, uint32_t entity);

/* Append what stands in the mention's place when another of its kind is meant: the house spelling
 * of `entity` in the same form (family name alone, full name, in its own order), case and capitals.
 * `m` is of the last finder_run().  ST_NOTFOUND where that is not known or not the only way to
 * write it. */
enum status finder_rename(struct finder *f, const struct mention *m, uint32_t entity,
                          struct buf *out, struct error *e) MUST_CHECK;

#endif
