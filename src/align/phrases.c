/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/phrase_find.h"
#include "align/phrase_table.h"

/* A link that is missing parts a phrase from its translation; one too many costs less. */
#define LINKED 0.4

struct extractor {
    const struct phrase_side *source, *target;
    struct phrase_table source_grams, target_grams, pairs;
    struct phrase_table here;       /* target phrases of the segment in hand */
    VEC(uint32_t) next;      /* of each pair: the next one with the same source phrase, + 1 */
    struct phrase_vec *out;
    struct phrase_finder find;
    unsigned least;
};

/* ---- phrases of one side ---- */

/* Count the runs of words of one side by segments. */
static bool count_runs(struct phrase_table *t, const struct phrase_side *s)
{
    for (size_t g = 0; g < s->side.segments.len; g++) {
        const uint8_t *marks = phrase_marks(s, g);
        uint32_t words = s->side.segments.v[g].count;
        for (uint32_t at = 0; at < words; at++) {
            for (uint32_t n = phrase_longest_run(marks, at, words); n > 0; n--) {
                struct phrase_slot *slot = phrase_table_put(t, phrase_key(s, g, at, n));
                if (!slot)
                    return false;
                slot->count += slot->last != g + 1;
                slot->last = (uint32_t)g + 1;
            }
        }
    }
    return true;
}

static void note_longer(struct phrase_table *t, const struct phrase_side *s, size_t g, uint32_t at,
                        uint32_t n, uint32_t count)
{
    struct phrase_slot *slot = &t->v[phrase_table_at(t, phrase_key(s, g, at, n))];

    if (count > slot->longer)
        slot->longer = count;
}

static bool count_phrases(struct phrase_table *t, const struct phrase_side *s)
{
    if (!count_runs(t, s))
        return false;
    for (size_t g = 0; g < s->side.segments.len; g++) {
        const uint8_t *marks = phrase_marks(s, g);
        uint32_t words = s->side.segments.v[g].count;
        for (uint32_t at = 0; at < words; at++) {
            for (uint32_t n = phrase_longest_run(marks, at, words); n > 1; n--) {
                uint32_t count = phrase_table_get(t, phrase_key(s, g, at, n))->count;
                note_longer(t, s, g, at, n - 1, count);
                note_longer(t, s, g, at + 1, n - 1, count);
            }
        }
    }
    return true;
}

/* ---- pairs ---- */

/* Edges whose word is neither a function word nor linked, though the rest stands without it, too. */
static unsigned loose_edges(const struct extractor *x, int side, size_t g, uint32_t at, uint32_t n)
{
    const struct phrase_side *s = side == SIDE_SOURCE ? x->source : x->target;
    const struct phrase_table *t = side == SIDE_SOURCE ? &x->source_grams : &x->target_grams;

    return phrase_unlinked_edges(&x->find, side, g, at, n) &
           phrase_spare_edges(t, side_tokens(&s->side, g) + at, n);
}

static bool may_be_phrase(void *context, int side, size_t g, uint32_t at, uint32_t n)
{
    const struct extractor *x = context;

    return side == SIDE_SOURCE
               ? phrase_is_possible(&x->source_grams, x->source, g, at, n)
               : phrase_is_possible(&x->target_grams, x->target, g, at, n);
}

static bool add_pair(void *context, struct phrase_place place, uint32_t n, uint32_t m)
{
    struct extractor *x = context;
    uint64_t s = phrase_key(x->source, place.segment, place.source, n);
    uint64_t t = phrase_key(x->target, place.segment, place.target, m);
    const struct phrase_slot *sg = phrase_table_get(&x->source_grams, s),
                             *tg = phrase_table_get(&x->target_grams, t);
    struct phrase_pair *p;
    struct phrase_slot *slot;

    if (!sg || !tg || sg->count < x->least || tg->count < x->least)
        return true;
    slot = phrase_table_put(&x->pairs, phrase_pair_key(s, t));
    if (!slot)
        return false;
    if (slot->count++ == 0) {
        struct phrase_pair fresh = {.n_source = (uint8_t)n, .n_target = (uint8_t)m,
                                    .source_count = sg->count, .target_count = tg->count,
                                    .loose = UINT8_MAX,
                                    .whole = (float)(phrase_completeness(sg) * phrase_completeness(tg))};
        slot->index = (uint32_t)x->out->len;
        if (!vec_push(x->out, fresh))
            return false;
    }
    if (slot->last == place.segment + 1)
        return true;
    slot->last = place.segment + 1;
    p = &x->out->v[slot->index];
    p->linked++;
    p->loose &= (uint8_t)(loose_edges(x, SIDE_SOURCE, place.segment, place.source, n) |
                          loose_edges(x, SIDE_TARGET, place.segment, place.target, m)
                              << EDGE_TARGET);
    if (p->n_places < PHRASE_EXAMPLES)
        p->places[p->n_places++] = place;
    return true;
}

/* ---- counting where both halves stand, linked or not ---- */

/* Whether a pair can still turn out well: it is linked in a fair part of the segments of its rarer
 * half, and its halves are not of quite different frequency.  Keeps the chains short, too. */
static bool has_hope(const struct phrase_pair *p)
{
    uint64_t rare = p->source_count < p->target_count ? p->source_count : p->target_count;
    uint64_t often = p->source_count < p->target_count ? p->target_count : p->source_count;

    return (uint64_t)p->linked * 20 >= rare && rare * 100 >= often;
}

/* Chain the pairs by their source phrases; the slots of source_grams begin the chains. */
static bool chain_pairs(struct extractor *x)
{
    for (size_t i = 0; i <= x->source_grams.mask && x->source_grams.v; i++)
        x->source_grams.v[i].index = x->source_grams.v[i].last = 0;
    for (size_t i = 0; i < x->out->len; i++) {
        const struct phrase_pair *p = &x->out->v[i];
        struct phrase_slot *s = phrase_table_put(&x->source_grams,
                                   phrase_key(x->source, p->places[0].segment,
                                              p->places[0].source, p->n_source));
        if (!s || !vec_push(&x->next, s->index))
            return false;
        if (has_hope(p))
            s->index = (uint32_t)i + 1;
    }
    return true;
}

static bool note_targets(struct extractor *x, size_t g)
{
    const uint8_t *marks = phrase_marks(x->target, g);
    uint32_t words = x->target->side.segments.v[g].count;

    if (x->here.v)
        memset(x->here.v, 0, (x->here.mask + 1) * sizeof *x->here.v);
    x->here.used = 0;
    for (uint32_t at = 0; at < words; at++) {
        for (uint32_t n = 1; n <= PHRASE_WORDS && at + n <= words; n++) {
            if (marks[at + n - 1] & MARK_BREAK)
                break;
            if (phrase_is_possible(&x->target_grams, x->target, g, at, n) &&
                !phrase_table_put(&x->here, phrase_key(x->target, g, at, n)))
                return false;
        }
    }
    return true;
}

static void count_chain(struct extractor *x, struct phrase_slot *s)
{
    for (uint32_t i = s->index; i; i = x->next.v[i - 1]) {
        struct phrase_pair *p = &x->out->v[i - 1];
        uint64_t t = phrase_key(x->target, p->places[0].segment, p->places[0].target,
                                p->n_target);
        p->pairs += phrase_table_get(&x->here, t) != NULL;
    }
}

static bool count_together(struct extractor *x)
{
    if (!chain_pairs(x))
        return false;
    for (size_t g = 0; g < x->source->side.segments.len; g++) {
        const uint8_t *marks = phrase_marks(x->source, g);
        uint32_t words = x->source->side.segments.v[g].count;
        if (!note_targets(x, g))
            return false;
        for (uint32_t at = 0; at < words; at++) {
            for (uint32_t n = 1; n <= PHRASE_WORDS && at + n <= words; n++) {
                struct phrase_slot *s;
                if (marks[at + n - 1] & MARK_BREAK)
                    break;
                if (!phrase_is_possible(&x->source_grams, x->source, g, at, n))
                    continue;
                s = &x->source_grams.v[phrase_table_at(&x->source_grams,
                                                  phrase_key(x->source, g, at, n))];
                if (s->key && s->last != g + 1)
                    count_chain(x, s);
                s->last = (uint32_t)g + 1;
            }
        }
    }
    return true;
}

struct words_options phrases_words(const struct phrase_options *options)
{
    return (struct words_options){.languages = options->languages, .least = LINKED,
                                  .sampler = {.threads = options->threads, .seed = options->seed}};
}

enum status phrases_extract(const struct phrase_side *source, const struct phrase_side *target,
                            const struct phrase_options *options, struct phrase_vec *out,
                            struct buf *model, struct error *e)
{
    struct extractor x = {.source = source, .target = target, .out = out,
                          .least = options->min_count ? options->min_count : 2};
    const struct words_options words = phrases_words(options);
    struct word_links links = {VEC_INIT, VEC_INIT};
    enum status st = words_align(&source->side, &target->side, &words, &links, model, e);
    bool ok;

    x.find = (struct phrase_finder){{source, target}, may_be_phrase, add_pair, .context = &x};
    vec_clear(out);
    ok = st || (count_phrases(&x.source_grams, source) && count_phrases(&x.target_grams, target));
    for (size_t g = 0; !st && ok && g < source->side.segments.len; g++)
        ok = phrase_find(&x.find, g, &links);
    ok = st || (ok && count_together(&x));
    if (!st && ok)
        st = phrases_rank(source, target, &x.pairs, source->side.segments.len, x.least, out, e);
    ok = st || (ok && phrases_choose_forms(source, target, &links, out));
    word_links_free(&links);
    free(x.source_grams.v);
    free(x.target_grams.v);
    free(x.pairs.v);
    free(x.here.v);
    vec_free(&x.next);
    phrase_finder_free(&x.find);
    return st || ok ? st : error_nomem(e);
}
