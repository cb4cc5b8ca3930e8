/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem stats: what a memory holds, and how much of a file it knows. */
#include "tools/tmem.h"

#include "base/map.h"
#include "interchange/json.h"
#include "interchange/tsv.h"
#include "memory/lookup.h"
#include "text/utf8.h"
#include "text/words.h"
#include "tools/filter.h"

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
        s->tallies.v[*place].words += word_count(u->variants[i].text);
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
    int rc = EXIT_DONE;

    if (tm_store_each(t->store, &filter, count_unit, &s, &e))
        rc = cli_fail(c, &e);
    else
        write_census(cli_out(c), &s, tmem_json(c));
    map_free(&s.langs);
    vec_free(&s.tallies);
    return rc;
}

/* stats of files: how much of them the memory knows */

static const struct {
    double from;
    const char *name;
} bands[] = {
    {100, "100"}, {95, "95-99"}, {85, "85-94"}, {75, "75-84"}, {50, "50-74"}, {0, "no-match"},
};

enum { REPEATED = COUNT_OF(bands), TOTAL, BANDS };

struct analysis {
    struct tm_lookup *memory;
    struct map seen;
    struct { uint64_t segments, words, chars; } bands[BANDS];
    struct buf line, key;
};

static void count_in(struct analysis *a, size_t band, struct span line)
{
    a->bands[band].segments++;
    a->bands[band].words += word_count(line);
    a->bands[band].chars += utf8_count(line);
}

static enum status analyse(struct analysis *a, struct span line, struct error *e)
{
    const struct tm_lookup_options options = {.min_score = 50, .top = 1};
    const struct tm_matches *matches;
    size_t band = COUNT_OF(bands) - 1;
    bool added = false;
    enum status st;

    buf_reset(&a->key);
    st = tm_normalize(&a->key, line, e);
    if (st || a->key.len == 0)
        return st;
    if (!map_put(&a->seen, buf_span(&a->key), &added))
        return error_nomem(e);
    st = tm_lookup_find(a->memory, line, &options, &matches, e);
    for (size_t i = 0; !st && matches->len && i < COUNT_OF(bands); i++) {
        if (matches->v[0].score >= bands[i].from) {
            band = i;
            break;
        }
    }
    count_in(a, band && !added ? REPEATED : band, buf_span(&a->key));
    count_in(a, TOTAL, buf_span(&a->key));
    return st;
}

static enum status take_line(void *state, const struct filter_input *in, struct buf *out,
                             struct error *e)
{
    struct analysis *a = state;
    enum status st;

    (void)out;
    buf_add(&a->line, in->text);
    st = buf_status(&a->line, e);
    if (st || in->more)
        return st;
    st = analyse(a, buf_span(&a->line), e);
    buf_reset(&a->line);
    return st;
}

static void write_analysis(struct cli *c, const struct analysis *a)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < BANDS; i++) {
        const char *name = i == TOTAL ? "total" : i == REPEATED ? "repeated" : bands[i].name;
        struct jsonw j;
        if (!tmem_json(c)) {
            buf_printf(&b, "%s\t%llu\t%llu\t%llu\n", name,
                       (unsigned long long)a->bands[i].segments,
                       (unsigned long long)a->bands[i].words,
                       (unsigned long long)a->bands[i].chars);
            continue;
        }
        j = jsonw_begin(&b);
        jsonw_string(&j, "match", span_str(name));
        jsonw_uint(&j, "segments", a->bands[i].segments);
        jsonw_uint(&j, "words", a->bands[i].words);
        jsonw_uint(&j, "characters", a->bands[i].chars);
        jsonw_end(&j);
    }
    writer_put(cli_out(c), buf_span(&b));
    buf_free(&b);
}

static int stats_of_files(struct cli *c, struct tmem *t)
{
    const struct filter filter = {.unit = READ_LINE, .keep_terminator = true, .chunk = take_line};
    struct analysis a = {.seen = MAP_INIT};
    int rc = tmem_lookup_open(c, t, &a.memory);

    if (rc)
        return rc;
    rc = filter_run(c, &filter, &a);
    if (!rc)
        write_analysis(c, &a);
    tm_lookup_free(a.memory);
    map_free(&a.seen);
    buf_free(&a.line);
    buf_free(&a.key);
    return rc;
}

int tmem_stats(struct cli *c, struct tmem *t)
{
    int rc = tmem_no_tmx(c);

    if (!rc)
        rc = tmem_direction(c, t, !c->files_given);
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (rc)
        return rc;
    return c->files_given ? stats_of_files(c, t) : stats_of_memory(c, t);
}
