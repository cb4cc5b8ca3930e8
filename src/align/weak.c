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
#define WORDS_BEFORE 10  /* words at beginnings that are taken to be seen */
#define LONE_BEFORE 50   /* sentences that are taken to be seen, one of which is a single word */

enum { TAIL = 3 };       /* letters at the end of a word by which words that are rare are judged */

/* How a word is written at the places where it stands, or all words with one tail are.  Numbers and
 * signs are never first and always small. */
struct habit {
    uint32_t first;   /* begins a sentence */
    uint32_t capital; /* with a capital inside of one */
    uint32_t small;
    uint32_t last;    /* ends a sentence */
    uint32_t inside;  /* before what begins none */
};

/* Those of a token, by their number. */
struct habits {
    size_t word, tail;
};

struct learnt {
    struct map words; /* folded, tails behind a '~' -> number in habits */
    VEC(struct habit) habits;
    struct buf scratch;
    double odds;  /* of a sentence's ending without a full stop */
    double usual; /* share of the places with a capital where a sentence begins, by that */
    double ends;  /* share of the tokens that end a sentence */
    double lone;  /* share of the sentences that are a single word */
};

/* The next token of a sentence. */
struct place {
    struct word token;
    struct word before; /* the one right before it, of no length where there is none */
    size_t begin;   /* of what would be cut off: opening brackets and quotes before the token */
    bool first;     /* word of the sentence? */
    bool capital;
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
static const char joining[] = "- – — / & + = @ # \\ _ | * <", judged[] = ". ! ? … 。";

/* Is the character one of a list with blanks between? */
static bool is_one_of(struct span c, const char *list)
{
    struct span rest = span_str(list), item;

    while (span_split(&rest, ' ', &item))
        if (span_eq(item, c))
            return true;
    return false;
}

static bool is_sign(const struct word *w, const char *list)
{
    return w->kind == WORD_SYMBOL && is_one_of(w->text, list);
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
        if (is_sign(&x, opening) && follows_space(w->text, begin)) {
            if (w->opened == SIZE_MAX)
                w->opened = begin;
            continue;
        }
        *p = (struct place){.token = x, .before = w->last, .titled = w->last_capital,
                            .begin = w->opened == SIZE_MAX ? begin : w->opened};
        w->opened = SIZE_MAX;
        w->last = x;
        if (x.kind == WORD_LETTERS) {
            p->first = !w->any;
            p->capital = has_capital(x.text);
            p->possible = p->capital && w->any && follows_space(w->text, p->begin) &&
                          !is_sign(&p->before, joining);
            w->any = true;
        }
        w->last_capital = p->capital;
        return true;
    }
    return false;
}

static struct walk walk_over(struct span text)
{
    return (struct walk){.text = text, .opened = SIZE_MAX};
}

/* The number of the habit under the key in l->scratch. */
static bool find_key(struct learnt *l, size_t *number)
{
    bool added;
    uint64_t *slot = l->scratch.failed ? NULL : map_put(&l->words, buf_span(&l->scratch), &added);

    if (!slot || (added && !vec_push(&l->habits, (struct habit){0})))
        return false;
    if (added)
        *slot = l->habits.len - 1;
    *number = *slot;
    return true;
}

/* All numbers share theirs.  False when memory runs out. */
static bool find(struct learnt *l, const struct word *w, struct habits *out)
{
    struct span text = w->kind == WORD_NUMBER ? span_str("0") : w->text;
    size_t tail = text.len;

    for (int n = 0; n < TAIL && tail > 0; n++)
        utf8_prev(text, &tail);
    buf_reset(&l->scratch);
    if (norm_add_folded(&l->scratch, text, NULL) || !find_key(l, &out->word))
        return false;
    buf_reset(&l->scratch);
    buf_addch(&l->scratch, '~');
    return !norm_add_folded(&l->scratch, span_from(text, tail), NULL) && find_key(l, &out->tail);
}

static void count(struct habit *h, const struct place *p)
{
    h->first += p->first;
    h->capital += !p->first && p->capital;
    h->small += !p->capital;
}

static void count_end(struct habit *h, bool last)
{
    h->last += last;
    h->inside += !last;
}

static void count_ends(struct learnt *l, const struct habits *token, bool last)
{
    count_end(&l->habits.v[token->word], last);
    count_end(&l->habits.v[token->tail], last);
}

static bool learn_words(struct learnt *l, struct span sentence, bool *parted)
{
    struct walk w = walk_over(sentence);
    struct habits before, token;
    bool any = false; /* a token that might end the sentence */
    size_t words = 0;
    struct place p;

    while (next_place(&w, &p)) {
        if (!find(l, &p.token, &token))
            return false;
        count(&l->habits.v[token.word], &p);
        count(&l->habits.v[token.tail], &p);
        words += p.token.kind == WORD_LETTERS;
        *parted = *parted || p.possible;
        if (is_sign(&p.token, judged))
            continue;
        if (any && !p.possible)
            count_ends(l, &before, false);
        before = token;
        any = true;
    }
    if (any)
        count_ends(l, &before, true);
    l->lone += words == 1;
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
    return is_sign(&last[1], stopping) ||
           (last[1].kind == WORD_SYMBOL && is_sign(&last[0], stopping));
}

/* How many sentences end without a full stop for one that does: by the paragraphs' ends, `open` of
 * `all`, and by words that the text writes small, too, which have a capital inside of what is known
 * to be one sentence.  The first counts those that never have one, headings and verses, as if
 * all were like them; the second takes titles and what is capitalised out of respect along. */
static double odds_of(const struct learnt *l, double open, double all)
{
    double odds = open / (all - open + 2), capital = WORDS_BEFORE * odds, first = WORDS_BEFORE;

    for (size_t i = 0; i < l->habits.len; i++) {
        const struct habit *h = &l->habits.v[i];
        if (h->small == 0)
            continue;
        capital += h->capital;
        first += h->first;
    }
    return sqrt(odds * capital / first);
}

static bool learn(struct learnt *l, const struct piece_vec *sentences)
{
    double open = 0, all = 0, places = 0, tokens = 0, whole = 0;
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
    for (const struct map_entry *w = map_first(&l->words); w; w = map_next(w)) {
        const struct habit *h = &l->habits.v[map_value(w)];
        if (*map_key(w).ptr == '~')
            continue;
        places += h->capital;
        tokens += h->last + h->inside;
    }
    l->ends = ((double)sentences->len + 1) / (tokens + 2);
    l->lone = (l->lone + 1) / ((double)sentences->len + LONE_BEFORE);
    l->odds = odds_of(l, open, all);
    whole = (double)sentences->len * l->odds;
    l->usual = places > whole ? whole / places : 1;
    return true;
}

/* The chance that a sentence begins with a word where it has a capital; before anything is known of
 * the word it is `before`. */
static double begins_with(const struct habit *h, double before, const struct learnt *l)
{
    double starts = h->first * fmin(l->odds, ODDS_MAX) + h->small;
    double all = fmax(starts, (double)h->capital + h->small);

    return fmin((starts + before) / (all + 1), CHANCE_MAX);
}

/* How often a sentence ends behind the word, likewise. */
static double ends_with(const struct habit *h, double before)
{
    return (h->last + ENDS_BEFORE * before) / (h->last + h->inside + ENDS_BEFORE);
}

/* The chance that a sentence begins at a possible place, where one began with the word before with
 * the chance `begun`; negative when memory runs out. */
static double chance_of(struct learnt *l, const struct place *p, double begun)
{
    struct habits token, before;
    double begins, ends, odds;

    if (!find(l, &p->token, &token) || !find(l, &p->before, &before))
        return -1;
    begins = begins_with(&l->habits.v[token.tail], l->usual, l);
    begins = begins_with(&l->habits.v[token.word], begins, l);
    if (is_sign(&p->before, judged))
        return begins;
    ends = ends_with(&l->habits.v[before.tail], l->ends);
    ends = ends_with(&l->habits.v[before.word], ends);
    odds = begins / (1 - begins) * ends / (1 - ends) * (1 - l->ends) / l->ends;
    odds *= p->titled ? TITLED : 1;
    odds *= 1 - begun + begun * fmin(l->lone * (1 + l->odds) / l->ends, 1);
    return fmin(odds / (1 + odds), CHANCE_MAX);
}

static bool cut(struct learnt *l, const struct piece *sentence, struct piece_vec *out)
{
    struct walk w = walk_over(sentence->text);
    struct piece piece = *sentence;
    double chance = 0;
    size_t from = 0;
    struct place p;

    while (next_place(&w, &p)) {
        chance = p.first ? 1 : p.possible ? chance_of(l, &p, chance) : 0;
        if (chance < 0)
            return false;
        if (p.first || chance < CHANCE_LEAST)
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
