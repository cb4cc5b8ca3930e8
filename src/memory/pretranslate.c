/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/pretranslate.h"
#include "memory/exchange.h"
#include "memory/placing.h"

#include <stdio.h>

enum { CANDIDATES = 5, /* matches tried when the codes of the best cannot be placed */
       FORMS_TOP = 50 };

struct filler {
    struct bifile *f;
    struct tm_lookup *memory;
    const struct tm_fill_options *options;
    struct tm_fill_counts *counts;
    struct tm_placed placed;
    struct arena arena;
};

/* Which units */

static bool speaks(struct span lang, const struct lang_tag *want)
{
    struct lang_tag have;

    return !lang.len || (lang_parse(lang, &have) && lang_match(want, &have));
}

static bool is_open(const struct filler *x, const struct bi_unit *u)
{
    const struct tm_direction *d = x->options->direction;

    if (u->obsolete || u->locked || !u->translate || !span_trim(u->source.text).len ||
        !speaks(u->source_lang, &d->source) || !speaks(u->target_lang, &d->target))
        return false;
    if (u->state == BI_EMPTY)
        return true;
    return x->options->overwrite &&
           (u->state == BI_FUZZY || (u->state == BI_TRANSLATED && bifile_kind(x->f) != BI_PO));
}

/* The source of the unit `step` before or behind; empty at the ends. */
static struct span neighbour(const struct filler *x, size_t i, int step)
{
    size_t k = i + (size_t)step;

    return k < bifile_count(x->f) ? bifile_unit(x->f, k)->source.text : span_of("", 0);
}

/* `forms`: several forms of a plural may have the same text. */
static enum status find(struct filler *x, size_t i, struct span query, bool forms,
                        const struct tm_matches **out, struct error *e)
{
    const struct bi_unit *u = bifile_unit(x->f, i);
    const struct tm_context context = {
        .previous = neighbour(x, i, -1),
        .next = neighbour(x, i, 1),
        .id = u->context.ptr ? u->context : span_of("", 0),
    };
    const struct tm_lookup_options options = {
        .min_score = x->options->min_score,
        .top = forms ? FORMS_TOP : CANDIDATES,
        .repeat = forms,
        .no_repair = x->options->no_repair,
        .context = &context,
    };

    return tm_lookup_find(x->memory, query, &options, out, e);
}

/* `match`: the only one that it comes from, or NULL. */
static enum status put(struct filler *x, size_t i, const struct bi_put *targets, size_t n,
                       double score, bool repaired, const struct tm_match *match, struct error *e)
{
    struct bi_change change = {
        .targets = targets, .n_targets = n, .fuzzy = score < 100, .score = score,
        .match = match ? match->source->text : span_of("", 0),
        .match_target = match ? match->target->text : span_of("", 0)};
    struct tm_fill_counts *c = x->counts;
    enum status st = bifile_put(x->f, i, &change, e);

    if (st)
        return st;
    ++*(score > 100 ? &c->context : score == 100 ? &c->exact : &c->fuzzy);
    c->repaired += repaired;
    return ST_OK;
}

/* One target */

/* Is it one of several forms of a plural?  For what number, its source does not say. */
static enum status is_form(struct filler *x, const struct tm_match *m, bool *form, struct error *e)
{
    struct span number;
    enum status st = tm_prop(&m->unit, TM_PROP_FORM, &x->arena, &number, e);

    *form = !st && number.len && !span_eqs(number, "0/1");
    return st;
}

/* Of the best matches one that is no form of a plural, and of them the one from the same context,
 * or like the unit from none; else the first. */
static enum status first_choice(struct filler *x, const struct tm_matches *matches,
                                const struct bi_unit *u, size_t *first, struct error *e)
{
    struct span context = u->context.ptr ? u->context : span_of("", 0);
    enum status st = ST_OK;
    bool found = false;

    *first = 0;
    for (size_t k = 0; !st && k < matches->len && matches->v[k].score == matches->v[0].score; k++) {
        bool form, same = span_eq(matches->v[k].unit.context, context);

        st = is_form(x, &matches->v[k], &form, e);
        if (st || form || (found && !same))
            continue;
        *first = k;
        found = true;
        if (same)
            break;
    }
    return st;
}

static enum status fill_one(struct filler *x, size_t i, bool *placed, struct error *e)
{
    const struct bi_unit *u = bifile_unit(x->f, i);
    const struct tm_matches *matches;
    enum status st = find(x, i, u->source.text, false, &matches, e);
    size_t first = 0;

    if (!st)
        st = first_choice(x, matches, u, &first, e);
    *placed = !st && !matches->len;
    x->counts->none += *placed;
    for (size_t k = 0; !st && !*placed && k < matches->len; k++) {
        const struct tm_match *m = &matches->v[k == 0 ? first : k <= first ? k - 1 : k];
        struct bi_put target;
        bool form = false;

        st = tm_place(&x->placed, &u->source, m, &x->arena, placed, e);
        if (!st)
            st = is_form(x, m, &form, e);
        if (form)
            x->placed.score -= TM_GUESS;
        if (st || !*placed || x->placed.score < x->options->min_score) {
            *placed = false;
            continue;
        }
        target = (struct bi_put){buf_span(&x->placed.text), x->placed.places.v,
                                 x->placed.places.len};
        st = put(x, i, &target, 1, x->placed.score, m->repaired, m, e);
        if (st == ST_USAGE) { /* the codes do not nest there */
            *placed = false;
            st = ST_OK;
        }
    }
    return st;
}

/* Plural forms */

struct forms {
    struct span singular, plural; /* of the entry in the memory; NULL until one is found */
    struct bi_put *targets;       /* text.ptr is NULL where none was found */
    size_t n;
    double score;
    bool repaired;
};

/* Which form of the entry this unit has; n when it is of no entry with as many. */
static enum status form_of(struct filler *x, const struct tm_match *m, struct forms *f,
                           size_t *form, struct error *e)
{
    struct span number, singular, plural;
    char want[48];
    enum status st = tm_prop(&m->unit, TM_PROP_FORM, &x->arena, &number, e);

    if (!st)
        st = tm_prop(&m->unit, TM_PROP_SINGULAR, &x->arena, &singular, e);
    if (!st)
        st = tm_prop(&m->unit, TM_PROP_PLURAL, &x->arena, &plural, e);
    *form = f->n;
    if (st || !number.len || (f->singular.ptr && !(span_eq(singular, f->singular) &&
                                                   span_eq(plural, f->plural))))
        return st;
    for (size_t k = 0; k < f->n; k++) {
        snprintf(want, sizeof want, "%zu/%zu", k, f->n);
        if (span_eqs(number, want))
            *form = k;
    }
    if (*form < f->n && !f->singular.ptr) {
        f->singular = singular;
        f->plural = plural;
    }
    return ST_OK;
}

/* Take forms from..to from the matches of a query. */
static enum status gather(struct filler *x, size_t i, const struct bi_text *source,
                          struct forms *f, size_t from, size_t to, struct error *e)
{
    const struct tm_matches *matches;
    enum status st = find(x, i, source->text, true, &matches, e);

    for (size_t k = 0; !st && k < matches->len; k++) {
        const struct tm_match *m = &matches->v[k];
        size_t form = f->n;
        bool placed = false;
        st = form_of(x, m, f, &form, e);
        if (st || form < from || form >= to || f->targets[form].text.ptr)
            continue;
        st = tm_place(&x->placed, source, m, &x->arena, &placed, e);
        if (st || !placed)
            continue;
        f->targets[form].text = arena_dup(&x->arena, buf_span(&x->placed.text));
        if (!f->targets[form].text.ptr)
            return error_nomem(e);
        f->score = m->score < f->score ? m->score : f->score;
        f->repaired |= m->repaired;
    }
    return st;
}

static enum status fill_forms(struct filler *x, size_t i, struct error *e)
{
    const struct bi_unit *u = bifile_unit(x->f, i);
    struct forms f = {.n = u->n_targets, .score = 101};
    size_t split = f.n == 1 ? 0 : 1;
    enum status st;

    f.targets = arena_array(&x->arena, f.n + 1, sizeof *f.targets);
    if (!f.targets)
        return error_nomem(e);
    st = gather(x, i, &u->plural, &f, split, f.n, e);
    if (!st && split)
        st = gather(x, i, &u->source, &f, 0, 1, e);
    for (size_t k = 0; !st && k < f.n; k++) {
        if (!f.targets[k].text.ptr) {
            x->counts->none++;
            return ST_OK;
        }
    }
    return st ? st : put(x, i, f.targets, f.n, f.score, f.repaired, NULL, e);
}

enum status tm_fill(struct bifile *f, struct tm_lookup *memory,
                    const struct tm_fill_options *options, struct tm_fill_counts *counts,
                    tm_unplaced_fn *unplaced, void *context, struct error *e)
{
    struct filler x = {.f = f, .memory = memory, .options = options, .counts = counts};
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < bifile_count(f); i++) {
        const struct bi_unit *u = bifile_unit(f, i);
        bool placed = true;
        arena_reset(&x.arena);
        if (!is_open(&x, u))
            counts->left++;
        else if (u->plural.text.ptr)
            st = fill_forms(&x, i, e);
        else
            st = fill_one(&x, i, &placed, e);
        if (!st && !placed) {
            counts->unplaced++;
            unplaced(context, u);
        }
    }
    tm_placed_free(&x.placed);
    arena_free(&x.arena);
    return st;
}
