/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/concord_match.h"
#include "text/norm.h"
#include "text/words.h"

/* --- the phrase --- */

/* How a word of a name begins, once each. */
static bool add_beginning(struct matcher *m, struct span word)
{
    struct stems one;
    struct span begin;

    if (!stems_of(&m->stemmer, &m->arena, word, true, &one))
        return false;
    begin = stems_beginning(one.v[0]);
    for (size_t i = 0; i < m->names.len; i++)
        if (span_eq(m->names.v[i], begin))
            return true;
    return begin.len == 0 || vec_push(&m->names, begin);
}

static enum status add_name_words(struct matcher *m, uint32_t entity, struct error *e)
{
    const struct authority *a = finder_authority(m->lang->names);
    struct auth_run run = auth_forms_of(a, entity);

    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form form;
        struct word w;
        size_t at = 0;

        if (!auth_form(a, auth_run_form(a, run, i), &form) || form.role == AUTH_NOT)
            continue;
        while (word_next(form.text, &at, &w))
            if (w.kind != WORD_SYMBOL && !add_beginning(m, w.text))
                return error_nomem(e);
    }
    return ST_OK;
}

static enum status find_names(struct matcher *m, struct span text, struct error *e)
{
    m->mentions = NULL;
    m->n_mentions = 0;
    if (!m->lang->names)
        return ST_OK;
    return finder_run(m->lang->names, text, true, &m->mentions, &m->n_mentions, e);
}

/* The name that covers a byte. */
static const struct mention *name_at(const struct matcher *m, size_t at)
{
    for (size_t i = 0; i < m->n_mentions; i++)
        if (m->mentions[i].entity != FIND_NOBODY && m->mentions[i].at <= at &&
            at < m->mentions[i].at + m->mentions[i].len)
            return &m->mentions[i];
    return NULL;
}

static enum status add_element(struct matcher *m, struct word w, const struct mention *name,
                               struct error *e)
{
    struct element *to = &m->elements[m->n];

    to->entity = name ? name->entity : FIND_NOBODY;
    if (!stems_of(&m->stemmer, &m->arena, w.text, m->plain || name, &to->stems))
        return error_nomem(e);
    m->n++;
    return name ? add_name_words(m, name->entity, e) : ST_OK;
}

static enum status read_phrase(struct matcher *m, struct span phrase, struct error *e)
{
    struct word w;
    size_t at = 0, done = 0;
    enum status st = m->plain ? ST_OK : find_names(m, phrase, e);

    while (!st && word_next(phrase, &at, &w)) {
        size_t from = (size_t)(w.text.ptr - phrase.ptr);
        const struct mention *name = name_at(m, from);

        if (w.kind == WORD_SYMBOL || from < done)
            continue;
        if (m->n == MOST_ELEMENTS) {
            m->too_long = true;
            break;
        }
        st = add_element(m, w, name, e);
        done = name ? name->at + name->len : at;
    }
    return st;
}

enum status matcher_set(struct matcher *m, struct span phrase, struct span folded,
                        const struct tm_language *lang, bool plain, struct error *e)
{
    m->lang = lang;
    m->stemmer.lang = lang->tag;
    m->phrase = folded;
    m->plain = plain;
    return read_phrase(m, phrase, e);
}

void matcher_free(struct matcher *m)
{
    arena_free(&m->arena);
    vec_free(&m->names);
    vec_free(&m->words);
    stemmer_free(&m->stemmer);
    arena_free(&m->scratch);
    map_free(&m->tokens);
    folding_free(&m->folding);
    buf_free(&m->folded);
}

/* --- tokens --- */

/* Is a folded token a form of the element's word? */
static bool is_form(struct matcher *m, const struct element *el, struct span token)
{
    struct stems stems;

    if (span_eq(el->stems.v[0], token))
        return true;
    if (m->plain || !stems_near(&el->stems, token))
        return false;
    arena_reset(&m->scratch);
    return stems_of(&m->stemmer, &m->scratch, token, false, &stems) &&
           stems_meet(&el->stems, &stems);
}

static bool begins_name(const struct matcher *m, struct span token)
{
    for (size_t i = 0; i < m->names.len; i++)
        if (span_starts(token, m->names.v[i]))
            return true;
    return false;
}

uint32_t matcher_which(void *context, struct span token)
{
    struct matcher *m = context;
    uint32_t can = 0, forms = 0;

    for (size_t i = 0; i < m->n; i++) {
        const struct element *el = &m->elements[i];
        bool form = el->entity == FIND_NOBODY ? is_form(m, el, token) : begins_name(m, token);

        forms |= (uint32_t)form << i;
        if (form || span_find(token, el->stems.v[0], 0) >= 0)
            can |= UINT32_C(1) << i;
    }
    if (forms) {
        uint64_t *slot = map_put(&m->tokens, token, NULL);

        if (slot) /* without memory the text is found by its letters only */
            *slot = forms;
    }
    return can;
}

/* --- texts --- */

static enum status cut_words(struct matcher *m, struct span text, struct error *e)
{
    struct word w;
    size_t at = 0;

    vec_clear(&m->words);
    while (word_next(text, &at, &w)) {
        size_t from = (size_t)(w.text.ptr - text.ptr);
        const uint64_t *forms;

        if (w.kind == WORD_SYMBOL)
            continue;
        buf_reset(&m->folded);
        if (norm_add_folded(&m->folded, w.text, e))
            return e ? e->code : ST_NOMEM;
        forms = map_get(&m->tokens, buf_span(&m->folded));
        if (!vec_push(&m->words, ((struct text_word){from, at, forms ? (uint32_t)*forms : 0})))
            return error_nomem(e);
    }
    return ST_OK;
}

/* Do the elements stand from word `first` on?  *end: byte behind the last of them. */
static bool stands_at(const struct matcher *m, size_t first, size_t *end)
{
    size_t i = first;

    for (size_t k = 0; k < m->n; k++) {
        const struct element *el = &m->elements[k];
        const struct mention *name;

        if (i >= m->words.len)
            return false;
        name = el->entity == FIND_NOBODY ? NULL : name_at(m, m->words.v[i].from);
        if (name ? name->entity != el->entity : !(m->words.v[i].forms >> k & 1))
            return false;
        if (!name && el->entity != FIND_NOBODY)
            return false;
        *end = name ? name->at + name->len : m->words.v[i].to;
        while (i < m->words.len && m->words.v[i].from < *end)
            i++;
    }
    return m->n > 0;
}

static bool has_names(const struct matcher *m)
{
    for (size_t k = 0; k < m->n; k++)
        if (m->elements[k].entity != FIND_NOBODY)
            return true;
    return false;
}

static enum status find_forms(struct matcher *m, struct span text, struct concord_place *at,
                              enum concord_rank *rank, struct error *e)
{
    enum status st = cut_words(m, text, e);

    if (!st && has_names(m))
        st = find_names(m, text, e);
    for (size_t i = 0; !st && i < m->words.len; i++) {
        size_t end;

        if (!stands_at(m, i, &end))
            continue;
        *at = (struct concord_place){m->words.v[i].from, end};
        *rank = has_names(m) ? RANK_NAMES : RANK_STEMS;
        break;
    }
    return st;
}

enum status matcher_place(struct matcher *m, struct span text, struct concord_place *at,
                          enum concord_rank *rank, struct error *e)
{
    struct concord_place by_forms;
    enum concord_rank better = RANK_NONE;
    bool whole = false;
    int found = folding_place(&m->folding, text, m->phrase, at, &whole, e);
    enum status st = ST_OK;

    *rank = RANK_NONE;
    if (found < 0)
        return e ? e->code : ST_NOMEM;
    if (found)
        *rank = whole ? RANK_WORDS : RANK_PARTS;
    if (*rank != RANK_WORDS && !m->too_long)
        st = find_forms(m, text, &by_forms, &better, e);
    if (!st && better < *rank) {
        *rank = better;
        *at = by_forms;
    }
    return st;
}
