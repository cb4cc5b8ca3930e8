/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In which form a pair is shown.  All forms in which its words stand linked are counted.  Those that
 * differ in endings alone count together; of the commonest such group the form with most words as in
 * a dictionary is taken, of equals the commonest, then the shortest.
 */
#include "align/phrase_find.h"
#include "align/phrase_table.h"
#include "text/norm.h"

struct form {
    uint64_t lemmas;     /* hash of the dictionary forms of its words */
    uint32_t count, own; /* places; words that are dictionary forms */
    uint32_t length;     /* bytes of both texts */
    uint32_t next;       /* form of the same pair, + 1 */
    struct phrase_place place;
};

struct collector {
    const struct phrase_side *sides[2];
    struct phrase_vec *pairs;
    struct phrase_table table;  /* of pairs: place in `pairs` + 1 */
    struct map known;           /* number of a pair and its text, folded -> form + 1 */
    struct map words[2];        /* folded word -> hash of its dictionary form * 2, + 1 if it is it */
    VEC(struct form) forms;
    VEC(uint32_t) first;        /* of each pair: its first form + 1 */
    struct buf key, word;
};

/* ---- dictionary forms ---- */

struct lemma {
    struct span word;
    struct buf best;
    bool failed;
};

/* The shortest stem is the barest: dictionaries list inflected words, too. */
static bool take_stem(void *context, struct span stem)
{
    struct lemma *x = context;
    struct buf folded = BUF_INIT;

    x->failed = norm_add_folded(&folded, stem, NULL) != ST_OK;
    if (!x->failed && folded.len && (x->best.len == 0 || folded.len < x->best.len)) {
        buf_reset(&x->best);
        buf_add(&x->best, buf_span(&folded));
        x->failed = x->best.failed;
    }
    buf_free(&folded);
    return !x->failed;
}

static uint64_t hash_of(struct span s)
{
    uint64_t h = s.len;

    for (size_t i = 0; i < s.len; i++)
        h = phrase_pair_key(h, (unsigned char)s.ptr[i]);
    return h;
}

/* As the map of words has it; 0 when memory runs out. */
static uint64_t lemma_of(struct collector *x, int side, struct span word)
{
    struct spell *spell = x->sides[side]->side.vocab.spell;
    struct lemma l = {.best = BUF_INIT};
    uint64_t *slot;
    bool added;

    buf_reset(&x->word);
    if (norm_add_folded(&x->word, word, NULL) != ST_OK)
        return 0;
    l.word = buf_span(&x->word);
    slot = map_put(&x->words[side], l.word, &added);
    if (!slot || !added)
        return slot ? *slot : 0;
    if (spell && !spell_stems(spell, word, take_stem, &l) && l.failed) {
        buf_free(&l.best);
        return 0;
    }
    *slot = spell && l.best.len ? hash_of(buf_span(&l.best)) << 1 : 2;
    *slot |= span_eq(buf_span(&l.best), l.word);
    buf_free(&l.best);
    return *slot;
}

/* ---- collecting ---- */

static bool add_half(struct collector *x, struct form *f, int side, uint32_t at, uint32_t n)
{
    struct span text = phrase_text(x->sides[side], f->place.segment, at, n);
    struct word w;
    size_t pos = 0;

    f->length += (uint32_t)text.len;
    buf_addch(&x->key, '\t');
    if (norm_add_folded(&x->key, text, NULL) != ST_OK)
        return false;
    while (word_next(text, &pos, &w)) {
        uint64_t lemma = w.kind == WORD_LETTERS ? lemma_of(x, side, w.text) : 2;
        if (!lemma)
            return false;
        f->lemmas = phrase_pair_key(f->lemmas, lemma >> 1);
        f->own += lemma & 1;
    }
    return true;
}

/* Inside a segment capitals are the word's own. */
static int words_before(const struct phrase_place *p)
{
    return (p->source > 0) + (p->target > 0);
}

static bool add_form(struct collector *x, uint32_t number, struct form *f)
{
    uint64_t *slot = map_put(&x->known, buf_span(&x->key), NULL);
    struct form *known;

    if (!slot)
        return false;
    if (*slot == 0) {
        f->next = x->first.v[number];
        *slot = x->first.v[number] = (uint32_t)x->forms.len + 1;
        return vec_push(&x->forms, *f);
    }
    known = &x->forms.v[*slot - 1];
    known->count++;
    if (words_before(&f->place) > words_before(&known->place))
        known->place = f->place;
    return true;
}

static bool found(void *context, struct phrase_place place, uint32_t n, uint32_t m)
{
    struct collector *x = context;
    uint64_t key = phrase_pair_key(phrase_key(x->sides[0], place.segment, place.source, n),
                                   phrase_key(x->sides[1], place.segment, place.target, m));
    const struct phrase_slot *slot = phrase_table_get(&x->table, key);
    struct form f = {.count = 1, .place = place};

    if (!slot)
        return true;
    buf_reset(&x->key);
    buf_printf(&x->key, "%u", slot->index);
    return add_half(x, &f, SIDE_SOURCE, place.source, n) &&
           add_half(x, &f, SIDE_TARGET, place.target, m) && !x->key.failed &&
           add_form(x, slot->index - 1, &f);
}

static bool any_phrase(void *context UNUSED, int side UNUSED, size_t segment UNUSED,
                       uint32_t at UNUSED, uint32_t n UNUSED)
{
    return true; /* the table tells */
}

static bool list_pairs(struct collector *x)
{
    for (size_t i = 0; i < x->pairs->len; i++) {
        const struct phrase_pair *p = &x->pairs->v[i];
        const struct phrase_place *at = &p->places[0];
        uint64_t key = phrase_pair_key(
            phrase_key(x->sides[0], at->segment, at->source, p->n_source),
            phrase_key(x->sides[1], at->segment, at->target, p->n_target));
        struct phrase_slot *slot = phrase_table_put(&x->table, key);
        if (!slot || !vec_push(&x->first, 0))
            return false;
        slot->index = (uint32_t)i + 1;
    }
    return true;
}

/* ---- choosing ---- */

static uint32_t group_count(const struct collector *x, uint32_t first, uint64_t lemmas)
{
    uint32_t count = 0;

    for (uint32_t i = first; i; i = x->forms.v[i - 1].next)
        if (x->forms.v[i - 1].lemmas == lemmas)
            count += x->forms.v[i - 1].count;
    return count;
}

/* Of forms of one pair, whose groups are so common: endings make words longer. */
static bool is_better(const struct form *a, uint32_t a_group, const struct form *b,
                      uint32_t b_group)
{
    if (a_group != b_group)
        return a_group > b_group;
    if (a->own != b->own)
        return a->own > b->own;
    return a->count != b->count ? a->count > b->count : a->length <= b->length;
}

static const struct form *best_form(const struct collector *x, uint32_t first)
{
    const struct form *best = NULL;
    uint32_t most = 0;

    for (uint32_t i = first; i; i = x->forms.v[i - 1].next) {
        const struct form *f = &x->forms.v[i - 1];
        uint32_t group = group_count(x, first, f->lemmas);
        if (best && !is_better(f, group, best, most))
            continue;
        best = f; /* of equals the one that came first, as it is the last in the chain */
        most = group;
    }
    return best;
}

/* Show the pair where it has that form, and where it stood first besides. */
static void show(struct phrase_pair *p, struct phrase_place place)
{
    struct phrase_place others[PHRASE_EXAMPLES];
    uint8_t n = p->n_places;

    memcpy(others, p->places, sizeof others);
    p->places[0] = place;
    p->n_places = 1;
    for (uint8_t i = 0; i < n && p->n_places < PHRASE_EXAMPLES; i++)
        if (others[i].segment != place.segment)
            p->places[p->n_places++] = others[i];
}

bool phrases_choose_forms(const struct phrase_side *source, const struct phrase_side *target,
                          const struct word_links *links, struct phrase_vec *pairs)
{
    struct collector x = {.sides = {source, target}, .pairs = pairs, .known = MAP_INIT,
                          .words = {MAP_INIT, MAP_INIT}};
    struct phrase_finder find = {{source, target}, any_phrase, found, .context = &x};
    bool ok = list_pairs(&x);

    for (size_t g = 0; ok && g < source->side.segments.len; g++)
        ok = phrase_find(&find, g, links);
    for (size_t i = 0; ok && i < pairs->len; i++) {
        const struct form *f = best_form(&x, x.first.v[i]);
        if (f)
            show(&pairs->v[i], f->place);
    }
    phrase_finder_free(&find);
    free(x.table.v);
    map_free(&x.known);
    map_free(&x.words[0]);
    map_free(&x.words[1]);
    vec_free(&x.forms);
    vec_free(&x.first);
    buf_free(&x.key);
    buf_free(&x.word);
    return ok;
}
