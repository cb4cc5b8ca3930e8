/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why nothing was found: no unit is in both languages. */
#include "tools/tmem.h"

#include "base/map.h"

struct census {
    const struct tm_direction *direction;
    struct map tags; /* as the units have them */
    bool served;     /* a unit in both languages */
};

static enum status look_at(void *context, const struct tm_unit *u, struct error *e)
{
    struct census *c = context;
    struct tm_sides sides;

    c->served = tm_direction_pick(c->direction, u, &sides);
    if (c->served)
        return error_set(e, ST_LIMIT, "%s", "enough was seen");
    for (size_t i = 0; i < u->n_variants; i++) {
        if (!map_put(&c->tags, u->variants[i].lang, NULL))
            return error_nomem(e);
    }
    return ST_OK;
}

static void tell(const struct tmem *t, const struct census *c)
{
    enum { TOLD = 20 };
    struct buf tags = BUF_INIT;
    size_t n = 0;

    for (const struct map_entry *m = map_first(&c->tags); m && n < TOLD; m = map_next(m), n++) {
        buf_adds(&tags, n ? ", " : "");
        buf_add(&tags, map_key(m));
    }
    if (n < map_count(&c->tags))
        buf_adds(&tags, ", …");
    if (!n)
        diag_message("%s", _("the memory is empty"));
    else if (!tags.failed)
        diag_message(_("no unit is in both %s and %s; languages of the memory: %s"), t->source,
                     t->target, buf_cstr(&tags));
    buf_free(&tags);
}

void tmem_explain_nothing(const struct cli *c, const struct tmem *t)
{
    const struct tm_filter filter = {.since = INT64_MIN, .texts_only = true};
    struct census s = {.direction = &t->direction.value, .tags = MAP_INIT};
    struct error e;
    enum status st = c->quiet ? ST_LIMIT : tm_store_each(t->store, &filter, look_at, &s, &e);

    for (size_t i = 0; !st && i < t->further.len; i++)
        st = tm_store_each(t->further.v[i].store, &filter, look_at, &s, &e);
    if (!st)
        tell(t, &s);
    map_free(&s.tags);
}
