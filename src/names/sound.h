/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sound keys: one string for all the ways in which a name of the region is written in Latin,
 * Cyrillic, Greek, Armenian or Georgian letters, so that an unlisted spelling still finds its
 * name.  "Tokayev", "Tokaev", "Tokajew", "Toqaev", "Tokaïev", "Токаев" and "Тоқаев" are all
 * "tokaev".
 *
 * Sounds are ASCII, one byte each: letters for themselves, and capitals for what takes several
 * letters or a diacritic in one writing or another: S (sh, sch, sz, ş, ш), Z (zh, ż, ж, дж), C
 * (ch, tsch, cz, ç, ч), T (ts, c, ц).  й and ы are i, я is ia, ю is iu, ё is io.  The
 * correspondences are those of ISO 9, BGN/PCGN, the press conventions of English, German, French,
 * Polish and Turkish, and the Kazakh Latin alphabets.
 *
 * A Latin spelling means one thing to an English reader, another to a German one (ch, j, c), so
 * it is read in SOUND_READINGS ways.  Two levels come out of a reading:
 *
 *   sounds   what was read, letter by letter: what scores compare;
 *   key      sounds with everything folded away in which romanizations differ: ie is e; ia, io, iu
 *            after a consonant are a, o, u; z is s; ng is n; doubled sounds are one; final f is v.
 *            Keys are what dictionaries are indexed by.
 *
 * Words are read one by one and put together without a space.  Marks, digits and letters of other
 * scripts are passed over.
 */
#ifndef NAMES_SOUND_H
#define NAMES_SOUND_H

#include "base/buf.h"

enum sound_reading {
    SOUND_ENGLISH, /* ch is ч, j is ж, c before e i y is с */
    SOUND_GERMAN,  /* and Polish: ch is х, j is й, c is ц */
    SOUND_GERMAN_SOFT, /* the same with sch for ж: Schomart, Olschas */
    SOUND_FRENCH,  /* ch is ш, j is ж, gu before e i is г, final -ine is -ин */
    SOUND_TURKIC,  /* c and j are ж (дж), x is х, w is у */
    SOUND_READINGS
};

enum { SOUND_KEYS = 6, SOUND_MAX = 96 /* bytes with the NUL; what is longer is cut */ };

struct sound {
    unsigned count;                  /* 0 when the spelling has no letter that sounds */
    char key[SOUND_KEYS][SOUND_MAX]; /* NUL-terminated, all different, the likeliest first */
};

/* All sound keys of a word or a name; works on any capitals and normalization form.  No memory is
 * allocated, so nothing here can fail. */
void sound_of(struct span s, struct sound *out);

/* The sounds of one reading; returns their number (0: none).  `out` has SOUND_MAX bytes. */
size_t sound_read(struct span s, enum sound_reading reading, char *out);


/* The key of sounds.  `out` has SOUND_MAX bytes. */
void sound_key(const char *sounds, char *out);

/* Do any keys agree? */
bool sound_alike(const struct sound *a, const struct sound *b);

/* The skeleton of a sound key: consonants only, voiced and unvoiced ones one, hissing and hushing
 * ones one each, a first vowel marked.  For finding candidates, misspelt ones too.  `out` has
 * SOUND_MAX bytes. */
void sound_skeleton(const char *key, char *out);

#endif
