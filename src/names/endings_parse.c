/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the data of endings; its format: dictionaries/endings/README.md. */
#include "names/endings_private.h"

void endings_free(struct endings *g)
{
    if (!g)
        return;
    for (int i = 0; i < ENDING_LISTS; i++) {
        map_free(&g->lists[i]);
        vec_free(&g->suffixes[i]);
    }
    map_free(&g->governs);
    vec_free(&g->classes);
    vec_free(&g->ends);
    vec_free(&g->ways);
    vec_free(&g->tags);
    arena_free(&g->arena);
    free(g);
}

struct parser {
    struct endings *g;
    const char *name;
    uint64_t line;
    struct span chain_of; /* name of the class that is read */
};

static enum status parse_error(const struct parser *p, struct error *e, const char *what)
{
    return error_at(e, ST_SYNTAX, p->name, p->line, 0, "%s", what);
}

/* The next word of a line; false at its end. */
static bool next_word(struct span *rest, struct span *word)
{
    *rest = span_trim(*rest);
    if (rest->len == 0)
        return false;
    for (size_t i = 0; i <= rest->len; i++) {
        if (i == rest->len || rest->ptr[i] == ' ' || rest->ptr[i] == '\t') {
            *word = span_cut(*rest, 0, i);
            *rest = span_from(*rest, i);
            return true;
        }
    }
    return false;
}

static bool tag_number(struct endings *g, struct span name, uint16_t *tag)
{
    for (size_t i = 0; i < g->tags.len; i++) {
        if (span_eq(g->tags.v[i], name)) {
            *tag = (uint16_t)i;
            return true;
        }
    }
    name = arena_dup(&g->arena, name);
    *tag = (uint16_t)g->tags.len;
    return name.ptr && g->tags.len < ENDING_RAW && vec_push(&g->tags, name);
}

static uint8_t parts_named(struct span list)
{
    static const struct {
        const char *name;
        uint8_t part;
    } parts[] = {{"family", ENDING_FAMILY},
                 {"given", ENDING_GIVEN},
                 {"patronymic", ENDING_PATRONYMIC},
                 {"place", ENDING_PLACE},
                 {"any", 15}};
    struct span field;
    uint8_t sum = 0;

    while (span_split(&list, ',', &field))
        for (size_t i = 0; i < COUNT_OF(parts); i++)
            if (span_eqs(field, parts[i].name))
                sum |= parts[i].part;
    return sum;
}

static enum status parse_class(struct parser *p, struct span rest, struct error *e)
{
    struct class c = {.parts = 15};
    struct span word;

    if (!next_word(&rest, &word))
        return parse_error(p, e, _("a class needs a name"));
    c.name = arena_dup(&p->g->arena, word);
    c.first_end = (uint32_t)p->g->ends.len;
    while (next_word(&rest, &word)) {
        if (span_eqs(word, "m") || span_eqs(word, "f"))
            c.gender = word.ptr[0];
        else if (span_eqs(word, "also"))
            c.also = true;
        else if (!(c.parts = parts_named(word)))
            return parse_error(p, e, _("unknown kind of name; family, given, patronymic, place, any"));
    }
    return c.name.ptr && vec_push(&p->g->classes, c) ? ST_OK : error_nomem(e);
}

/* Note what a pattern may end with: any byte of a set in brackets is near enough. */
static void note_last(struct class *c, struct span pattern)
{
    size_t to = pattern.len, from = to ? to - 1 : 0;

    if (span_ends(pattern, span_str("]")))
        for (to--; from > 0 && pattern.ptr[from - 1] != '[';)
            from--;
    if (to == 0 || pattern.ptr[from] == '^')
        memset(c->last, 0xFF, sizeof c->last);
    for (size_t i = from; i < to; i++)
        c->last[(unsigned char)pattern.ptr[i] / 64] |= UINT64_C(1) << (unsigned char)pattern.ptr[i] % 64;
}

static enum status parse_bases(struct parser *p, struct span rest, struct error *e)
{
    struct class *c = vec_last(&p->g->classes);
    struct span word, copy = rest, *bases;
    size_t n = c->n_bases; /* a class may have several such lines */

    while (next_word(&copy, &word))
        n++;
    bases = arena_array(&p->g->arena, n, sizeof *bases);
    if (!bases)
        return error_nomem(e);
    if (c->n_bases)
        memcpy(bases, c->bases, c->n_bases * sizeof *bases);
    c->bases = bases;
    while (next_word(&rest, &word)) {
        c->bases[c->n_bases] = arena_dup(&p->g->arena, word);
        if (!c->bases[c->n_bases++].ptr)
            return error_nomem(e);
        note_last(c, word);
    }
    return ST_OK;
}

static enum status parse_end(struct parser *p, struct span rest, struct error *e)
{
    struct endings *g = p->g;
    struct end end = {.class = (uint16_t)(g->classes.len - 1)};
    struct span word;

    if (!next_word(&rest, &word) || !tag_number(g, word, &end.tag))
        return parse_error(p, e, _("an ending needs the name of its case"));
    while (next_word(&rest, &word)) {
        if (span_eqs(word, ">")) {
            if (!next_word(&rest, &word))
                return parse_error(p, e, _("> needs the name of a class"));
            end.chain = arena_dup(&g->arena, word);
        } else if (end.n == MAX_VARIANTS) {
            return parse_error(p, e, _("an ending has at most four variants"));
        } else {
            end.text[end.n] = span_eqs(word, "0") ? span_str("") : arena_dup(&g->arena, word);
            if (!end.text[end.n++].ptr)
                return error_nomem(e);
        }
    }
    if (end.n == 0)
        return parse_error(p, e, _("an ending needs its letters"));
    vec_last(&g->classes)->n_ends++;
    return vec_push(&g->ends, end) ? ST_OK : error_nomem(e);
}

static enum status parse_harmony(struct parser *p, struct span rest, struct error *e)
{
    struct endings *g = p->g;
    struct harmony *h = &g->harmony[g->n_harmony];
    struct span word;

    if (g->n_harmony == COUNT_OF(g->harmony))
        return parse_error(p, e, _("too many harmony lines"));
    while (next_word(&rest, &word) && h->n < MAX_VARIANTS) {
        h->set[h->n] = arena_dup(&g->arena, word);
        if (!h->set[h->n++].ptr)
            return error_nomem(e);
    }
    g->n_harmony++;
    return ST_OK;
}

static enum status parse_list(struct parser *p, enum ending_list list, struct span rest,
                              struct error *e)
{
    struct span word;

    while (next_word(&rest, &word)) {
        if (word.ptr[0] == '*') {
            word = arena_dup(&p->g->arena, span_from(word, 1));
            if (!word.ptr || !vec_push(&p->g->suffixes[list], word))
                return error_nomem(e);
        } else if (!map_put(&p->g->lists[list], word, NULL)) {
            return error_nomem(e);
        }
    }
    return ST_OK;
}

/* Words after which a name stands in this case. */
static enum status parse_govern(struct parser *p, struct span rest, struct error *e)
{
    struct span word;
    uint16_t tag;

    if (!next_word(&rest, &word) || !tag_number(p->g, word, &tag) || tag >= 64)
        return parse_error(p, e, _("govern needs the name of a case"));
    while (next_word(&rest, &word)) {
        uint64_t *tags = map_put(&p->g->governs, word, NULL);

        if (!tags)
            return error_nomem(e);
        *tags |= UINT64_C(1) << tag;
    }
    return ST_OK;
}

static enum status parse_line(struct parser *p, struct span line, struct error *e)
{
    static const char *const lists[ENDING_LISTS] = {
        "titles", "before", "given", "common", "formerly", "spelling", "naming", "alias", "works"};
    struct span word;

    if (!next_word(&line, &word) || word.ptr[0] == '#')
        return ST_OK;
    for (int i = 0; i < ENDING_LISTS; i++)
        if (span_eqs(word, lists[i]))
            return parse_list(p, (enum ending_list)i, line, e);
    if (span_eqs(word, "class"))
        return parse_class(p, line, e);
    if (span_eqs(word, "harmony"))
        return parse_harmony(p, line, e);
    if (span_eqs(word, "govern"))
        return parse_govern(p, line, e);
    if (span_eqs(word, "declines") && span_eqs(span_trim(line), "last")) {
        p->g->last_only = true;
        return ST_OK;
    }
    if (p->g->classes.len == 0)
        return parse_error(p, e, _("a class must come first"));
    if (span_eqs(word, "base"))
        return parse_bases(p, line, e);
    if (span_eqs(word, "end"))
        return parse_end(p, line, e);
    if (span_eqs(word, "strip")) {
        vec_last(&p->g->classes)->strip = arena_dup(&p->g->arena, span_trim(line));
        return ST_OK;
    }
    return parse_error(p, e, _("unknown word at the beginning of a line"));
}

/* --- chains: an ending followed by the endings of another class --- */

static struct span join(struct endings *g, struct span a, const char *between, struct span b)
{
    struct buf s = BUF_INIT;
    struct span made;

    buf_add(&s, a);
    buf_adds(&s, between);
    buf_add(&s, b);
    made = s.failed ? span_of(NULL, 0) : arena_dup(&g->arena, buf_span(&s));
    buf_free(&s);
    return made;
}

static bool chain_one(struct endings *g, const struct end *first, const struct end *then)
{
    struct end both = {.class = first->class};
    struct span tag = join(g, g->tags.v[first->tag], ".", g->tags.v[then->tag]);

    if (!tag.ptr || !tag_number(g, tag, &both.tag))
        return false;
    both.n = first->n < then->n ? first->n : then->n;
    for (unsigned i = 0; i < both.n; i++) {
        both.text[i] = join(g, first->text[i], "", then->text[i]);
        if (!both.text[i].ptr)
            return false;
    }
    both.chain = then->chain;
    return vec_push(&g->ends, both);
}

/* Endings made by chains stand behind all others; a made one may be chained again. */
static bool make_chains(struct endings *g)
{
    size_t from = 0;

    for (int round = 0; round < MAX_CHAIN; round++) {
        size_t to = g->ends.len;

        for (size_t i = from; i < to; i++) {
            struct end first = g->ends.v[i];

            for (size_t c = 0; first.chain.ptr && c < g->classes.len; c++) {
                const struct class *k = &g->classes.v[c];

                if (!span_eq(k->name, first.chain))
                    continue;
                for (uint32_t n = 0; n < k->n_ends; n++) {
                    struct end then = g->ends.v[k->first_end + n];

                    if (!chain_one(g, &first, &then))
                        return false;
                }
            }
        }
        from = to;
    }
    return true;
}

static bool index_ends(struct endings *g)
{
    for (int i = 0; i < BUCKETS; i++)
        g->bucket[i] = -1;
    for (size_t i = g->ends.len; i-- > 0;) {
        struct end *end = &g->ends.v[i];

        if (g->classes.v[end->class].name.ptr[0] == '-') /* only for chains */
            continue;
        for (unsigned v = end->n; v-- > 0;) {
            unsigned b = bucket_of(end->text[v]);
            struct way way = {(uint32_t)i, (uint8_t)v, g->bucket[b]};

            if (end->text[v].len == 0 &&
                (end->chain.ptr || g->classes.v[end->class].strip.len == 0))
                continue; /* a chain's beginning; the nominative */
            g->bucket[b] = (int32_t)g->ways.len;
            if (!vec_push(&g->ways, way))
                return false;
        }
    }
    return true;
}

enum status endings_parse(struct endings **out, struct span text, const char *name, struct error *e)
{
    struct endings *g = calloc(1, sizeof *g);
    struct parser p = {.g = g, .name = name};
    enum status st = ST_OK;
    struct span line;
    uint16_t nominative;

    *out = NULL;
    if (!g)
        return error_nomem(e);
    if (!tag_number(g, span_str("nom"), &nominative))
        st = error_nomem(e);
    while (!st && span_split(&text, '\n', &line)) {
        p.line++;
        st = parse_line(&p, line, e);
    }
    if (!st && (!make_chains(g) || !index_ends(g)))
        st = error_nomem(e);
    if (st)
        endings_free(g);
    else
        *out = g;
    return st;
}
