/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/loose.h"

#include "names/score.h"
#include "text/norm.h"

#define PAIR(x, y) (x) << 8 | (y): case (y) << 8 | (x)

enum loose loose_script(struct span word)
{
    size_t at = 0;

    while (at < word.len) {
        uint32_t c = utf8_next(word, &at);

        switch (c == UTF8_BAD ? SCRIPT_COMMON : char_script(c)) {
        case SCRIPT_COMMON:
            break;
        case SCRIPT_ARABIC:
        case SCRIPT_HEBREW:
            return LOOSE_CONSONANTS;
        case SCRIPT_KANA:
        case SCRIPT_HANGUL:
            return LOOSE_SYLLABLES;
        default:
            return LOOSE_NOT;
        }
    }
    return LOOSE_NOT;
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* In hundredths, as in score.c, for what these scripts cannot tell apart. */
static unsigned substitute(char a, char b)
{
    if (a == b)
        return 0;
    switch (a << 8 | b) {
    case PAIR('w', 'v'): case PAIR('w', 'u'): case PAIR('w', 'o'):
        return 5;
    case PAIR('b', 'p'): case PAIR('v', 'f'): case PAIR('r', 'l'): case PAIR('z', 's'):
    case PAIR('b', 'v'): case PAIR('h', 'f'): case PAIR('k', 'h'):
        return 15;
    case PAIR('g', 'k'): case PAIR('g', 'h'): case PAIR('Z', 'g'): case PAIR('Z', 'C'):
    case PAIR('C', 'S'): case PAIR('Z', 'z'): case PAIR('Z', 'S'): case PAIR('t', 'd'):
    case PAIR('T', 's'): case PAIR('T', 't'): case PAIR('S', 's'): case PAIR('C', 't'):
        return 35;
    default:
        return is_vowel(a) && is_vowel(b) ? 35 : 100;
    }
}

static unsigned drop(const char *s, size_t i)
{
    char before = i > 0 ? s[i - 1] : 0;

    if (s[i] == before || s[i] == 'w')
        return 5;
    if (s[i] == 'h')
        return 35;
    /* a vowel that only carries a consonant */
    return is_vowel(s[i]) ? (before && !is_vowel(before) ? 20 : 40) : 100;
}

static unsigned distance(const char *a, size_t n, const char *b, size_t m)
{
    unsigned row[SCORE_SOUNDS + 1];

    row[0] = 0;
    for (size_t j = 0; j < m; j++)
        row[j + 1] = row[j] + drop(b, j);
    for (size_t i = 0; i < n; i++) {
        unsigned diagonal = row[0];

        row[0] += drop(a, i);
        for (size_t j = 0; j < m; j++) {
            unsigned best = diagonal + substitute(a[i], b[j]);

            if (row[j + 1] + drop(a, i) < best)
                best = row[j + 1] + drop(a, i);
            if (row[j] + drop(b, j) < best)
                best = row[j] + drop(b, j);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[m];
}

/* The sounds that are compared; a vowel at the beginning is written, as alef. */
static size_t strip(const char *s, enum loose how, char *out)
{
    size_t n = 0;

    for (size_t i = 0; s[i] && n + 1 < SCORE_SOUNDS; i++) {
        if (how == LOOSE_SYLLABLES)
            out[n++] = s[i];
        else if (is_vowel(s[i]) && i == 0)
            out[n++] = 'a';
        else if (!is_vowel(s[i]))
            out[n++] = s[i];
    }
    return n;
}

/* Sounds that count for the length of a word. */
static size_t weight(const char *s, size_t n)
{
    size_t w = 0;

    for (size_t i = 0; i < n; i++)
        w += s[i] != 'w';
    return w;
}

double loose_likeness(const char *a, const char *b, enum loose how)
{
    char x[SCORE_SOUNDS], y[SCORE_SOUNDS];
    size_t n = strip(a, how, x), m = strip(b, how, y), p = weight(x, n), q = weight(y, m);
    size_t longer = p > q ? p : q;
    double like;

    if (longer == 0)
        return 0;
    like = 1 - distance(x, n, y, m) / (100.0 * (double)longer);
    /* two or three consonants are little to go by */
    if (how == LOOSE_CONSONANTS)
        like -= longer < 2 ? 0.2 : longer < 3 ? 0.06 : 0.02;
    return like > 0 ? like : 0;
}
