/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/letters.h"

struct letter {
    uint16_t c;
    char sound[4];
};

/* Latin-1 Supplement, Latin Extended-A and what names of the region need beyond; sorted. */
static const struct letter latin[] = {
    {0xDF, "ss"},   {0xE0, "a"},    {0xE1, "a"},    {0xE2, "a"},    {0xE3, "a"},
    {0xE4, "a"},    {0xE5, "o"},    {0xE6, "e"},    {0xE7, "C"},    {0xE8, "e"},
    {0xE9, "e"},    {0xEA, "e"},    {0xEB, "e"},    {0xEC, "i"},    {0xED, "i"},
    {0xEE, "i"},    {0xEF, "i"},    {0xF0, "d"},    {0xF1, "n"},    {0xF2, "o"},
    {0xF3, "o"},    {0xF4, "o"},    {0xF5, "o"},    {0xF6, "o"},    {0xF8, "o"},
    {0xF9, "u"},    {0xFA, "u"},    {0xFB, "u"},    {0xFC, "u"},    {0xFD, "i"},
    {0xFE, "t"},    {0xFF, "i"},    {0x101, "a"},   {0x103, "a"},   {0x105, "a"},
    {0x107, "C"},   {0x109, "S"},   {0x10B, "T"},   {0x10D, "C"},   {0x10F, "d"},
    {0x111, "d"},   {0x113, "e"},   {0x115, "e"},   {0x117, "e"},   {0x119, "e"},
    {0x11B, "e"},   {0x11D, "g"},   {0x11F, "g"},   {0x121, "g"},   {0x123, "g"},
    {0x125, "h"},   {0x127, "h"},   {0x129, "i"},   {0x12B, "i"},   {0x12D, "i"},
    {0x12F, "i"},   {0x131, "i"},   {0x135, "Z"},   {0x137, "k"},   {0x13A, "l"},
    {0x13C, "l"},   {0x13E, "l"},   {0x142, "l"},   {0x144, "n"},   {0x146, "n"},
    {0x148, "n"},   {0x14B, "n"},   {0x14D, "o"},   {0x14F, "o"},   {0x151, "o"},
    {0x153, "e"},   {0x155, "r"},   {0x157, "r"},   {0x159, "r"},   {0x15B, "s"},
    {0x15D, "SC"},  {0x15F, "S"},   {0x161, "S"},   {0x163, "T"},   {0x165, "t"},
    {0x167, "t"},   {0x169, "u"},   {0x16B, "u"},   {0x16D, "u"},   {0x16F, "u"},
    {0x171, "u"},   {0x173, "u"},   {0x175, "v"},   {0x177, "i"},   {0x17A, "z"},
    {0x17C, "Z"},   {0x17E, "Z"},   {0x1CE, "a"},   {0x1D0, "i"},   {0x1D2, "o"},
    {0x1D4, "u"},   {0x1E7, "g"},   {0x1E9, "k"},   {0x1F0, "Z"},   {0x219, "S"},
    {0x21B, "T"},   {0x21F, "h"},   {0x233, "i"},   {0x254, "o"},   {0x259, "a"},
    {0x268, "i"},   {0x275, "o"},   {0x289, "u"},   {0x1E0F, "d"},  {0x1E11, "d"},
    {0x1E25, "h"},  {0x1E29, "h"},  {0x1E2B, "h"},  {0x1E33, "k"},  {0x1E45, "n"},
    {0x1E47, "n"},  {0x1E63, "s"},  {0x1E6D, "t"},  {0x1E6F, "t"},  {0x1E83, "v"},
    {0x1E85, "v"},  {0x1E91, "z"},  {0x1E93, "z"},  {0x1EF3, "i"},
};

/* Cyrillic from U+0430; several languages share a letter, the sound is that of most. */
static const struct letter cyrillic[] = {
    {0x430, "a"},   {0x431, "b"},   {0x432, "v"},   {0x433, "g"},   {0x434, "d"},
    {0x435, "e"},   {0x436, "Z"},   {0x437, "z"},   {0x438, "i"},   {0x439, "i"},
    {0x43A, "k"},   {0x43B, "l"},   {0x43C, "m"},   {0x43D, "n"},   {0x43E, "o"},
    {0x43F, "p"},   {0x440, "r"},   {0x441, "s"},   {0x442, "t"},   {0x443, "u"},
    {0x444, "f"},   {0x445, "h"},   {0x446, "T"},   {0x447, "C"},   {0x448, "S"},
    {0x449, "SC"},  {0x44A, ""},    {0x44B, "i"},   {0x44C, ""},    {0x44D, "e"},
    {0x44E, "iu"},  {0x44F, "ia"},  {0x450, "e"},   {0x451, "io"},  {0x452, "Z"},
    {0x453, "g"},   {0x454, "ie"},  {0x455, "dz"},  {0x456, "i"},   {0x457, "i"},
    {0x458, "i"},   {0x459, "l"},   {0x45A, "n"},   {0x45B, "C"},   {0x45C, "k"},
    {0x45D, "i"},   {0x45E, "u"},   {0x45F, "Z"},   {0x491, "g"},   {0x493, "g"},
    {0x495, "g"},   {0x497, "Z"},   {0x499, "z"},   {0x49B, "k"},   {0x49D, "g"},
    {0x4A1, "k"},   {0x4A3, "n"},   {0x4A5, "n"},   {0x4AB, "s"},   {0x4AF, "u"},
    {0x4B1, "u"},   {0x4B3, "h"},   {0x4B7, "Z"},   {0x4B9, "Z"},   {0x4BB, "h"},
    {0x4CA, "n"},   {0x4D1, "a"},   {0x4D3, "a"},   {0x4D5, "e"},   {0x4D7, "e"},
    {0x4D9, "a"},   {0x4E3, "i"},   {0x4E5, "i"},   {0x4E7, "o"},   {0x4E9, "o"},
    {0x4EF, "u"},   {0x4F1, "u"},   {0x4F3, "u"},
};

static const struct letter greek[] = {
    {0x3AC, "a"},   {0x3AD, "e"},   {0x3AE, "i"},   {0x3AF, "i"},   {0x3B1, "a"},
    {0x3B2, "v"},   {0x3B3, "g"},   {0x3B4, "d"},   {0x3B5, "e"},   {0x3B6, "z"},
    {0x3B7, "i"},   {0x3B8, "t"},   {0x3B9, "i"},   {0x3BA, "k"},   {0x3BB, "l"},
    {0x3BC, "m"},   {0x3BD, "n"},   {0x3BE, "ks"},  {0x3BF, "o"},   {0x3C0, "p"},
    {0x3C1, "r"},   {0x3C2, "s"},   {0x3C3, "s"},   {0x3C4, "t"},   {0x3C5, "i"},
    {0x3C6, "f"},   {0x3C7, "h"},   {0x3C8, "ps"},  {0x3C9, "o"},   {0x3CA, "i"},
    {0x3CB, "i"},   {0x3CC, "o"},   {0x3CD, "i"},   {0x3CE, "o"},
};

/* Modern Eastern Armenian. */
static const struct letter armenian[] = {
    {0x561, "a"},   {0x562, "b"},   {0x563, "g"},   {0x564, "d"},   {0x565, "e"},
    {0x566, "z"},   {0x567, "e"},   {0x568, "i"},   {0x569, "t"},   {0x56A, "Z"},
    {0x56B, "i"},   {0x56C, "l"},   {0x56D, "h"},   {0x56E, "T"},   {0x56F, "k"},
    {0x570, "h"},   {0x571, "dz"},  {0x572, "g"},   {0x573, "C"},   {0x574, "m"},
    {0x575, "i"},   {0x576, "n"},   {0x577, "S"},   {0x578, "o"},   {0x579, "C"},
    {0x57A, "p"},   {0x57B, "Z"},   {0x57C, "r"},   {0x57D, "s"},   {0x57E, "v"},
    {0x57F, "t"},   {0x580, "r"},   {0x581, "T"},   {0x582, "u"},   {0x583, "p"},
    {0x584, "k"},   {0x585, "o"},   {0x586, "f"},   {0x587, "ev"},
};

static const struct letter georgian[] = {
    {0x10D0, "a"},  {0x10D1, "b"},  {0x10D2, "g"},  {0x10D3, "d"},  {0x10D4, "e"},
    {0x10D5, "v"},  {0x10D6, "z"},  {0x10D7, "t"},  {0x10D8, "i"},  {0x10D9, "k"},
    {0x10DA, "l"},  {0x10DB, "m"},  {0x10DC, "n"},  {0x10DD, "o"},  {0x10DE, "p"},
    {0x10DF, "Z"},  {0x10E0, "r"},  {0x10E1, "s"},  {0x10E2, "t"},  {0x10E3, "u"},
    {0x10E4, "p"},  {0x10E5, "k"},  {0x10E6, "g"},  {0x10E7, "k"},  {0x10E8, "S"},
    {0x10E9, "C"},  {0x10EA, "T"},  {0x10EB, "dz"}, {0x10EC, "T"},  {0x10ED, "C"},
    {0x10EE, "h"},  {0x10EF, "Z"},  {0x10F0, "h"},
};

/* Arabic, Persian and Kazakh Arabic letters.  Short vowels are not written in the first two; w is
 * waw, which stands for v, o or u. */
static const struct letter arabic[] = {
    {0x621, ""},    {0x622, "a"},   {0x623, "a"},   {0x624, "u"},   {0x625, "i"},
    {0x626, "i"},   {0x627, "a"},   {0x628, "b"},   {0x629, "a"},   {0x62A, "t"},
    {0x62B, "s"},   {0x62C, "Z"},   {0x62D, "h"},   {0x62E, "h"},   {0x62F, "d"},
    {0x630, "z"},   {0x631, "r"},   {0x632, "z"},   {0x633, "s"},   {0x634, "S"},
    {0x635, "s"},   {0x636, "d"},   {0x637, "t"},   {0x638, "z"},   {0x639, ""},
    {0x63A, "g"},   {0x641, "f"},   {0x642, "k"},   {0x643, "k"},   {0x644, "l"},
    {0x645, "m"},   {0x646, "n"},   {0x647, "h"},   {0x648, "w"},   {0x649, "i"},
    {0x64A, "i"},   {0x67E, "p"},   {0x686, "C"},   {0x698, "Z"},   {0x6A4, "v"},
    {0x6A9, "k"},   {0x6AD, "n"},   {0x6AF, "g"},   {0x6BE, "h"},   {0x6C6, "o"},
    {0x6C7, "u"},   {0x6C8, "u"},   {0x6CB, "v"},   {0x6CC, "i"},   {0x6D0, "e"},
    {0x6D5, "e"},
};

/* Hebrew; vav and yod stand for vowels too. */
static const struct letter hebrew[] = {
    {0x5D0, "a"},   {0x5D1, "b"},   {0x5D2, "g"},   {0x5D3, "d"},   {0x5D4, "h"},
    {0x5D5, "w"},   {0x5D6, "z"},   {0x5D7, "h"},   {0x5D8, "t"},   {0x5D9, "i"},
    {0x5DA, "h"},   {0x5DB, "k"},   {0x5DC, "l"},   {0x5DD, "m"},   {0x5DE, "m"},
    {0x5DF, "n"},   {0x5E0, "n"},   {0x5E1, "s"},   {0x5E2, ""},    {0x5E3, "f"},
    {0x5E4, "p"},   {0x5E5, "T"},   {0x5E6, "T"},   {0x5E7, "k"},   {0x5E8, "r"},
    {0x5E9, "S"},   {0x5EA, "t"},
};

/* Katakana, and Hiragana 0x60 below. */
static const struct letter katakana[] = {
    {0x30A1, "a"},  {0x30A2, "a"},  {0x30A3, "i"},  {0x30A4, "i"},  {0x30A5, "u"},
    {0x30A6, "u"},  {0x30A7, "e"},  {0x30A8, "e"},  {0x30A9, "o"},  {0x30AA, "o"},
    {0x30AB, "ka"}, {0x30AC, "ga"}, {0x30AD, "ki"}, {0x30AE, "gi"}, {0x30AF, "ku"},
    {0x30B0, "gu"}, {0x30B1, "ke"}, {0x30B2, "ge"}, {0x30B3, "ko"}, {0x30B4, "go"},
    {0x30B5, "sa"}, {0x30B6, "za"}, {0x30B7, "Si"}, {0x30B8, "Zi"}, {0x30B9, "su"},
    {0x30BA, "zu"}, {0x30BB, "se"}, {0x30BC, "ze"}, {0x30BD, "so"}, {0x30BE, "zo"},
    {0x30BF, "ta"}, {0x30C0, "da"}, {0x30C1, "Ci"}, {0x30C2, "Zi"}, {0x30C3, ""},
    {0x30C4, "Tu"}, {0x30C5, "zu"}, {0x30C6, "te"}, {0x30C7, "de"}, {0x30C8, "to"},
    {0x30C9, "do"}, {0x30CA, "na"}, {0x30CB, "ni"}, {0x30CC, "nu"}, {0x30CD, "ne"},
    {0x30CE, "no"}, {0x30CF, "ha"}, {0x30D0, "ba"}, {0x30D1, "pa"}, {0x30D2, "hi"},
    {0x30D3, "bi"}, {0x30D4, "pi"}, {0x30D5, "fu"}, {0x30D6, "bu"}, {0x30D7, "pu"},
    {0x30D8, "he"}, {0x30D9, "be"}, {0x30DA, "pe"}, {0x30DB, "ho"}, {0x30DC, "bo"},
    {0x30DD, "po"}, {0x30DE, "ma"}, {0x30DF, "mi"}, {0x30E0, "mu"}, {0x30E1, "me"},
    {0x30E2, "mo"}, {0x30E3, "ia"}, {0x30E4, "ia"}, {0x30E5, "iu"}, {0x30E6, "iu"},
    {0x30E7, "io"}, {0x30E8, "io"}, {0x30E9, "ra"}, {0x30EA, "ri"}, {0x30EB, "ru"},
    {0x30EC, "re"}, {0x30ED, "ro"}, {0x30EE, "va"}, {0x30EF, "va"}, {0x30F0, "i"},
    {0x30F1, "e"},  {0x30F2, "o"},  {0x30F3, "n"},  {0x30F4, "vu"}, {0x30F5, "ka"},
    {0x30F6, "ke"},
};

static const char *find(const struct letter *table, size_t n, uint32_t c)
{
    size_t lo = 0, hi = n, at = (size_t)c - table[0].c;

    if (at < n && table[at].c == c) /* no gap in the table before it */
        return table[at].sound;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (table[mid].c < c)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < n && table[lo].c == c ? table[lo].sound : NULL;
}

const char *letter_latin(uint32_t c)
{
    static const char ascii[26][2] = {"a", "b", "c", "d", "e", "f", "g", "h", "i",
                                      "j", "k", "l", "m", "n", "o", "p", "q", "r",
                                      "s", "t", "u", "v", "w", "x", "y", "z"};

    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? ascii[c - 'a'] : NULL;
    if (c > 0x289 && c < 0x1E0F) /* other scripts */
        return NULL;
    return find(latin, COUNT_OF(latin), c);
}

const char *letter_sound(uint32_t c)
{
    if (c >= 0x430 && c < 0x530)
        return find(cyrillic, COUNT_OF(cyrillic), c);
    if (c >= 0x370 && c < 0x400)
        return find(greek, COUNT_OF(greek), c);
    if (c >= 0x530 && c < 0x590)
        return find(armenian, COUNT_OF(armenian), c);
    if (c >= 0x10D0 && c < 0x1100)
        return find(georgian, COUNT_OF(georgian), c);
    if (c >= 0x620 && c < 0x700)
        return find(arabic, COUNT_OF(arabic), c);
    if (c >= 0x5D0 && c < 0x5F0)
        return find(hebrew, COUNT_OF(hebrew), c);
    if (c >= 0x3041 && c < 0x3100)
        return find(katakana, COUNT_OF(katakana), c < 0x30A0 ? c + 0x60 : c);
    return NULL;
}

bool letter_hangul(uint32_t c, const char *out[3])
{
    static const char first[19][2] = {"k", "k", "n", "t", "t", "r", "m", "p", "p", "s",
                                      "s", "",  "Z", "Z", "C", "k", "t", "p", "h"};
    static const char middle[21][3] = {"a", "e",  "ia", "ie", "o",  "e",  "io",
                                       "ie", "o", "ua", "ue", "ui", "io", "u",
                                       "uo", "ue", "ui", "iu", "i", "ui", "i"};
    static const char last[28][2] = {"",  "k", "k", "k", "n", "n", "n", "t", "l", "l",
                                     "l", "l", "l", "l", "l", "l", "m", "p", "p", "t",
                                     "t", "n", "t", "t", "k", "t", "p", "h"};

    if (c < 0xAC00 || c > 0xD7A3)
        return false;
    c -= 0xAC00;
    out[0] = first[c / 588];
    out[1] = middle[c % 588 / 28];
    out[2] = last[c % 28];
    return true;
}

const char *letter_pair(uint32_t c, uint32_t next)
{
    static const struct {
        uint16_t c, next;
        char sound[3];
    } pairs[] = {
        {0x3BC, 0x3C0, "b"}, {0x3BD, 0x3C4, "d"}, {0x3B3, 0x3BA, "g"}, {0x3C4, 0x3B6, "Z"},
        {0x3C4, 0x3C3, "T"}, {0x3BF, 0x3C5, "u"}, {0x3BF, 0x3CD, "u"}, {0x3B5, 0x3B9, "i"},
        {0x3B5, 0x3AF, "i"}, {0x3BF, 0x3B9, "i"}, {0x3BF, 0x3AF, "i"}, {0x3B1, 0x3B9, "e"},
        {0x3B1, 0x3AF, "e"}, {0x3B1, 0x3C5, "av"}, {0x3B5, 0x3C5, "ev"}, {0x3B1, 0x3CD, "av"},
        {0x3B5, 0x3CD, "ev"}, {0x578, 0x582, "u"},
    };

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (pairs[i].c == c && pairs[i].next == next)
            return pairs[i].sound;
    }
    return NULL;
}

bool letter_is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x2B0 && c <= 0x2FF) || c == '\'' || c == '`' ||
           c == 0xAD || c == 0xB4 || c == 0xB7 || c == 0x2018 || c == 0x2019 || c == 0x2032 ||
           c == 0x2033 || (c >= 0x200B && c <= 0x200D) || (c >= 0x64B && c <= 0x65F) || (c >= 0x591 && c <= 0x5C7) || c == 0x30FC;
}
