/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/fragment.h"
#include "text/words.h"

struct places {
    struct {
        size_t from, to;
        bool letters;
    } v[FRAGMENT_WORDS];
    size_t n;
};

static void cut(struct places *p, struct span query)
{
    struct word w;
    size_t at = 0;

    p->n = 0;
    while (p->n < FRAGMENT_WORDS && word_next(query, &at, &w)) {
        if (w.kind == WORD_SYMBOL)
            continue;
        p->v[p->n].from = (size_t)(w.text.ptr - query.ptr);
        p->v[p->n].to = at;
        p->v[p->n++].letters = w.kind == WORD_LETTERS;
    }
}

static bool keep(struct tm_fragments *f, const struct tm_match *m, size_t from, size_t to)
{
    struct tm_fragment one = {from, to, m->score, arena_dup(&f->arena, m->source->text),
                              arena_dup(&f->arena, m->text),
                              arena_dup(&f->arena, m->unit.origin), m->unit.id, m->memory};
    size_t i = f->v.len;

    if (!one.source.ptr || !one.text.ptr || !one.origin.ptr || !vec_push(&f->v, one))
        return false;
    for (; i > 0 && f->v.v[i - 1].from > from; i--)
        f->v.v[i] = f->v.v[i - 1];
    f->v.v[i] = one;
    return true;
}

static bool is_free(const struct tm_fragments *f, size_t from, size_t to)
{
    for (size_t i = 0; i < f->v.len; i++)
        if (f->v.v[i].from < to && from < f->v.v[i].to)
            return false;
    return true;
}

static bool has_letters(const struct places *p, size_t first, size_t n)
{
    size_t words = 0;

    for (size_t i = first; i < first + n; i++)
        words += p->v[i].letters;
    return words > 1;
}

enum status tm_fragments_find(struct tm_fragments *out, struct tm_lookup *l, struct span query,
                              bool no_repair, struct error *e)
{
    const struct tm_lookup_options how = {.min_score = 99, .top = 1, .no_repair = no_repair};
    struct places p;
    enum status st = ST_OK;

    vec_clear(&out->v);
    arena_reset(&out->arena);
    cut(&p, query);
    for (size_t n = p.n; n > 1; n--) {
        for (size_t i = 0; !st && i + n <= p.n; i++) {
            size_t from = p.v[i].from, to = p.v[i + n - 1].to;
            const struct tm_matches *m;

            if (!has_letters(&p, i, n) || !is_free(out, from, to))
                continue;
            st = tm_lookup_find(l, span_cut(query, from, to), &how, &m, e);
            if (!st && m->len && !keep(out, &m->v[0], from, to))
                st = error_nomem(e);
        }
    }
    return st;
}

void tm_fragments_free(struct tm_fragments *f)
{
    vec_free(&f->v);
    arena_free(&f->arena);
}
