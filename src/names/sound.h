/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sound keys: one string for all the ways in which a name of the region is written in Latin,
 * Cyrillic, Greek, Armenian or Georgian letters, so that an unlisted spelling still finds its
 * name.  "Tokayev", "Tokaev", "Tokajew", "Toqaev", "Tokaïev", "Токаев" and "Тоқаев" are all
 * "tokaev".
 *
 * The key is ASCII, lower case, without spaces: capitals X (sh, sch, ş, ш), Z (zh, j of ж/ж-like
 * sounds, ż, dzh), C (ch, tsch, ç, ч), T (ts, c, ц) stand for sounds of several letters.  What
 * romanizations differ in is folded away: w and v; kh, h, x, х, ғ-less gh; q and k; y, i, j and ı;
 * ye, ie, je and e; ya, ia, ä and a after a consonant; ou, oo, u, ü, ұ; doubled letters; silent
 * signs and apostrophes.  The correspondences are those of ISO 9, BGN/PCGN, the press conventions
 * of English, German, French, Polish and Turkish, and the Kazakh Latin alphabets.
 *
 * A letter may stand for two sounds (German ch is х, English ch is ч; Polish j is й, English j is
 * ж), so a spelling has up to SOUND_KEYS keys, the likeliest first.  Two spellings sound alike when
 * any of their keys agree.
 */
#ifndef NAMES_SOUND_H
#define NAMES_SOUND_H

#include "base/buf.h"

enum { SOUND_KEYS = 4, SOUND_MAX = 96 /* bytes of a key; what is longer is cut */ };

struct sound {
    unsigned count;                     /* 0 when the spelling has no letter that sounds */
    char key[SOUND_KEYS][SOUND_MAX];    /* NUL-terminated */
};

/* All sound keys of a word or a name; works on any capitals and normalization form.  Spaces,
 * hyphens and marks are left out.  Letters of other scripts are passed over. */
void sound_of(struct span s, struct sound *out);

/* Do any keys agree? */
bool sound_alike(const struct sound *a, const struct sound *b);

/* The skeleton of a sound key: consonants only, voiced and unvoiced ones one, the first vowel a
 * mark.  For finding candidates, misspelt ones too.  `out` has SOUND_MAX bytes. */
void sound_skeleton(const char *key, char *out);

#endif
