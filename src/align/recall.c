/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/recall.h"

#include "text/editdist.h"

#include <stdlib.h>

enum {
    UNITS_MAX = 30000,    /* to learn from: more say little more of the words of two documents */
    CANDIDATES_MAX = 200, /* segments that have a unit's rarest word; more are looked at in part */
};

#define LIKENESS_LEAST 0.7 /* of a segment and one of a unit, to be taken for the same */

/* A segment of a document that a unit's side is like. */
struct like {
    uint32_t segment;
    float likeness; /* up to 1 */
};

/* A side of the documents, and the unit at hand on that side. */
struct finder {
    struct side *side;
    size_t *first;      /* places of type t: places[first[t]] up to places[first[t + 1]] */
    uint32_t *places;   /* segments */
    VEC(uint32_t) words; /* of the unit; UINT32_MAX: one that the document does not have */
    size_t known;       /* of these not so */
    VEC(struct like) found;
    struct edit_pattern pattern;
};

struct reader {
    struct recall *recall;
    const struct tm_direction *direction;
    struct finder finders[2];
};

static bool finder_make(struct finder *f, struct side *side)
{
    size_t types = side->vocab.types.len, *at;

    *f = (struct finder){.side = side, .pattern = EDIT_PATTERN_INIT};
    f->first = calloc(types + 2, sizeof *f->first);
    f->places = calloc(side->tokens.len + 1, sizeof *f->places);
    if (!f->first || !f->places)
        return false;
    at = f->first + 1; /* shifted, so that filling moves each start to its place */
    for (size_t i = 0; i < side->tokens.len; i++)
        at[side->tokens.v[i] + 1]++;
    for (size_t t = 0; t < types; t++)
        at[t + 1] += at[t];
    for (size_t g = 0; g < side->segments.len; g++)
        for (uint32_t i = 0; i < side->segments.v[g].count; i++)
            f->places[at[side_tokens(side, g)[i]]++] = (uint32_t)g;
    return true;
}

static void finder_free(struct finder *f)
{
    free(f->first);
    free(f->places);
    vec_free(&f->words);
    vec_free(&f->found);
    edit_pattern_free(&f->pattern);
}

static bool set_words(struct finder *f, struct span text)
{
    struct word w;

    vec_clear(&f->words);
    f->known = 0;
    for (size_t at = 0; word_next(text, &at, &w);) {
        uint32_t type = vocab_find(&f->side->vocab, w.text, w.kind);
        f->known += type != UINT32_MAX;
        if (!vec_push(&f->words, type))
            return false;
    }
    return true;
}

/* The rarest word of the unit in the document; UINT32_MAX: it has none. */
static uint32_t rarest(const struct finder *f)
{
    const struct vocab_type *types = f->side->vocab.types.v;
    uint32_t best = UINT32_MAX;

    for (size_t i = 0; i < f->words.len; i++) {
        uint32_t t = f->words.v[i];
        if (t != UINT32_MAX && (best == UINT32_MAX || types[t].count < types[best].count))
            best = t;
    }
    return best;
}

static bool compare(struct finder *f, uint32_t segment)
{
    size_t n = f->words.len, m = f->side->segments.v[segment].count, longer = n > m ? n : m;
    size_t limit = (size_t)((double)longer * (1 - LIKENESS_LEAST)), d;

    if (n + limit < m || m + limit < n)
        return true;
    d = edit_distance(&f->pattern, side_tokens(f->side, segment), m, limit);
    return d > limit ||
           vec_push(&f->found, ((struct like){segment, 1 - (float)d / (float)longer}));
}

/* The segments that are like the unit. */
static enum status find_alike(struct finder *f, struct error *e)
{
    uint32_t word = rarest(f), last = UINT32_MAX;
    enum status st;
    size_t end;

    vec_clear(&f->found);
    if (word == UINT32_MAX || (double)f->known < LIKENESS_LEAST * (double)f->words.len)
        return ST_OK;
    st = edit_pattern_set(&f->pattern, f->words.v, f->words.len, e);
    end = f->first[word + 1];
    if (end - f->first[word] > CANDIDATES_MAX)
        end = f->first[word] + CANDIDATES_MAX;
    for (size_t i = f->first[word]; !st && i < end; i++) {
        if (f->places[i] != last && !compare(f, f->places[i]))
            st = error_nomem(e);
        last = f->places[i];
    }
    return st;
}

static bool note_known(struct reader *r)
{
    const struct finder *s = &r->finders[0], *t = &r->finders[1];

    for (size_t i = 0; i < s->found.len; i++) {
        for (size_t j = 0; j < t->found.len; j++) {
            const struct like *a = &s->found.v[i], *b = &t->found.v[j];
            float less = a->likeness < b->likeness ? a->likeness : b->likeness;
            if (!segpairs_add(&r->recall->known, a->segment, b->segment, 2 * less - 1))
                return false;
        }
    }
    return true;
}

static bool keep_words(struct reader *r)
{
    struct recall_unit u = {.term = false};

    for (int k = 0; k < 2; k++) {
        const struct finder *f = &r->finders[k];
        u.first[k] = r->recall->tokens[k].len;
        u.count[k] = (uint32_t)f->known;
        for (size_t i = 0; i < f->words.len; i++)
            if (f->words.v[i] != UINT32_MAX && !vec_push(&r->recall->tokens[k], f->words.v[i]))
                return false;
    }
    return vec_push(&r->recall->units, u);
}

static enum status take_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct reader *r = context;
    struct finder *s = &r->finders[0], *t = &r->finders[1];
    struct tm_sides sides;
    enum status st;

    if (!tm_direction_pick(r->direction, u, &sides))
        return ST_OK;
    if (!set_words(s, u->variants[sides.sources[0]].text) ||
        !set_words(t, u->variants[sides.targets[0]].text))
        return error_nomem(e);
    if (!s->known || !t->known)
        return ST_OK;
    st = find_alike(s, e);
    if (!st && s->found.len)
        st = find_alike(t, e);
    if (!st && s->found.len && !note_known(r))
        st = error_nomem(e);
    if (!st && r->recall->units.len < UNITS_MAX && !keep_words(r))
        st = error_nomem(e);
    return st;
}

enum status recall_read(struct recall *r, struct tm_store *store,
                        const struct tm_direction *direction, struct side *source,
                        struct side *target, struct error *e)
{
    const struct tm_filter filter = {.texts_only = true};
    struct reader x = {.recall = r, .direction = direction};
    enum status st = ST_OK;

    if (!finder_make(&x.finders[0], source) || !finder_make(&x.finders[1], target))
        st = error_nomem(e);
    if (!st)
        st = tm_store_each(store, &filter, take_unit, &x, e);
    if (!st)
        st = segpairs_order(&r->known, source->segments.len, target->segments.len, 0, e);
    finder_free(&x.finders[0]);
    finder_free(&x.finders[1]);
    return st;
}

/* Append a term's types; `count` 0: the document lacks one. */
static bool add_term(struct recall_unit *u, struct recall *r, int which, struct side *side,
                     struct span term)
{
    struct word w;

    u->first[which] = r->tokens[which].len;
    for (size_t at = 0; word_next(term, &at, &w);) {
        uint32_t type = vocab_find(&side->vocab, w.text, w.kind);
        if (type == UINT32_MAX) {
            r->tokens[which].len = u->first[which];
            break;
        }
        if (!vec_push(&r->tokens[which], type))
            return false;
    }
    u->count[which] = (uint32_t)(r->tokens[which].len - u->first[which]);
    return true;
}

enum status recall_term(struct recall *r, struct side *source, struct side *target,
                        struct span source_term, struct span target_term, struct error *e)
{
    struct recall_unit u = {.term = true};

    if (!add_term(&u, r, 0, source, source_term) || !add_term(&u, r, 1, target, target_term) ||
        (u.count[0] && u.count[1] && !vec_push(&r->units, u)))
        return error_nomem(e);
    return ST_OK;
}

void recall_free(struct recall *r)
{
    segpairs_free(&r->known);
    vec_free(&r->tokens[0]);
    vec_free(&r->tokens[1]);
    vec_free(&r->units);
}
