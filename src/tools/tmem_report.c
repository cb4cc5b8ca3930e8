/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem concord, stats, log, undo */
#include "tools/tmem.h"

#include "base/map.h"
#include "interchange/json.h"
#include "interchange/tsv.h"
#include "memory/concord.h"
#include "memory/lookup.h"
#include "text/utf8.h"
#include "text/words.h"
#include "tools/filter.h"

#include <stdio.h>
#include <unistd.h>

static bool wants_json(const struct cli *c)
{
    return c->format_given && strcmp(c->format, "json") == 0;
}

static int no_tmx(struct cli *c)
{
    if (c->format_given && strcmp(c->format, "tmx") == 0)
        return cli_usage(c, _("%s writes tsv or json"), c->command);
    return EXIT_DONE;
}

/* concord */

enum { DEFAULT_HITS = 50 };

/* A field with the place of the phrase in it made bold, on a terminal. */
static void add_side(struct buf *row, struct span text, struct concord_place at, bool color)
{
    buf_addch(row, '\t');
    if (!color || at.from == at.to) {
        tsv_add_escaped(row, text);
        return;
    }
    tsv_add_escaped(row, span_cut(text, 0, at.from));
    buf_adds(row, "\033[1;31m");
    tsv_add_escaped(row, span_cut(text, at.from, at.to));
    buf_adds(row, "\033[m");
    tsv_add_escaped(row, span_from(text, at.to));
}

static void add_place(struct json *j, const char *key, struct concord_place at)
{
    struct json place;

    if (at.from == at.to) {
        json_null(j, key);
        return;
    }
    place = json_object(j, key);
    json_uint(&place, "offset", at.from);
    json_uint(&place, "length", at.to - at.from);
    json_close(&place);
}

static void add_hit(struct buf *row, const struct concord_hit *h, bool json, bool color)
{
    struct json j;

    if (!json) {
        buf_printf(row, "%lld", (long long)h->unit.id);
        add_side(row, h->source->text, h->source_at, color);
        add_side(row, h->target->text, h->target_at, color);
        tsv_add_next(row, h->unit.origin);
        buf_addch(row, '\n');
        return;
    }
    j = json_begin(row);
    json_uint(&j, "unit", (uint64_t)h->unit.id);
    json_string(&j, "source", h->source->text);
    json_string(&j, "target", h->target->text);
    json_string(&j, "origin", h->unit.origin);
    json_bool(&j, "whole_words", h->whole_words);
    add_place(&j, "in_source", h->source_at);
    add_place(&j, "in_target", h->target_at);
    json_end(&j);
}

static int show_hits(struct cli *c, const struct concord *found)
{
    bool color = !c->output && diag_color(STDOUT_FILENO);
    struct buf row = BUF_INIT;
    struct error e;
    int rc = found->hits.len ? EXIT_DONE : EXIT_NEGATIVE;

    for (size_t i = 0; i < found->hits.len; i++)
        add_hit(&row, &found->hits.v[i], wants_json(c), color);
    if (buf_status(&row, &e))
        rc = cli_fail(c, &e);
    else
        writer_put(cli_out(c), buf_span(&row));
    buf_free(&row);
    if (found->found > found->hits.len && !c->quiet)
        diag_message(_("%zu of %zu shown; --top=N shows more"), found->hits.len, found->found);
    return rc;
}

/* The operands are one phrase. */
static enum status join_operands(const struct cli *c, struct buf *out, struct error *e)
{
    for (size_t i = 0; i < c->n_files; i++) {
        if (i)
            buf_addch(out, ' ');
        buf_adds(out, c->files[i]);
    }
    if (!utf8_valid(buf_span(out)))
        return error_set(e, ST_ENCODING, "%s", _("the phrase is not UTF-8"));
    return buf_status(out, e);
}

int tmem_concord(struct cli *c, struct tmem *t)
{
    struct concord found = {0};
    struct buf phrase = BUF_INIT;
    struct error e = {0};
    int rc = no_tmx(c);

    if (!rc)
        rc = tmem_direction(c, t, false);
    if (!rc && !c->files_given)
        rc = cli_usage(c, _("which phrase?"));
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (rc)
        return rc;
    if (join_operands(c, &phrase, &e) ||
        concord_find(&found, t->store, &t->direction.value, buf_span(&phrase),
                     t->top ? t->top : DEFAULT_HITS, &e))
        rc = cli_fail(c, &e);
    else
        rc = show_hits(c, &found);
    concord_free(&found);
    buf_free(&phrase);
    return rc;
}

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
        struct json j;
        if (!json) {
            tsv_add_escaped(&b, map_key(l));
            buf_printf(&b, "\t%llu\t%llu\n", (unsigned long long)n->segments,
                       (unsigned long long)n->words);
            continue;
        }
        j = json_begin(&b);
        json_uint(&j, "units", s->units);
        json_string(&j, "lang", map_key(l));
        json_uint(&j, "segments", n->segments);
        json_uint(&j, "words", n->words);
        json_end(&j);
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
        write_census(cli_out(c), &s, wants_json(c));
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
        struct json j;
        if (!wants_json(c)) {
            buf_printf(&b, "%s\t%llu\t%llu\t%llu\n", name,
                       (unsigned long long)a->bands[i].segments,
                       (unsigned long long)a->bands[i].words,
                       (unsigned long long)a->bands[i].chars);
            continue;
        }
        j = json_begin(&b);
        json_string(&j, "match", span_str(name));
        json_uint(&j, "segments", a->bands[i].segments);
        json_uint(&j, "words", a->bands[i].words);
        json_uint(&j, "characters", a->bands[i].chars);
        json_end(&j);
    }
    writer_put(cli_out(c), buf_span(&b));
    buf_free(&b);
}

static int stats_of_files(struct cli *c, struct tmem *t)
{
    const struct filter filter = {.unit = READ_LINE, .keep_terminator = true, .chunk = take_line};
    struct analysis a = {.seen = MAP_INIT};
    struct error e;
    int rc;

    if (tm_lookup_open(&a.memory, t->store, &t->direction.value, t->mode, &e))
        return cli_fail(c, &e);
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
    int rc = no_tmx(c);

    if (!rc)
        rc = tmem_direction(c, t, !c->files_given);
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (rc)
        return rc;
    return c->files_given ? stats_of_files(c, t) : stats_of_memory(c, t);
}

/* log, undo */

static const char *state_name(enum tm_batch_state state)
{
    return state == TM_BATCH_OPEN ? "open" : state == TM_BATCH_DONE ? "done" : "undone";
}

struct listing {
    struct buf rows;
    bool json;
};

static enum status list_batch(void *context, const struct tm_batch *b, struct error *e)
{
    struct listing *l = context;
    char started[17];
    struct json j;

    tm_time_format(b->started, started);
    if (l->json) {
        j = json_begin(&l->rows);
        json_uint(&j, "batch", (uint64_t)b->id);
        json_string(&j, "started", span_str(started));
        json_string(&j, "kind", b->kind);
        json_string(&j, "state", span_str(state_name(b->state)));
        json_uint(&j, "added", b->added);
        json_uint(&j, "merged", b->merged);
        json_string(&j, "file", b->source);
        json_end(&j);
    } else {
        buf_printf(&l->rows, "%lld\t%s\t%.*s\t%s\t%llu\t%llu", (long long)b->id, started,
                   SPAN_ARG(b->kind), state_name(b->state), (unsigned long long)b->added,
                   (unsigned long long)b->merged);
        tsv_add_next(&l->rows, b->source);
        buf_addch(&l->rows, '\n');
    }
    return buf_status(&l->rows, e);
}

int tmem_log(struct cli *c, struct tmem *t)
{
    struct listing l = {.json = wants_json(c)};
    struct error e;
    int rc = no_tmx(c);

    if (!rc && c->files_given)
        rc = cli_usage(c, _("log takes no operands"));
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (rc)
        return rc;
    if (tm_batch_each(t->store, list_batch, &l, &e))
        rc = cli_fail(c, &e);
    else
        writer_put(cli_out(c), buf_span(&l.rows));
    buf_free(&l.rows);
    return rc;
}

int tmem_undo(struct cli *c, struct tmem *t)
{
    struct error e;
    uint64_t id;
    int rc = EXIT_DONE;

    if (!c->files_given)
        return cli_usage(c, _("which batch? “tmem log” lists them"));
    for (size_t i = 0; i < c->n_files; i++) {
        if (!span_to_u64(span_str(c->files[i]), &id) || id > INT64_MAX)
            return cli_usage(c, _("“%s” is not the number of a batch"), c->files[i]);
    }
    /* a memory that is not there must not be made by taking something back */
    rc = tmem_open(c, t, TM_READ);
    if (rc)
        return rc;
    tm_store_close(t->store);
    t->store = NULL;
    if (tm_store_open(&t->store, t->path, TM_WRITE, &e))
        return cli_fail(c, &e);
    for (size_t i = 0; i < c->n_files; i++) {
        if (span_to_u64(span_str(c->files[i]), &id) &&
            tm_batch_undo(t->store, (int64_t)id, &e))
            rc = cli_fail(c, &e);
    }
    return rc;
}
