/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a phrase stands in a text, letter by letter. */
#include "memory/concord_match.h"
#include "text/norm.h"

static bool map_new_bytes(struct folding *f, size_t origin)
{
    while (f->from.len < f->text.len) {
        if (!vec_push(&f->from, origin))
            return false;
    }
    return true;
}

/* End of the character at `at` with the marks that follow it. */
static size_t cluster_end(struct span s, size_t at)
{
    utf8_next(s, &at);
    while (at < s.len && (unsigned char)s.ptr[at] >= 0x80) {
        size_t next = at;
        if (!char_is_mark(utf8_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

static bool is_space_at(struct span s, size_t at)
{
    uint32_t c = utf8_next(s, &at);

    return c != UTF8_BAD && char_is_space(c);
}

/* Character by character, so that it is known what came from where. */
static enum status fold(struct folding *f, struct span s, struct error *e)
{
    bool space = true; /* none at the beginning */
    size_t at = 0;
    enum status st = ST_OK;

    while (!st && at < s.len) {
        size_t begin = at;
        bool is_space = is_space_at(s, at);
        at = cluster_end(s, at);
        if (is_space && !space)
            buf_addch(&f->text, ' ');
        else if (!is_space)
            st = norm_add_folded(&f->text, span_cut(s, begin, at), e);
        space = is_space;
        if (!st && !map_new_bytes(f, begin))
            st = error_nomem(e);
    }
    return st ? st : buf_status(&f->text, e);
}

void folding_free(struct folding *f)
{
    buf_free(&f->text);
    vec_free(&f->from);
}

enum status concord_fold(struct buf *out, struct span phrase, struct error *e)
{
    struct folding f = {0};
    enum status st = fold(&f, phrase, e);

    buf_add(out, span_trim(buf_span(&f.text)));
    folding_free(&f);
    return st ? st : buf_status(out, e);
}

static bool is_word_char(uint32_t c)
{
    return char_is_letter(c) || char_is_mark(c) || char_is_digit(c);
}

static bool stands_alone(struct span s, size_t from, size_t to)
{
    if (from > 0) {
        size_t at = from;
        if (is_word_char(utf8_prev(s, &at)))
            return false;
    }
    return to >= s.len || !is_word_char(utf8_next(s, &to));
}

/* The first place as whole words, else the first place at all; in bytes of the folded text. */
static bool find_folded(struct span text, struct span phrase, size_t *from, bool *whole)
{
    ptrdiff_t first = span_find(text, phrase, 0);

    if (first < 0 || phrase.len == 0)
        return false;
    *from = (size_t)first;
    *whole = false;
    for (ptrdiff_t at = first; at >= 0; at = span_find(text, phrase, (size_t)at + 1)) {
        if (stands_alone(text, (size_t)at, (size_t)at + phrase.len)) {
            *from = (size_t)at;
            *whole = true;
            break;
        }
    }
    return true;
}

int folding_place(struct folding *f, struct span text, struct span folded,
                  struct concord_place *at, bool *whole, struct error *e)
{
    size_t from, to;

    buf_reset(&f->text);
    vec_clear(&f->from);
    *at = (struct concord_place){0, 0};
    if (fold(f, text, e))
        return -1;
    if (!find_folded(buf_span(&f->text), folded, &from, whole))
        return 0;
    to = from + folded.len;
    at->from = f->from.v[from];
    at->to = cluster_end(text, f->from.v[to - 1]);
    return 1;
}

bool concord_place(struct span text, struct span folded, struct concord_place *at,
                   bool *whole_words, struct error *e)
{
    struct folding f = {0};
    int found = folding_place(&f, text, folded, at, whole_words, e);

    folding_free(&f);
    return found > 0;
}

