/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/rejoin.h"

/* A guess that one side alone can make is given up below this: the search has weighed it, too. */
#define ALONE_LEAST 0.3f

static float chance_at(const struct document *d, size_t piece)
{
    return piece < d->chances.len ? d->chances.v[piece] : 1;
}

/* Does bead b go on with what the bead before it says? */
static bool goes_on(const struct document *source, const struct document *target,
                    const struct bead *a, const struct bead *b)
{
    bool in_source = a->n_source && b->n_source, in_target = a->n_target && b->n_target;
    float s = in_source ? chance_at(source, b->source) : 1;
    float t = in_target ? chance_at(target, b->target) : 1;

    if (in_source && in_target)
        return s + t < 1; /* two guesses of one boundary: likelier wrong than right */
    return s < ALONE_LEAST || t < ALONE_LEAST;
}

static void join_beads(const struct document *source, const struct document *target,
                       struct bead_vec *beads)
{
    size_t kept = 0;

    for (size_t k = 0; k < beads->len; k++) {
        struct bead *last = kept ? &beads->v[kept - 1] : NULL, b = beads->v[k];
        if (!last || !goes_on(source, target, last, &b)) {
            beads->v[kept++] = b;
            continue;
        }
        if (last->probability > b.probability)
            last->probability = b.probability;
        last->n_source += b.n_source;
        last->n_target += b.n_target;
    }
    beads->len = kept;
}

/* Piece `from` takes in the one that follows it. */
static void take_in(struct document *d, size_t into, size_t piece)
{
    struct side_segment *to = &d->side.segments.v[into];
    const struct side_segment *more = &d->side.segments.v[piece];
    struct span *text = &d->texts.v[into].text, end = d->texts.v[piece].text;

    to->count += more->count;
    to->length += more->length;
    text->len = (size_t)(end.ptr + end.len - text->ptr);
}

/* Pieces that no bead begins with and that only a guess parts go into the one before.  first[k] and
 * number[k] are the two numbers of bead k that say which pieces of this side it has. */
static void join_pieces(struct document *d, struct bead_vec *beads, bool target)
{
    size_t kept = 0, at = 0;

    for (size_t k = 0; k < beads->len; k++) {
        uint32_t *first = target ? &beads->v[k].target : &beads->v[k].source;
        uint32_t *number = target ? &beads->v[k].n_target : &beads->v[k].n_source;
        size_t begin = kept;
        for (uint32_t i = 0; i < *number; i++, at++) {
            if (i && chance_at(d, at) < 1) {
                take_in(d, kept - 1, at);
                continue;
            }
            d->texts.v[kept] = d->texts.v[at];
            d->side.segments.v[kept++] = d->side.segments.v[at];
        }
        *first = (uint32_t)begin;
        *number = (uint32_t)(kept - begin);
    }
    d->texts.len = d->side.segments.len = d->chances.len = kept;
    for (size_t i = 0; i < kept; i++)
        d->chances.v[i] = d->texts.v[i].chance = 1;
}

void rejoin(struct document *source, struct document *target, struct bead_vec *beads)
{
    join_beads(source, target, beads);
    join_pieces(source, beads, false);
    join_pieces(target, beads, true);
}
