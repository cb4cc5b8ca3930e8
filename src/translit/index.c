/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The code points are cut into intervals at whose edges some rule begins or ceases to be a
 * candidate; a sweep over them keeps the list of candidates in order.  Equal lists share a cell.
 */
#include "translit/index.h"

#include "base/map.h"

#include <stdlib.h>

enum { CODE_POINTS = 0x110000, BLOCK = 64 };

struct event {
    uint32_t at, rule;
    int step; /* +1: from here on, -1: no longer */
};

struct sweep {
    const struct index_rule *rules;
    VEC(struct event) events;
    size_t count, marks;
    VEC(uint32_t) active;    /* candidates and marks in ascending order */
    VEC(uint32_t) list;      /* those of a cell */
    uint32_t *depth;         /* of each rule: ranges may overlap */
    struct map seen;         /* list -> cell */
    struct index_out *out;
};

static int by_place(const void *x, const void *y)
{
    const struct event *a = x, *b = y;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static bool collect(struct sweep *s, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < s->rules[i].first.len; k++) {
            struct uniset_range r = s->rules[i].first.v[k];
            struct event on = {r.first, (uint32_t)i, 1}, off = {r.last + 1, (uint32_t)i, -1};

            if (!vec_push(&s->events, on) || !vec_push(&s->events, off))
                return false;
        }
    if (s->events.len)
        qsort(s->events.v, s->events.len, sizeof *s->events.v, by_place);
    return true;
}

/* First place in the active list that is not before `rule`. */
static size_t place_of(const struct sweep *s, uint32_t rule)
{
    size_t lo = 0, hi = s->active.len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (s->active.v[mid] < rule)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool activate(struct sweep *s, const struct event *ev)
{
    size_t at = place_of(s, ev->rule);

    if (ev->step > 0) {
        if (s->depth[ev->rule]++ > 0)
            return true;
        if (!vec_push(&s->active, 0))
            return false;
        memmove(s->active.v + at + 1, s->active.v + at,
                (s->active.len - 1 - at) * sizeof *s->active.v);
        s->active.v[at] = ev->rule;
    } else if (--s->depth[ev->rule] == 0) {
        s->active.len--;
        memmove(s->active.v + at, s->active.v + at + 1, (s->active.len - at) * sizeof *s->active.v);
    }
    return true;
}

/* The cell of the candidates list[0, n) and the marks list[n, len). */
static enum status add_cell(struct sweep *s, const uint32_t *list, size_t n, size_t len,
                            uint64_t *slot, struct error *e)
{
    struct table_cell cell = {.list = (uint32_t)(s->out->lists.len / 4), .count = (uint16_t)n};
    size_t at = s->out->marked.len;

    *slot = s->out->cells.len / sizeof cell;
    if (*slot > UINT16_MAX || n > UINT16_MAX)
        return error_set(e, ST_LIMIT, _("too many rules begin alike"));
    if (!buf_reserve(&s->out->marked, s->marks))
        return error_nomem(e);
    memset(s->out->marked.data + at, 0, s->marks);
    s->out->marked.len += s->marks;
    for (size_t i = n; i < len; i++)
        s->out->marked.data[at + list[i] - s->count] = 1;
    buf_addn(&s->out->cells, (const char *)&cell, sizeof cell);
    buf_addn(&s->out->lists, (const char *)list, n * sizeof *list);
    return ST_OK;
}

/* Candidates up to the first sure one, then the marks. */
static bool list_active(struct sweep *s, size_t *n)
{
    size_t i = 0;
    bool sure = false;

    vec_clear(&s->list);
    for (; i < s->active.len && s->active.v[i] < s->count; i++) {
        if (!sure && !vec_push(&s->list, s->active.v[i]))
            return false;
        sure |= s->rules[s->active.v[i]].sure;
    }
    *n = s->list.len;
    for (; i < s->active.len; i++)
        if (!vec_push(&s->list, s->active.v[i]))
            return false;
    return true;
}

/* The interval [from, to) has the active candidates. */
static enum status interval(struct sweep *s, uint32_t from, uint32_t to, struct error *e)
{
    size_t n;
    uint64_t *slot;
    bool added;
    enum status st;

    if (s->active.len == 0 || from >= to)
        return ST_OK;
    if (!list_active(s, &n))
        return error_nomem(e);
    slot = map_put(&s->seen, span_of((const char *)s->list.v, s->list.len * sizeof *s->list.v),
                   &added);
    if (!slot)
        return error_nomem(e);
    if (added && (st = add_cell(s, s->list.v, n, s->list.len, slot, e)) != ST_OK)
        return st;
    for (uint32_t c = from; c < to; c++)
        s->out->cell_of[c] = (uint16_t)*slot;
    return ST_OK;
}

static enum status sweep(struct sweep *s, struct error *e)
{
    uint32_t from = 0;

    for (size_t i = 0; i < s->events.len; i++) {
        enum status st = interval(s, from, s->events.v[i].at, e);

        if (st != ST_OK)
            return st;
        from = s->events.v[i].at;
        if (!activate(s, &s->events.v[i]))
            return error_nomem(e);
    }
    return ST_OK;
}

/* Append a block of 64 entries to a stage unless it is there; its number. */
static bool share(struct map *seen, struct buf *stage, const uint16_t *block, uint16_t *number)
{
    bool added;
    struct span bytes = span_of((const char *)block, BLOCK * sizeof *block);
    uint64_t *slot = map_put(seen, bytes, &added);

    if (!slot)
        return false;
    if (added) {
        *slot = stage->len / bytes.len;
        buf_add(stage, bytes);
    }
    *number = (uint16_t)*slot;
    return true;
}

static bool build_stages(const struct sweep *s)
{
    struct map seen3 = MAP_INIT, seen2 = MAP_INIT;
    bool ok = true;

    for (uint32_t high = 0; ok && high < CODE_POINTS; high += BLOCK * BLOCK) {
        uint16_t middle[BLOCK], number;

        for (uint32_t i = 0; ok && i < BLOCK; i++)
            ok = share(&seen3, &s->out->stage3, s->out->cell_of + high + i * BLOCK, &middle[i]);
        ok = ok && share(&seen2, &s->out->stage2, middle, &number);
        if (ok)
            buf_addn(&s->out->stage1, (const char *)&number, sizeof number);
    }
    map_free(&seen3);
    map_free(&seen2);
    return ok;
}

enum status index_build(const struct index_rule *rules, size_t count, size_t marks,
                        struct index_out *out, struct error *e)
{
    struct sweep s = {.rules = rules, .count = count, .marks = marks, .seen = MAP_INIT, .out = out};
    enum status st = ST_OK;
    uint64_t none;

    s.depth = calloc(count + marks + 1, sizeof *s.depth);
    out->cell_of = calloc(CODE_POINTS + 1, sizeof *out->cell_of);
    if (!s.depth || !out->cell_of || !collect(&s, count + marks))
        st = error_nomem(e);
    if (st == ST_OK)
        st = add_cell(&s, NULL, 0, 0, &none, e);
    if (st == ST_OK)
        st = sweep(&s, e);
    if (st == ST_OK && !build_stages(&s))
        st = error_nomem(e);
    free(s.depth);
    vec_free(&s.events);
    vec_free(&s.active);
    vec_free(&s.list);
    map_free(&s.seen);
    return st;
}

void index_free(struct index_out *out)
{
    struct buf *const bufs[] = {&out->stage1, &out->stage2, &out->stage3,
                                &out->cells,  &out->lists,  &out->marked};

    for (size_t i = 0; i < COUNT_OF(bufs); i++)
        buf_free(bufs[i]);
    free(out->cell_of);
}
