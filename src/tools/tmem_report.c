/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem concord, log, undo */
#include "tools/tmem.h"

#include "interchange/json.h"
#include "interchange/tsv.h"
#include "memory/concord.h"
#include "text/utf8.h"

#include <unistd.h>

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

static void add_place(struct jsonw *j, const char *key, struct concord_place at)
{
    struct jsonw place;

    if (at.from == at.to) {
        jsonw_null(j, key);
        return;
    }
    place = jsonw_object(j, key);
    jsonw_uint(&place, "offset", at.from);
    jsonw_uint(&place, "length", at.to - at.from);
    jsonw_close(&place);
}

static void add_hit(struct buf *row, const struct tmem *t, const struct concord_hit *h, bool json,
                    bool color)
{
    struct jsonw j;

    if (!json) {
        buf_printf(row, "%lld", (long long)h->unit.id);
        add_side(row, h->source->text, h->source_at, color);
        add_side(row, h->target->text, h->target_at, color);
        tsv_add_next(row, h->unit.origin);
        buf_addch(row, '\n');
        return;
    }
    j = jsonw_begin(row);
    jsonw_uint(&j, "unit", (uint64_t)h->unit.id);
    jsonw_string(&j, "source", h->source->text);
    jsonw_string(&j, "target", h->target->text);
    jsonw_string(&j, "origin", h->unit.origin);
    if (t->further.len)
        jsonw_string(&j, "memory", span_str(tmem_path(t, h->memory)));
    jsonw_bool(&j, "whole_words", h->whole_words);
    add_place(&j, "in_source", h->source_at);
    add_place(&j, "in_target", h->target_at);
    jsonw_end(&j);
}

static int show_hits(struct cli *c, const struct tmem *t, const struct concord *found,
                     size_t skipped)
{
    bool color = !c->output && diag_color(STDOUT_FILENO);
    struct buf row = BUF_INIT;
    struct error e;
    int rc = found->hits.len ? EXIT_DONE : EXIT_NEGATIVE;

    for (size_t i = 0; i < found->hits.len; i++)
        add_hit(&row, t, &found->hits.v[i], tmem_json(c), color);
    if (buf_status(&row, &e))
        rc = cli_fail(c, &e);
    else
        writer_put(cli_out(c), buf_span(&row));
    buf_free(&row);
    if (found->found > found->hits.len && !c->quiet)
        diag_message(_("%zu to %zu of %zu shown; --top=N shows more, --page=N others"),
                     skipped + (found->hits.len > 0), skipped + found->hits.len, found->found);
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

static enum status search(struct concord *found, const struct tmem *t, struct span phrase,
                          const struct concord_how *how, struct error *e)
{
    VEC(struct tm_store *) stores = VEC_INIT;
    bool ok = vec_push(&stores, t->store);
    enum status st;

    for (size_t i = 0; i < t->further.len; i++)
        ok &= vec_push(&stores, t->further.v[i].store);
    st = ok ? concord_search(found, stores.v, stores.len, &t->direction.value, phrase, how, e)
            : error_nomem(e);
    vec_free(&stores);
    return st;
}

int tmem_concord(struct cli *c)
{
    struct tmem *t = c->state;
    struct concord found = {0};
    struct concord_how how = {.top = t->top ? t->top : DEFAULT_HITS, .plain = t->mode.bare};
    struct buf phrase = BUF_INIT;
    struct error e = {0};
    int rc = tmem_no_tmx(c);

    if (!rc)
        rc = tmem_direction(c, t, false);
    if (!rc && !c->files_given)
        rc = cli_usage(c, _("which phrase?"));
    if (!rc)
        rc = tmem_open(c, t, TM_READ);
    if (!rc)
        rc = tmem_open_further(c, t);
    if (!rc)
        rc = tmem_names(c, t);
    if (rc)
        return rc;
    how.languages = t->mode.languages;
    how.skip = t->page > 1 ? (t->page - 1) * how.top : 0;
    if (join_operands(c, &phrase, &e) ||
        search(&found, t, buf_span(&phrase), &how, &e))
        rc = cli_fail(c, &e);
    else
        rc = show_hits(c, t, &found, how.skip);
    if (rc == EXIT_NEGATIVE && found.found == 0)
        tmem_explain_nothing(c, t);
    concord_free(&found);
    buf_free(&phrase);
    return rc;
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
    struct jsonw j;

    tm_time_format(b->started, started);
    if (l->json) {
        j = jsonw_begin(&l->rows);
        jsonw_uint(&j, "batch", (uint64_t)b->id);
        jsonw_string(&j, "started", span_str(started));
        jsonw_string(&j, "kind", b->kind);
        jsonw_string(&j, "state", span_str(state_name(b->state)));
        jsonw_uint(&j, "added", b->added);
        jsonw_uint(&j, "merged", b->merged);
        jsonw_string(&j, "file", b->source);
        jsonw_uint(&j, "removed", b->removed);
        jsonw_end(&j);
    } else {
        buf_printf(&l->rows, "%lld\t%s\t%.*s\t%s\t%llu\t%llu", (long long)b->id, started,
                   SPAN_ARG(b->kind), state_name(b->state), (unsigned long long)b->added,
                   (unsigned long long)b->merged);
        tsv_add_next(&l->rows, b->source);
        buf_printf(&l->rows, "\t%llu\n", (unsigned long long)b->removed);
    }
    return buf_status(&l->rows, e);
}

int tmem_log(struct cli *c)
{
    struct tmem *t = c->state;
    struct listing l = {.json = tmem_json(c)};
    struct error e;
    int rc = tmem_no_tmx(c);

    if (!rc && c->files_given)
        rc = cli_usage(c, _("%s takes no operands"), c->command->name);
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

int tmem_undo(struct cli *c)
{
    struct tmem *t = c->state;
    struct error e;
    uint64_t id;
    int rc = EXIT_DONE;

    if (!c->files_given)
        return cli_usage(c, _("which batch? “tmem log” lists them"));
    for (size_t i = 0; i < c->n_files; i++) {
        if (!span_to_u64(span_str(c->files[i]), &id) || id > INT64_MAX)
            return cli_usage(c, _("“%s” is not the number of a batch"), c->files[i]);
    }
    rc = tmem_open_existing(c, t, TM_WRITE);
    if (rc)
        return rc;
    for (size_t i = 0; i < c->n_files; i++) {
        if (span_to_u64(span_str(c->files[i]), &id) &&
            tm_batch_undo(t->store, (int64_t)id, &e))
            rc = cli_fail(c, &e);
    }
    return rc;
}
