/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiled file of styles: the first half of style.h. */
#include "names/style_private.h"

#include <stdlib.h>

enum status styles_open(struct styles **out, const char *path, struct error *e)
{
    struct styles *s = calloc(1, sizeof *s);
    const void *items = NULL;
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    st = pack_open(&s->pack, path, STYLE_PACK, STYLE_PACK_VERSION, 0, e);
    if (st != ST_OK) {
        free(s);
        return st;
    }
    st = pack_array(&s->pack, STYLE_STYLES, sizeof *s->styles, &items, &s->n_styles, e);
    s->styles = items;
    if (st == ST_OK)
        st = pack_array(&s->pack, STYLE_SYSTEMS, sizeof *s->systems, &items, &s->n_systems, e);
    s->systems = items;
    if (st == ST_OK)
        st = pack_array(&s->pack, STYLE_SPELLINGS, sizeof *s->spellings, &items, &s->n_spellings,
                        e);
    s->spellings = items;
    s->strings = pack_section(&s->pack, STYLE_STRINGS);
    if (st != ST_OK) {
        error_locate(e, path, 0);
        styles_close(s);
        return st;
    }
    *out = s;
    return ST_OK;
}

void styles_close(struct styles *s)
{
    if (!s)
        return;
    pack_close(&s->pack);
    free(s);
}

uint32_t styles_count(const struct styles *s)
{
    return (uint32_t)s->n_styles;
}

struct span styles_str(const struct styles *s, struct disk_str str)
{
    return index_str(s->strings, str);
}

struct span styles_name(const struct styles *s, uint32_t i)
{
    return i < s->n_styles ? styles_str(s, s->styles[i].name) : span_of("", 0);
}

struct span styles_lang(const struct styles *s, uint32_t i)
{
    return i < s->n_styles ? styles_str(s, s->styles[i].lang) : span_of("", 0);
}

void styles_fingerprint(const struct styles *s, char out[13])
{
    pack_fingerprint(&s->pack, out);
}

struct span styles_spelling(const struct styles *s, uint32_t i, struct span id)
{
    struct disk_run run = s->styles[i].spellings;
    size_t lo = run.first, hi = (size_t)run.first + run.count;

    if (hi > s->n_spellings)
        return span_of(NULL, 0);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = span_cmp(styles_str(s, s->spellings[mid].id), id);

        if (order == 0)
            return styles_str(s, s->spellings[mid].spelling);
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return span_of(NULL, 0);
}

bool styles_system(const struct styles *s, uint32_t i, uint32_t n, struct span *lang,
                   struct span *system)
{
    struct disk_run run = s->styles[i].systems;
    size_t at = (size_t)run.first + n;

    if (n >= run.count || at >= s->n_systems)
        return false;
    *lang = styles_str(s, s->systems[at].lang);
    *system = styles_str(s, s->systems[at].system);
    return true;
}
