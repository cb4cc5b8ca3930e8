/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Superseded names.  They are told of wherever the text does not speak of their time: beside
 * `formerly` or a year in which the name was right, in quotations, and on a day of the text that
 * is within its dates, they stay.
 */
#include "names/find_private.h"

enum { YEAR_DIGITS = 4, FAR = 400 };

/* The sentence around bytes from..to, as far as full stops tell, within its line and FAR bytes. */
static struct span sentence_of(struct span text, size_t from, size_t to)
{
    size_t first = from > FAR ? from - FAR : 0;

    text.len = text.len - to > FAR ? to + FAR : text.len;
    while (from > first && text.ptr[from - 1] != '\n' &&
           !(text.ptr[from - 1] == ' ' && from > 1 && strchr(".!?", text.ptr[from - 2])))
        from--;
    while (to < text.len && text.ptr[to] != '\n' &&
           !(text.ptr[to] == ' ' && strchr(".!?", text.ptr[to - 1])))
        to++;
    return span_cut(text, from, to);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The next year (1500 to 2099) in `s`, which goes on behind it; empty where there is none. */
static struct span next_year(struct span *s)
{
    size_t n;

    for (size_t at = 0; at < s->len; at += n) {
        struct span digits;

        for (n = 0; at + n < s->len && is_digit(s->ptr[at + n]); n++)
            ;
        digits = span_cut(*s, at, at + n);
        if (n == YEAR_DIGITS && span_cmp(digits, span_str("1500")) >= 0 &&
            span_cmp(digits, span_str("2100")) < 0) {
            *s = span_from(*s, at + n);
            return digits;
        }
        n = n ? n : 1;
    }
    return span_str("");
}

/* Was it the name on a day, or in a year? */
static bool right_on(const struct auth_former *former, struct span day)
{
    struct span from = span_cut(former->from, 0, day.len), to = former->to;

    if (day.len == YEAR_DIGITS) /* some day of it */
        return span_cmp(from, day) <= 0 &&
               (to.len == 0 || span_cmp(day, span_cut(to, 0, YEAR_DIGITS)) <= 0);
    return span_cmp(former->from, day) <= 0 && (to.len == 0 || span_cmp(day, to) < 0);
}

/* Does the text speak of a time when the name was right?  *some: of some time before its own, at least. */
static bool of_its_time(struct finder *f, const struct candidate *c, const struct auth_former *former,
                        bool *some)
{
    const struct token *last = tok(f, c->end - 1);
    struct span rest = sentence_of(f->text, tok(f, c->first)->at, last->at + last->len), year;
    struct span today = f->options.date;
    bool dated = former->from.len || former->to.len;

    while ((year = next_year(&rest)).len) {
        *some = *some || !today.len || span_cmp(year, span_cut(today, 0, YEAR_DIGITS)) < 0;
        if (dated && right_on(former, year))
            return true;
    }
    return today.len && dated && right_on(former, today);
}

/* Tokens from..to: the candidate and the few words of its sentence on either side. */
static void words_around(const struct finder *f, const struct candidate *c, uint32_t *from, uint32_t *to)
{
    enum { NEAR = 4 };

    *from = c->first;
    *to = c->end;
    while (*from > 0 && c->first - *from < NEAR && tok(f, *from)->gap != GAP_STOP)
        --*from;
    while (*to < f->tokens.len && *to - c->end < NEAR && tok(f, *to)->gap != GAP_STOP)
        ++*to;
}

/* Does `formerly`, the name of today (Nur-Sultan, now Astana) or a quotation mark it as superseded? */
static bool told_as_former(struct finder *f, const struct candidate *c)
{
    uint32_t from, to;

    words_around(f, c, &from, &to);
    for (uint32_t i = from; i < to; i++) {
        if ((i >= c->first && i < c->end) || language_at(f, i) == UINT8_MAX)
            continue;
        if (word_listed(f, i, LIST_FORMERLY) || group_find(f, i, c->entity, AUTH_FULL, 0))
            return true;
    }
    return in_quotation(f->text, tok(f, c->first)->at);
}

void judge_former(struct finder *f, struct candidate *c, struct span text)
{
    struct span key = arena_dup(&f->arena, key_of(f, text));
    struct auth_former former;
    bool some = false;

    c->kind = FINDING_FORMER;
    c->why = _("the name was superseded");
    c->doubtful = !f->options.former;
    c->kept = told_as_former(f, c);
    for (uint32_t i = 0; auth_former(f->a, c->entity, i, &former); i++) {
        if (!span_eq(key_of(f, former.text), key))
            continue;
        c->kept = c->kept || of_its_time(f, c, &former, &some);
        c->doubtful = c->doubtful || (some && !former.to.len);
    }
}
