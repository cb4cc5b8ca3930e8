/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/beads.h"

#include "align/scores.h"

#include <math.h>

const uint8_t bead_shapes[BEAD_SHAPES][2] = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {1, 3},
                                                {3, 1}, {2, 3}, {3, 2}, {1, 4}, {4, 1}};

/* What the last bead was: runs of left-out segments are cheaper than single ones, and of the side that
 * has more segments a run may be a whole passage (LONG). */
enum state { PAIRED, LEFT_SOURCE, LEFT_TARGET, LONG, STATES };

#define IMPOSSIBLE (-1e30)
#define REPLACED 0.02 /* leaving out on the other side, too, is so much rarer than on one */

enum { RING = SCORE_SPAN + 1 /* rows that a bead can touch */ };

/* How the states of a cell were reached: the state before each, and the shape of PAIRED; four bits
 * each, for there are many cells. */
struct steps {
    uint8_t halves[(STATES + 2) / 2];
};

static unsigned half_get(const struct steps *s, unsigned i)
{
    return s->halves[i / 2] >> i % 2 * 4 & 15;
}

static void half_set(struct steps *s, unsigned i, unsigned value)
{
    s->halves[i / 2] = (uint8_t)((s->halves[i / 2] & 0xF0 >> i % 2 * 4) | value << i % 2 * 4);
}

struct dp {
    struct scores scores;
    const struct bead_model *model;
    const struct bead_band *band;
    size_t n, m;
    size_t *rows;              /* first cell of each row */
    double (*value)[STATES];   /* of each cell; for the best path of RING rows only, in turn */
    size_t ring;               /* cells a row of that ring has, 0 = all cells are kept */
    struct steps *steps;
    double change[STATES][STATES]; /* log probability of a state after another */
    double sharpness; /* of probabilities; the best path needs none */
};

/* Is it the target's segments that are left out? */
static bool of_target(const struct dp *d, enum state s)
{
    return s == LEFT_TARGET || (s == LONG && d->m > d->n);
}

/* A run is short or long from its beginning.  Going over to the other side is rare. */
static double change_of(const struct dp *d, enum state from, enum state to)
{
    const struct bead_model *m = d->model;
    double begin = to == LONG ? m->leave_long : m->leave;

    if (from == PAIRED)
        return begin;
    if (of_target(d, from) != of_target(d, to))
        return begin + log(REPLACED);
    return from != to ? -INFINITY : to == LONG ? m->leave_long_on : m->leave_on;
}

static void set_changes(struct dp *d)
{
    for (enum state s = PAIRED; s < STATES; s++) {
        double paired = 1;
        for (enum state t = LEFT_SOURCE; t < STATES; t++) {
            d->change[s][t] = change_of(d, s, t);
            paired -= exp(d->change[s][t]);
        }
        d->change[s][PAIRED] = log(paired);
    }
}

static void dp_free(struct dp *d)
{
    scores_free(&d->scores);
    free(d->rows);
    free(d->value);
    free(d->steps);
}

static size_t widest_row(const struct bead_band *band)
{
    size_t widest = 0;

    for (size_t i = 0; i < band->rows; i++)
        if (band->high[i] - band->low[i] >= widest)
            widest = band->high[i] - band->low[i] + 1;
    return widest;
}

static void forget_values(double (*v)[STATES], size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (int s = 0; s < STATES; s++)
            v[i][s] = IMPOSSIBLE;
}

static enum status dp_init(struct dp *d, const struct side *source, const struct side *target,
                           const struct bead_model *model, const struct bead_band *band,
                           bool with_steps, struct error *e)
{
    size_t at = 0, values;
    enum status st;

    *d = (struct dp){.model = model, .band = band, .n = source->segments.len,
                     .m = target->segments.len};
    st = scores_init(&d->scores, source, target, model, band, e);
    if (st)
        return st;
    d->rows = calloc(band->rows, sizeof *d->rows);
    d->ring = with_steps ? widest_row(band) : 0;
    values = d->ring ? d->ring * RING : band->cells;
    d->value = calloc(values, sizeof *d->value);
    d->steps = with_steps ? calloc(band->cells, sizeof *d->steps) : NULL;
    if (!d->rows || !d->value || (with_steps && !d->steps)) {
        dp_free(d);
        return error_nomem(e);
    }
    for (size_t i = 0; i < band->rows; i++) {
        d->rows[i] = at;
        at += band->high[i] - band->low[i] + 1;
    }
    forget_values(d->value, values);
    set_changes(d);
    return ST_OK;
}

static bool in_band(const struct dp *d, size_t i, size_t j)
{
    return i <= d->n && j >= d->band->low[i] && j <= d->band->high[i];
}

static size_t cell(const struct dp *d, size_t i, size_t j)
{
    return d->rows[i] + j - d->band->low[i];
}

static double *value_at(const struct dp *d, size_t i, size_t j)
{
    return d->value[d->ring ? i % RING * d->ring + j - d->band->low[i] : cell(d, i, j)];
}

/* ---- the best path, pushing from each cell to those it leads to ---- */

static void offer(struct dp *d, size_t i, size_t j, enum state state, double value,
                  enum state before, unsigned shape)
{
    double *to;

    if (!in_band(d, i, j))
        return;
    to = &value_at(d, i, j)[state];
    if (value <= *to)
        return;
    *to = value;
    half_set(&d->steps[cell(d, i, j)], state, before);
    if (state == PAIRED)
        half_set(&d->steps[cell(d, i, j)], STATES, shape);
}

/* The best way to have come to this cell and to go on with `next`. */
static double best_before(const struct dp *d, const double *from, enum state next,
                          enum state *before)
{
    double best = IMPOSSIBLE;

    *before = PAIRED;
    for (int s = 0; s < STATES; s++) {
        double v = from[s] + d->change[s][next];
        if (v > best) {
            best = v;
            *before = (enum state)s;
        }
    }
    return best;
}

static void push_cell(struct dp *d, size_t i, size_t j)
{
    const double *from = value_at(d, i, j);
    enum state before;
    double value;

    for (enum state s = LEFT_SOURCE; s < STATES; s++) {
        bool target = of_target(d, s);
        value = best_before(d, from, s, &before) +
                scores_border(&d->scores, target, target ? j : i);
        offer(d, i + !target, j + target, s, value, before, 0);
    }
    value = best_before(d, from, PAIRED, &before);
    if (value <= IMPOSSIBLE)
        return;
    for (unsigned k = 0; k < BEAD_SHAPES; k++) {
        unsigned a = bead_shapes[k][0], b = bead_shapes[k][1];
        if (in_band(d, i + a, j + b))
            offer(d, i + a, j + b, PAIRED,
                  value + d->model->shape[k] + scores_get(&d->scores, i, j, a, b), before, k);
    }
}

static enum status trace(const struct dp *d, struct bead_vec *out, struct error *e)
{
    const double *last = value_at(d, d->n, d->m);
    size_t i = d->n, j = d->m;
    enum state state = PAIRED;

    for (int s = 1; s < STATES; s++)
        if (last[s] > last[state])
            state = (enum state)s;
    if (last[state] <= IMPOSSIBLE)
        return error_set(e, ST_USAGE, _("the anchors leave no way through the documents"));
    while (i > 0 || j > 0) {
        const struct steps *steps = &d->steps[cell(d, i, j)];
        struct bead b = {.n_source = !of_target(d, state), .n_target = of_target(d, state)};
        if (state == PAIRED) {
            b.n_source = bead_shapes[half_get(steps, STATES)][0];
            b.n_target = bead_shapes[half_get(steps, STATES)][1];
        }
        i -= b.n_source;
        j -= b.n_target;
        b.source = (uint32_t)i;
        b.target = (uint32_t)j;
        if (!vec_push(out, b))
            return error_nomem(e);
        state = (enum state)half_get(steps, state);
    }
    for (size_t x = 0, y = out->len; x + 1 < y; x++) {
        struct bead swap = out->v[x];
        out->v[x] = out->v[--y];
        out->v[y] = swap;
    }
    return ST_OK;
}

enum status beads_best(const struct side *source, const struct side *target,
                       const struct bead_model *model, const struct bead_band *band,
                       struct bead_vec *out, struct error *e)
{
    struct dp d;
    enum status st = dp_init(&d, source, target, model, band, true, e);

    vec_clear(out);
    if (st)
        return st;
    d.value[0][PAIRED] = 0;
    for (size_t i = 0; !st && i <= d.n; i++) {
        forget_values(d.value + (i + SCORE_SPAN) % RING * d.ring, d.ring);
        st = scores_load(&d.scores, i, false, e);
        for (size_t j = band->low[i]; !st && j <= band->high[i]; j++)
            push_cell(&d, i, j);
    }
    if (!st)
        st = trace(&d, out, e);
    dp_free(&d);
    return st;
}

/* ---- probabilities ---- */

static void soften(struct dp *d)
{
    d->sharpness = d->model->sharpness;
    for (int s = 0; s < STATES; s++)
        for (int t = 0; t < STATES; t++)
            d->change[s][t] *= d->sharpness;
}


static double log_add(double a, double b)
{
    if (a < b) {
        double swap = a;
        a = b;
        b = swap;
    }
    return b <= IMPOSSIBLE || a - b > 30 ? a : a + log1p(exp(b - a));
}

/* Sum over the states before, as best_before takes the best. */
static double sum_before(const struct dp *d, const double *from, enum state next)
{
    double sum = IMPOSSIBLE;

    for (int s = 0; s < STATES; s++)
        if (from[s] > IMPOSSIBLE)
            sum = log_add(sum, from[s] + d->change[s][next]);
    return sum;
}

static void add_to(struct dp *d, size_t i, size_t j, enum state s, double value)
{
    if (in_band(d, i, j) && value > IMPOSSIBLE) {
        double *slot = &value_at(d, i, j)[s];
        *slot = log_add(*slot, value);
    }
}

static void sum_cell(struct dp *d, size_t i, size_t j)
{
    const double *from = value_at(d, i, j);
    double paired = sum_before(d, from, PAIRED);

    for (enum state s = LEFT_SOURCE; s < STATES; s++) {
        bool target = of_target(d, s);
        add_to(d, i + !target, j + target, s,
               sum_before(d, from, s) +
                   d->sharpness * scores_border(&d->scores, target, target ? j : i));
    }
    if (paired <= IMPOSSIBLE)
        return;
    for (unsigned k = 0; k < BEAD_SHAPES; k++) {
        unsigned a = bead_shapes[k][0], b = bead_shapes[k][1];
        if (in_band(d, i + a, j + b))
            add_to(d, i + a, j + b, PAIRED,
                   paired + d->sharpness * (d->model->shape[k] + scores_get(&d->scores, i, j, a, b)));
    }
}

/* Backward sums: after[cell][s] is the log of all that may follow when the cell was reached in
 * state s.  They are kept for the rows that beads can still reach: a ring. */
struct backward {
    double (*row[RING])[STATES];
    double total;            /* of all paths */
    struct bead_vec *likely; /* NULL: not wanted */
    double least;            /* log probability of those */
    bool failed;
};

static double after_of(const struct dp *d, const struct backward *w, size_t i, size_t j,
                      enum state s)
{
    return in_band(d, i, j) ? w->row[i % RING][j - d->band->low[i]][s] : IMPOSSIBLE;
}

/* Take note of a bead at (i, j) with all that may come before; `after` is the rest of its paths. */
static void note_likely(struct backward *w, size_t i, size_t j, unsigned a, unsigned b, double v)
{
    struct bead bead = {(uint32_t)i, a, (uint32_t)j, b, 0};

    v -= w->total;
    if (v < w->least)
        return;
    bead.probability = v >= 0 ? 1 : (float)exp(v);
    w->failed = w->failed || !vec_push(w->likely, bead);
}

static void back_cell(const struct dp *d, struct backward *w, size_t i, size_t j)
{
    double before = w->likely ? sum_before(d, value_at(d, i, j), PAIRED) : IMPOSSIBLE;
    double next[STATES] = {IMPOSSIBLE};
    double *out = w->row[i % RING][j - d->band->low[i]];

    for (enum state s = LEFT_SOURCE; s < STATES; s++) {
        bool target = of_target(d, s);
        next[s] = after_of(d, w, i + !target, j + target, s) +
                  d->sharpness * scores_border(&d->scores, target, target ? j : i);
    }

    for (unsigned k = 0; k < BEAD_SHAPES; k++) {
        unsigned a = bead_shapes[k][0], b = bead_shapes[k][1];
        double v = after_of(d, w, i + a, j + b, PAIRED);
        if (v <= IMPOSSIBLE)
            continue;
        v += d->sharpness * (d->model->shape[k] + scores_get(&d->scores, i, j, a, b));
        next[PAIRED] = log_add(next[PAIRED], v);
        if (before > IMPOSSIBLE)
            note_likely(w, i, j, a, b, before + v);
    }
    for (int s = 0; s < STATES; s++) {
        out[s] = IMPOSSIBLE;
        for (int t = 0; t < STATES; t++)
            if (next[t] > IMPOSSIBLE)
                out[s] = log_add(out[s], next[t] + d->change[s][t]);
    }
}

static unsigned shape_of(const struct bead *b)
{
    unsigned k = 0;

    while (bead_shapes[k][0] != b->n_source || bead_shapes[k][1] != b->n_target)
        k++;
    return k;
}

static void set_probability(const struct dp *d, const struct backward *w, struct bead *b)
{
    const double *from = value_at(d, b->source, b->target);
    bool pairs = b->n_source && b->n_target, target = b->n_target;
    double v = IMPOSSIBLE, score;

    for (enum state s = PAIRED; s < STATES; s++)
        if (pairs ? s == PAIRED : s != PAIRED && of_target(d, s) == target)
            v = log_add(v, sum_before(d, from, s) + after_of(d, w, b->source + b->n_source,
                                                             b->target + b->n_target, s));
    score = pairs ? d->model->shape[shape_of(b)] + scores_get(&d->scores, b->source, b->target,
                                                              b->n_source, b->n_target)
                  : scores_border(&d->scores, target, target ? b->target : b->source);
    v += d->sharpness * score - w->total;
    b->probability = v >= 0 ? 1 : (float)exp(v);
}

static enum status go_back(struct dp *d, struct backward *w, struct bead_vec *beads,
                           struct error *e)
{
    const double *end = value_at(d, d->n, d->m);
    size_t k = beads->len;

    w->total = IMPOSSIBLE;
    for (int s = 0; s < STATES; s++)
        w->total = log_add(w->total, end[s]);
    for (size_t i = d->n + 1; i-- > 0;) {
        enum status st = scores_load(&d->scores, i, true, e);
        if (st)
            return st;
        for (size_t j = d->band->high[i] + 1; j-- > d->band->low[i];) {
            if (i == d->n && j == d->m)
                memset(w->row[i % RING][j - d->band->low[i]], 0, sizeof *w->row[0]);
            else
                back_cell(d, w, i, j);
        }
        while (k > 0 && beads->v[k - 1].source == i)
            set_probability(d, w, &beads->v[--k]);
    }
    return w->failed ? error_nomem(e) : ST_OK;
}

enum status beads_probability(const struct side *source, const struct side *target,
                              const struct bead_model *model, const struct bead_band *band,
                              struct bead_vec *beads, struct bead_vec *likely, double least,
                              struct error *e)
{
    struct backward w = {.likely = likely, .least = log(least)};
    size_t widest = widest_row(band);
    bool ok = true;
    struct dp d;
    enum status st = dp_init(&d, source, target, model, band, false, e);

    if (st)
        return st;
    soften(&d);
    if (likely)
        vec_clear(likely);
    for (int i = 0; i < RING; i++) {
        w.row[i] = calloc(widest, sizeof *w.row[i]);
        ok = ok && w.row[i];
    }
    if (!ok)
        st = error_nomem(e);
    d.value[0][PAIRED] = 0;
    for (size_t i = 0; !st && i <= d.n; i++) {
        st = scores_load(&d.scores, i, false, e);
        for (size_t j = band->low[i]; !st && j <= band->high[i]; j++)
            sum_cell(&d, i, j);
    }
    if (!st)
        st = go_back(&d, &w, beads, e);
    for (int i = 0; i < RING; i++)
        free(w.row[i]);
    dp_free(&d);
    return st;
}
