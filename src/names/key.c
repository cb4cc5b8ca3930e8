/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/key.h"

#include "text/norm.h"

/* Latin letters that canonical decomposition leaves alone. */
static const struct {
    uint32_t c;
    const char *base;
} undecomposed[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"}, {0x0142, "l"},  {0x014B, "n"},  {0x0153, "oe"},
    {0x0167, "t"},  {0x0180, "b"}, {0x0188, "c"},  {0x0199, "k"},  {0x019A, "l"},
    {0x01E5, "g"},  {0x0237, "j"}, {0x0253, "b"},  {0x0254, "o"},  {0x0257, "d"},
    {0x0259, "a"},  {0x0268, "i"}, {0x026B, "l"},  {0x0272, "n"},  {0x0289, "u"},
    {0x01B6, "z"},  {0x0275, "o"}, {0x01A3, "g"},  {0x2C68, "h"},  {0x2C6A, "k"},
    {0xA78C, ""},
};

/* Marks of romanizations and invisible characters, which stand for nothing in a key. */
static bool is_dropped(uint32_t c)
{
    switch (c) {
    case '\'':
    case '`':
    case 0x00AD: /* soft hyphen */
    case 0x00B4:
    case 0x00B7: /* centred dot of BGN */
    case 0x02B9:
    case 0x02BA:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x02BE:
    case 0x02BF:
    case 0x02C8:
    case 0x02CA:
    case 0x02CB:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x2033:
    case 0x2035:
    case 0x2060:
    case 0x0640: /* tatweel */
    case 0xFEFF:
    case 0xFF07:
        return true;
    default:
        return (c >= 0x200B && c <= 0x200F) || (c >= 0x0300 && c <= 0x036F) ||
               (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x0591 && c <= 0x05C7);
    }
}

/* Append a folded letter of the Latin script without its diacritics. */
static enum status add_latin(struct buf *out, uint32_t c, struct error *e)
{
    char bytes[4];

    for (size_t i = 0; i < COUNT_OF(undecomposed); i++) {
        if (undecomposed[i].c == c) {
            buf_adds(out, undecomposed[i].base);
            return ST_OK;
        }
    }
    return norm_add_unaccented(out, span_of(bytes, utf8_encode(c, bytes)), e);
}

/* Letters of other scripts that are written for one another. */
static uint32_t other_letter(uint32_t c)
{
    switch (c) {
    case 0x0451: /* ё */
    case 0x0450: /* ѐ */
        return 0x0435;
    case 0x045D: /* ѝ */
        return 0x0438;
    case 0x064A: /* Arabic yeh, alef maksura: Farsi yeh */
    case 0x0649:
        return 0x06CC;
    case 0x0643: /* Arabic kaf: keheh */
        return 0x06A9;
    case 0x0622: /* alef with madda or hamza */
    case 0x0623:
    case 0x0625:
        return 0x0627;
    default:
        return c;
    }
}

/* A closing quotation mark inside a word is the hard sign of BGN, elsewhere punctuation. */
static bool is_hard_sign(uint32_t c, struct span folded, size_t after)
{
    size_t len;

    return c == 0x201D && after < folded.len &&
           char_is_letter(utf8_decode(folded, after, &len));
}

/* `start` is where this key begins in `out`; a space is owed when a gap was seen after a letter. */
static enum status add_letter(struct buf *out, size_t start, uint32_t c, bool *gap, struct error *e)
{
    if (*gap && out->len > start)
        buf_addch(out, ' ');
    *gap = false;
    if (c >= 0x80 && char_script(c) == SCRIPT_LATIN)
        return add_latin(out, c, e);
    utf8_add(out, other_letter(c));
    return ST_OK;
}

static enum status add_folded(struct buf *out, struct span folded, struct error *e)
{
    size_t start = out->len, at = 0;
    bool gap = false;
    enum status st;

    while (at < folded.len) {
        uint32_t c = utf8_next(folded, &at);

        if (c != UTF8_BAD && (is_dropped(c) || is_hard_sign(c, folded, at)))
            continue;
        if (c == UTF8_BAD || !(char_is_letter(c) || char_is_mark(c) || char_is_digit(c))) {
            gap = true;
            continue;
        }
        if ((st = add_letter(out, start, c, &gap, e)) != ST_OK)
            return st;
    }
    return buf_status(out, e);
}

/* Small Cyrillic letters that are in a key as they stand: nearly all. */
static bool add_cyrillic(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.len; i += 2)
        if ((unsigned char)s.ptr[i] < 0xD0 || (unsigned char)s.ptr[i] > 0xD4)
            return false;
    if (!norm_is_folded_quick(s))
        return false;
    for (size_t at = 0; at < s.len;)
        utf8_add(out, other_letter(utf8_next(s, &at)));
    return true;
}

/* Words of plain ASCII letters are most of what is asked for. */
static bool add_ascii(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i] | 0x20;
        if (c < 'a' || c > 'z')
            return false;
    }
    for (size_t i = 0; i < s.len; i++)
        buf_addch(out, (char)(s.ptr[i] | 0x20));
    return true;
}

enum status key_add(struct buf *out, struct span s, struct error *e)
{
    struct buf folded = BUF_INIT;
    enum status st;

    if (add_ascii(out, s) || add_cyrillic(out, s))
        return buf_status(out, e);
    st = norm_add_folded(&folded, s, e);
    if (st == ST_OK)
        st = add_folded(out, buf_span(&folded), e);
    buf_free(&folded);
    return st;
}

uint32_t key_words(struct span key)
{
    uint32_t n = key.len > 0;

    for (size_t i = 0; i < key.len; i++)
        n += key.ptr[i] == ' ';
    return n;
}
