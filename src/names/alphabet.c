/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/alphabet.h"

#include "names/letters.h"
#include "names/pinyin.inc"
#include "text/norm.h"

/* Folded text of a word that is long enough for all letters that are kept. */
enum { FOLDED = 4 * ALPHABET_LETTERS };

struct letters {
    uint32_t *v;
    size_t n;
};

static void put(struct letters *l, uint32_t c)
{
    if (l->n < ALPHABET_LETTERS)
        l->v[l->n++] = c;
}

const char *alphabet_name(enum alphabet a)
{
    static const char *const names[ALPHABETS] = {"latin",  "cyrillic", "arabic", "hebrew",
                                                 "pinyin", "kana",     "hangul"};

    return names[a];
}

static enum alphabet alphabet_of(enum script s)
{
    switch (s) {
    case SCRIPT_LATIN:
    case SCRIPT_GREEK:
    case SCRIPT_ARMENIAN:
    case SCRIPT_GEORGIAN:
        return ALPHABET_LATIN;
    case SCRIPT_CYRILLIC:
        return ALPHABET_CYRILLIC;
    case SCRIPT_ARABIC:
        return ALPHABET_ARABIC;
    case SCRIPT_HEBREW:
        return ALPHABET_HEBREW;
    case SCRIPT_HAN:
        return ALPHABET_PINYIN;
    case SCRIPT_KANA:
        return ALPHABET_KANA;
    case SCRIPT_HANGUL:
        return ALPHABET_HANGUL;
    default:
        return ALPHABETS;
    }
}

/* Sounds (names/sound.h) in Latin letters. */
static void put_sounds(struct letters *l, const char *sounds)
{
    for (; *sounds; sounds++) {
        switch (*sounds) {
        case 'S':
        case 'Z':
        case 'C':
            put(l, *sounds == 'S' ? 's' : *sounds == 'Z' ? 'z' : 'c');
            put(l, 'h');
            break;
        case 'T':
            put(l, 't');
            put(l, 's');
            break;
        case 'w':
            put(l, 'v');
            break;
        default:
            put(l, (unsigned char)*sounds);
        }
    }
}

/* Letters of Latin and Cyrillic that look alike and are typed for one another. */
static const uint16_t twins[][2] = {
    {'a', 0x430}, {'c', 0x441}, {'e', 0x435}, {'i', 0x456},  {'j', 0x458},     {'k', 0x43A},
    {'m', 0x43C}, {'o', 0x43E}, {'p', 0x440}, {'s', 0x455},  {'t', 0x442},     {'x', 0x445},
    {'y', 0x443}, {'b', 0x432}, {'h', 0x43D}, {0xEF, 0x457}, {0x259, 0x4D9},
};

/* A letter's twin in the other alphabet; 0 where there is none. */
static uint32_t twin(uint32_t c, enum alphabet a)
{
    for (size_t i = 0; i < COUNT_OF(twins); i++) {
        if (twins[i][a != ALPHABET_CYRILLIC] == c)
            return twins[i][a == ALPHABET_CYRILLIC];
    }
    return 0;
}

/* The alphabet of a word, that of its first letter; where Latin and Cyrillic are mixed, the one
 * that more letters cannot but be of. */
static enum alphabet alphabet_of_word(struct span folded)
{
    enum alphabet first = ALPHABETS;
    int own[ALPHABETS + 1] = {0};
    size_t at = 0;

    while (at < folded.len) {
        uint32_t c = utf8_next(folded, &at);
        enum alphabet a = c == UTF8_BAD ? ALPHABETS : alphabet_of(char_script(c));

        if (first == ALPHABETS)
            first = a;
        if (a <= ALPHABET_CYRILLIC && !twin(c, (enum alphabet)!a))
            own[a]++;
    }
    if (first > ALPHABET_CYRILLIC || own[first] >= own[!first])
        return first;
    return (enum alphabet)!first;
}

static uint32_t arabic_letter(uint32_t c)
{
    switch (c) {
    case 0x622: /* alef with madda, hamza, wasla */
    case 0x623:
    case 0x625:
    case 0x671:
        return 0x627;
    case 0x64A: /* yeh, alef maksura: Farsi yeh */
    case 0x649:
        return 0x6CC;
    case 0x643: /* kaf: keheh */
        return 0x6A9;
    case 0x629: /* teh marbuta, Uyghur and Kurdish ae, heh goal: heh */
    case 0x6C1:
    case 0x6C0:
        return 0x647;
    case 0x640: /* tatweel, hamza */
    case 0x621:
    case 0x674:
        return 0;
    default:
        return c;
    }
}

static uint32_t hebrew_letter(uint32_t c)
{
    switch (c) {
    case 0x5DA:
    case 0x5DD:
    case 0x5DF:
    case 0x5E3:
    case 0x5E5:
        return c + 1;
    case 0x5F3:
    case '\'':
    case 0x2019:
        return '\'';
    default:
        return c;
    }
}

static void put_hangul(struct letters *l, uint32_t c)
{
    uint32_t s = c - 0xAC00;

    if (c < 0xAC00 || c > 0xD7A3) {
        put(l, c);
        return;
    }
    put(l, 0x1100 + s / 588);
    put(l, 0x1161 + s % 588 / 28);
    if (s % 28)
        put(l, 0x11A7 + s % 28);
}

/* Latin letters, and Greek, Armenian and Georgian ones spelt in them; *at is behind `c`. */
static void put_latin(struct letters *l, struct span f, uint32_t c, size_t *at)
{
    const char *sounds = NULL;
    size_t len;

    if (char_script(c) == SCRIPT_LATIN) {
        put(l, c);
        return;
    }
    if (*at < f.len && (sounds = letter_pair(c, utf8_decode(f, *at, &len))))
        *at += len;
    if (!sounds)
        sounds = letter_sound(c);
    put_sounds(l, sounds ? sounds : "");
}

static void put_cyrillic(struct letters *l, uint32_t c)
{
    if (c == 0x449) { /* щ */
        put(l, 0x448);
        c = 0x447;
    }
    put(l, c == 0x450 ? 0x435 : c == 0x45D ? 0x438 : c);
}

static void put_letter(struct letters *l, enum alphabet a, struct span f, uint32_t c, size_t *at)
{
    const char *pinyin;

    switch (a) {
    case ALPHABET_LATIN:
        put_latin(l, f, c, at);
        break;
    case ALPHABET_CYRILLIC:
        put_cyrillic(l, c);
        break;
    case ALPHABET_ARABIC:
        if ((c = arabic_letter(c)))
            put(l, c);
        break;
    case ALPHABET_PINYIN:
        for (pinyin = alphabet_pinyin(c); pinyin && *pinyin; pinyin++)
            put(l, (unsigned char)*pinyin);
        break;
    case ALPHABET_KANA:
        if (c != 0x30FC && c != 0x30FB)
            put(l, c < 0x30A0 ? c + 0x60 : c);
        break;
    case ALPHABET_HANGUL:
        put_hangul(l, c);
        break;
    default:
        put(l, hebrew_letter(c));
    }
}

size_t alphabet_read(struct span word, enum alphabet *of, uint32_t *out)
{
    char folded[FOLDED];
    struct span f = span_of(folded, norm_fold_short(word, folded, sizeof folded));
    struct letters l = {out, 0};
    size_t at = 0;

    *of = alphabet_of_word(f);
    while (*of != ALPHABETS && at < f.len) {
        uint32_t c = utf8_next(f, &at), other;
        enum alphabet a = c == UTF8_BAD ? ALPHABETS : alphabet_of(char_script(c));

        if (a == *of || (*of == ALPHABET_HEBREW && hebrew_letter(c) == '\''))
            put_letter(&l, *of, f, c, &at);
        else if (a + *of == ALPHABET_LATIN + ALPHABET_CYRILLIC && (other = twin(c, *of)))
            put(&l, other);
    }
    return l.n;
}

size_t alphabet_romanize(struct span word, uint32_t *out)
{
    char folded[FOLDED];
    struct span f = span_of(folded, norm_fold_short(word, folded, sizeof folded));
    struct letters l = {out, 0};
    const char *syllable[3], *sounds;
    size_t at = 0;

    while (at < f.len) {
        uint32_t c = utf8_next(f, &at);

        if (c == UTF8_BAD)
            continue;
        if (letter_hangul(c, syllable)) {
            for (int i = 0; i < 3; i++)
                put_sounds(&l, syllable[i]);
        } else if ((sounds = letter_sound(c)) || (sounds = alphabet_pinyin(c))) {
            put_sounds(&l, sounds);
        } else if (char_script(c) == SCRIPT_LATIN) {
            put(&l, c);
        }
    }
    return l.n;
}

size_t alphabet_plain(uint32_t letter, uint32_t out[2])
{
    const char *sounds = letter < 0x80 ? NULL : letter_latin(letter);
    uint32_t many[ALPHABET_LETTERS];
    struct letters l = {many, 0};

    out[0] = letter;
    if (!sounds)
        return 1;
    put_sounds(&l, sounds);
    out[0] = many[0];
    out[1] = l.n > 1 ? many[1] : 0;
    return l.n > 1 ? 2 : 1;
}

const char *alphabet_pinyin(uint32_t c)
{
    return c >= 0x4E00 && c - 0x4E00 < COUNT_OF(readings) && readings[c - 0x4E00]
               ? syllables[readings[c - 0x4E00]]
               : NULL;
}
