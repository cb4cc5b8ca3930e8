/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marking how a segment differs from the source of a match. */
#include "memory/lookup.h"
#include "text/words.h"

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
