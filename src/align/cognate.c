/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/cognate.h"

#include "text/norm.h"

/* Cyrillic letters from U+0430 on; sounds that Latin spells in several ways are one letter. */
static const char *const cyrillic[] = {
    "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "h", "c", "c", "s", "s", "",  "i", "",  "e", "u", "a",
};

static const struct {
    uint32_t letter;
    const char *sound;
} others[] = {
    {0x0451, "e"}, {0x0454, "e"}, {0x0456, "i"}, {0x0457, "i"}, {0x045E, "u"}, {0x0491, "g"},
    {0x0493, "g"}, {0x049B, "k"}, {0x04A3, "n"}, {0x04AF, "u"}, {0x04B1, "u"}, {0x04B3, "h"},
    {0x04BB, "h"}, {0x04D9, "a"}, {0x04E9, "o"},
};

static const char *cyrillic_sound(uint32_t c)
{
    if (c >= 0x0430 && c < 0x0430 + COUNT_OF(cyrillic))
        return cyrillic[c - 0x0430];
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (others[i].letter == c)
            return others[i].sound;
    return NULL;
}

/* The sound of the Latin letters at the start of `s`; *used says how many bytes they are. */
static char latin_sound(const char *s, size_t len, size_t *used)
{
    static const struct {
        char letters[3], sound;
    } pairs[] = {{"ph", 'f'}, {"kh", 'h'}, {"ch", 'c'}, {"sh", 's'}, {"zh", 'j'}, {"th", 't'},
                 {"ck", 'k'}, {"cz", 'c'}, {"sz", 's'}, {"ts", 'c'}, {"tz", 'c'}, {"qu", 'k'}};

    *used = 2;
    for (size_t i = 0; len > 1 && i < COUNT_OF(pairs); i++)
        if (memcmp(s, pairs[i].letters, 2) == 0)
            return pairs[i].sound;
    *used = 1;
    switch (s[0]) {
    case 'c':
        return len > 1 && strchr("eiy", s[1]) ? 'c' : 'k';
    case 'q':
        return 'k';
    case 'w':
        return 'v';
    case 'y':
        return 'i';
    case 'x':
        return 'k';
    }
    return s[0];
}

static void add_sound(struct buf *out, size_t from, char c)
{
    if (out->len == from || out->data[out->len - 1] != c)
        buf_addch(out, c);
}

static bool cyrillic_key(struct span word, struct buf *out, size_t from)
{
    bool any = false;

    for (size_t at = 0; at < word.len;) {
        const char *sound = cyrillic_sound(utf8_next(word, &at));
        for (; sound && *sound; sound++) {
            add_sound(out, from, *sound);
            any = true;
        }
    }
    return any;
}

static bool latin_key(struct span word, struct buf *out, size_t from)
{
    struct buf plain = BUF_INIT;
    bool ok = norm_add_unaccented(&plain, word, NULL) == ST_OK;

    if (ok) {
        for (size_t i = 0, used; i < plain.len; i += used) {
            char c = latin_sound(plain.data + i, plain.len - i, &used);
            if (c >= 'a' && c <= 'z')
                add_sound(out, from, c);
        }
    }
    buf_free(&plain);
    return ok;
}

bool cognate_key(struct span word, struct buf *out)
{
    size_t from = out->len;

    if (!cyrillic_key(word, out, from) && !latin_key(word, out, from))
        return false;
    if (out->len - from < 4)
        buf_splice(out, from, out->len - from, span_of("", 0));
    else if (out->len - from > COGNATE_KEY)
        buf_splice(out, from + COGNATE_KEY, out->len - from - COGNATE_KEY, span_of("", 0));
    return !out->failed;
}
