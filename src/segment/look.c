/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/look.h"

#include "text/norm.h"

uint32_t look_at(struct span t, size_t at)
{
    size_t len;

    return at < t.len ? utf8_decode(t, at, &len) : 0;
}

uint32_t look_before(struct span t, size_t at)
{
    return at > 0 ? utf8_prev(t, &at) : 0;
}

size_t look_past_space(struct span t, size_t at)
{
    while (at < t.len) {
        size_t after = at;
        uint32_t c = utf8_next(t, &after);
        if (!char_is_space(c))
            break;
        at = after;
    }
    return at;
}

size_t look_back_space(struct span t, size_t at)
{
    while (at > 0) {
        size_t before = at;
        uint32_t c = utf8_prev(t, &before);
        if (!char_is_space(c))
            break;
        at = before;
    }
    return at;
}

bool look_is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return char_is_letter(c) || char_is_mark(c) || char_is_digit(c);
}

struct span look_word(struct span t, size_t at)
{
    size_t end = at;

    while (end < t.len) {
        size_t after = end;
        if (!look_is_word(utf8_next(t, &after)))
            break;
        end = after;
    }
    return span_cut(t, at, end);
}

size_t look_token(struct span t, size_t end, size_t limit)
{
    while (end > limit) {
        size_t before = end;
        uint32_t c = utf8_prev(t, &before);
        if (!look_is_word(c) && c != 0xB0 && c != 0x2116 && c != '-' && c != '.')
            break;
        end = before;
    }
    return end;
}

size_t look_notes(struct span t, size_t at)
{
    size_t i = at;

    while (i < t.len && t.ptr[i] == '[') {
        size_t j = i + 1;
        while (j < t.len && t.ptr[j] >= '0' && t.ptr[j] <= '9')
            j++;
        if (j == i + 1 || j >= t.len || t.ptr[j] != ']')
            break;
        i = j + 1;
    }
    return i - at;
}
