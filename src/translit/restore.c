/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/restore.h"

#include "base/map.h"
#include "translit/choose.h"

#include <stdlib.h>

enum { CACHE_WORDS = 100000 };

struct restore {
    struct chooser chooser;
    restore_listener *listener;
    void *context;
    bool marking;

    struct map cache; /* reading: number in `choices`, from 1 */
    struct arena memory;
    VEC(struct restore_choice) choices;
};

static bool is_restorable(const struct xlit_db *db, const struct xlit *back)
{
    const struct xlit_info *info = xlit_info(back);

    return db && xlit_is_reverse(back) && info == xlit_db_find(db, info->id) &&
           span_eqs(info->language, "kk") && span_eqs(info->from, "Cyrl") &&
           !span_eqs(info->to, "Cyrl") && info->reversible == XLIT_REVERSIBLE_PARTLY;
}

enum status restore_open(struct restore **out, const struct xlit_db *db, const struct xlit *back,
                         struct error *e)
{
    struct restore *r;
    enum status st;

    *out = NULL;
    if (!is_restorable(db, back))
        return ST_OK;
    r = calloc(1, sizeof *r);
    if (!r)
        return error_nomem(e);
    st = readings_open(&r->chooser.set, db, xlit_info(back)->id, e);
    if (st == ST_OK && r->chooser.set.swaps.len > 0) {
        *out = r;
        return ST_OK;
    }
    restore_free(r);
    return st;
}

void restore_free(struct restore *r)
{
    if (!r)
        return;
    chooser_close(&r->chooser);
    vec_free(&r->choices);
    map_free(&r->cache);
    arena_free(&r->memory);
    free(r);
}

const char *restore_note(const struct restore *r)
{
    return r->chooser.note;
}

void restore_set_listener(struct restore *r, restore_listener *listener, void *context)
{
    r->listener = listener;
    r->context = context;
}

void restore_set_marking(struct restore *r, bool marking)
{
    r->marking = marking;
}

/* Words */

static void forget(struct restore *r)
{
    map_free(&r->cache);
    arena_reset(&r->memory);
    vec_clear(&r->choices);
}

enum status restore_word(struct restore *r, struct span reading, struct restore_choice *choice,
                         struct error *e)
{
    struct restore_choice made = {0};
    uint64_t *place = map_get(&r->cache, reading);
    enum status st;

    if (!place) {
        if (r->choices.len >= CACHE_WORDS)
            forget(r);
        made.system = xlit_info(r->chooser.set.forward)->id;
        made.reading = arena_dup(&r->memory, reading);
        st = made.reading.ptr
                 ? chooser_choose(&r->chooser, &made, r->listener || r->marking, &r->memory, e)
                 : error_nomem(e);
        if (st != ST_OK)
            return st;
        if (!(place = map_put(&r->cache, reading, NULL)))
            return error_nomem(e);
        if (!vec_push(&r->choices, made)) {
            forget(r);
            return error_nomem(e);
        }
        *place = r->choices.len;
    }
    *choice = r->choices.v[*place - 1];
    return ST_OK;
}

/* Whole text */

/* The next run of letters and marks in text[*at…]. */
static bool next_word(struct span text, size_t *at, struct span *word)
{
    size_t from = text.len;

    while (*at < text.len) {
        size_t next = *at;
        uint32_t c = utf8_next(text, &next);
        bool letter = c >= 0x80 && c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c));

        if (!letter && from < text.len)
            break;
        if (letter && from == text.len)
            from = *at;
        *at = next;
    }
    *word = span_cut(text, from, *at);
    return from < text.len;
}

static void add_choice(const struct restore *r, const struct restore_choice *choice,
                       struct buf *out)
{
    bool marked = r->marking && restore_is_open(choice->verdict);

    buf_adds(out, marked ? "⟦" : "");
    buf_add(out, choice->chosen);
    buf_adds(out, marked ? "⟧" : "");
}

static enum status restore_part(struct restore *r, struct span text, struct buf *out,
                                struct error *e)
{
    struct restore_choice choice;
    struct span word;
    size_t at = 0, done = 0;

    while (next_word(text, &at, &word)) {
        enum status st = restore_word(r, word, &choice, e);

        if (st != ST_OK)
            return st;
        buf_add(out, span_cut(text, done, (size_t)(word.ptr - text.ptr)));
        add_choice(r, &choice, out);
        done = at;
        if (r->listener && choice.verdict != RESTORE_PLAIN)
            r->listener(r->context, &choice);
    }
    buf_add(out, span_from(text, done));
    return buf_status(out, e);
}

enum status restore_text(struct restore *r, struct span text, struct xlit_keep *keep, size_t count,
                         struct buf *out, struct error *e)
{
    const size_t before = out->len;
    size_t done = 0;
    enum status st = ST_OK;

    for (size_t i = 0; i <= count && st == ST_OK; i++) {
        size_t from = i < count ? keep[i].from : text.len, to = i < count ? keep[i].to : text.len;

        st = restore_part(r, span_cut(text, done, from), out, e);
        if (st == ST_OK && i < count) {
            keep[i].from = out->len - before;
            buf_add(out, span_cut(text, from, to));
            keep[i].to = out->len - before;
        }
        done = to;
    }
    return st == ST_OK ? buf_status(out, e) : st;
}
