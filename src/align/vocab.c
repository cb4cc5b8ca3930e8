/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/vocab.h"

#include "align/cognate.h"
#include "text/norm.h"

void side_init(struct side *s, size_t stem)
{
    *s = (struct side){.vocab = {.ids = MAP_INIT, .arena = ARENA_INIT, .stem = stem}};
}

void side_free(struct side *s)
{
    map_free(&s->vocab.ids);
    arena_free(&s->vocab.arena);
    vec_free(&s->vocab.types);
    buf_free(&s->vocab.scratch);
    vec_free(&s->tokens);
    vec_free(&s->segments);
}

/* The form under which a word is kept: folded; letters cut, of numbers the digits alone. */
static bool fold(struct vocab *v, struct span word, enum word_kind kind, struct span *whole,
                 struct span *stem)
{
    struct buf *b = &v->scratch;

    buf_reset(b);
    if (kind == WORD_NUMBER) {
        for (size_t i = 0; i < word.len; i++)
            if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
                buf_addch(b, word.ptr[i]);
        if (b->len == 0)
            buf_add(b, word);
    } else if (norm_add_folded(b, word, NULL) != ST_OK) {
        return false;
    }
    *whole = *stem = buf_span(b);
    if (kind == WORD_LETTERS)
        stem->len = utf8_skip(*whole, v->stem);
    return !b->failed;
}

/* The key of a new type; false when memory runs out. */
static bool make_key(struct vocab *v, struct vocab_type *t, struct span whole)
{
    struct buf key = BUF_INIT;
    bool ok = true;

    if (t->kind == WORD_NUMBER)
        buf_add(&key, t->text);
    else if (t->kind == WORD_LETTERS)
        ok = cognate_key(whole, &key);
    t->key = span_of("", 0);
    if (key.len) {
        t->key = arena_dup(&v->arena, buf_span(&key));
        ok = ok && t->key.ptr != NULL;
    }
    ok = ok && !key.failed;
    buf_free(&key);
    return ok;
}

uint32_t vocab_find(struct vocab *v, struct span word, enum word_kind kind)
{
    struct span whole, stem;
    const uint64_t *slot;

    if (!fold(v, word, kind, &whole, &stem))
        return UINT32_MAX;
    slot = map_get(&v->ids, stem);
    return slot ? (uint32_t)*slot : UINT32_MAX;
}

/* The type of a word as written, made when new; UINT32_MAX when memory runs out. */
static uint32_t vocab_intern(struct vocab *v, struct span word, enum word_kind kind)
{
    struct vocab_type t = {.kind = kind};
    struct span whole, stem;
    uint64_t *slot;
    bool added;

    if (!fold(v, word, kind, &whole, &stem))
        return UINT32_MAX;
    slot = map_put(&v->ids, stem, &added);
    if (!slot)
        return UINT32_MAX;
    if (!added)
        return (uint32_t)*slot;
    t.text = arena_dup(&v->arena, stem);
    if (!t.text.ptr || !make_key(v, &t, whole))
        return UINT32_MAX;
    *slot = v->types.len;
    return vec_push(&v->types, t) ? (uint32_t)*slot : UINT32_MAX;
}

static bool add_token(struct side *s, struct side_segment *g, struct span word,
                      enum word_kind kind)
{
    uint32_t id = vocab_intern(&s->vocab, word, kind);

    if (id == UINT32_MAX || !vec_push(&s->tokens, id))
        return false;
    s->vocab.types.v[id].count++;
    g->count++;
    g->length += (uint32_t)utf8_count(word);
    return true;
}

static enum status add_segment(struct side *s, const struct side_segment *g, struct error *e)
{
    s->vocab.tokens += g->count;
    return vec_push(&s->segments, *g) ? ST_OK : error_nomem(e);
}

enum status side_add(struct side *s, struct span text, struct error *e)
{
    struct side_segment g = {.first = s->tokens.len};
    struct word w;
    size_t at = 0;

    while (word_next(text, &at, &w))
        if (!add_token(s, &g, w.text, w.kind))
            return error_nomem(e);
    return add_segment(s, &g, e);
}

/* The kind of a token that may hold several words: letters before digits before signs. */
static enum word_kind kind_of(struct span token)
{
    enum word_kind kind = WORD_SYMBOL;
    struct word w;
    size_t at = 0;

    while (word_next(token, &at, &w)) {
        if (w.kind == WORD_LETTERS)
            return WORD_LETTERS;
        if (w.kind == WORD_NUMBER)
            kind = WORD_NUMBER;
    }
    return kind;
}

enum status side_add_tokens(struct side *s, struct span text, struct error *e)
{
    struct side_segment g = {.first = s->tokens.len};

    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && !strchr(" \t\r\n", text.ptr[end]))
            end++;
        if (end > at) {
            struct span token = span_cut(text, at, end);
            if (!add_token(s, &g, token, kind_of(token)))
                return error_nomem(e);
        }
        at = end + 1;
    }
    return add_segment(s, &g, e);
}
