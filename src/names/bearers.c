/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/bearers.h"

#include "base/map.h"
#include "names/key.h"
#include "names/sound.h"

#include <stdlib.h>

struct bearers {
    const struct authority *a;
    struct map counts; /* of what was counted before, by key and layer */
    uint32_t *turn;    /* in which each entity was last counted */
    uint32_t now;
    struct buf key;
    uint32_t records;  /* in one layer; 0: not counted yet */
    unsigned layer;
};

enum status bearers_new(struct bearers **out, const struct authority *a, struct error *e)
{
    struct bearers *b = calloc(1, sizeof *b);

    *out = b;
    if (!b)
        return error_nomem(e);
    b->a = a;
    b->turn = calloc((size_t)auth_count(a) + 1, sizeof *b->turn);
    if (b->turn)
        return ST_OK;
    bearers_free(b);
    *out = NULL;
    return error_nomem(e);
}

void bearers_free(struct bearers *b)
{
    if (!b)
        return;
    map_free(&b->counts);
    free(b->turn);
    buf_free(&b->key);
    free(b);
}

/* Is `word` one of the words of `key`? */
static bool has_word(struct span key, struct span word)
{
    struct span one;

    while (span_split(&key, ' ', &one))
        if (span_eq(one, word))
            return true;
    return span_eq(key, word);
}

/* Count people in a run who were not counted in this turn: all of them, or those with `word` in a part
 * of several words. */
static uint32_t count_run(struct bearers *b, struct auth_run run, struct span word, unsigned layer)
{
    uint32_t count = 0;

    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form f;
        struct auth_entity ent;

        if (!auth_form(b->a, auth_run_form(b->a, run, i), &f) || f.role > AUTH_PATRONYMIC ||
            b->turn[f.entity] == b->now ||
            (word.len && (f.words < 2 || !has_word(f.key, word))) ||
            !auth_entity(b->a, f.entity, &ent) || ent.layer != layer)
            continue;
        b->turn[f.entity] = b->now;
        count++;
    }
    return count;
}

static uint32_t count_all(struct bearers *b, const char *sounds, struct span key, unsigned layer)
{
    static const struct span all = {"", 0};
    char bones[SOUND_MAX];

    b->now++;
    if (!*sounds)
        return count_run(b, auth_find(b->a, key), all, layer);
    sound_skeleton(sounds, bones);
    return count_run(b, auth_find_sound(b->a, span_str(sounds)), all, layer) +
           count_run(b, auth_find_skeleton(b->a, span_str(bones)), key, layer);
}

enum status bearers_count(struct bearers *b, struct span word, unsigned layer, uint32_t *count,
                          struct error *e)
{
    struct sound s;
    uint64_t *known;
    enum status st;
    size_t len;
    bool added;

    buf_reset(&b->key);
    st = key_add(&b->key, word, e);
    if (st != ST_OK)
        return st;
    len = b->key.len;
    buf_printf(&b->key, " %u", layer);
    st = buf_status(&b->key, e);
    if (st != ST_OK)
        return st;
    known = map_put(&b->counts, buf_span(&b->key), &added);
    if (!known)
        return error_nomem(e);
    if (added) {
        sound_of(word, &s);
        *known = count_all(b, s.count ? s.key[0] : "", span_cut(buf_span(&b->key), 0, len), layer);
    }
    *count = *known > 1 ? (uint32_t)*known : 1;
    return ST_OK;
}

uint32_t bearers_records(struct bearers *b, unsigned layer)
{
    struct auth_entity ent;

    if (b->records > 0 && b->layer == layer)
        return b->records;
    b->records = 0;
    b->layer = layer;
    for (uint32_t i = 0; auth_entity(b->a, i, &ent); i++)
        b->records += ent.layer == layer;
    return b->records;
}
