/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/diacritics.h"

#include "text/norm.h"

static bool contains(struct span letters, uint32_t c)
{
    size_t at = 0;

    while (at < letters.len) {
        uint32_t k = utf8_next(letters, &at);

        if (k == c || char_lower(k) == char_lower(c))
            return true;
    }
    return false;
}

static bool is_sign(uint32_t c)
{
    return c == 0x2018 || c == 0x2019 || c == 0x201D || c == 0x00B7 ||
           (c >= 0x02B9 && c <= 0x02BF) || c == 0x2032 || c == 0x2033;
}

/* Letters whose stroke or form is no combining mark. */
static const char *base_of(uint32_t c)
{
    switch (c) {
    case 0x0131: return "i";
    case 0x0141: return "L";
    case 0x0142: return "l";
    case 0x00D8: return "O";
    case 0x00F8: return "o";
    case 0x0110: return "D";
    case 0x0111: return "d";
    case 0x00DF: return "ss";
    case 0x00C6: return "Ae";
    case 0x00E6: return "ae";
    case 0x018F: return "A";
    case 0x0259: return "a";
    case 0x014A: return "N";
    case 0x014B: return "n";
    default: return NULL;
    }
}

static enum status add_letter(struct buf *out, uint32_t c, struct error *e)
{
    const char *base = base_of(c);
    char bytes[4];

    if (base) {
        buf_adds(out, base);
        return ST_OK;
    }
    return norm_add_unaccented(out, span_of(bytes, utf8_encode(c, bytes)), e);
}

enum status diacritics_add(struct buf *out, struct span s, bool drop, struct span keep, bool signs,
                           struct error *e)
{
    size_t at = 0;
    enum status st = ST_OK;

    if (!drop || utf8_is_ascii(s)) {
        buf_add(out, s);
        return buf_status(out, e);
    }
    while (at < s.len && st == ST_OK) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);

        if (c != UTF8_BAD && signs && is_sign(c) && !contains(keep, c))
            continue;
        if (c != UTF8_BAD && c >= 0x80 && char_script(c) == SCRIPT_LATIN && !contains(keep, c))
            st = add_letter(out, c, e);
        else
            buf_add(out, span_cut(s, from, at));
    }
    return st == ST_OK ? buf_status(out, e) : st;
}
