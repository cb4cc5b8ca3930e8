/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings that are spoken of: spelled Kazakstan, the word “Kazakstan”, деп жазылады; and those that
 * are told beside one another, as nobody does who only means the bearer: Oral (Uralsk), Tokaev or
 * Toqaev.
 */
#include "names/part_text.h"

static bool is_mark(uint32_t c)
{
    return c == '"' || c == '\'' || c == '`' || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A ||
           (c >= 0x2018 && c <= 0x201F);
}

/* Is there nothing but it between quotation marks?  A comma or a full stop may stand there too, and
 * French spaces. */
static bool stands_in_marks(const struct finder *f, uint32_t first, uint32_t end)
{
    size_t from = tok(f, first)->at, to = tok(f, end - 1)->at + tok(f, end - 1)->len;
    uint32_t before = 0, behind = 0;

    for (int spaces = 0; from > 0 && spaces < 2 && (!before || char_is_space(before)); spaces++)
        before = utf8_prev(f->text, &from);
    for (int spaces = 0; to < f->text.len && spaces < 2 && (!behind || char_is_space(behind)); spaces++) {
        to += strchr(",.?", f->text.ptr[to]) != NULL && to + 1 < f->text.len;
        behind = utf8_next(f->text, &to);
    }
    return is_mark(before) && is_mark(behind);
}

static bool is_about_words(struct finder *f, uint32_t i)
{
    return word_listed(f, i, LIST_SPELLING) || word_listed(f, i, LIST_NAMING);
}

/* Turkic languages have the verb behind the name: Токаев деп (те) жазылады. */
static bool writing_follows(struct finder *f, uint32_t end)
{
    enum { NEAR = 3 };

    for (uint32_t i = end; i < f->tokens.len && i - end < NEAR && tok(f, i)->gap == GAP_SPACE; i++) {
        if (i == end ? !word_listed(f, i, LIST_NAMING) : word_listed(f, i, LIST_SPELLING))
            return i > end;
    }
    return false;
}

bool spelling_spoken_of(struct finder *f, uint32_t first, uint32_t end)
{
    enum { NEAR = 5 };

    if (first > 0 && tok(f, first)->gap == GAP_SPACE && word_listed(f, first - 1, LIST_SPELLING))
        return true;
    if (writing_follows(f, end))
        return true;
    if (!stands_in_marks(f, first, end))
        return false;
    for (uint32_t i = first; i > 0 && first - i < NEAR && tok(f, i)->gap != GAP_STOP; i--)
        if (is_about_words(f, i - 1))
            return true;
    for (uint32_t i = end; i < f->tokens.len && i - end < NEAR && tok(f, i)->gap != GAP_STOP; i++)
        if (is_about_words(f, i))
            return true;
    return false;
}

/* --- beside another spelling --- */

enum { BETWEEN = 3 /* words, given names apart, */, FAR = 6 /* or all words, between two spellings */,
       ABBREVIATION = 4 /* letters of (kaz. …) at most */ };

/* Is there a sign that divides the items of a list before token `i`? */
static bool item_begins(const struct finder *f, uint32_t i)
{
    const struct token *last = tok(f, i - 1);

    for (size_t at = last->at + last->len; at < tok(f, i)->at; at++)
        if (f->text.ptr[at] != '\0' && strchr(",;/", f->text.ptr[at]))
            return true;
    return false;
}

static bool is_of_name(struct finder *f, uint32_t i, uint32_t entity)
{
    return group_find(f, i, entity, AUTH_FAMILY, 0) || group_find(f, i, entity, AUTH_FULL, 0) ||
           group_find(f, i, entity, AUTH_GIVEN, 0) || tok(f, i)->gap == GAP_HYPHEN;
}

/* Does a list of spellings that are spoken of lead to token `first`: spelled Tokaev, Tokayev or Toqaev?
 * A name alone, as on the line before, does not. */
static bool in_list_of_spellings(struct finder *f, uint32_t first, uint32_t entity)
{
    for (uint32_t i = first; i > 0 && first - i < MAX_WORDS && tok(f, i)->gap != GAP_STOP; i--) {
        if (word_listed(f, i - 1, LIST_SPELLING))
            return i < first;
        if (word_listed(f, i - 1, LIST_ALIAS) || word_listed(f, i - 1, LIST_BEFORE))
            continue;
        if ((i == first && !item_begins(f, i)) || !is_of_name(f, i - 1, entity))
            return false;
    }
    return false;
}

/* May the word stand between two spellings of one name: or, formerly, spelt? */
static bool is_between(struct finder *f, uint32_t i)
{
    return word_listed(f, i, LIST_ALIAS) || word_listed(f, i, LIST_FORMERLY) || is_about_words(f, i);
}

/* The sign before token `i` that may lead over to another spelling, 0 for none; false where the
 * sentence ends there. */
static bool sign_before(const struct finder *f, uint32_t i, char *sign)
{
    const struct token *last = tok(f, i - 1);

    *sign = '\0';
    for (size_t at = last->at + last->len; at < tok(f, i)->at; at++) {
        char c = f->text.ptr[at];

        if (c == '\0' || strchr(");:?!\n", c) || (c == '.' && last->letters > ABBREVIATION))
            return false;
        *sign = c == '(' || c == '/' ? c : *sign;
    }
    return true;
}

/* Do tokens from..to, to exclusive, say no more than that another spelling follows: (formerly …), or? */
static bool leads_over(struct finder *f, uint32_t from, uint32_t to, uint32_t entity)
{
    uint32_t words = 0;
    bool parenthesis = false, signs = false;
    char sign;

    for (uint32_t i = from; i <= to; i++) {
        const struct part *given;

        if (!sign_before(f, i, &sign))
            return false;
        parenthesis = parenthesis || sign == '(';
        signs = signs || sign;
        if (i == to)
            break;
        if (!is_between(f, i) && capital(tok(f, i)) &&
            (given = group_find(f, i, entity, AUTH_GIVEN, 0)) != NULL) {
            i += given->n - 1;
            continue;
        }
        if (!parenthesis && !is_between(f, i))
            return false;
        words++;
    }
    return words <= BETWEEN && (words || signs);
}

/* The part as it was read, its endings off. */
static void part_base(struct finder *f, const struct part *p, const struct alt *alt, struct buf *out)
{
    for (uint32_t i = 0; i < p->n && i < MAX_WORDS; i++) {
        read_base(f, p->first + i, &alt->reading[i], out);
        buf_addch(out, ' ');
    }
}

/* Are the two parts different spellings, and not one with two endings, or initials? */
static bool spelt_otherwise(struct finder *f, const struct part *a, const struct part *b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    bool same = !a->n_alts || !b->n_alts;

    for (uint32_t i = 0; i < a->n_alts; i++) {
        for (uint32_t k = 0; k < b->n_alts && !same; k++) {
            buf_reset(&x);
            buf_reset(&y);
            part_base(f, a, &a->alts[i], &x);
            part_base(f, b, &b->alts[k], &y);
            same = span_eq(buf_span(&x), buf_span(&y));
        }
    }
    drop(f, &x);
    drop(f, &y);
    return !same;
}

/* The part of the candidate that has the role; NULL for none. */
static const struct part *part_with(const struct candidate *c, enum auth_role role)
{
    for (unsigned i = 0; i < c->n; i++)
        if (c->part[i].role == role)
            return &c->part[i];
    return NULL;
}

/* Is another spelling of the candidate's part told behind it? */
static bool spelling_follows(struct finder *f, const struct candidate *c, enum auth_role role)
{
    const struct part *p = part_with(c, role), *other;

    for (uint32_t i = c->end; p && i < f->tokens.len && i - c->end < FAR; i++)
        if (leads_over(f, c->end, i, c->entity) && (other = group_find(f, i, c->entity, role, 0)) != NULL)
            return spelt_otherwise(f, p, other);
    return false;
}

/* Is the name that is told before the candidate, `other`, spelt otherwise, or the given name before
 * it?  A family name that is somebody else's does not count. */
static bool is_other_spelling(struct finder *f, const struct candidate *c, const struct part *p,
                              const struct part *other)
{
    const struct part *given = part_with(c, AUTH_GIVEN);
    struct part before;

    if (p->role == AUTH_FULL)
        return spelt_otherwise(f, p, other);
    if (given_before(f, other->first, c->entity, &before))
        return spelt_otherwise(f, p, other) ||
               (given && given->n_alts && before.n_alts && spelt_otherwise(f, given, &before));
    return context_of(f, other->first, other->first + other->n) != AROUND_OTHER &&
           spelt_otherwise(f, p, other);
}

/* May anything lead over to token `i`: a sign, or the word before it, which may be a given name?
 * Before most names nothing does. */
static bool is_led_to(struct finder *f, uint32_t i)
{
    const struct token *last = i > 0 ? tok(f, i - 1) : NULL;
    char sign;

    if (last && (capital(last) || last->gap == GAP_HYPHEN || is_between(f, i - 1)))
        return true;
    for (uint32_t k = i; k > 0 && i - k < FAR && sign_before(f, k, &sign); k--)
        if (sign)
            return true;
    return false;
}

/* Is another spelling of the candidate's part told before it? */
static bool spelling_precedes(struct finder *f, const struct candidate *c, enum auth_role role)
{
    const struct part *p = part_with(c, role), *other;

    if (!p || !is_led_to(f, c->first))
        return false;
    for (uint32_t i = c->first; i > 0 && c->first - i < FAR; i--) {
        if (!leads_over(f, i, c->first, c->entity))
            continue;
        for (uint32_t n = 1; n <= i && n <= MAX_WORDS; n++)
            if ((other = group_find(f, i - n, c->entity, role, n)) != NULL)
                return is_other_spelling(f, c, p, other);
    }
    return false;
}

bool beside_another_spelling(struct finder *f, const struct candidate *c)
{
    return in_list_of_spellings(f, c->first, c->entity) || spelling_follows(f, c, AUTH_FULL) ||
           spelling_precedes(f, c, AUTH_FULL) || spelling_follows(f, c, AUTH_FAMILY) ||
           spelling_precedes(f, c, AUTH_FAMILY) || spelling_follows(f, c, AUTH_GIVEN);
}
