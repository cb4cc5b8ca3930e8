/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a name into words, and the likeness of two words. */
#include "names/score_private.h"

#include "names/given.h"
#include "names/parts.h"
#include "text/norm.h"

#include <math.h>

/* --- reading --- */

/* Group of a given name; its key without diacritics is near enough to its folded letters. */
static unsigned given_of(struct span text)
{
    char folded[128];

    if (text.len > sizeof folded / 4)
        return 0;
    return given_group(span_of(folded, norm_fold_short(text, folded, sizeof folded)));
}

/* The same of a name whose ending a patronymic has changed. */
static unsigned given_of_stem(struct span text)
{
    char folded[128];

    if (text.len > sizeof folded / 4)
        return 0;
    return given_group_of_stem(span_of(folded, norm_fold_short(text, folded, sizeof folded)));
}

/* No name of Lithuanian or Latvian spelling has such letters. */
static bool baltic(struct span folded)
{
    for (size_t i = 0; i < folded.len; i++)
        if (strchr("wqx", folded.ptr[i]) || (i > 0 && folded.ptr[i] == folded.ptr[i - 1]))
            return false;
    return true;
}

/* Czech women's names, and the nominative of Lithuanian and Latvian ones.  The costs are those of
 * other letters that differ between languages, by eye. */
static void find_added(struct score_word *w)
{
    static const struct {
        const char *letters;
        uint8_t count;
        uint16_t cost;
        bool baltic;
    } endings[] = {
        {"ov\u00E1", 3, 60, false}, {"ius", 3, 150, true}, {"as", 2, 150, true}, {"is", 2, 150, true},
        {"us", 2, 150, true},        {"ys", 2, 150, true},  {"s", 1, 300, true},
    };
    char bytes[128];
    struct span folded = {bytes, 0};

    if (w->script != SCRIPT_LATIN || w->text.len > sizeof bytes / 4)
        return;
    folded.len = norm_fold_short(w->text, bytes, sizeof bytes);
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (w->spelling.n > endings[i].count + 2 && span_ends(folded, span_str(endings[i].letters)) &&
            (!endings[i].baltic || baltic(folded))) {
            w->added = endings[i].count;
            w->added_cost = endings[i].cost;
            return;
        }
    }
}

void score_read_word(struct span text, bool family, struct score_word *w)
{
    size_t first;

    *w = (struct score_word){.text = text, .family = family};
    channel_read(text, &w->spelling);
    if (w->spelling.n == 0)
        return;
    w->given = given_of(text);
    w->script = char_script(utf8_decode(text, 0, &first));
    w->initial = utf8_count(text) == 1 && w->spelling.alphabet != ALPHABET_PINYIN &&
                 w->spelling.alphabet != ALPHABET_HANGUL;
    w->child = parts_is_patronymic(text);
    find_added(w);
}

/* Letters, marks and apostrophes make a word. */
static bool in_word(uint32_t c)
{
    return c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c) || c == '\'' || c == 0x2019 ||
                             c == 0x02BC || c == 0x02BB || c == 0x2018 || c == 0x02B9 ||
                             c == 0x02BA || c == 0x200C || c == 0x5F3);
}

/* Titles that some spellings have and others leave out. */
static bool is_title(struct span word)
{
    static const char *const titles[] = {"Dr", "Mr", "Mrs", "Ms", "Sir", "Jr", "Sr", "Prof"};

    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        if (span_eqs(word, titles[i]))
            return true;
    }
    return false;
}

/* ВладимировичМазур: a patronymic that a space was lost behind. */
static bool lost_space(struct span text, size_t start, size_t at, uint32_t c)
{
    return at - start > 8 && char_is_upper(c) && parts_is_patronymic(span_cut(text, start, at)) &&
           !char_is_upper((unsigned char)text.ptr[at - 1]);
}

/* A patronymic stands behind the given name: in "Людмила Ивановна Богданович" the first such word
 * is one, in "Богданович, Людмила" and "Людмила Богданович" none is. */
static void find_patronymic(struct score_name *n)
{
    unsigned i = 1;

    while (i < n->count && (!n->words[i].child || n->words[i].family))
        i++;
    if (n->count < 3 || i >= n->count)
        return;
    /* Heydər oğlu: the father's name stands before it */
    if (i > 1 && parts_is_child_word(n->words[i].text)) {
        n->words[i - 1].child = true;
        memmove(&n->words[i], &n->words[i + 1], (--n->count - i) * sizeof n->words[0]);
        i--;
    }
    n->words[i].patronymic = true;
}

static void add_word(struct score_name *n, struct span text, bool family)
{
    if (n->count == SCORE_WORDS || is_title(text))
        return;
    score_read_word(text, family, &n->words[n->count]);
    n->count += n->words[n->count].spelling.n > 0;
}

void score_read(struct span text, struct score_name *out)
{
    ptrdiff_t comma = span_find(text, span_str(","), 0);
    size_t at = 0, start = 0;
    bool open = false;

    out->count = 0;
    out->inverted = comma >= 0;
    out->other = false;
    for (;;) {
        size_t from = at;
        uint32_t c = at < text.len ? utf8_next(text, &at) : UTF8_BAD;
        bool inside = in_word(c);

        if (open && (!inside || lost_space(text, start, from, c))) {
            add_word(out, span_cut(text, start, from), comma > 0 && start < (size_t)comma);
            open = false;
        }
        if (inside && !open)
            start = from;
        open = inside;
        if (from >= text.len)
            break;
    }
    find_patronymic(out);
}

size_t score_size(const struct score_name *name)
{
    return offsetof(struct score_name, words) + name->count * sizeof name->words[0];
}

/* --- readings --- */

/* Two spellings that may be compared, and what it costs to read the words so. */
struct reading {
    struct spelling x, y;
    unsigned cost;
};

/* As they are, as sounds, without what a language adds (to one, the other and both), a son of. */
enum { READINGS = 6 };

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
    return letters > 0 ? fmax(0, 1 - (channel_cost(a, b) + more) / (unlike * letters)) : 0;
}

static double likeness_of_texts(const struct score_word *a, const struct score_word *b)
{
    struct readings r;
    double like = 0;

    read_pair(a, b, &r);
    for (unsigned i = 0; i < r.n && like < 1; i++)
        like = fmax(like, likeness_of_spellings(&r.v[i].x, &r.v[i].y, r.v[i].cost));
    return like;
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
        return channel_cost(x, y) < begins ? 1 : 0.2;
    return channel_begins(a->initial ? x : y, a->initial ? y : x) < begins ? 0.92 : 0.2;
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
    like = likeness_of_texts(a, b);
    if (a->patronymic != b->patronymic && !(a->child && b->child))
        return like > 0.85 ? like : 0; /* a father is not his child */
    if (a->given && a->given == b->given)
        return fmax(like, 0.95);
    if (a->given && b->given)
        return fmin(like, 0.5);
    if (a->child && b->child && like < 0.95)
        like = fmax(like, 0.95 * likeness_of_fathers(a, b));
    return like;
}
