/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/parts.h"
#include "names/score_private.h"

#include <math.h>

/* --- alignment --- */

enum { CORE = 8 };

/* The words of a name that count, patronymics aside. */
struct core {
    unsigned n;
    const struct score_word *words[CORE], *patronymic;
};

struct align {
    struct core a, b; /* a has no more words than b */
    bool swapped;     /* b is the first name that was given */
    bool organization;
    double like[CORE][CORE];
    int best[CORE];   /* word of b for each of a */
    struct score_word joined[CORE]; /* words of b that are two of the name */
    unsigned n_joined;
};

/* Names of people are compared by their names, those of organizations by all words but the and of. */
static bool counts(const struct score_word *w, bool organization, bool particles)
{
    if (organization)
        return w->kind != COMMON_STOP && w->kind != COMMON_NUMBER;
    return score_is_name(w) || (particles && w->kind == COMMON_PARTICLE);
}

static void take_core(const struct score_name *name, bool organization, bool particles, struct core *c)
{
    c->n = 0;
    c->patronymic = NULL;
    for (unsigned i = 0; i < name->count; i++) {
        const struct score_word *w = &name->words[i];

        if (w->patronymic && !organization)
            c->patronymic = w;
        else if (c->n < CORE && counts(w, organization, particles))
            c->words[c->n++] = w;
    }
}

/* The assignment with the greatest sum, by dynamic programming over sets of b's words. */
static void assign(struct align *al)
{
    unsigned n = al->a.n, m = al->b.n, sets = 1U << m;
    static const double impossible = -1;
    double sum[1U << CORE];
    uint8_t size[1U << CORE];
    int8_t last[CORE][1U << CORE];
    unsigned best = 0;

    for (unsigned s = 0; s < sets; s++) {
        sum[s] = s == 0 ? 0 : impossible;
        size[s] = s == 0 ? 0 : (uint8_t)(size[s >> 1] + (s & 1));
    }
    for (unsigned i = 0; i < n; i++) {
        for (unsigned s = sets; s-- > 0;) {
            /* sets of i + 1 words come from sets of i words */
            if (size[s] != i + 1)
                continue;
            sum[s] = impossible;
            for (unsigned j = 0; j < m; j++) {
                double v;

                if (!(s & 1U << j) || sum[s ^ 1U << j] < 0)
                    continue;
                v = sum[s ^ 1U << j] + al->like[i][j];
                if (v > sum[s]) {
                    sum[s] = v;
                    last[i][s] = (int8_t)j;
                }
            }
        }
    }
    for (unsigned s = 0; s < sets; s++) {
        if (size[s] == n && (size[best] != n || sum[s] > sum[best]))
            best = s;
    }
    for (unsigned i = n; i-- > 0;) {
        al->best[i] = last[i][best];
        best ^= 1U << al->best[i];
    }
}

/* Could two words together be one of so many letters? */
static bool may_join(const struct score_word *x, const struct score_word *y,
                     const struct score_word *one)
{
    unsigned two = x->spelling.n + y->spelling.n, n = one->spelling.n;

    return !x->initial && !y->initial && !one->initial && y->text.ptr > x->text.ptr &&
           x->spelling.alphabet == y->spelling.alphabet &&
           (x->spelling.alphabet != one->spelling.alphabet || (2 * two < 3 * n && 2 * n < 3 * two));
}

/* Names in Chinese characters and Hangul are written without a space as a rule. */
static double enough_joined(const struct score_word *x, const struct score_word *one)
{
    if (one->spelling.alphabet == ALPHABET_PINYIN || one->spelling.alphabet == ALPHABET_HANGUL)
        return 0.6;
    return x->kind == COMMON_EQUAL ? 0.65 : 0.85; /* Abd ar-Rahman is Abdulrahman */
}

/* Where the longer name has two neighbours that together are one word of the shorter one, and
 * neither alone is, they are one word; true when there were some. */
static bool join_halves(struct align *al)
{
    for (unsigned i = 0; i + 1 < al->b.n; i++) {
        const struct score_word *x = al->b.words[i], *y = al->b.words[i + 1];
        struct score_word *joined = &al->joined[al->n_joined];
        bool read = false;

        for (unsigned j = 0; j < al->a.n; j++) {
            const struct score_word *one = al->a.words[j];

            if (!may_join(x, y, one))
                continue;
            if (!read)
                score_read_word(span_of(x->text.ptr, (size_t)(y->text.ptr + y->text.len - x->text.ptr)),
                                x->family, joined);
            read = true;
            if (score_words(joined, one) < enough_joined(x, one) || score_words(x, one) > 0.85 ||
                score_words(y, one) > 0.85)
                continue;
            al->n_joined++;
            joined->father = x->father;
            al->b.words[i] = joined;
            for (unsigned k = i + 1; k + 1 < al->b.n; k++)
                al->b.words[k] = al->b.words[k + 1];
            al->b.n--;
            return true;
        }
    }
    return false;
}

static bool has_father(const struct core *c)
{
    for (unsigned i = 0; i < c->n; i++)
        if (c->words[i]->father)
            return true;
    return false;
}

static void align(const struct score_name *a, const struct score_name *b, struct align *al)
{
    bool particles = false, fathers;

    al->organization = a->other || b->other || a->organization || b->organization;
    take_core(a, al->organization, false, &al->a);
    take_core(b, al->organization, false, &al->b);
    /* Bin Laden, Al Gore */
    if (!al->organization && (al->a.n < 2 || al->b.n < 2)) {
        particles = true;
        take_core(a, false, true, &al->a);
        take_core(b, false, true, &al->b);
    }
    al->n_joined = 0;
    al->swapped = al->a.n > al->b.n;
    if (al->swapped) {
        take_core(b, al->organization, particles, &al->a);
        take_core(a, al->organization, particles, &al->b);
    }
    while (al->b.n > al->a.n && join_halves(al))
        continue;
    /* Salman bin Mohammed is not Mohammed bin Salman */
    fathers = has_father(&al->a) && has_father(&al->b);
    for (unsigned i = 0; i < al->a.n; i++) {
        for (unsigned j = 0; j < al->b.n; j++) {
            const struct score_word *x = al->a.words[i], *y = al->b.words[j];

            al->like[i][j] = fathers && x->father != y->father ? 0 : score_words(x, y);
        }
    }
    assign(al);
}

/* --- figures --- */

static const struct score_word nothing = {.text = {"", 0}};

/* Words less alike are not the same name, and how rare it is says nothing. */
#define TELLING_FROM 0.65

static bool is_telling(const struct score_word *x, const struct score_word *y, double like)
{
    return like >= TELLING_FROM && !x->initial && !y->initial && !x->patronymic &&
           score_is_name(x) && score_is_name(y);
}

static void tell(struct score_detail *detail, const struct align *al, const struct score_word *x,
                 const struct score_word *y, double like)
{
    if (detail)
        detail->pairs[detail->count++] = (struct score_pair){
            al->swapped ? y->text : x->text, al->swapped ? x->text : y->text, like,
            x->patronymic || y->patronymic ? SCORE_BY_FATHER
            : x->group && x->kind == y->kind && x->group == y->group && !span_eq(x->text, y->text)
                ? SCORE_BY_WORD
                : SCORE_BY_LETTERS,
            is_telling(x, y, like)};
}

static void measure_fathers(const struct align *al, struct score_figures *f,
                            struct score_detail *detail)
{
    const struct score_word *x = al->a.patronymic, *y = al->b.patronymic;

    f->fathers = x && y ? score_words(x, y) : -1;
    if (x || y)
        tell(detail, al, x ? x : &nothing, y ? y : &nothing, fmax(0, f->fathers));
}

static void measure_person(const struct align *al, struct score_figures *f,
                           struct score_detail *detail)
{
    bool used[CORE] = {false}, filled = false;
    double weight = 0, sum = 0;

    for (unsigned i = 0; i < al->a.n; i++) {
        const struct score_word *x = al->a.words[i], *y = al->b.words[al->best[i]];
        double like = al->like[i][al->best[i]], w = x->initial || y->initial ? 0.6 : 1;

        used[al->best[i]] = true;
        sum += w * like;
        weight += w;
        f->worst = fmin(f->worst, like);
        f->pairs += x->kind != COMMON_PARTICLE && y->kind != COMMON_PARTICLE;
        f->initials += x->initial || y->initial;
        f->letters += (x->spelling.n + y->spelling.n) / 2.0;
        filled |= y->initial && !x->initial;
        f->crossed &= x->family != y->family;
        tell(detail, al, x, y, like);
    }
    f->mean = weight > 0 ? sum / weight : 0;
    f->pairs += al->n_joined;
    for (unsigned j = 0; j < al->b.n; j++) {
        const struct score_word *rest = al->b.words[j];

        if (used[j])
            continue;
        f->extra += !rest->initial;
        f->filled |= filled && !rest->initial;
        f->family_left |= rest->family;
        tell(detail, al, &nothing, rest, 0);
    }
    measure_fathers(al, f, detail);
}

/* What a word tells of an organization, by eye. */
static double weight_of(const struct score_word *w)
{
    switch (w->kind) {
    case COMMON_PARTICLE:
        return 0.1;
    case COMMON_VAGUE:
        return 0.2;
    case COMMON_WORD:
    case COMMON_TITLE:
    case COMMON_SUFFIX:
        return 0.5;
    default:
        return w->initial ? 0.1 : w->spelling.n < 3 ? 0.6 : 1;
    }
}

/* Words of an organization less alike are two. */
static const double one_word = 0.6;

static void measure_organization(const struct align *al, struct score_figures *f,
                                 struct score_detail *detail)
{
    bool used[CORE] = {false};
    double all = 0, found = 0;

    for (unsigned i = 0; i < al->a.n; i++) {
        const struct score_word *x = al->a.words[i], *y = al->b.words[al->best[i]];
        double like = al->like[i][al->best[i]], w = (weight_of(x) + weight_of(y)) / 2;

        all += weight_of(x) / 2;
        if (like < one_word) {
            f->worst = fmin(f->worst, 1 - w * (1 - like));
            tell(detail, al, x, &nothing, 0);
            continue;
        }
        used[al->best[i]] = true;
        found += w * like;
        f->worst = fmin(f->worst, like);
        f->pairs++;
        tell(detail, al, x, y, like);
    }
    for (unsigned j = 0; j < al->b.n; j++) {
        all += weight_of(al->b.words[j]) / 2;
        if (used[j])
            continue;
        f->worst = fmin(f->worst, 1 - 0.3 * fmin(weight_of(al->b.words[j]), 0.5));
        tell(detail, al, &nothing, al->b.words[j], 0);
    }
    f->mean = all > 0 ? found / all : 0;
}

void score_measure(const struct score_name *a, const struct score_name *b,
                   struct score_figures *f, struct score_detail *detail)
{
    struct align al;

    align(a, b, &al);
    *f = (struct score_figures){.worst = 1, .crossed = a->inverted && b->inverted,
                                .organization = al.organization, .fathers = -1};
    if (al.a.n == 1 && al.b.n == 1 && !al.n_joined) {
        f->x = al.a.words[0];
        f->y = al.b.words[0];
    }
    if (al.organization)
        measure_organization(&al, f, detail);
    else
        measure_person(&al, f, detail);
}

/* --- scores --- */

/* Weights of the figures of full names: logistic regression on the half of the data for tuning, on
 * pairs of names and on what look-ups find (tests/eval/weights.py). */
enum weight {
    W_ALWAYS, W_MEAN, W_MEAN_TO_9, W_WORST, W_WORST_TO_8, W_WORST_TO_6, W_FATHERS, W_LETTERS,
    W_INITIALS, W_EXTRA, W_FILLED, W_FAMILY_LEFT, W_CROSSED, W_THREE, WEIGHTS
};
static const double weights[WEIGHTS] = {
    [W_ALWAYS] = -3.7,
    [W_MEAN] = 0.7,         /* average likeness */
    [W_MEAN_TO_9] = 2.0,    /* the same up to .9 */
    [W_WORST] = 4.9,        /* worst likeness */
    [W_WORST_TO_8] = 4.2,   /* the same up to .8 */
    [W_WORST_TO_6] = 1.4,   /* the same up to .6 */
    [W_FATHERS] = -5.9,     /* how unlike the patronymics are, where both have one: all of it, to .8 alike */
    [W_LETTERS] = -0.255,   /* a letter, up to 20: long words that are the same are more alike */
    [W_INITIALS] = -1.2,    /* an initial */
    [W_EXTRA] = 0.3,        /* a word more on one side, up to two */
    [W_FILLED] = -6.3,      /* an initial stands for a word, and another one is left over */
    [W_FAMILY_LEFT] = -2.7, /* the family name is left over */
    [W_CROSSED] = -6,       /* Hans, Friedrich is not Friedrich, Hans: words that are alike */
    [W_THREE] = 3.2,        /* three words and more agree so well */
};

static double probability(double z)
{
    return 100 / (1 + exp(-z));
}

static double score_full(const struct score_figures *f)
{
    const double figures[WEIGHTS] = {
        [W_ALWAYS] = 1,
        [W_MEAN] = f->mean,
        [W_MEAN_TO_9] = fmin(f->mean, 0.9),
        [W_WORST] = f->worst,
        [W_WORST_TO_8] = fmin(f->worst, 0.8),
        [W_WORST_TO_6] = fmin(f->worst, 0.6),
        [W_FATHERS] = f->fathers < 0 ? 0 : fmax(0, 0.8 - f->fathers) / 0.8,
        [W_LETTERS] = fmin(f->letters, 20),
        [W_INITIALS] = f->initials,
        [W_EXTRA] = fmin(f->extra, 2),
        [W_FILLED] = f->filled,
        [W_FAMILY_LEFT] = f->family_left,
        [W_CROSSED] = f->crossed && f->worst > 0.85,
        [W_THREE] = f->pairs > 2,
    };
    double z = 0;

    if (f->worst >= 1 && f->extra == 0 && !f->crossed && (f->fathers < 0 || f->fathers >= 1))
        return 100; /* the same letters */
    for (int i = 0; i < WEIGHTS; i++)
        z += weights[i] * figures[i];
    return probability(z);
}

/* Two spellings in one script that differ in one place are two surnames, rather than two ways to write
 * one, which differ in several, unless its letters are often written for one another: from 0 to 1. */
static double two_surnames(const struct score_word *a, const struct score_word *b,
                           const struct channel_steps *s)
{
    static const double often = 200, seldom = 300;

    if (a->script != b->script || s->places != 1)
        return 0;
    return fmin(1, fmax(0, (s->worst - often) / (seldom - often)));
}

/* Bare surnames: the dearest letter decides, and long ones are seldom alike by chance.  Logistic
 * regression on pairs and look-ups of the half of the data for tuning. */
static double score_bare(const struct score_word *a, const struct score_word *b)
{
    unsigned letters = a->spelling.n + b->spelling.n;
    struct channel_steps s;
    double score;

    score_steps(a, b, &s);
    score = probability(3.2 + 0.13 * fmin(letters, 24) - 0.037 * s.cost / letters -
                        0.0052 * s.worst - 3.0 * two_surnames(a, b, &s));
    return a->given && a->given == b->given ? fmax(score, 85) : score;
}

/* By straight lines from the raw figure, set by eye. */
static double score_organization(const struct score_figures *f)
{
    double raw = (f->mean + f->worst) / 2;

    if (raw <= 0.8)
        return fmax(0, raw) / 0.8 * 60;
    return raw <= 0.87 ? 60 + (raw - 0.8) / 0.07 * 20 : 80 + (raw - 0.87) / 0.13 * 20;
}

/* PLA for People's Liberation Army. */
static bool is_acronym(const struct score_word *w, const struct score_name *of)
{
    unsigned n = 0;

    if (w->spelling.n < 2)
        return false;
    for (unsigned i = 0; i < of->count; i++) {
        const struct spelling *s = &of->words[i].spelling;

        if (of->words[i].kind == COMMON_STOP || of->words[i].kind == COMMON_PARTICLE)
            continue;
        if (n == w->spelling.n || s->alphabet != w->spelling.alphabet ||
            s->pieces[0][0] != w->spelling.pieces[n++][0])
            return false;
    }
    return n == w->spelling.n;
}

static bool in_capitals(struct span text)
{
    for (size_t at = 0; at < text.len;)
        if (!char_is_upper(utf8_next(text, &at)))
            return false;
    return true;
}

static bool one_is_acronym(const struct score_name *a, const struct score_name *b)
{
    const struct score_name *one = a->count == 1 ? a : b, *other = one == a ? b : a;

    return one->count == 1 && other->count > 1 && in_capitals(one->words[0].text) &&
           is_acronym(&one->words[0], other);
}

static void tell_pair(struct score_detail *detail, struct span a, struct span b, double like,
                      enum score_by by)
{
    if (detail)
        detail->pairs[detail->count++] = (struct score_pair){a, b, like, by, false};
}

/* The numbers of a name; returns how many. */
static unsigned take_numbers(const struct score_name *name, bool organization,
                             const struct score_number *out[SCORE_NUMBERS])
{
    unsigned n = 0;

    for (unsigned i = 0; i < name->n_numbers; i++)
        if (organization || !name->numbers[i].spelt)
            out[n++] = &name->numbers[i];
    return n;
}

/* What is left of the score where numbers differ or one name has none. */
static double numbers_factor(const struct score_name *a, const struct score_name *b, bool organization,
                             struct score_detail *detail)
{
    const struct score_number *x[SCORE_NUMBERS], *y[SCORE_NUMBERS];
    unsigned n = take_numbers(a, organization, x), m = take_numbers(b, organization, y), pairs = 0;

    for (unsigned i = 0; i < n; i++) {
        unsigned j = 0;

        while (j < m && (!y[j] || y[j]->value != x[i]->value))
            j++;
        tell_pair(detail, x[i]->text, j < m ? y[j]->text : nothing.text, j < m, SCORE_BY_NUMBER);
        if (j < m)
            y[j] = NULL;
        pairs += j < m;
    }
    for (unsigned j = 0; j < m; j++)
        if (y[j])
            tell_pair(detail, nothing.text, y[j]->text, 0, SCORE_BY_NUMBER);
    if (pairs == n && pairs == m)
        return 1;
    return pairs < n && pairs < m ? 0.3 : organization ? 0.6 : 0.85;
}

/* The same of legal forms, which one name may leave out. */
static double forms_factor(const struct score_name *a, const struct score_name *b,
                           struct score_detail *detail)
{
    bool same = a->form && b->form && common_same_form(a->form, b->form);

    if (!a->form && !b->form)
        return 1;
    tell_pair(detail, a->form ? a->form_text : nothing.text, b->form ? b->form_text : nothing.text,
              same, SCORE_BY_FORM);
    return same ? 1 : a->form && b->form ? 0.6 : 0.98;
}

/* What stands for all words of a name by their first letters: many names have them. */
static const double by_initials = 75;

/* Has it no word but initials, titles aside? */
static bool initials_alone(const struct score_name *name)
{
    for (unsigned i = 0; i < name->count; i++)
        if (!name->words[i].initial && name->words[i].kind != COMMON_TITLE)
            return false;
    return name->n_numbers == 0;
}

/* By the words. */
static double score_figures(const struct score_name *a, const struct score_name *b,
                            const struct score_figures *f)
{
    bool other = a->other || b->other;

    if (f->x && !other)
        return score_bare(f->x, f->y);
    if (initials_alone(a) != initials_alone(b))
        return !f->organization && f->pairs > 1 && !f->extra && f->worst > 0.9 ? by_initials : 0;
    if (f->organization)
        return score_organization(f);
    /* one word against a full name is never sure */
    if (f->pairs < 2 && (f->extra || f->worst < 1))
        return f->mean * (f->family_left ? 65 : 75);
    return score_full(f);
}

double score_names(const struct score_name *a, const struct score_name *b,
                   struct score_detail *detail)
{
    struct score_figures f;
    double score;

    if (detail)
        detail->count = detail->bare = 0;
    if (a->count == 0 || b->count == 0)
        return 0;
    if (one_is_acronym(a, b)) {
        tell_pair(detail, a->text, b->text, 1, SCORE_BY_INITIALS);
        return by_initials;
    }
    score_measure(a, b, &f, detail);
    score = score_figures(a, b, &f);
    if (detail)
        detail->bare = f.pairs == 1;
    return score * numbers_factor(a, b, f.organization, detail) * forms_factor(a, b, detail);
}

enum score_verdict score_verdict(double score)
{
    if (score >= SCORE_SAME_FROM)
        return SCORE_SAME;
    return score <= SCORE_DIFFERENT_TO ? SCORE_DIFFERENT : SCORE_UNSURE;
}

const char *score_verdict_name(enum score_verdict v)
{
    return v == SCORE_SAME ? "same" : v == SCORE_DIFFERENT ? "different" : "unsure";
}

/* Why a pair agrees, or the word is left over. */
static void explain_pair(struct buf *out, const struct score_pair *p)
{
    static const char *const agree[] = {
        [SCORE_BY_FORM] = N_("legal form"),
        [SCORE_BY_NUMBER] = N_("number"),
        [SCORE_BY_WORD] = N_("stand for one another"),
        [SCORE_BY_INITIALS] = N_("initials"),
    };
    struct buf letters = BUF_INIT;

    if (p->by == SCORE_BY_FORM && p->likeness < 1) {
        buf_printf(out, " (%s)", _("another legal form"));
    } else if (agree[p->by]) {
        buf_printf(out, " (%s)", _(agree[p->by]));
    } else {
        char x[SCORE_LETTERS], y[SCORE_LETTERS];

        if (p->by == SCORE_BY_FATHER)
            channel_explain(&letters, parts_father(p->a), parts_father(p->b));
        else
            channel_explain(&letters, score_letters(p->a, x, sizeof x),
                            score_letters(p->b, y, sizeof y));
        if (letters.len)
            buf_printf(out, " (%.*s)", SPAN_ARG(buf_span(&letters)));
    }
    out->failed = out->failed || letters.failed;
    buf_free(&letters);
}

void score_explain(struct buf *out, const struct score_detail *detail)
{
    static const char *const left[] = {
        [SCORE_BY_LETTERS] = N_("on one side only"),
        [SCORE_BY_FATHER] = N_("patronymic, on one side only"),
        [SCORE_BY_FORM] = N_("legal form, on one side only"),
        [SCORE_BY_NUMBER] = N_("number, on one side only"),
    };

    for (unsigned i = 0; i < detail->count; i++) {
        const struct score_pair *p = &detail->pairs[i];

        buf_adds(out, i ? "; " : "");
        if (p->a.len == 0 || p->b.len == 0) {
            struct span word = p->a.len ? p->a : p->b;

            buf_printf(out, "%.*s: %s", SPAN_ARG(word), _(left[p->by]));
            continue;
        }
        buf_printf(out, "%.*s ~ %.*s: %.2f", SPAN_ARG(p->a), SPAN_ARG(p->b), p->likeness);
        explain_pair(out, p);
    }
}
