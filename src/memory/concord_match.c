/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/concord_match.h"
#include "text/norm.h"
#include "text/words.h"

/* Words that share fewer letters at their beginning are not asked for their stems. */
enum { SHARED_LETTERS = 3 };

/* --- the phrase --- */

struct adding {
    struct matcher *m;
    struct element *to;
};

/* Keep a stem, folded. */
static bool add_stem(void *context, struct span stem)
{
    struct adding *a = context;
    struct buf folded = BUF_INIT;
    bool ok = norm_add_folded(&folded, stem, NULL) == ST_OK, known = false;

    for (size_t i = 0; i < a->to->n_stems; i++)
        known = known || span_eq(a->to->stems[i], buf_span(&folded));
    if (ok && !known && a->to->n_stems < MOST_STEMS) {
        struct span kept = arena_dup(&a->m->arena, buf_span(&folded));

        ok = kept.ptr != NULL;
        if (ok)
            a->to->stems[a->to->n_stems++] = kept;
    }
    buf_free(&folded);
    return ok;
}

static struct spell *dictionary(struct matcher *m)
{
    if (!m->spell_tried && spell_open(&m->spell, m->lang->tag, NULL) != ST_OK)
        m->spell = NULL;
    m->spell_tried = true;
    return m->spell;
}

/* Without a dictionary a word of some length may lose letters at its end. */
static bool cut_stem(struct adding *a, struct span word)
{
    size_t letters = utf8_count(word), at = 0;

    for (size_t keep = letters > 7 ? letters - 3 : letters > 5 ? letters - 2 : letters; keep > 0;
         keep--)
        utf8_next(word, &at);
    return add_stem(a, span_cut(word, 0, at));
}

static bool add_stems(struct matcher *m, struct element *to, struct span word)
{
    struct adding a = {m, to};

    if (!add_stem(&a, word))
        return false;
    if (!dictionary(m))
        return cut_stem(&a, to->stems[0]);
    return spell_stems(m->spell, word, add_stem, &a) &&
           spell_stems(m->spell, to->stems[0], add_stem, &a);
}

static struct span beginning(struct span s)
{
    size_t at = 0;

    for (int i = 0; i < SHARED_LETTERS && at < s.len; i++)
        utf8_next(s, &at);
    return span_cut(s, 0, at);
}

/* How a word of a name begins, once each. */
static bool add_beginning(struct matcher *m, struct span word)
{
    struct element one = {.n_stems = 0};
    struct adding to = {m, &one};
    struct span begin;

    if (!add_stem(&to, word))
        return false;
    begin = one.n_stems ? beginning(one.stems[0]) : span_str("");
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
                               bool plain, struct error *e)
{
    struct element *to = &m->elements[m->n];
    struct adding a = {m, to};

    *to = (struct element){.entity = name ? name->entity : FIND_NOBODY};
    if (plain || name ? !add_stem(&a, w.text) : !add_stems(m, to, w.text))
        return error_nomem(e);
    to->word = to->n_stems ? to->stems[0] : span_str("");
    m->n++;
    return name ? add_name_words(m, name->entity, e) : ST_OK;
}

static enum status read_phrase(struct matcher *m, struct span phrase, bool plain, struct error *e)
{
    struct word w;
    size_t at = 0, done = 0;
    enum status st = plain ? ST_OK : find_names(m, phrase, e);

    while (!st && word_next(phrase, &at, &w)) {
        size_t from = (size_t)(w.text.ptr - phrase.ptr);
        const struct mention *name = plain ? NULL : name_at(m, from);

        if (w.kind == WORD_SYMBOL || from < done)
            continue;
        if (m->n == MOST_ELEMENTS) {
            m->too_long = true;
            break;
        }
        st = add_element(m, w, name, plain, e);
        done = name ? name->at + name->len : at;
    }
    return st;
}

enum status matcher_set(struct matcher *m, struct span phrase, struct span folded,
                        const struct tm_language *lang, bool plain, struct error *e)
{
    m->lang = lang;
    m->phrase = folded;
    return read_phrase(m, phrase, plain, e);
}

void matcher_free(struct matcher *m)
{
    arena_free(&m->arena);
    vec_free(&m->names);
    vec_free(&m->words);
    spell_close(m->spell);
    map_free(&m->tokens);
    folding_free(&m->folding);
    buf_free(&m->folded);
}

/* --- tokens --- */

static bool shares_beginning(struct span a, struct span b)
{
    return a.len && span_starts(b, beginning(a));
}

struct comparing {
    const struct element *with;
    bool same;
};

static bool compare_stem(void *context, struct span stem)
{
    struct comparing *c = context;
    struct buf folded = BUF_INIT;
    bool ok = norm_add_folded(&folded, stem, NULL) == ST_OK;

    for (size_t i = 0; i < c->with->n_stems; i++)
        c->same = c->same || span_eq(c->with->stems[i], buf_span(&folded));
    buf_free(&folded);
    return ok;
}

/* Is a folded token a form of the element's word? */
static bool is_form(struct matcher *m, const struct element *el, struct span token)
{
    struct comparing c = {el, false};
    bool near = false;

    for (size_t i = 0; i < el->n_stems; i++) {
        if (span_eq(el->stems[i], token))
            return true;
        near = near || shares_beginning(el->stems[i], token);
    }
    if (!near || el->n_stems == 0)
        return false;
    if (m->spell)
        (void)spell_stems(m->spell, token, compare_stem, &c);
    else if (m->spell_tried) /* the cut stem is the last one */
        c.same = span_starts(token, el->stems[el->n_stems - 1]) &&
                 utf8_count(token) <= utf8_count(el->word) + 5;
    return c.same;
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
        if (form || span_find(token, el->word, 0) >= 0)
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
