/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The concordance page: a form and a table, made here whole, so that it works without script and an
 * address can be passed on.  All text from outside goes through xml_add_text or xml_add_attr.
 */
#include "serve/service.h"
#include "serve/words.h"
#include "interchange/xmlout.h"
#include "memory/concord.h"

enum {
    PAGE_HITS = 50,
    PAGES_MOST = 1000,
    PHRASE_LONGEST = 1000, /* bytes */
};

struct page {
    struct buf *out;
    const struct page_words *words;
    struct language_list tags; /* of the memory */
    struct span source, target, phrase;
    size_t number;             /* from 1 */
};

static void add_attr(struct page *p, const char *name, struct span value)
{
    xml_add_attr(p->out, span_str(name), value, NULL);
}

static void add_text(struct page *p, struct span s)
{
    xml_add_text(p->out, s, NULL);
}

/* Languages */

/* A language as lang_add writes it, in the arena; as it is where it is none. */
static struct span canonical(struct span code, struct arena *a)
{
    struct buf tag = BUF_INIT;
    struct lang_tag parsed;
    struct span out = code;

    if (lang_parse(code, &parsed)) {
        lang_add(&tag, &parsed);
        out = tag.failed ? span_of(NULL, 0) : arena_dup(a, buf_span(&tag));
    }
    buf_free(&tag);
    return out.ptr ? out : span_of("", 0);
}

/* What the request names, else what the server was started with, else the first one of the memory
 * that is not `other`. */
static struct span choose_language(const struct page *p, const struct request *r, const char *name,
                                   const char *otherwise, struct span other, struct arena *a)
{
    struct span asked = request_param(r, name);

    if (asked.ptr) {
        struct span tag = request_language(asked, a);
        return canonical(tag.ptr ? tag : span_of("", 0), a);
    }
    if (otherwise)
        return canonical(span_str(otherwise), a);
    for (size_t i = 0; i < p->tags.len; i++) {
        if (!span_eq(p->tags.v[i], other))
            return p->tags.v[i];
    }
    return span_of("", 0);
}

static void add_option(struct page *p, struct span tag, bool chosen)
{
    buf_adds(p->out, "<option");
    add_attr(p, "value", tag);
    if (chosen)
        buf_adds(p->out, " selected=\"selected\"");
    buf_adds(p->out, ">");
    add_text(p, tag);
    buf_adds(p->out, "</option>\n");
}

/* The languages of the memory, and the one that was asked for: en-GB finds text marked en. */
static void add_select(struct page *p, const char *name, const char *label, struct span chosen)
{
    bool known = chosen.len == 0;

    buf_printf(p->out, "<p><label for=\"%s\">%s</label>\n<select id=\"%s\" name=\"%s\">\n", name,
               label, name, name);
    for (size_t i = 0; i < p->tags.len; i++) {
        bool is_it = span_eq(p->tags.v[i], chosen);

        add_option(p, p->tags.v[i], is_it);
        known |= is_it;
    }
    if (!known)
        add_option(p, chosen, true);
    buf_adds(p->out, "</select></p>\n");
}

/* The frame */

static void add_head(struct page *p)
{
    buf_printf(p->out,
               "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
               p->words->lang);
    if (p->phrase.len) {
        add_text(p, p->phrase);
        buf_adds(p->out, " – ");
    }
    buf_printf(p->out, "%s</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n"
                       "<header><h1>%s</h1></header>\n<main>\n",
               p->words->title, p->words->title);
}

static void add_form(struct page *p)
{
    buf_printf(p->out, "<form role=\"search\" action=\"concordance\" method=\"get\">\n"
                       "<p class=\"phrase\"><label for=\"q\">%s</label>\n"
                       "<input id=\"q\" type=\"search\" name=\"q\" maxlength=\"500\" dir=\"auto\"%s",
               p->words->phrase, p->phrase.len ? "" : " autofocus=\"autofocus\"");
    add_attr(p, "value", p->phrase);
    buf_adds(p->out, "></p>\n");
    add_select(p, "s", p->words->source, p->source);
    add_select(p, "t", p->words->target, p->target);
    buf_printf(p->out, "<p><button type=\"submit\">%s</button></p>\n</form>\n", p->words->search);
}

static void add_note(struct page *p, const char *sentence)
{
    buf_printf(p->out, "<p role=\"status\">%s</p>\n", sentence);
}

/* Hits */

static void add_language_attrs(struct page *p, struct span lang, struct arena *a)
{
    struct lang_tag tag;

    if (!lang_parse(lang, &tag))
        return;
    add_attr(p, "lang", canonical(lang, a));
    buf_printf(p->out, " dir=\"%s\"", language_direction(&tag));
}

static void add_side(struct page *p, const struct tm_variant *v, struct concord_place at,
                     struct arena *a)
{
    buf_adds(p->out, "<td");
    add_language_attrs(p, v->lang, a);
    buf_adds(p->out, ">");
    add_text(p, span_cut(v->text, 0, at.from));
    if (at.from < at.to) {
        buf_adds(p->out, "<mark>");
        add_text(p, span_cut(v->text, at.from, at.to));
        buf_adds(p->out, "</mark>");
    }
    add_text(p, span_from(v->text, at.to));
    buf_adds(p->out, "</td>");
}

static void add_table(struct page *p, const struct concord *c, struct arena *a)
{
    buf_adds(p->out, "<table>\n<thead><tr><th scope=\"col\">");
    add_text(p, p->source);
    buf_adds(p->out, "</th><th scope=\"col\">");
    add_text(p, p->target);
    buf_printf(p->out, "</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n", p->words->origin);
    for (size_t i = 0; i < c->hits.len; i++) {
        const struct concord_hit *h = &c->hits.v[i];
        buf_adds(p->out, "<tr>");
        add_side(p, h->source, h->source_at, a);
        add_side(p, h->target, h->target_at, a);
        buf_adds(p->out, "<td>");
        add_text(p, h->unit.origin);
        buf_adds(p->out, "</td></tr>\n");
    }
    buf_adds(p->out, "</tbody>\n</table>\n");
}

/* Percent-encode for a query; what remains needs no escaping in HTML. */
static void add_encoded(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
            buf_addch(out, (char)c);
        else
            buf_printf(out, "%%%02X", c);
    }
}

static void add_page_link(struct page *p, size_t number, const char *rel, const char *label)
{
    buf_printf(p->out, "<a rel=\"%s\" href=\"concordance?s=", rel);
    add_encoded(p->out, p->source);
    buf_adds(p->out, "&amp;t=");
    add_encoded(p->out, p->target);
    buf_adds(p->out, "&amp;q=");
    add_encoded(p->out, p->phrase);
    buf_printf(p->out, "&amp;p=%zu\">%s</a>\n", number, label);
}

static void add_links(struct page *p, size_t shown, size_t found)
{
    if (p->number == 1 && shown >= found)
        return;
    buf_adds(p->out, "<nav>\n");
    if (p->number > 1)
        add_page_link(p, p->number - 1, "prev", p->words->previous);
    if (shown < found && p->number < PAGES_MOST)
        add_page_link(p, p->number + 1, "next", p->words->next);
    buf_adds(p->out, "</nav>\n");
}

static void add_hits(struct page *p, const struct concord *c, struct arena *a)
{
    size_t first = (p->number - 1) * PAGE_HITS, last = first + c->hits.len;

    if (c->hits.len == 0) {
        add_note(p, p->words->nothing);
    } else {
        buf_printf(p->out, "<p role=\"status\">%s %zu; %s %zu–%zu</p>\n", p->words->found, c->found,
                   p->words->shown, first + 1, last);
        add_table(p, c, a);
    }
    add_links(p, last, c->found);
}

static enum status search(struct page *p, struct handle *x, struct arena *a, struct error *e)
{
    const struct handle_stores stores = handle_stores(x);
    struct concord_how how = {.top = PAGE_HITS, .skip = (p->number - 1) * PAGE_HITS};
    struct concord c = {0};
    struct tm_direction d = {0};
    enum status st = ST_OK;

    if (p->phrase.len > PHRASE_LONGEST) {
        add_note(p, p->words->too_long);
    } else if (!lang_parse(p->source, &d.source) || !lang_parse(p->target, &d.target) ||
               memcmp(&d.source, &d.target, sizeof d.source) == 0) {
        add_note(p, p->words->same);
    } else {
        st = handle_languages(x, &d, &how.languages, e);
        if (!st)
            st = concord_search(&c, stores.v, stores.len, &d, p->phrase, &how, e);
        if (!st)
            add_hits(p, &c, a);
        concord_free(&c);
    }
    return st;
}

static enum status add_body(struct service *s, struct page *p, const struct request *r,
                            struct handle *x, struct arena *a, struct error *e)
{
    struct span q = request_param(r, "q");
    enum status st = languages_list(s->languages, handle_stores(x), a, &p->tags, e);

    if (st)
        return st;
    p->phrase = q.ptr ? span_trim(q) : span_of("", 0);
    p->source = choose_language(p, r, "s", s->source, span_of("", 0), a);
    p->target = choose_language(p, r, "t", s->target, p->source, a);
    add_head(p);
    add_form(p);
    if (p->tags.len < 2)
        add_note(p, p->words->empty);
    else if (p->phrase.len)
        st = search(p, x, a, e);
    buf_adds(p->out, "</main>\n</body>\n</html>\n");
    return st;
}

/* A page that says only that the memory cannot be read. */
static void apologize(struct page *p, struct answer *out)
{
    buf_reset(p->out);
    p->phrase = span_of("", 0);
    add_head(p);
    add_note(p, p->words->unavailable);
    buf_adds(p->out, "</main>\n</body>\n</html>\n");
    out->status = 503;
    out->retry_after = 5;
}

void service_page(struct service *s, const struct request *r, struct span accept,
                  struct answer *out)
{
    struct page p = {.out = &out->body, .words = page_words_for(accept),
                     .number = request_number(r, "p", 1, PAGES_MOST, 1)};
    struct arena a = ARENA_INIT;
    struct handle *x = NULL;
    struct error e;
    enum status st = handles_take(s->handles, &x, &e);

    out->status = 200;
    out->type = ANSWER_HTML;
    out->page = true;
    if (!st)
        st = add_body(s, &p, r, x, &a, &e);
    if (x)
        handles_return(s->handles, x);
    if (st)
        apologize(&p, out);
    vec_free(&p.tags);
    arena_free(&a);
}

void service_style(struct answer *out)
{
    static const char css[] =
        ":root { color-scheme: light dark; --line: #8886; --mark: #ffe066; --ink: #222; }\n"
        "body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto;"
        " padding: 0 1rem 2rem; }\n"
        "form { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: end; }\n"
        "form p { margin: .5rem 0; }\n"
        ".phrase { flex: 1 1 20rem; }\n"
        "label { display: block; }\n"
        "input, select, button { font: inherit; padding: .3rem .5rem; box-sizing: border-box; }\n"
        "input { width: 100%; }\n"
        ":focus-visible { outline: 3px solid #1a73e8; outline-offset: 2px; }\n"
        "table { border-collapse: collapse; width: 100%; }\n"
        "th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: start;"
        " vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }\n"
        "mark { background: var(--mark); color: var(--ink); }\n"
        "nav { display: flex; gap: 2rem; margin: 1rem 0; }\n"
        "@media (prefers-color-scheme: dark) { :root { --mark: #7a5c00; --ink: #fff; } }\n";

    out->status = 200;
    out->type = ANSWER_CSS;
    buf_adds(&out->body, css);
}
