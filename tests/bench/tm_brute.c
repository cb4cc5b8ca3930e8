/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The peer of tmem lookup: a well-made search through everything.  Segments sorted by length, the
 * lengths that can reach the score from the query's own outwards, G. Myers' bit-parallel distance
 * with one word of 64 bits a block, given up as soon as the last row cannot come down to the limit,
 * and a limit that the k-th best distinct score raises.
 *
 *     tm_brute words|chars MIN TOP MEMORY.tsv QUERIES
 *
 * Sources are column 1 of the TSV.  Prints how many segments and queries, milliseconds of processor
 * time a query, and the sum of the best scores.
 */
#include "base/reader.h"
#include "interchange/tsv.h"
#include "memory/segment.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct item {
    uint32_t *symbols;
    size_t n;
};

static VEC(struct item) items;
static struct tm_vocab vocab;
static size_t *first; /* of each length, and one more */
static size_t longest;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(const char *what)
{
    fprintf(stderr, "tm_brute: %s\n", what);
    exit(2);
}

/* --- loading --- */

static void load(const char *path, struct tm_mode mode)
{
    struct buf text = BUF_INIT, plain = BUF_INIT;
    struct tm_segment s = {0};
    struct map seen = MAP_INIT;
    struct error e;
    struct span rest, line;

    if (file_read(path, &text, &e) != ST_OK)
        die(e.message);
    rest = buf_span(&text);
    while (span_split(&rest, '\n', &line)) {
        struct item item;
        bool added;

        buf_reset(&plain);
        tsv_add_unescaped(&plain, tsv_field(line, 1));
        if (plain.len == 0 || tm_segment_set(&s, buf_span(&plain), mode, &vocab, true, &e) != ST_OK ||
            !map_put(&seen, buf_span(&s.text), &added) || !added)
            continue;
        item = (struct item){malloc((s.symbols.len + 1) * sizeof *item.symbols), s.symbols.len};
        if (!item.symbols || !vec_push(&items, item))
            die("no memory");
        memcpy(item.symbols, s.symbols.v, item.n * sizeof *item.symbols);
        longest = item.n > longest ? item.n : longest;
    }
    map_free(&seen);
    buf_free(&text);
    buf_free(&plain);
    tm_segment_free(&s);
}

static int by_length(const void *a, const void *b)
{
    const struct item *x = a, *y = b;

    return x->n < y->n ? -1 : x->n > y->n;
}

static void sort(void)
{
    qsort(items.v, items.len, sizeof *items.v, by_length);
    first = calloc(longest + 2, sizeof *first);
    if (!first)
        die("no memory");
    for (size_t length = 0, i = 0; length < longest + 2; length++) {
        while (i < items.len && items.v[i].n < length)
            i++;
        first[length] = i;
    }
}

/* --- comparing --- */

enum { MOST_BLOCKS = 64 };

static uint64_t *rows; /* of each block a word for each symbol; all 0 between queries */
static size_t n_rows, blocks;

static size_t distance(size_t n, const uint32_t *b, size_t m, size_t limit)
{
    uint64_t pv[MOST_BLOCKS], mv[MOST_BLOCKS], last = UINT64_C(1) << (n - 1) % 64;
    size_t score = n;

    for (size_t i = 0; i < blocks; i++) {
        pv[i] = ~UINT64_C(0);
        mv[i] = 0;
    }
    for (size_t j = 0; j < m; j++) {
        const uint64_t *eqs = rows + (b[j] < n_rows ? b[j] : 0);
        int h = 1;

        for (size_t i = 0; i < blocks; i++) {
            uint64_t row = eqs[i * n_rows], eq = row | (uint64_t)(h < 0), xv = row | mv[i];
            uint64_t xh = (((eq & pv[i]) + pv[i]) ^ pv[i]) | eq;
            uint64_t ph = mv[i] | ~(xh | pv[i]), mh = pv[i] & xh;
            uint64_t out = i + 1 == blocks ? last : UINT64_C(1) << 63;
            int below = (ph & out ? 1 : 0) - (mh & out ? 1 : 0);

            ph = ph << 1 | (uint64_t)(h > 0);
            mh = mh << 1 | (uint64_t)(h < 0);
            pv[i] = mh | ~(xv | ph);
            mv[i] = ph & xv;
            h = below;
        }
        score += (size_t)h;
        if (score > limit + (m - j - 1))
            return limit + 1;
    }
    return score;
}

/* --- searching --- */

struct search {
    const struct tm_segment *query;
    double min;
    size_t top, found;
    double best[64];
};

static void take(struct search *s, double score)
{
    size_t i = s->found;

    if (s->found == s->top && score <= s->best[s->top - 1])
        return;
    i = s->found < s->top ? s->found++ : s->top - 1;
    for (; i > 0 && s->best[i - 1] < score; i--)
        s->best[i] = s->best[i - 1];
    s->best[i] = score;
    if (s->found == s->top && s->best[s->top - 1] > s->min)
        s->min = s->best[s->top - 1];
}

static void look_at_length(struct search *s, size_t m)
{
    size_t n = s->query->symbols.len, limit;

    for (size_t i = m <= longest ? first[m] : 0; m <= longest && i < first[m + 1]; i++) {
        limit = tm_score_limit(n, m, s->min);
        if (limit == SIZE_MAX || (n > m ? n - m : m - n) > limit)
            return;
        size_t d = distance(n, items.v[i].symbols, m, limit);

        if (d <= limit)
            take(s, 100.0 * (double)((n > m ? n : m) - d) / (double)(n > m ? n : m));
    }
}

static double search(const struct tm_segment *query, double min, size_t top)
{
    struct search s = {.query = query, .min = min, .top = top};
    size_t n = query->symbols.len, most = (size_t)((double)n * 100 / min) + 1;

    if (n == 0 || n > 64 * MOST_BLOCKS)
        return 0;
    blocks = (n + 63) / 64;
    for (size_t i = 0; i < n; i++)
        if (query->symbols.v[i] < n_rows && query->symbols.v[i])
            rows[i / 64 * n_rows + query->symbols.v[i]] |= UINT64_C(1) << i % 64;
    look_at_length(&s, n);
    for (size_t apart = 1; apart <= n || n + apart <= most; apart++) {
        if (n + apart <= most)
            look_at_length(&s, n + apart);
        if (apart < n)
            look_at_length(&s, n - apart);
    }
    for (size_t i = 0; i < n; i++)
        if (query->symbols.v[i] < n_rows)
            rows[i / 64 * n_rows + query->symbols.v[i]] = 0;
    return s.found ? s.best[0] : 0;
}

int main(int argc, char **argv)
{
    struct tm_mode mode = {argc > 1 && strcmp(argv[1], "chars") == 0, false};
    struct buf text = BUF_INIT;
    struct tm_segment s = {0};
    struct span rest, line;
    struct error e;
    double start, sum = 0;
    size_t n = 0;

    if (argc != 6)
        die("wants words|chars MIN TOP MEMORY.tsv QUERIES");
    load(argv[4], mode);
    sort();
    n_rows = mode.chars ? 0x110000 + 8 : map_count(&vocab.ids) + 8;
    rows = calloc(n_rows * MOST_BLOCKS, sizeof *rows);
    if (!rows || file_read(argv[5], &text, &e) != ST_OK)
        die("cannot read the queries");
    rest = buf_span(&text);
    start = now();
    for (; span_split(&rest, '\n', &line) && (line.len || rest.len); n++) {
        if (tm_segment_set(&s, line, mode, &vocab, false, &e) != ST_OK)
            die(e.message);
        sum += search(&s, strtod(argv[2], NULL), (size_t)strtoul(argv[3], NULL, 10));
    }
    printf("%zu segments, %zu queries, %.4f ms a query, best scores %.2f\n", items.len, n,
           (now() - start) * 1000 / (double)(n ? n : 1), sum);
    return 0;
}
