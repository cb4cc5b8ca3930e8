/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/editdist.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BITS = 64, MOST_WORDS = 1 << 27 };

/* Below this many cells a table of back pointers is filled; above it the problem is halved. */
enum { TABLE_CELLS = 1 << 16 };

/* Knuth's multiplicative hash; symbols are often small consecutive numbers. */
static uint32_t slot_of(uint32_t symbol, uint32_t mask)
{
    return (uint32_t)(symbol * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;
}

static uint32_t find_slot(const struct edit_pattern *p, uint32_t symbol)
{
    uint32_t i = slot_of(symbol, p->mask);

    while (p->row[i] && p->keys[i] != symbol)
        i = (i + 1) & p->mask;
    return i;
}

/* Make *ptr hold `n` items; the old content is lost. */
static bool remake(void *slot, size_t *cap, size_t n, size_t size)
{
    void **ptr = slot;
    void *fresh;

    if (n <= *cap)
        return true;
    fresh = calloc(n, size);
    if (!fresh)
        return false;
    free(*ptr);
    *ptr = fresh;
    *cap = n;
    return true;
}

/* The table of symbols, empty. */
static bool make_table(struct edit_pattern *p, size_t n)
{
    size_t keys_cap = p->table_cap, slots = 16;

    while (slots < 2 * n)
        slots *= 2;
    p->mask = (uint32_t)(slots - 1);
    if (!remake(&p->keys, &keys_cap, slots, sizeof *p->keys) ||
        !remake(&p->row, &p->table_cap, slots, sizeof *p->row))
        return false;
    memset(p->row, 0, slots * sizeof *p->row);
    return true;
}

/* Give each different symbol a row; how many there are. */
static uint32_t number_symbols(struct edit_pattern *p, const uint32_t *a, size_t n)
{
    uint32_t last = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t slot = find_slot(p, a[i]);

        if (!p->row[slot]) {
            p->keys[slot] = a[i];
            p->row[slot] = ++last;
        }
    }
    return last;
}

enum status edit_pattern_set(struct edit_pattern *p, const uint32_t *a, size_t n, struct error *e)
{
    size_t words;

    p->len = n;
    p->blocks = (n + WORD_BITS - 1) / WORD_BITS;
    if (n == 0)
        return ST_OK;
    if (n > UINT32_MAX / 8)
        return error_set(e, ST_LIMIT, "%s", _("text too long to compare"));
    if (!make_table(p, n))
        goto failed;
    words = (number_symbols(p, a, n) + (size_t)1) * p->blocks;
    if (words > MOST_WORDS)
        return error_set(e, ST_LIMIT, "%s", _("text too long to compare"));
    if (!remake(&p->rows, &p->row_cap, words, sizeof *p->rows) ||
        !remake(&p->state, &p->state_cap, 2 * p->blocks, sizeof *p->state))
        goto failed;
    memset(p->rows, 0, words * sizeof *p->rows);
    for (size_t i = 0; i < n; i++)
        p->rows[p->row[find_slot(p, a[i])] * p->blocks + i / WORD_BITS] |= UINT64_C(1)
                                                                          << i % WORD_BITS;
    return ST_OK;
failed:
    edit_pattern_free(p);
    return error_nomem(e);
}

void edit_pattern_free(struct edit_pattern *p)
{
    free(p->keys);
    free(p->row);
    free(p->rows);
    free(p->state);
    *p = (struct edit_pattern)EDIT_PATTERN_INIT;
}

static const uint64_t *row_of(const struct edit_pattern *p, uint32_t symbol)
{
    return p->rows + p->row[find_slot(p, symbol)] * p->blocks;
}

/* One column of one block: horizontal difference `*h` (-1, 0, 1) enters at the top and leaves at
 * the bottom.  Returns the rows whose cell equals the one diagonally before it. */
static inline __attribute__((always_inline)) uint64_t advance(uint64_t *state, uint64_t eq, int *h)
{
    const unsigned top = WORD_BITS - 1;
    uint64_t pv = state[0], mv = state[1], xv = eq | mv, xh, ph, mh;
    int below;

    eq |= (uint64_t)(*h < 0);
    xh = (((eq & pv) + pv) ^ pv) | eq;
    ph = mv | ~(xh | pv);
    mh = pv & xh;
    below = (int)(ph >> top) - (int)(mh >> top);
    ph = ph << 1 | (uint64_t)(*h > 0);
    mh = mh << 1 | (uint64_t)(*h < 0);
    state[0] = mh | ~(xv | ph);
    state[1] = ph & xv;
    *h = below;
    return xh | mv;
}

/* What is compared: finds the row of the symbol at place `j`. */
typedef const uint64_t *row_at(const void *pattern, const void *b, size_t j);

/*
 * The last cell is the distance, and the diagonal that ends there never falls, so it is followed:
 * as soon as it is above the limit, the distance is.  (E. Ukkonen, "Algorithms for approximate
 * string matching", 1985: a path that leaves the diagonal has to come back.)  It begins |n - m|
 * from the first cell, on the longer side, with that value.
 *
 * Both loops are compiled once for each way to find a row.
 */
static inline __attribute__((always_inline)) size_t
distance_one_block(size_t n, row_at *row, const void *pattern, const void *b, size_t m,
                   size_t limit)
{
    uint64_t state[2] = {~UINT64_C(0), 0};
    size_t late = m > n ? m - n : 0, ahead = n > m ? n - m : 0, value = late + ahead;

    for (size_t j = 0; j < m && value <= limit; j++) {
        int h = 1;
        uint64_t same = advance(state, *row(pattern, b, j), &h);

        if (j >= late)
            value += ~same >> (j - late + ahead) & 1;
    }
    return value;
}

static inline __attribute__((always_inline)) size_t
distance_blocks(size_t n, uint64_t *state, row_at *row, const void *pattern, const void *b,
                size_t m, size_t limit)
{
    size_t late = m > n ? m - n : 0, ahead = n > m ? n - m : 0, value = late + ahead;
    size_t blocks = (n + WORD_BITS - 1) / WORD_BITS;

    for (size_t i = 0; i < blocks; i++) {
        state[2 * i] = ~UINT64_C(0);
        state[2 * i + 1] = 0;
    }
    for (size_t j = 0; j < m && value <= limit; j++) {
        const uint64_t *eq = row(pattern, b, j);
        size_t cell = j < late ? SIZE_MAX : j - late + ahead;
        int h = 1;

        for (size_t i = 0; i < blocks; i++) {
            uint64_t same = advance(state + 2 * i, eq[i], &h);

            if (i == cell / WORD_BITS)
                value += ~same >> cell % WORD_BITS & 1;
        }
    }
    return value;
}

static inline __attribute__((always_inline)) size_t
distance(size_t n, uint64_t *state, row_at *row, const void *pattern, const void *b, size_t m,
         size_t limit)
{
    size_t apart = n > m ? n - m : m - n;

    if (apart > limit || n == 0 || m == 0)
        return apart;
    return n <= WORD_BITS ? distance_one_block(n, row, pattern, b, m, limit)
                          : distance_blocks(n, state, row, pattern, b, m, limit);
}

static const uint64_t *symbol_row(const void *pattern, const void *b, size_t j)
{
    return row_of(pattern, ((const uint32_t *)b)[j]);
}

size_t edit_distance(struct edit_pattern *p, const uint32_t *b, size_t m, size_t limit)
{
    return distance(p->len, p->state, symbol_row, p, b, m, limit);
}

/* Bytes */

enum status edit_bytes_set(struct edit_bytes *p, const uint8_t *a, size_t n, struct error *e)
{
    if (n > UINT32_MAX / 8)
        return error_set(e, ST_LIMIT, "%s", _("text too long to compare"));
    p->len = n;
    p->blocks = n ? (n + WORD_BITS - 1) / WORD_BITS : 1;
    if (!remake(&p->state, &p->state_cap, 2 * p->blocks, sizeof *p->state) ||
        !remake(&p->rows, &p->row_cap, 256 * p->blocks, sizeof *p->rows)) {
        edit_bytes_free(p);
        return error_nomem(e);
    }
    memset(p->rows, 0, 256 * p->blocks * sizeof *p->rows);
    for (size_t i = 0; i < n; i++)
        p->rows[a[i] * p->blocks + i / WORD_BITS] |= UINT64_C(1) << i % WORD_BITS;
    return ST_OK;
}

void edit_bytes_free(struct edit_bytes *p)
{
    free(p->rows);
    free(p->state);
    *p = (struct edit_bytes){0};
}

static const uint64_t *byte_row(const void *pattern, const void *b, size_t j)
{
    const struct edit_bytes *p = pattern;

    return p->rows + ((const uint8_t *)b)[j] * p->blocks;
}

size_t edit_bytes_distance(struct edit_bytes *p, const uint8_t *b, size_t m, size_t limit)
{
    return distance(p->len, p->state, byte_row, p, b, m, limit);
}

/* Traceback */

struct tracer {
    struct edit_script *script;
    const uint32_t *a, *b;
    uint8_t *table;         /* back pointers: TABLE_CELLS, or one row if that is more */
    size_t *forward, *back; /* rows of distances, m + 1 each */
};

static bool add_step(struct tracer *t, enum edit_kind kind, size_t a, size_t b, size_t length)
{
    struct edit_run *last = t->script->len ? vec_last(t->script) : NULL;

    if (length == 0)
        return true;
    if (last && last->kind == kind) {
        last->length += length;
        return true;
    }
    return vec_push(t->script, ((struct edit_run){kind, a, b, length}));
}

static size_t min3(size_t x, size_t y, size_t z)
{
    size_t low = x < y ? x : y;

    return low < z ? low : z;
}

/* Fill the table of back pointers for a[a0..a0+n) against b[b0..b0+m), from the ends, so that it
 * can be followed from the beginning. */
static void fill_table(struct tracer *t, size_t a0, size_t n, size_t b0, size_t m)
{
    size_t *row = t->back;

    for (size_t j = 0; j <= m; j++)
        row[j] = m - j;
    for (size_t i = n; i-- > 0;) {
        size_t diagonal = row[m];
        row[m] = n - i;
        for (size_t j = m; j-- > 0;) {
            bool same = t->a[a0 + i] == t->b[b0 + j];
            size_t both = diagonal + !same, drop = row[j] + 1, add = row[j + 1] + 1;
            size_t best = min3(both, drop, add);
            diagonal = row[j];
            row[j] = best;
            t->table[i * m + j] = (uint8_t)(best == both ? (same ? EDIT_KEEP : EDIT_REPLACE)
                                            : best == drop ? EDIT_DELETE : EDIT_INSERT);
        }
    }
}

static bool trace_table(struct tracer *t, size_t a0, size_t n, size_t b0, size_t m)
{
    size_t i = 0, j = 0;
    bool ok = true;

    fill_table(t, a0, n, b0, m);
    while (ok && i < n && j < m) {
        enum edit_kind kind = t->table[i * m + j];
        ok = add_step(t, kind, a0 + i, b0 + j, 1);
        i += kind != EDIT_INSERT;
        j += kind != EDIT_DELETE;
    }
    return ok && add_step(t, EDIT_DELETE, a0 + i, b0 + m, n - i) &&
           add_step(t, EDIT_INSERT, a0 + n, b0 + j, m - j);
}

/* row[j] = distance of a[a0..a0+n) and the first (last, if `backward`) j symbols of b[b0..b0+m) */
static void last_row(const struct tracer *t, size_t a0, size_t n, size_t b0, size_t m, size_t *row,
                     bool backward)
{
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        uint32_t symbol = t->a[backward ? a0 + n - i : a0 + i - 1];
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            uint32_t other = t->b[backward ? b0 + m - j : b0 + j - 1];
            size_t best = min3(diagonal + (symbol != other), row[j] + 1, row[j - 1] + 1);
            diagonal = row[j];
            row[j] = best;
        }
    }
}

/* Where b is cut so that the halves of a meet there. */
static size_t best_cut(const struct tracer *t, size_t a0, size_t n, size_t b0, size_t m)
{
    size_t half = n / 2, best = SIZE_MAX, cut = 0;

    last_row(t, a0, half, b0, m, t->forward, false);
    last_row(t, a0 + half, n - half, b0, m, t->back, true);
    for (size_t j = 0; j <= m; j++) {
        size_t sum = t->forward[j] + t->back[m - j];
        if (sum < best) {
            best = sum;
            cut = j;
        }
    }
    return cut;
}

static bool trace(struct tracer *t, size_t a0, size_t n, size_t b0, size_t m)
{
    size_t head = 0, tail = 0, cells, cut;
    bool ok;

    while (head < n && head < m && t->a[a0 + head] == t->b[b0 + head])
        head++;
    while (tail < n - head && tail < m - head &&
           t->a[a0 + n - 1 - tail] == t->b[b0 + m - 1 - tail])
        tail++;
    ok = add_step(t, EDIT_KEEP, a0, b0, head);
    a0 += head;
    b0 += head;
    n -= head + tail;
    m -= head + tail;
    if (n < 2 || (!MUL_OVERFLOWS(n, m, &cells) && cells <= TABLE_CELLS)) {
        ok = ok && trace_table(t, a0, n, b0, m);
    } else {
        cut = best_cut(t, a0, n, b0, m);
        ok = ok && trace(t, a0, n / 2, b0, cut) &&
             trace(t, a0 + n / 2, n - n / 2, b0 + cut, m - cut);
    }
    return ok && add_step(t, EDIT_KEEP, a0 + n, b0 + m, tail);
}

enum status edit_script_make(struct edit_script *script, const uint32_t *a, size_t n,
                             const uint32_t *b, size_t m, struct error *e)
{
    struct tracer t = {script, a, b, malloc(m > TABLE_CELLS ? m : TABLE_CELLS),
                       calloc(m + 1, sizeof(size_t)), calloc(m + 1, sizeof(size_t))};
    bool ok = t.table && t.forward && t.back;

    vec_clear(script);
    ok = ok && trace(&t, 0, n, 0, m);
    free(t.table);
    free(t.forward);
    free(t.back);
    return ok ? ST_OK : error_nomem(e);
}
