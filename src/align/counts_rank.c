/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From merged counts to ranked pairs.  Keys come in order: pairs first, so that of all the phrases
 * that follow only those are kept that a pair has or needs to be judged by. */
#include "align/counts.h"

#include "align/phrase_find.h"

enum {
    MOST_PAIRS = 1 << 19, /* kept in memory */
    USUAL_LEAST = 2,
};

/* A phrase as types of its side's vocabulary. */
struct phrase {
    uint32_t types[PHRASE_WORDS]; /* UINT32_MAX for a word that no pair has */
    uint32_t n;
    unsigned joins; /* bit i: token i is a sign that joins words */
};

struct candidate {
    uint64_t keys[2];  /* of both phrases; see phrase_key */
    uint64_t linked;   /* segments */
    uint32_t types;    /* where those of the source phrase begin, and the target's follow */
    uint8_t n[2];
    uint8_t loose;     /* edges that are never linked */
};

/* How a phrase is shown: what has most words in their dictionary form, of these the commonest. */
struct form {
    struct span text;
    uint64_t n;
    unsigned lemmas;
};

struct counts_ranking {
    struct span all;              /* the key of what these counts are of */
    struct phrase_side *sides[2];
    struct phrase_table grams[2]; /* of what candidates need; index: a form's number + 1 */
    unsigned least;
    uint64_t segments;
    bool pairs_done;
    VEC(struct candidate) pairs;
    VEC(uint32_t) types;
    VEC(struct form) forms;
    struct arena arena;       /* texts of forms */
    struct phrase_side words[2]; /* to look at one form */
    struct buf group;         /* phrases of the keys in hand: of a pair, or kind and phrase */
    struct candidate pair;    /* in hand; its phrases are both of phrases[] */
    struct phrase phrases[2]; /* a phrase of one side in hand is the first */
    int side;
    struct form best;
    uint64_t total;
};

/* ---- keys ---- */

static enum status no_counts(struct error *e)
{
    return error_set(e, ST_SYNTAX, _("no counts of phrases, as tmterms --counts writes them"));
}

static enum status parse_phrase(struct phrase *p, struct vocab *v, struct span text, bool make,
                                struct error *e)
{
    struct span stem;

    *p = (struct phrase){.n = 0};
    while (span_split(&text, ' ', &stem)) {
        uint32_t type;
        if (stem.len == 0 || p->n == PHRASE_WORDS)
            return no_counts(e);
        type = make ? vocab_add_stem(v, stem) : vocab_stem(v, stem);
        if (make && type == UINT32_MAX)
            return error_nomem(e);
        p->joins |= phrase_is_join(stem) ? 1u << p->n : 0;
        p->types[p->n++] = type;
    }
    return p->n ? ST_OK : no_counts(e);
}

static bool parse_edges(struct span text, unsigned *edges)
{
    static const char digits[] = "0123456789abcdef";
    const char *digit = text.len == 1 && *text.ptr ? strchr(digits, *text.ptr) : NULL;

    *edges = digit ? (unsigned)(digit - digits) : 0;
    return digit != NULL;
}

static uint64_t key_of(const struct phrase *p)
{
    return phrase_key_of(p->types, p->n);
}

/* ---- pairs ---- */

/* Leave out the rarest pairs until there are half as many. */
static void thin_out(struct counts_ranking *r)
{
    while (r->pairs.len > MOST_PAIRS / 2) {
        size_t kept = 0, types = 0;
        r->least++;
        for (size_t i = 0; i < r->pairs.len; i++) {
            struct candidate c = r->pairs.v[i];
            size_t n = (size_t)c.n[0] + c.n[1];
            if (c.linked < r->least)
                continue;
            memmove(r->types.v + types, r->types.v + c.types, n * sizeof *r->types.v);
            c.types = (uint32_t)types;
            types += n;
            r->pairs.v[kept++] = c;
        }
        r->pairs.len = kept;
        r->types.len = types;
    }
}

/* Keep the pair in hand, if it is frequent enough. */
static bool end_pair(struct counts_ranking *r)
{
    struct candidate *c = &r->pair;

    if (c->linked < r->least)
        return true;
    c->types = (uint32_t)r->types.len;
    for (int k = 0; k < 2; k++) {
        c->keys[k] = key_of(&r->phrases[k]);
        c->n[k] = (uint8_t)r->phrases[k].n;
        for (uint32_t i = 0; i < r->phrases[k].n; i++)
            if (!vec_push(&r->types, r->phrases[k].types[i]))
                return false;
    }
    if (!vec_push(&r->pairs, *c))
        return false;
    if (r->pairs.len >= MOST_PAIRS)
        thin_out(r);
    c->linked = 0;
    return true;
}

static enum status take_pair(struct counts_ranking *r, struct span fields, uint64_t n,
                             struct error *e)
{
    struct span rest = fields, source, target;
    enum status st;
    unsigned edges;
    bool parted = span_split(&rest, '\t', &source) && span_split(&rest, '\t', &target);

    if (!parted || !rest.ptr || !parse_edges(rest, &edges))
        return no_counts(e);
    fields.len = (size_t)(target.ptr + target.len - fields.ptr);
    if (!span_eq(fields, buf_span(&r->group))) {
        if (!end_pair(r))
            return error_nomem(e);
        r->pair = (struct candidate){.loose = UINT8_MAX};
        buf_reset(&r->group);
        buf_add(&r->group, fields);
        st = parse_phrase(&r->phrases[0], &r->sides[0]->side.vocab, source, true, e);
        if (!st)
            st = parse_phrase(&r->phrases[1], &r->sides[1]->side.vocab, target, true, e);
        if (st)
            return st;
    }
    r->pair.linked += n;
    r->pair.loose &= (uint8_t)edges;
    return buf_status(&r->group, e);
}

/* What a phrase is judged by, too: itself without its first and without its last word. */
static bool need(struct phrase_table *t, const uint32_t *types, uint32_t n)
{
    return phrase_table_put(t, phrase_key_of(types, n)) &&
           (n == 1 || (phrase_table_put(t, phrase_key_of(types + 1, n - 1)) &&
                       phrase_table_put(t, phrase_key_of(types, n - 1))));
}

static bool end_pairs(struct counts_ranking *r)
{
    bool ok = end_pair(r);

    for (size_t i = 0; ok && i < r->pairs.len; i++) {
        const struct candidate *c = &r->pairs.v[i];
        ok = need(&r->grams[0], r->types.v + c->types, c->n[0]) &&
             need(&r->grams[1], r->types.v + c->types + c->n[0], c->n[1]);
    }
    r->pairs_done = true;
    buf_reset(&r->group);
    return ok;
}

/* ---- phrases of one side ---- */

static struct phrase_slot *slot_of(struct counts_ranking *r, const struct phrase *p)
{
    struct phrase_table *t = &r->grams[r->side];
    const struct phrase_slot *s = phrase_table_get(t, key_of(p));

    return s ? &t->v[s - t->v] : NULL;
}

/* Note at the phrase without its first or last word, and the sign that joined it, how frequent the
 * whole is. */
static void note_piece(struct counts_ranking *r, struct phrase piece, bool from_left)
{
    struct phrase_slot *slot;

    do {
        if (--piece.n == 0)
            return;
        if (from_left) {
            memmove(piece.types, piece.types + 1, piece.n * sizeof *piece.types);
            piece.joins >>= 1;
        }
    } while (piece.joins & 1u << (from_left ? 0 : piece.n - 1));
    slot = slot_of(r, &piece);
    if (slot && r->total > slot->longer)
        slot->longer = (uint32_t)r->total;
}

/* The phrase in hand is told. */
static bool end_phrase(struct counts_ranking *r)
{
    const struct phrase *p = &r->phrases[0];
    struct phrase_slot *slot;

    if (r->group.len == 0)
        return true;
    if (r->total > UINT32_MAX)
        r->total = UINT32_MAX;
    slot = slot_of(r, p);
    note_piece(r, *p, true);
    note_piece(r, *p, false);
    if (!slot)
        return true;
    slot->count = (uint32_t)r->total;
    slot->index = (uint32_t)r->forms.len + 1;
    return vec_push(&r->forms, r->best);
}

/* Words of a text that are as in a dictionary. */
static enum status count_lemmas(struct counts_ranking *r, struct span text, unsigned *lemmas,
                                struct error *e)
{
    struct phrase_side *s = &r->words[r->side];
    enum status st;

    phrase_side_reset(s);
    st = phrase_side_add(s, text, e);
    *lemmas = 0;
    for (size_t i = 0; !st && i < s->marks.len; i++)
        *lemmas += (s->marks.v[i] & MARK_LEMMA) != 0;
    return st;
}

static bool is_better(const struct form *a, const struct form *b)
{
    if (a->lemmas != b->lemmas)
        return a->lemmas > b->lemmas;
    if (a->n != b->n)
        return a->n > b->n;
    return a->text.len < b->text.len; /* of equal ones the first in order stays */
}

static enum status take_form(struct counts_ranking *r, struct span text, uint64_t n,
                             struct error *e)
{
    struct form f = {text, n, 0};
    enum status st = ST_OK;

    r->total += n;
    if (!slot_of(r, &r->phrases[0]))
        return ST_OK;
    st = count_lemmas(r, text, &f.lemmas, e);
    if (!st && (!r->best.text.ptr || is_better(&f, &r->best))) {
        f.text = arena_dup(&r->arena, text);
        if (!f.text.ptr)
            return error_nomem(e);
        r->best = f;
    }
    return st;
}

static enum status take_phrase(struct counts_ranking *r, int side, struct span fields, uint64_t n,
                               struct error *e)
{
    struct span rest = fields, phrase;
    enum status st = ST_OK;

    if (!r->pairs_done && !end_pairs(r))
        return error_nomem(e);
    if (!span_split(&rest, '\t', &phrase) || !rest.ptr)
        return no_counts(e);
    if (side != r->side || !span_eq(phrase, buf_span(&r->group))) {
        if (!end_phrase(r))
            return error_nomem(e);
        buf_reset(&r->group);
        buf_add(&r->group, phrase);
        r->side = side;
        r->total = 0;
        r->best = (struct form){.n = 0};
        st = parse_phrase(&r->phrases[0], &r->sides[side]->side.vocab, phrase, false, e);
        if (!st)
            st = buf_status(&r->group, e);
    }
    return st ? st : take_form(r, rest, n, e);
}

static enum status take_all(struct counts_ranking *r, struct span key, uint64_t n, struct error *e)
{
    if (!span_eq(key, r->all))
        return error_set(e, ST_UNSUPPORTED, _("counts of “%.*s”, where “%.*s” are wanted"),
                         SPAN_ARG(key), SPAN_ARG(r->all));
    r->segments += n;
    return ST_OK;
}

enum status counts_take(void *context, struct span key, uint64_t n, struct error *e)
{
    struct counts_ranking *r = context;
    struct span kind, rest = key;

    if (!span_split(&rest, '\t', &kind))
        return no_counts(e);
    if (span_eqs(kind, "all"))
        return take_all(r, key, n, e);
    if (!rest.ptr)
        return no_counts(e);
    if (span_eqs(kind, "pair") && !r->pairs_done)
        return take_pair(r, rest, n, e);
    if (span_eqs(kind, "source"))
        return take_phrase(r, SIDE_SOURCE, rest, n, e);
    return span_eqs(kind, "target") ? take_phrase(r, SIDE_TARGET, rest, n, e) : no_counts(e);
}

/* ---- ranking ---- */

static uint32_t within(uint64_t n)
{
    return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

/* Does segment k hold the phrase, and can it be one? */
static bool is_sound(const struct counts_ranking *r, int side, size_t k, uint32_t n, uint64_t key)
{
    const struct phrase_side *s = r->sides[side];

    return s->side.segments.v[k].count == n && phrase_key(s, k, 0, n) == key &&
           phrase_is_possible(&r->grams[side], s, k, 0, n);
}

/* Counts that were changed by hand can contradict one another. */
static bool is_possible(const struct counts_ranking *r, const struct candidate *c,
                        const struct phrase_slot *const *slots)
{
    for (int k = 0; k < 2; k++)
        if (c->linked > slots[k]->count || slots[k]->count > r->segments)
            return false;
    return true;
}

static enum status add_texts(struct counts_ranking *r, const struct phrase_slot *const *slots,
                             struct error *e)
{
    enum status st = ST_OK;

    for (int k = 0; !st && k < 2; k++)
        st = phrase_side_add(r->sides[k], r->forms.v[slots[k]->index - 1].text, e);
    return st;
}

static uint8_t loose_edges(const struct counts_ranking *r, const struct candidate *c)
{
    const uint32_t *types = r->types.v + c->types;
    unsigned spare = phrase_spare_edges(&r->grams[SIDE_SOURCE], types, c->n[0]) |
                     phrase_spare_edges(&r->grams[SIDE_TARGET], types + c->n[0], c->n[1])
                         << EDGE_TARGET;

    return (uint8_t)(c->loose & spare);
}

static bool add_pair(struct counts_ranking *r, const struct candidate *c,
                     const struct phrase_slot *const *slots, struct phrase_table *table,
                     struct phrase_vec *out)
{
    size_t k = r->sides[0]->side.segments.len - 1;
    struct phrase_pair p = {.n_source = c->n[0], .n_target = c->n[1], .n_places = 1,
                            .loose = loose_edges(r, c), .linked = within(c->linked),
                            .pairs = within(c->linked), .source_count = slots[0]->count,
                            .target_count = slots[1]->count, .places = {{.segment = (uint32_t)k}}};
    struct phrase_slot *slot;

    if (!is_sound(r, SIDE_SOURCE, k, c->n[0], c->keys[0]) ||
        !is_sound(r, SIDE_TARGET, k, c->n[1], c->keys[1]))
        return true;
    p.whole = (float)(phrase_completeness(slots[0]) * phrase_completeness(slots[1]));
    slot = phrase_table_put(table, phrase_pair_key(c->keys[0], c->keys[1]));
    if (!slot)
        return false;
    slot->index = (uint32_t)out->len;
    slot->count = 1;
    return vec_push(out, p);
}

enum status counts_rank(struct counts_ranking *r, struct phrase_vec *out, unsigned *least,
                        struct error *e)
{
    struct phrase_table table = {.v = NULL};
    bool ok = r->pairs_done ? end_phrase(r) : end_pairs(r);
    enum status st = ok ? ST_OK : error_nomem(e);

    vec_clear(out);
    for (size_t i = 0; !st && i < r->pairs.len; i++) {
        const struct candidate *c = &r->pairs.v[i];
        const struct phrase_slot *slots[2] = {phrase_table_get(&r->grams[0], c->keys[0]),
                                              phrase_table_get(&r->grams[1], c->keys[1])};
        if (!slots[0]->index || !slots[1]->index || !is_possible(r, c, slots))
            continue;
        st = add_texts(r, slots, e);
        if (!st && !add_pair(r, c, slots, &table, out))
            st = error_nomem(e);
    }
    if (!st)
        st = phrases_rank(r->sides[0], r->sides[1], &table, r->segments, r->least, out, e);
    *least = r->least;
    free(table.v);
    return st;
}

enum status counts_ranking_open(struct counts_ranking **out, struct span all,
                                struct phrase_side *source, struct phrase_side *target,
                                const struct phrase_options *options, struct error *e)
{
    struct counts_ranking *r = *out = calloc(1, sizeof *r);

    if (!r)
        return error_nomem(e);
    r->all = all;
    r->sides[0] = source;
    r->sides[1] = target;
    r->least = options->min_count ? options->min_count : USUAL_LEAST;
    for (int k = 0; k < 2; k++)
        phrase_side_init(&r->words[k], NULL, r->sides[k]->side.vocab.spell);
    return ST_OK;
}

void counts_ranking_free(struct counts_ranking *r)
{
    if (!r)
        return;
    free(r->grams[0].v);
    free(r->grams[1].v);
    vec_free(&r->pairs);
    vec_free(&r->types);
    vec_free(&r->forms);
    arena_free(&r->arena);
    phrase_side_free(&r->words[0]);
    phrase_side_free(&r->words[1]);
    buf_free(&r->group);
    free(r);
}
