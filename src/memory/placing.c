/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/placing.h"

/* White space at the ends */

static size_t leading(struct span s)
{
    struct span trimmed = span_trim(s);

    return trimmed.len ? (size_t)(trimmed.ptr - s.ptr) : s.len;
}

static size_t trailing(struct span s)
{
    struct span trimmed = span_trim(s);

    return trimmed.len ? s.len - trimmed.len - leading(s) : 0;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Where byte `at` of a text stands when its ends were exchanged for those of `segment`. */
static size_t moved(size_t at, struct span text, struct span segment)
{
    size_t from = leading(text), to = text.len - trailing(text), begin = leading(segment);

    if (at < from)
        return begin - least(from - at, begin);
    if (at > to)
        return begin + (to - from) + least(at - to, trailing(segment));
    return at - from + begin;
}

static enum status set_text(struct tm_placed *out, struct span text, struct span segment,
                            struct error *e)
{
    buf_reset(&out->text);
    buf_add(&out->text, span_cut(segment, 0, leading(segment)));
    buf_add(&out->text, span_trim(text));
    if (span_trim(segment).len)
        buf_add(&out->text, span_from(segment, segment.len - trailing(segment)));
    return buf_status(&out->text, e);
}

/* Codes by those of the match */

/* The code of the match's source that a code of its target repeats; n_codes for none.  Codes go by
 * their numbers, those without one by their order. */
static size_t counterpart(const struct bi_text *source, const struct bi_code *code,
                          const bool *used)
{
    for (size_t i = 0; i < source->n_codes; i++) {
        const struct bi_code *s = &source->codes[i];
        if (!used[i] && s->kind == code->kind && s->number == code->number)
            return i;
    }
    return source->n_codes;
}

static bool same_kinds(const struct bi_text *a, const struct bi_text *b)
{
    if (a->n_codes != b->n_codes)
        return false;
    for (size_t i = 0; i < a->n_codes; i++) {
        if (a->codes[i].kind != b->codes[i].kind)
            return false;
    }
    return true;
}

/* The place in the repaired text for one in the target as the memory has it: repairs lie between
 * what both texts have in common at their beginnings and ends. */
static bool repaired_place(struct span was, struct span is, size_t *at)
{
    size_t less = was.len < is.len ? was.len : is.len, head = 0, tail = 0;

    while (head < less && was.ptr[head] == is.ptr[head])
        head++;
    while (tail < less && was.ptr[was.len - 1 - tail] == is.ptr[is.len - 1 - tail])
        tail++;
    if (*at <= head)
        return true;
    if (was.len - *at > tail)
        return false;
    *at = is.len - (was.len - *at);
    return true;
}

/* Places as the match's target has them; *fits: it could be done. */
static enum status place_alike(struct tm_placed *out, const struct bi_text *segment,
                               const struct bi_text *source, const struct bi_text *target,
                               struct span text, struct arena *a, bool *fits, struct error *e)
{
    bool *used = arena_array(a, source->n_codes + 1, sizeof *used);

    if (!used)
        return error_nomem(e);
    *fits = same_kinds(segment, source) && target->n_codes == source->n_codes;
    for (size_t i = 0; *fits && i < target->n_codes; i++) {
        const struct bi_code *code = &target->codes[i];
        struct bi_place place = {code->at, counterpart(source, code, used)};
        *fits = place.code < source->n_codes && repaired_place(target->text, text, &place.at);
        if (!*fits)
            break;
        used[place.code] = true;
        place.at = moved(place.at, text, segment->text);
        if (!vec_push(&out->places, place))
            return error_nomem(e);
    }
    return ST_OK;
}

/* Codes at the ends */

static enum status place_ends(struct tm_placed *out, const struct bi_text *segment, bool *fits,
                              struct error *e)
{
    size_t first = leading(segment->text), last = segment->text.len - trailing(segment->text);
    size_t delta = out->text.len - segment->text.len; /* modulo the size of size_t */
    bool at_end = false;

    vec_clear(&out->places);
    *fits = true;
    for (size_t i = 0; *fits && i < segment->n_codes; i++) {
        struct bi_place place = {segment->codes[i].at, i};
        at_end = at_end || place.at > first;
        *fits = !at_end || place.at >= last;
        if (at_end)
            place.at += delta;
        if (!vec_push(&out->places, place))
            return error_nomem(e);
    }
    return ST_OK;
}

static enum status read_codes(const struct tm_variant *v, struct arena *a, struct bi_text *out,
                              struct error *e)
{
    *out = (struct bi_text){.text = v->text, .markup = v->markup};
    return v->markup.len ? bi_from_tmx(v->markup, a, out, e) : ST_OK;
}

enum status tm_place(struct tm_placed *out, const struct bi_text *segment,
                     const struct tm_match *match, struct arena *a, bool *placed, struct error *e)
{
    struct bi_text source, target;
    enum status st = read_codes(match->source, a, &source, e);

    *placed = true;
    out->score = match->score;
    vec_clear(&out->places);
    if (!st)
        st = read_codes(match->target, a, &target, e);
    if (!st)
        st = set_text(out, match->text, segment->text, e);
    if (st || (!segment->n_codes && !source.n_codes))
        return st;
    if (segment->n_codes) {
        st = place_alike(out, segment, &source, &target, match->text, a, placed, e);
        if (st || *placed)
            return st;
    }
    out->score = out->score > 100 ? 100 - TM_GUESS : out->score - TM_GUESS;
    return place_ends(out, segment, placed, e);
}

void tm_placed_free(struct tm_placed *p)
{
    buf_free(&p->text);
    vec_free(&p->places);
}
