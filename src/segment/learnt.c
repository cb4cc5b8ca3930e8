/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/learnt.h"

#include "segment/look.h"
#include "text/norm.h"

#include <math.h>

enum { WORD_MAX = 48 };  /* bytes of a word that is counted */
#define SURE 7.88        /* chi-square with one degree of freedom: one in 200 by chance */
#define MOSTLY_BARE 4    /* an abbreviation has a stop this many times as often as none */

/* One word between white space, and what stands around it. */
struct token {
    struct span word; /* letters, marks, digits, and hyphens and stops between them */
    bool begins;      /* nothing before it in the paragraph, or a sign that may end a sentence */
    bool stopped;     /* one full stop behind it */
    bool closed;      /* another sign behind it, no comma */
};

/* The next token of a line; false at its end. */
static bool next_token(struct span line, size_t *at, struct token *t)
{
    bool parted = *at == 0 || t->closed || t->stopped;
    size_t from = *at, end, i;

    while (from < line.len && !look_is_word(utf8_decode(line, from, &i))) {
        uint32_t c = utf8_next(line, &from);
        parted = parted || (!char_is_space(c) && c != ',');
    }
    for (i = end = from; i < line.len;) {
        uint32_t c = utf8_next(line, &i);
        if (look_is_word(c))
            end = i;
        else if (c != '-' && c != '.')
            break;
    }
    t->word = span_cut(line, from, end);
    t->begins = parted;
    t->stopped = end < line.len && line.ptr[end] == '.' &&
                 (end + 1 == line.len || line.ptr[end + 1] != '.');
    t->closed = end < line.len && !t->stopped && line.ptr[end] != ',' &&
                !char_is_space(utf8_decode(line, end, &i));
    *at = end;
    return t->word.len > 0;
}

static size_t fold(struct span word, char out[WORD_MAX * 2])
{
    size_t n = 0;

    for (size_t at = 0; at < word.len && word.len <= WORD_MAX;) {
        uint32_t c = utf8_next(word, &at);
        if (c == UTF8_BAD)
            return 0;
        n += utf8_encode(char_lower(c), out + n);
    }
    return n;
}

/* What stands behind a stop: does the sentence go on, may another begin? */
static void count_stop(struct word_places *p, struct span line, size_t stop)
{
    size_t at = stop + 1, len;
    uint32_t c;

    p->stopped++;
    while (at < line.len && char_is_space(utf8_decode(line, at, &len)))
        at += len;
    c = at < line.len ? utf8_decode(line, at, &len) : 0;
    p->may_begin += char_is_upper(c);
    p->goes_on += char_is_lower(c) || char_is_digit(c) || c == ',' || c == ';' || c == ':';
}

static bool learn_line(struct learnt *l, struct span line)
{
    char lower[WORD_MAX * 2];
    struct token t = {.begins = true};
    size_t at = 0, len;

    while (next_token(line, &at, &t)) {
        uint32_t first = utf8_decode(t.word, 0, &len);
        size_t n = fold(t.word, lower);
        struct word_places *p;
        uint64_t *slot;
        bool added;

        if (n == 0 || !char_is_letter(first))
            continue;
        slot = map_put(&l->words, span_of(lower, n), &added);
        if (!slot || (added && !vec_push(&l->places, (struct word_places){0})))
            return false;
        if (added)
            *slot = l->places.len - 1;
        p = &l->places.v[*slot];
        p->small += char_is_lower(first);
        p->capital += char_is_upper(first) && !t.begins;
        if (t.stopped)
            count_stop(p, line, at);
        else
            p->bare++;
    }
    return true;
}

/* k ln(k / (n p)), the part of the logarithm of a likelihood ratio that k of n contributes. */
static double part(double k, double n, double p)
{
    return k > 0 ? k * log(k / (n * p)) : 0;
}

static bool is_abbreviation(const struct learnt *l, const struct word_places *p)
{
    double k = p->goes_on, n = k + p->may_begin;

    return p->bare * MOSTLY_BARE <= p->stopped && p->goes_on > p->may_begin && k / n > l->usual &&
           2 * (part(k, n, l->usual) + part(n - k, n, 1 - l->usual)) > SURE;
}

static double how_usual(const struct learnt *l)
{
    double goes_on = 1, all = 6; /* before any is seen: seldom, and not surely so */

    for (size_t i = 0; i < l->places.len; i++) {
        const struct word_places *p = &l->places.v[i];
        if (p->bare == 0)
            continue;
        goes_on += p->goes_on;
        all += p->goes_on + p->may_begin;
    }
    return goes_on / all;
}

enum status learnt_read(struct learnt *l, struct span text, struct error *e)
{
    struct span line;

    learnt_free(l);
    while (span_split(&text, '\n', &line))
        if (!learn_line(l, line))
            return error_nomem(e);
    l->usual = how_usual(l);
    for (const struct map_entry *w = map_first(&l->words); w; w = map_next(w))
        if (is_abbreviation(l, &l->places.v[map_value(w)]) &&
            !map_put(&l->abbreviations, map_key(w), NULL))
            return error_nomem(e);
    return ST_OK;
}

bool learnt_abbreviation(const struct learnt *l, struct span word)
{
    char lower[WORD_MAX * 2];

    return l->abbreviations.head &&
           map_get(&l->abbreviations, span_of(lower, fold(word, lower))) != NULL;
}

bool learnt_ordinary(const struct learnt *l, struct span word)
{
    char lower[WORD_MAX * 2];
    const uint64_t *slot = map_get(&l->words, span_of(lower, fold(word, lower)));

    return slot && l->places.v[*slot].small > 1 && l->places.v[*slot].capital == 0;
}

void learnt_free(struct learnt *l)
{
    map_free(&l->words);
    map_free(&l->abbreviations);
    vec_free(&l->places);
}
