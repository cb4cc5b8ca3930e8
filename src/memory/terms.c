/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/terms.h"

#include "base/map.h"
#include "base/vec.h"
#include "text/norm.h"
#include "text/words.h"

enum {
    STEM = 3,         /* letters that all forms of a word begin with: the key of the table */
    LONGEST_ENDING = 3, /* that is added, strictly */
    LOOSE_ENDING = 9, /* Kazakh -ларымыздың */
};

/* The words of a text, folded. */
struct folded {
    struct buf text;
    VEC(struct span) words;
};

struct term {
    struct span source, target; /* as given */
    struct folded words, answer;
    uint32_t next;              /* with the same beginning; 0: none, else its place + 1 */
};

struct terms {
    VEC(struct term) list;
    struct map by_stem; /* first letters of the first word -> place + 1 of a term */
    struct arena arena;
};

static void folded_free(struct folded *f)
{
    buf_free(&f->text);
    vec_free(&f->words);
}

static enum status fold(struct folded *out, struct span text, struct error *e)
{
    enum status st = norm_add_folded(&out->text, text, e);
    size_t at = 0;
    struct word w;

    if (!st)
        st = buf_status(&out->text, e);
    while (!st && word_next(buf_span(&out->text), &at, &w))
        if (w.kind != WORD_SYMBOL && !vec_push(&out->words, w.text))
            st = error_nomem(e);
    return st;
}

static struct span stem(struct span word)
{
    return span_cut(word, 0, utf8_skip(word, STEM));
}

enum status terms_new(struct terms **t, struct error *e)
{
    *t = calloc(1, sizeof **t);
    return *t ? ST_OK : error_nomem(e);
}

void terms_free(struct terms *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->list.len; i++) {
        folded_free(&t->list.v[i].words);
        folded_free(&t->list.v[i].answer);
    }
    vec_free(&t->list);
    map_free(&t->by_stem);
    arena_free(&t->arena);
    free(t);
}

enum status terms_add(struct terms *t, struct span source, struct span target, struct error *e)
{
    struct term n = {.source = arena_dup(&t->arena, span_trim(source)),
                     .target = arena_dup(&t->arena, span_trim(target))};
    enum status st = n.source.ptr && n.target.ptr ? ST_OK : error_nomem(e);
    uint64_t *slot = NULL;

    if (!st)
        st = fold(&n.words, n.source, e);
    if (!st)
        st = fold(&n.answer, n.target, e);
    if (!st && n.words.words.len && n.answer.words.len) {
        slot = map_put(&t->by_stem, stem(n.words.words.v[0]), NULL);
        if (slot)
            n.next = (uint32_t)*slot;
        if (slot && vec_push(&t->list, n)) {
            *slot = t->list.len;
            return ST_OK;
        }
        st = error_nomem(e);
    }
    folded_free(&n.words);
    folded_free(&n.answer);
    return st;
}

static size_t common_letters(struct span a, struct span b)
{
    size_t at = 0, n = 0;

    while (at < a.len && at < b.len) {
        size_t next = at, other = at;

        if (utf8_next(a, &next) != utf8_next(b, &other))
            break;
        at = next;
        n++;
    }
    return n;
}

/* Is `word` the term's word, perhaps with an ending? */
static bool is_strictly(struct span term, struct span word)
{
    size_t n = utf8_count(term);

    if (span_eq(term, word))
        return true;
    return n > STEM && span_starts(word, term) && utf8_count(word) <= n + LONGEST_ENDING;
}

/* Another form of it: they begin alike, and what differs may be an ending. */
static bool is_loosely(struct span term, struct span word)
{
    size_t n = utf8_count(term), m = utf8_count(word), common = common_letters(term, word);
    size_t given_up = n >= 8 ? 3 : n >= 5 ? 2 : n >= 4 ? 1 : 0;

    return common + given_up >= n && m <= n + LOOSE_ENDING;
}

static bool stands_at(const struct term *t, const struct folded *text, size_t at)
{
    if (at + t->words.words.len > text->words.len)
        return false;
    for (size_t i = 0; i < t->words.words.len; i++)
        if (!is_strictly(t->words.words.v[i], text->words.v[at + i]))
            return false;
    return true;
}

/* All words of the translation, in whatever order. */
static bool is_answered(const struct term *t, const struct folded *target)
{
    for (size_t i = 0; i < t->answer.words.len; i++) {
        bool found = false;

        for (size_t k = 0; k < target->words.len && !found; k++)
            found = is_loosely(t->answer.words.v[i], target->words.v[k]);
        if (!found)
            return false;
    }
    return true;
}

static bool same_words(const struct folded *a, const struct folded *b)
{
    if (a->words.len != b->words.len)
        return false;
    for (size_t i = 0; i < a->words.len; i++)
        if (!span_eq(a->words.v[i], b->words.v[i]))
            return false;
    return true;
}

/* The longest term that begins at a word; NULL for none. */
static const struct term *longest_at(const struct terms *t, const struct folded *text, size_t at)
{
    const uint64_t *slot = map_get(&t->by_stem, stem(text->words.v[at]));
    const struct term *best = NULL;

    for (size_t i = slot ? (size_t)*slot : 0; i; i = t->list.v[i - 1].next) {
        const struct term *k = &t->list.v[i - 1];

        if (stands_at(k, text, at) &&
            (!best || k->words.words.len > best->words.words.len ||
             (k->words.words.len == best->words.words.len &&
              k->words.text.len > best->words.text.len)))
            best = k;
    }
    return best;
}

/* Is one of the translations of this term there? */
static bool is_any_answered(const struct terms *t, const struct term *term,
                            const struct folded *target)
{
    const uint64_t *slot = map_get(&t->by_stem, stem(term->words.words.v[0]));

    for (size_t i = slot ? (size_t)*slot : 0; i; i = t->list.v[i - 1].next) {
        const struct term *k = &t->list.v[i - 1];

        if (same_words(&k->words, &term->words) && is_answered(k, target))
            return true;
    }
    return false;
}

enum status terms_check(const struct terms *t, struct span source, struct span target, term_fn *fn,
                        void *context, struct error *e)
{
    struct folded a = {0}, b = {0};
    enum status st = fold(&a, source, e);

    if (!st)
        st = fold(&b, target, e);
    for (size_t at = 0; !st && at < a.words.len;) {
        const struct term *found = longest_at(t, &a, at);

        if (found && !is_any_answered(t, found, &b))
            st = fn(context, found->source, found->target, e);
        at += found ? found->words.words.len : 1;
    }
    folded_free(&a);
    folded_free(&b);
    return st;
}
