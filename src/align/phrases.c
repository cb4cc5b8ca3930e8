/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/phrase_find.h"

#include <math.h>

/* A pair is believed if its words are linked in one of so many segments in which it stands. */
enum { BELIEVED_OF = 3 };

/* A function word belongs to a phrase that has it in BOUND of BOUND_OF segments. */
enum { BOUND = 9, BOUND_OF = 10, BOUND_LEAST = 8 };

/* What a phrase loses that never stands without some other word. */
#define PIECE 0.4

/* A table of phrases, or of pairs of phrases, by a 64-bit hash of their types: that two of them
 * share a hash is less likely than a fault of the machine. */
struct slot {
    uint64_t key;   /* 0 = empty */
    uint32_t count; /* segments */
    uint32_t last;  /* segment counted last + 1 */
    uint32_t index; /* of a pair */
    uint32_t longer; /* segments of the commonest phrase that is this and a word more */
};

struct table {
    struct slot *v;
    size_t mask, used;
};

static size_t table_slot(const struct table *t, uint64_t key)
{
    size_t i = (size_t)(key >> 17) & t->mask;

    while (t->v[i].key && t->v[i].key != key)
        i = (i + 1) & t->mask;
    return i;
}

static bool table_resize(struct table *t, size_t slots)
{
    struct table bigger = {calloc(slots, sizeof *t->v), slots - 1, t->used};

    if (!bigger.v)
        return false;
    for (size_t i = 0; t->v && i <= t->mask; i++)
        if (t->v[i].key)
            bigger.v[table_slot(&bigger, t->v[i].key)] = t->v[i];
    free(t->v);
    *t = bigger;
    return true;
}

static struct slot *table_put(struct table *t, uint64_t key)
{
    struct slot *s;

    if ((!t->v || (t->used + 1) * 3 > (t->mask + 1) * 2) &&
        !table_resize(t, t->v ? (t->mask + 1) * 2 : 1024))
        return NULL;
    s = &t->v[table_slot(t, key)];
    if (!s->key) {
        s->key = key;
        t->used++;
    }
    return s;
}

static const struct slot *table_get(const struct table *t, uint64_t key)
{
    const struct slot *s = t->v ? &t->v[table_slot(t, key)] : NULL;

    return s && s->key ? s : NULL;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
    h ^= x + 0x9E3779B97F4A7C15u + (h << 6) + (h >> 2);
    h ^= h >> 31;
    h *= 0xBF58476D1CE4E5B9u;
    return h ^ h >> 29;
}

static uint64_t phrase_key(const struct phrase_side *s, size_t segment, uint32_t at, uint32_t n)
{
    const uint32_t *ids = side_tokens(&s->side, segment) + at;
    uint64_t h = n;

    for (uint32_t i = 0; i < n; i++)
        h = mix(h, ids[i]);
    return h | 1; /* never the empty key */
}

struct extractor {
    const struct phrase_side *source, *target;
    struct table source_grams, target_grams, pairs;
    struct table here;       /* target phrases of the segment in hand */
    VEC(uint32_t) next;      /* of each pair: the next one with the same source phrase, + 1 */
    struct phrase_vec *out;
    struct phrase_finder find;
    unsigned least;
};

/* ---- phrases of one side ---- */

/* Count the runs of words of one side by segments. */
static bool count_runs(struct table *t, const struct phrase_side *s)
{
    for (size_t g = 0; g < s->side.segments.len; g++) {
        const uint8_t *marks = phrase_marks(s, g);
        uint32_t words = s->side.segments.v[g].count;
        for (uint32_t at = 0; at < words; at++) {
            for (uint32_t n = phrase_longest_run(marks, at, words); n > 0; n--) {
                struct slot *slot = table_put(t, phrase_key(s, g, at, n));
                if (!slot)
                    return false;
                slot->count += slot->last != g + 1;
                slot->last = (uint32_t)g + 1;
            }
        }
    }
    return true;
}

static void note_longer(struct table *t, const struct phrase_side *s, size_t g, uint32_t at,
                        uint32_t n, uint32_t count)
{
    struct slot *slot = &t->v[table_slot(t, phrase_key(s, g, at, n))];

    if (count > slot->longer)
        slot->longer = count;
}

static bool count_phrases(struct table *t, const struct phrase_side *s)
{
    if (!count_runs(t, s))
        return false;
    for (size_t g = 0; g < s->side.segments.len; g++) {
        const uint8_t *marks = phrase_marks(s, g);
        uint32_t words = s->side.segments.v[g].count;
        for (uint32_t at = 0; at < words; at++) {
            for (uint32_t n = phrase_longest_run(marks, at, words); n > 1; n--) {
                uint32_t count = table_get(t, phrase_key(s, g, at, n))->count;
                note_longer(t, s, g, at, n - 1, count);
                note_longer(t, s, g, at + 1, n - 1, count);
            }
        }
    }
    return true;
}

/* Of a word at the edge of a phrase: does it belong there?  Joining signs never do; a function word
 * does where the rest seldom stands without it (по умолчанию, log in). */
static bool edge_belongs(const struct table *t, const struct phrase_side *s, size_t g, uint32_t at,
                         uint32_t n, uint32_t edge)
{
    uint8_t mark = phrase_marks(s, g)[edge];
    const struct slot *whole, *rest;

    if (mark & MARK_JOIN)
        return false;
    if (!(mark & MARK_FUNCTION))
        return true;
    if (n == 1)
        return false;
    whole = table_get(t, phrase_key(s, g, at, n));
    rest = table_get(t, phrase_key(s, g, edge == at ? at + 1 : at, n - 1));
    return whole && rest && whole->count >= BOUND_LEAST && (uint64_t)whole->count * BOUND_OF >= (uint64_t)rest->count * BOUND;
}

/* Can tokens at .. at+n-1 of segment g, which no sign parts, be a phrase? */
static bool is_phrase(const struct table *t, const struct phrase_side *s, size_t g, uint32_t at,
                      uint32_t n)
{
    const uint8_t *marks = phrase_marks(s, g);
    bool words = false;

    for (uint32_t i = at; i < at + n; i++)
        words = words || !(marks[i] & ~MARK_LEMMA);
    return words && edge_belongs(t, s, g, at, n, at) && edge_belongs(t, s, g, at, n, at + n - 1);
}

/* ---- pairs ---- */

static uint64_t pair_key(uint64_t source, uint64_t target)
{
    return mix(source, target) | 1;
}

/* 1 for a phrase that stands by itself, little for a piece of one that is nearly as frequent. */
static double completeness(const struct slot *s)
{
    double part = (double)s->longer / s->count;

    return 1 - PIECE * part * part * part;
}

static uint8_t lemmas_of(const struct phrase_side *s, size_t g, uint32_t at, uint32_t n)
{
    uint8_t lemmas = 0;

    for (uint32_t i = at; i < at + n; i++)
        lemmas += (phrase_marks(s, g)[i] & MARK_LEMMA) != 0;
    return lemmas;
}

/* The first place is the one that looks most like an entry of a dictionary. */
static void add_place(const struct extractor *x, struct phrase_pair *p, struct phrase_place place)
{
    uint8_t lemmas = (uint8_t)(lemmas_of(x->source, place.segment, place.source, p->n_source) +
                               lemmas_of(x->target, place.segment, place.target, p->n_target));

    if (p->n_places && lemmas > p->lemmas) {
        struct phrase_place first = p->places[0];
        p->places[0] = place;
        place = first;
    }
    if (p->n_places == 0 || lemmas > p->lemmas)
        p->lemmas = lemmas;
    if (p->n_places < PHRASE_EXAMPLES)
        p->places[p->n_places++] = place;
}

static bool may_be_phrase(void *context, int side, size_t g, uint32_t at, uint32_t n)
{
    const struct extractor *x = context;

    return side == SIDE_SOURCE ? is_phrase(&x->source_grams, x->source, g, at, n)
                               : is_phrase(&x->target_grams, x->target, g, at, n);
}

static bool add_pair(void *context, struct phrase_place place, uint32_t n, uint32_t m)
{
    struct extractor *x = context;
    uint64_t s = phrase_key(x->source, place.segment, place.source, n);
    uint64_t t = phrase_key(x->target, place.segment, place.target, m);
    const struct slot *sg = table_get(&x->source_grams, s), *tg = table_get(&x->target_grams, t);
    struct phrase_pair *p;
    struct slot *slot;
    unsigned bound;

    if (!sg || !tg || sg->count < x->least || tg->count < x->least)
        return true;
    slot = table_put(&x->pairs, pair_key(s, t));
    if (!slot)
        return false;
    if (slot->count++ == 0) {
        struct phrase_pair fresh = {.n_source = (uint8_t)n, .n_target = (uint8_t)m,
                                    .source_count = sg->count, .target_count = tg->count,
                                    .whole = (float)(completeness(sg) * completeness(tg))};
        slot->index = (uint32_t)x->out->len;
        if (!vec_push(x->out, fresh))
            return false;
    }
    if (slot->last == place.segment + 1)
        return true;
    slot->last = place.segment + 1;
    p = &x->out->v[slot->index];
    p->linked++;
    bound = phrase_linked_words(&x->find, SIDE_SOURCE, place.source, n) +
            phrase_linked_words(&x->find, SIDE_TARGET, place.target, m);
    if (bound > p->bound)
        p->bound = (uint8_t)bound;
    add_place(x, p, place);
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
        struct slot *s = table_put(&x->source_grams,
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
            if (is_phrase(&x->target_grams, x->target, g, at, n) &&
                !table_put(&x->here, phrase_key(x->target, g, at, n)))
                return false;
        }
    }
    return true;
}

static void count_chain(struct extractor *x, struct slot *s)
{
    for (uint32_t i = s->index; i; i = x->next.v[i - 1]) {
        struct phrase_pair *p = &x->out->v[i - 1];
        uint64_t t = phrase_key(x->target, p->places[0].segment, p->places[0].target,
                                p->n_target);
        p->pairs += table_get(&x->here, t) != NULL;
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
                struct slot *s;
                if (marks[at + n - 1] & MARK_BREAK)
                    break;
                if (!is_phrase(&x->source_grams, x->source, g, at, n))
                    continue;
                s = &x->source_grams.v[table_slot(&x->source_grams,
                                                  phrase_key(x->source, g, at, n))];
                if (s->key && s->last != g + 1)
                    count_chain(x, s);
                s->last = (uint32_t)g + 1;
            }
        }
    }
    return true;
}

/* ---- ranking ---- */

static double xlogx(double x)
{
    return x > 0 ? x * log(x) : 0;
}

/* Dunning's log-likelihood ratio of a table of segments: both, only source, only target, neither. */
static double likelihood_ratio(double both, double source, double target, double all)
{
    double a = both, b = source - both, c = target - both, d = all - source - target + both;

    if (d < 0)
        d = 0;
    return 2 * (xlogx(a) + xlogx(b) + xlogx(c) + xlogx(d) - xlogx(a + b) - xlogx(c + d) -
                xlogx(a + c) - xlogx(b + d) + xlogx(a + b + c + d));
}

void phrase_rate(struct phrase_pair *p, uint64_t segments)
{
    double source = p->source_count, target = p->target_count, pairs = p->pairs;
    double expected = source * target / (double)segments;
    double sure = pairs * pairs / (source * target) * pairs / (source > target ? source : target);
    double words = p->n_source + p->n_target;

    p->score = 0;
    if (pairs > expected)
        p->score = likelihood_ratio(pairs, source, target, (double)segments) * sure *
                   log2(words) * (p->bound / words) * p->whole * p->linked / pairs;
}

/* Mark (score 0) the pieces of a pair that are about as rare as the pair itself. */
static void drop_pieces(struct extractor *x, const struct phrase_pair *p)
{
    struct phrase_place place = p->places[0];

    for (uint32_t i = 0; i < p->n_source; i++) {
        for (uint32_t n = 1; i + n <= p->n_source; n++) {
            uint64_t s = phrase_key(x->source, place.segment, place.source + i, n);
            for (uint32_t j = 0; j < p->n_target; j++) {
                for (uint32_t m = 1; j + m <= p->n_target; m++) {
                    const struct slot *slot;
                    struct phrase_pair *piece;
                    if (n == p->n_source && m == p->n_target)
                        continue;
                    slot = table_get(&x->pairs, pair_key(s, phrase_key(x->target, place.segment,
                                                                       place.target + j, m)));
                    piece = slot && slot->count ? &x->out->v[slot->index] : NULL;
                    if (piece && piece->pairs * 4 <= p->pairs * 5)
                        piece->score = 0;
                }
            }
        }
    }
}

static int pair_cmp(const void *a, const void *b)
{
    const struct phrase_pair *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->places[0].segment != y->places[0].segment)
        return x->places[0].segment < y->places[0].segment ? -1 : 1;
    if (x->places[0].source != y->places[0].source)
        return x->places[0].source < y->places[0].source ? -1 : 1;
    return x->n_source != y->n_source ? x->n_source - y->n_source : x->n_target - y->n_target;
}

static bool is_good(const struct phrase_pair *p, unsigned least)
{
    return p->score > 0 && p->pairs >= least && p->linked * BELIEVED_OF >= p->pairs;
}

static void rank(struct extractor *x)
{
    size_t kept = 0;

    for (size_t i = 0; i < x->out->len; i++)
        phrase_rate(&x->out->v[i], x->source->side.segments.len);
    for (size_t i = 0; i < x->out->len; i++)
        if (x->out->v[i].pairs >= x->least)
            drop_pieces(x, &x->out->v[i]);
    for (size_t i = 0; i < x->out->len; i++)
        if (is_good(&x->out->v[i], x->least))
            x->out->v[kept++] = x->out->v[i];
    x->out->len = kept;
    if (kept)
        qsort(x->out->v, kept, sizeof *x->out->v, pair_cmp);
}

enum status phrases_extract(const struct phrase_side *source, const struct phrase_side *target,
                            const struct phrase_options *options, struct phrase_vec *out,
                            struct error *e)
{
    struct extractor x = {.source = source, .target = target, .out = out,
                          .least = options->min_count ? options->min_count : 2};
    const struct words_options words = {.sure = 0.25, .sampler = {.null_share = 0.3f,
                                                                .threads = options->threads}};
    struct word_links links = {VEC_INIT, VEC_INIT};
    enum status st = words_align(&source->side, &target->side, &words, &links, NULL, e);
    bool ok;

    x.find = (struct phrase_finder){{source, target}, may_be_phrase, add_pair, .context = &x};
    vec_clear(out);
    ok = st || (count_phrases(&x.source_grams, source) && count_phrases(&x.target_grams, target));
    for (size_t g = 0; !st && ok && g < source->side.segments.len; g++)
        ok = phrase_find(&x.find, g, &links);
    ok = st || (ok && count_together(&x));
    if (!st && ok)
        rank(&x);
    word_links_free(&links);
    free(x.source_grams.v);
    free(x.target_grams.v);
    free(x.pairs.v);
    free(x.here.v);
    vec_free(&x.next);
    phrase_finder_free(&x.find);
    return st || ok ? st : error_nomem(e);
}
