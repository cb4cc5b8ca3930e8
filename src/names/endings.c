/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/endings.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "names/token.h"
#include "text/norm.h"

enum { MAX_VARIANTS = 4, BUCKETS = 64, MAX_CHAIN = 4 };

/* A stem's class: what its bases end with and what goes off before an ending. */
struct class {
    struct span name, strip;
    struct span *bases;
    size_t n_bases;
    uint8_t parts;
    char gender;
    uint32_t first_end, n_ends;
};

struct end {
    uint16_t tag, class;
    uint8_t n;
    struct span text[MAX_VARIANTS];
    struct span chain; /* class whose endings follow; while parsing */
};

/* One variant of one ending, in a chain by its last byte. */
struct way {
    uint32_t end;
    uint8_t variant;
    int32_t next;
};

struct harmony {
    unsigned n;
    struct span set[MAX_VARIANTS];
};

struct endings {
    struct arena arena;
    VEC(struct class) classes;
    VEC(struct end) ends;
    VEC(struct way) ways;
    int32_t bucket[BUCKETS];
    VEC(struct span) tags;
    struct harmony harmony[2];
    unsigned n_harmony;
    struct map governs; /* word: sum of 1 << tag */
    struct map lists[ENDING_LISTS];
    VEC(struct span) suffixes[ENDING_LISTS]; /* entries that began with * */
};

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

/* --- folding and patterns --- */

enum status endings_fold(struct buf *out, struct span word, struct error *e)
{
    struct buf nfc = BUF_INIT;
    enum status st = ST_OK;
    struct span s = word;

    if (!utf8_is_ascii(word)) {
        st = norm_add(&nfc, word, NORM_NFC, e);
        s = buf_span(&nfc);
    }
    for (size_t at = 0; !st && at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        if (c == 0x130) /* İ */
            c = 'i';
        else if (token_apostrophe(c))
            c = '\'';
        else if (c != UTF8_BAD)
            c = char_lower(c);
        if (c != UTF8_BAD && c != 0xAD && c != 0x200C && c != 0x200D)
            utf8_add(out, c);
    }
    buf_free(&nfc);
    if (st)
        out->failed = true;
    return st ? st : buf_status(out, e);
}

static bool set_has(struct span set, uint32_t c)
{
    for (size_t at = 0; at < set.len;)
        if (utf8_next(set, &at) == c)
            return true;
    return false;
}

/* Does `base` end with the pattern: letters, and [sets] of letters ([^…]: any other)? */
static bool ends_like(struct span base, struct span pattern)
{
    size_t at = base.len, end = pattern.len;

    while (end > 0) {
        uint32_t c;

        if (at == 0)
            return false;
        c = utf8_prev(base, &at);
        if (pattern.ptr[end - 1] == ']') {
            size_t open = end - 1;
            bool negated, in;

            while (open > 0 && pattern.ptr[open] != '[')
                open--;
            negated = pattern.ptr[open + 1] == '^';
            in = set_has(span_cut(pattern, open + (negated ? 2 : 1), end - 1), c);
            if (in == negated)
                return false;
            end = open;
        } else if (utf8_prev(pattern, &end) != c) {
            return false;
        }
    }
    return true;
}

static bool class_fits(const struct class *c, struct span base)
{
    for (size_t i = 0; i < c->n_bases; i++)
        if (ends_like(base, c->bases[i]))
            return true;
    return c->n_bases == 0;
}

/* --- parsing --- */

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
        else if (!(c.parts = parts_named(word)))
            return parse_error(p, e, _("unknown kind of name; family, given, patronymic, place, any"));
    }
    return c.name.ptr && vec_push(&p->g->classes, c) ? ST_OK : error_nomem(e);
}

static enum status parse_bases(struct parser *p, struct span rest, struct error *e)
{
    struct class *c = vec_last(&p->g->classes);
    struct span word, copy = rest;
    size_t n = 0;

    while (next_word(&copy, &word))
        n++;
    c->bases = arena_array(&p->g->arena, n, sizeof *c->bases);
    if (!c->bases)
        return error_nomem(e);
    while (next_word(&rest, &word)) {
        c->bases[c->n_bases] = arena_dup(&p->g->arena, word);
        if (!c->bases[c->n_bases++].ptr)
            return error_nomem(e);
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
    static const char *const lists[ENDING_LISTS] = {"titles", "before", "given", "common", "formerly"};
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

static unsigned bucket_of(struct span s)
{
    return s.len ? (unsigned char)s.ptr[s.len - 1] % BUCKETS : 0;
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

            if (end->text[v].len == 0)
                continue;
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

/* --- reading --- */

/* Two letters at least, and no apostrophe between the stem and an ending that has none. */
static bool is_stem(struct span stem)
{
    return utf8_count(stem) >= 2 && stem.ptr[stem.len - 1] != '\'';
}

/* Kinds of names for which an earlier class takes the base away from class `c`. */
static uint8_t taken_before(const struct endings *g, const struct class *c, struct span base)
{
    uint8_t parts = 0;

    for (const struct class *k = g->classes.v; k < c; k++)
        if ((k->parts & c->parts) && k->name.ptr[0] != '-' &&
            (!k->gender || !c->gender || k->gender == c->gender) && class_fits(k, base))
            parts |= k->parts;
    return parts;
}

/* Kinds of names for which the stem, with the class's letters back on, is a base of the class. */
static uint8_t parts_of(const struct endings *g, const struct class *c, struct span stem)
{
    char joined[256];
    struct span base = span_of(joined, stem.len + c->strip.len);

    if (base.len > sizeof joined)
        return 0;
    memcpy(joined, stem.ptr, stem.len);
    if (c->strip.len)
        memcpy(joined + stem.len, c->strip.ptr, c->strip.len);
    if (!class_fits(c, base))
        return 0;
    return (uint8_t)(c->parts & ~taken_before(g, c, base));
}

static size_t read_tail(struct span word, struct reading *out, size_t n, size_t max)
{
    const char *p = word.len ? memrchr(word.ptr, '\'', word.len) : NULL;
    size_t at = p ? (size_t)(p - word.ptr) : 0;

    if (!p || n >= max || at + 1 == word.len || utf8_count(span_from(word, at + 1)) > 8)
        return n;
    for (size_t i = 0; i < n; i++)
        if (out[i].cut == at)
            return n; /* a known ending */
    out[n] = (struct reading){.tag = ENDING_RAW, .parts = 15, .cut = (uint32_t)at};
    return n + 1;
}

size_t endings_read(const struct endings *g, struct span word, struct reading *out, size_t max)
{
    size_t n = 0;

    if (max == 0 || word.len == 0)
        return 0;
    out[n++] = (struct reading){.tag = ENDING_NOMINATIVE, .parts = 15, .cut = (uint32_t)word.len};
    for (int32_t w = g ? g->bucket[bucket_of(word)] : -1; w >= 0 && n < max; w = g->ways.v[w].next) {
        const struct end *end = &g->ends.v[g->ways.v[w].end];
        const struct class *c = &g->classes.v[end->class];
        struct span text = end->text[g->ways.v[w].variant];
        struct span stem = span_cut(word, 0, word.len >= text.len ? word.len - text.len : 0);

        uint8_t parts;

        if (!span_ends(word, text) || !is_stem(stem) || !(parts = parts_of(g, c, stem)))
            continue;
        out[n++] = (struct reading){end->tag, g->ways.v[w].variant, parts, c->gender,
                                    (uint32_t)stem.len, c->strip};
    }
    return read_tail(word, out, n, max);
}

void endings_base(struct span word, const struct reading *r, struct buf *out)
{
    buf_add(out, span_cut(word, 0, r->cut));
    buf_add(out, r->add);
}

/* --- writing --- */

static const struct class *class_of(const struct endings *g, struct span base,
                                    enum ending_part part, char gender)
{
    for (size_t i = 0; g && i < g->classes.len; i++) {
        const struct class *c = &g->classes.v[i];

        if (c->name.ptr[0] != '-' && (c->parts & part) &&
            (!c->gender || !gender || c->gender == gender) && class_fits(c, base))
            return c;
    }
    return NULL;
}

static const struct end *end_of(const struct endings *g, const struct class *c, uint16_t tag)
{
    uint16_t class = (uint16_t)(c - g->classes.v);

    for (size_t i = 0; i < g->ends.len; i++)
        if (g->ends.v[i].class == class && g->ends.v[i].tag == tag)
            return &g->ends.v[i];
    return NULL;
}

/* Which set of the harmony with `n` sets the last vowel belongs to; -1: none. */
static int harmony_of(const struct endings *g, struct span base, unsigned n)
{
    for (unsigned i = 0; i < g->n_harmony; i++) {
        if (g->harmony[i].n != n)
            continue;
        for (size_t at = base.len; at > 0;) {
            uint32_t c = utf8_prev(base, &at);

            for (unsigned s = 0; s < n; s++)
                if (set_has(g->harmony[i].set[s], c))
                    return (int)s;
        }
    }
    return -1;
}

/* A person's name keeps the variant that the author wrote, unless the vowels of the new spelling
 * call for the other; a place, which may have quite another name, takes what its own call for. */
static unsigned choose_variant(const struct endings *g, const struct end *end,
                               const struct reading *r, struct span was, struct span base,
                               bool place)
{
    int old = harmony_of(g, was, end->n), now = harmony_of(g, base, end->n);

    if (place && now >= 0)
        return (unsigned)now;
    if (old >= 0 && now >= 0 && old != now && r->variant == old)
        return (unsigned)now;
    return r->variant % end->n;
}

static void add_ending(struct span text, struct span apostrophe, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'' && apostrophe.len)
            buf_add(out, apostrophe);
        else
            buf_addch(out, text.ptr[i]);
    }
}

bool endings_write(const struct endings *g, struct span base, enum ending_part part, char gender,
                   const struct reading *r, struct span was, struct span apostrophe,
                   struct buf *out)
{
    struct buf folded = BUF_INIT;
    const struct class *c = NULL;
    const struct end *end = NULL;

    if (g && r->tag != ENDING_NOMINATIVE && r->tag != ENDING_RAW &&
        endings_fold(&folded, base, NULL) == ST_OK)
        c = class_of(g, buf_span(&folded), part, gender);
    if (c)
        end = end_of(g, c, r->tag);
    if (end) {
        size_t keep = base.len;

        for (size_t n = utf8_count(c->strip); n > 0 && keep > 0; n--)
            (void)utf8_prev(base, &keep);
        buf_add(out, span_cut(base, 0, keep));
        add_ending(end->text[choose_variant(g, end, r, was, buf_span(&folded),
                                            part == ENDING_PLACE)],
                   apostrophe, out);
    } else {
        buf_add(out, base);
    }
    out->failed = out->failed || folded.failed;
    buf_free(&folded);
    return end || r->tag == ENDING_NOMINATIVE;
}

bool endings_declines(const struct endings *g, struct span base, enum ending_part part,
                      char gender, bool *failed)
{
    struct buf folded = BUF_INIT;
    bool declines = g && endings_fold(&folded, base, NULL) == ST_OK &&
                    class_of(g, buf_span(&folded), part, gender) != NULL;

    *failed = *failed || folded.failed;
    buf_free(&folded);
    return declines;
}

struct span endings_tag(const struct endings *g, uint16_t tag)
{
    return g && tag < g->tags.len ? g->tags.v[tag] : span_str("");
}

uint64_t endings_governed(const struct endings *g, struct span word)
{
    const uint64_t *tags = g ? map_get(&g->governs, word) : NULL;

    return tags ? *tags : 0;
}

bool endings_each(const struct endings *g, enum ending_list list,
                  bool (*each)(void *context, struct span word), void *context)
{
    for (const struct map_entry *e = g ? map_first(&g->lists[list]) : NULL; e; e = map_next(e))
        if (!each(context, map_key(e)))
            return false;
    return true;
}

bool endings_listed(const struct endings *g, enum ending_list list, struct span word)
{
    if (!g)
        return false;
    if (map_get(&g->lists[list], word))
        return true;
    for (size_t i = 0; i < g->suffixes[list].len; i++)
        if (span_ends(word, g->suffixes[list].v[i]))
            return true;
    return false;
}
