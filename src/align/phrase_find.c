/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/phrase_find.h"

bool phrase_has_shape(const uint8_t *marks, uint32_t n)
{
    bool words = false;

    for (uint32_t i = 0; i < n; i++)
        words = words || !(marks[i] & ~MARK_LEMMA);
    return words && !((marks[0] | marks[n - 1]) & MARK_JOIN);
}

static uint32_t words_of(const struct phrase_finder *f, int side, size_t g)
{
    return f->sides[side]->side.segments.v[g].count;
}

static bool clear_bounds(struct phrase_finder *f, size_t g)
{
    for (int k = 0; k < 2; k++) {
        vec_clear(&f->low[k]);
        vec_clear(&f->high[k]);
        for (uint32_t i = 0; i < words_of(f, k, g); i++)
            if (!vec_push(&f->low[k], UINT32_MAX) || !vec_push(&f->high[k], 0))
                return false;
    }
    return true;
}

static bool set_bounds(struct phrase_finder *f, size_t g, const struct word_links *links)
{
    const uint8_t *sm = phrase_marks(f->sides[SIDE_SOURCE], g);
    const uint8_t *tm = phrase_marks(f->sides[SIDE_TARGET], g);

    if (!clear_bounds(f, g))
        return false;
    for (size_t i = links->first.v[g]; i < links->first.v[g + 1]; i++) {
        uint32_t w[2] = {links->links.v[i].source, links->links.v[i].target};
        if ((sm[w[0]] | tm[w[1]]) & (MARK_BREAK | MARK_JOIN | MARK_FUNCTION))
            continue; /* links of function words and signs are too often wrong */
        for (int k = 0; k < 2; k++) {
            if (w[!k] < f->low[k].v[w[k]])
                f->low[k].v[w[k]] = w[!k];
            if (w[!k] > f->high[k].v[w[k]])
                f->high[k].v[w[k]] = w[!k];
        }
    }
    return true;
}

/* The words of the other side that words at .. at+n-1 of side k are linked with; false where no
 * word is. */
static bool range_of(const struct phrase_finder *f, int k, uint32_t at, uint32_t n, uint32_t *low,
                     uint32_t *high)
{
    *low = UINT32_MAX;
    *high = 0;
    for (uint32_t i = at; i < at + n; i++) {
        if (f->low[k].v[i] < *low)
            *low = f->low[k].v[i];
        if (f->high[k].v[i] > *high)
            *high = f->high[k].v[i];
    }
    return *low != UINT32_MAX;
}

unsigned phrase_unlinked_edges(const struct phrase_finder *f, int side, size_t g, uint32_t at,
                               uint32_t n)
{
    const uint8_t *marks = phrase_marks(f->sides[side], g);
    const uint32_t edges[] = {at, at + n - 1};
    unsigned found = 0;

    for (int k = 0; n > 1 && k < 2; k++)
        if (!(marks[edges[k]] & MARK_FUNCTION) && f->low[side].v[edges[k]] == UINT32_MAX)
            found |= k ? EDGE_RIGHT : EDGE_LEFT;
    return found;
}

/* May a phrase grow over this target word? */
static bool is_free(const struct phrase_finder *f, const uint8_t *marks, uint32_t target)
{
    return f->low[SIDE_TARGET].v[target] == UINT32_MAX && !(marks[target] & MARK_BREAK);
}

/* The pairs of a source phrase with target words low .. high and with those that take in words
 * beside them that have no link. */
static bool find_targets(struct phrase_finder *f, struct phrase_place place, uint32_t n,
                         uint32_t low, uint32_t high)
{
    const uint8_t *marks = phrase_marks(f->sides[SIDE_TARGET], place.segment);
    uint32_t words = words_of(f, SIDE_TARGET, place.segment);

    if (phrase_longest_run(marks, low, high + 1) != high + 1 - low)
        return true;
    for (uint32_t from = low; from + PHRASE_WORDS > high; from--) {
        for (uint32_t to = high; to < words && to - from < PHRASE_WORDS; to++) {
            if (to > high && !is_free(f, marks, to))
                break;
            if (!f->is_phrase(f->context, SIDE_TARGET, place.segment, from, to - from + 1))
                continue;
            place.target = (uint16_t)from;
            if (!f->found(f->context, place, n, to - from + 1))
                return false;
        }
        if (from == 0 || !is_free(f, marks, from - 1))
            break;
    }
    return true;
}

/* Are the words of a source run linked with target words low .. high, and these with no other? */
static bool is_closed(const struct phrase_finder *f, uint32_t at, uint32_t n, uint32_t *low,
                      uint32_t *high)
{
    uint32_t back_low, back_high;

    return range_of(f, SIDE_SOURCE, at, n, low, high) && *high - *low < PHRASE_WORDS &&
           range_of(f, SIDE_TARGET, *low, *high - *low + 1, &back_low, &back_high) &&
           back_low >= at && back_high < at + n;
}

bool phrase_find(struct phrase_finder *f, size_t g, const struct word_links *links)
{
    const uint8_t *marks = phrase_marks(f->sides[SIDE_SOURCE], g);
    uint32_t words = words_of(f, SIDE_SOURCE, g), low, high;

    if (words > UINT16_MAX || words_of(f, SIDE_TARGET, g) > UINT16_MAX)
        return true;
    if (!set_bounds(f, g, links))
        return false;
    for (uint32_t at = 0; at < words; at++) {
        uint32_t longest = phrase_longest_run(marks, at, words);
        for (uint32_t n = 1; n <= longest; n++) {
            struct phrase_place place = {(uint32_t)g, (uint16_t)at, 0};
            if (f->is_phrase(f->context, SIDE_SOURCE, g, at, n) &&
                is_closed(f, at, n, &low, &high) && !find_targets(f, place, n, low, high))
                return false;
        }
    }
    return true;
}

void phrase_finder_free(struct phrase_finder *f)
{
    for (int k = 0; k < 2; k++) {
        vec_free(&f->low[k]);
        vec_free(&f->high[k]);
    }
}
