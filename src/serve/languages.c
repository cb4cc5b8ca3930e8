/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/languages.h"
#include "base/map.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* So many changed units are looked at one by one; after more all are counted again. */
enum { FEW_CHANGES = 1000 };

/* What one memory holds. */
struct counts {
    bool known;
    char uuid[40];    /* of the memory that was counted */
    uint64_t change;
    struct map tags;  /* "pt-BR" -> number of texts, about */
};

struct languages {
    pthread_mutex_t lock;
    VEC(struct counts) memories;
};

struct languages *languages_new(void)
{
    struct languages *l = calloc(1, sizeof *l);

    if (l)
        pthread_mutex_init(&l->lock, NULL);
    return l;
}

void languages_free(struct languages *l)
{
    if (!l)
        return;
    for (size_t i = 0; i < l->memories.len; i++)
        map_free(&l->memories.v[i].tags);
    vec_free(&l->memories);
    pthread_mutex_destroy(&l->lock);
    free(l);
}

/* Tags */

static void tag_without_region(struct lang_tag *out, const struct lang_tag *tag)
{
    *out = *tag;
    memset(out->region, 0, sizeof out->region);
}

const char *language_direction(const struct lang_tag *tag)
{
    static const char *const leftward[] = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"};

    for (size_t i = 0; i < COUNT_OF(leftward); i++) {
        if (strcmp(tag->script, leftward[i]) == 0)
            return "rtl";
    }
    return "ltr";
}

/* Counting */

static enum status count_tag(struct map *tags, const struct lang_tag *tag, struct error *e)
{
    struct buf name = BUF_INIT;
    uint64_t *count = NULL;

    lang_add(&name, tag);
    if (!name.failed)
        count = map_put(tags, buf_span(&name), NULL);
    buf_free(&name);
    if (!count)
        return error_nomem(e);
    ++*count;
    return ST_OK;
}

static enum status count_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct counts *c = context;
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < u->n_variants; i++) {
        struct lang_tag tag, bare;
        if (!u->variants[i].text.len || !lang_parse(u->variants[i].lang, &tag))
            continue;
        tag_without_region(&bare, &tag);
        st = count_tag(&c->tags, &bare, e);
        if (!st && tag.region[0])
            st = count_tag(&c->tags, &tag, e);
    }
    return st;
}

static enum status count_all(struct counts *c, struct tm_store *s, struct error *e)
{
    const struct tm_filter filter = {.since = INT64_MIN, .texts_only = true};

    map_free(&c->tags);
    return tm_store_each(s, &filter, count_unit, c, e);
}

struct changed {
    struct counts *counts;
    struct tm_store *store;
    struct arena arena;
    size_t n;
    bool gone; /* a unit was taken back, or there are too many */
};

static enum status count_changed(void *context, int64_t unit, struct error *e)
{
    struct changed *c = context;
    struct tm_unit u;
    enum status st;

    if (c->gone || ++c->n > FEW_CHANGES) {
        c->gone = true;
        return ST_OK;
    }
    arena_reset(&c->arena);
    st = tm_store_get(c->store, unit, &c->arena, &u, e);
    if (st == ST_NOTFOUND) {
        c->gone = true;
        return ST_OK;
    }
    return st ? st : count_unit(c->counts, &u, e);
}

/* Add the languages of the units that came since; false in *enough when that does not do. */
static enum status count_new(struct counts *c, struct tm_store *s, bool *enough,
                             struct error *e)
{
    struct changed changed = {.counts = c, .store = s};
    enum status st = tm_store_changes(s, c->change, count_changed, &changed, e);

    arena_free(&changed.arena);
    *enough = !st && !changed.gone;
    return st == ST_UNSUPPORTED ? ST_OK : st;
}

static enum status bring_up_to_date(struct counts *c, struct tm_store *s, struct error *e)
{
    bool same = c->known && strcmp(c->uuid, tm_store_uuid(s)) == 0, enough = false;
    uint64_t change;
    enum status st = tm_store_change(s, &change, e);

    if (st || (same && c->change == change))
        return st;
    c->known = false;
    if (same && change > c->change)
        st = count_new(c, s, &enough, e);
    if (!st && !enough)
        st = count_all(c, s, e);
    if (st)
        return st;
    c->change = change;
    c->known = true;
    snprintf(c->uuid, sizeof c->uuid, "%s", tm_store_uuid(s));
    return ST_OK;
}

static enum status bring_all_up_to_date(struct languages *l, struct handle_stores stores,
                                        struct error *e)
{
    enum status st = ST_OK;

    while (l->memories.len < stores.len)
        if (!vec_push(&l->memories, ((struct counts){.tags = MAP_INIT})))
            return error_nomem(e);
    for (size_t i = 0; !st && i < stores.len; i++)
        st = bring_up_to_date(&l->memories.v[i], stores.v[i], e);
    return st;
}

/* Asking */

struct counted {
    struct span tag;
    uint64_t count;
};

static int by_count(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;

    return x->count != y->count ? (x->count < y->count ? 1 : -1) : span_cmp(x->tag, y->tag);
}

static enum status copy_sorted(const struct map *tags, struct arena *a, struct language_list *out,
                               struct error *e)
{
    size_t n = 0;
    struct counted *list = arena_array(a, map_count(tags) + 1, sizeof *list);

    if (!list)
        return error_nomem(e);
    for (const struct map_entry *m = map_first(tags); m; m = map_next(m))
        list[n++] = (struct counted){arena_dup(a, map_key(m)), map_value(m)};
    qsort(list, n, sizeof *list, by_count);
    for (size_t i = 0; i < n; i++) {
        if (!list[i].tag.ptr || !vec_push(out, list[i].tag))
            return error_nomem(e);
    }
    return ST_OK;
}

/* Add up what the memories hold. */
static enum status add_up(const struct languages *l, struct map *tags, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < l->memories.len; i++)
        for (const struct map_entry *m = map_first(&l->memories.v[i].tags); !st && m;
             m = map_next(m)) {
            uint64_t *count = map_put(tags, map_key(m), NULL);

            if (count)
                *count += map_value(m);
            else
                st = error_nomem(e);
        }
    return st;
}

enum status languages_list(struct languages *l, struct handle_stores stores, struct arena *a,
                           struct language_list *out, struct error *e)
{
    struct map tags = MAP_INIT;
    enum status st;

    vec_clear(out);
    pthread_mutex_lock(&l->lock);
    st = bring_all_up_to_date(l, stores, e);
    if (!st)
        st = add_up(l, &tags, e);
    pthread_mutex_unlock(&l->lock);
    if (!st)
        st = copy_sorted(&tags, a, out, e);
    map_free(&tags);
    return st;
}

static bool holds(const struct counts *c, const struct lang_tag *tag)
{
    for (const struct map_entry *m = map_first(&c->tags); m; m = map_next(m)) {
        struct lang_tag have;

        if (lang_parse(map_key(m), &have) && lang_match(tag, &have))
            return true;
    }
    return false;
}

enum status languages_has(struct languages *l, struct handle_stores stores,
                          const struct lang_tag *tag, bool *has, struct error *e)
{
    enum status st;

    *has = false;
    pthread_mutex_lock(&l->lock);
    st = bring_all_up_to_date(l, stores, e);
    for (size_t i = 0; !st && !*has && i < l->memories.len; i++)
        *has = holds(&l->memories.v[i], tag);
    pthread_mutex_unlock(&l->lock);
    return st;
}
