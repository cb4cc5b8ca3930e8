/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: the JSON that clients of tmserver, amaGama and Apertium expect. */
#include "serve/service.h"
#include "interchange/json.h"

enum status service_direction(const struct request *r, struct tm_direction *out, struct error *e)
{
    memset(out, 0, sizeof *out);
    if (!lang_parse(r->source, &out->source) || !lang_parse(r->target, &out->target))
        return error_set(e, ST_NOTFOUND, "%s", _("no such language"));
    if (memcmp(&out->source, &out->target, sizeof out->source) == 0)
        return error_set(e, ST_NOTFOUND, "%s", _("source and target are the same language"));
    return ST_OK;
}

/* Callbacks (JSONP) */

/* A JavaScript name, perhaps with dots: nothing that could be code. */
static bool is_callback(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '.')))
            return false;
    }
    return s.len > 0 && s.len <= 100;
}

/* Wrap the body into a call where the client asks for one. */
static void apply_callback(const struct service *s, const struct request *r, struct answer *out)
{
    struct span name = request_param(r, "jsoncallback");
    struct buf call = BUF_INIT;

    if (!name.ptr)
        name = request_param(r, "callback");
    if (!name.ptr || out->status != 200)
        return;
    if (!s->callbacks) {
        answer_refuse(out, 403, _("callbacks are answered only with --cors='*'"));
        return;
    }
    if (!is_callback(name)) {
        answer_refuse(out, 400, _("the callback is not a name"));
        return;
    }
    buf_adds(&call, "/**/");
    buf_add(&call, name);
    buf_addch(&call, '(');
    buf_add(&call, buf_span(&out->body));
    buf_adds(&call, ");");
    buf_swap(&call, &out->body);
    buf_free(&call);
    out->type = ANSWER_SCRIPT;
}

/* Look-up */

/* Clients cast this to a floating-point type: there is always a point in it. */
static void add_quality(struct jsonw *j, const char *key, double value)
{
    jsonw_number(j, key, value, 2);
    if (j->out->len && j->out->data[j->out->len - 1] == '0')
        j->out->data[--j->out->len] = '\0';
}

static void add_match(struct buf *out, const struct tm_match *m)
{
    struct jsonw j = jsonw_begin(out);

    jsonw_string(&j, "source", m->source->text);
    jsonw_string(&j, "target", m->text);
    add_quality(&j, "quality", m->score);
    add_quality(&j, "rank", m->score);
    if (m->unit.origin.len)
        jsonw_string(&j, "origin", m->unit.origin);
    jsonw_close(&j);
}

static void add_matches(struct buf *out, const struct tm_matches *matches)
{
    buf_addch(out, '[');
    for (size_t i = 0; i < matches->len; i++) {
        if (i)
            buf_adds(out, ", ");
        add_match(out, &matches->v[i]);
    }
    buf_adds(out, "]\n");
}

/* One match at most, as OmegaT reads it: some versions by patterns, so without white space. */
static void add_translation(struct buf *out, const struct tm_matches *matches)
{
    buf_adds(out, "{\"responseData\":{\"translatedText\":");
    jsonw_add_string(out, matches->len ? matches->v[0].text : span_of("", 0));
    buf_adds(out, "},\"responseDetails\":null,\"responseStatus\":200}\n");
}

/* No match at all: then the language has to be one that the memories know. */
static enum status check_language(struct service *s, struct handle *x,
                                  const struct tm_direction *d, struct error *e)
{
    bool has;
    enum status st = languages_has(s->languages, handle_stores(x), &d->source, &has, e);

    if (!st && !has)
        st = error_set(e, ST_NOTFOUND, "%s", _("the memory has no text in this language"));
    return st;
}

typedef void add_result(struct buf *out, const struct tm_matches *matches);

static enum status look_up(struct service *s, struct handle *x, const struct request *r,
                           unsigned top, add_result *add, struct answer *out, struct error *e)
{
    const struct tm_lookup_options how = {
        .min_score = request_number(r, "min_similarity", SIMILARITY_LEAST, 100, s->min_score),
        .top = top,
    };
    const struct tm_matches *matches;
    struct tm_direction d;
    struct tm_lookup *l;
    enum status st = service_direction(r, &d, e);

    if (!st)
        st = handle_lookup(x, &d, &l, e);
    if (!st)
        st = tm_lookup_find(l, r->text, &how, &matches, e);
    if (!st && matches->len == 0)
        st = check_language(s, x, &d, e);
    if (!st)
        add(&out->body, matches);
    return st;
}

static void answer_look_up(struct service *s, const struct request *r, unsigned top,
                           add_result *add, struct answer *out)
{
    struct handle *x = NULL;
    struct error e;
    enum status st = ST_OK;

    out->status = 200;
    out->type = ANSWER_JSON;
    if (r->text.len > TEXT_LONGEST)
        st = error_set(&e, ST_LIMIT, "%s", _("the text is too long"));
    if (!st)
        st = handles_take(s->handles, &x, &e);
    if (!st)
        st = look_up(s, x, r, top, add, out, &e);
    if (x)
        handles_return(s->handles, x);
    if (st)
        answer_error(out, &e);
    else
        apply_callback(s, r, out);
}

void service_unit(struct service *s, const struct request *r, struct answer *out)
{
    if (r->text.len)
        answer_look_up(s, r, request_number(r, "max_candidates", 1, CANDIDATES_MOST, s->top),
                       add_matches, out);
    else
        answer_refuse(out, 404, _("no text to look up"));
}

void service_translate(struct service *s, const struct request *r, struct answer *out)
{
    if (r->source.len && r->target.len)
        answer_look_up(s, r, 1, add_translation, out);
    else
        answer_refuse(out, 400, _("langpair is missing"));
}

/* Languages */

/* As clients write them: "pt_br". */
static void add_codes(struct buf *out, const struct language_list *tags)
{
    buf_addch(out, '[');
    for (size_t i = 0; i < tags->len; i++) {
        struct span tag = tags->v[i];
        buf_adds(out, i ? ", \"" : "\"");
        for (size_t k = 0; k < tag.len; k++)
            buf_addch(out, tag.ptr[k] == '-'                          ? '_'
                           : tag.ptr[k] >= 'A' && tag.ptr[k] <= 'Z' ? (char)(tag.ptr[k] | 0x20)
                                                                     : tag.ptr[k]);
        buf_addch(out, '"');
    }
    buf_addch(out, ']');
}

void service_languages(struct service *s, const struct request *r, struct answer *out)
{
    struct language_list tags = VEC_INIT;
    struct arena a = ARENA_INIT;
    struct handle *x = NULL;
    struct error e;
    enum status st = handles_take(s->handles, &x, &e);

    if (!st)
        st = languages_list(s->languages, handle_stores(x), &a, &tags, &e);
    if (x)
        handles_return(s->handles, x);
    out->status = 200;
    out->type = ANSWER_JSON;
    buf_adds(&out->body, "{\"sourceLanguages\": ");
    add_codes(&out->body, &tags);
    buf_adds(&out->body, ", \"targetLanguages\": ");
    add_codes(&out->body, &tags);
    buf_adds(&out->body, "}\n");
    vec_free(&tags);
    arena_free(&a);
    if (st)
        answer_error(out, &e);
    else
        apply_callback(s, r, out);
}
