/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * New targets in XLIFF.  What is put is kept unit by unit; the edits are made when the file is
 * written, because segments of one <trans-unit> share its <target>.
 */
#include "interchange/bifile_inside.h"
#include "interchange/xmlout.h"
#include "text/charset.h"

#include <stdio.h>

/* Content */

static enum status misplaced(const struct bifile *f, const struct bi_unit *u, struct error *e)
{
    return error_at(e, ST_USAGE, f->name, u->line, 0, "%s",
                    _("the inline codes of the source are not all in the target, each once and "
                      "nested as in the source"));
}

/* Are the codes all there, once, closed after they were opened, and the tags nested? */
static bool codes_fit(const struct bi_text *source, const struct bi_put *put, bool *seen,
                      size_t *open)
{
    size_t depth = 0, at = 0;

    for (size_t i = 0; i < put->n_places; i++) {
        const struct bi_place *p = &put->places[i];
        const struct bi_code *code = p->code < source->n_codes ? &source->codes[p->code] : NULL;
        if (!code || seen[p->code] || p->at < at || p->at > put->text.len)
            return false;
        seen[p->code] = true;
        at = p->at;
        if (code->kind == BI_CLOSE && code->pair != p->code && !seen[code->pair])
            return false;
        if (code->tag && code->kind == BI_OPEN)
            open[depth++] = p->code;
        else if (code->tag && (!depth || open[--depth] != code->pair))
            return false;
    }
    return put->n_places == source->n_codes;
}

static enum status check_codes(struct bifile *f, const struct bi_unit *u,
                               const struct bi_put *put, struct error *e)
{
    size_t n = u->source.n_codes;
    bool *seen = arena_array(&f->arena, n + 1, sizeof *seen);
    size_t *open = arena_array(&f->arena, n + 1, sizeof *open);

    if (!seen || !open)
        return error_nomem(e);
    return codes_fit(&u->source, put, seen, open) ? ST_OK : misplaced(f, u, e);
}

/* Append text of a segment in the file's encoding. */
static enum status add_text(const struct bifile *f, struct buf *out, struct span text,
                            struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st;

    xml_add_text(&b, text, NULL);
    st = buf_status(&b, e);
    if (!st)
        st = charset_encode(out, f->encoding.ptr, buf_span(&b), true, e);
    buf_free(&b);
    return st;
}

static enum status render(struct bifile *f, const struct bi_unit *u, const struct bi_put *put,
                          struct buf *out, struct error *e)
{
    enum status st = ST_OK;
    size_t at = 0;

    for (size_t i = 0; !st && i < put->n_places; i++) {
        st = add_text(f, out, span_cut(put->text, at, put->places[i].at), e);
        buf_add(out, u->source.codes[put->places[i].code].raw);
        at = put->places[i].at;
    }
    return st ? st : add_text(f, out, span_from(put->text, at), e);
}

enum status xliff_put(struct bifile *f, size_t i, const struct bi_change *change, struct error *e)
{
    const struct bi_unit *u = &f->units.v[i];
    struct xliff_place *place = &f->xliff.v[i];
    struct buf b = BUF_INIT;
    enum status st;

    if (change->n_targets != 1)
        return error_at(e, ST_USAGE, f->name, u->line, 0,
                        _("the entry has %zu plural forms, and %zu are given"), (size_t)1,
                        change->n_targets);
    if (f->format == BI_XLIFF2 && !f->target_lang.len && !f->declared.len)
        return error_at(e, ST_USAGE, f->name, u->line, 0, "%s",
                        _("the file names no target language"));
    st = check_codes(f, u, change->targets, e);
    if (!st)
        st = render(f, u, change->targets, &b, e);
    if (!st) {
        struct span put = buf_span(&b);
        place->score = change->score;
        place->fuzzy = change->fuzzy;
        place->match = change->match.ptr ? change->match : span_of("", 0);
        place->match_target = change->match_target.ptr ? change->match_target : span_of("", 0);
        if (!bi_keep(f, &put) || !bi_keep(f, &place->match) || !bi_keep(f, &place->match_target))
            st = error_nomem(e);
        else
            place->put = put;
    }
    buf_free(&b);
    return st;
}

/* Tags */

struct setting {
    const char *name;
    const char *value; /* NULL: take the attribute away */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next attribute of a tag at or after *at: from the white space before it to behind its value;
 * `name` and `value` too.  False at the end of the tag. */
static bool next_attribute(struct span tag, size_t *at, struct range *all, struct range *name,
                           struct range *value)
{
    size_t i = *at;
    char quote;

    all->from = i;
    while (i < tag.len && is_space(tag.ptr[i]))
        i++;
    name->from = i;
    while (i < tag.len && !is_space(tag.ptr[i]) && tag.ptr[i] != '=' && tag.ptr[i] != '>' &&
           tag.ptr[i] != '/')
        i++;
    name->to = i;
    while (i < tag.len && tag.ptr[i] != '"' && tag.ptr[i] != '\'')
        i++;
    if (name->to == name->from || i == tag.len)
        return false;
    quote = tag.ptr[i++];
    value->from = i;
    while (i < tag.len && tag.ptr[i] != quote)
        i++;
    value->to = i;
    all->to = *at = i + 1 < tag.len ? i + 1 : tag.len;
    return true;
}

/* Set, change or take away an attribute of the tag in `b` (UTF-8). */
static void set_attribute(struct buf *b, const struct setting *s)
{
    struct range all, name, value;
    size_t at = 1, end = b->len;
    struct buf attribute = BUF_INIT;

    while (at < b->len && !is_space(b->data[at]) && b->data[at] != '>' && b->data[at] != '/')
        at++;
    while (next_attribute(buf_span(b), &at, &all, &name, &value)) {
        end = all.to;
        if (!span_eqs(span_cut(buf_span(b), name.from, name.to), s->name))
            continue;
        if (s->value)
            buf_splice(b, value.from, value.to - value.from, span_str(s->value));
        else
            buf_splice(b, all.from, all.to - all.from, span_of("", 0));
        return;
    }
    if (!s->value)
        return;
    if (end == b->len)
        end = at;
    xml_add_attr(&attribute, span_str(s->name), span_str(s->value), NULL);
    buf_splice(b, end, 0, buf_span(&attribute));
    b->failed |= attribute.failed;
    buf_free(&attribute);
}

/* The start tag of an element with attributes changed, as UTF-8; `open`: <a/> becomes <a>. */
static enum status changed_tag(struct bifile *f, const struct xml_node *n,
                               const struct setting *settings, size_t count, bool open,
                               struct buf *out, struct error *e)
{
    enum status st = charset_decode(out, f->encoding.ptr, span_cut(f->bytes, n->from, n->inside),
                                    e);

    for (size_t i = 0; !st && i < count; i++)
        set_attribute(out, &settings[i]);
    if (!st && open && out->len > 2 && out->data[out->len - 2] == '/')
        buf_splice(out, out->len - 2, 1, span_of("", 0));
    return st ? st : buf_status(out, e);
}

static enum status edit_tag(struct bifile *f, const struct xml_node *n,
                            const struct setting *settings, size_t count, struct error *e)
{
    struct buf tag = BUF_INIT;
    enum status st = changed_tag(f, n, settings, count, false, &tag, e);

    if (!st)
        st = bi_edit(f, n->from, n->inside, buf_span(&tag), e);
    buf_free(&tag);
    return st;
}

/* Edits */

/* Bytes that are in the file's encoding already. */
static enum status edit_raw(struct bifile *f, size_t from, size_t to, struct span bytes,
                            struct error *e)
{
    struct bi_edit edit = {.from = from, .to = to, .bytes = bytes, .order = f->edits.len};

    return bi_keep(f, &edit.bytes) && vec_push(&f->edits, edit) ? ST_OK : error_nomem(e);
}

/* "prefix:name" as the element `like` would have it. */
static void add_name(struct buf *out, const struct xml_node *like, const char *name)
{
    if (like->prefix.len)
        buf_printf(out, "%.*s:", SPAN_ARG(like->prefix));
    buf_adds(out, name);
}

static void add_end_tag(struct buf *out, const struct xml_node *like, const char *name)
{
    buf_adds(out, "</");
    add_name(out, like, name);
    buf_addch(out, '>');
}

/* The white space before a child, so that what is put behind it stands in the same way. */
static void add_indent(struct buf *out, const struct xml_node *n)
{
    const struct xml_node *from = n->parent->first;

    for (const struct xml_node *c = n->parent->first; c && c != n; c = c->next) {
        if (c->name.ptr)
            from = c->next;
    }
    for (; from && from != n && span_trim(from->text).len == 0; from = from->next)
        buf_add(out, from->text);
}

/* A <target> behind `after`, with content. */
static enum status insert_target(struct bifile *f, const struct xml_node *after,
                                 const struct setting *settings, size_t count,
                                 struct span content, struct error *e)
{
    struct buf tag = BUF_INIT, end = BUF_INIT;
    enum status st;

    add_indent(&tag, after);
    buf_addch(&tag, '<');
    add_name(&tag, after, "target");
    for (size_t i = 0; i < count; i++) {
        if (settings[i].value)
            xml_add_attr(&tag, span_str(settings[i].name), span_str(settings[i].value), NULL);
    }
    buf_addch(&tag, '>');
    add_end_tag(&end, after, "target");
    st = buf_status(&tag, e);
    if (!st)
        st = buf_status(&end, e);
    if (!st)
        st = bi_edit(f, after->to, after->to, buf_span(&tag), e);
    if (!st)
        st = edit_raw(f, after->to, after->to, content, e);
    if (!st)
        st = bi_edit(f, after->to, after->to, buf_span(&end), e);
    buf_free(&tag);
    buf_free(&end);
    return st;
}

/* New content and attributes for an element that is there. */
static enum status replace_content(struct bifile *f, const struct xml_node *n,
                                   const struct setting *settings, size_t count,
                                   struct span content, struct error *e)
{
    bool closed = n->close == n->from; /* <target/> */
    struct buf tag = BUF_INIT, end = BUF_INIT;
    enum status st = changed_tag(f, n, settings, count, closed, &tag, e);

    if (!st)
        st = bi_edit(f, n->from, n->inside, buf_span(&tag), e);
    if (!st)
        st = edit_raw(f, n->inside, closed ? n->inside : n->close, content, e);
    if (!st && closed) {
        char *name = arena_strdup(&f->arena, n->name);
        if (name)
            add_end_tag(&end, n, name);
        st = name ? buf_status(&end, e) : error_nomem(e);
        if (!st)
            st = bi_edit(f, n->inside, n->inside, buf_span(&end), e);
    }
    buf_free(&tag);
    buf_free(&end);
    return st;
}

/* XLIFF 2: one segment. */
static enum status finish_segment(struct bifile *f, const struct xliff_place *p, struct error *e)
{
    char score[48];
    struct setting state[] = {{"state", p->fuzzy ? "initial" : "translated"}, {"subState", NULL}};
    enum status st;

    if (p->score >= 0) {
        snprintf(score, sizeof score, "tilmach:match-%.2f", p->score);
        state[1].value = score;
    }
    st = edit_tag(f, p->host, state, COUNT_OF(state), e);
    if (!st && p->target)
        return replace_content(f, p->target, NULL, 0, p->put, e);
    return st ? st : insert_target(f, p->source, NULL, 0, p->put, e);
}

/* XLIFF 1: the units first..end have one host. */

struct host {
    struct xml_node *unit, *source, *target;
    struct xml_node *segments; /* <seg-source>, where it is taken by segments */
    struct xml_node *before;   /* what a new <target> stands behind */
    const struct xliff_place *first, *end;
    bool filled;             /* nothing is left untranslated in it */
    bool fuzzy;
    double score;            /* the lowest */
    struct span target_lang; /* of the <file> */
};

static void look_at(struct bifile *f, struct host *h, size_t from, size_t to)
{
    h->first = &f->xliff.v[from];
    h->end = h->first + (to - from);
    h->unit = h->first->host;
    h->source = xml_child(h->unit, "source");
    h->segments = h->first->source == h->source ? NULL : xml_child(h->unit, "seg-source");
    h->target = xml_child(h->unit, "target");
    h->before = xml_child(h->unit, "seg-source");
    if (!h->before)
        h->before = h->source;
    h->filled = true;
    h->fuzzy = false;
    h->score = 101;
    h->target_lang = f->units.v[from].target_lang;
    for (size_t i = from; i < to; i++) {
        const struct xliff_place *p = &f->xliff.v[i];
        enum bi_state state = f->units.v[i].state;
        h->filled &= p->put.ptr || state != BI_EMPTY;
        h->fuzzy |= p->put.ptr ? p->fuzzy : state == BI_FUZZY;
        if (p->put.ptr && p->score < h->score)
            h->score = p->score;
    }
}

/* Which attributes a target that was put has: at most three. */
static size_t target_settings(struct bifile *f, const struct host *h, struct setting out[3])
{
    bool v10 = span_eqs(xml_get(f->tree.root, "version"), "1.0");
    const char *state = !h->filled ? "needs-translation"
                        : h->fuzzy ? "needs-review-translation"
                                   : "translated";
    size_t n = 0;

    out[n++] = (struct setting){"state", state};
    if (!v10)
        out[n++] = (struct setting){"state-qualifier", h->score < 0     ? NULL
                                                       : h->score < 100 ? "fuzzy-match"
                                                                        : "exact-match"};
    if (!h->target && f->declared.len && !h->target_lang.len)
        out[n++] = (struct setting){"xml:lang", f->declared.ptr};
    return n;
}

static const struct xliff_place *place_of(const struct host *h, const struct xml_node *segment)
{
    for (const struct xliff_place *p = h->first; p < h->end; p++) {
        if (p->source == segment)
            return p;
    }
    return NULL;
}

/* The content of <seg-source> with each segment's content exchanged: what was put, else what its
 * target has, else nothing. */
static void add_segments(const struct bifile *f, const struct host *h, struct buf *out)
{
    size_t at = h->segments->inside;

    for (struct xml_node *n = h->segments; n;) {
        const struct xliff_place *p = place_of(h, n);
        struct xml_node *next;
        if (!p) {
            n = xml_walk(h->segments, n);
            continue;
        }
        buf_add(out, span_cut(f->bytes, at, n->inside));
        if (p->put.ptr)
            buf_add(out, p->put);
        else if (p->target)
            buf_add(out, span_cut(f->bytes, p->target->inside, p->target->close));
        at = n->close;
        for (next = xml_walk(h->segments, n); next && next->from < n->to;)
            next = xml_walk(h->segments, next);
        n = next;
    }
    buf_add(out, span_cut(f->bytes, at, h->segments->close));
}

/* Can each segment be put where the target has it? */
static bool all_in_place(const struct host *h)
{
    for (const struct xliff_place *p = h->first; p < h->end; p++) {
        if (p->put.ptr && !p->target)
            return false;
    }
    return true;
}

static enum status put_segments(struct bifile *f, const struct host *h,
                                const struct setting *settings, size_t count, struct error *e)
{
    struct buf content = BUF_INIT;
    enum status st = ST_OK;

    if (h->target && all_in_place(h)) {
        st = edit_tag(f, h->target, settings, count, e);
        for (const struct xliff_place *p = h->first; !st && p < h->end; p++) {
            if (p->put.ptr)
                st = replace_content(f, p->target, NULL, 0, p->put, e);
        }
        return st;
    }
    add_segments(f, h, &content);
    st = buf_status(&content, e);
    if (!st)
        st = h->target ? replace_content(f, h->target, settings, count, buf_span(&content), e)
                       : insert_target(f, h->segments, settings, count, buf_span(&content), e);
    buf_free(&content);
    return st;
}

/* A match that is none of 100, as the memory has it, for who looks at the target: there it may have
 * been repaired. */
static enum status add_alternative(struct bifile *f, const struct host *h,
                                   const struct xliff_place *p, struct error *e)
{
    const struct xml_node *after = h->target ? h->target : h->before;
    struct span mid = h->segments ? xml_get(p->source, "mid") : span_of(NULL, 0);
    struct buf b = BUF_INIT;
    enum status st;

    add_indent(&b, after);
    buf_addch(&b, '<');
    add_name(&b, after, "alt-trans");
    if (mid.ptr)
        xml_add_attr(&b, span_str("mid"), mid, NULL);
    buf_printf(&b, " match-quality=\"%.2f\" origin=\"tilmach\"><", p->score);
    add_name(&b, after, "source");
    buf_addch(&b, '>');
    xml_add_text(&b, p->match, NULL);
    add_end_tag(&b, after, "source");
    buf_addch(&b, '<');
    add_name(&b, after, "target");
    buf_addch(&b, '>');
    xml_add_text(&b, p->match_target, NULL);
    add_end_tag(&b, after, "target");
    add_end_tag(&b, after, "alt-trans");
    st = buf_status(&b, e);
    if (!st)
        st = bi_edit(f, after->to, after->to, buf_span(&b), e);
    buf_free(&b);
    return st;
}

static enum status finish_host(struct bifile *f, size_t from, size_t to, struct error *e)
{
    struct setting settings[3];
    struct host h;
    size_t n;
    enum status st;

    look_at(f, &h, from, to);
    n = target_settings(f, &h, settings);
    if (h.segments)
        st = put_segments(f, &h, settings, n, e);
    else if (h.target)
        st = replace_content(f, h.target, settings, n, h.first->put, e);
    else
        st = insert_target(f, h.before, settings, n, h.first->put, e);
    for (const struct xliff_place *p = h.first; !st && p < h.end; p++) {
        if (p->put.ptr && p->score >= 0 && p->score < 100)
            st = add_alternative(f, &h, p, e);
    }
    return st;
}

enum status xliff_finish(struct bifile *f, struct error *e)
{
    enum status st = ST_OK;
    bool any = false;

    for (size_t i = 0, end; !st && i < f->xliff.len; i = end) {
        bool put = false;
        for (end = i; end < f->xliff.len && f->xliff.v[end].host == f->xliff.v[i].host; end++)
            put |= f->xliff.v[end].put.ptr != NULL;
        any |= put;
        if (put && f->format == BI_XLIFF2)
            st = finish_segment(f, &f->xliff.v[i], e);
        else if (put)
            st = finish_host(f, i, end, e);
    }
    if (!st && any && f->format == BI_XLIFF2 && !f->target_lang.len) {
        const struct setting lang = {"trgLang", f->declared.ptr};
        st = edit_tag(f, f->tree.root, &lang, 1, e);
    }
    return st;
}
