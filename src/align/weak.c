/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/weak.h"

#include "base/map.h"
#include "text/norm.h"
#include "text/words.h"

#include <math.h>

#define ODDS_LEAST 0.05  /* a text with fewer open ends has none but by accident */
#define ODDS_MAX 10.0
#define CHANCE_LEAST 0.1 /* to be cut */
#define CHANCE_MAX 0.95
#define TITLED 0.5       /* behind a capital, which names and titles have in a row */
#define ENDS_BEFORE 4    /* words of the usual kind that are taken to be seen of each */

/* How a word is written at the places where it stands. */
struct habit {
    uint32_t first;   /* begins a sentence */
    uint32_t capital; /* with a capital inside of one */
    uint32_t small;
    uint32_t last;    /* ends a sentence */
};

struct learnt {
    struct map words; /* folded -> number in habits + 1 */
    VEC(struct habit) habits;
    struct buf scratch;
    double odds;  /* of a sentence's ending without a full stop, from the paragraphs' last ones */
    double usual; /* share of the places with a capital where a sentence begins, by that */
    double ends;  /* share of the words that end a sentence */
};

/* The next word of letters in a sentence. */
struct place {
    struct span word;
    struct span before; /* word of letters right before it, else empty */
    size_t begin;   /* of what would be cut off: opening brackets and quotes before the word */
    bool first, capital;
    bool possible;  /* may a sentence begin here? */
    bool titled;    /* though the word before has a capital, too? */
};

struct walk {
    struct span text;
    size_t at;
    struct word last;
    bool any;       /* word passed yet? */
    bool last_capital;
    size_t opened;  /* where a run of opening marks began, SIZE_MAX = none before this word */
};

static const char opening[] = "( [ { « “ „ ‘ \" '", stopping[] = ". ! ? … 。 : ;";
static const char joining[] = "- – — / & + = @ # \\ _ | * <";

/* Is the character one of a list with blanks between? */
static bool is_one_of(struct span c, const char *list)
{
    struct span rest = span_str(list), item;

    while (span_split(&rest, ' ', &item))
        if (span_eq(item, c))
            return true;
    return false;
}

static bool has_capital(struct span word)
{
    size_t at = 0;

    return char_is_upper(utf8_next(word, &at));
}

static bool follows_space(struct span text, size_t at)
{
    return at > 0 && strchr(" \t", text.ptr[at - 1]);
}

static bool next_place(struct walk *w, struct place *p)
{
    struct word x;

    while (word_next(w->text, &w->at, &x)) {
        size_t begin = (size_t)(x.text.ptr - w->text.ptr);
        if (x.kind == WORD_SYMBOL && is_one_of(x.text, opening) && follows_space(w->text, begin)) {
            if (w->opened == SIZE_MAX)
                w->opened = begin;
            continue;
        }
        *p = (struct place){.word = x.text, .begin = w->opened == SIZE_MAX ? begin : w->opened,
                            .first = !w->any, .capital = has_capital(x.text)};
        p->before = w->last.kind == WORD_LETTERS && w->any ? w->last.text : span_of("", 0);
        p->titled = w->last_capital;
        p->possible = p->capital && w->any &&
                      follows_space(w->text, p->begin) &&
                      (w->last.kind != WORD_SYMBOL || !is_one_of(w->last.text, joining));
        w->opened = SIZE_MAX;
        w->last = x;
        w->last_capital = p->capital && x.kind == WORD_LETTERS;
        if (x.kind == WORD_LETTERS) {
            w->any = true;
            return true;
        }
    }
    return false;
}

static struct walk walk_over(struct span text)
{
    return (struct walk){.text = text, .opened = SIZE_MAX};
}

static struct habit *habit_of(struct learnt *l, struct span word)
{
    bool added;
    uint64_t *slot;

    buf_reset(&l->scratch);
    if (norm_add_folded(&l->scratch, word, NULL) || l->scratch.failed)
        return NULL;
    slot = map_put(&l->words, buf_span(&l->scratch), &added);
    if (!slot || (added && !vec_push(&l->habits, (struct habit){0})))
        return NULL;
    if (added)
        *slot = l->habits.len - 1;
    return &l->habits.v[*slot];
}

static bool learn_words(struct learnt *l, struct span sentence, bool *parted)
{
    struct walk w = walk_over(sentence);
    struct habit *h = NULL;
    struct place p;

    while (next_place(&w, &p)) {
        h = habit_of(l, p.word);
        if (!h)
            return false;
        h->first += p.first;
        h->capital += !p.first && p.capital;
        h->small += !p.capital;
        *parted = *parted || p.possible;
    }
    if (h)
        h->last++;
    return true;
}

/* Does the sentence end with a full stop or the like, perhaps in quotation marks? */
static bool is_stopped(struct span s)
{
    struct word w, last[2] = {{.kind = WORD_LETTERS}, {.kind = WORD_LETTERS}};
    size_t at = 0;

    while (word_next(s, &at, &w)) {
        last[0] = last[1];
        last[1] = w;
    }
    return (last[1].kind == WORD_SYMBOL && is_one_of(last[1].text, stopping)) ||
           (last[1].kind == WORD_SYMBOL && last[0].kind == WORD_SYMBOL &&
            is_one_of(last[0].text, stopping));
}

static bool learn(struct learnt *l, const struct piece_vec *sentences)
{
    double open = 0, all = 0, places = 0, words = 0, whole = 0;
    bool parted = false;

    for (size_t i = 0; i < sentences->len; i++) {
        const struct piece *x = &sentences->v[i];
        bool last = i + 1 == sentences->len || x[1].begins;
        if (!learn_words(l, x->text, &parted))
            return false;
        if (last && (parted || !x->begins)) { /* one that might have been parted */
            open += !is_stopped(x->text);
            all++;
        }
        parted = false;
    }
    for (size_t i = 0; i < l->habits.len; i++) {
        const struct habit *h = &l->habits.v[i];
        places += h->capital;
        words += (double)h->first + h->capital + h->small;
    }
    l->ends = words > 0 ? (double)sentences->len / words : 1;
    l->odds = open / (all - open + 2);
    whole = (double)sentences->len * l->odds;
    l->usual = places > whole ? whole / places : 1;
    return true;
}

/* The chance that a sentence begins with this word where it has a capital. */
static double begins_with(const struct habit *h, const struct learnt *l)
{
    double starts = h->first * fmin(l->odds, ODDS_MAX) + h->small;
    double all = fmax(starts, (double)h->capital + h->small);

    return fmin((starts + l->usual) / (all + 1), CHANCE_MAX);
}

/* How many times likelier than others this word is to end a sentence: articles and prepositions
 * hardly ever do. */
static double ends_with(const struct habit *h, const struct learnt *l)
{
    double all = (double)h->first + h->capital + h->small;

    return (h->last + ENDS_BEFORE * l->ends) / (all + ENDS_BEFORE) / l->ends;
}

/* The chance that a sentence begins at a possible place; negative when memory runs out. */
static double chance_of(struct learnt *l, const struct place *p)
{
    const struct habit *h = habit_of(l, p->word);
    double chance = h ? begins_with(h, l) : -1, odds;

    if (chance < 0 || p->before.len == 0)
        return chance;
    if (p->titled && h->first + h->small == 0)
        return 0; /* as likely as not a name */
    h = habit_of(l, p->before);
    if (!h)
        return -1;
    odds = chance / (1 - chance) * ends_with(h, l) * (p->titled ? TITLED : 1);
    return fmin(odds / (1 + odds), CHANCE_MAX);
}

static bool cut(struct learnt *l, const struct piece *sentence, struct piece_vec *out)
{
    struct walk w = walk_over(sentence->text);
    struct piece piece = *sentence;
    size_t from = 0;
    struct place p;

    while (next_place(&w, &p)) {
        double chance = p.possible ? chance_of(l, &p) : 0;
        if (chance < 0)
            return false;
        if (chance < CHANCE_LEAST)
            continue;
        piece.text = text_trim(span_cut(sentence->text, from, p.begin));
        if (piece.text.len && !vec_push(out, piece))
            return false;
        piece = (struct piece){.chance = (float)chance};
        from = p.begin;
    }
    piece.text = span_from(sentence->text, from);
    return vec_push(out, piece);
}

enum status weak_cut(const struct piece_vec *sentences, struct piece_vec *out,
                     struct error *e)
{
    struct learnt l = {.words = MAP_INIT};
    bool ok = learn(&l, sentences);

    vec_clear(out);
    for (size_t i = 0; ok && i < sentences->len; i++)
        ok = l.odds > ODDS_LEAST ? cut(&l, &sentences->v[i], out) : vec_push(out, sentences->v[i]);
    map_free(&l.words);
    vec_free(&l.habits);
    buf_free(&l.scratch);
    return ok ? ST_OK : error_nomem(e);
}
