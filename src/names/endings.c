/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/endings_private.h"
#include "names/token.h"
#include "text/norm.h"

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
        if (at == 0)
            return false;
        if (pattern.ptr[end - 1] == ']') {
            uint32_t c = utf8_prev(base, &at);
            size_t open = end - 1;
            bool negated, in;

            while (open > 0 && pattern.ptr[open] != '[')
                open--;
            negated = pattern.ptr[open + 1] == '^';
            in = set_has(span_cut(pattern, open + (negated ? 2 : 1), end - 1), c);
            if (in == negated)
                return false;
            end = open;
        } else if (pattern.ptr[--end] != base.ptr[--at]) {
            return false;
        }
    }
    return true;
}

static bool class_fits(const struct class *c, struct span base)
{
    if (c->n_bases == 0)
        return true;
    if (base.len == 0 || !class_may_end(c, base.ptr[base.len - 1]))
        return false;
    for (size_t i = 0; i < c->n_bases; i++)
        if (ends_like(base, c->bases[i]))
            return true;
    return false;
}

/* --- reading --- */

/* Two letters at least, or one and two more in the base (dům, domu), and no apostrophe between the stem
 * and an ending that has none. */
static bool is_stem(struct span stem, struct span strip)
{
    size_t letters = utf8_count(stem);

    return letters > 0 && (letters >= 2 || utf8_count(strip) >= 2) && stem.ptr[stem.len - 1] != '\'';
}

/* Kinds of names for which an earlier class takes the base away from class `c`. */
static uint8_t taken_before(const struct endings *g, const struct class *c, struct span base)
{
    uint8_t parts = 0;

    for (const struct class *k = g->classes.v; k < c; k++)
        if ((k->parts & c->parts) && !k->also && k->name.ptr[0] != '-' &&
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
    return c->also ? c->parts : (uint8_t)(c->parts & ~taken_before(g, c, base));
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

/* The readings by the endings of one bucket, behind the first `n`. */
static size_t read_bucket(const struct endings *g, unsigned bucket, struct span word,
                          struct reading *out, size_t n, size_t max)
{
    for (int32_t w = g->bucket[bucket]; w >= 0 && n < max; w = g->ways.v[w].next) {
        const struct end *end = &g->ends.v[g->ways.v[w].end];
        const struct class *c = &g->classes.v[end->class];
        struct span text = end->text[g->ways.v[w].variant];
        struct span stem = span_cut(word, 0, word.len >= text.len ? word.len - text.len : 0);
        uint8_t parts;

        if (!span_ends(word, text) || !is_stem(stem, c->strip) || !(parts = parts_of(g, c, stem)))
            continue;
        out[n++] = (struct reading){end->tag, g->ways.v[w].variant, parts, c->gender,
                                    (uint32_t)stem.len, c->strip};
    }
    return n;
}

size_t endings_read(const struct endings *g, struct span word, struct reading *out, size_t max)
{
    size_t n = 0;

    if (max == 0 || word.len == 0)
        return 0;
    out[n++] = (struct reading){.tag = ENDING_NOMINATIVE, .parts = 15, .cut = (uint32_t)word.len};
    if (g) {
        n = read_bucket(g, bucket_of(word), word, out, n, max);
        n = read_bucket(g, BARE, word, out, n, max);
    }
    return read_tail(word, out, n, max);
}

bool endings_each_end(const struct endings *g,
                      bool (*each)(void *context, struct span end, struct span strip), void *context)
{
    for (size_t i = 0; g && i < g->ends.len; i++) {
        const struct end *end = &g->ends.v[i];

        for (unsigned k = 0; k < end->n; k++)
            if (!each(context, end->text[k], g->classes.v[end->class].strip))
                return false;
    }
    return true;
}

void endings_base(struct span word, const struct reading *r, struct buf *out)
{
    buf_add(out, span_cut(word, 0, r->cut));
    buf_add(out, r->add);
}

/* --- writing --- */

/* The first class that fits; one that only reads along where there is no other. */
static const struct class *class_of(const struct endings *g, struct span base,
                                    enum ending_part part, char gender)
{
    const struct class *along = NULL;

    for (size_t i = 0; g && i < g->classes.len; i++) {
        const struct class *c = &g->classes.v[i];

        if (c->name.ptr[0] == '-' || !(c->parts & part) ||
            (c->gender && gender && c->gender != gender) || !class_fits(c, base))
            continue;
        if (!c->also)
            return c;
        along = along ? along : c;
    }
    return along;
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

/* Has the class any endings? */
static bool has_ends(const struct endings *g, const struct class *c)
{
    uint16_t class = (uint16_t)(c - g->classes.v);

    for (size_t i = 0; i < g->ends.len; i++)
        if (g->ends.v[i].class == class)
            return true;
    return false;
}

bool endings_declines(const struct endings *g, struct span base, enum ending_part part,
                      char gender, bool *failed)
{
    struct buf folded = BUF_INIT;
    const struct class *c = g && endings_fold(&folded, base, NULL) == ST_OK
                                ? class_of(g, buf_span(&folded), part, gender)
                                : NULL;
    bool declines = c && has_ends(g, c);

    *failed = *failed || folded.failed;
    buf_free(&folded);
    return declines;
}

bool endings_last_only(const struct endings *g)
{
    return !g || g->last_only || g->ends.len == 0;
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
    if (list == LIST_BEFORE &&
        (map_get(&g->lists[LIST_COMMON], word) || map_get(&g->governs, word)))
        return true;
    for (size_t i = 0; i < g->suffixes[list].len; i++)
        if (span_ends(word, g->suffixes[list].v[i]))
            return true;
    return false;
}
