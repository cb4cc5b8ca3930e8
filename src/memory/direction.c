/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/direction.h"

static enum status parse(struct lang_tag *tag, const char *text, struct error *e)
{
    if (lang_parse(span_str(text), tag))
        return ST_OK;
    return error_set(e, ST_USAGE, _("“%s” is not a language tag such as kk, en-GB or kk-Latn"),
                     text);
}

enum status tm_direction_set(struct tm_direction *d, const char *source, const char *target,
                             struct error *e)
{
    enum status st = parse(&d->source, source, e);

    return st ? st : parse(&d->target, target, e);
}

/* Those with the highest rank above 0 that are not taken. */
static size_t best(const uint8_t *rank, const bool *taken, size_t n, uint16_t *out)
{
    uint8_t top = 0;
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        if (!taken[i] && rank[i] > top)
            top = rank[i];
    }
    for (size_t i = 0; top && i < n; i++) {
        if (!taken[i] && rank[i] == top)
            out[count++] = (uint16_t)i;
    }
    return count;
}

bool tm_direction_pick(const struct tm_direction *d, const struct tm_unit *u, struct tm_sides *out)
{
    size_t n = u->n_variants < TM_MAX_VARIANTS ? u->n_variants : TM_MAX_VARIANTS;
    uint8_t source[TM_MAX_VARIANTS], target[TM_MAX_VARIANTS];
    bool taken[TM_MAX_VARIANTS] = {false};

    for (size_t i = 0; i < n; i++) {
        struct lang_tag tag;
        bool usable = u->variants[i].text.len && lang_parse(u->variants[i].lang, &tag);
        source[i] = usable ? (uint8_t)lang_match(&d->source, &tag) : 0;
        target[i] = usable ? (uint8_t)lang_match(&d->target, &tag) : 0;
        /* what serves the other side better is left to it */
        if (source[i] && target[i] > source[i])
            source[i] = 0;
    }
    out->n_sources = best(source, taken, n, out->sources);
    for (size_t i = 0; i < out->n_sources; i++)
        taken[out->sources[i]] = true;
    out->n_targets = best(target, taken, n, out->targets);
    return out->n_sources && out->n_targets;
}

struct tm_sides tm_original(const struct tm_unit *u)
{
    size_t original = 0, n = u->n_variants < TM_MAX_VARIANTS ? u->n_variants : TM_MAX_VARIANTS;
    struct tm_sides sides = {.n_sources = n > 0};

    while (original < n && !(u->srclang.len && span_eq(u->variants[original].lang, u->srclang)))
        original++;
    original = original == n ? 0 : original;
    sides.sources[0] = (uint16_t)original;
    for (size_t i = 0; i < n; i++)
        if (i != original)
            sides.targets[sides.n_targets++] = (uint16_t)i;
    return sides;
}
