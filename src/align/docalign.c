/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/docalign.h"

#include <math.h>
#include <stdlib.h>

enum {
    PASSES = 4,
    FIRST_BAND = 150,  /* cells on either side of the diagonal, at least */
    NEXT_BAND = 60,    /* of the path before */
    NARROW_BAND = 12,  /* for probabilities */
    BAND_MARGIN = 6,   /* a path that comes so close to the edge asks for a wider band */
    TRAIN_BEADS = 40000, /* more are thinned out */
    TRAIN_WORDS = 150, /* a longer side is not learned from */
    EM_PASSES = 4,
};

#define DISCOUNT 0.4f /* links that are taken off what was counted */
#define TERM_WEIGHT 3 /* of a dictionary: each counts as so many pairs of segments */
#define LIKELY_LEAST 0.05   /* the least probability of a bead to learn from */

/* While little is known many ways are kept open.  The last number was estimated from beads whose
 * truth is known (tests/eval/align.sh prints how often beads of each probability are right). */
#define FIRST_SHARPNESS 0.5
#define SHARPNESS 0.8

struct aligner {
    const struct side *source, *target;
    const struct doc_options *options;
    struct bead_model model;
    struct lexicon forward, backward;
    struct bead_vec *beads;
    struct bead_vec likely; /* beads to learn from, on the path or beside it */
    struct lessons lessons; /* what the lexicons were learned from */
    size_t half; /* of the band */
};

/* ---- the lexicons ---- */

static enum status reset_lexicons(struct aligner *a, struct error *e)
{
    return lexicons_begin(&a->forward, &a->backward, &a->source->vocab, &a->target->vocab, e);
}

/* The rows of one direction; its entries are let go, so that only one lexicon is large at a time. */
static enum status use_lexicon(struct lex_rows *rows, struct lexicon *l, struct error *e)
{
    enum status st;

    lex_rows_free(rows);
    st = lex_rows_make(rows, l, 0.002f, e);
    lex_forget(l);
    return st;
}

static enum status use_lexicons(struct aligner *a, struct error *e)
{
    struct bead_model *m = &a->model;
    enum status st = a->forward.entries ? use_lexicon(&m->forward, &a->forward, e) : ST_OK;

    if (!st)
        st = use_lexicon(&m->backward, &a->backward, e);
    m->target_unigram = a->forward.unigram;
    m->source_unigram = a->backward.unigram;
    m->target_null = a->forward.null;
    m->source_null = a->backward.null;
    return st;
}

static bool is_lesson(const struct bead *b)
{
    return b->n_source && b->n_target && b->n_source + b->n_target <= 3;
}

/* Note which segments are learned from together. */
static bool note_lesson(struct aligner *a, const struct bead *b)
{
    bool ok = true;

    for (uint32_t i = 0; ok && i < b->n_source; i++)
        for (uint32_t j = 0; ok && j < b->n_target; j++)
            ok = segpairs_add(&a->lessons.pairs, b->source + i, b->target + j, b->probability);
    return ok;
}

static uint32_t words_of(const struct side *s, uint32_t first, uint32_t n)
{
    uint32_t sum = 0;

    for (uint32_t i = first; i < first + n; i++)
        sum += s->segments.v[i].count;
    return sum;
}

/* The beads to learn from, as pairs of token runs; false when memory runs out. */
static bool gather_lessons(struct aligner *a, struct lex_pair *out, size_t *n)
{
    size_t step = a->likely.len / TRAIN_BEADS + 1;

    for (size_t k = 0; k < a->likely.len; k += step) {
        const struct bead *b = &a->likely.v[k];
        struct lex_pair p = {side_tokens(a->source, b->source), side_tokens(a->target, b->target),
                             words_of(a->source, b->source, b->n_source),
                             words_of(a->target, b->target, b->n_target), b->probability, false};
        if (!is_lesson(b) || p.n_source > TRAIN_WORDS || p.n_target > TRAIN_WORDS)
            continue;
        if (!note_lesson(a, b))
            return false;
        out[(*n)++] = p;
    }
    return true;
}

/* The units of a memory and the terms of a dictionary, likewise. */
static void gather_units(const struct recall *r, struct lex_pair *out, size_t *n)
{
    for (size_t i = 0; r && i < r->units.len; i++) {
        const struct recall_unit *u = &r->units.v[i];
        out[(*n)++] = (struct lex_pair){r->tokens[0].v + u->first[0], r->tokens[1].v + u->first[1],
                                        u->count[0], u->count[1], u->term ? TERM_WEIGHT : 1,
                                        u->term};
    }
}

static void turn_round(struct lex_pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct lex_pair p = pairs[i];
        pairs[i] = (struct lex_pair){p.target, p.source, p.n_target, p.n_source, p.weight,
                                     p.term};
    }
}

/* From now on each pair of segments is judged without what was learned from it. */
static enum status leave_out(struct aligner *a, struct error *e)
{
    struct bead_model *m = &a->model;
    const struct lesson_words forward = {a->source, a->target, &m->forward, m->target_unigram,
                                         m->target_null};
    const struct lesson_words backward = {a->target, a->source, &m->backward, m->source_unigram,
                                          m->source_null};

    m->lessons = &a->lessons;
    return lessons_finish(&a->lessons, &forward, &backward, e);
}

static enum status train(struct aligner *a, struct lex_pair *pairs, size_t n, struct error *e)
{
    enum status st = reset_lexicons(a, e);

    if (!st)
        st = lex_train(&a->forward, pairs, n, EM_PASSES, DISCOUNT, e);
    if (!st)
        st = use_lexicon(&a->model.forward, &a->forward, e);
    turn_round(pairs, n);
    if (!st)
        st = lex_train(&a->backward, pairs, n, EM_PASSES, DISCOUNT, e);
    return st ? st : use_lexicons(a, e);
}

/* Learn words from the beads that are likely now, the memory and the dictionary. */
static enum status learn_words(struct aligner *a, struct error *e)
{
    const struct recall *r = a->options->recall;
    struct lex_pair *pairs = calloc(a->likely.len + (r ? r->units.len : 0) + 1, sizeof *pairs);
    enum status st;
    size_t n = 0;

    lessons_clear(&a->lessons);
    if (!pairs || !gather_lessons(a, pairs, &n)) {
        free(pairs);
        return error_nomem(e);
    }
    gather_units(r, pairs, &n);
    st = train(a, pairs, n, e);
    free(pairs);
    return st ? st : leave_out(a, e);
}

/* ---- lengths and shapes ---- */

static double bead_length(const struct side *s, uint32_t first, uint32_t n)
{
    double sum = 0;

    for (uint32_t i = first; i < first + n; i++)
        sum += s->segments.v[i].length + 1.0;
    return sum;
}

/* Where one side has half as many segments again and more, it is cut into shorter ones, or much of
 * it is left out of the other. */
static bool is_uneven(const struct aligner *a)
{
    size_t n = a->source->segments.len, m = a->target->segments.len;

    return (n > m ? n : m) / 3 > (n < m ? n : m) / 2;
}

static void first_lengths(struct aligner *a)
{
    double x = bead_length(a->source, 0, (uint32_t)a->source->segments.len);
    double y = bead_length(a->target, 0, (uint32_t)a->target->segments.len);
    double each = (y + 500) / (double)(a->target->segments.len + 5) /
                  ((x + 500) / (double)(a->source->segments.len + 5));

    /* of small documents one left-out sentence would bend it */
    a->model.ratio = (y + 500) / (x + 500);
    /* if much is left out, the texts' ratio is not that of their segments: the more usual one counts */
    if (is_uneven(a) && fabs(log(each)) < fabs(log(a->model.ratio)))
        a->model.ratio = each;
    if (a->model.ratio < 0.4)
        a->model.ratio = 0.4;
    if (a->model.ratio > 2.5)
        a->model.ratio = 2.5;
    a->model.variance = 6.8; /* Gale and Church's estimate, for want of a better one */
}

static void learn_lengths(struct aligner *a)
{
    double x = 0, y = 0, squares = 0, weight = 0;

    for (size_t k = 0; k < a->beads->len; k++) {
        const struct bead *b = &a->beads->v[k];
        if (!is_lesson(b))
            continue;
        x += b->probability * bead_length(a->source, b->source, b->n_source);
        y += b->probability * bead_length(a->target, b->target, b->n_target);
    }
    if (x < 500 || y < 500)
        return;
    a->model.ratio = y / x;
    for (size_t k = 0; k < a->beads->len; k++) {
        const struct bead *b = &a->beads->v[k];
        double mean, d;
        if (!is_lesson(b))
            continue;
        mean = bead_length(a->source, b->source, b->n_source) * a->model.ratio;
        d = bead_length(a->target, b->target, b->n_target) - mean;
        squares += b->probability * d * d / (mean * a->model.ratio);
        weight += b->probability;
    }
    a->model.variance = (squares + 10 * 4) / (weight + 10);
}

static void first_shapes(struct aligner *a)
{
    static const double p[BEAD_SHAPES] = {0.90,  0.04,   0.04,   0.002, 0.005,
                                         0.005, 0.0002, 0.0002, 0.001, 0.001};
    double more = fabs((double)a->source->segments.len - (double)a->target->segments.len);
    struct bead_model *m = &a->model;

    for (int k = 0; k < BEAD_SHAPES; k++)
        m->shape[k] = log(p[k]);
    m->leave = log(0.015);
    m->leave_on = log(0.3);
    m->leave_long = is_uneven(a) ? log(0.001) : -INFINITY;
    m->leave_long_on = log(1 - 1 / (1 + more));
    m->lexical = 1;
}

/* Large beads explain any disorder; they are not learned to be frequent. */
static const double shape_most[BEAD_SHAPES] = {1,     0.25,   0.25,   0.002, 0.005,
                                              0.005, 0.0002, 0.0002, 0.001, 0.001};

static void learn_shapes(struct aligner *a)
{
    double counts[BEAD_SHAPES] = {18,   0.8,   0.8,   0.16, 0.12,
                                  0.12, 0.004, 0.004, 0.02, 0.02};
    double all = 20;

    for (size_t k = 0; k < a->beads->len; k++) {
        const struct bead *b = &a->beads->v[k];
        for (int i = 0; i < BEAD_SHAPES; i++)
            if (bead_shapes[i][0] == b->n_source && bead_shapes[i][1] == b->n_target)
                counts[i] += b->probability, all += b->probability;
    }
    for (int i = 0; i < BEAD_SHAPES; i++)
        a->model.shape[i] = log(fmin(counts[i] / all, shape_most[i]));
}

/* The probability that a run of so many left-out segments is a long one. */
static double chance_long(const struct bead_model *m, double run)
{
    double is_short = m->leave + (run - 1) * m->leave_on + log(1 - exp(m->leave_on));
    double is_long = m->leave_long + (run - 1) * m->leave_long_on + log(1 - exp(m->leave_long_on));

    return 1 / (1 + exp(is_short - is_long));
}

/* How many beads from k on leave out segments of one side. */
static size_t run_from(const struct bead_vec *beads, size_t k)
{
    bool target = beads->v[k].n_target;
    size_t end = k;

    while (end < beads->len && beads->v[end].n_target == target &&
           beads->v[end].n_source == !target)
        end++;
    return end - k;
}

static void learn_runs(struct aligner *a)
{
    double left = 0.6, segments = 0.5, ons = 0.25, paired = 20, longs = 0.02;
    bool more = a->target->segments.len > a->source->segments.len;
    struct bead_model *m = &a->model;

    for (size_t k = 0; k < a->beads->len;) {
        size_t run = run_from(a->beads, k);
        double is_long = run && a->beads->v[k].n_target == more ? chance_long(m, (double)run) : 0;
        k += run ? run : 1;
        if (run) {
            longs += is_long;
            left += 1 - is_long;
            segments += (1 - is_long) * (double)run;
            ons += (1 - is_long) * (double)(run - 1);
        } else {
            paired++;
        }
    }
    m->leave = log(fmin(0.2, 0.5 * left / (paired + left + longs)));
    m->leave_on = log(fmin(0.75, ons / segments));
    if (is_uneven(a))
        m->leave_long = log(fmin(0.05, longs / (paired + left + longs)));
}

/* ---- passes ---- */

static enum status find_path(struct aligner *a, const struct bead_vec *around, size_t half,
                             struct error *e)
{
    size_t n = a->source->segments.len, m = a->target->segments.len;
    const struct doc_options *o = a->options;
    enum status st = ST_OK;

    for (bool again = true; !st && again; half *= 2) {
        struct bead_band band;
        struct bead_vec found = VEC_INIT;
        st = band_make(&band, n, m, around, half, o->anchors, o->n_anchors, e);
        if (st)
            return st;
        st = beads_best(a->source, a->target, &a->model, &band, &found, e);
        again = !st && half < m && band_is_touched(&band, &found, m, BAND_MARGIN);
        if (!again && !st) {
            vec_free(a->beads);
            *a->beads = found;
        } else {
            vec_free(&found);
        }
        band_free(&band);
    }
    return st;
}

/* The probabilities of the path; and which other beads there may be, unless this is the last pass. */
static enum status set_probabilities(struct aligner *a, bool last, struct error *e)
{
    const struct doc_options *o = a->options;
    struct bead_band band;
    enum status st = band_make(&band, a->source->segments.len, a->target->segments.len, a->beads,
                               NARROW_BAND, o->anchors, o->n_anchors, e);

    if (st)
        return st;
    a->model.sharpness = last ? SHARPNESS : FIRST_SHARPNESS;
    st = beads_probability(a->source, a->target, &a->model, &band, a->beads,
                           last ? NULL : &a->likely, LIKELY_LEAST, e);
    band_free(&band);
    return st;
}

/* What is known of words before the documents were looked at. */
static enum status first_words(struct aligner *a, struct error *e)
{
    const struct recall *r = a->options->recall;
    enum status st;

    a->model.unexplained = -0.05; /* most words are not known yet */
    if (r && r->units.len)
        return learn_words(a, e);
    st = reset_lexicons(a, e);
    return st ? st : use_lexicons(a, e);
}

static enum status run_passes(struct aligner *a, unsigned passes, struct error *e)
{
    enum status st = first_words(a, e);

    for (unsigned pass = 0; !st && pass < passes; pass++) {
        st = find_path(a, pass ? a->beads : NULL, pass > 1 ? NEXT_BAND : a->half, e);
        if (!st)
            st = set_probabilities(a, pass + 1 == passes, e);
        if (st || pass + 1 == passes)
            break;
        learn_lengths(a);
        learn_shapes(a);
        learn_runs(a);
        a->model.unexplained = 0;
        st = learn_words(a, e);
    }
    return st;
}

enum status doc_align(const struct side *source, const struct side *target,
                      const struct doc_options *options, struct bead_vec *beads, struct error *e)
{
    struct aligner a = {.source = source, .target = target, .options = options, .beads = beads};
    size_t n = source->segments.len, m = target->segments.len;
    enum status st;

    vec_clear(beads);
    if (n >= UINT32_MAX / 2 || m >= UINT32_MAX / 2)
        return error_set(e, ST_LIMIT, _("too many segments to align"));
    a.half = FIRST_BAND + (size_t)sqrt((double)(n > m ? n : m));
    first_lengths(&a);
    first_shapes(&a);
    a.model.known = options->recall && options->recall->known.v.len ? &options->recall->known : NULL;
    a.model.chances[0] = options->source_chances;
    a.model.chances[1] = options->target_chances;
    st = run_passes(&a, options->passes ? options->passes : PASSES, e);
    lex_rows_free(&a.model.forward);
    lex_rows_free(&a.model.backward);
    lex_free(&a.forward);
    lex_free(&a.backward);
    lessons_free(&a.lessons);
    vec_free(&a.likely);
    return st;
}
