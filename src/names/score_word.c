/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The likeness of two words. */
#include "names/score_private.h"

#include "names/given.h"
#include "names/parts.h"
#include "text/norm.h"

#include <math.h>

/* --- readings --- */

/* Two spellings that may be compared, and what it costs to read the words so. */
struct reading {
    struct spelling x, y;
    unsigned cost;
};

/* As they are, as sounds, without what a language adds (to one, the other and both), a son of. */
enum { READINGS = 8 };

struct readings {
    unsigned n;
    struct reading v[READINGS];
};

static struct reading *add_reading(struct readings *r, unsigned cost)
{
    r->v[r->n].cost = cost;
    return &r->v[r->n++];
}

/* Letters of the ending -ov, -ev of a family name, 0 where it has none. */
static size_t ov_letters(struct span text)
{
    static const char *const endings[] = {"ова", "ева", "ов", "ев", "ova", "eva", "ov", "ev",
                                          "owa", "ewa", "ow", "ew"};

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (text.len > strlen(endings[i]) + 2 && span_ends(text, span_str(endings[i])))
            return strlen(endings[i]);
    }
    return 0;
}

/* The father's name in a patronymic: Asanuly and Asanovich are Asan. */
static struct span father(struct span text)
{
    struct span stem = parts_father(text);

    return stem.len ? stem : text;
}

/* Letters of two scripts that are not paired are taken as Latin ones. */
static void add_latin(struct readings *r, const struct score_word *a, const struct score_word *b)
{
    bool cyrillic = a->spelling.alphabet == ALPHABET_CYRILLIC ||
                    b->spelling.alphabet == ALPHABET_CYRILLIC;
    struct reading *one = add_reading(r, 0);

    one->x = a->spelling;
    one->y = b->spelling;
    if (!cyrillic || one->x.alphabet == ALPHABET_CYRILLIC)
        channel_read_latin(a->text, &one->x);
    if (!cyrillic || one->y.alphabet == ALPHABET_CYRILLIC)
        channel_read_latin(b->text, &one->y);
}

/* The first reading without the last letters of either word. */
static void add_shorter(struct readings *r, unsigned less_x, unsigned less_y, unsigned cost)
{
    struct reading *one = add_reading(r, cost);

    *one = r->v[0];
    one->cost = cost;
    one->x.n = (uint8_t)(one->x.n - less_x);
    one->y.n = (uint8_t)(one->y.n - less_y);
}

/* A Kazakh family name in -ұлы is one in -ов in Russian: Сәрсенбайұлы, Сарсенбаев. */
static void add_son(struct readings *r, const struct score_word *son, const struct score_word *ov)
{
    size_t n = ov_letters(ov->text);
    struct span stem, ov_stem;
    struct reading *one;

    if (n == 0)
        return;
    one = add_reading(r, 60);
    stem = father(son->text);
    ov_stem = span_cut(ov->text, 0, ov->text.len - n);
    /* the й of Құнанбай is in the е of Кунанбаев */
    if (span_ends(stem, span_str("й")) && span_starts(span_from(ov->text, ov_stem.len), span_str("е")) &&
        !span_ends(ov_stem, span_str("й")))
        stem.len -= strlen("й");
    channel_read(stem, &one->x);
    channel_read(ov_stem, &one->y);
    if (!channel_paired(&one->x, &one->y))
        r->n--;
}

/* An Arabic name without the article that is written to it: العنزي, Enezi. */
static void add_without_article(struct readings *r, const struct score_word *arabic, bool swapped,
                                const struct score_word *other)
{
    static const char article[] = "\u0627\u0644";
    struct span text = arabic->text;
    struct score_word bare = *arabic;

    if (!span_starts(text, span_str(article)) || utf8_count(text) < 5)
        return;
    bare.text = span_from(text, strlen(article));
    channel_read(bare.text, &bare.spelling);
    if (channel_paired(&bare.spelling, &other->spelling)) {
        struct reading *one = add_reading(r, 100);

        one->x = swapped ? other->spelling : bare.spelling;
        one->y = swapped ? bare.spelling : other->spelling;
    }
}

static void read_pair(const struct score_word *a, const struct score_word *b, struct readings *r)
{
    bool pinyin = a->spelling.alphabet == ALPHABET_PINYIN ||
                  b->spelling.alphabet == ALPHABET_PINYIN;

    r->n = 0;
    if (channel_paired(&a->spelling, &b->spelling)) {
        struct reading *one = add_reading(r, 0);

        one->x = a->spelling;
        one->y = b->spelling;
    }
    /* a native Chinese name is written in pinyin, another one by its sounds */
    if (r->n == 0 || pinyin)
        add_latin(r, a, b);
    if (a->spelling.alphabet == ALPHABET_ARABIC)
        add_without_article(r, a, false, b);
    else if (b->spelling.alphabet == ALPHABET_ARABIC)
        add_without_article(r, b, true, a);
    if (a->added != b->added) {
        if (a->added)
            add_shorter(r, a->added, 0, a->added_cost);
        if (b->added)
            add_shorter(r, 0, b->added, b->added_cost);
        if (a->added && b->added)
            add_shorter(r, a->added, b->added, (unsigned)a->added_cost + b->added_cost);
    }
    if (a->child != b->child && a->patronymic == b->patronymic)
        add_son(r, a->child ? a : b, a->child ? b : a);
}

/* --- likeness --- */

/* Two words of so many letters at this cost a letter are not alike at all. */
static const double unlike = 430;

static double likeness_of_spellings(const struct spelling *a, const struct spelling *b, unsigned more)
{
    double letters = (a->n + b->n) / 2.0;

    if (more == 0 && a->alphabet == b->alphabet && a->n == b->n &&
        memcmp(a->pieces, b->pieces, a->n * sizeof a->pieces[0]) == 0)
        return a->n > 0;
    if (letters == 0)
        return 0;
    return fmax(0, 1 - (channel_cost(a, b, (unsigned)(unlike * letters)) + more) / (unlike * letters));
}

/* Slips of the hand, which the costs do not know.  In short words they make other names.  By eye. */
static double likeness_of_slip(const struct spelling *a, const struct spelling *b)
{
    static const double likes[] = {
        [CHANNEL_NO_SLIP] = 0, [CHANNEL_DOUBLED] = 0.93, [CHANNEL_SWAPPED] = 0.9,
        [CHANNEL_NEIGHBOUR] = 0.85};

    return a->n > 4 && b->n > 4 ? likes[channel_slip(a, b)] : 0;
}

static double likeness_of_texts(const struct score_word *a, const struct score_word *b)
{
    struct readings r;
    double like = 0;

    read_pair(a, b, &r);
    for (unsigned i = 0; i < r.n && like < 1; i++)
        like = fmax(like, likeness_of_spellings(&r.v[i].x, &r.v[i].y, r.v[i].cost));
    return like < 1 ? fmax(like, likeness_of_slip(&a->spelling, &b->spelling)) : like;
}

void score_steps(const struct score_word *a, const struct score_word *b, struct channel_steps *out)
{
    struct readings r;

    read_pair(a, b, &r);
    for (unsigned i = 0; i < r.n; i++) {
        struct channel_steps s;

        channel_steps(&r.v[i].x, &r.v[i].y, &s);
        s.cost += r.v[i].cost;
        s.worst = s.worst > r.v[i].cost ? s.worst : r.v[i].cost;
        s.places += r.v[i].cost > 0;
        if (i == 0 || s.cost < out->cost)
            *out = s;
    }
}

/* An initial that costs less begins a word. */
static const unsigned begins = 180;

static double likeness_of_initial(const struct score_word *a, const struct score_word *b)
{
    const struct spelling *x = &a->spelling, *y = &b->spelling;

    if (a->initial && b->initial)
        return channel_cost(x, y, begins) < begins ? 1 : 0.2;
    return channel_begins(a->initial ? x : y, a->initial ? y : x) < begins ? 0.92 : 0.2;
}

/* Group of a given name whose ending a patronymic has changed. */
static unsigned given_of_stem(struct span text)
{
    char folded[128];

    if (text.len > sizeof folded / 4)
        return 0;
    return given_group_of_stem(span_of(folded, norm_fold_short(text, folded, sizeof folded)));
}

static double likeness_of_fathers(const struct score_word *a, const struct score_word *b)
{
    struct spelling x, y;

    unsigned group = given_of_stem(father(a->text));

    if (group && group == given_of_stem(father(b->text)))
        return 1;
    channel_read(father(a->text), &x);
    channel_read(father(b->text), &y);
    if (!channel_paired(&x, &y)) {
        channel_read_latin(father(a->text), &x);
        channel_read_latin(father(b->text), &y);
    }
    return likeness_of_spellings(&x, &y, 0);
}

double score_words(const struct score_word *a, const struct score_word *b)
{
    double like;

    if (a->initial || b->initial)
        return likeness_of_initial(a, b);
    if (a->patronymic && b->patronymic)
        return likeness_of_fathers(a, b);
    if (a->group && a->kind == b->kind && a->group == b->group && a->kind >= COMMON_EQUAL)
        return 1;
    like = likeness_of_texts(a, b);
    if (a->patronymic != b->patronymic && !(a->child && b->child))
        return like > 0.85 ? like : 0; /* a father is not his child */
    if (a->given && a->given == b->given)
        return fmax(like, 0.95);
    if (a->given && b->given)
        return fmin(like, 0.4);
    if (a->child && b->child && like < 0.95)
        like = fmax(like, 0.95 * likeness_of_fathers(a, b));
    return like;
}
