/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing: one unit, a list of units, a file.  Each request is one batch, taken whole or not at
 * all; single units of a file that cannot be taken are counted. */
#include "serve/service.h"
#include "interchange/json.h"
#include "interchange/jsonin.h"
#include "memory/exchange.h"

#include <stdio.h>
#include <stdlib.h>

struct adding {
    const struct request *request;
    struct tm_direction direction;
    struct span body;
    struct arena arena; /* of one unit of a file */
    uint64_t refused;
};

static enum status put(struct adding *w, struct tm_store *s, const struct tm_unit *u,
                       struct error *e)
{
    enum status st = tm_batch_put(s, u, e);

    w->refused += st == ST_ENCODING;
    return st == ST_ENCODING ? ST_OK : st;
}

/* JSON */

/* {"source": …, "target": …} and perhaps "context" and "origin"; where `source` is missing it is the
 * text in the address. */
static enum status put_object(struct adding *w, struct tm_store *s, jsonin *in, struct error *e)
{
    struct tm_variant variants[2] = {
        {.lang = w->request->source, .text = jsonin_text_of(in, "source")},
        {.lang = w->request->target, .text = jsonin_text_of(in, "target")},
    };
    struct tm_unit u = {
        .srclang = w->request->source,
        .context = jsonin_text_of(in, "context"),
        .origin = jsonin_text_of(in, "origin"),
        .variants = variants,
        .n_variants = 2,
    };
    char now[17];
    struct buf extra = BUF_INIT;
    enum status st;

    if (!variants[0].text.len && !jsonin_get(in, "source"))
        variants[0].text = w->request->text;
    if (!span_trim(variants[0].text).len || !span_trim(variants[1].text).len)
        return error_set(e, ST_SYNTAX, "%s", _("a unit needs a source and a target"));
    tm_time_format(tm_time_now(), now);
    buf_printf(&extra, "a\tcreationdate\t%s\n", now);
    for (size_t i = 0; i < 2; i++)
        variants[i].markup = variants[i].extra = span_of("", 0);
    u.extra = buf_span(&extra);
    st = buf_status(&extra, e);
    if (!st)
        st = put(w, s, &u, e);
    buf_free(&extra);
    return st;
}

static enum status fill_from_object(void *context, struct tm_store *s, struct error *e)
{
    struct adding *w = context;
    jsonin *doc;
    enum status st = jsonin_parse(&doc, w->body, NULL, 1, e);

    if (!st && !jsonin_is_object(doc))
        st = error_set(e, ST_SYNTAX, "%s", _("a unit is a JSON object"));
    if (!st)
        st = put_object(w, s, doc, e);
    jsonin_free(doc);
    return st;
}

static enum status fill_from_list(void *context, struct tm_store *s, struct error *e)
{
    struct adding *w = context;
    jsonin *doc;
    enum status st = jsonin_parse(&doc, w->body, NULL, 1, e);

    if (!st && !jsonin_is_array(doc))
        st = error_set(e, ST_SYNTAX, "%s", _("a list of units is a JSON array"));
    for (size_t i = 0; !st && i < jsonin_count(doc); i++) {
        struct error why;
        st = put_object(w, s, jsonin_at(doc, i), &why);
        if (st == ST_SYNTAX) {
            w->refused++;
            st = ST_OK;
        } else if (st) {
            *e = why;
        }
    }
    jsonin_free(doc);
    return st;
}

/* Files */

static enum status put_tmx_unit(struct adding *w, struct tm_store *s, const struct tmx_unit *in,
                                struct error *e)
{
    const char *reason;
    struct tm_unit u;
    enum status st;

    arena_reset(&w->arena);
    st = tm_from_tmx(&u, in, &w->direction, &w->arena, &reason, e);
    if (st)
        return st;
    if (!reason)
        return put(w, s, &u, e);
    w->refused++;
    return ST_OK;
}

static enum status fill_from_tmx(void *context, struct tm_store *s, struct error *e)
{
    struct adding *w = context;
    const struct tmx_unit *in;
    struct tmx_reader *r;
    enum status st = tmx_open_bytes(&r, w->body, 0, e);
    int got = 0;

    while (!st && (got = tmx_next(r, &in, e)) > 0)
        st = put_tmx_unit(w, s, in, e);
    tmx_close(r);
    return st ? st : got < 0 ? e->code : ST_OK;
}

static enum status put_bi_unit(struct adding *w, struct tm_store *s, const struct bi_unit *in,
                               const struct tm_bi_file *file, struct error *e)
{
    enum status st = ST_OK;

    for (size_t form = 0; !st && form < tm_bi_forms(in); form++) {
        const char *reason = NULL;
        struct tm_unit u;

        arena_reset(&w->arena);
        st = tm_from_bi(&u, in, form, file, &w->arena, &reason, e);
        if (!st && !reason)
            st = put(w, s, &u, e);
        w->refused += !st && reason;
    }
    return st;
}

/* The languages are those of the address: a PO file may name none, or both wrongly. */
static enum status fill_from_bifile(void *context, struct tm_store *s, struct error *e)
{
    struct adding *w = context;
    char now[17], *name = strndup(w->request->text.ptr, w->request->text.len);
    struct tm_bi_file file = {w->request->source, w->request->target, {"", 0}, now};
    struct bifile *f = NULL;
    enum status st = name ? bifile_open_bytes(&f, w->body, name, e) : error_nomem(e);

    tm_time_format(tm_time_now(), now);
    if (!st)
        bifile_plurals(f, &file.plural_rule);
    for (size_t i = 0; !st && i < bifile_count(f); i++)
        st = put_bi_unit(w, s, bifile_unit(f, i), &file, e);
    bifile_close(f);
    free(name);
    return st;
}

static bool is_bifile(const struct adding *w)
{
    char name[256];

    snprintf(name, sizeof name, "%.*s", SPAN_ARG(w->request->text));
    return bifile_format(span_cut(w->body, 0, 4096), name) != BI_NONE;
}

/* Requests */

static void write_with(struct service *s, struct adding *w, handles_fill *fill,
                       struct answer *out)
{
    const struct request *r = w->request;
    uint64_t added = 0, merged = 0;
    struct error e;
    struct jsonw j;
    enum status st = service_direction(r, &w->direction, &e);

    out->status = 200;
    out->type = ANSWER_JSON;
    if (!st)
        st = handles_write(s->handles, r->route == ROUTE_STORE ? r->text : span_str("unit"), fill,
                           w, &added, &merged, &e);
    if (st) {
        answer_error(out, &e);
        return;
    }
    j = jsonw_begin(&out->body);
    jsonw_uint(&j, "added", added);
    jsonw_uint(&j, "merged", merged);
    jsonw_uint(&j, "refused", w->refused);
    jsonw_end(&j);
}

void service_add_unit(struct service *s, const struct request *r, struct span body,
                      struct answer *out)
{
    struct adding w = {.request = r, .body = body};

    write_with(s, &w, fill_from_object, out);
}

void service_add_list(struct service *s, const struct request *r, struct span body,
                      struct answer *out)
{
    struct adding w = {.request = r, .body = body};

    write_with(s, &w, fill_from_list, out);
}

void service_add_file(struct service *s, const struct request *r, struct span body,
                      struct answer *out)
{
    struct adding w = {.request = r, .body = body};

    write_with(s, &w, is_bifile(&w) ? fill_from_bifile : fill_from_tmx, out);
    arena_free(&w.arena);
}
