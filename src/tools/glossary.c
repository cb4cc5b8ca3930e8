/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/glossary.h"

#include "interchange/tsv.h"
#include "text/norm.h"
#include "tools/textfile.h"

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

static enum status add_term(struct glossary *g, struct span source, struct span target,
                            struct buf *key, struct error *e)
{
    struct span kept = arena_dup(&g->arena, span_trim(target));
    uint64_t *slot;
    size_t length;
    bool added;

    if (fold(key, source, target, &length, e))
        return e->code;
    if (!kept.ptr || !map_put(&g->pairs, buf_span(key), NULL))
        return error_nomem(e);
    slot = map_put(&g->sources, span_cut(buf_span(key), 0, length), &added);
    if (!slot)
        return error_nomem(e);
    if (!added)
        return ST_OK;
    *slot = g->targets.len;
    return vec_push(&g->targets, kept) ? ST_OK : error_nomem(e);
}

enum status glossary_read(struct cli *c, struct glossary *g, const char *path, struct error *e)
{
    struct buf text = BUF_INIT, source = BUF_INIT, target = BUF_INIT, key = BUF_INIT;
    enum status st = textfile_read(c, path, &text, e);
    struct span rest = buf_span(&text), line;
    uint64_t number = 0;

    while (!st && span_split(&rest, '\n', &line)) {
        number++;
        line = tsv_chomp(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (!tsv_next(&line, &source) || !line.ptr || !tsv_next(&line, &target))
            st = error_at(e, ST_SYNTAX, path, number, 0,
                          _("two fields are needed, source TAB target"));
        else if (source.failed || target.failed)
            st = error_nomem(e);
        else
            st = add_term(g, buf_span(&source), buf_span(&target), &key, e);
    }
    buf_free(&text);
    buf_free(&source);
    buf_free(&target);
    buf_free(&key);
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
