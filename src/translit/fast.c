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
    const struct fast_cell **next = f->second + 0x81;

    for (unsigned c = 0; c < 256; c++) {
        f->lead[c] = (struct fast_lead){f->second + 0x80, 0};
        if (c < 0x80) {
            f->lead[c].at = f->second + c;
            f->second[c] = &f->fast[f->stage3[low[c >> 6] * 64U + (c & 63)]];
        } else if (c >= 0xC2 && c < 0xE0) {
            f->lead[c] = (struct fast_lead){next, 0xFF};
            for (unsigned d = 0; d < 256; d++, next++)
                *next = &f->fast[d >= 0x80 && d < 0xC0 ? f->stage3[low[c & 0x1F] * 64U + (d & 63)] : 0];
        }
    }
    f->second[0x80] = f->fast;
}

/* Is the state behind a cell always the same? */
static bool one_next(const struct fast *f, const struct table_cell *cell)
{
    const struct table_action *row = f->actions + cell->row;

    for (uint32_t k = 0; k <= f->pass->classes; k++)
        for (uint32_t s = 0; s < (cell->left ? f->pass->states : 1); s++)
            if (row[f->right[cell->group + k] + s].next != row->next)
                return false;
    return true;
}

static bool find_cells(struct fast *f)
{
    const struct table_pass *p = f->pass;

    f->fast = calloc(p->cells.count, sizeof *f->fast);
    f->steps = calloc(p->right.count, sizeof *f->steps);
    if (!f->fast || !f->steps)
        return false;
    for (uint32_t i = 0; i < p->right.count; i++)
        f->steps[i] = f->right[i] * (uint32_t)sizeof(struct table_action);
    for (uint32_t i = 0; i < p->cells.count; i++) {
        const struct table_cell *cell = &f->cells[i];
        const struct table_action *row = f->actions + cell->row;

        f->fast[i] = (struct fast_cell){
            .row = (const char *)row, .right = f->steps + cell->group, .class = cell->class,
            .left = cell->left ? UINT32_MAX : 0, .varies = !one_next(f, cell),
            .next = row->next * (uint32_t)sizeof *row,
        };
    }
    return true;
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
        if (!find_cells(f)) {
            fast_free(all, t);
            return NULL;
        }
        find_leads(f);
        find_known(f);
    }
    return all;
}

void fast_free(struct fast *all, const struct table *t)
{
    for (uint32_t i = 0; all && i < t->head->passes.count; i++) {
        free(all[i].fast);
        free(all[i].steps);
    }
    free(all);
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
 * actions have no events, as long as input and output have plenty of room.  While one is written
 * the next is looked up; nothing waits for more than one table at a time.
 */
static void fast_cells(struct run *r)
{
    const struct fast_lead *const leads = r->f->lead;
    const uint32_t letter = r->letters;
    const uint32_t watched = (ACTION_LETTER - 1) |
                             (r->x->unmapped == XLIT_UNMAPPED_KEEP ? 0 : letter);
    const char *p = r->p;
    char *w = r->w;
    const uint32_t size = sizeof(struct table_action);
    uint32_t state = r->state * size; /* in bytes, as in fast_cell */
    uint64_t word, left_over = 0;
    const struct fast_cell *cell;
    ptrdiff_t rounds;

    if (r->limit - p <= AHEAD)
        return;
    word = load(p);
    cell = leads[word & 0xFF].at[word >> 8 & leads[word & 0xFF].mask];
    do {
        ptrdiff_t in = (r->limit - p - AHEAD) / 2, room = (r->full - w) / ACTION_BYTES;

        rounds = in < room ? in : room;
        for (ptrdiff_t i = rounds; i > 0; i--) {
            const char *n = p + 1 + (word >> 7 & 1);
            uint64_t ahead = load(n);
            const struct fast_lead *l = &leads[ahead & 0xFF];
            const struct fast_cell *next = l->at[ahead >> 8 & l->mask];
            const struct table_action *a = (const void *)(cell->row + cell->right[next->class] +
                                                          (state & cell->left));
            uint64_t out = bytes_of(a) | (htole64(word) & -(uint64_t)a->copy);
            const uint32_t events = a->events;

            if (UNLIKELY(events & watched)) {
                rounds = 0;
                break;
            }
            memcpy(w, &out, sizeof out);
            w += a->len;
            left_over += events & letter;
            state = cell->next;
            if (UNLIKELY(cell->varies))
                state = a->next * size;
            p = n;
            word = ahead;
            cell = next;
        }
    } while (rounds > 0);
    r->p = p;
    r->w = w;
    r->state = state / size;
    if (UNLIKELY(left_over))
        r->x->unmapped_count += left_over / letter;
}

/* What to do at a cell whose second neighbour, at q, has to be asked: NULL when that cannot be
 * told, as where the text that may be changed ends. */
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
        a = look(r, a->more, n + next_len);
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
        key.len = utf8_skip(rest, a->more);
    r->loose |= (a->events & (ACTION_LOOSE | ACTION_SKIP)) && !norm_is_nfc_quick(key);
    r->x->wild |= (a->events & ACTION_WILD) != 0;
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
