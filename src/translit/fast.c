/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/fast.h"

#include "translit/engine.h"

#include <endian.h>
#include <stdlib.h>

enum {
    /* The machine knows no limit of how far contexts reach, the rules do: XLIT_REACH code points.
     * With a blank in every stretch of so many bytes they never get so far, whatever is written. */
    STRETCH = XLIT_REACH / ACTION_BYTES / 2,
    AHEAD = 10, /* bytes that fast_cells() looks at from a character on */
};

static void find_leads(struct fast *f)
{
    const uint16_t *low = f->stage2 + f->stage1[0] * 64U;
    uint32_t next = 0x81;

    for (unsigned c = 0; c < 256; c++) {
        f->lead[c] = (struct fast_lead){0x80, 0};
        if (c < 0x80) {
            f->lead[c].base = c;
            f->second[c] = f->stage3[low[c >> 6] * 64U + (c & 63)];
        } else if (c >= 0xC2 && c < 0xE0) {
            f->lead[c] = (struct fast_lead){next, 0xFF};
            memcpy(f->second + next + 0x80, f->stage3 + low[c & 0x1F] * 64U, 64 * sizeof *f->second);
            next += 256;
        }
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

/* The cell of the code point at p and its length. */
static const struct table_cell *cell_at(const struct fast *f, const char *p, const char *end,
                                        size_t *len)
{
    return cell_of(f, utf8_decode(span_of(p, (size_t)(end - p)), 0, len));
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

/* A run of the machine: where it reads and writes, and its state. */
struct run {
    const struct fast *f;
    struct xlit *x;
    const char *p, *limit, *end;
    char *w;
    const char *full; /* the output has room for two actions from here on */
    unsigned state;
    unsigned letters; /* the event of a letter left over that counts, or 0 */
    bool loose;
};

static uint64_t load(const char *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof word);
    return le64toh(word);
}

static uint64_t bytes_of(const struct table_action *a)
{
    uint64_t word;

    memcpy(&word, a->bytes, sizeof word);
    return word;
}

/*
 * The common case, without a branch that depends on the text: characters of one and two bytes whose
 * actions have no events, as long as input and output have plenty of room.  While one is written the
 * next is looked up; nothing waits for more than one table at a time.
 */
static void fast_cells(struct run *r)
{
    const struct fast *const f = r->f;
    const struct table_cell *const cells = f->cells;
    const struct table_action *const actions = f->actions;
    const unsigned watched = ACTION_STOP | ACTION_LOOK | ACTION_SKIP | ACTION_LOOSE | r->letters;
    const char *p = r->p;
    char *w = r->w;
    uint32_t state = r->state;
    uint64_t word;
    const struct table_cell *cell;
    ptrdiff_t rounds;

    if (r->limit - p <= AHEAD)
        return;
    word = load(p);
    cell = &cells[f->second[f->lead[word & 0xFF].base + (word >> 8 & f->lead[word & 0xFF].mask)]];
    do {
        ptrdiff_t in = (r->limit - p - AHEAD) / 2, room = (r->full - w) / ACTION_BYTES;

        rounds = in < room ? in : room;
        for (ptrdiff_t i = rounds; i > 0; i--) {
            const char *n = p + 1 + (word >> 7 & 1);
            uint64_t ahead = load(n);
            const struct fast_lead *l = &f->lead[ahead & 0xFF];
            const struct table_cell *next = &cells[f->second[l->base + (ahead >> 8 & l->mask)]];
            const struct table_action *a = &actions[cell->row + (state & cell->left) +
                                                    f->right[cell->group + next->class]];
            uint64_t out = bytes_of(a) | (htole64(word) & -(uint64_t)a->copy);

            if (UNLIKELY(a->events & watched)) {
                rounds = 0;
                break;
            }
            memcpy(w, &out, sizeof out);
            w += a->len;
            state = a->next;
            p = n;
            word = ahead;
            cell = next;
        }
    } while (rounds > 0);
    r->p = p;
    r->w = w;
    r->state = state;
}

/* What to do at a cell whose second neighbour, at q, has to be asked: NULL when that cannot be told,
 * as where the text that may be changed ends. */
static const struct table_action *look(const struct run *r, unsigned number, const char *q)
{
    const uint32_t width = r->f->pass->classes + 1;

    for (;;) {
        uint32_t class = r->f->pass->classes, target;
        size_t len = 0;

        if (q < r->limit)
            class = cell_at(r->f, q, r->end, &len)->class;
        else if (r->limit != r->end)
            return NULL;
        target = r->f->looks[number * width + class];
        if (!(target & (uint32_t)LOOK_MORE))
            return &r->f->actions[target + r->state];
        number = target & ~(uint32_t)LOOK_MORE;
        q += len;
    }
}

/* The action at p, where the character is `len` bytes long; NULL: leave it to the rules. */
static const struct table_action *find_action(const struct run *r, const struct table_cell *cell,
                                              size_t len)
{
    const char *n = r->p + len;
    unsigned class = r->f->pass->classes;
    const struct table_action *a;
    size_t next_len = 0;

    if (n < r->limit)
        class = cell_at(r->f, n, r->end, &next_len)->class;
    else if (r->limit != r->end)
        return NULL;
    a = &r->f->actions[cell->row + (r->state & cell->left) + r->f->right[cell->group + class]];
    if (a->events & ACTION_LOOK)
        a = look(r, a->look, n + next_len);
    return a && !(a->events & ACTION_STOP) ? a : NULL;
}

/* One character of any kind; false: leave it to the rules. */
static bool careful_cell(struct run *r)
{
    const struct table_action *a;
    size_t len;
    const struct table_cell *cell = cell_at(r->f, r->p, r->limit, &len);
    struct span key = span_of(r->p, len), rest = span_of(r->p, (size_t)(r->limit - r->p));

    a = find_action(r, cell, len);
    if (!a || ((a->events & r->letters) && r->x->unmapped != XLIT_UNMAPPED_KEEP))
        return false;
    if (a->events & ACTION_SKIP)
        key.len = utf8_skip(rest, a->chars);
    r->loose |= (a->events & (ACTION_LOOSE | ACTION_SKIP)) && !norm_is_nfc_quick(key);
    r->x->unmapped_count += (a->events & r->letters) != 0;
    memcpy(r->w, a->copy ? r->p : a->bytes, a->len);
    r->w += a->len;
    r->state = a->next;
    r->p += key.len;
    return true;
}

void fast_run(const struct fast *f, struct xlit *x, bool *loose)
{
    const int state = state_behind(f, x);
    struct run r = {
        .f = f, .x = x, .p = x->p, .limit = x->limit, .end = x->end,
        .w = x->out->data + x->out->len,
        .full = x->out->data + x->out->cap - 2 * ACTION_BYTES,
        .state = (unsigned)state,
        .letters = f->pass->last_rules && x->script < SCRIPT_OTHER ? ACTION_LETTER << x->script : 0,
    };

    if (state < 0)
        return;
    do
        fast_cells(&r);
    while (r.p < r.limit && r.w < r.full && careful_cell(&r));
    x->p = r.p;
    x->out->len = (size_t)(r.w - x->out->data);
    *loose |= r.loose;
}
