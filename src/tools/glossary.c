/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/glossary.h"

#include "align/phrases.h"
#include "tools/dictfile.h"
#include "tools/memfile.h"

void glossary_init(struct glossary *g, struct spell *source, struct spell *target)
{
    *g = (struct glossary){.pairs = MAP_INIT, .sources = MAP_INIT, .arena = ARENA_INIT};
    for (int k = 0; k < 2; k++) {
        side_init(&g->sides[k], VOCAB_STEM);
        g->sides[k].vocab.spell = k ? target : source;
    }
}

static enum status add_types(struct buf *key, struct side *s, struct span text, struct error *e)
{
    enum status st;

    side_reset(s, SIZE_MAX);
    st = side_add(s, text, e);
    if (!st && s->tokens.len)
        buf_add(key, span_of((const char *)s->tokens.v, s->tokens.len * sizeof *s->tokens.v));
    return st;
}

/* The key of a pair, of which the source's is the first *length bytes. */
static enum status make_key(struct glossary *g, struct span source, struct span target,
                            size_t *length, struct error *e)
{
    static const uint32_t end = UINT32_MAX; /* no type */
    enum status st;

    buf_reset(&g->key);
    st = add_types(&g->key, &g->sides[0], source, e);
    buf_add(&g->key, span_of((const char *)&end, sizeof end));
    *length = g->key.len;
    if (!st)
        st = add_types(&g->key, &g->sides[1], target, e);
    return st ? st : buf_status(&g->key, e);
}

static bool is_long(struct span text)
{
    struct word w;
    size_t at = 0, words = 0;

    while (words <= PHRASE_WORDS && word_next(text, &at, &w))
        words++;
    return words > PHRASE_WORDS;
}

static enum status add_term(void *context, struct span source, struct span target,
                            struct error *e)
{
    struct glossary *g = context;
    struct span kept;
    uint64_t *slot;
    size_t length;
    bool added;

    if (is_long(source) || is_long(target))
        return ST_OK;
    if (make_key(g, source, target, &length, e))
        return e->code;
    kept = arena_dup(&g->arena, span_trim(target));
    if (!kept.ptr || !map_put(&g->pairs, buf_span(&g->key), NULL))
        return error_nomem(e);
    slot = map_put(&g->sources, span_cut(buf_span(&g->key), 0, length), &added);
    if (!slot)
        return error_nomem(e);
    if (!added)
        return ST_OK;
    *slot = g->targets.len;
    return vec_push(&g->targets, kept) ? ST_OK : error_nomem(e);
}

enum status glossary_read(struct cli *c, struct glossary *g, const char *path,
                          const char *source_lang, const char *target_lang, struct error *e)
{
    if (memfile_is(path))
        return memfile_each(c, path, source_lang, target_lang, add_term, g, NULL, e);
    return dictfile_each(c, path, source_lang, target_lang, add_term, g, e);
}

enum status glossary_find(struct glossary *g, struct span source, struct span target,
                          bool *has_pair, bool *has_source, struct span *first, struct error *e)
{
    const uint64_t *slot;
    size_t length;
    enum status st = make_key(g, source, target, &length, e);

    if (st)
        return st;
    *has_pair = map_get(&g->pairs, buf_span(&g->key)) != NULL;
    slot = map_get(&g->sources, span_cut(buf_span(&g->key), 0, length));
    *has_source = slot != NULL;
    if (first)
        *first = slot ? g->targets.v[*slot] : span_of("", 0);
    return ST_OK;
}

void glossary_free(struct glossary *g)
{
    side_free(&g->sides[0]);
    side_free(&g->sides[1]);
    map_free(&g->pairs);
    map_free(&g->sources);
    vec_free(&g->targets);
    arena_free(&g->arena);
    buf_free(&g->key);
}
