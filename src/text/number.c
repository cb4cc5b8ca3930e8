/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/number.h"
#include "base/ascii.h"
#include "text/utf8.h"
#include "text/words.h"

#include <string.h>

/* --- finding --- */

static size_t digits_at(struct span s, size_t at)
{
    size_t n = 0;

    while (at + n < s.len && ascii_is_digit(s.ptr[at + n]))
        n++;
    return n;
}

/* Bytes of a single space that parts groups of digits; 0: none. */
static size_t space_at(struct span s, size_t at)
{
    static const char *const spaces[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};

    for (size_t i = 0; i < COUNT_OF(spaces); i++)
        if (span_starts(span_from(s, at), span_str(spaces[i])))
            return strlen(spaces[i]);
    return 0;
}

/* Does a group of three digits follow a space?  Its end, with a fraction if there is one. */
static bool next_group(struct span s, size_t at, size_t *end, bool *fraction)
{
    size_t space = space_at(s, at), next = at + space;
    struct word w;

    if (space == 0 || digits_at(s, next) != 3 || !word_next(s, &next, &w) || w.kind != WORD_NUMBER)
        return false;
    *end = next;
    *fraction = w.text.len > 3;
    return !*fraction || (strchr(".,", w.text.ptr[3]) &&
                          digits_at(w.text, 4) == w.text.len - 4);
}

static void take_groups(struct span s, size_t *to, size_t first)
{
    bool fraction = false;
    size_t end;

    while (first <= 3 && !fraction && next_group(s, *to, &end, &fraction))
        *to = end;
}

static bool is_ordinal(struct span s)
{
    static const char *const letters[] = {"st", "nd", "rd", "th", "ST", "ND", "RD", "TH"};
    size_t n = digits_at(s, 0);

    for (size_t i = 0; n > 0 && i < COUNT_OF(letters); i++)
        if (span_eqs(span_from(s, n), letters[i]))
            return true;
    return false;
}

/* No digit without one of these bytes: ASCII digits, and scripts from Arabic on. */
static bool may_have_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (ascii_is_digit(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0xD9)
            return true;
    return false;
}

bool number_next(struct span text, size_t *at, struct number_found *found)
{
    struct word w;

    if (*at < text.len && !may_have_digits(span_from(text, *at)))
        *at = text.len;
    while (word_next(text, at, &w)) {
        size_t from = (size_t)(w.text.ptr - text.ptr);
        bool ordinal = w.kind == WORD_LETTERS && ascii_is_digit(w.text.ptr[0]) &&
                       is_ordinal(w.text);

        if (w.kind != WORD_NUMBER && !ordinal)
            continue;
        if (!ordinal && digits_at(w.text, 0) == w.text.len)
            take_groups(text, at, w.text.len);
        *found = (struct number_found){from, *at, ordinal ? *at - 2 : *at};
        return true;
    }
    return false;
}

/* --- conventions --- */

static bool is_among(struct span lang, const char *list)
{
    struct span rest = span_str(list), word;

    while (span_split(&rest, ' ', &word))
        if (span_eq(word, lang))
            return true;
    return false;
}

static struct span decimal_of(struct span lang)
{
    return is_among(lang, "en zh ja ko he th hi bn ta te ur ms ga mt cy") ? span_str(".")
                                                                          : span_str(",");
}

static struct span group_of(struct span lang)
{
    if (decimal_of(lang).ptr[0] == '.')
        return span_str(",");
    if (is_among(lang, "de es it nl pt da el tr az id ro hr sl sr bs vi is"))
        return span_str(".");
    return span_str(span_eqs(lang, "fr") ? "\xE2\x80\xAF" : "\xC2\xA0");
}

/* --- values --- */

struct piece {
    struct span digits, mark; /* the mark before the digits */
};

enum { MOST_PIECES = 16 };

/* Digits and the marks between them; 0 pieces for anything else. */
static size_t take_apart(struct span s, struct piece out[MOST_PIECES])
{
    size_t at = 0, n = 0;

    while (at < s.len && n < MOST_PIECES) {
        size_t mark = n == 0 ? 0 : space_at(s, at), digits;

        if (n > 0 && mark == 0 && strchr(".,", s.ptr[at]))
            mark = 1;
        digits = digits_at(s, at + mark);
        if (digits == 0 || (n > 0 && mark == 0))
            return 0;
        out[n++] = (struct piece){span_cut(s, at + mark, at + mark + digits),
                                  span_cut(s, at, at + mark)};
        at += mark + digits;
    }
    return at == s.len ? n : 0;
}

/* Do pieces 1 to n have this mark and three digits each? */
static bool are_groups(const struct piece *p, size_t n)
{
    if (n < 2 || p[0].digits.len > 3 || p[0].digits.ptr[0] == '0')
        return false;
    for (size_t i = 1; i < n; i++)
        if (p[i].digits.len != 3 || !span_eq(p[i].mark, p[1].mark))
            return false;
    return true;
}

static bool add_digits(char *out, struct span digits)
{
    size_t n = strlen(out);

    if (n + digits.len > NUMBER_DIGITS)
        return false;
    memcpy(out + n, digits.ptr, digits.len);
    out[n + digits.len] = '\0';
    return true;
}

/* How many of the pieces are the whole number; 0: it has no value. */
static size_t count_whole(const struct piece *p, size_t n, struct span lang)
{
    bool point = n > 1 && p[n - 1].mark.len == 1 && p[n - 1].mark.ptr[0] != ' ';

    if (n < 2)
        return n;
    if (!are_groups(p, n)) /* the last may be a fraction */
        return point && (n == 2 || (are_groups(p, n - 1) &&
                                    !span_eq(p[1].mark, p[n - 1].mark))) ? n - 1 : 0;
    /* one mark that could be either */
    if (n == 2 && point && !span_eq(p[1].mark, group_of(lang)))
        return 1;
    return n;
}

bool number_read(struct span numeral, struct span lang, struct number *out)
{
    struct piece p[MOST_PIECES];
    size_t n = take_apart(numeral, p), whole = count_whole(p, n, lang);
    bool ok = whole > 0;

    memset(out, 0, sizeof *out);
    out->group = whole > 1 ? p[1].mark : span_str("");
    out->decimal = whole < n && ok ? p[whole].mark : span_str("");
    for (size_t i = 0; ok && i < whole; i++)
        ok = add_digits(out->whole, p[i].digits);
    return ok && (whole == n || add_digits(out->fraction, p[whole].digits));
}

bool number_same(const struct number *a, const struct number *b)
{
    return strcmp(a->whole, b->whole) == 0 && strcmp(a->fraction, b->fraction) == 0;
}

/* --- writing --- */

void number_write(struct buf *out, const struct number *value, const struct number *pattern,
                  struct span lang)
{
    size_t n = strlen(value->whole);
    bool grouped = n > 3 && (value->group.len || (n > 4 && pattern->group.len));
    struct span group = pattern->group.len ? pattern->group : group_of(lang);
    struct span decimal = pattern->decimal.len ? pattern->decimal : decimal_of(lang);

    if (grouped && value->fraction[0] && span_eq(group, decimal))
        group = group_of(lang);
    for (size_t i = 0; i < n; i++) {
        if (grouped && i > 0 && (n - i) % 3 == 0)
            buf_add(out, group);
        buf_addch(out, value->whole[i]);
    }
    if (value->fraction[0]) {
        buf_add(out, decimal);
        buf_adds(out, value->fraction);
    }
}

/* --- what follows a number --- */

static const char *english_ordinal(const struct number *v)
{
    size_t n = strlen(v->whole);
    char last = n ? v->whole[n - 1] : '0';

    if (n > 1 && v->whole[n - 2] == '1')
        return "th";
    return last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
}

/* How the Kazakh word for a number sounds at its end. */
struct sounds {
    bool back;                            /* vowels: алты, not бір */
    enum { VOWEL, VOICED, NASAL, VOICELESS } end; /* last sound: алты, бір, он, бес */
};

static struct sounds kazakh_sounds(const char *whole)
{
    static const struct sounds ones[] = {
        {false, VOICED},    /* нөл: 0 */
        {false, VOICED},    /* бір */
        {false, VOWEL},     /* екі */
        {false, VOICELESS}, /* үш */
        {false, VOICELESS}, /* төрт */
        {false, VOICELESS}, /* бес */
        {true, VOWEL},      /* алты */
        {false, VOWEL},     /* жеті */
        {false, VOICED},    /* сегіз */
        {true, VOICED},     /* тоғыз */
    };
    static const struct sounds tens[] = {
        {false, VOICED}, {true, NASAL},      /* он */
        {true, VOWEL},                       /* жиырма */
        {true, VOICED},                      /* отыз */
        {true, VOICELESS},                   /* қырық */
        {false, VOWEL},                      /* елу */
        {true, VOICELESS},                   /* алпыс */
        {false, VOICELESS},                  /* жетпіс */
        {false, NASAL},                      /* сексен */
        {true, NASAL},                       /* тоқсан */
    };
    size_t n = strlen(whole), zeros = 0;

    while (zeros < n && whole[n - 1 - zeros] == '0')
        zeros++;
    if (zeros == n || zeros == 0)
        return ones[n ? whole[n - 1] - '0' : 0];
    if (zeros == 1)
        return tens[whole[n - 2] - '0'];
    if (zeros == 2)
        return (struct sounds){false, VOICED}; /* жүз */
    return (struct sounds){true, zeros < 9 ? NASAL : VOICELESS}; /* мың, миллион; миллиард */
}

/* Endings in their variants: front and back, by the last sound. */
static const struct {
    const char *by_sound[4][2]; /* vowel, voiced, nasal, voiceless; front, back */
} kazakh_endings[] = {
    {{{"ші", "шы"}, {"ші", "шы"}, {"ші", "шы"}, {"ші", "шы"}}},
    {{{"ге", "ға"}, {"ге", "ға"}, {"ге", "ға"}, {"ке", "қа"}}},
    {{{"де", "да"}, {"де", "да"}, {"де", "да"}, {"те", "та"}}},
    {{{"ден", "дан"}, {"ден", "дан"}, {"нен", "нан"}, {"тен", "тан"}}},
    {{{"ні", "ны"}, {"ді", "ды"}, {"ді", "ды"}, {"ті", "ты"}}},
    {{{"нің", "ның"}, {"дің", "дың"}, {"нің", "ның"}, {"тің", "тың"}}},
};

static const char *kazakh_ending(const struct number *v, struct span was)
{
    struct sounds s = kazakh_sounds(v->fraction[0] ? v->fraction : v->whole);

    for (size_t i = 0; i < COUNT_OF(kazakh_endings); i++)
        for (size_t k = 0; k < 8; k++)
            if (span_eqs(was, kazakh_endings[i].by_sound[k / 2][k % 2]))
                return kazakh_endings[i].by_sound[s.end][s.back];
    return NULL;
}

bool number_suffix(struct buf *out, const struct number *value, struct span rest,
                   struct span lang, size_t *len)
{
    size_t at = 0, mark;
    struct span letters;
    const char *ending;

    *len = 0;
    if (rest.len >= 2 && is_ordinal(span_of(rest.ptr - 1, 3))) {
        *len = 2;
        buf_adds(out, english_ordinal(value));
        return true;
    }
    mark = rest.len && strchr("-'", rest.ptr[0]) ? 1 : 0;
    if (span_starts(rest, span_str("\xE2\x80\x99")))
        mark = 3;
    at = mark;
    if (mark == 0 || !word_next_letters(rest, &at, &letters) || letters.ptr != rest.ptr + mark)
        return true;
    if (rest.ptr[0] == '-' && span_eqs(lang, "kk")) {
        ending = kazakh_ending(value, letters);
        if (!ending)
            return letters.len > 8; /* a word of its own: 5-қабат */
        *len = 1 + letters.len;
        buf_addch(out, '-');
        buf_adds(out, ending);
        return true;
    }
    /* behind an apostrophe Turkic endings follow the vowels; others do not change */
    return rest.ptr[0] == '-' || !is_among(lang, "tr az uz kk ky");
}
