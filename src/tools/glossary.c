/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/glossary.h"

#include "text/norm.h"
#include "tools/dictfile.h"

/* Fold "source" or "source TAB target" into `key`; *length is that of the source part. */
static enum status fold(struct buf *key, struct span source, struct span target, size_t *length,
                        struct error *e)
{
    enum status st;

    buf_reset(key);
    st = norm_add_folded(key, span_trim(source), e);
    *length = key->len;
    buf_addch(key, '\t');
    if (!st)
        st = norm_add_folded(key, span_trim(target), e);
    return st ? st : buf_status(key, e);
}

struct reading_terms {
    struct glossary *g;
    struct buf key;
};

static enum status add_term(void *context, struct span source, struct span target,
                            struct error *e)
{
    struct reading_terms *r = context;
    struct glossary *g = r->g;
    struct span kept = arena_dup(&g->arena, span_trim(target));
    uint64_t *slot;
    size_t length;
    bool added;

    if (fold(&r->key, source, target, &length, e))
        return e->code;
    if (!kept.ptr || !map_put(&g->pairs, buf_span(&r->key), NULL))
        return error_nomem(e);
    slot = map_put(&g->sources, span_cut(buf_span(&r->key), 0, length), &added);
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
    struct reading_terms r = {g, BUF_INIT};
    enum status st = dictfile_each(c, path, source_lang, target_lang, add_term, &r, e);

    buf_free(&r.key);
    return st;
}

enum status glossary_find(const struct glossary *g, struct span source, struct span target,
                          bool *has_pair, bool *has_source, struct span *first, struct error *e)
{
    struct buf key = BUF_INIT;
    const uint64_t *slot;
    size_t length;
    enum status st = fold(&key, source, target, &length, e);

    if (!st) {
        *has_pair = map_get(&g->pairs, buf_span(&key)) != NULL;
        slot = map_get(&g->sources, span_cut(buf_span(&key), 0, length));
        *has_source = slot != NULL;
        if (first)
            *first = slot ? g->targets.v[*slot] : span_of("", 0);
    }
    buf_free(&key);
    return st;
}

void glossary_free(struct glossary *g)
{
    map_free(&g->pairs);
    map_free(&g->sources);
    vec_free(&g->targets);
    arena_free(&g->arena);
}
