/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/derive.h"

#include "base/map.h"
#include "names/tags.h"
#include "text/norm.h"

#include <stdlib.h>

struct derive {
    const struct xlit_db *db;
    size_t count;
    struct xlit **opened;
    struct map memo;    /* system number in 4 bytes, text -> address of a struct span */
    struct arena arena;
};

enum status derive_new(struct derive **out, const struct xlit_db *db, struct error *e)
{
    struct derive *d = calloc(1, sizeof *d);

    *out = NULL;
    if (!d)
        return error_nomem(e);
    d->db = db;
    d->count = db ? xlit_db_count(db) : 0;
    d->opened = calloc(d->count + 1, sizeof(struct xlit *));
    if (!d->opened) {
        free(d);
        return error_nomem(e);
    }
    *out = d;
    return ST_OK;
}

void derive_free(struct derive *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->count; i++)
        xlit_free(d->opened[i]);
    free(d->opened);
    map_free(&d->memo);
    arena_free(&d->arena);
    free(d);
}

size_t derive_count(const struct derive *d)
{
    return d->count;
}

const struct xlit_info *derive_info(const struct derive *d, size_t system)
{
    return xlit_db_info(d->db, system);
}

bool derive_find(const struct derive *d, struct span name, size_t *system)
{
    const struct xlit_info *info = d->count ? xlit_db_find(d->db, name) : NULL;

    for (size_t i = 0; info && i < d->count; i++) {
        if (xlit_db_info(d->db, i) == info) {
            *system = i;
            return true;
        }
    }
    return false;
}

bool derive_is_bridge(const struct derive *d, size_t system, struct span *to)
{
    const struct xlit_info *info = derive_info(d, system);
    struct span rest = info->id, from;

    if (!span_eq(info->from, info->to) || !span_split(&rest, '-', &from))
        return false;
    *to = rest;
    return span_eq(from, info->language) && (rest.len == 2 || rest.len == 3);
}

bool derive_bridge(const struct derive *d, struct span from, struct span to, size_t *system)
{
    struct span target;

    for (size_t i = 0; i < d->count; i++) {
        if (derive_is_bridge(d, i, &target) && tag_fit(target, to) &&
            tag_fit(derive_info(d, i)->language, from)) {
            *system = i;
            return true;
        }
    }
    return false;
}

static enum script script_of_code(struct span code)
{
    static const struct {
        const char *code;
        enum script script;
    } codes[] = {
        {"Latn", SCRIPT_LATIN},       {"Cyrl", SCRIPT_CYRILLIC}, {"Arab", SCRIPT_ARABIC},
        {"Grek", SCRIPT_GREEK},       {"Armn", SCRIPT_ARMENIAN}, {"Geor", SCRIPT_GEORGIAN},
        {"Hebr", SCRIPT_HEBREW},
    };

    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (span_eqs(code, codes[i].code))
            return codes[i].script;
    }
    return SCRIPT_COMMON;
}

static bool has_script(struct span text, enum script script)
{
    size_t at = 0;

    while (at < text.len) {
        uint32_t c = utf8_next(text, &at);

        if (c != UTF8_BAD && char_script(c) == script)
            return true;
    }
    return false;
}

bool derive_reads(const struct derive *d, size_t system, struct span lang, struct span text)
{
    const struct xlit_info *info = derive_info(d, system);

    return tag_fit(info->language, lang) && has_script(text, script_of_code(info->from));
}

bool derive_regional(struct span lang)
{
    static const char *const langs[] = {"kk", "ru", "uk", "be", "ky", "tg", "uz", "tk", "az", "hy",
                                        "ka", "mn", "tt", "ba", "ce", "os", "ab", "cv", "ug"};

    for (size_t i = 0; i < COUNT_OF(langs); i++) {
        if (tag_fit(span_str(langs[i]), lang))
            return true;
    }
    return false;
}

static enum status run(struct derive *d, size_t system, struct span text, struct span *out,
                       struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st = ST_OK;

    if (!d->opened[system])
        st = xlit_open(&d->opened[system], d->db, derive_info(d, system)->id, false, e);
    if (st == ST_OK)
        st = xlit_run(d->opened[system], text, &b, e);
    if (st == ST_OK) {
        *out = arena_dup(&d->arena, buf_span(&b));
        if (!out->ptr)
            st = error_nomem(e);
    }
    buf_free(&b);
    return st;
}

enum status derive_text(struct derive *d, size_t system, struct span text, struct span *out,
                        struct error *e)
{
    struct buf key = BUF_INIT;
    uint32_t number = (uint32_t)system;
    uint64_t *known = NULL;
    struct span *kept;
    bool added = false;
    enum status st;

    buf_addn(&key, (const char *)&number, sizeof number);
    buf_add(&key, text);
    if (!key.failed)
        known = map_put(&d->memo, buf_span(&key), &added);
    buf_free(&key);
    if (!known)
        return error_nomem(e);
    if (!added && *known) {
        *out = *(const struct span *)(uintptr_t)*known;
        return ST_OK;
    }
    st = run(d, system, text, out, e);
    if (st != ST_OK)
        return st;
    kept = arena_alloc(&d->arena, sizeof *kept);
    if (!kept)
        return error_nomem(e);
    *kept = *out;
    *known = (uint64_t)(uintptr_t)kept;
    return ST_OK;
}
