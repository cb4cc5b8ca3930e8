/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/counts.h"

#include "align/phrase_find.h"

/* What is needed while the segments of two sides are counted. */
struct counting {
    struct counts *c;
    const struct phrase_side *sides[2];
    struct phrase_finder find;
    VEC(struct span) words; /* of one side of the segment in hand, as written */
    struct buf key, text;
    struct error *e;
};

static void add_language(struct buf *out, struct span tag, const struct phrase_side *s)
{
    buf_addch(out, '\t');
    buf_add(out, tag);
    if (s->side.vocab.spell)
        buf_adds(out, " hunspell");
}

void counts_add_all(struct buf *out, const struct word_model_languages *languages,
                    const struct phrase_side *source, const struct phrase_side *target)
{
    buf_adds(out, "all");
    add_language(out, languages->source, source);
    add_language(out, languages->target, target);
}

enum status counts_open(struct counts *c, struct span all, size_t memory, struct error *e)
{
    *c = (struct counts){.all = all};
    return sums_open(&c->sums, memory, e);
}

void counts_close(struct counts *c)
{
    sums_free(c->sums);
    free(c->seen.v);
}

/* Is this the first time that a phrase or pair is met in a segment? */
static bool is_new(struct counting *x, uint64_t hash, size_t segment, bool *failed)
{
    struct phrase_slot *slot = phrase_table_put(&x->c->seen, hash);
    bool first = slot && slot->last != segment + 1;

    *failed = !slot;
    if (slot)
        slot->last = (uint32_t)segment + 1;
    return first;
}

static bool count_key(struct counting *x)
{
    return !x->key.failed && sums_add(x->c->sums, buf_span(&x->key), 1, x->e) == ST_OK;
}

/* The stem of a word holds no white space, unless a dictionary or broken text brings some. */
static void add_stem(struct buf *out, struct span stem)
{
    for (size_t i = 0; i < stem.len; i++)
        buf_addch(out, (unsigned char)stem.ptr[i] <= ' ' ? '_' : stem.ptr[i]);
}

static void add_phrase(struct buf *out, const struct phrase_side *s, size_t g, uint32_t at,
                       uint32_t n)
{
    const uint32_t *types = side_tokens(&s->side, g) + at;

    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_addch(out, ' ');
        add_stem(out, s->side.vocab.types.v[types[i]].text);
    }
}

/* ---- pairs ---- */

static bool has_shape(void *context, int side, size_t g, uint32_t at, uint32_t n)
{
    const struct counting *x = context;

    return phrase_has_shape(phrase_marks(x->sides[side], g) + at, n);
}

static bool count_pair(void *context, struct phrase_place p, uint32_t n, uint32_t m)
{
    struct counting *x = context;
    const struct phrase_side *source = x->sides[SIDE_SOURCE], *target = x->sides[SIDE_TARGET];
    uint64_t hash = phrase_pair_key(phrase_key(source, p.segment, p.source, n),
                                    phrase_key(target, p.segment, p.target, m));
    unsigned edges;
    bool failed;

    if (!is_new(x, hash, p.segment, &failed))
        return !failed;
    buf_reset(&x->key);
    buf_adds(&x->key, "pair\t");
    add_phrase(&x->key, source, p.segment, p.source, n);
    buf_addch(&x->key, '\t');
    add_phrase(&x->key, target, p.segment, p.target, m);
    edges = phrase_unlinked_edges(&x->find, SIDE_SOURCE, p.segment, p.source, n) |
            phrase_unlinked_edges(&x->find, SIDE_TARGET, p.segment, p.target, m) << EDGE_TARGET;
    buf_addch(&x->key, '\t');
    buf_addch(&x->key, "0123456789abcdef"[edges]);
    return count_key(x);
}

/* ---- phrases of one side ---- */

static bool cut_words(struct counting *x, struct span text)
{
    struct word w;
    size_t at = 0;

    vec_clear(&x->words);
    while (word_next(text, &at, &w))
        if (!vec_push(&x->words, w.text))
            return false;
    return true;
}

/* Append word i to the text of a phrase that is at its end. */
static void grow_text(struct counting *x, uint32_t i)
{
    struct span word = x->words.v[i];

    if (x->text.len && x->words.v[i - 1].ptr + x->words.v[i - 1].len != word.ptr)
        buf_addch(&x->text, ' ');
    buf_add(&x->text, word);
}

static bool count_phrase(struct counting *x, int side, size_t g, uint32_t at, uint32_t n)
{
    static const char *const kinds[] = {"source\t", "target\t"};
    const struct phrase_side *s = x->sides[side];
    bool failed;

    if (!is_new(x, phrase_key(s, g, at, n) ^ (uint64_t)side << 63, g, &failed))
        return !failed;
    buf_reset(&x->key);
    buf_adds(&x->key, kinds[side]);
    add_phrase(&x->key, s, g, at, n);
    buf_addch(&x->key, '\t');
    buf_add(&x->key, buf_span(&x->text));
    return !x->text.failed && count_key(x);
}

static bool count_side(struct counting *x, int side, size_t g)
{
    const struct phrase_side *s = x->sides[side];
    const uint8_t *marks = phrase_marks(s, g);
    uint32_t words = s->side.segments.v[g].count;

    if (!cut_words(x, s->texts.v[g]))
        return false;
    for (uint32_t at = 0; at < words; at++) {
        uint32_t longest = phrase_longest_run(marks, at, words);
        buf_reset(&x->text);
        for (uint32_t n = 1; n <= longest; n++) {
            grow_text(x, at + n - 1);
            if (phrase_has_shape(marks + at, n) && !count_phrase(x, side, g, at, n))
                return false;
        }
    }
    return true;
}

/* ---- a batch ---- */

/* The table is to stay in the processor's cache. */
static void forget_seen(struct counts *c)
{
    enum { MANY = 4096 };

    if (c->seen.used < MANY)
        return;
    memset(c->seen.v, 0, (c->seen.mask + 1) * sizeof *c->seen.v);
    c->seen.used = 0;
}

enum status counts_add(struct counts *c, const struct phrase_side *source,
                       const struct phrase_side *target, const struct word_links *links,
                       struct error *e)
{
    struct counting x = {.c = c, .sides = {source, target}, .e = e};
    size_t segments = source->side.segments.len;
    bool ok = true;

    x.find = (struct phrase_finder){{source, target}, has_shape, count_pair, .context = &x};
    e->code = ST_OK;
    c->seen.used = c->seen.v ? SIZE_MAX : 0; /* numbers of segments begin anew */
    for (size_t g = 0; ok && g < segments; g++) {
        forget_seen(c);
        ok = count_side(&x, SIDE_SOURCE, g) && count_side(&x, SIDE_TARGET, g) &&
             phrase_find(&x.find, g, links);
    }
    phrase_finder_free(&x.find);
    vec_free(&x.words);
    buf_free(&x.key);
    buf_free(&x.text);
    if (!ok)
        return e->code ? e->code : error_nomem(e);
    return segments == 0 ? ST_OK : sums_add(c->sums, c->all, segments, e);
}
