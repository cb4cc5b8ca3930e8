/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/chain.h"

#include "base/reader.h"
#include "text/norm.h"
#include "tools/chain_keep.h"
#include "translit/db.h"
#include "translit/header.h"

#include <stdlib.h>

static enum status open_file(struct chain *c, const char *path, struct xlit **x, struct error *e)
{
    struct buf text = BUF_INIT;
    enum status st = file_read(path, &text, e);

    if (st == ST_OK) {
        struct rule_library library = db_library(c->db);
        struct rule_file file = {buf_span(&text), path, c->reverse, &library};

        st = compile_open_any(x, &file, e);
    }
    buf_free(&text);
    return st;
}

/* A system by its name, or by language and name: "bgn" with kk is kk-bgn. */
static enum status open_system(struct chain *c, const char *name, const char *lang, struct xlit **x,
                               struct error *e)
{
    struct buf full = BUF_INIT;
    enum status st;

    buf_adds(&full, name);
    if (lang && !xlit_db_find(c->db, span_str(name))) {
        struct span tag = span_str(lang), language;

        buf_reset(&full);
        span_split(&tag, '-', &language);
        buf_printf(&full, "%.*s-%s", SPAN_ARG(language), name);
        if (!xlit_db_find(c->db, buf_span(&full))) {
            buf_reset(&full);
            buf_adds(&full, name);
        }
    }
    st = buf_status(&full, e);
    if (st == ST_OK)
        st = xlit_open(x, c->db, buf_span(&full), c->reverse, e);
    buf_free(&full);
    return st;
}

static void close_route(struct chain_route *r)
{
    for (size_t i = 0; i < r->steps.len; i++)
        xlit_free(r->steps.v[i]);
    for (size_t i = 0; i < r->restores.len; i++)
        restore_free(r->restores.v[i]);
    vec_free(&r->steps);
    vec_free(&r->restores);
}

/* Going back to an alphabet with more letters. */
static enum status add_restore(struct chain *c, const struct xlit *x, struct chain_route *r,
                               struct error *e)
{
    struct restore *restore;
    enum status st = restore_open(&restore, c->db, x, e);

    if (st != ST_OK)
        return st;
    if (restore) {
        restore_set_listener(restore, c->listener, c->listener_context);
        restore_set_marking(restore, c->mark_undecided);
    }
    if (vec_push(&r->restores, restore))
        return ST_OK;
    restore_free(restore);
    return error_nomem(e);
}

static enum status open_link(struct chain *c, const struct chain_link *link,
                             struct chain_route *r, struct error *e)
{
    struct xlit *x = NULL;
    enum status st = link->file ? open_file(c, link->file, &x, e)
                                : open_system(c, link->name, r->lang, &x, e);

    if (st != ST_OK)
        return st;
    xlit_set_unmapped(x, c->unmapped);
    xlit_set_trace(x, c->trace, c->trace_context);
    if (!vec_push(&r->steps, x)) {
        xlit_free(x);
        return error_nomem(e);
    }
    return add_restore(c, x, r, e);
}

static enum status open_route(struct chain *c, const char *lang, struct error *e)
{
    struct chain_route r = {.lang = lang};
    enum status st = ST_OK;
    size_t n = c->links.len;

    /* backwards the last system is undone first */
    for (size_t i = 0; i < n && st == ST_OK; i++)
        st = open_link(c, &c->links.v[c->reverse ? n - 1 - i : i], &r, e);
    if (st == ST_OK && r.steps.len > 0) {
        const struct xlit_info *info = xlit_info(r.steps.v[0]);

        r.from = header_script(c->reverse ? info->to : info->from);
    }
    if (st == ST_OK && vec_push(&c->routes, r))
        return ST_OK;
    close_route(&r);
    return st == ST_OK ? error_nomem(e) : st;
}

static bool is_auto(const struct chain *c)
{
    return c->lang && strcmp(c->lang, "auto") == 0;
}

enum status chain_open(struct chain *c, struct error *e)
{
    return is_auto(c) ? ST_OK : open_route(c, c->lang, e);
}

enum status chain_copy(struct chain *to, const struct chain *from, struct error *e)
{
    bool ok = true;

    *to = (struct chain){
        .db = from->db, .lang = from->lang, .reverse = from->reverse, .unmapped = from->unmapped,
        .form = from->form, .skip_given = from->skip_given, .skip = from->skip,
    };
    for (size_t i = 0; i < from->links.len; i++)
        ok = ok && vec_push(&to->links, from->links.v[i]);
    for (const struct map_entry *m = map_first(&from->keep_words); m; m = map_next(m))
        ok = ok && map_put(&to->keep_words, map_key(m), NULL);
    return ok ? chain_open(to, e) : error_nomem(e);
}

void chain_free(struct chain *c)
{
    for (size_t i = 0; i < c->routes.len; i++)
        close_route(&c->routes.v[i]);
    vec_free(&c->routes);
    vec_free(&c->links);
    vec_free(&c->keep);
    buf_free(&c->first);
    buf_free(&c->second);
    buf_free(&c->restored);
    buf_free(&c->form_buf);
    map_free(&c->keep_words);
    map_free(&c->foreign);
    detector_free(c->detector);
}

/* Is this the id of a system for `lang`, or such an id without its language? */
static bool is_name_for(const struct xlit_info *info, const char *lang, struct span name)
{
    return info->id.len == strlen(lang) + 1 + name.len && span_starts(info->id, span_str(lang)) &&
           info->id.ptr[strlen(lang)] == '-' && span_ends(info->id, name);
}

/* Do all named systems serve this language?  "bgn" does where kk-bgn exists, "kk-bgn" for kk. */
static bool serves(const struct chain *c, const char *lang)
{
    for (size_t i = 0; i < c->links.len; i++) {
        const char *name = c->links.v[i].name;
        const struct xlit_info *info = name ? xlit_db_find(c->db, span_str(name)) : NULL;
        bool ok = !name || (info && span_eqs(info->language, lang));

        for (size_t k = 0; !info && !ok && k < xlit_db_count(c->db); k++)
            ok = is_name_for(xlit_db_info(c->db, k), lang, span_str(name));
        if (!ok)
            return false;
    }
    return true;
}

/* Unknown names are an error also where no paragraph asks for them. */
static enum status check_names(const struct chain *c, struct error *e)
{
    for (size_t i = 0; i < c->links.len; i++) {
        const char *name = c->links.v[i].name;
        bool found = !name || xlit_db_find(c->db, span_str(name));

        for (size_t k = 0; !found && k < xlit_db_count(c->db); k++) {
            const struct xlit_info *info = xlit_db_info(c->db, k);

            found = info->id.len == info->language.len + 1 + strlen(name) &&
                    span_starts(info->id, info->language) && span_ends(info->id, span_str(name));
        }
        if (!found) {
            struct xlit *x;

            return xlit_open(&x, c->db, span_str(name), c->reverse, e);
        }
    }
    return ST_OK;
}

/* The systems for `text`; borrowed until chain_free. */
static enum status chain_find_route(struct chain *c, struct span text, struct chain_route **route,
                                    struct error *e)
{
    struct chain_route none = {0};
    struct detected d;
    enum status st;

    if (!is_auto(c)) {
        *route = &c->routes.v[0];
        return ST_OK;
    }
    if (!c->detector && (st = detector_open(&c->detector, e)) != ST_OK)
        return st;
    d = detect_text(c->detector, text);
    none.lang = d.language ? d.language : "und";
    if (c->reverse && strncmp(none.lang, "kk-", 3) == 0)
        none.lang = "kk"; /* where it came from */
    if (c->hear_language && d.language)
        c->hear_language(c->hear_context, &d);
    for (size_t i = 0; i < c->routes.len; i++)
        if (strcmp(c->routes.v[i].lang, none.lang) == 0) {
            *route = &c->routes.v[i];
            return ST_OK;
        }
    if (c->routes.len == 0 && (st = check_names(c, e)) != ST_OK)
        return st;
    if (serves(c, none.lang))
        st = open_route(c, none.lang, e);
    else
        st = vec_push(&c->routes, none) ? ST_OK : error_nomem(e);
    if (st == ST_OK)
        *route = vec_last(&c->routes);
    return st;
}

/* Markup and code may go on over several lines. */
bool chain_parts_at_lines(const struct chain *c)
{
    const struct chain_route *route = c->routes.v;

    if (is_auto(c) || c->routes.len != 1 ||
        (chain_kinds_to_skip(c, route) & (SPANS_MARKUP | SPANS_CODE)))
        return false;
    for (size_t i = 0; i < route->steps.len; i++)
        if (route->restores.v[i] || !xlit_parts_at_blanks(route->steps.v[i]))
            return false;
    return true;
}

/* Append `made` from `text` (no white space in either) in the form of `text`; where nothing but the
 * form was changed, `text` itself. */
static enum status add_token(struct chain *c, struct span text, struct span made, struct buf *out,
                             struct error *e)
{
    struct buf *b = &c->form_buf;
    size_t composed;
    enum status st;

    buf_reset(b);
    if ((st = norm_add(b, text, NORM_NFC, e)) != ST_OK)
        return st;
    composed = b->len;
    if ((st = norm_add(b, made, NORM_NFC, e)) != ST_OK)
        return st;
    if (span_eq(span_cut(buf_span(b), 0, composed), span_from(buf_span(b), composed)))
        made = text;
    else if (span_eq(span_cut(buf_span(b), 0, composed), text))
        return norm_add(out, made, NORM_NFC, e);
    buf_reset(b);
    if ((st = norm_add(b, text, NORM_NFD, e)) != ST_OK)
        return st;
    if (span_eq(buf_span(b), text))
        return norm_add(out, made, NORM_NFD, e);
    buf_add(out, made);
    return buf_status(out, e);
}

/* Append `made` from `text`, which is not composed throughout, word by word in the form of `text`.
 * Words correspond as long as the rules leave white space alone. */
static enum status add_as_input(struct chain *c, struct span text, struct span made,
                                struct buf *out, struct error *e)
{
    enum status st = ST_OK;

    if (span_spaces(text) != span_spaces(made))
        return add_token(c, text, made, out, e);
    while (st == ST_OK && (text.len > 0 || made.len > 0)) {
        size_t n = span_to_space(text), m = span_to_space(made);

        st = add_token(c, span_cut(text, 0, n), span_cut(made, 0, m), out, e);
        buf_add(out, span_cut(made, m, m + 1));
        text = span_from(text, n + 1);
        made = span_from(made, m + 1);
    }
    return st;
}

/* Append `made` from `text` in the form that is wanted.  What is known: `text_composed`, that the
 * text is NFC, `made_composed`, that what was made of it is. */
static enum status add_in_form(struct chain *c, struct span text, bool text_composed,
                               struct buf *made, bool made_composed, struct buf *out,
                               struct error *e)
{
    if (c->form == FORM_NFD)
        return norm_add(out, buf_span(made), NORM_NFD, e);
    if (c->form == FORM_AS_INPUT && !text_composed && !norm_is_nfc_quick(text))
        return add_as_input(c, text, buf_span(made), out, e);
    if (!made_composed && !norm_is_nfc_quick(buf_span(made)))
        return norm_add(out, buf_span(made), NORM_NFC, e);
    if (out->len == 0)
        buf_swap(out, made);
    else
        buf_add(out, buf_span(made));
    return buf_status(out, e);
}

/* What a step made, in `made`, with its words chosen. */
static enum status restore_step(struct chain *c, struct restore *r, struct buf *made,
                                struct error *e)
{
    enum status st;

    buf_reset(&c->restored);
    st = restore_text(r, buf_span(made), c->keep.v, c->keep.len, &c->restored, e);
    buf_swap(made, &c->restored);
    return st;
}

enum status chain_convert(struct chain *c, struct span text, struct buf *out, struct error *e)
{
    struct chain_route *route;
    struct buf *made = &c->first;
    struct span now = text;
    bool text_composed = false, composed = false;
    enum status st = chain_find_route(c, text, &route, e);

    if (st != ST_OK)
        return st;
    if (route->steps.len > 0)
        st = chain_find_kept(c, route, text, e);
    for (size_t i = 0; i < route->steps.len && st == ST_OK; i++) {
        struct xlit *x = route->steps.v[i];
        uint64_t before = xlit_unmapped_count(x);

        made = i % 2 ? &c->second : &c->first;
        buf_reset(made);
        xlit_set_composed(x, composed);
        st = xlit_run_keeping(x, now, c->keep.v, c->keep.len, made, e);
        c->unmapped_count += xlit_unmapped_count(x) - before;
        composed = xlit_is_composed(x);
        text_composed |= i == 0 && xlit_was_composed(x);
        if (st == ST_OK && route->restores.v[i])
            st = restore_step(c, route->restores.v[i], made, e);
        now = buf_span(made);
    }
    if (st != ST_OK)
        return st;
    if (route->steps.len == 0) {
        buf_reset(made);
        buf_add(made, text);
    }
    return add_in_form(c, text, text_composed, made, composed, out, e);
}
