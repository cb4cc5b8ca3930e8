/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/plain.h"

#include "base/ascii.h"
#include "text/norm.h"
#include "text/words.h"

static void find_skip(struct plain *p)
{
    p->skipped = p->skip.to;
    if (!spans_next(p->text, &p->scanned, PLAIN_SKIPPED, &p->skip))
        p->skip.from = p->skip.to = p->text.len;
}

struct plain plain_begin(struct span text)
{
    struct plain p = {.text = text};

    find_skip(&p);
    return p;
}

/* Signs that tie what stands on both sides of them into an identifier, a path, an option. */
static bool is_glue(char c)
{
    return c && strchr("_/\\@=+#$*~<>[]{}|^", c) != NULL;
}

static bool is_ascii_word(char c)
{
    return ascii_is_digit(c) || ascii_is_letter(c);
}

static char byte_at(struct span text, size_t at)
{
    return at < text.len ? text.ptr[at] : ' ';
}

/* `before` stands before the sign, `c` is the sign beside the word. */
static bool ties(char before, char c)
{
    if (c == '.' || c == ':' || c == ';' || c == '-')
        return is_ascii_word(before);
    return is_glue(c) || ascii_is_digit(c);
}

static bool is_tied(const struct plain *p, size_t from, size_t to)
{
    struct span text = p->text;
    char left = from && from != p->skipped ? text.ptr[from - 1] : ' ';
    char right = to != p->skip.from ? byte_at(text, to) : ' ';
    char before = from > 1 ? text.ptr[from - 2] : ' ', behind = byte_at(text, to + 1);

    if ((left == '-' && (before == ' ' || before == '-')) || /* an option */
        (left == '.' && is_ascii_word(text.ptr[from])))      /* *.png */
        return true;
    return ties(before, left) || ties(behind, right) || (right == '(' && behind == ')');
}

/* Is byte `at` between braces?  Asked in ascending order. */
static bool in_braces(struct plain *p, size_t at)
{
    for (; p->braced < at; p->braced++) {
        char c = p->text.ptr[p->braced];

        p->depth += c == '{';
        p->depth -= c == '}' && p->depth > 0;
    }
    return p->depth > 0;
}

bool plain_next(struct plain *p, struct span *word)
{
    while (word_next_letters(p->text, &p->at, word)) {
        size_t from = (size_t)(word->ptr - p->text.ptr), to = from + word->len;

        while (p->skip.to <= from && p->skip.from < p->text.len)
            find_skip(p);
        if (to > p->skip.from)
            p->at = p->skip.to > p->at ? p->skip.to : p->at;
        else if (!is_tied(p, from, to) && !in_braces(p, from))
            return true;
    }
    return false;
}

static size_t count_words(struct span s)
{
    size_t at = 0, n = 0;
    struct word w;

    while (word_next(s, &at, &w))
        n += w.kind != WORD_SYMBOL;
    return n;
}

size_t text_words(struct span text)
{
    struct spans_found f;
    size_t at = 0, from = 0, n = 0;

    while (spans_next(text, &at, SPANS_URL | SPANS_EMAIL | SPANS_PLACEHOLDER | SPANS_MARKUP, &f)) {
        n += count_words(span_cut(text, from, f.from));
        n += f.kind == SPANS_URL || f.kind == SPANS_EMAIL;
        from = f.to;
    }
    return n + count_words(span_from(text, from));
}
