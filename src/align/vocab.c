/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/vocab.h"

#include "align/cognate.h"
#include "text/norm.h"

void side_init(struct side *s, size_t stem)
{
    *s = (struct side){.vocab = {.ids = MAP_INIT, .words = MAP_INIT, .arena = ARENA_INIT, .stem = stem}};
}

void side_free(struct side *s)
{
    map_free(&s->vocab.ids);
    map_free(&s->vocab.words);
    arena_free(&s->vocab.arena);
    vec_free(&s->vocab.types);
    buf_free(&s->vocab.scratch);
    buf_free(&s->vocab.lemma);
    vec_free(&s->tokens);
    vec_free(&s->segments);
}

void side_reset(struct side *s, size_t most_words)
{
    struct spell *spell = s->vocab.spell;
    size_t stem = s->vocab.stem;

    vec_clear(&s->tokens);
    vec_clear(&s->segments);
    if (map_count(&s->vocab.words) > most_words) {
        side_free(s);
        side_init(s, stem);
        s->vocab.spell = spell;
    }
}

/* What is kept of a word: all of it folded (of numbers the digits alone), and its stem. */
struct folded {
    struct span whole, stem;
    bool lemma;
};

struct lemma_search {
    struct span whole;  /* the word */
    struct buf *first;  /* its first dictionary form, folded */
    bool same, failed;
};

static bool take_lemma(void *context, struct span lemma)
{
    struct lemma_search *x = context;
    struct buf folded = BUF_INIT;
    bool ok = norm_add_folded(&folded, lemma, NULL) == ST_OK;

    x->same = x->same || span_eq(buf_span(&folded), x->whole);
    if (ok && x->first->len == 0)
        buf_add(x->first, buf_span(&folded));
    buf_free(&folded);
    x->failed = !ok || x->first->failed;
    return !x->failed && !x->same;
}

/* The folded word is in v->scratch; its dictionary form may be put into v->lemma. */
static bool find_stem(struct vocab *v, struct span word, struct folded *f)
{
    struct lemma_search x = {f->whole, &v->lemma, false, false};

    buf_reset(&v->lemma);
    if (v->spell && (!spell_stems(v->spell, word, take_lemma, &x) && x.failed))
        return false;
    f->lemma = x.same;
    if (!x.same && v->lemma.len)
        f->stem = buf_span(&v->lemma);
    f->stem.len = utf8_skip(f->stem, v->stem);
    return true;
}

static bool fold(struct vocab *v, struct span word, enum word_kind kind, struct folded *f)
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
    *f = (struct folded){buf_span(b), buf_span(b), false};
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

/* Words are looked up as they are written, so that what becomes of one does not depend on others:
 * what is kept is the type's number and whether the word is a dictionary form. */
enum { IS_LEMMA = 1, TYPE_SHIFT = 1 };

uint32_t vocab_find(struct vocab *v, struct span word, enum word_kind kind)
{
    const uint64_t *slot = map_get(&v->words, word);
    struct folded f;

    if (slot)
        return (uint32_t)(*slot >> TYPE_SHIFT);
    if (!fold(v, word, kind, &f) || (kind == WORD_LETTERS && !find_stem(v, word, &f)))
        return UINT32_MAX;
    return vocab_stem(v, f.stem);
}

bool vocab_is_lemma(const struct vocab *v, struct span word)
{
    const uint64_t *slot = map_get(&v->words, word);

    return slot && (*slot & IS_LEMMA);
}

/* The type of a stem, made when new; UINT32_MAX when memory runs out. */
static uint32_t intern_stem(struct vocab *v, const struct folded *f, enum word_kind kind)
{
    struct vocab_type t = {.kind = kind};
    bool added;
    uint64_t *slot = map_put(&v->ids, f->stem, &added);

    if (!slot)
        return UINT32_MAX;
    if (!added)
        return (uint32_t)*slot;
    t.text = arena_dup(&v->arena, f->stem);
    if (!t.text.ptr || !make_key(v, &t, f->whole))
        return UINT32_MAX;
    *slot = v->types.len;
    return vec_push(&v->types, t) ? (uint32_t)*slot : UINT32_MAX;
}

uint32_t vocab_stem(const struct vocab *v, struct span stem)
{
    const uint64_t *slot = map_get(&v->ids, stem);

    return slot ? (uint32_t)*slot : UINT32_MAX;
}

uint32_t vocab_add_stem(struct vocab *v, struct span stem)
{
    struct folded f = {stem, stem, false};
    struct word w = {.kind = WORD_LETTERS};
    size_t at = 0;

    (void)word_next(stem, &at, &w);
    return intern_stem(v, &f, w.kind);
}

/* The type of a word as written, made when new; UINT32_MAX when memory runs out. */
static uint32_t vocab_intern(struct vocab *v, struct span word, enum word_kind kind)
{
    struct folded f;
    uint64_t *slot;
    uint32_t type;
    bool added;

    slot = map_put(&v->words, word, &added);
    if (!slot)
        return UINT32_MAX;
    if (!added)
        return (uint32_t)(*slot >> TYPE_SHIFT);
    if (!fold(v, word, kind, &f))
        return UINT32_MAX;
    if (kind == WORD_LETTERS && !find_stem(v, word, &f))
        return UINT32_MAX;
    type = intern_stem(v, &f, kind);
    *slot = (uint64_t)type << TYPE_SHIFT | (f.lemma ? IS_LEMMA : 0);
    return type;
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
