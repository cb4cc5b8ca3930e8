/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/score.h"

#include "names/given.h"
#include "names/parts.h"
#include "text/norm.h"

#include <math.h>

#define PAIR(x, y) (x) << 8 | (y): case (y) << 8 | (x)

/* What it costs to take one sound for another, in hundredths. */
static unsigned substitute(char a, char b)
{
    if (a == b)
        return 0;
    switch (a << 8 | b) {
    case PAIR('z', 's'):
        return 15;
    case PAIR('g', 'h'):
        return 20;
    case PAIR('k', 'h'): case PAIR('v', 'f'): case PAIR('v', 'u'):
        return 25;
    case PAIR('Z', 'S'): case PAIR('u', 'o'): case PAIR('e', 'i'):
        return 30;
    case PAIR('C', 'S'): case PAIR('T', 's'): case PAIR('T', 'z'): case PAIR('Z', 'i'): case PAIR('g', 'k'):
    case PAIR('a', 'o'): case PAIR('a', 'e'):
        return 35;
    case PAIR('Z', 'C'):
        return 40;
    case PAIR('S', 's'): case PAIR('Z', 'z'): case PAIR('C', 'T'): case PAIR('d', 't'): case PAIR('i', 'u'):
        return 45;
    case PAIR('b', 'p'):
        return 50;
    case PAIR('C', 'k'): case PAIR('v', 'b'): case PAIR('o', 'e'):
        return 55;
    case PAIR('Z', 'g'): case PAIR('h', 'S'): case PAIR('a', 'i'): case PAIR('a', 'u'): case PAIR('i', 'o'):
    case PAIR('m', 'n'): case PAIR('f', 't'):
        return 60;
    case PAIR('u', 'e'):
        return 65;
    case PAIR('l', 'r'): case PAIR('h', 'T'):
        return 80;
    default:
        return 100;
    }
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* What it costs that sound `i` of a word has no counterpart. */
static unsigned drop(const char *s, size_t i, size_t n)
{
    char before = i > 0 ? s[i - 1] : 0, after = i + 1 < n ? s[i + 1] : 0;

    if (s[i] == before)
        return 10;
    if (s[i] == 'i' && (is_vowel(before) || is_vowel(after)))
        return 20;
    if (s[i] == 'h')
        return 45;
    if (is_vowel(s[i]))
        return 60;
    return 100;
}

/* Weighted edit distance in hundredths. */
static unsigned distance(const char *a, size_t n, const char *b, size_t m)
{
    unsigned row[SCORE_SOUNDS + 1];

    row[0] = 0;
    for (size_t j = 0; j < m; j++)
        row[j + 1] = row[j] + drop(b, j, m);
    for (size_t i = 0; i < n; i++) {
        unsigned diagonal = row[0], gone = drop(a, i, n);

        row[0] += gone;
        for (size_t j = 0; j < m; j++) {
            unsigned best = diagonal + substitute(a[i], b[j]);

            if (row[j + 1] + gone < best)
                best = row[j + 1] + gone;
            if (row[j] + drop(b, j, m) < best)
                best = row[j] + drop(b, j, m);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[m];
}

static double likeness_of_initial(const struct score_word *a, const struct score_word *b)
{
    for (unsigned i = 0; i < a->readings; i++) {
        for (unsigned j = 0; j < b->readings; j++) {
            const char *x = a->sounds[i], *y = b->sounds[j];

            if (x[0] == y[0] || (x[0] == 'i' && x[1] == 'e' && y[0] == 'e') ||
                (y[0] == 'i' && y[1] == 'e' && x[0] == 'e') || substitute(x[0], y[0]) <= 20)
                return a->initial && b->initial ? 1 : 0.92;
        }
    }
    return 0.2;
}

/* Length of the father's name in the sounds of a patronymic: Asanuli and AsanoviC are asan. */
static size_t stem(const char *s, size_t n)
{
    static const char *const endings[] = {"oviCna", "eviCna", "oviC", "eviC", "aviC", "iviC",
                                          "ovna", "evna", "auna", "euna", "ivna", "iCna", "inicna",
                                          "kizi", "gizi", "uulu", "uli", "oglu", "ogli", "iC"};

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        size_t k = strlen(endings[i]);

        if (n > k + 1 && memcmp(s + n - k, endings[i], k) == 0) {
            n -= k;
            break;
        }
    }
    while (n > 2 && is_vowel(s[n - 1]))
        n--;
    return n;
}

static double likeness_of_fathers(const struct score_word *a, const struct score_word *b)
{
    size_t n = stem(a->sounds[0], a->lens[0]), m = stem(b->sounds[0], b->lens[0]);
    size_t longer = n > m ? n : m;

    return longer == 0 ? 0 : 1 - distance(a->sounds[0], n, b->sounds[0], m) / (100.0 * (double)longer);
}

/* Best over all readings; where one script leaves out vowels they do not count at all. */
static double likeness_loose(const struct score_word *a, const struct score_word *b)
{
    enum loose how = a->loose == LOOSE_CONSONANTS || b->loose == LOOSE_CONSONANTS
                         ? LOOSE_CONSONANTS
                         : LOOSE_SYLLABLES;
    double best = 0;

    for (unsigned i = 0; i < a->readings; i++) {
        for (unsigned j = 0; j < b->readings; j++)
            best = fmax(best, loose_likeness(a->sounds[i], b->sounds[j], how));
    }
    return best;
}

/* Likeness of two words, 0 to 1. */
static double score_words(const struct score_word *a, const struct score_word *b)
{
    double best = 0, most = 1;

    if (a->initial || b->initial)
        return likeness_of_initial(a, b);
    if (a->given && a->given == b->given)
        best = 0.95;
    else if (a->given && b->given)
        most = 0.5;
    if (a->patronymic && b->patronymic)
        best = likeness_of_fathers(a, b);
    else if (a->patronymic != b->patronymic && !a->family && !b->family)
        most = 0.7; /* a family name made from the father's name */
    if (a->loose || b->loose)
        return fmin(most, fmax(best, likeness_loose(a, b)));
    for (unsigned i = 0; i < a->readings; i++) {
        for (unsigned j = 0; j < b->readings; j++) {
            size_t n = a->lens[i], m = b->lens[j], longer = n > m ? n : m;
            double like;

            if (longer == 0)
                continue;
            like = 1 - distance(a->sounds[i], n, b->sounds[j], m) / (100.0 * (double)longer);
            /* readings beyond the first of both are guesses */
            like -= 0.01 * (i + j > 2 ? 2 : i + j);
            best = like > best ? like : best;
        }
    }
    return best < most ? best : most;
}

/* --- reading --- */

/* Group of a given name; its key without diacritics is near enough to its folded letters. */
static unsigned given_of(struct span text)
{
    char folded[128];

    if (text.len > sizeof folded / 4)
        return 0;
    return given_group(span_of(folded, norm_fold_short(text, folded, sizeof folded)));
}

static void read_word(struct span text, bool family, struct score_word *w)
{
    char sounds[SOUND_READINGS][SOUND_MAX];

    *w = (struct score_word){.text = text, .family = family};
    w->readings = sound_readings(text, sounds);
    if (w->readings == 0)
        return;
    for (unsigned r = 0; r < w->readings; r++) {
        size_t n = strlen(sounds[r]);

        n = n < SCORE_SOUNDS ? n : SCORE_SOUNDS - 1;
        memcpy(w->sounds[r], sounds[r], n);
        w->sounds[r][n] = '\0';
        w->lens[r] = (uint8_t)n;
    }
    w->loose = loose_script(text);
    w->given = given_of(text);
    w->initial = utf8_count(text) == 1;
    w->patronymic = parts_is_patronymic(text);
}

/* Letters, marks and apostrophes make a word. */
static bool in_word(uint32_t c)
{
    return c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c) || c == '\'' || c == 0x2019 ||
                             c == 0x02BC || c == 0x02BB || c == 0x2018 || c == 0x02B9 ||
                             c == 0x02BA || c == 0x200C);
}

/* Particles that some spellings have and others leave out. */
static bool is_title(struct span word)
{
    static const char *const titles[] = {"Dr", "Mr", "Mrs", "Ms", "Sir", "Jr", "Sr", "Prof"};

    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        if (span_eqs(word, titles[i]))
            return true;
    }
    return false;
}

void score_read(struct span text, struct score_name *out)
{
    ptrdiff_t comma = span_find(text, span_str(","), 0);
    size_t at = 0, start = 0;
    bool open = false;

    out->count = 0;
    out->inverted = comma >= 0;
    out->other = false;
    while (at <= text.len && out->count < SCORE_WORDS) {
        size_t from = at;
        bool inside = at < text.len && in_word(utf8_next(text, &at));

        if (inside && !open)
            start = from;
        if (!inside && open) {
            struct span word = span_cut(text, start, from);

            read_word(word, comma > 0 && start < (size_t)comma, &out->words[out->count]);
            out->count += out->words[out->count].readings > 0 && !is_title(word);
        }
        open = inside;
        if (from >= text.len)
            break;
    }
}

/* --- alignment --- */

struct align {
    const struct score_name *a, *b; /* a has no more words than b */
    double like[SCORE_WORDS][SCORE_WORDS];
    int best[SCORE_WORDS];          /* word of b for each of a */
};

/* The assignment with the greatest sum, by dynamic programming over sets of b's words. */
static void assign(struct align *al)
{
    unsigned n = al->a->count, m = al->b->count, sets = 1U << m;
    static const double impossible = -1;
    double sum[1U << SCORE_WORDS];
    int8_t last[SCORE_WORDS][1U << SCORE_WORDS];
    unsigned best = 0;

    for (unsigned s = 0; s < sets; s++)
        sum[s] = s == 0 ? 0 : impossible;
    for (unsigned i = 0; i < n; i++) {
        for (unsigned s = sets; s-- > 0;) {
            /* sets of i + 1 words come from sets of i words */
            if ((unsigned)__builtin_popcount(s) != i + 1)
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
        if ((unsigned)__builtin_popcount(s) == n &&
            ((unsigned)__builtin_popcount(best) != n || sum[s] > sum[best]))
            best = s;
    }
    for (unsigned i = n; i-- > 0;) {
        al->best[i] = last[i][best];
        best ^= 1U << al->best[i];
    }
}

/* Only the words that there are: a kept name may have no room for more (score_size). */
static void copy_name(struct score_name *to, const struct score_name *from)
{
    memcpy(to, from, score_size(from));
}

size_t score_size(const struct score_name *name)
{
    return offsetof(struct score_name, words) + name->count * sizeof name->words[0];
}

/* Put words `i` and `i + 1` of a name into one. */
static void join_words(struct score_name *n, unsigned i)
{
    struct span x = n->words[i].text, y = n->words[i + 1].text;

    read_word(span_of(x.ptr, (size_t)(y.ptr + y.len - x.ptr)), n->words[i].family, &n->words[i]);
    for (unsigned k = i + 1; k + 1 < n->count; k++)
        n->words[k] = n->words[k + 1];
    n->count--;
}

/* Where the longer name has two neighbours that together are one word of the shorter one, and
 * neither alone is, join them. */
static bool join_halves(struct score_name *longer, const struct score_name *shorter)
{
    for (unsigned i = 0; i + 1 < longer->count; i++) {
        struct score_name joined;

        if (longer->words[i].initial || longer->words[i + 1].initial)
            continue;
        copy_name(&joined, longer);
        join_words(&joined, i);
        for (unsigned j = 0; j < shorter->count; j++) {
            const struct score_word *w = &shorter->words[j];

            if (w->initial || score_words(&joined.words[i], w) < 0.85)
                continue;
            if (score_words(&longer->words[i], w) > 0.85 ||
                score_words(&longer->words[i + 1], w) > 0.85)
                continue;
            copy_name(longer, &joined);
            return true;
        }
    }
    return false;
}

struct figures {
    double mean, worst;
    double loss;          /* for words left over */
    unsigned pairs, full; /* pairs of words, of them without initials */
    bool filled;          /* a full name of one stands for an initial of the other */
};

static void measure(const struct align *al, struct figures *f, struct score_detail *detail,
                    bool swapped)
{
    bool used[SCORE_WORDS] = {false};
    struct span none = {"", 0};
    double weight = 0, sum = 0;

    *f = (struct figures){.worst = 1};
    for (unsigned i = 0; i < al->a->count; i++) {
        const struct score_word *x = &al->a->words[i], *y = &al->b->words[al->best[i]];
        double like = al->like[i][al->best[i]], w = x->initial || y->initial ? 0.6 : 1;

        used[al->best[i]] = true;
        sum += w * like;
        weight += w;
        f->worst = like < f->worst ? like : f->worst;
        f->pairs++;
        f->full += !(x->initial || y->initial);
        f->filled |= y->initial && !x->initial;
        if (detail)
            detail->pairs[detail->count++] =
                swapped ? (struct score_pair){y->text, x->text, like, false}
                        : (struct score_pair){x->text, y->text, like, false};
    }
    f->mean = weight > 0 ? sum / weight : 0;
    for (unsigned j = 0; j < al->b->count; j++) {
        const struct score_word *rest = &al->b->words[j];

        if (used[j])
            continue;
        if (al->b->other || al->a->other)
            f->loss += 0.2;
        else if (rest->patronymic || rest->initial)
            f->loss += rest->patronymic ? 0.005 : 0.01;
        else
            f->loss += f->filled || (rest->family && al->a->count > 1) ? 0.3 : 0.03;
        if (detail)
            detail->pairs[detail->count++] =
                swapped ? (struct score_pair){rest->text, none, 0, rest->patronymic}
                        : (struct score_pair){none, rest->text, 0, rest->patronymic};
    }
}

/* From the raw figure to the scale of scores by straight lines.  From 0.79 on it is the same name
 * but for two or three pairs of different ones in a thousand, up to 0.715 it is another but for
 * four pairs of equal ones in a hundred. */
static double calibrate(double raw)
{
    static const double points[][2] = {{0, 0}, {0.715, 60}, {0.79, 80}, {1, 100}};
    size_t i = 1;

    if (raw <= 0)
        return 0;
    while (i + 1 < COUNT_OF(points) && raw > points[i][0])
        i++;
    return fmin(100, points[i - 1][1] + (raw - points[i - 1][0]) *
                                            (points[i][1] - points[i - 1][1]) /
                                            (points[i][0] - points[i - 1][0]));
}

static bool is_latin(struct span s)
{
    size_t len;

    return s.len > 0 && char_script(utf8_decode(s, 0, &len)) == SCRIPT_LATIN;
}

/* Bare surnames: equal in sound or not at all. */
static double score_bare(const struct score_word *a, const struct score_word *b)
{
    struct sound x, y;
    double like = score_words(a, b);

    sound_of(a->text, &x);
    sound_of(b->text, &y);
    if (sound_alike(&x, &y) && (like > 0.99 || is_latin(a->text) || is_latin(b->text)))
        return 80 + 20 * like;
    if (sound_alike(&x, &y))
        return 70; /* one letter more or another one is no matter of romanization here */
    return fmin(SCORE_DIFFERENT_TO, 100 * fmax(0, like - 0.35));
}

double score_names(const struct score_name *a, const struct score_name *b,
                   struct score_detail *detail)
{
    bool swapped = a->count > b->count;
    struct score_name x, y;
    struct align al = {.a = &x, .b = &y};
    struct figures f;
    double score;

    if (detail)
        detail->count = 0;
    if (a->count == 0 || b->count == 0)
        return 0;
    copy_name(&x, swapped ? b : a);
    copy_name(&y, swapped ? a : b);
    while (y.count > x.count && join_halves(&y, &x))
        continue;
    for (unsigned i = 0; i < x.count; i++) {
        for (unsigned j = 0; j < y.count; j++)
            al.like[i][j] = score_words(&x.words[i], &y.words[j]);
    }
    assign(&al);
    measure(&al, &f, detail, swapped);
    if (x.count == 1 && y.count == 1 && !x.other && !y.other)
        return score_bare(&x.words[0], &y.words[0]);
    score = calibrate((f.mean + f.worst) / 2 - f.loss);
    /* one word against a full name, or hardly more than initials, is never sure */
    if (f.full < 2 && f.pairs < 2 && !x.other && !y.other)
        score = fmin(score, f.mean * (y.inverted && !y.words[al.best[0]].family ? 65 : 75));
    return fmax(0, score);
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

static void add_sounds(struct buf *out, struct span word)
{
    char sounds[SOUND_MAX];

    sound_read(word, SOUND_ENGLISH, sounds);
    buf_printf(out, "%.*s (%s)", SPAN_ARG(word), sounds);
}

void score_explain(struct buf *out, const struct score_detail *detail)
{
    for (unsigned i = 0; i < detail->count; i++) {
        const struct score_pair *p = &detail->pairs[i];

        buf_adds(out, i ? "; " : "");
        if (p->a.len == 0 || p->b.len == 0) {
            struct span word = p->a.len ? p->a : p->b;

            buf_printf(out, "%.*s: %s", SPAN_ARG(word),
                       p->patronymic ? _("patronymic, on one side only") : _("on one side only"));
            continue;
        }
        add_sounds(out, p->a);
        buf_adds(out, " ~ ");
        add_sounds(out, p->b);
        buf_printf(out, ": %.2f", p->likeness);
    }
}
