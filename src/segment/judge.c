/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/judge.h"

#include "segment/look.h"
#include "text/norm.h"

enum { ABBREVIATION_MAX = 48 }; /* bytes, its spaces with it */

#define RULING(v, r) ((struct ruling){(v), (r)})
#define UNDECIDED RULING(OPEN, NULL)

/* Fill stop, stop_end and next of the context for a new candidate. */
static void look_around(struct judge *x, size_t at)
{
    size_t end = look_back_space(x->text, at);

    x->at = at;
    while (end > x->begun && mark_is_closing(look_before(x->text, end)))
        utf8_prev(x->text, &end);
    x->stop_end = x->stop = look_back_space(x->text, end);
    while (x->stop > x->begun && mark_is_terminator(look_before(x->text, x->stop)))
        utf8_prev(x->text, &x->stop);
    x->next = at;
    while (x->next < x->text.len && (mark_is_opening(look_at(x->text, x->next)) ||
                                     char_is_space(look_at(x->text, x->next))))
        utf8_next(x->text, &x->next);
}

/* "Peter shouted", "Mr. Lee asked": a name of up to three words and a word of saying. */
static bool is_said(const struct judge *x, size_t at)
{
    for (int words = 0; x->rules && words <= 3; words++) {
        struct span word = look_word(x->text, at);
        if (word.len == 0 || !char_is_upper(look_at(word, 0)))
            return words > 0 && seg_rules_has(&x->rules->said, word);
        at += word.len;
        at = look_past_space(x->text, look_at(x->text, at) == '.' ? at + 1 : at);
    }
    return false;
}

/* Does the candidate stand behind a cry or a question, and before who says it? */
static bool said_follows(const struct judge *x)
{
    size_t end = look_back_space(x->text, x->at);

    return end > x->stop_end && x->stop_end > x->stop && x->text.ptr[x->stop_end - 1] != '.' &&
           is_said(x, x->at);
}

/* Does a quotation stand for itself, as the whole of one sentence or of several, with no "she said"? */
static bool stands_alone(const struct judge *x, const struct range *quotation)
{
    struct span t = x->text;
    size_t at = x->begun, after = quotation->end;

    while (at < quotation->start && mark_is_opening(look_at(t, at)))
        utf8_next(t, &at);
    while (after < t.len && (mark_is_closing(look_at(t, after)) || look_at(t, after) == ' '))
        utf8_next(t, &after);
    return at >= quotation->start && mark_is_terminator(look_before(t, quotation->end)) &&
           (after >= t.len || (char_is_upper(look_at(t, after)) && !is_said(x, after)));
}

static bool in_quotation(struct judge *x)
{
    const struct range_vec *q = x->quotes;

    while (x->quote < q->len && q->v[x->quote].end < x->at)
        x->quote++;
    return x->quote < q->len && q->v[x->quote].start <= x->at && !stands_alone(x, &q->v[x->quote]);
}

/* Does a second item come after the first? */
static bool second_item_follows(struct span t, const struct list_marker *first)
{
    for (size_t at = first->end; at < t.len; at++) {
        struct list_marker m;
        if (t.ptr[at] != ' ')
            continue;
        m = mark_list(t, at + 1);
        if (m.style == first->style && m.letter == first->letter && m.value == first->value + 1)
            return true;
    }
    return false;
}

/* "The aims: 1. To live. 2. To love." */
static bool begins_list(const struct judge *x, const struct list_marker *m)
{
    return m->style && !m->letter && m->value == 1 &&
           char_is_upper(look_at(x->text, look_past_space(x->text, m->end))) &&
           look_before(x->text, look_back_space(x->text, x->at)) == ':' &&
           second_item_follows(x->text, m);
}

/* The next item of the list that the current segment is an item of, its first one, or a bullet. */
static struct ruling judge_item(const struct judge *x)
{
    struct list_marker m = mark_list(x->text, x->at);
    struct span bullet = span_str("\u2022");

    if (span_starts(span_from(x->text, x->at), bullet) || begins_list(x, &m))
        return RULING(BREAK, "list-item");
    if (!x->item.style || m.style != x->item.style || m.letter != x->item.letter ||
        m.value != x->item.value + 1 || m.end >= x->text.len)
        return UNDECIDED;
    if (m.style == LIST_STOP && (m.letter || !char_is_upper(look_at(x->text, m.end + 1))))
        return UNDECIDED;
    return RULING(BREAK, "list-item");
}

static struct ruling judge_ellipsis(const struct judge *x)
{
    uint32_t next = look_at(x->text, x->at);
    size_t before = look_back_space(x->text, x->stop), points = 1;

    if (look_before(x->text, x->stop) == '[' && look_at(x->text, x->stop_end) == ']')
        return RULING(JOIN, "ellipsis"); /* "[...]": something was left out */
    if (x->stop_end != x->stop + 1 || x->text.ptr[x->stop] != '.')
        return UNDECIDED;
    if (next == '.')
        return before < x->stop ? RULING(JOIN, "ellipsis") : UNDECIDED;
    while (before < x->stop && before > x->begun && x->text.ptr[before - 1] == '.') {
        size_t here = before - 1;
        points++;
        before = look_back_space(x->text, here);
        if (before == here)
            break;
    }
    return points == 3 ? RULING(JOIN, "ellipsis") : UNDECIDED;
}

/* Does a word that begins sentences follow, with a capital? */
static bool starter_follows(const struct judge *x)
{
    struct span word = look_word(x->text, x->next);

    return x->rules && word.len && char_is_upper(look_at(word, 0)) &&
           seg_rules_has(&x->rules->starters, word);
}

static struct ruling unless_starter(const struct judge *x, const char *rule)
{
    return starter_follows(x) ? RULING(BREAK, "starter") : RULING(JOIN, rule);
}

/* The same behind abbreviations: they stand before names, so a capital on a word that the text
 * writes small begins a sentence. */
static struct ruling unless_ordinary(const struct judge *x, const char *rule)
{
    struct span word = look_word(x->text, x->next);

    if (char_is_upper(look_at(word, 0)) && learnt_ordinary(x->learnt, word))
        return RULING(BREAK, "starter");
    return unless_starter(x, rule);
}

/* The class of what stands between two places, spaces left out. */
static enum abbrev_class lookup(const struct judge *x, size_t start, size_t end)
{
    struct span t = span_cut(x->text, start, end);
    char word[ABBREVIATION_MAX];
    size_t n = 0;

    if (t.len > sizeof word)
        return ABBREV_NONE;
    for (size_t at = 0; at < t.len;) {
        size_t from = at;
        if (char_is_space(utf8_next(t, &at)))
            continue;
        memcpy(word + n, t.ptr + from, at - from);
        n += at - from;
    }
    return seg_rules_abbrev(x->rules, span_of(word, n));
}

/* The class of the abbreviation that ends at the stop, the longest of up to four parts. */
static enum abbrev_class abbreviation(const struct judge *x)
{
    enum abbrev_class found = ABBREV_NONE, c;
    size_t start = look_token(x->text, x->stop, x->begun);

    if (!x->rules)
        return ABBREV_NONE;
    for (int parts = 0; parts < 4; parts++) {
        size_t before;
        c = lookup(x, start, x->stop + 1);
        if (c)
            found = c;
        before = look_back_space(x->text, start);
        if (before == start || before <= x->begun || x->text.ptr[before - 1] != '.')
            break;
        start = look_token(x->text, before - 1, x->begun);
    }
    return found;
}

/* "z. B.", "т. ғ. к.", "v. Chr.": the word after the stop belongs to the abbreviation, as it is cut
 * to one letter, too, or as the two are listed. */
static bool part_follows(const struct judge *x, struct span token)
{
    struct span word = look_word(x->text, x->at);
    size_t end = x->at + word.len;

    if (word.len == 0 || look_at(x->text, end) != '.' || !char_is_letter(look_at(word, 0)))
        return false;
    if (x->rules && lookup(x, (size_t)(token.ptr - x->text.ptr), end + 1))
        return true;
    return utf8_count(word) == 1 && utf8_count(token) <= 3 && char_is_letter(look_at(token, 0)) &&
           char_is_letter(look_before(x->text, x->stop));
}

static bool number_follows(const struct judge *x)
{
    struct span word = look_word(x->text, x->next);
    bool roman = word.len > 0;

    for (size_t i = 0; i < word.len; i++)
        roman = roman && strchr("IVXLCDM", word.ptr[i]);
    return roman || char_is_digit(look_at(word.len ? word : span_str(" "), 0));
}

/* Does the word before the stop follow a number? */
static bool follows_number(const struct judge *x)
{
    size_t start = look_token(x->text, x->stop, x->begun);

    return char_is_digit(look_before(x->text, look_back_space(x->text, start)));
}

/* An abbreviation that can end a sentence as a word can: but "5 млн. 300 тыс." goes on, and
 * "5 p.m. Monday". */
static struct ruling judge_end(const struct judge *x)
{
    if (char_is_digit(look_at(x->text, x->next)) && follows_number(x))
        return RULING(JOIN, "number");
    if (seg_rules_has(&x->rules->joined, look_word(x->text, x->next)))
        return RULING(JOIN, "abbreviation");
    return RULING(BREAK, "icu");
}

static struct ruling judge_class(const struct judge *x, enum abbrev_class c)
{
    if (c >= ABBREV_MAYBE && look_at(x->text, x->at) == '(')
        return RULING(JOIN, "abbreviation");
    switch (c) {
    case ABBREV_NEVER:
        return RULING(JOIN, "abbreviation");
    case ABBREV_NUMBER:
        return number_follows(x) ? RULING(JOIN, "number") : UNDECIDED;
    case ABBREV_MAYBE:
        return unless_ordinary(x, "abbreviation");
    case ABBREV_UNIT:
        return follows_number(x) ? judge_end(x) : unless_ordinary(x, "abbreviation");
    case ABBREV_ENDS:
        return judge_end(x);
    case ABBREV_NONE:
        break;
    }
    return UNDECIDED;
}

static bool only_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

static bool only_roman(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("IVX", s.ptr[i]))
            return false;
    return s.len > 0;
}

/* "0", "S. 45", "250 12 34", and where the rules say so "Kapitel 3": the number is none in a row. */
static bool number_of_something(const struct judge *x, struct span token)
{
    size_t end = look_back_space(x->text, (size_t)(token.ptr - x->text.ptr)), start;

    if (char_is_digit(look_before(x->text, end)) || span_eqs(token, "0"))
        return true;
    start = look_token(x->text, end, x->begun);
    if (start > x->begun && start < end && x->rules->ordinals_not_of_nouns &&
        only_digits(token) && char_is_upper(look_at(x->text, start)))
        return true;
    return lookup(x, start, end) == ABBREV_NUMBER;
}

/* "3. Mai", "XIX. Yüzyıl": in some languages a number with a stop is an ordinal. */
static struct ruling judge_ordinal(const struct judge *x, struct span token)
{
    struct span next = look_word(x->text, x->next);

    if (!x->rules || (!only_digits(token) && !only_roman(token)))
        return UNDECIDED;
    if (seg_rules_has(&x->rules->ordinals, next))
        return RULING(JOIN, "ordinal");
    if (x->rules->any_ordinal && token.len <= (only_digits(token) ? 2 : 5) &&
        !number_of_something(x, token))
        return unless_starter(x, "ordinal");
    return UNDECIDED;
}

/* "Plan B": a letter behind a word that letters are put behind. */
static bool is_label(const struct judge *x, struct span token)
{
    size_t end = look_back_space(x->text, (size_t)(token.ptr - x->text.ptr));
    size_t start = look_token(x->text, end, x->begun);

    return x->rules && seg_rules_has(&x->rules->lettered, span_cut(x->text, start, end));
}

/* "A. Pushkin": not the "A" of "PDF/A", nor a Latin letter before a Cyrillic word ("по оси X. При"). */
static bool is_initial(const struct judge *x, struct span token)
{
    uint32_t letter = look_at(token, 0), next = look_at(x->text, x->next);
    uint32_t before = look_before(x->text, (size_t)(token.ptr - x->text.ptr));

    return !is_label(x, token) && utf8_count(token) == 1 && char_is_upper(letter) &&
           (before == 0 || char_is_space(before) || mark_is_opening(before)) &&
           (!char_is_letter(next) || char_script(letter) == char_script(next));
}

/* "U.S", "J.-P": letters with stops between. */
static bool is_acronym(struct span token)
{
    bool acronym = char_is_upper(look_at(token, 0)) && utf8_count(token) > 2;

    for (size_t at = 0; at < token.len && acronym;) {
        acronym = char_is_letter(utf8_next(token, &at));
        if (at < token.len)
            acronym = acronym && token.ptr[at++] == '.';
        at += at < token.len && token.ptr[at] == '-';
    }
    return acronym;
}

/* Words of letters that the language's list does not know: initials and acronyms. */
static struct ruling judge_letters(const struct judge *x, struct span token)
{
    if (is_initial(x, token))
        return unless_starter(x, "initial");
    return is_acronym(token) ? unless_starter(x, "acronym") : UNDECIDED;
}

/* Is what stands before the stop no abbreviation that numbers follow?  Those that the language's
 * rules do not know are short; a sign that is neither letter nor digit belongs to none. */
static bool is_whole_word(const struct judge *x)
{
    struct span token = span_cut(x->text, look_token(x->text, x->stop, x->begun), x->stop);
    uint32_t last = look_before(x->text, x->stop);

    return char_is_letter(last) ? utf8_count(token) >= (x->rules ? 3 : 5) : !char_is_digit(last);
}

/* A single full stop. */
static struct ruling judge_stop(const struct judge *x)
{
    size_t start = look_token(x->text, x->stop, x->begun);
    struct span token = span_cut(x->text, start, x->stop);
    struct ruling r;
    bool first = start <= x->begun || (x->item.style && start < x->item.end);

    if (first && ((only_digits(token) && token.len <= 3) ||
                  (utf8_count(token) == 1 && char_is_letter(look_at(token, 0)))))
        return RULING(JOIN, only_digits(token) ? "list-number" : "initial");
    r = judge_class(x, abbreviation(x));
    if (!r.verdict && part_follows(x, token))
        return RULING(JOIN, "abbreviation");
    if (!r.verdict)
        r = judge_ordinal(x, token);
    if (!r.verdict)
        r = judge_letters(x, token);
    if (!r.verdict && learnt_abbreviation(x->learnt, token))
        r = number_follows(x) ? RULING(JOIN, "learned") : unless_ordinary(x, "learned");
    return r;
}

struct ruling judge_at(struct judge *x, const struct candidate *c)
{
    struct ruling r;
    uint32_t here = look_at(x->text, c->at), next;

    look_around(x, c->at);
    next = look_at(x->text, x->next);
    if (in_quotation(x) || said_follows(x))
        return RULING(JOIN, "quotation");
    r = judge_item(x);
    if (r.verdict)
        return r;
    if (c->kind == CANDIDATE_ITEM)
        return UNDECIDED;
    if (x->item.style && look_back_space(x->text, x->at) == x->item.end)
        return RULING(JOIN, "list-number");
    if (c->kind == CANDIDATE_TIGHT)
        return abbreviation(x) ? RULING(JOIN, "abbreviation") : RULING(BREAK, candidate_rule[c->kind]);
    r = judge_ellipsis(x);
    if (r.verdict)
        return r;
    if (here != '"' && here != '\'' && here != 0x201C && here != 0xBB && mark_is_closing(here))
        return RULING(JOIN, "closing");
    if (here == 0xBB && look_back_space(x->text, x->at) < x->at && x->next > x->at + 2)
        return RULING(JOIN, "closing");
    if (char_is_lower(next) && x->stop < x->stop_end)
        return RULING(JOIN, "lower-case");
    if (x->stop_end == x->stop + 1 && x->text.ptr[x->stop] == '.' &&
        look_back_space(x->text, x->at) == x->stop_end)
        r = judge_stop(x);
    if (!r.verdict && c->kind == CANDIDATE_DIGIT && !is_whole_word(x))
        return RULING(JOIN, "number");
    return r.verdict ? r : RULING(BREAK, candidate_rule[c->kind]);
}

void judge_begin(struct judge *x, size_t at)
{
    x->begun = at;
    x->item = mark_list(x->text, at);
}
