/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ordinary words that Hunspell does not know, told with its first proposal and never rewritten.
 * What may be a name is left alone: words with a capital inside a sentence, and at its beginning
 * where the proposal is not a common word one letter away.  So are abbreviations, words glued to
 * digits, words in another script than the text's, and parts of compounds with a hyphen.
 */
#include "names/find_private.h"

enum { SHORTEST = 3, SCORE = 60 };

static bool is_joined(const struct finder *f, uint32_t i)
{
    return tok(f, i)->gap == GAP_HYPHEN ||
           (i + 1 < f->tokens.len && tok(f, i + 1)->gap == GAP_HYPHEN);
}

/* A digit, an underscore or the like beside it: part of a code. */
static bool is_glued(const struct finder *f, uint32_t i)
{
    static const char glue[] = "0123456789_@#$%\\/=";
    size_t from = tok(f, i)->at, to = from + tok(f, i)->len;

    return (from > 0 && memchr(glue, f->text.ptr[from - 1], sizeof glue - 1)) ||
           (to < f->text.len && memchr(glue, f->text.ptr[to], sizeof glue - 1));
}

/* Does a name or a term of the dictionary begin so, whatever its capitals (мажилис)? */
static bool in_dictionary(struct finder *f, uint32_t i)
{
    const struct word *w = word_at(f, i);

    return w && w->n_hits > 0;
}

/* A short word with a full stop inside a sentence: "obl. and". */
static bool is_abbreviation(const struct finder *f, uint32_t i)
{
    size_t end = tok(f, i)->at + tok(f, i)->len;

    return tok(f, i)->letters <= 5 && end < f->text.len && f->text.ptr[end] == '.' &&
           i + 1 < f->tokens.len && !capital(tok(f, i + 1));
}

/* A word in small letters, or the first of a sentence, and no part of anything else? */
static bool is_plain_word(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);

    return language_at(f, i) != UINT8_MAX && !t->shielded && !t->initial &&
           t->letters >= SHORTEST && (t->scripts & language_script(f, i)) == t->scripts &&
           (t->caps == CAPS_LOWER || (t->caps == CAPS_TITLE && t->starts)) &&
           !is_abbreviation(f, i) && !is_joined(f, i) && !is_glued(f, i);
}

static bool is_candidate(struct finder *f, uint32_t i)
{
    return is_plain_word(f, i) && can_spell(f, i) && groups_at(f, i)->n == 0 &&
           !in_dictionary(f, i) && !given_name(f, i) && !word_listed(f, i, LIST_TITLES) &&
           !word_listed(f, i, LIST_BEFORE) && !proper_word(f, i) && !ordinary_word(f, i);
}

/* The plural or another form of a word with an apostrophe: its stem is one. */
static bool stem_is_word(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);

    return t->apostrophe > 0 && t->apostrophe < t->len &&
           word_is_known(f, language_at(f, i), span_cut(f->text, t->at, t->at + t->apostrophe));
}

/* What of two words differs. */
static void differing(struct span *a, struct span *b)
{
    size_t front = 0, back = 0, most = a->len < b->len ? a->len : b->len;

    while (front < most && a->ptr[front] == b->ptr[front])
        front++;
    while (front > 0 && front < a->len && (a->ptr[front] & 0xC0) == 0x80)
        front--;
    while (back < most - front && a->ptr[a->len - back - 1] == b->ptr[b->len - back - 1])
        back++;
    *a = span_cut(*a, front, a->len - back);
    *b = span_cut(*b, front, b->len - back);
}

/* Are two neighbours exchanged? */
static bool is_swap(struct span a, struct span b)
{
    size_t half;

    differing(&a, &b);
    half = a.len / 2;
    return half && a.len == b.len && utf8_count(a) == 2 && a.len % 2 == 0 &&
           memcmp(a.ptr, b.ptr + half, half) == 0 && memcmp(b.ptr, a.ptr + half, half) == 0;
}

/* Is a letter too much, missing or another? */
static bool is_slip(struct span a, struct span b)
{
    differing(&a, &b);
    return utf8_count(a) <= 1 && utf8_count(b) <= 1;
}

/* The proposals for a word: the first one, but rather one with two letters exchanged. */
struct proposals {
    struct finder *f;
    uint32_t token;
    struct buf best;
    bool swap;
    bool common; /* a common word is a slip of the pen away */
};

static bool is_common(struct finder *f, uint32_t token, struct span word)
{
    struct buf small = BUF_INIT;
    bool common = went_well(f, endings_fold(&small, word, NULL)) && small.len &&
                  word_is_known(f, language_at(f, token), buf_span(&small));

    drop(f, &small);
    return common;
}

static bool take_proposal(void *context, struct span word)
{
    struct proposals *p = context;
    struct span text = token_text(p->f->text, tok(p->f, p->token));
    bool swap = !p->swap && is_swap(text, word);

    if (swap)
        buf_reset(&p->best);
    if (p->best.len == 0)
        buf_add(&p->best, word);
    p->swap = p->swap || swap;
    p->common = p->common || ((swap || is_slip(text, word)) && is_common(p->f, p->token, word));
    return !p->best.failed;
}

static void tell(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);
    struct mention m = {.at = t->at, .len = t->len, .entity = FIND_NOBODY,
                        .kind = FINDING_SPELLING, .score = SCORE, .rule = span_str("hunspell"),
                        .candidate = SIZE_MAX,
                        .message = span_str(_("no word that Hunspell knows"))};
    struct proposals p = {.f = f, .token = i};

    if (!word_proposals(f, i, take_proposal, &p))
        f->failed = true;
    m.replacement = find_keep(f, &p.best);
    if ((t->caps != CAPS_TITLE || p.common) && !vec_push(&f->mentions, m))
        f->failed = true;
}

void spelling_check(struct finder *f, const uint8_t *taken)
{
    for (uint32_t i = 0; i < f->tokens.len && !f->failed; i++)
        if (!taken[i] && is_candidate(f, i) && !stem_is_word(f, i))
            tell(f, i);
}
