/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/fast.h"

#include "translit/engine.h"

#include <stdlib.h>

enum {
    /* The machine knows no limit of how far contexts reach, the rules do: XLIT_REACH code points.
     * With a blank in every stretch of so many bytes they never get so far, whatever is written. */
    STRETCH = XLIT_REACH / ACTION_BYTES / 2,
    SLACK = 16, /* bytes that may be read ahead at once */
};

static void find_leads(struct fast *f)
{
    const uint16_t *low = f->stage2 + f->stage1[0] * 64U;

    for (unsigned c = 0; c < 256; c++) {
        struct fast_lead *l = &f->lead[c];

        if (c < 0x80)
            *l = (struct fast_lead){low[c >> 6] * 64U + (c & 63), 0, 0, 0};
        else if (c >= 0xC2 && c < 0xE0)
            *l = (struct fast_lead){low[c & 0x1F] * 64U, 0x3F, 0xC0, 0x80};
        else
            *l = (struct fast_lead){0, 0, 0, 1}; /* never right: see long_cell */
    }
}

static void find_known(struct fast *f)
{
    for (uint32_t k = 0; k < f->pass->classes; k++) {
        f->known[k] = k == 0 && f->pass->states > 1 ? -1 : f->delta[k];
        for (uint32_t s = 1; s < f->pass->states; s++)
            if (f->delta[s * f->pass->classes + k] != f->delta[k])
                f->known[k] = -1;
    }
}

struct fast *fast_new(const struct table *t)
{
    uint32_t n = t->head->passes.count;
    struct fast *all = calloc(n ? n : 1, sizeof *all);

    for (uint32_t i = 0; all && i < n; i++) {
        const struct table_pass *p = &t->passes[i];
        struct fast *f = &all[i];

        if (p->kind != PASS_RULES || p->states == 0)
            continue;
        *f = (struct fast){.pass = p,
                           .stage1 = TABLE_AT(t, p->stage1, uint16_t),
                           .stage2 = TABLE_AT(t, p->stage2, uint16_t),
                           .stage3 = TABLE_AT(t, p->stage3, uint16_t),
                           .cells = TABLE_AT(t, p->cells, struct table_cell),
                           .actions = TABLE_AT(t, p->actions, struct table_action),
                           .right = TABLE_AT(t, p->right, uint16_t),
                           .delta = TABLE_AT(t, p->delta, uint8_t),
                           .looks = TABLE_AT(t, p->looks, uint32_t)};
        find_leads(f);
        find_known(f);
    }
    return all;
}

static const struct table_cell *cell_of(const struct fast *f, uint32_t c)
{
    if (c == UTF8_BAD)
        return f->cells;
    return &f->cells[f->stage3[f->stage2[f->stage1[c >> 12] * 64U + (c >> 6 & 63)] * 64U + (c & 63)]];
}

/* Three and four bytes, and what is no UTF-8. */
static const struct table_cell *long_cell(const struct fast *f, const char *p, const char *end,
                                          size_t *len)
{
    return cell_of(f, utf8_decode(span_of(p, (size_t)(end - p)), 0, len));
}

/* The cell of the code point at p and its length. */
static inline const struct table_cell *cell_at(const struct fast *f, const char *p, const char *end,
                                               size_t *len)
{
    const unsigned char first = (unsigned char)*p;
    const struct fast_lead *l = &f->lead[first];
    unsigned second = p + 1 < end ? (unsigned char)p[1] : 0;

    if (UNLIKELY((second & l->check) != l->want))
        return long_cell(f, p, end, len);
    *len = 1 + (first >> 7);
    return &f->cells[f->stage3[l->base + (second & l->mask)]];
}

/* The state behind all that was written; -1 where that cannot be told. */
static int state_behind(const struct fast *f, const struct xlit *x)
{
    struct span left = span_of(x->out->data + x->base, x->out->len - x->base);
    size_t at = left.len;
    int state = 0;

    while (at > 0) {
        size_t behind = at;
        unsigned class = cell_of(f, utf8_prev(left, &at))->class;

        state = f->known[class];
        if (state >= 0) {
            at = behind;
            break;
        }
        if (class == 0)
            return -1;
        state = 0;
    }
    while (at < left.len)
        state = f->delta[(unsigned)state * f->pass->classes + cell_of(f, utf8_next(left, &at))->class];
    return state;
}

/* Blanks are near each other from `at` up to `end`. */
static bool has_blanks(const char *at, const char *end)
{
    while (end - at > STRETCH) {
        const char *space = memrchr(at, ' ', STRETCH), *line = memrchr(at, '\n', STRETCH);

        if (!space && !line)
            return false;
        at = (space > line ? space : line) + 1;
    }
    return true;
}

bool fast_may_run(const struct fast *f, const struct xlit *x)
{
    const char *left = x->out->data + x->base;
    size_t len = x->out->len - x->base;

    if (!f->pass || x->trace || x->script == SCRIPT_COMMON)
        return false;
    if (!(f->pass->flags & PASS_STRETCHES))
        return true;
    if (len > STRETCH && !memrchr(left + len - STRETCH, ' ', STRETCH) &&
        !memrchr(left + len - STRETCH, '\n', STRETCH))
        return false;
    return has_blanks(x->p, x->limit);
}

/* What to do at a cell whose second neighbour, at q, has to be asked: NULL when that cannot be told,
 * as where the text that may be changed ends. */
static const struct table_action *look(const struct fast *f, const struct xlit *x, unsigned number,
                                       const char *q, unsigned state)
{
    const uint32_t width = f->pass->classes + 1;

    for (;;) {
        uint32_t class = f->pass->classes, target;
        size_t len = 0;

        if (q < x->limit)
            class = cell_at(f, q, x->end, &len)->class;
        else if (x->limit != x->end)
            return NULL;
        target = f->looks[number * width + class];
        if (!(target & (uint32_t)LOOK_MORE))
            return &f->actions[target + state];
        number = target & ~(uint32_t)LOOK_MORE;
        q += len;
    }
}

/* `n` code points on. */
static const char *skip_chars(const char *p, const char *end, unsigned n)
{
    struct span rest = span_of(p, (size_t)(end - p));

    return p + utf8_skip(rest, n);
}

void fast_run(const struct fast *f, struct xlit *x, bool *loose)
{
    const char *p = x->p, *const limit = x->limit, *const end = x->end;
    const struct table_action *const actions = f->actions, *a;
    const uint16_t *const right = f->right;
    const unsigned script = f->pass->last_rules ? x->script : SCRIPT_OTHER;
    const unsigned stop = x->unmapped != XLIT_UNMAPPED_KEEP ? script : SCRIPT_OTHER;
    char *w = x->out->data + x->out->len;
    const char *const full = x->out->data + x->out->cap - 2 * ACTION_BYTES;
    const int before = state_behind(f, x);
    unsigned state = (unsigned)before, flags = 0;
    uint64_t unmapped = 0;
    const struct table_cell *cell, *next;
    size_t len, next_len;

    if (p >= limit || before < 0)
        return;
    cell = cell_at(f, p, end, &len);
    while (w < full) {
        const char *n = p + len;
        uint64_t bytes, copied = 0;
        unsigned class;

        if (LIKELY(limit - p >= SLACK)) {
            next = cell_at(f, n, end, &next_len);
            class = next->class;
            memcpy(&copied, p, sizeof copied);
        } else {
            if (n < limit) {
                next = cell_at(f, n, end, &next_len);
                class = next->class;
            } else if (limit == end) {
                next = NULL;
                class = f->pass->classes;
            } else {
                break;
            }
            memcpy(&copied, p, len);
        }
        a = &actions[cell->row + (state & cell->left) + right[cell->group + class]];
        if (UNLIKELY(a->kind != ACTION_WRITE)) {
            if (a->kind == ACTION_LOOK)
                a = look(f, x, a->look, n + next_len, state);
            if (!a || a->kind == ACTION_STOP)
                break;
        }
        if (UNLIKELY(a->script == stop))
            break;
        memcpy(&bytes, a->bytes, sizeof bytes);
        bytes |= copied & -(uint64_t)a->copy;
        memcpy(w, &bytes, sizeof bytes);
        w += a->len;
        state = a->next;
        flags |= cell->flags;
        unmapped += a->script == script;
        if (UNLIKELY(a->kind == ACTION_SKIP)) {
            n = skip_chars(p, limit, a->chars);
            flags |= norm_is_nfc_quick(span_of(p, (size_t)(n - p))) ? 0 : CELL_LOOSE;
            next = n < limit ? cell_at(f, n, end, &next_len) : NULL;
        }
        p = n;
        if (UNLIKELY(!next))
            break;
        cell = next;
        len = next_len;
    }
    x->p = p;
    x->out->len = (size_t)(w - x->out->data);
    x->unmapped_count += unmapped;
    *loose |= (flags & CELL_LOOSE) != 0;
}
