/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/lookup.h"
#include "memory/repair.h"
#include "text/words.h"

#include <stdlib.h>

struct tm_lookup {
    struct tm_store *store;
    struct tm_index *index;
    struct tm_hits hits;
    struct tm_matches matches;
    struct arena arena;
    struct tm_languages own; /* where the mode has none */
    struct tm_repairer repairer;
};

enum status tm_lookup_open(struct tm_lookup **out, struct tm_store *s,
                           const struct tm_direction *direction, struct tm_mode mode,
                           struct error *e)
{
    struct tm_lookup *l = calloc(1, sizeof *l);
    enum status st;

    *out = NULL;
    if (!l)
        return error_nomem(e);
    l->store = s;
    l->own.source.tag = span_str(direction->source.language);
    l->own.target.tag = span_str(direction->target.language);
    if (!mode.languages)
        mode.languages = &l->own;
    l->repairer.languages = mode.languages;
    st = tm_index_open(&l->index, s, direction, mode, e);
    if (st) {
        tm_lookup_free(l);
        return st;
    }
    *out = l;
    return ST_OK;
}

const struct error *tm_lookup_note(const struct tm_lookup *l)
{
    return tm_index_note(l->index);
}

void tm_lookup_free(struct tm_lookup *l)
{
    if (!l)
        return;
    tm_index_free(l->index);
    vec_free(&l->hits);
    vec_free(&l->matches);
    arena_free(&l->arena);
    tm_repairer_free(&l->repairer);
    free(l);
}

/* Was a hit before number `n` for the same target text? */
static bool seen_before(const struct tm_hits *hits, const size_t *chosen, size_t n, uint64_t hash)
{
    for (size_t i = 0; i < n; i++) {
        if (hits->v[chosen[i]].target_hash == hash)
            return true;
    }
    return false;
}

/* Mark the first hit of each distinct target, up to `top`: their numbers come to the front of
 * `chosen`.  Returns how many. */
static size_t choose(const struct tm_hits *hits, size_t top, size_t *chosen)
{
    size_t n = 0;

    for (size_t i = 0; i < hits->len && n < top; i++) {
        if (!seen_before(hits, chosen, n, hits->v[i].target_hash))
            chosen[n++] = i;
    }
    return n;
}

static enum status fetch(struct tm_lookup *l, const struct tm_hit *hit, struct error *e)
{
    struct tm_match m = {.score = hit->score, .changed = hit->changed};
    enum status st = tm_store_get(l->store, hit->unit, &l->arena, &m.unit, e);

    if (st == ST_NOTFOUND) /* undone by somebody since the index was made */
        return ST_OK;
    if (st)
        return st;
    if (hit->source >= m.unit.n_variants || hit->target >= m.unit.n_variants)
        return ST_OK;
    m.source = &m.unit.variants[hit->source];
    m.target = &m.unit.variants[hit->target];
    m.text = m.target->text;
    return vec_push(&l->matches, m) ? ST_OK : error_nomem(e);
}

static enum status repair(struct tm_lookup *l, struct span query, struct tm_match *m,
                          struct error *e)
{
    enum status st = tm_repair(&l->repairer, query, m->source->text, m->target->text,
                               &m->repaired, e);

    if (st || !m->repaired)
        return st;
    m->text = arena_dup(&l->arena, buf_span(&l->repairer.text));
    m->changes = arena_dup(&l->arena, buf_span(&l->repairer.changes));
    return m->text.ptr && m->changes.ptr ? ST_OK : error_nomem(e);
}

enum status tm_lookup_find(struct tm_lookup *l, struct span query,
                           const struct tm_lookup_options *options,
                           const struct tm_matches **out, struct error *e)
{
    const struct tm_search how = {options->min_score, options->top, options->exhaustive};
    enum status st = tm_index_search(l->index, query, &how, &l->hits, e);
    size_t top = options->top ? options->top : l->hits.len, n, *chosen;

    vec_clear(&l->matches);
    arena_reset(&l->arena);
    *out = &l->matches;
    if (st || l->hits.len == 0)
        return st;
    if (top > l->hits.len)
        top = l->hits.len;
    chosen = calloc(top, sizeof *chosen);
    if (!chosen)
        return error_nomem(e);
    n = choose(&l->hits, top, chosen);
    for (size_t i = 0; !st && i < n; i++)
        st = fetch(l, &l->hits.v[chosen[i]], e);
    for (size_t i = 0; !st && i < l->matches.len && !options->no_repair; i++)
        if (l->matches.v[i].score < 100)
            st = repair(l, query, &l->matches.v[i], e);
    free(chosen);
    return st;
}

/* Differences */

struct tokens {
    struct span text;
    struct symbols symbols;
    VEC(struct span) spans;
};

static bool cut_tokens(struct tokens *t, struct span text, struct tm_vocab *vocab)
{
    struct word w;
    size_t at = 0;
    bool added;

    t->text = text;
    while (word_next(text, &at, &w)) {
        uint64_t *id = map_put(&vocab->ids, w.text, &added);
        if (!id)
            return false;
        if (added)
            *id = map_count(&vocab->ids);
        if (!vec_push(&t->symbols, (uint32_t)*id) || !vec_push(&t->spans, w.text))
            return false;
    }
    return true;
}

/* From the end of token `first` - 1 to the end of token `last` - 1, so that the white space before
 * a token goes with it. */
static struct span stretch(const struct tokens *t, size_t first, size_t last)
{
    const char *begin, *end;

    if (last == first)
        return span_of("", 0);
    begin = t->spans.v[first].ptr;
    end = t->spans.v[last - 1].ptr + t->spans.v[last - 1].len;
    return span_of(begin, (size_t)(end - begin));
}

static void add_gap(struct buf *out, const struct tokens *t, size_t token)
{
    const struct span *s = &t->spans.v[token];

    if (token > 0 && s[-1].ptr + s[-1].len != s->ptr)
        buf_addch(out, ' ');
}

static void add_marked(struct buf *out, struct span s, bool deleted, bool color)
{
    if (s.len == 0)
        return;
    if (color)
        buf_adds(out, deleted ? "\033[31;9m" : "\033[32m");
    else
        buf_adds(out, deleted ? "[-" : "{+");
    buf_add(out, s);
    if (color)
        buf_adds(out, "\033[m");
    else
        buf_adds(out, deleted ? "-]" : "+}");
}

static void add_run(struct buf *out, const struct tokens *a, const struct tokens *b,
                    const struct edit_run *r, bool color)
{
    size_t in_a = r->kind == EDIT_INSERT ? 0 : r->length;
    size_t in_b = r->kind == EDIT_DELETE ? 0 : r->length;

    if (in_a)
        add_gap(out, a, r->a);
    else
        add_gap(out, b, r->b);
    if (r->kind == EDIT_KEEP) {
        buf_add(out, stretch(b, r->b, r->b + in_b));
        return;
    }
    add_marked(out, stretch(a, r->a, r->a + in_a), true, color);
    add_marked(out, stretch(b, r->b, r->b + in_b), false, color);
}

static void tokens_free(struct tokens *t)
{
    vec_free(&t->symbols);
    vec_free(&t->spans);
}

enum status tm_lookup_diff(struct buf *out, struct span source, struct span query, bool color,
                           struct error *e)
{
    struct tm_vocab vocab = {0};
    struct tokens a = {0}, b = {0};
    struct edit_script script = VEC_INIT;
    enum status st = ST_OK;

    if (!cut_tokens(&a, source, &vocab) || !cut_tokens(&b, query, &vocab))
        st = error_nomem(e);
    if (!st)
        st = edit_script_make(&script, a.symbols.v, a.symbols.len, b.symbols.v, b.symbols.len, e);
    for (size_t i = 0; !st && i < script.len; i++)
        add_run(out, &a, &b, &script.v[i], color);
    vec_free(&script);
    tokens_free(&a);
    tokens_free(&b);
    tm_vocab_free(&vocab);
    return st ? st : buf_status(out, e);
}
