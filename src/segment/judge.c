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

static bool in_quotation(struct judge *x)
{
    const struct range_vec *q = x->quotes;

    while (x->quote < q->len && q->v[x->quote].end < x->at)
        x->quote++;
    return x->quote < q->len && q->v[x->quote].start <= x->at;
}

/* The next item of the list that the current segment is an item of, or a bullet. */
static struct ruling judge_item(const struct judge *x)
{
    struct list_marker m = mark_list(x->text, x->at);
    struct span bullet = span_str("\u2022");

    if (span_starts(span_from(x->text, x->at), bullet))
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

/* "z. B.", "т. ғ. к.": the word after the stop is itself cut to one letter. */
static bool short_word_follows(const struct judge *x)
{
    struct span word = look_word(x->text, x->at);

    return utf8_count(word) == 1 && char_is_letter(look_at(word, 0)) &&
           look_at(x->text, x->at + word.len) == '.';
}

/* The class of what stands from `start` to the stop, spaces left out. */
static enum abbrev_class lookup(const struct judge *x, size_t start)
{
    struct span t = span_cut(x->text, start, x->stop + 1);
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
        c = lookup(x, start);
        if (c)
            found = c;
        before = look_back_space(x->text, start);
        if (before == start || before <= x->begun || x->text.ptr[before - 1] != '.')
            break;
        start = look_token(x->text, before - 1, x->begun);
    }
    return found;
}

static bool number_follows(const struct judge *x)
{
    struct span word = look_word(x->text, x->next);
    bool roman = word.len > 0;

    for (size_t i = 0; i < word.len; i++)
        roman = roman && strchr("IVXLCDM", word.ptr[i]);
    return roman || char_is_digit(look_at(word.len ? word : span_str(" "), 0));
}

static struct ruling judge_class(const struct judge *x, enum abbrev_class c)
{
    switch (c) {
    case ABBREV_NEVER:
        return RULING(JOIN, "abbreviation");
    case ABBREV_NUMBER:
        return number_follows(x) ? RULING(JOIN, "number") : UNDECIDED;
    case ABBREV_MAYBE:
        return unless_ordinary(x, "abbreviation");
    case ABBREV_ENDS:
        return RULING(BREAK, "icu");
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

/* "3. Mai", "XIX. yüzyıl": in some languages a number with a stop is an ordinal. */
static struct ruling judge_ordinal(const struct judge *x, struct span token)
{
    struct span next = look_word(x->text, x->next);

    if (!x->rules || !x->rules->has_ordinals)
        return UNDECIDED;
    if (only_digits(token) && seg_rules_has(&x->rules->ordinals, next))
        return RULING(JOIN, "ordinal");
    if ((only_digits(token) && token.len <= 2) || only_roman(token))
        return unless_starter(x, "ordinal");
    return UNDECIDED;
}

/* Words of letters that the language's list does not know: initials and acronyms. */
static struct ruling judge_letters(const struct judge *x, struct span token)
{
    size_t at = 0;
    bool acronym = token.len > 0, first_upper = char_is_upper(look_at(token, 0));
    size_t letters = utf8_count(token);

    if (letters == 1 && first_upper)
        return unless_starter(x, "initial");
    while (at < token.len && acronym) {
        acronym = char_is_letter(utf8_next(token, &at));
        if (at < token.len)
            acronym = acronym && token.ptr[at++] == '.';
    }
    return acronym && letters > 2 && first_upper ? unless_starter(x, "acronym") : UNDECIDED;
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
    if (!r.verdict && char_is_letter(look_before(x->text, x->stop)) && short_word_follows(x) &&
        utf8_count(token) <= 3)
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
    bool item = strcmp(c->rule, "list-item") == 0;

    look_around(x, c->at);
    next = look_at(x->text, x->next);
    if (in_quotation(x))
        return RULING(JOIN, "quotation");
    r = judge_item(x);
    if (r.verdict)
        return r;
    if (item)
        return UNDECIDED;
    if (x->item.style && look_back_space(x->text, x->at) == x->item.end)
        return RULING(JOIN, "list-number");
    if (strcmp(c->rule, "no-space") == 0)
        return abbreviation(x) ? RULING(JOIN, "abbreviation") : RULING(BREAK, c->rule);
    r = judge_ellipsis(x);
    if (r.verdict)
        return r;
    if (here != '"' && here != '\'' && here != 0x201C && here != 0xBB && mark_is_closing(here))
        return RULING(JOIN, "closing");
    if (here == 0xBB && look_back_space(x->text, x->at) < x->at)
        return RULING(JOIN, "closing");
    if (char_is_lower(next) && x->stop < x->stop_end)
        return RULING(JOIN, "lower-case");
    if (x->stop_end == x->stop + 1 && x->text.ptr[x->stop] == '.' &&
        look_back_space(x->text, x->at) == x->stop_end)
        r = judge_stop(x);
    return r.verdict ? r : RULING(BREAK, c->rule);
}

void judge_begin(struct judge *x, size_t at)
{
    x->begun = at;
    x->item = mark_list(x->text, at);
}
