/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/numbers.h"

#include "text/norm.h"
#include "text/spans.h"
#include "text/words.h"

#include <stdlib.h>

enum {
    MOST_NUMBERS = 48,
    MOST_GROUPS = 12,  /* of digits in one number */
    MOST_DIGITS = 24,
    MOST_READINGS = 6,
    SMALL = 12,        /* months; and what style guides spell out */
    SKIPPED = SPANS_URL | SPANS_EMAIL | SPANS_PLACEHOLDER | SPANS_MARKUP,
};

/* A number as written: groups of digits and what parts them ('.', ',', ' ' for a mark that only
 * groups thousands). */
struct number {
    struct span text;
    char digits[MOST_GROUPS][MOST_DIGITS];
    char marks[MOST_GROUPS]; /* marks[i] stands before group i */
    size_t n_groups;
    char readings[MOST_READINGS][2 * MOST_DIGITS]; /* values that it may have */
    size_t n_readings;
    bool met;                /* the other side has it */
};

struct numbers {
    struct span text;
    struct number v[MOST_NUMBERS];
    size_t n;
    bool too_many;
};

/* --- reading --- */

/* 0 to 9, or -1.  The decimal digits of a script are ten in a row. */
static int digit_value(uint32_t c)
{
    int value = 0;

    if (c < 0x80)
        return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    if (c == UTF8_BAD || char_category(c) != CHAR_DECIMAL)
        return -1;
    while (value < 9 && char_category(c - 1) == CHAR_DECIMAL) {
        value++;
        c--;
    }
    return value;
}

static int digit_at(struct span s, size_t at, size_t *len)
{
    return at < s.len ? digit_value(utf8_decode(s, at, len)) : -1;
}

/* The mark between two groups of digits that `c` is; 0: it parts two numbers. */
static char mark_of(uint32_t c)
{
    switch (c) {
    case '.': case ',':
        return (char)c;
    case 0x066B: /* Arabic decimal separator */
        return ',';
    case '\'': case 0x2019: case 0x066C: case ' ': case 0xA0: case 0x2009: case 0x202F:
        return ' ';
    default:
        return 0;
    }
}

/* One group of digits at *at. */
static size_t read_group(struct span s, size_t *at, char out[MOST_DIGITS])
{
    size_t n = 0, len;
    int d;

    while ((d = digit_at(s, *at, &len)) >= 0) {
        if (n + 1 < MOST_DIGITS)
            out[n++] = (char)('0' + d);
        *at += len;
    }
    out[n] = '\0';
    return n;
}

/* Does a group of exactly three digits stand here? */
static bool three_digits(struct span s, size_t at)
{
    char group[MOST_DIGITS];

    return read_group(s, &at, group) == 3;
}

/* May what was read so far go on with groups of thousands? */
static bool takes_thousands(const struct number *n)
{
    if (strlen(n->digits[0]) > 3)
        return false;
    for (size_t i = 1; i < n->n_groups; i++) {
        if (strlen(n->digits[i]) != 3 || n->marks[i] != n->marks[1])
            return false;
    }
    return n->n_groups == 1 || n->marks[1] == ' ';
}

static void read_number(struct span s, size_t *at, struct number *n)
{
    size_t from = *at, len;

    memset(n, 0, sizeof *n);
    read_group(s, at, n->digits[n->n_groups++]);
    while (n->n_groups < MOST_GROUPS && *at < s.len) {
        char mark = mark_of(utf8_decode(s, *at, &len));
        size_t next = *at + len, one;

        if (!mark || digit_at(s, next, &one) < 0)
            break;
        if (mark == ' ' && !(three_digits(s, next) && takes_thousands(n)))
            break;
        n->marks[n->n_groups] = mark;
        read_group(s, &next, n->digits[n->n_groups++]);
        *at = next;
    }
    n->text = span_cut(s, from, *at);
}

/* --- values --- */

static const char *without_zeros(const char *digits)
{
    while (digits[0] == '0' && digits[1])
        digits++;
    return digits;
}

/* Append a value: whole part and fraction in digits, times ten to the power of `shift`. */
static void add_reading(struct number *n, const char *whole, const char *fraction, size_t shift)
{
    struct buf b = BUF_INIT;
    size_t len = strlen(fraction);

    buf_adds(&b, whole);
    for (size_t i = 0; i < shift; i++)
        buf_addch(&b, i < len ? fraction[i] : '0');
    fraction += shift < len ? shift : len;
    len = strlen(fraction);
    while (len && fraction[len - 1] == '0')
        len--;
    if (len)
        buf_printf(&b, ".%.*s", (int)len, fraction);
    if (!b.failed && n->n_readings < MOST_READINGS && b.len < sizeof n->readings[0])
        memcpy(n->readings[n->n_readings++], without_zeros(buf_cstr(&b)),
               strlen(without_zeros(buf_cstr(&b))) + 1);
    buf_free(&b);
}

/* The groups from `from` up to `to` as one whole number. */
static void join(const struct number *n, size_t from, size_t to, char out[2 * MOST_DIGITS])
{
    size_t len = 0;

    for (size_t i = from; i < to; i++)
        for (const char *d = n->digits[i]; *d && len + 1 < 2 * MOST_DIGITS; d++)
            out[len++] = *d;
    out[len] = '\0';
}

/* Are the groups up to `to` thousands (1 234 567), or Indian lakhs (12,34,567)? */
static bool is_grouped(const struct number *n, size_t to)
{
    if (to > 1 && (strlen(n->digits[0]) > 3 || strlen(n->digits[to - 1]) != 3))
        return false;
    for (size_t i = 1; i < to; i++) {
        size_t len = strlen(n->digits[i]);

        if (n->marks[i] != n->marks[1] || len < 2 || len > 3)
            return false;
    }
    return true;
}

/* All values that the writing allows, times ten to the power of `shift`. */
static void read_values(struct number *n, size_t shift)
{
    char whole[2 * MOST_DIGITS];
    size_t last = n->n_groups - 1;
    bool decimal = last >= 1 && n->marks[last] != ' ' && is_grouped(n, last) &&
                   (last == 1 || n->marks[last] != n->marks[1]);

    if (is_grouped(n, n->n_groups)) {
        join(n, 0, n->n_groups, whole);
        add_reading(n, whole, "", shift);
    }
    if (decimal) {
        join(n, 0, last, whole);
        add_reading(n, whole, n->digits[last], shift);
    }
}

/* Words behind a number that multiply it; they begin so. */
static const struct {
    const char *word;
    size_t shift;
} scales[] = {
    {"thousand", 3}, {"тыс", 3}, {"мың", 3}, {"тис", 3}, {"tausend", 3}, {"tys", 3}, {"milli", 6},
    {"million", 6}, {"млн", 6}, {"миллион", 6}, {"мільйон", 6}, {"mln", 6}, {"mio", 6},
    {"milion", 6}, {"milyon", 6}, {"milliard", 9}, {"billion", 9}, {"billion", 12}, {"bn", 9},
    {"млрд", 9}, {"миллиард", 9}, {"мільярд", 9}, {"mrd", 9}, {"mld", 9}, {"miliard", 9},
    {"milyar", 9}, {"trillion", 12}, {"трлн", 12}, {"триллион", 12}, {"трильйон", 12},
    {"万", 4}, {"萬", 4}, {"亿", 8}, {"億", 8},
};

/* The word at `at`, folded into `out`; what is no letter ends it. */
static struct span word_at(struct span s, size_t at, char *out, size_t room)
{
    size_t end = at, len;

    while (end < s.len) {
        uint32_t c = utf8_decode(s, end, &len);

        if (c == UTF8_BAD || (!char_is_letter(c) && !char_is_mark(c)))
            break;
        end += len;
    }
    return span_of(out, norm_fold_short(span_cut(s, at, end), out, room));
}

static void read_scale(struct span s, size_t at, struct number *n)
{
    char folded[64];
    struct span word;
    size_t len;

    if (at < s.len && (mark_of(utf8_decode(s, at, &len)) == ' ' || s.ptr[at] == '-'))
        at += len;
    word = word_at(s, at, folded, sizeof folded);
    for (size_t i = 0; i < COUNT_OF(scales); i++)
        if (span_starts(word, span_str(scales[i].word)))
            read_values(n, scales[i].shift);
}

/* --- finding --- */

/* Is what ends before `at` a letter of a script that puts blanks between words (mp3, ГОСТ7)? */
static bool ends_word(struct span s, size_t at)
{
    uint32_t c = at ? utf8_prev(s, &at) : ' ';

    if (c == '_' && at) /* an identifier, and not the mark of an accelerator */
        c = utf8_prev(s, &at);
    if (c == UTF8_BAD || !char_is_letter(c))
        return false;
    switch (char_script(c)) {
    case SCRIPT_LATIN: case SCRIPT_CYRILLIC: case SCRIPT_GREEK:
        return true;
    default:
        return false;
    }
}

static void find_numbers(struct numbers *out, struct span text)
{
    struct spans_found skip = {0, 0, 0};
    size_t at = 0, scanned = 0, len;

    out->text = text;
    out->n = 0;
    out->too_many = false;
    while (at < text.len) {
        struct number n;
        size_t from = at;

        if (at >= skip.to && skip.from < text.len && !spans_next(text, &scanned, SKIPPED, &skip))
            skip.from = skip.to = text.len;
        if (at >= skip.from) {
            at = skip.to;
            continue;
        }
        if (digit_at(text, at, &len) < 0) {
            utf8_next(text, &at);
            continue;
        }
        read_number(text, &at, &n);
        if (ends_word(text, from))
            continue;
        read_values(&n, 0);
        read_scale(text, at, &n);
        if (out->n == MOST_NUMBERS) {
            out->too_many = true;
            return;
        }
        out->v[out->n++] = n;
    }
}

/* --- comparing --- */

static bool share_value(const struct number *a, const struct number *b)
{
    for (size_t i = 0; i < a->n_readings; i++)
        for (size_t k = 0; k < b->n_readings; k++)
            if (strcmp(a->readings[i], b->readings[k]) == 0)
                return true;
    return false;
}

static bool is_small(const struct number *n)
{
    return n->n_groups == 1 && strlen(n->digits[0]) < 10 &&
           strtol(n->digits[0], NULL, 10) <= SMALL;
}

/* A year by its last two digits; an hour of the afternoon. */
static bool is_short_for(const struct number *a, const struct number *b, bool afternoon)
{
    const char *x = a->digits[0], *y = b->digits[0];
    size_t n = strlen(x), m = strlen(y);

    if (a->n_groups > 1 || b->n_groups > 1)
        return false;
    if (n == 2 && m == 4)
        return strcmp(x, y + 2) == 0;
    return afternoon && n <= 2 && m <= 2 && strtol(x, NULL, 10) + 12 == strtol(y, NULL, 10);
}

static bool says_pm(struct span s)
{
    static const char *const marks[] = {"pm", "p.m", "PM", "P.M", "дня", "вечера", "кешкі",
                                        "по полудни"};

    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (span_find(s, span_str(marks[i]), 0) >= 0)
            return true;
    return false;
}

typedef bool alike_fn(const struct number *a, const struct number *b, const void *context);

static bool by_value(const struct number *a, const struct number *b, const void *context)
{
    (void)context;
    return share_value(a, b);
}

static bool by_habit(const struct number *a, const struct number *b, const void *context)
{
    const bool *afternoon = context;

    return is_short_for(a, b, afternoon[0]) || is_short_for(b, a, afternoon[1]);
}

/* Match what is left, one to one. */
static void match(struct numbers *a, struct numbers *b, alike_fn *alike, const void *context)
{
    for (size_t i = 0; i < a->n; i++) {
        for (size_t k = 0; k < b->n && !a->v[i].met; k++) {
            if (!b->v[k].met && alike(&a->v[i], &b->v[k], context))
                a->v[i].met = b->v[k].met = true;
        }
    }
}

/* All groups of digits of the numbers that are left, without zeros before them, sorted. */
struct groups {
    const char *v[MOST_NUMBERS * 3];
    size_t n;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool gather(const struct numbers *a, struct groups *out)
{
    out->n = 0;
    for (size_t i = 0; i < a->n; i++) {
        for (size_t g = 0; !a->v[i].met && g < a->v[i].n_groups; g++) {
            if (out->n == COUNT_OF(out->v))
                return false;
            out->v[out->n++] = without_zeros(a->v[i].digits[g]);
        }
    }
    qsort(out->v, out->n, sizeof out->v[0], by_text);
    return true;
}

/* Dates in another order, and numbers that were cut apart at other places: what is left of one side
 * is, group by group, what is left of the other, but for a month that one of them writes out. */
static bool same_groups(const struct numbers *a, const struct numbers *b)
{
    struct groups x, y;
    size_t i = 0, k = 0, odd = 0;

    if (!gather(a, &x) || !gather(b, &y))
        return true;
    while (i < x.n || k < y.n) {
        int order = i == x.n ? 1 : k == y.n ? -1 : strcmp(x.v[i], y.v[k]);
        const char *lone = order < 0 ? x.v[i] : order > 0 ? y.v[k] : NULL;

        i += order <= 0;
        k += order >= 0;
        odd += lone != NULL;
        if (lone && (strlen(lone) > 2 || strtol(lone, NULL, 10) > SMALL))
            return false;
    }
    return odd == 0 || (odd <= 2 && x.n > 0 && y.n > 0 && x.n != y.n);
}

/* Beginnings of words for numbers above twelve. */
static const char *const number_words[] = {
    "thirt", "fourt", "fifte", "fifty", "sixte", "sixty", "sevent", "eight", "ninet", "twent", "forty",
    "hundred", "thousand", "million", "billion", "dozen", "half",
    "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат",
    "двадцат", "тридцат", "сорок", "пятьдесят", "пятидесят", "шестьдесят", "шестидесят",
    "семьдесят", "семидесят", "восемьдесят", "восьмидесят", "девяност", "двести", "двухсот", "трист",
    "трехсот", "четырест", "пятьсот", "пятисот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
    "тысяч", "миллион", "миллиард", "сто", "половин",
    "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан", "жүз", "мың",
    "двадцят", "тридцят", "тисяч", "мільйон",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig",
    "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig", "hundert", "tausend",
    "treize", "quatorze", "quinze", "seize", "dix", "vingt", "trente", "quarante", "cinquante",
    "soixante", "quatre", "cent", "mille",
    "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sto", "tysiąc", "tysięc",
    "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan", "yüz", "bin",
    "veinte", "treinta", "cuarenta", "cincuenta", "ciento", "cien", "mil",
};

static bool is_number_word(struct span folded)
{
    for (size_t i = 0; i < COUNT_OF(number_words); i++) {
        struct span w = span_str(number_words[i]);

        /* short ones are words of their own, long ones may be part of one (fünfundzwanzig) */
        if (utf8_count(w) <= 4 ? span_eq(folded, w) : span_find(folded, w, 0) >= 0)
            return true;
    }
    return false;
}

/* Value of a Roman numeral in capitals, Latin or in the Cyrillic letters that are typed for them; 0
 * for anything else. */
static long roman(struct span word)
{
    long sum = 0, last = 0;

    for (size_t at = word.len; at > 0;) {
        uint32_t c = utf8_prev(word, &at);
        long value = c == 'I' || c == 0x406 ? 1 : c == 'V' ? 5 : c == 'X' || c == 0x425 ? 10 :
                     c == 'L' ? 50 : c == 'C' || c == 0x421 ? 100 : 0;

        if (!value)
            return 0;
        sum += value < last ? -value : value;
        last = value;
    }
    return sum;
}

/* Is a number of one side written with letters on the other? */
static bool is_spelled(const struct number *n, struct span other)
{
    long value = n->n_groups == 1 ? strtol(n->digits[0], NULL, 10) : -1;
    size_t at = 0;
    struct span word;
    char folded[64];

    while (word_next_letters(other, &at, &word)) {
        if (value > 0 && roman(word) == value)
            return true;
        if (is_number_word(span_of(folded, norm_fold_short(word, folded, sizeof folded))))
            return true;
    }
    return false;
}

/* Do these digits stand anywhere in a text, perhaps as part of a word? */
static bool has_digits(struct span text, struct span digits)
{
    for (ptrdiff_t at = -1; (at = span_find(text, digits, (size_t)(at + 1))) >= 0;) {
        size_t end = (size_t)at + digits.len, len;

        if ((at == 0 || digit_value((unsigned char)text.ptr[at - 1]) < 0) &&
            digit_at(text, end, &len) < 0)
            return true;
    }
    return false;
}

/* The first number that is left and has no excuse. */
static struct span first_left(const struct numbers *a, const struct numbers *b, bool other_has_left)
{
    for (size_t i = 0; i < a->n; i++) {
        const struct number *n = &a->v[i];

        if (!n->met && !(is_small(n) && !other_has_left) && !is_spelled(n, b->text) &&
            !has_digits(b->text, n->text))
            return n->text;
    }
    return span_of("", 0);
}

static bool has_left(const struct numbers *a)
{
    for (size_t i = 0; i < a->n; i++)
        if (!a->v[i].met)
            return true;
    return false;
}

/* A key and its value, calendar:week_start:0, which the translation sets as it must. */
static bool is_setting(struct span s)
{
    return memchr(s.ptr, '_', s.len) && memchr(s.ptr, ':', s.len) && !memchr(s.ptr, ' ', s.len);
}

bool numbers_differ(struct span source, struct span target, struct numbers_left *left)
{
    struct numbers a, b;
    bool afternoon[2], of_a, of_b;

    memset(left, 0, sizeof *left);
    if (is_setting(source))
        return false;
    find_numbers(&a, source);
    find_numbers(&b, target);
    if (a.too_many || b.too_many)
        return false;
    match(&a, &b, by_value, NULL);
    of_a = has_left(&a);
    of_b = has_left(&b);
    if ((!of_a && !of_b) || same_groups(&a, &b))
        return false;
    afternoon[0] = says_pm(source);
    afternoon[1] = says_pm(target);
    match(&a, &b, by_habit, afternoon);
    of_a = has_left(&a);
    of_b = has_left(&b);
    left->source = first_left(&a, &b, of_b);
    left->target = first_left(&b, &a, of_a);
    return left->source.len || left->target.len;
}
