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

/* `mark` ends the source, and is no part of the fragment. */
static bool keep(struct tm_fragments *f, const struct tm_match *m, struct span mark, size_t from,
                 size_t to)
{
    struct span text = mark.len && span_ends(m->text, mark)
                           ? span_cut(m->text, 0, m->text.len - mark.len) : m->text;
    struct tm_fragment one = {from, to, mark.len ? 99 : m->score,
                              arena_dup(&f->arena, m->source->text), arena_dup(&f->arena, text),
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

/* Find a fragment as it is, or else as a sentence of its own. */
static enum status find(struct tm_fragments *out, struct tm_lookup *l, struct span query,
                        size_t from, size_t to, bool no_repair, struct error *e)
{
    static const char *const marks[] = {"", ".", "!", "?"};
    const struct tm_lookup_options how = {.min_score = 99, .top = 1, .no_repair = no_repair};
    const struct tm_matches *m;
    struct buf text = BUF_INIT;
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < COUNT_OF(marks); i++) {
        buf_reset(&text);
        buf_add(&text, span_cut(query, from, to));
        buf_adds(&text, marks[i]);
        st = buf_status(&text, e);
        if (!st)
            st = tm_lookup_find(l, buf_span(&text), &how, &m, e);
        if (st || !m->len)
            continue;
        if (!keep(out, &m->v[0], span_str(marks[i]), from, to))
            st = error_nomem(e);
        break;
    }
    buf_free(&text);
    return st;
}

enum status tm_fragments_find(struct tm_fragments *out, struct tm_lookup *l, struct span query,
                              bool no_repair, struct error *e)
{
    struct places p;
    enum status st = ST_OK;

    vec_clear(&out->v);
    arena_reset(&out->arena);
    cut(&p, query);
    for (size_t n = p.n; n > 1; n--) {
        for (size_t i = 0; !st && i + n <= p.n; i++) {
            size_t from = p.v[i].from, to = p.v[i + n - 1].to;

            if (!has_letters(&p, i, n) || !is_free(out, from, to))
                continue;
            st = find(out, l, query, from, to, no_repair, e);
        }
    }
    return st;
}

void tm_fragments_free(struct tm_fragments *f)
{
    vec_free(&f->v);
    arena_free(&f->arena);
}
