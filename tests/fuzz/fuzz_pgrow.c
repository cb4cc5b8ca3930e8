/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes in the place of a server's row are read or refused, and what is read survives being
 * written and read again. */
#include "memory/store_pg.h"

#include "fuzz.h"

static void same_variant(const struct tm_variant *a, const struct tm_variant *b)
{
    require(span_eq(a->lang, b->lang) && span_eq(a->text, b->text) &&
            span_eq(a->markup, b->markup) && span_eq(a->extra, b->extra));
}

static void write_and_read(const struct tm_unit *u, struct arena *a)
{
    /* where the columns that are read stand among those that are written */
    static const int places[PG_UNIT_FIELDS] = {0, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13};
    struct pg_pending p = {.unit = *u, .pair = "en-kk", .changed = u->changed, .id = u->id};
    struct span written[14], fields[PG_UNIT_FIELDS];
    struct buf row = BUF_INIT;
    struct tm_unit again;

    pg_add_row(&row, &p, u->batch);
    require(!row.failed && pg_cut_row(buf_span(&row), written, COUNT_OF(written)));
    for (size_t i = 0; i < PG_UNIT_FIELDS; i++)
        fields[i] = written[places[i]];
    require(pg_take_unit(a, fields, &again));
    require(again.id == u->id && again.batch == u->batch && again.changed == u->changed);
    require(span_eq(again.srclang, u->srclang) && span_eq(again.origin, u->origin) &&
            span_eq(again.context, u->context) && span_eq(again.extra, u->extra));
    require(again.n_variants == u->n_variants);
    for (size_t i = 0; i < u->n_variants; i++)
        same_variant(&again.variants[i], &u->variants[i]);
    buf_free(&row);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span fields[PG_UNIT_FIELDS], row = span_of((const char *)data, size);
    struct arena a = ARENA_INIT;
    struct tm_unit u;
    bool languages = true;

    if (pg_cut_row(row, fields, PG_UNIT_FIELDS) && pg_take_unit(&a, fields, &u)) {
        for (size_t i = 0; i < u.n_variants; i++)
            languages = languages && u.variants[i].lang.len;
        if (languages)
            write_and_read(&u, &a);
    }
    arena_free(&a);
    return 0;
}
