/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/channel.h"

#include "text/utf8.h"

struct inventory {
    const uint16_t *letters; /* code points, sorted; a letter's number is its place, from 1 */
    size_t n_letters;
    const uint32_t *pieces; /* numbers of up to four letters, the first one lowest, sorted */
    size_t n_pieces;
};

struct table {
    const uint16_t *rows, *columns; /* by number of a piece; 0: nothing, or no piece of this table */
    const uint8_t *costs;           /* one more than the cost by three; 0: not written for one another */
    unsigned width;
};

#include "names/sounds.inc"

/* --- reading --- */

static uint8_t letter_number(const struct inventory *v, uint32_t c)
{
    size_t lo = 0, hi = v->n_letters;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (v->letters[mid] < c)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < v->n_letters && v->letters[lo] == c ? (uint8_t)(lo + 1) : 0;
}

static uint16_t piece_number(const struct inventory *v, uint32_t key)
{
    size_t lo = 0, hi = v->n_pieces;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (v->pieces[mid] < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < v->n_pieces && v->pieces[lo] == key ? (uint16_t)(lo + 1) : 0;
}

static void spell(enum alphabet a, const uint32_t *letters, size_t n, struct spelling *out)
{
    const struct inventory *v = &inventories[a];
    uint8_t numbers[2 * ALPHABET_LETTERS];
    size_t m = 0;

    *out = (struct spelling){.alphabet = (uint8_t)a};
    for (size_t i = 0; i < n && m < ALPHABET_LETTERS; i++) {
        uint32_t plain[2];
        size_t k = 1;

        numbers[m] = letter_number(v, letters[i]);
        if (numbers[m] == 0 && a == ALPHABET_LATIN && (k = alphabet_plain(letters[i], plain)))
            for (size_t j = 0; j < k; j++)
                numbers[m + j] = letter_number(v, plain[j]);
        m += numbers[m] ? k : 0;
    }
    out->n = (uint8_t)(m < ALPHABET_LETTERS ? m : ALPHABET_LETTERS);
    for (size_t i = 0; i < out->n; i++) {
        uint32_t key = 0;

        for (size_t k = 0; k < CHANNEL_PIECE && i + k < out->n; k++) {
            key |= (uint32_t)numbers[i + k] << 8 * k;
            out->pieces[i][k] = piece_number(v, key);
        }
    }
}

void channel_read(struct span word, struct spelling *out)
{
    uint32_t letters[ALPHABET_LETTERS];
    enum alphabet a;
    size_t n = alphabet_read(word, &a, letters);

    if (n == 0)
        *out = (struct spelling){.alphabet = ALPHABETS};
    else
        spell(a, letters, n, out);
}

void channel_read_latin(struct span word, struct spelling *out)
{
    uint32_t letters[ALPHABET_LETTERS];
    size_t n = alphabet_romanize(word, letters);

    spell(ALPHABET_LATIN, letters, n, out);
}

/* --- comparing --- */

static const struct table *table_of(unsigned a, unsigned b)
{
    return a < ALPHABETS && b < ALPHABETS && tables[a][b].costs ? &tables[a][b] : NULL;
}

bool channel_paired(const struct spelling *a, const struct spelling *b)
{
    return table_of(a->alphabet, b->alphabet) || table_of(b->alphabet, a->alphabet);
}

/* Pieces by their places in a table, that of a spelling's place and length. */
typedef uint16_t places[ALPHABET_LETTERS][CHANNEL_PIECE];

static void find_places(const struct spelling *s, const uint16_t *by_piece, places out)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < CHANNEL_PIECE; k++)
            out[i][k] = by_piece[s->pieces[i][k]];
}

/* Cost of one piece for another; places of 0 are nothing. */
static unsigned piece_cost(const struct table *t, unsigned row, unsigned column)
{
    unsigned c = t->costs[row * t->width + column];

    return c ? (c - 1) * 3 : UINT16_MAX;
}

struct step {
    uint16_t cost;
    uint8_t x, y; /* letters of the last piece on either side */
};

static void reach(struct step *to, const struct step *from, unsigned cost, size_t x, size_t y)
{
    if (from->cost + cost < to->cost)
        *to = (struct step){(uint16_t)(from->cost + cost), (uint8_t)x, (uint8_t)y};
}

struct grid {
    struct step v[ALPHABET_LETTERS + 1][ALPHABET_LETTERS + 1];
};

/* Go on from a place by all pieces that begin there. */
static void go_on(const struct table *t, const struct spelling *a, const struct spelling *b,
                  const places pa, const places pb, size_t i, size_t j, struct grid *g)
{
    const struct step *here = &g->v[i][j];

    if (i < a->n) {
        unsigned silent = pa[i][0] ? piece_cost(t, pa[i][0], 0) : CHANNEL_MISSING;

        reach(&g->v[i + 1][j], here, silent < CHANNEL_MISSING ? silent : CHANNEL_MISSING, 1, 0);
    }
    if (j < b->n) {
        unsigned silent = pb[j][0] ? piece_cost(t, 0, pb[j][0]) : CHANNEL_MISSING;

        reach(&g->v[i][j + 1], here, silent < CHANNEL_MISSING ? silent : CHANNEL_MISSING, 0, 1);
    }
    if (i == a->n || j == b->n)
        return;
    reach(&g->v[i + 1][j + 1], here, CHANNEL_WRONG, 1, 1);
    for (size_t x = 0; x < CHANNEL_PIECE && i + x < a->n; x++) {
        if (!pa[i][x])
            continue;
        for (size_t y = 0; y < CHANNEL_PIECE && j + y < b->n; y++) {
            if (pb[j][y])
                reach(&g->v[i + x + 1][j + y + 1], here, piece_cost(t, pa[i][x], pb[j][y]), x + 1,
                      y + 1);
        }
    }
}

/* Costs of `enough` and more are not told apart. */
static void align(const struct table *t, const struct spelling *a, const struct spelling *b,
                  unsigned enough, struct grid *g)
{
    places pa, pb;

    find_places(a, t->rows, pa);
    find_places(b, t->columns, pb);
    for (size_t i = 0; i <= a->n; i++)
        for (size_t j = 0; j <= b->n; j++)
            g->v[i][j] = (struct step){UINT16_MAX, 0, 0};
    g->v[0][0].cost = 0;
    for (size_t i = 0; i <= a->n; i++)
        for (size_t j = 0; j <= b->n; j++)
            if (g->v[i][j].cost < enough)
                go_on(t, a, b, pa, pb, i, j, g);
}

/* Align by the table of both alphabets, in its order; false where there is none. */
static bool align_any(const struct spelling *a, const struct spelling *b, unsigned enough,
                      struct grid *g, bool *swapped)
{
    const struct table *t = table_of(a->alphabet, b->alphabet);

    *swapped = !t;
    if (t) {
        align(t, a, b, enough, g);
        return true;
    }
    t = table_of(b->alphabet, a->alphabet);
    if (t)
        align(t, b, a, enough, g);
    return t;
}

unsigned channel_cost(const struct spelling *a, const struct spelling *b, unsigned enough)
{
    struct grid g;
    bool swapped;

    if (!align_any(a, b, enough, &g, &swapped))
        return CHANNEL_WRONG * (unsigned)(a->n > b->n ? a->n : b->n);
    return swapped ? g.v[b->n][a->n].cost : g.v[a->n][b->n].cost;
}

void channel_steps(const struct spelling *a, const struct spelling *b, struct channel_steps *out)
{
    struct grid g;
    bool swapped;
    const struct spelling *first = a, *second = b;
    size_t i = a->n, j = b->n;

    *out = (struct channel_steps){.cost = CHANNEL_WRONG * (unsigned)(i > j ? i : j),
                                  .worst = CHANNEL_WRONG,
                                  .places = (unsigned)(i > j ? i : j)};
    if (!align_any(a, b, UINT16_MAX, &g, &swapped))
        return;
    if (swapped) {
        first = b;
        second = a;
    }
    i = first->n;
    j = second->n;
    *out = (struct channel_steps){.cost = g.v[i][j].cost};
    while (i + j > 0) {
        const struct step *s = &g.v[i][j];
        unsigned cost = s->cost - g.v[i - s->x][j - s->y].cost;

        out->worst = cost > out->worst ? cost : out->worst;
        out->places += s->x != 1 || s->y != 1 || first->pieces[i - 1][0] != second->pieces[j - 1][0];
        i -= s->x;
        j -= s->y;
    }
}

static uint32_t letter_at(const struct spelling *s, size_t i)
{
    const struct inventory *v = &inventories[s->alphabet];

    return v->letters[(v->pieces[s->pieces[i][0] - 1] & 0xFF) - 1];
}

/* Do two keys of a row touch? */
static bool neighbours(uint32_t x, uint32_t y)
{
    static const char *const rows[] = {"qwertyuiop",    "asdfghjkl",   "zxcvbnm",
                                       "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct span row = span_str(rows[i]);
        uint32_t last = 0;

        for (size_t at = 0; at < row.len;) {
            uint32_t c = utf8_next(row, &at);

            if ((c == x && last == y) || (c == y && last == x))
                return true;
            last = c;
        }
    }
    return false;
}

static bool same_letter(const struct spelling *a, size_t i, const struct spelling *b, size_t j)
{
    return a->pieces[i][0] == b->pieces[j][0];
}

enum channel_slip channel_slip(const struct spelling *a, const struct spelling *b)
{
    const struct spelling *longer = a->n < b->n ? b : a, *shorter = longer == a ? b : a;
    size_t from = 0, end = 0, n = shorter->n, more = longer->n - n;

    if (a->alphabet != b->alphabet || a->alphabet > ALPHABET_CYRILLIC || more > 1)
        return CHANNEL_NO_SLIP;
    while (from < n && same_letter(longer, from, shorter, from))
        from++;
    while (end < n - from && same_letter(longer, longer->n - 1 - end, shorter, n - 1 - end))
        end++;
    n -= from + end; /* letters of the shorter one that differ */
    if (more == 1)
        return n == 0 && from > 0 && same_letter(longer, from, longer, from - 1) ? CHANNEL_DOUBLED
                                                                               : CHANNEL_NO_SLIP;
    if (n == 2 && same_letter(a, from, b, from + 1) && same_letter(a, from + 1, b, from))
        return CHANNEL_SWAPPED;
    /* names differ in their first and last letters: Damir and Samir, Askar and Askat */
    return n == 1 && from > 0 && end > 0 && neighbours(letter_at(a, from), letter_at(b, from))
               ? CHANNEL_NEIGHBOUR
               : CHANNEL_NO_SLIP;
}

unsigned channel_begins(const struct spelling *initial, const struct spelling *word)
{
    struct grid g;
    bool swapped;
    unsigned best = UINT16_MAX;

    if (!align_any(initial, word, UINT16_MAX, &g, &swapped))
        return best;
    for (size_t j = 1; j <= word->n && j <= CHANNEL_PIECE; j++) {
        unsigned cost = swapped ? g.v[j][initial->n].cost : g.v[initial->n][j].cost;

        best = cost < best ? cost : best;
    }
    return best;
}

/* --- explaining --- */

struct spelt {
    struct spelling spelling;
    uint32_t letters[ALPHABET_LETTERS];
};

static void spell_out(struct span word, bool latin, struct spelt *out)
{
    enum alphabet a = ALPHABET_LATIN;
    size_t n = latin ? alphabet_romanize(word, out->letters) : alphabet_read(word, &a, out->letters);

    spell(a == ALPHABETS ? ALPHABET_LATIN : a, out->letters, n, &out->spelling);
}

static void add_letters(struct buf *out, const struct spelt *s, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        utf8_add(out, s->letters[i]);
    if (n == 0)
        buf_adds(out, "-");
}

/* The steps that lead to a place, the first one first. */
static void add_steps(struct buf *out, const struct grid *g, size_t i, size_t j,
                      const struct spelt *left, const struct spelt *right, bool swapped)
{
    const struct step *s = &g->v[i][j];
    size_t x = s->x, y = s->y;

    if (x + y == 0)
        return;
    add_steps(out, g, i - x, j - y, left, right, swapped);
    if (s->cost - g->v[i - x][j - y].cost < CHANNEL_USUAL)
        return;
    if (out->len)
        buf_addch(out, ' ');
    if (swapped)
        add_letters(out, right, j - y, y);
    else
        add_letters(out, left, i - x, x);
    buf_addch(out, '~');
    if (swapped)
        add_letters(out, left, i - x, x);
    else
        add_letters(out, right, j - y, y);
}

void channel_explain(struct buf *out, struct span a, struct span b)
{
    struct spelt x, y;
    struct buf steps = BUF_INIT;
    struct grid g;
    bool swapped;

    spell_out(a, false, &x);
    spell_out(b, false, &y);
    if (!channel_paired(&x.spelling, &y.spelling)) {
        spell_out(a, true, &x);
        spell_out(b, true, &y);
    }
    if (align_any(&x.spelling, &y.spelling, UINT16_MAX, &g, &swapped)) {
        const struct spelt *left = swapped ? &y : &x, *right = swapped ? &x : &y;

        add_steps(&steps, &g, left->spelling.n, right->spelling.n, left, right, swapped);
    }
    buf_add(out, buf_span(&steps));
    out->failed = out->failed || steps.failed;
    buf_free(&steps);
}
