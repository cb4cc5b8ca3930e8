/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem stats: what a memory holds.  What it knows of files is in tmem_analysis.c. */
#include "tools/tmem.h"

#include "base/map.h"
#include "interchange/json.h"
#include "interchange/tsv.h"
#include "text/plain.h"

/* stats of the memory */

struct tally {
    uint64_t segments, words;
};

struct census {
    uint64_t units;
    struct map langs; /* language -> place in `tallies` */
    VEC(struct tally) tallies;
};

static enum status count_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct census *s = context;

    s->units++;
    for (size_t i = 0; i < u->n_variants; i++) {
        bool added;
        uint64_t *place = map_put(&s->langs, u->variants[i].lang, &added);
        if (!place)
            return error_nomem(e);
        if (added) {
            *place = s->tallies.len;
            if (!vec_push(&s->tallies, ((struct tally){0, 0})))
                return error_nomem(e);
        }
        s->tallies.v[*place].segments++;
        s->tallies.v[*place].words += text_words(u->variants[i].text);
    }
    return ST_OK;
}

static void write_census(struct writer *w, const struct census *s, bool json)
{
    const struct map_entry *l;
    struct buf b = BUF_INIT;

    if (!json)
        writer_printf(w, "units\t%llu\n", (unsigned long long)s->units);
    for (l = map_first(&s->langs); l; l = map_next(l)) {
        const struct tally *n = &s->tallies.v[map_value(l)];
        struct jsonw j;
        if (!json) {
            tsv_add_escaped(&b, map_key(l));
            buf_printf(&b, "\t%llu\t%llu\n", (unsigned long long)n->segments,
                       (unsigned long long)n->words);
            continue;
        }
        j = jsonw_begin(&b);
        jsonw_uint(&j, "units", s->units);
        jsonw_string(&j, "lang", map_key(l));
        jsonw_uint(&j, "segments", n->segments);
        jsonw_uint(&j, "words", n->words);
        jsonw_end(&j);
    }
    writer_put(w, buf_span(&b));
    buf_free(&b);
}

static int stats_of_memory(struct cli *c, struct tmem *t)
{
    const struct tm_filter filter = {.since = INT64_MIN, .texts_only = true};
    struct census s = {.langs = MAP_INIT};
    struct error e;
    int rc = tmem_open_further(c, t);
    enum status st = rc ? ST_OK : tm_store_each(t->store, &filter, count_unit, &s, &e);

    for (size_t i = 0; !rc && !st && i < t->further.len; i++)
        st = tm_store_each(t->further.v[i].store, &filter, count_unit, &s, &e);
    if (st)
        rc = cli_fail(c, &e);
    else if (!rc)
        write_census(cli_out(c), &s, tmem_json(c));
    map_free(&s.langs);
    vec_free(&s.tallies);
    return rc;
}

int tmem_stats(struct cli *c)
{
    struct tmem *t = c->state;
    bool table = c->files_given && c->format_given && strcmp(c->format, "text") == 0;
    int rc = table ? EXIT_DONE : tmem_no_tmx(c);

    if (!rc)
        rc = tmem_direction(c, t, !c->files_given);
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (rc)
        return rc;
    return c->files_given ? tmem_analysis(c, t) : stats_of_memory(c, t);
}
