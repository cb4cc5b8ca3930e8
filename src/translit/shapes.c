/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/shapes.h"

#include "text/norm.h"

#include <math.h>
#include <stdlib.h>

enum {
    RUN = 5,        /* letters of a run */
    BITS = 6,       /* of a letter */
    EDGE = 63,      /* before and behind a word */
    OTHER = 62,     /* a letter of no Kazakh word */
    ALPHABET = 44,
    CACHE_BITS = 14,
    LOWEST = 0x430, /* а */
    HIGHEST = 0x4E9,
};

/* How many sightings the estimate from a shorter run weighs as much as; and its least share, since
 * words that the dictionary lacks have runs that it lacks. */
static const double SHORTER = 2.0, LEAST_SHORTER = 0.15;

struct shapes {
    uint8_t code[HIGHEST + 1 - LOWEST];
    VEC(uint32_t) runs; /* sorted; the first letter is the highest */
    struct {
        uint32_t run;
        float score;
    } cache[1 << CACHE_BITS]; /* the readings of a word have most of their runs in common */
};

static void number_letters(struct shapes *s)
{
    struct span all = span_str("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі");
    uint8_t n = 0;

    memset(s->code, OTHER, sizeof s->code);
    for (size_t at = 0; at < all.len;)
        s->code[utf8_next(all, &at) - LOWEST] = ++n;
}

static uint32_t code_of(const struct shapes *s, uint32_t c)
{
    return c >= LOWEST && c <= HIGHEST ? s->code[c - LOWEST] : OTHER;
}

/* The word's letters between edges; returns how many. */
static size_t encode(const struct shapes *s, const struct letters *word,
                     uint8_t out[COUNT_OF(word->c) + 2])
{
    size_t n = 0;

    out[n++] = EDGE;
    for (size_t i = 0; i < word->n; i++)
        out[n++] = (uint8_t)code_of(s, word->c[i]);
    out[n++] = EDGE;
    return n;
}

/* `n` letters as the beginning of a run. */
static uint32_t pack_run(const uint8_t *codes, size_t n)
{
    uint32_t run = 0;

    for (size_t i = 0; i < RUN; i++)
        run = run << BITS | (i < n ? codes[i] : 0);
    return run;
}

static bool add_word(void *context, struct span text)
{
    struct shapes *s = context;
    struct letters word;
    uint8_t codes[COUNT_OF(word.c) + 2];
    size_t n;

    letters_read(&word, text);
    for (size_t i = 0; i < word.n; i++)
        word.c[i] = char_lower(word.c[i]);
    n = encode(s, &word, codes);
    if (word.n == 0 || memchr(codes, OTHER, n))
        return true; /* abbreviations with signs and the like */
    for (size_t i = 0; i < n; i++)
        if (!vec_push(&s->runs, pack_run(codes + i, n - i)))
            return false;
    return true;
}

/* By bytes, the lowest first: the array is as long as the dictionary, and random. */
static enum status sort_runs(struct shapes *s, struct error *e)
{
    uint32_t *from = s->runs.v, *to = calloc(s->runs.len + 1, sizeof *to), *other = to;

    if (!to)
        return error_nomem(e);
    for (unsigned shift = 0; shift < 32; shift += 8) {
        size_t place[257] = {0};

        for (size_t i = 0; i < s->runs.len; i++)
            place[(from[i] >> shift & 0xFF) + 1]++;
        for (size_t i = 1; i < 256; i++)
            place[i] += place[i - 1];
        for (size_t i = 0; i < s->runs.len; i++)
            to[place[from[i] >> shift & 0xFF]++] = from[i];
        other = from;
        from = to;
        to = other;
    }
    free(other); /* after four turns the runs are where they were */
    return ST_OK;
}

enum status shapes_open(struct shapes **out, struct spell *spell, struct error *e)
{
    struct shapes *s = calloc(1, sizeof *s);
    enum status st;

    *out = s;
    if (!s)
        return error_nomem(e);
    number_letters(s);
    st = spell_entries(spell, add_word, s, e);
    if (st == ST_OK)
        st = sort_runs(s, e);
    if (st == ST_OK)
        return ST_OK;
    shapes_free(s);
    *out = NULL;
    return st;
}

void shapes_free(struct shapes *s)
{
    if (!s)
        return;
    vec_free(&s->runs);
    free(s);
}

/* The first of the runs [from, to) that is not below `run`. */
static size_t lower_bound(const struct shapes *s, size_t from, size_t to, uint32_t run)
{
    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (s->runs.v[middle] < run)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Narrow the runs [*from, *to) to those that begin with these `n` letters. */
static void narrow(const struct shapes *s, const uint8_t *codes, size_t n, size_t *from, size_t *to)
{
    uint32_t run = pack_run(codes, n);

    *from = lower_bound(s, *from, *to, run);
    *to = lower_bound(s, *from, *to, run + (1u << BITS * (RUN - n)));
}

/* How likely codes[at] is after those before it. */
static double likelihood(const struct shapes *s, const uint8_t *codes, size_t at)
{
    double p = 1.0 / ALPHABET;

    for (size_t before = 0; before < RUN && before <= at; before++) {
        size_t from = 0, to = s->runs.len, seen;
        double share;

        if (before > 0)
            narrow(s, codes + at - before, before, &from, &to);
        seen = to - from;
        narrow(s, codes + at - before, before + 1, &from, &to);
        share = SHORTER / ((double)seen + SHORTER);
        share = share > LEAST_SHORTER ? share : LEAST_SHORTER;
        p = seen ? (1 - share) * (double)(to - from) / (double)seen + share * p : p;
    }
    return p;
}

/* Logarithm of that, from the cache where it is there. */
static double score_of(struct shapes *s, const uint8_t *codes, size_t at)
{
    size_t from = at >= RUN - 1 ? at - (RUN - 1) : 0;
    uint32_t run = pack_run(codes + from, at - from + 1);
    size_t place = (run * 2654435761u) >> (32 - CACHE_BITS);

    if (s->cache[place].run != run) {
        s->cache[place].score = (float)log(likelihood(s, codes, at));
        s->cache[place].run = run;
    }
    return s->cache[place].score;
}

double shapes_score(struct shapes *s, const struct letters *word, size_t from)
{
    uint8_t codes[COUNT_OF(word->c) + 2];
    size_t n = encode(s, word, codes);
    double score = 0;

    for (size_t at = from + 1; at < n; at++)
        score += score_of(s, codes, at);
    return score;
}
