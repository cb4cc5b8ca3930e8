/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/request.h"
#include "text/utf8.h"

#include <strings.h>

/* Decoding */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that %XX at `at` stands for; -1: no such thing, or NUL. */
static int encoded_byte(struct span s, size_t at)
{
    int high, low;

    if (at + 2 >= s.len)
        return -1;
    high = hex_digit(s.ptr[at + 1]);
    low = hex_digit(s.ptr[at + 2]);
    return high < 0 || low < 0 || high + low == 0 ? -1 : high * 16 + low;
}

/* Decode percent-encoding, and in a query + for a space. */
static enum status decode(struct span s, bool query, struct arena *a, struct span *out,
                          struct error *e)
{
    char *text = arena_alloc(a, s.len + 1);
    size_t n = 0;

    if (!text)
        return error_nomem(e);
    for (size_t at = 0; at < s.len; at++) {
        int c = (unsigned char)s.ptr[at];
        if (c == '%') {
            c = encoded_byte(s, at);
            at += 2;
        } else if (c == '+' && query) {
            c = ' ';
        }
        if (c <= 0)
            return error_set(e, ST_SYNTAX, "%s", _("bad percent-encoding in the address"));
        text[n++] = (char)c;
    }
    *out = span_of(text, n);
    if (!utf8_valid(*out))
        return error_set(e, ST_ENCODING, "%s", _("the text is not UTF-8"));
    return ST_OK;
}

/* The path */

/* The next segment that is not empty; false at the end. */
static bool next_segment(struct span *rest, struct span *segment)
{
    while (span_split(rest, '/', segment)) {
        if (segment->len)
            return true;
    }
    return false;
}

/* Pass over `words` (ended by NULL) if the path begins with them. */
static void skip_words(struct span *path, const char *const *words)
{
    struct span rest = *path, segment;

    for (; *words; words++) {
        if (!next_segment(&rest, &segment) || !span_eqs(segment, *words))
            return;
    }
    *path = rest.ptr ? rest : span_of("", 0);
}

static void skip_prefix(struct span *path)
{
    static const char *const prefixes[][3] = {{"tmserver", NULL}, {"api", "v1", NULL},
                                              {"json", NULL}};

    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        skip_words(path, prefixes[i]);
}

static bool at_end(struct span rest)
{
    struct span segment;

    return !rest.ptr || !next_segment(&rest, &segment);
}

static enum route single_route(struct span name)
{
    static const struct {
        const char *name;
        enum route route;
    } routes[] = {
        {"languages", ROUTE_LANGUAGES}, {"translate", ROUTE_TRANSLATE},
        {"concordance", ROUTE_PAGE},    {"style.css", ROUTE_STYLE},
    };

    for (size_t i = 0; i < COUNT_OF(routes); i++) {
        if (span_eqs(name, routes[i].name))
            return routes[i].route;
    }
    return ROUTE_NONE;
}

static enum status parse_language(struct span segment, struct arena *a, struct span *out,
                                  struct error *e)
{
    struct span code;
    enum status st = decode(segment, false, a, &code, e);

    if (st)
        return st;
    *out = request_language(code, a);
    return out->ptr ? ST_OK : error_nomem(e);
}

static enum status parse_path(struct request *r, struct span path, struct arena *a,
                              struct error *e)
{
    struct span first, second, kind;
    enum status st;

    skip_prefix(&path);
    if (!next_segment(&path, &first)) {
        r->route = ROUTE_PAGE;
        return ST_OK;
    }
    if (at_end(path)) {
        r->route = single_route(first);
        return ST_OK;
    }
    if (!next_segment(&path, &second) || !next_segment(&path, &kind))
        return ST_OK;
    st = parse_language(first, a, &r->source, e);
    if (!st)
        st = parse_language(second, a, &r->target, e);
    while (path.len && path.ptr[0] == '/')
        path = span_from(path, 1);
    if (!st && path.ptr)
        st = decode(path, false, a, &r->text, e);
    if (!st && span_eqs(kind, "unit"))
        r->route = ROUTE_UNIT;
    else if (!st && span_eqs(kind, "store"))
        r->route = ROUTE_STORE;
    return st;
}

/* The query */

static enum status parse_query(struct request *r, struct span query, struct arena *a,
                               struct error *e)
{
    struct span field;
    enum status st = ST_OK;

    while (!st && span_split(&query, '&', &field)) {
        struct request_param p;
        struct span name;
        if (!field.len || !span_split(&field, '=', &name))
            continue;
        st = decode(name, true, a, &p.name, e);
        if (!st)
            st = decode(field.ptr ? field : span_of("", 0), true, a, &p.value, e);
        if (!st && !vec_push(&r->params, p))
            st = error_nomem(e);
    }
    return st;
}

/* What the parameters say besides the path. */
static enum status apply_params(struct request *r, struct arena *a, struct error *e)
{
    struct span text = request_param(r, r->route == ROUTE_UNIT ? "source" : "q");
    struct span pair = request_param(r, "langpair"), source;

    if (r->route != ROUTE_UNIT && r->route != ROUTE_TRANSLATE)
        return ST_OK;
    if (text.ptr && !r->text.len)
        r->text = text;
    if (r->route == ROUTE_TRANSLATE && pair.ptr && span_split(&pair, '|', &source) && pair.ptr) {
        r->source = request_language(source, a);
        r->target = request_language(pair, a);
        if (!r->source.ptr || !r->target.ptr)
            return error_nomem(e);
    }
    return ST_OK;
}

enum status request_parse(struct request *r, struct span target, struct arena *a, struct error *e)
{
    struct span path = span_of("", 0);
    enum status st;

    memset(r, 0, sizeof *r);
    r->source = r->target = r->text = span_of("", 0);
    span_split(&target, '?', &path);
    st = parse_path(r, path, a, e);
    if (!st && target.ptr)
        st = parse_query(r, target, a, e);
    return st ? st : apply_params(r, a, e);
}

void request_free(struct request *r)
{
    vec_free(&r->params);
}

struct span request_param(const struct request *r, const char *name)
{
    for (size_t i = 0; i < r->params.len; i++) {
        if (span_eqs(r->params.v[i].name, name))
            return r->params.v[i].value;
    }
    return span_of(NULL, 0);
}

unsigned request_number(const struct request *r, const char *name, unsigned low, unsigned high,
                        unsigned otherwise)
{
    struct span value = request_param(r, name);
    uint64_t n;

    if (!value.ptr || !span_to_u64(value, &n))
        return otherwise;
    return n < low ? low : n > high ? high : (unsigned)n;
}

/* Languages */

static const char *script_of_modifier(struct span modifier)
{
    static const struct {
        const char *modifier, *script;
    } known[] = {{"latin", "Latn"}, {"cyrillic", "Cyrl"}, {"arabic", "Arab"}, {"devanagari", "Deva"}};

    for (size_t i = 0; i < COUNT_OF(known); i++) {
        if (modifier.len == strlen(known[i].modifier) &&
            strncasecmp(modifier.ptr, known[i].modifier, modifier.len) == 0)
            return known[i].script;
    }
    return NULL;
}

struct span request_language(struct span code, struct arena *a)
{
    struct span plain = span_of("", 0), out;
    struct buf tag = BUF_INIT;
    const char *script;
    size_t n = 0;

    span_split(&code, '@', &plain);
    script = code.ptr ? script_of_modifier(code) : NULL;
    if (!script)
        return arena_dup(a, plain);
    while (n < plain.len && plain.ptr[n] != '-' && plain.ptr[n] != '_')
        n++;
    buf_add(&tag, span_cut(plain, 0, n));
    buf_printf(&tag, "-%s", script);
    buf_add(&tag, span_from(plain, n));
    out = tag.failed ? span_of(NULL, 0) : arena_dup(a, buf_span(&tag));
    buf_free(&tag);
    return out;
}
