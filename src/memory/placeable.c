/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/placeable.h"
#include "text/spans.h"

/* How many begin before `at`. */
static size_t place_of(const struct placeables *p, size_t at)
{
    size_t low = 0, high = p->len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (p->v[mid].from < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Keep them in their order; what overlaps with one that is there is left out. */
static bool add(struct placeables *p, struct placeable one)
{
    size_t place = place_of(p, one.from), i = p->len;

    if ((place > 0 && p->v[place - 1].to > one.from) ||
        (place < p->len && p->v[place].from < one.to))
        return true;
    if (!vec_push(p, one))
        return false;
    for (; i > place; i--)
        p->v[i] = p->v[i - 1];
    p->v[place] = one;
    return true;
}

static bool add_spans(struct placeables *p, struct span text)
{
    const unsigned kinds = SPANS_URL | SPANS_EMAIL | SPANS_MARKUP | SPANS_PLACEHOLDER;
    struct spans_found found;
    size_t at = 0;

    while (spans_next(text, &at, kinds, &found)) {
        bool address = found.kind == SPANS_URL || found.kind == SPANS_EMAIL;

        if (!add(p, (struct placeable){.class = address ? TM_ADDRESS : TM_TAG,
                                       .from = found.from, .to = found.to}))
            return false;
    }
    return true;
}

static bool add_dates(struct placeables *p, struct span text, struct span lang)
{
    struct date d;
    size_t at = 0;

    while (date_next(text, lang, &at, &d))
        if (!add(p, (struct placeable){.class = TM_DATE, .from = d.from, .to = d.to, .date = d}))
            return false;
    return true;
}

/* Every name of a text is weighed with all others in it; no sentence has so many. */
enum { NAMES_LONGEST = 64 * 1024 };

static enum status add_names(struct placeables *p, struct span text, struct finder *names,
                             struct error *e)
{
    const struct mention *m;
    size_t n;
    enum status st = finder_run(names, text, true, &m, &n, e);

    for (size_t i = 0; !st && i < n; i++)
        if (m[i].entity != FIND_NOBODY &&
            !add(p, (struct placeable){.class = TM_NAME, .from = m[i].at,
                                       .to = m[i].at + m[i].len, .mention = m[i]}))
            st = error_nomem(e);
    return st;
}

/* Numbers stand between what else there is. */
static bool add_numbers(struct placeables *p, struct span text)
{
    size_t begin = 0;

    for (size_t i = 0; i <= p->len; i++) {
        struct span gap = span_cut(text, begin, i < p->len ? p->v[i].from : text.len);
        struct number_found n;
        size_t at = 0;

        while (number_next(gap, &at, &n)) {
            n.from += begin;
            n.to += begin;
            n.suffix += begin;
            if (!add(p, (struct placeable){.class = TM_NUMBER, .from = n.from, .to = n.to,
                                           .number = n}))
                return false;
            i++; /* the gap's end has moved on */
        }
        if (i < p->len)
            begin = p->v[i].to;
    }
    return true;
}

enum status placeables_find(struct placeables *out, struct span text,
                            const struct tm_language *lang, struct error *e)
{
    enum status st = ST_OK;

    vec_clear(out);
    if (!add_spans(out, text) || !add_dates(out, text, lang ? lang->tag : span_str("")))
        st = error_nomem(e);
    if (!st && lang && lang->names && text.len <= NAMES_LONGEST)
        st = add_names(out, text, lang->names, e);
    if (!st && !add_numbers(out, text))
        st = error_nomem(e);
    return st;
}
