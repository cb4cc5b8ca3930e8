/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Learns which letters of two alphabets are written for one another, out of pairs of words: the
 * files of this folder.  Usage: estimate [-g LATIN-CYRILLIC.txt] LEFT RIGHT <pairs.tsv
 * Pairs are two words and a count, parted by tabs; words in other alphabets are passed over.
 *
 * The model is a joint multigram: a pair of words is a row of pieces, each of no or a few letters
 * on either side, drawn independently of each other.  Expectation maximization estimates their
 * probabilities (as M. Bisani and H. Ney, Joint-sequence models, 2008, with single pieces).  Pairs
 * likelier to be two words put together by chance are left out.
 *
 * What is written is the cost of a piece: minus the logarithm of how often one side, wherever it is
 * written, has the other for its counterpart, whichever side that is likelier for.
 */
#include "base/map.h"
#include "base/reader.h"
#include "base/vec.h"
#include "names/alphabet.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>

enum { MOST_LETTERS = 250, ROUNDS = 10, LONGEST = 4, RARE_LETTER = 25 };

/* Pieces rarer than this are chance. */
static const double RARE_PIECE = 4;
/* How many times a letter with a diacritic is taken to have been seen as its plain letter. */
static const double BACKED = 4;

struct side {
    enum alphabet alphabet;
    uint32_t letters[MOST_LETTERS + 1]; /* by number, from 1 */
    uint64_t seen[MOST_LETTERS + 1];
    unsigned count;
    struct map graphemes; /* pieces of several letters that are allowed, of one that is limited */
    bool limited;
};

struct word {
    uint8_t n, v[ALPHABET_LETTERS];
};

struct pair {
    struct word a, b;
    float weight;
};

struct piece {
    uint32_t a, b; /* up to four letter numbers, the first one highest */
    double p, count;
};

struct model {
    struct side a, b;
    VEC(struct pair) pairs;
    struct piece *pieces; /* open addressing; a and b zero: free */
    size_t mask, used;
};

/* --- pieces --- */

static struct piece *slot(const struct model *m, uint32_t a, uint32_t b)
{
    uint64_t h = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(h >> 20) & m->mask;

    while ((m->pieces[at].a | m->pieces[at].b) && (m->pieces[at].a != a || m->pieces[at].b != b))
        at = (at + 1) & m->mask;
    return &m->pieces[at];
}

static bool grow(struct model *m)
{
    struct piece *old = m->pieces;
    size_t n = old ? m->mask + 1 : 0;

    m->mask = n ? 2 * n - 1 : 0xFFFF;
    m->pieces = calloc(m->mask + 1, sizeof *m->pieces);
    for (size_t i = 0; m->pieces && i < n; i++)
        if (old[i].a | old[i].b)
            *slot(m, old[i].a, old[i].b) = old[i];
    free(old);
    return m->pieces;
}

static struct piece *put_piece(struct model *m, uint32_t a, uint32_t b)
{
    struct piece *p = slot(m, a, b);

    if (p->a | p->b)
        return p;
    if (2 * m->used > m->mask) {
        if (!grow(m))
            exit(2);
        p = slot(m, a, b);
    }
    m->used++;
    p->a = a;
    p->b = b;
    return p;
}

static unsigned length(uint32_t piece)
{
    return piece == 0 ? 0 : piece < 0x100 ? 1 : piece < 0x10000 ? 2 : piece < 0x1000000 ? 3 : 4;
}

static uint32_t piece_of(const struct word *w, size_t at, size_t n)
{
    uint32_t piece = 0;

    for (size_t i = 0; i < n; i++)
        piece = piece << 8 | w->v[at + i];
    return piece;
}

/* May a piece have so many letters on either side? */
static bool shape(const struct model *m, size_t i, size_t j)
{
    if (i + j == 0 || i > LONGEST || j > LONGEST)
        return false;
    if (i == 0 || j == 0)
        return i + j == 1;
    if (m->b.alphabet == ALPHABET_LATIN)
        return true;
    if (m->b.alphabet == ALPHABET_CYRILLIC && m->a.alphabet == ALPHABET_CYRILLIC)
        return i + j <= 3;
    switch (m->b.alphabet) {
    case ALPHABET_KANA:
        return j <= 2;
    case ALPHABET_HANGUL:
        return i <= 3 && j <= 2;
    case ALPHABET_PINYIN:
        return i <= 3 && j <= 3 && (i < 3 || j < 3);
    default:
        return j == 1 || (i == 1 && j == 2);
    }
}

static bool allowed(const struct side *s, uint32_t piece)
{
    return !s->limited || length(piece) < 2 ||
           map_get(&s->graphemes, span_of((const char *)&piece, sizeof piece));
}

/* Several letters that are the same on both sides are as many pieces. */
static bool same_letters(const struct model *m, uint32_t a, uint32_t b)
{
    if (m->a.alphabet != m->b.alphabet || length(a) < 2 || length(a) != length(b))
        return false;
    for (unsigned i = 0; i < length(a); i++)
        if (m->a.letters[a >> 8 * i & 0xFF] != m->b.letters[b >> 8 * i & 0xFF])
            return false;
    return true;
}

/* --- reading --- */

static uint8_t number_of(struct side *s, uint32_t letter)
{
    for (unsigned i = 1; i <= s->count; i++)
        if (s->letters[i] == letter)
            return (uint8_t)i;
    if (s->count == MOST_LETTERS)
        return 0;
    s->letters[++s->count] = letter;
    return (uint8_t)s->count;
}

static bool read_word(struct side *s, struct span text, struct word *w)
{
    uint32_t letters[ALPHABET_LETTERS];
    enum alphabet of;
    size_t n = alphabet_read(text, &of, letters);

    if (n == 0 || of != s->alphabet)
        return false;
    w->n = (uint8_t)n;
    for (size_t i = 0; i < n; i++) {
        w->v[i] = number_of(s, letters[i]);
        if (w->v[i] == 0)
            return false;
        s->seen[w->v[i]]++;
    }
    return true;
}

/* Letters with diacritics that are seen too seldom are taken for their plain letters. */
static void plain(struct side *s, struct word *w)
{
    struct word old = *w;

    w->n = 0;
    for (size_t i = 0; i < old.n; i++) {
        uint32_t letters[2] = {s->letters[old.v[i]]};
        size_t n = s->seen[old.v[i]] < RARE_LETTER ? alphabet_plain(letters[0], letters) : 1;

        for (size_t k = 0; k < n && w->n < ALPHABET_LETTERS; k++)
            w->v[w->n++] = number_of(s, letters[k]);
    }
}

static bool add_pair(struct model *m, struct span left, struct span right, double weight)
{
    struct pair p = {.weight = (float)weight};

    return !read_word(&m->a, left, &p.a) || !read_word(&m->b, right, &p.b) ||
           vec_push(&m->pairs, p);
}

/* Pairs of one alphabet are taken both ways round. */
static bool add_line(struct model *m, struct span line)
{
    struct span fields[3] = {{"", 0}, {"", 0}, {"1", 1}}, rest = span_trim(line);
    struct buf joined = BUF_INIT;
    uint64_t count = 1;
    double weight;
    bool ok;

    for (int i = 0; i < 3 && span_split(&rest, '\t', &fields[i]); i++)
        continue;
    span_to_u64(fields[2], &count);
    weight = 1 + log((double)count);
    /* letters are parted by spaces */
    for (size_t i = 0; i < fields[1].len; i++)
        if (fields[1].ptr[i] != ' ')
            buf_addch(&joined, fields[1].ptr[i]);
    ok = !joined.failed && add_pair(m, fields[0], buf_span(&joined), weight);
    if (ok && m->a.alphabet == m->b.alphabet)
        ok = add_pair(m, buf_span(&joined), fields[0], weight);
    buf_free(&joined);
    return ok;
}

/* --- estimation --- */

typedef double lattice[ALPHABET_LETTERS + 1][ALPHABET_LETTERS + 1];

/* Probability of all ways to begin the words up to each place (`from` = 0: forward), or to end them
 * after it. */
static void forward(const struct model *m, const struct pair *p, lattice f)
{
    for (size_t i = 0; i <= p->a.n; i++) {
        for (size_t j = 0; j <= p->b.n; j++) {
            f[i][j] = i + j == 0;
            for (size_t x = 0; x <= i && x <= LONGEST; x++)
                for (size_t y = 0; y <= j && y <= LONGEST; y++)
                    if (shape(m, x, y) && f[i - x][j - y] > 0)
                        f[i][j] += f[i - x][j - y] *
                                   slot(m, piece_of(&p->a, i - x, x), piece_of(&p->b, j - y, y))->p;
        }
    }
}

static void backward(struct model *m, const struct pair *p, lattice f, double all)
{
    static lattice g;

    for (size_t i = p->a.n + 1; i-- > 0;) {
        for (size_t j = p->b.n + 1; j-- > 0;) {
            g[i][j] = i == p->a.n && j == p->b.n;
            for (size_t x = 0; x + i <= p->a.n && x <= LONGEST; x++) {
                for (size_t y = 0; y + j <= p->b.n && y <= LONGEST; y++) {
                    struct piece *piece;

                    if (!shape(m, x, y) || g[i + x][j + y] <= 0)
                        continue;
                    piece = slot(m, piece_of(&p->a, i, x), piece_of(&p->b, j, y));
                    g[i][j] += piece->p * g[i + x][j + y];
                    if (piece->p > 0 && f[i][j] > 0)
                        piece->count += p->weight * f[i][j] * piece->p * g[i + x][j + y] / all;
                }
            }
        }
    }
}

/* Log probability of a word whose letters are drawn one by one. */
static double chance(const struct side *s, const struct word *w)
{
    double total = 0, p = 0;

    for (unsigned i = 1; i <= s->count; i++)
        total += (double)s->seen[i];
    for (size_t i = 0; i < w->n; i++)
        p += log((double)s->seen[w->v[i]] / total + 1e-9);
    return p;
}

/* Pieces of one letter on either side come first, and hardly any letter is silent. */
static double prior(size_t x, size_t y)
{
    return x + y == 1 ? 0.002 : pow(0.3, (double)(x + y - 2));
}

/* The pieces that may begin at a place; what begins at the same part of both words is likelier a
 * pair. */
static void start_at(struct model *m, const struct pair *p, size_t i, size_t j)
{
    double near = exp(-6 * fabs((double)i / p->a.n - (double)j / p->b.n));

    for (size_t x = 0; x + i <= p->a.n && x <= LONGEST; x++) {
        for (size_t y = 0; y + j <= p->b.n && y <= LONGEST; y++) {
            uint32_t a = piece_of(&p->a, i, x), b = piece_of(&p->b, j, y);

            if (shape(m, x, y) && allowed(&m->a, a) && allowed(&m->b, b) && !same_letters(m, a, b))
                put_piece(m, a, b)->count += p->weight * near * prior(x, y);
        }
    }
}

static void start(struct model *m)
{
    for (size_t k = 0; k < m->pairs.len; k++) {
        struct pair *p = &m->pairs.v[k];

        plain(&m->a, &p->a);
        plain(&m->b, &p->b);
        for (size_t i = 0; i <= p->a.n; i++)
            for (size_t j = 0; j <= p->b.n; j++)
                start_at(m, p, i, j);
    }
}

static void maximize(struct model *m)
{
    double total = 0;

    for (size_t i = 0; i <= m->mask; i++)
        total += m->pieces[i].count;
    for (size_t i = 0; i <= m->mask; i++) {
        struct piece *p = &m->pieces[i];

        p->p = p->count > 0.3 ? p->count / total : 0;
        p->count = 0;
    }
}

/* Forget pieces that are never used: most of those that were thought of. */
static void prune(struct model *m)
{
    struct piece *old = m->pieces;
    size_t n = m->mask + 1;

    m->pieces = NULL;
    m->used = 0;
    if (!grow(m))
        exit(2);
    for (size_t i = 0; i < n; i++)
        if (old[i].p > 0)
            *put_piece(m, old[i].a, old[i].b) = old[i];
    free(old);
}

static void estimate(struct model *m)
{
    static lattice f;

    start(m);
    for (int round = 0; round < ROUNDS; round++) {
        double sum = 0;
        size_t used = 0;

        maximize(m);
        if (round < 4)
            prune(m);
        for (size_t k = 0; k < m->pairs.len; k++) {
            struct pair *p = &m->pairs.v[k];
            double all;

            forward(m, p, f);
            all = f[p->a.n][p->b.n];
            if (all <= 0 ||
                (round > 2 && log(all) < chance(&m->a, &p->a) + chance(&m->b, &p->b)))
                continue;
            backward(m, p, f, all);
            sum += log(all);
            used++;
        }
        fprintf(stderr, "round %d: %zu of %zu pairs, %.4f a pair\n", round + 1, used, m->pairs.len,
                sum / (double)used);
    }
}

/* --- writing --- */

/* The letter that one with a diacritic is a kind of; 0 where there is none. */
static uint32_t kin(uint32_t c)
{
    static const uint16_t cyrillic[][2] = {
        {0x451, 0x435}, {0x454, 0x435}, {0x456, 0x438}, {0x457, 0x438}, {0x458, 0x439},
        {0x45E, 0x443}, {0x491, 0x433}, {0x493, 0x433}, {0x497, 0x436}, {0x49B, 0x43A},
        {0x4A3, 0x43D}, {0x4AF, 0x443}, {0x4B1, 0x443}, {0x4B3, 0x445}, {0x4B7, 0x447},
        {0x4BB, 0x445}, {0x4D9, 0x430}, {0x4E3, 0x438}, {0x4E9, 0x43E}, {0x4EF, 0x443},
        {0x459, 0x43B}, {0x45A, 0x43D}, {0x453, 0x433}, {0x45C, 0x43A}, {0x45B, 0x447},
        {0x45F, 0x436}, {0x452, 0x436}, {0x4B9, 0x436}, {0x49D, 0x433}, {0x455, 0x437},
    };
    uint32_t out[2];

    for (size_t i = 0; i < COUNT_OF(cyrillic); i++)
        if (cyrillic[i][0] == c)
            return cyrillic[i][1];
    return c < 0x300 && alphabet_plain(c, out) == 1 && out[0] != c ? out[0] : 0;
}

static uint32_t kin_number(const struct side *s, uint32_t number)
{
    uint32_t c = number && number <= s->count ? kin(s->letters[number]) : 0;

    for (unsigned i = 1; c && i <= s->count; i++)
        if (s->letters[i] == c)
            return i;
    return 0;
}

struct sums {
    struct map a, b;
};

static double *sum_of(struct map *m, uint32_t piece)
{
    uint64_t *v = map_put(m, span_of((const char *)&piece, sizeof piece), NULL);

    if (!v)
        exit(2);
    return (double *)v;
}

/* How often each run of letters is written, as a piece or not. */
static void count_runs(struct map *sums, const struct word *w, double weight)
{
    for (size_t i = 0; i < w->n; i++) {
        for (size_t n = 1; n <= LONGEST && i + n <= w->n; n++) {
            uint32_t run = piece_of(w, i, n);
            uint64_t *v = map_get(sums, span_of((const char *)&run, sizeof run));

            if (v)
                *(double *)v += weight;
        }
    }
}

static void add_up(struct model *m, struct sums *s)
{
    for (size_t i = 0; i <= m->mask; i++) {
        if (m->pieces[i].count > 0) {
            sum_of(&s->a, m->pieces[i].a);
            sum_of(&s->b, m->pieces[i].b);
        }
    }
    for (size_t k = 0; k < m->pairs.len; k++) {
        count_runs(&s->a, &m->pairs.v[k].a, m->pairs.v[k].weight);
        count_runs(&s->b, &m->pairs.v[k].b, m->pairs.v[k].weight);
    }
}

/* Let letters with diacritics be seen a little as their plain letters. */
static void back_off(struct model *m, struct sums *s)
{
    VEC(struct piece) more = VEC_INIT;

    for (size_t i = 0; i <= m->mask; i++) {
        const struct piece *p = &m->pieces[i];

        if (p->count < RARE_PIECE || length(p->a) > 1 || length(p->b) > 1)
            continue;
        for (unsigned k = 1; k <= m->a.count; k++)
            if (p->a && kin_number(&m->a, k) == p->a &&
                !vec_push(&more, ((struct piece){k, p->b, 0, BACKED * p->count / *sum_of(&s->a, p->a)})))
                exit(2);
        for (unsigned k = 1; k <= m->b.count; k++)
            if (p->b && kin_number(&m->b, k) == p->b &&
                !vec_push(&more, ((struct piece){p->a, k, 0, BACKED * p->count / *sum_of(&s->b, p->b)})))
                exit(2);
    }
    for (size_t i = 0; i < more.len; i++) {
        put_piece(m, more.v[i].a, more.v[i].b)->count += more.v[i].count;
        *sum_of(&s->a, more.v[i].a) += more.v[i].count;
        *sum_of(&s->b, more.v[i].b) += more.v[i].count;
    }
    vec_free(&more);
}

/* Cost of a piece; `p` becomes that from here on. */
static void set_costs(struct model *m, struct sums *s)
{
    for (size_t i = 0; i <= m->mask; i++) {
        struct piece *p = &m->pieces[i];
        double a = p->a ? p->count / (*sum_of(&s->a, p->a) + 3) : 0;
        double b = p->b ? p->count / (*sum_of(&s->b, p->b) + 3) : 0;
        bool enough = p->count >= RARE_PIECE ||
                      (p->count >= 0.02 && length(p->a) < 2 && length(p->b) < 2 &&
                       (kin_number(&m->a, p->a) || kin_number(&m->b, p->b)));

        /* a letter left out is told by how often it is */
        p->p = enough ? -log(fmax(a, b)) : INFINITY;
    }
}

static uint32_t cut(uint32_t piece, unsigned n, unsigned from, unsigned len)
{
    return len == 0 ? 0 : piece >> 8 * (n - from - len) & (len == 4 ? ~0U : (1U << 8 * len) - 1);
}

/* Is a piece hardly better than its parts? */
static bool needless(const struct model *m, const struct piece *p)
{
    unsigned n = length(p->a), k = length(p->b);
    double best[LONGEST + 1][LONGEST + 1];

    if (n + k < 3)
        return false;
    for (unsigned i = 0; i <= n; i++) {
        for (unsigned j = 0; j <= k; j++) {
            best[i][j] = i + j == 0 ? 0 : INFINITY;
            for (unsigned x = 0; x <= i; x++) {
                for (unsigned y = 0; y <= j; y++) {
                    const struct piece *part;

                    if (x + y == 0 || (x == n && y == k))
                        continue;
                    part = slot(m, cut(p->a, n, i - x, x), cut(p->b, k, j - y, y));
                    if ((part->a | part->b) && best[i - x][j - y] + part->p < best[i][j])
                        best[i][j] = best[i - x][j - y] + part->p;
                }
            }
        }
    }
    return best[n][k] <= p->p + 0.3;
}

static void print_piece(const struct side *s, uint32_t piece)
{
    unsigned n = length(piece);
    char bytes[4];

    if (n == 0)
        putchar('-');
    for (unsigned i = 0; i < n; i++) {
        uint32_t letter = s->letters[cut(piece, n, i, 1)];

        printf("%.*s", (int)utf8_encode(letter, bytes), bytes);
    }
}

static const struct model *sorted_model;

static int by_cost(const void *x, const void *y)
{
    const struct piece *a = *(struct piece *const *)x, *b = *(struct piece *const *)y;
    unsigned n = length(a->a), k = length(b->a);

    for (unsigned i = 0; i < n && i < k; i++) {
        uint32_t c = sorted_model->a.letters[cut(a->a, n, i, 1)];
        uint32_t d = sorted_model->a.letters[cut(b->a, k, i, 1)];

        if (c != d)
            return c < d ? -1 : 1;
    }
    if (n != k)
        return n < k ? -1 : 1;
    if (a->p != b->p)
        return a->p < b->p ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static void write_all(struct model *m)
{
    VEC(struct piece *) kept = VEC_INIT;

    for (size_t i = 0; i <= m->mask; i++) {
        struct piece *p = &m->pieces[i];

        if ((p->a | p->b) && p->p < 7 && !needless(m, p) && !vec_push(&kept, p))
            exit(2);
    }
    sorted_model = m;
    qsort(kept.v, kept.len, sizeof *kept.v, by_cost);
    for (size_t i = 0; i < kept.len; i++) {
        print_piece(&m->a, kept.v[i]->a);
        putchar('\t');
        print_piece(&m->b, kept.v[i]->b);
        printf("\t%.2f\n", fmax(0, kept.v[i]->p));
    }
    vec_free(&kept);
}

/* Pieces of several Latin letters that stand for one sound in a file of Latin and Cyrillic. */
static void read_graphemes(struct side *s, const char *path)
{
    struct buf text = BUF_INIT;
    struct error e;
    struct span rest, line, left, right, cost;
    struct word w;

    if (file_read(path, &text, &e) != ST_OK)
        exit(2);
    rest = buf_span(&text);
    s->limited = true;
    while (span_split(&rest, '\n', &line)) {
        uint32_t piece;

        if (!span_split(&line, '\t', &left) || !span_split(&line, '\t', &right) ||
            !span_split(&line, '\t', &cost) || !read_word(s, left, &w) || w.n < 2 ||
            utf8_count(right) > 1 || span_cmp(cost, span_str("1.5")) > 0)
            continue;
        piece = piece_of(&w, 0, w.n);
        if (!map_put(&s->graphemes, span_of((const char *)&piece, sizeof piece), NULL))
            exit(2);
    }
    memset(s->seen, 0, sizeof s->seen);
    buf_free(&text);
}

static enum alphabet named(const char *name)
{
    for (int a = 0; a < ALPHABETS; a++)
        if (strcmp(name, alphabet_name((enum alphabet)a)) == 0)
            return (enum alphabet)a;
    fprintf(stderr, "estimate: no alphabet %s\n", name);
    exit(2);
}

int main(int argc, char **argv)
{
    static struct model m;
    struct sums sums = {MAP_INIT, MAP_INIT};
    struct read_chunk line;
    struct reader in;
    struct error e;
    const char *graphemes = NULL;
    int got;

    if (argc == 5 && strcmp(argv[1], "-g") == 0) {
        graphemes = argv[2];
        argv += 2;
        argc -= 2;
    }
    if (argc != 3 || !grow(&m) || reader_open(&in, "-", &e) != ST_OK)
        return 2;
    m.a.alphabet = named(argv[1]);
    m.b.alphabet = named(argv[2]);
    if (graphemes) {
        read_graphemes(&m.a, graphemes);
        read_graphemes(&m.b, graphemes);
    }
    while ((got = reader_next(&in, READ_LINE, &line, &e)) > 0)
        if (!add_line(&m, line.text))
            return 2;
    reader_close(&in);
    if (got < 0 || m.pairs.len == 0)
        return 2;
    estimate(&m);
    add_up(&m, &sums);
    back_off(&m, &sums);
    set_costs(&m, &sums);
    write_all(&m);
    return 0;
}
