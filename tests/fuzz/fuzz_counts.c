/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts of phrases that others wrote: lines of a key, a tab and a number.  They are sorted and added
 * first, as a merge does, so that any input comes in order; what is taken is ranked.
 */
#include "align/counts.h"
#include "align/phrase_find.h"

#include "fuzz.h"

static enum status add_lines(struct sums *sums, struct span text, struct error *e)
{
    enum status st = ST_OK;
    struct span line;

    while (!st && span_split(&text, '\n', &line)) {
        const char *tab = line.len ? memrchr(line.ptr, '\t', line.len) : NULL;
        uint64_t n;
        if (tab && span_to_u64(span_from(line, (size_t)(tab + 1 - line.ptr)), &n))
            st = sums_add(sums, span_cut(line, 0, (size_t)(tab - line.ptr)), n, e);
    }
    return st;
}

static bool is_whole(const struct phrase_side *s, struct phrase_place p, uint32_t at, uint32_t n)
{
    return p.segment < s->texts.len && at + n == s->side.segments.v[p.segment].count &&
           phrase_text(s, p.segment, at, n).len > 0;
}

static void check_pairs(const struct phrase_side *sides, const struct phrase_vec *pairs)
{
    for (size_t i = 0; i < pairs->len; i++) {
        const struct phrase_pair *p = &pairs->v[i];
        require(is_whole(&sides[SIDE_SOURCE], p->places[0], p->places[0].source, p->n_source));
        require(is_whole(&sides[SIDE_TARGET], p->places[0], p->places[0].target, p->n_target));
        require(p->rival < pairs->len && p->confidence >= 0 && p->confidence <= 1);
        require(i == 0 || p[-1].score >= p->score);
    }
}

static bool add_words(struct map *words, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool added;
        uint64_t *binds = map_put(words, span_str(list[i]), &added);
        if (!binds)
            return false;
        *binds = i % 2;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const function_words[] = {"the", "of", "мен", "және"};
    const struct phrase_options o = {.min_count = 0};
    struct map words = MAP_INIT;
    struct counts_ranking *ranks = NULL;
    struct phrase_vec pairs = VEC_INIT;
    struct phrase_side sides[2];
    struct sums *sums = NULL;
    unsigned least;
    struct error e;

    for (int k = 0; k < 2; k++)
        phrase_side_init(&sides[k], &words, NULL);
    if (add_words(&words, function_words, COUNT_OF(function_words)) &&
        sums_open(&sums, 1 << 20, &e) == ST_OK &&
        add_lines(sums, span_of((const char *)data, size), &e) == ST_OK &&
        counts_ranking_open(&ranks, span_str("all\tkk\ten"), &sides[0], &sides[1], &o, &e) ==
            ST_OK &&
        sums_each(sums, counts_take, ranks, &e) == ST_OK &&
        counts_rank(ranks, &pairs, &least, &e) == ST_OK)
        check_pairs(sides, &pairs);
    vec_free(&pairs);
    counts_ranking_free(ranks);
    sums_free(sums);
    for (int k = 0; k < 2; k++)
        phrase_side_free(&sides[k]);
    map_free(&words);
    return 0;
}
