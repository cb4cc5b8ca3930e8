/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/scores.h"

#include <math.h>

enum {
    BLOCK_ROWS = 256,
    WORDS_FREE = 8,   /* words of longer segments say the less each: they depend on each other */
};

/* Bounds of one word's and of the lengths' contribution, against accidents of estimation. */
#define WORD_GAIN_MAX 6.0
#define KNOWN_GAIN 6.0 /* of two segments that say just what a pair in a memory says */
#define LENGTH_MIN (-12.0)

/* ---- lengths ---- */

/* Mean and variance of the segments' lengths, for the gamma distribution. */
static void moments(const struct side *s, double *mean, double *variance)
{
    double sum = 0, squares = 0, n = (double)s->segments.len;

    for (size_t i = 0; i < s->segments.len; i++) {
        double x = s->segments.v[i].length + 1.0;
        sum += x;
        squares += x * x;
    }
    *mean = n ? sum / n : 1;
    *variance = n ? squares / n - *mean * *mean : 1;
    if (*variance < 0.05 * *mean * *mean)
        *variance = 0.05 * *mean * *mean;
}

/* A segment that goes on with the sentence before is no second one: what the shape of the bead
 * costs for it is given back. */
static double seams(const struct scores *s, int which, size_t first, size_t last)
{
    const float *chance = s->model->chances[which];
    double sum;

    if (!chance)
        return 0;
    sum = log(chance[first]);
    for (size_t i = first + 1; i <= last; i++)
        if (chance[i] < 1)
            sum += log(1 - chance[i]) + s->model->shape[0] - s->model->shape[2 - which];
    return sum;
}

static bool prepare_lengths(struct scores *s, int which, const struct side *side)
{
    double ratio = which ? 1 / s->model->ratio : s->model->ratio;
    size_t n = side->segments.len;
    double mean, variance, shape, scale;

    moments(side, &mean, &variance);
    shape = mean * mean / variance;
    scale = variance / mean;
    for (unsigned k = 0; k < SCORE_SPAN; k++) {
        struct length *l = s->lengths[which][k] = calloc(n + 1, sizeof *l);
        double a = shape * (k + 1), constant = lgamma(a) + a * log(scale);
        if (!l)
            return false;
        for (size_t i = 0; i + k < n; i++) {
            double x = 0;
            for (size_t y = i; y <= i + k; y++)
                x += side->segments.v[y].length + 1.0;
            l[i].sum = (float)x;
            l[i].seams = (float)seams(s, which, i, i + k);
            l[i].plain = (float)((a - 1) * log(x) - x / scale - constant);
            l[i].expected = (float)(x * ratio);
            l[i].variance = (float)(s->model->variance * ratio * x * ratio + 1);
            l[i].spread = -0.5f * logf((float)(2 * M_PI) * l[i].variance);
        }
    }
    return true;
}

/* Log likelihood ratio of a length where another's translation is expected. */
static double length_there(const struct length *from, const struct length *to)
{
    double d = (double)to->sum - from->expected;

    return from->spread - 0.5 * d * d / from->variance - to->plain;
}

static double length_score(const struct scores *s, size_t i, size_t j, unsigned a, unsigned b)
{
    const struct length *x = &s->lengths[0][a - 1][i], *y = &s->lengths[1][b - 1][j];
    double both = 0.5 * (length_there(x, y) + length_there(y, x));

    return both < LENGTH_MIN ? LENGTH_MIN : both;
}

/* ---- words ---- */

/* What each segment's words score if nothing explains them. */
static bool prepare_words(struct scores *s, int which, const struct side *side)
{
    const float *null = which ? s->model->target_null : s->model->source_null;
    size_t n = side->segments.len;
    float *floors = s->floors[which] = calloc(n + 1, sizeof *floors);

    for (size_t g = 0; floors && g < n; g++) {
        const uint32_t *ids = side_tokens(side, g);
        for (uint32_t i = 0; i < side->segments.v[g].count; i++)
            floors[g] += s->model->unexplained ? (float)s->model->unexplained : logf(null[ids[i]]);
    }
    return floors != NULL;
}

enum status scores_init(struct scores *s, const struct side *source, const struct side *target,
                        const struct bead_model *model, const struct bead_band *band,
                        struct error *e)
{
    size_t types[2] = {target->vocab.types.len, source->vocab.types.len};

    *s = (struct scores){.source = source, .target = target, .model = model, .band = band};
    for (int k = 0; k < 2; k++) {
        s->gain[k] = calloc(types[k] + 1, sizeof *s->gain[k]);
        s->raw[k] = calloc(types[k] + 1, sizeof *s->raw[k]);
        if (!s->gain[k] || !s->raw[k] || !prepare_lengths(s, k, k ? target : source) ||
            !prepare_words(s, k, k ? target : source)) {
            scores_free(s);
            return error_nomem(e);
        }
    }
    return ST_OK;
}

void scores_free(struct scores *s)
{
    vec_free(&s->offsets);
    vec_free(&s->left);
    vec_free(&s->touched);
    for (int k = 0; k < 2; k++) {
        free(s->gain[k]);
        free(s->raw[k]);
        free(s->floors[k]);
        for (int i = 0; i < SCORE_SPAN; i++) {
            free(s->words[k][i]);
            free(s->lengths[k][i]);
        }
    }
    *s = (struct scores){0};
}

/* Lay out rows begin .. end-1 and make room for them. */
static bool layout(struct scores *s, size_t begin, size_t end)
{
    size_t total = 0, m = s->target->segments.len;

    vec_clear(&s->offsets);
    vec_clear(&s->left);
    s->begin = begin;
    s->end = end;
    for (size_t i = begin; i < end; i++) {
        uint32_t left = s->band->low[i < SCORE_SPAN ? 0 : i - (SCORE_SPAN - 1)];
        size_t right = s->band->high[i] + SCORE_SPAN;
        if (!vec_push(&s->offsets, total) || !vec_push(&s->left, left))
            return false;
        total += (right < m ? right : m) - left;
    }
    if (!vec_push(&s->offsets, total))
        return false;
    if (total > s->capacity) {
        for (int k = 0; k < 2; k++) {
            for (int x = 0; x < SCORE_SPAN; x++) {
                free(s->words[k][x]);
                s->words[k][x] = malloc(total * sizeof(float));
                if (!s->words[k][x]) {
                    s->capacity = 0;
                    return false;
                }
            }
        }
        s->capacity = total;
    }
    return true;
}

/* What a type is said to be for, in logs: `p` is the sum of its probabilities. */
static double gain_of(const struct scores *s, int way, uint32_t type, double p, size_t words)
{
    const float *plain = way ? s->model->source_unigram : s->model->target_unigram;
    double null = (double)(way ? s->model->source_null : s->model->target_null)[type];
    double gain = log(null + (1 - null) * p / ((double)words * plain[type]));

    return (gain > WORD_GAIN_MAX ? WORD_GAIN_MAX : gain) - log(null);
}

/* Gather in gain[] what segments first .. first+count-1 of the emitting side say about each type
 * of the other side: log(null + (1 - null) / words * sum P / plain) - log(null), 0 where they say
 * nothing.  False when memory runs out. */
static bool gather(struct scores *s, int way, size_t first, size_t count)
{
    const struct side *side = way ? s->target : s->source;
    const struct lex_rows *rows = way ? &s->model->backward : &s->model->forward;
    float *raw = s->raw[way];
    size_t words = 0;

    vec_clear(&s->touched);
    for (size_t g = first; g < first + count; g++) {
        const uint32_t *ids = side_tokens(side, g);
        words += side->segments.v[g].count;
        for (uint32_t i = 0; i < side->segments.v[g].count; i++) {
            for (size_t c = rows->first[ids[i]]; c < rows->first[ids[i] + 1]; c++) {
                uint32_t t = rows->v[c].target;
                if (raw[t] == 0 && !vec_push(&s->touched, t))
                    return false;
                raw[t] += rows->v[c].p;
            }
        }
    }
    for (size_t i = 0; i < s->touched.len; i++) {
        uint32_t t = s->touched.v[i];
        s->gain[way][t] = (float)gain_of(s, way, t, raw[t], words);
    }
    return true;
}

static void forget(struct scores *s, int way)
{
    for (size_t i = 0; i < s->touched.len; i++)
        s->gain[way][s->touched.v[i]] = s->raw[way][s->touched.v[i]] = 0;
}

/* A score summed up over n words. */
static float of_words(double sum, uint32_t n)
{
    return (float)(n > WORDS_FREE ? sum * sqrt((double)WORDS_FREE / n) : sum);
}

/* What the gathered segments give for the words of one segment of the other side. */
static float emit(const struct scores *s, int way, size_t segment)
{
    const struct side *side = way ? s->source : s->target;
    const uint32_t *ids = side_tokens(side, segment);
    uint32_t n = side->segments.v[segment].count;
    double sum = (double)s->floors[!way][segment];

    for (uint32_t i = 0; i < n; i++)
        sum += s->gain[way][ids[i]];
    return of_words(sum, n);
}

/* As emit, for a segment that was learned from together with some of the gathered ones: what its
 * words owe to that is left out. */
static float emit_less(const struct scores *s, int way, size_t first, size_t count,
                       size_t segment)
{
    const struct side *side = way ? s->source : s->target, *from = way ? s->target : s->source;
    const uint32_t *ids = side_tokens(side, segment);
    uint32_t n = side->segments.v[segment].count;
    double sum = (double)s->floors[!way][segment];
    const float *less[SCORE_SPAN];
    size_t words = 0;

    for (size_t g = 0; g < count; g++) {
        size_t at = first + g;
        less[g] = lessons_less(s->model->lessons, way ? segment : at, way ? at : segment, way);
        words += from->segments.v[at].count;
    }
    for (uint32_t i = 0; i < n; i++) {
        double off = 0, p = s->raw[way][ids[i]];
        for (size_t g = 0; g < count; g++)
            off += less[g] ? less[g][i] : 0;
        if (off <= 0)
            sum += s->gain[way][ids[i]];
        else if (p - off > 0)
            sum += gain_of(s, way, ids[i], p - off, words);
    }
    return of_words(sum, n);
}

/* The place of cell (i, j) in the arrays, SIZE_MAX when it is not loaded. */
static size_t place_of(const struct scores *s, size_t i, size_t j)
{
    size_t row = i - s->begin, at;

    if (i < s->begin || i >= s->end || j < s->left.v[row])
        return SIZE_MAX;
    at = s->offsets.v[row] + j - s->left.v[row];
    return at < s->offsets.v[row + 1] ? at : SIZE_MAX;
}

/* Correct what segments first .. first+count-1, which are gathered, say of those that they were
 * learned from with. */
static void leave_out(struct scores *s, int way, size_t first, size_t count)
{
    const struct lessons *l = s->model->lessons;
    const struct segpair *x;

    for (size_t g = first; l && g < first + count; g++) {
        for (size_t k = 0; (x = segpairs_get(&l->pairs, way, g, k)); k++) {
            size_t other = way ? x->source : x->target;
            size_t at = way ? place_of(s, other, first) : place_of(s, first, other);
            if (at != SIZE_MAX)
                s->words[way][count - 1][at] = emit_less(s, way, first, count, other);
        }
    }
}

static bool fill_forward(struct scores *s, unsigned span)
{
    size_t n = s->source->segments.len;

    for (size_t i = s->begin; i < s->end && i + span < n; i++) {
        size_t row = i - s->begin, width = s->offsets.v[row + 1] - s->offsets.v[row];
        if (!gather(s, 0, i, span + 1))
            return false;
        for (size_t c = 0; c < width; c++)
            s->words[0][span][s->offsets.v[row] + c] = emit(s, 0, s->left.v[row] + c);
        leave_out(s, 0, i, span + 1);
        forget(s, 0);
    }
    return true;
}

static bool fill_backward(struct scores *s, unsigned span)
{
    size_t n = s->source->segments.len, m = s->target->segments.len, rows = s->end - s->begin;
    size_t last = rows ? s->left.v[rows - 1] + s->offsets.v[rows] - s->offsets.v[rows - 1] : 0;
    size_t from = 0;

    for (size_t j = rows ? s->left.v[0] : 0; j < last && j + span < m; j++) {
        if (!gather(s, 1, j, span + 1))
            return false;
        while (from < rows && s->left.v[from] + s->offsets.v[from + 1] - s->offsets.v[from] <= j)
            from++;
        for (size_t row = from; row < rows && s->left.v[row] <= j && s->begin + row < n; row++)
            s->words[1][span][s->offsets.v[row] + j - s->left.v[row]] =
                emit(s, 1, s->begin + row);
        leave_out(s, 1, j, span + 1);
        forget(s, 1);
    }
    return true;
}

enum status scores_load(struct scores *s, size_t i, bool backward, struct error *e)
{
    size_t n = s->source->segments.len, need = i + SCORE_SPAN < n ? i + SCORE_SPAN : n;
    size_t begin, end;

    if (i >= n || (i >= s->begin && need <= s->end && s->end > s->begin))
        return ST_OK;
    begin = backward ? (need > BLOCK_ROWS ? need - BLOCK_ROWS : 0) : i;
    end = backward ? need : (i + BLOCK_ROWS < n ? i + BLOCK_ROWS : n);
    if (!layout(s, begin, end))
        return error_nomem(e);
    for (unsigned span = 0; span < SCORE_SPAN; span++)
        if (!fill_forward(s, span) || !fill_backward(s, span))
            return error_nomem(e);
    return ST_OK;
}

static double word_score(const struct scores *s, size_t i, size_t j, unsigned a, unsigned b)
{
    size_t row = i - s->begin;
    double there = 0, back = 0;

    for (unsigned y = 0; y < b; y++)
        there += s->words[0][a - 1][s->offsets.v[row] + j + y - s->left.v[row]];
    for (unsigned x = 0; x < a; x++)
        back += s->words[1][b - 1][s->offsets.v[row + x] + j - s->left.v[row + x]];
    return 0.5 * (there + back);
}

/* What earlier translations say of a bead: of one of its segments with another at the most, since
 * what goes beyond these is a matter of lengths and words. */
static double known_score(const struct scores *s, size_t i, size_t j, unsigned a, unsigned b)
{
    double most = 0;

    for (size_t x = i; s->model->known && x < i + a; x++) {
        const struct segpair *p;
        for (size_t k = 0; (p = segpairs_get(s->model->known, 0, x, k)); k++)
            if (p->target >= j && p->target < j + b && (double)p->weight > most)
                most = (double)p->weight;
    }
    return KNOWN_GAIN * (most < 1 ? most : 1);
}

double scores_border(const struct scores *s, int side, size_t segment)
{
    return segment < (side ? s->target : s->source)->segments.len
               ? s->lengths[side][0][segment].seams
               : 0;
}

double scores_get(const struct scores *s, size_t i, size_t j, unsigned a, unsigned b)
{
    return s->lengths[0][a - 1][i].seams + s->lengths[1][b - 1][j].seams +
           length_score(s, i, j, a, b) + s->model->lexical * word_score(s, i, j, a, b) +
           known_score(s, i, j, a, b);
}
