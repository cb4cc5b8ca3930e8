/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/concord.h"
#include "text/norm.h"

#include <stdlib.h>

/* Folded text that knows where each of its bytes comes from. */
struct folding {
    struct buf text;
    VEC(size_t) from; /* byte of the original at which the character of each folded byte begins */
};

static bool map_new_bytes(struct folding *f, size_t origin)
{
    while (f->from.len < f->text.len) {
        if (!vec_push(&f->from, origin))
            return false;
    }
    return true;
}

/* End of the character at `at` with the marks that follow it. */
static size_t cluster_end(struct span s, size_t at)
{
    utf8_next(s, &at);
    while (at < s.len && (unsigned char)s.ptr[at] >= 0x80) {
        size_t next = at;
        if (!char_is_mark(utf8_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

static bool is_space_at(struct span s, size_t at)
{
    uint32_t c = utf8_next(s, &at);

    return c != UTF8_BAD && char_is_space(c);
}

/* Character by character, so that it is known what came from where. */
static enum status fold(struct folding *f, struct span s, struct error *e)
{
    bool space = true; /* none at the beginning */
    size_t at = 0;
    enum status st = ST_OK;

    while (!st && at < s.len) {
        size_t begin = at;
        bool is_space = is_space_at(s, at);
        at = cluster_end(s, at);
        if (is_space && !space)
            buf_addch(&f->text, ' ');
        else if (!is_space)
            st = norm_add_folded(&f->text, span_cut(s, begin, at), e);
        space = is_space;
        if (!st && !map_new_bytes(f, begin))
            st = error_nomem(e);
    }
    return st ? st : buf_status(&f->text, e);
}

static void folding_free(struct folding *f)
{
    buf_free(&f->text);
    vec_free(&f->from);
}

enum status concord_fold(struct buf *out, struct span phrase, struct error *e)
{
    struct folding f = {0};
    enum status st = fold(&f, phrase, e);

    buf_add(out, span_trim(buf_span(&f.text)));
    folding_free(&f);
    return st ? st : buf_status(out, e);
}

static bool is_word_char(uint32_t c)
{
    return char_is_letter(c) || char_is_mark(c) || char_is_digit(c);
}

static bool stands_alone(struct span s, size_t from, size_t to)
{
    if (from > 0) {
        size_t at = from;
        if (is_word_char(utf8_prev(s, &at)))
            return false;
    }
    return to >= s.len || !is_word_char(utf8_next(s, &to));
}

/* The first place as whole words, else the first place at all; in bytes of the folded text. */
static bool find_folded(struct span text, struct span phrase, size_t *from, bool *whole)
{
    ptrdiff_t first = span_find(text, phrase, 0);

    if (first < 0 || phrase.len == 0)
        return false;
    *from = (size_t)first;
    *whole = false;
    for (ptrdiff_t at = first; at >= 0; at = span_find(text, phrase, (size_t)at + 1)) {
        if (stands_alone(text, (size_t)at, (size_t)at + phrase.len)) {
            *from = (size_t)at;
            *whole = true;
            break;
        }
    }
    return true;
}

/* -1: failure. */
static int place(struct folding *f, struct span text, struct span folded,
                 struct concord_place *at, bool *whole, struct error *e)
{
    size_t from, to;

    buf_reset(&f->text);
    vec_clear(&f->from);
    *at = (struct concord_place){0, 0};
    if (fold(f, text, e))
        return -1;
    if (!find_folded(buf_span(&f->text), folded, &from, whole))
        return 0;
    to = from + folded.len;
    at->from = f->from.v[from];
    at->to = cluster_end(text, f->from.v[to - 1]);
    return 1;
}

bool concord_place(struct span text, struct span folded, struct concord_place *at,
                   bool *whole_words, struct error *e)
{
    struct folding f = {0};
    int found = place(&f, text, folded, at, whole_words, e);

    folding_free(&f);
    return found > 0;
}

struct finder {
    struct concord *c;
    const struct tm_direction *direction;
    struct buf phrase;
    struct folding folding;
    struct tm_sides sides;
};

static bool keep_unit(struct arena *a, struct tm_unit *u)
{
    struct tm_variant *variants = arena_array(a, u->n_variants, sizeof *variants);

    if (!variants)
        return false;
    for (size_t i = 0; i < u->n_variants; i++) {
        variants[i] = u->variants[i];
        variants[i].text = arena_dup(a, variants[i].text);
        variants[i].lang = arena_dup(a, variants[i].lang);
        variants[i].markup = variants[i].extra = span_of("", 0);
        if (!variants[i].text.ptr || !variants[i].lang.ptr)
            return false;
    }
    u->variants = variants;
    u->origin = arena_dup(a, u->origin);
    u->srclang = u->context = u->extra = span_of("", 0);
    return u->origin.ptr != NULL;
}

static enum status add_hit(struct finder *f, const struct tm_unit *u, uint16_t source,
                           uint16_t target, struct concord_hit *hit, struct error *e)
{
    hit->unit = *u;
    if (!keep_unit(&f->c->arena, &hit->unit))
        return error_nomem(e);
    hit->source = &hit->unit.variants[source];
    hit->target = &hit->unit.variants[target];
    f->c->found++;
    return vec_push(&f->c->hits, *hit) ? ST_OK : error_nomem(e);
}

static enum status look_at_pair(struct finder *f, const struct tm_unit *u, uint16_t source,
                                uint16_t target, struct error *e)
{
    struct concord_hit hit = {0};
    struct span phrase = buf_span(&f->phrase);
    bool whole[2] = {false, false};
    int a = place(&f->folding, u->variants[source].text, phrase, &hit.source_at, &whole[0], e);
    int b = a < 0 ? -1
                  : place(&f->folding, u->variants[target].text, phrase, &hit.target_at, &whole[1],
                          e);

    if (b < 0)
        return e ? e->code : ST_NOMEM;
    if (!a && !b)
        return ST_OK;
    hit.whole_words = whole[0] || whole[1];
    return add_hit(f, u, source, target, &hit, e);
}

static enum status look_at_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct finder *f = context;
    enum status st = ST_OK;

    if (!tm_direction_pick(f->direction, u, &f->sides))
        return ST_OK;
    for (size_t i = 0; !st && i < f->sides.n_sources; i++) {
        for (size_t k = 0; !st && k < f->sides.n_targets; k++)
            st = look_at_pair(f, u, f->sides.sources[i], f->sides.targets[k], e);
    }
    return st;
}

static int by_rank(const void *a, const void *b)
{
    const struct concord_hit *x = a, *y = b;

    if (x->whole_words != y->whole_words)
        return x->whole_words ? -1 : 1;
    if (x->unit.changed != y->unit.changed)
        return x->unit.changed > y->unit.changed ? -1 : 1;
    if (x->unit.id != y->unit.id)
        return x->unit.id < y->unit.id ? -1 : 1;
    return x->target->id < y->target->id ? -1 : x->target->id > y->target->id;
}

enum status concord_find(struct concord *c, struct tm_store *s,
                         const struct tm_direction *direction, struct span phrase, size_t top,
                         struct error *e)
{
    const struct tm_filter filter = {.since = INT64_MIN, .texts_only = true};
    struct finder f = {.c = c, .direction = direction};
    enum status st;

    memset(c, 0, sizeof *c);
    st = concord_fold(&f.phrase, phrase, e);
    if (!st && f.phrase.len == 0)
        st = error_set(e, ST_USAGE, "%s", _("the phrase is empty"));
    if (!st)
        st = tm_store_each(s, &filter, look_at_unit, &f, e);
    if (!st && c->hits.len)
        qsort(c->hits.v, c->hits.len, sizeof *c->hits.v, by_rank);
    if (top && c->hits.len > top)
        c->hits.len = top;
    buf_free(&f.phrase);
    folding_free(&f.folding);
    return st;
}

void concord_free(struct concord *c)
{
    vec_free(&c->hits);
    arena_free(&c->arena);
}
