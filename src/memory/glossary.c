/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/glossary.h"
#include "text/norm.h"
#include "text/utf8.h"
#include "text/words.h"

/* Two letters or more, and all of them capitals. */
static bool in_capitals(struct span word)
{
    size_t at = 0, n = 0;

    while (at < word.len) {
        uint32_t c = utf8_next(word, &at);

        if (char_is_lower(c))
            return false;
        n += char_is_upper(c);
    }
    return n > 1;
}

static bool add_words(struct tm_terms *t, struct span source)
{
    struct word w;
    size_t at = 0;

    while (word_next(source, &at, &w)) {
        struct term_word one = {.capitals = in_capitals(w.text)};

        if (w.kind == WORD_SYMBOL)
            continue;
        if (!stems_of(&t->stemmer, &t->arena, w.text, false, &one.stems) ||
            !vec_push(&t->words, one))
            return false;
    }
    return true;
}

/* Find the term under the beginnings of all stems of its first word. */
static bool enter(struct tm_terms *t, size_t number)
{
    const struct stems *s = &t->words.v[t->terms.v[number].first].stems;
    struct span begin = stems_beginning(s->v[0]);
    uint64_t *slot = map_put(&t->beginnings, begin, NULL);

    if (!slot || !vec_push(&t->before, (size_t)*slot))
        return false;
    *slot = number + 1;
    return true;
}

enum status tm_terms_add(struct tm_terms *t, struct span source, struct span target,
                         struct error *e)
{
    struct tm_term term = {arena_dup(&t->arena, span_trim(source)),
                           arena_dup(&t->arena, span_trim(target)), t->words.len, 0};

    if (!term.source.ptr || !term.target.ptr || !add_words(t, term.source))
        return error_nomem(e);
    term.n = t->words.len - term.first;
    if (term.n == 0)
        return ST_OK;
    if (!vec_push(&t->terms, term) || !enter(t, t->terms.len - 1))
        return error_nomem(e);
    return ST_OK;
}

/* --- finding --- */

struct text_word {
    size_t from, to;
    bool capitals;
    struct stems stems;
};

struct text_words {
    VEC_OF(struct text_word)
};

static bool cut_text(struct tm_terms *t, struct span text, struct text_words *out)
{
    struct word w;
    size_t at = 0;

    while (word_next(text, &at, &w)) {
        struct text_word one = {(size_t)(w.text.ptr - text.ptr), at, in_capitals(w.text),
                                {.n = 0}};

        if (w.kind == WORD_SYMBOL)
            continue;
        if (!stems_of(&t->stemmer, &t->scratch, w.text, false, &one.stems) || !vec_push(out, one))
            return false;
    }
    return true;
}

static bool stands_at(const struct tm_terms *t, const struct tm_term *term,
                      const struct text_words *words, size_t first)
{
    if (first + term->n > words->len)
        return false;
    for (size_t i = 0; i < term->n; i++) {
        const struct term_word *w = &t->words.v[term->first + i];

        if ((w->capitals && !words->v[first + i].capitals) ||
            !stems_meet(&w->stems, &words->v[first + i].stems))
            return false;
    }
    return true;
}

/* Later terms are met first: put it before those from `place` on. */
static bool push_before(struct tm_terms_found *out, size_t place, struct tm_term_found one)
{
    if (!vec_push(out, one))
        return false;
    for (size_t i = out->len - 1; i > place; i--)
        out->v[i] = out->v[i - 1];
    out->v[place] = one;
    return true;
}

/* Add the longest terms that begin with word `first`; returns how many words they have. */
static size_t find_at(const struct tm_terms *t, const struct text_words *words, size_t first,
                      struct tm_terms_found *out, bool *ok)
{
    size_t longest = 0, from = out->len;
    const struct stems *stems = &words->v[first].stems;

    for (size_t i = 0; i < stems->n; i++) {
        const uint64_t *slot = map_get(&t->beginnings, stems_beginning(stems->v[i]));
        bool asked = false;

        for (size_t k = 0; k < i; k++)
            asked = asked || span_eq(stems_beginning(stems->v[k]), stems_beginning(stems->v[i]));
        for (size_t n = slot && !asked ? (size_t)*slot : 0; n; n = t->before.v[n - 1]) {
            const struct tm_term *term = &t->terms.v[n - 1];

            if (term->n < longest || !stands_at(t, term, words, first))
                continue;
            if (term->n > longest)
                out->len = from;
            longest = term->n;
            *ok = *ok && push_before(out, from, (struct tm_term_found){
                                         words->v[first].from,
                                         words->v[first + term->n - 1].to, term});
        }
    }
    return longest;
}

enum status tm_terms_find(struct tm_terms *t, struct span text, struct tm_terms_found *out,
                          struct error *e)
{
    struct text_words words = VEC_INIT;
    bool ok;

    vec_clear(out);
    arena_reset(&t->scratch);
    ok = cut_text(t, text, &words);
    for (size_t i = 0; ok && i < words.len;) {
        size_t n = find_at(t, &words, i, out, &ok);

        i += n ? n : 1;
    }
    vec_free(&words);
    return ok ? ST_OK : error_nomem(e);
}

void tm_terms_free(struct tm_terms *t)
{
    stemmer_free(&t->stemmer);
    arena_free(&t->arena);
    arena_free(&t->scratch);
    vec_free(&t->terms);
    vec_free(&t->words);
    vec_free(&t->before);
    map_free(&t->beginnings);
}
