/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/date.h"
#include "base/ascii.h"
#include "text/norm.h"
#include "text/utf8.h"
#include "text/words.h"

#include <string.h>

/* Months as they stand beside a day, in small letters. */
static const struct months {
    const char *lang;
    const char *names[12];
} months[] = {
    {"be", {"студзеня", "лютага", "сакавіка", "красавіка", "мая", "чэрвеня", "ліпеня", "жніўня",
            "верасня", "кастрычніка", "лістапада", "снежня"}},
    {"cs", {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září",
            "října", "listopadu", "prosince"}},
    {"de", {"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
            "oktober", "november", "dezember"}},
    {"en", {"january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december"}},
    {"en", {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}},
    {"es", {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
            "octubre", "noviembre", "diciembre"}},
    {"fr", {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
            "octobre", "novembre", "décembre"}},
    {"it", {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
            "settembre", "ottobre", "novembre", "dicembre"}},
    {"kk", {"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
            "қазан", "қараша", "желтоқсан"}},
    {"kk", {"қаңтарда", "ақпанда", "наурызда", "сәуірде", "мамырда", "маусымда", "шілдеде",
            "тамызда", "қыркүйекте", "қазанда", "қарашада", "желтоқсанда"}},
    {"kk", {"қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы",
            "шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы",
            "желтоқсандағы"}},
    {"kk", {"қаңтардан", "ақпаннан", "наурыздан", "сәуірден", "мамырдан", "маусымнан", "шілдеден",
            "тамыздан", "қыркүйектен", "қазаннан", "қарашадан", "желтоқсаннан"}},
    {"kk", {"қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға", "шілдеге",
            "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға"}},
    {"kk", {"қаңтарында", "ақпанында", "наурызында", "сәуірінде", "мамырында", "маусымында",
            "шілдесінде", "тамызында", "қыркүйегінде", "қазанында", "қарашасында",
            "желтоқсанында"}},
    {"pl", {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia",
            "września", "października", "listopada", "grudnia"}},
    {"ru", {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
            "октября", "ноября", "декабря"}},
    {"tr", {"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül",
            "ekim", "kasım", "aralık"}},
    {"uk", {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня",
            "вересня", "жовтня", "листопада", "грудня"}},
    {"uz", {"yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentabr",
            "oktabr", "noyabr", "dekabr"}},
};

/* --- small parts --- */

/* `n` digits or, with n 0, one or two; -1: something else. */
static int digits_at(struct span s, size_t *at, size_t n)
{
    size_t k = 0;
    int value = 0;

    for (; *at + k < s.len && ascii_is_digit(s.ptr[*at + k]) && k < 5; k++)
        value = value * 10 + (s.ptr[*at + k] - '0');
    if (k == 0 || (n ? k != n : k > 2))
        return -1;
    *at += k;
    return value;
}

static bool skip(struct span s, size_t *at, const char *text)
{
    if (!span_starts(span_from(s, *at), span_str(text)))
        return false;
    *at += strlen(text);
    return true;
}

static bool skip_space(struct span s, size_t *at)
{
    return skip(s, at, " ") || skip(s, at, "\xC2\xA0") || skip(s, at, "\xE2\x80\xAF");
}

static bool is_word_char(uint32_t c)
{
    return char_is_letter(c) || char_is_mark(c) || char_is_digit(c);
}

static bool begins_word(struct span s, size_t at)
{
    return at == 0 || !is_word_char(utf8_prev(s, &at));
}

static bool ends_word(struct span s, size_t at)
{
    return at >= s.len || !is_word_char(utf8_next(s, &at));
}

/* Does more of a version, a path or a range of numbers follow? */
static bool goes_on(struct span s, size_t at)
{
    return at + 1 < s.len && strchr("./-", s.ptr[at]) && ascii_is_digit(s.ptr[at + 1]);
}

static bool take(struct date *d, int part, struct span s, size_t *at, size_t digits)
{
    size_t from = *at;
    int value = digits_at(s, at, digits);

    d->at[part].from = from;
    d->at[part].to = *at;
    *(part == DATE_YEAR ? &d->year : part == DATE_MONTH ? &d->month : &d->day) = value;
    return value > 0;
}

static bool is_date(const struct date *d)
{
    return d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= 31 &&
           (d->year == 0 || (d->year >= 1000 && d->year < 3000));
}

/* --- in digits --- */

static bool iso_at(struct span s, size_t at, struct date *d)
{
    bool ok = take(d, DATE_YEAR, s, &at, 4) && skip(s, &at, "-") &&
              take(d, DATE_MONTH, s, &at, 2) && skip(s, &at, "-") && take(d, DATE_DAY, s, &at, 2);

    d->to = at;
    return ok && is_date(d);
}

/* The day first, or with slashes the month where the other way is no date. */
static bool turn(struct date *d)
{
    const struct date was = *d;

    if (was.month > 12) {
        d->month = was.day;
        d->day = was.month;
        d->at[DATE_MONTH] = was.at[DATE_DAY];
        d->at[DATE_DAY] = was.at[DATE_MONTH];
    }
    return is_date(d);
}

static bool short_year_at(struct date *d, struct span s, size_t *at)
{
    if (d->at[DATE_DAY].to - d->at[DATE_DAY].from != 2 ||
        d->at[DATE_MONTH].to - d->at[DATE_MONTH].from != 2 || !take(d, DATE_YEAR, s, at, 2))
        return false;
    d->year += d->year < 70 ? 2000 : 1900;
    return true;
}

static bool digits_date_at(struct span s, size_t at, struct date *d)
{
    const char *mark;
    size_t from;

    if (!take(d, DATE_DAY, s, &at, 0) || at >= s.len)
        return false;
    mark = s.ptr[at] == '.' ? "." : "/";
    if (!skip(s, &at, mark) || !take(d, DATE_MONTH, s, &at, 0) || !skip(s, &at, mark))
        return false;
    from = at;
    if (!take(d, DATE_YEAR, s, &at, 4) && (at = from, mark[0] != '.' || !short_year_at(d, s, &at)))
        return false;
    d->to = at;
    if (mark[0] == '.')
        return is_date(d);
    d->unsure = d->day <= 12 && d->month <= 12 && d->day != d->month;
    return turn(d);
}

/* --- written out --- */

static int find_month(const char *const names[12], struct span word)
{
    for (int i = 0; i < 12; i++)
        if (span_eqs(word, names[i]))
            return i + 1;
    return 0;
}

/* The month at `at`, in any letter case. */
static bool month_at(struct span s, struct span lang, size_t *at, struct date *d)
{
    struct buf folded = BUF_INIT;
    size_t next = *at;
    struct span word;

    if (!word_next_letters(s, &next, &word) || word.ptr != s.ptr + *at || word.len > 40 ||
        norm_add_folded(&folded, word, NULL)) {
        buf_free(&folded);
        return false;
    }
    d->month = 0;
    for (size_t i = 0; i < COUNT_OF(months) && d->month == 0; i++) {
        if (!span_eqs(lang, months[i].lang))
            continue;
        d->names = months[i].names;
        d->month = find_month(months[i].names, buf_span(&folded));
    }
    buf_free(&folded);
    d->at[DATE_MONTH].from = *at;
    d->at[DATE_MONTH].to = *at = next;
    return d->month > 0 && ends_word(s, next);
}

/* Four digits behind what may stand before a year; nothing is taken where there are none. */
static void year_at(struct span s, size_t *at, struct date *d, bool comma)
{
    static const char *const tails[] = {"года", "г.", "року", "р.", "ж."};
    size_t next = *at;

    if (comma)
        (void)skip(s, &next, ",");
    if (!skip_space(s, &next))
        return;
    if (skip(s, &next, "de ") || skip(s, &next, "del "))
        comma = false;
    if (!take(d, DATE_YEAR, s, &next, 4) || !ends_word(s, next)) {
        d->year = 0;
        return;
    }
    *at = next;
    if (!skip_space(s, &next))
        return;
    for (size_t i = 0; i < COUNT_OF(tails); i++) {
        if (skip(s, &next, tails[i]) && ends_word(s, next)) {
            *at = next;
            return;
        }
    }
}

/* The day, with the letters of an ordinal, which are part of it. */
static bool day_at(struct span s, size_t *at, struct date *d)
{
    static const char *const marks[] = {"st", "nd", "rd", "th", "er", "."};

    if (!take(d, DATE_DAY, s, at, 0))
        return false;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (skip(s, at, marks[i]))
            break;
    if (s.ptr[*at - 1] != '.')
        d->at[DATE_DAY].to = *at;
    return true;
}

/* 12 November 2021, 12th of November, 12. November 2021, 12 de noviembre de 2021 */
static bool day_first_at(struct span s, struct span lang, size_t at, struct date *d)
{
    if (!day_at(s, &at, d) || !(skip_space(s, &at) || skip(s, &at, "-")))
        return false;
    if (!skip(s, &at, "of "))
        (void)skip(s, &at, "de ");
    if (!month_at(s, lang, &at, d))
        return false;
    year_at(s, &at, d, span_eqs(lang, "en"));
    d->to = at;
    return is_date(d);
}

/* 2021 жылғы 12 қараша, 2021 жылдың 12 қарашасында, 2021 ж. 12 қараша */
static bool year_first_at(struct span s, struct span lang, size_t at, struct date *d)
{
    static const char *const words[] = {"жылғы ", "жылдың ", "жылы ", "ж. "};
    bool found = false;

    if (!span_eqs(lang, "kk") || !take(d, DATE_YEAR, s, &at, 4) || !skip_space(s, &at))
        return false;
    for (size_t i = 0; i < COUNT_OF(words) && !found; i++)
        found = skip(s, &at, words[i]);
    if (!found || !take(d, DATE_DAY, s, &at, 0) || !skip_space(s, &at) ||
        !month_at(s, lang, &at, d))
        return false;
    d->to = at;
    return is_date(d);
}

/* November 12, 2021: `at` is that of the day. */
static bool month_first_at(struct span s, struct span lang, size_t at, struct date *d)
{
    size_t month = at;

    if (!span_eqs(lang, "en") || at < 2 || s.ptr[at - 1] != ' ')
        return false;
    for (month--; month > 0 && (s.ptr[month - 1] & 0x80) == 0 &&
                  is_word_char((unsigned char)s.ptr[month - 1]);)
        month--;
    d->from = month;
    if (!month_at(s, lang, &month, d) || month + 1 != at || !day_at(s, &at, d))
        return false;
    year_at(s, &at, d, true);
    d->to = at;
    return is_date(d);
}

/* A date whose first digits are at `at`, not before `least`. */
static bool date_at(struct span s, struct span lang, size_t at, size_t least, struct date *d)
{
    static bool (*const ways[])(struct span, struct span, size_t, struct date *) = {
        year_first_at, day_first_at, month_first_at,
    };
    static bool (*const in_digits[])(struct span, size_t, struct date *) = {iso_at,
                                                                            digits_date_at};

    for (size_t i = 0; i < COUNT_OF(in_digits); i++) {
        *d = (struct date){.from = at};
        if (in_digits[i](s, at, d) && ends_word(s, d->to) && !goes_on(s, d->to))
            return true;
    }
    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        *d = (struct date){.from = at};
        if (ways[i](s, lang, at, d) && d->from >= least && ends_word(s, d->to))
            return true;
    }
    return false;
}

bool date_next(struct span text, struct span lang, size_t *at, struct date *out)
{
    size_t least = *at;

    for (size_t i = least; i < text.len; i++) {
        if (!ascii_is_digit(text.ptr[i]))
            continue;
        if (begins_word(text, i) && (i == 0 || !strchr("./-", text.ptr[i - 1])) &&
            date_at(text, lang, i, least, out)) {
            *at = out->to;
            return true;
        }
        while (i + 1 < text.len && ascii_is_digit(text.ptr[i + 1]))
            i++;
    }
    *at = text.len;
    return false;
}

bool date_same(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* --- writing --- */

static void add_digits(struct buf *out, struct span was, int value)
{
    if (was.len == 2 && value >= 100)
        value %= 100;
    buf_printf(out, was.len >= 2 && ascii_is_digit(was.ptr[was.len - 1]) ? "%02d" : "%d", value);
}

/* The letter case of the month's first letters is that of the pattern. */
static void add_month(struct buf *out, struct span was, const char *name)
{
    struct span s = span_str(name);
    size_t at = 0, first = 0, next;
    bool upper = char_is_upper(utf8_next(was, &first));
    bool all = upper && (next = first, first < was.len && char_is_upper(utf8_next(was, &next)));

    while (at < s.len) {
        bool begins = at == 0;
        uint32_t c = utf8_next(s, &at);

        utf8_add(out, all || (upper && begins) ? char_upper(c) : c);
    }
}

static const char *day_letters(struct span was, int day)
{
    static const char *const letters[] = {"th", "st", "nd", "rd"};

    if (span_ends(was, span_str("er")))
        return day == 1 ? "er" : "";
    if (ascii_is_digit(was.ptr[was.len - 1]))
        return "";
    return letters[day % 10 < 4 && day / 10 != 1 ? day % 10 : 0];
}

static void add_part(struct buf *out, struct span was, int part, const struct date *pattern,
                     const struct date *value)
{
    if (part == DATE_YEAR) {
        add_digits(out, was, value->year);
    } else if (part == DATE_MONTH && pattern->names) {
        add_month(out, was, pattern->names[value->month - 1]);
    } else if (part == DATE_MONTH) {
        add_digits(out, was, value->month);
    } else {
        bool padded = was.len == 2 && ascii_is_digit(was.ptr[1]) &&
                      (!pattern->names || was.ptr[0] == '0');

        buf_printf(out, padded ? "%02d" : "%d", value->day);
        buf_adds(out, day_letters(was, value->day));
    }
}

bool date_write(struct buf *out, struct span text, const struct date *pattern,
                const struct date *value)
{
    size_t done = pattern->from;

    if (!pattern->year != !value->year)
        return false;
    while (done < pattern->to) {
        int next = -1;

        for (int i = 0; i < 3; i++)
            if (pattern->at[i].to > done && (i != DATE_YEAR || pattern->year) &&
                (next < 0 || pattern->at[i].from < pattern->at[next].from))
                next = i;
        if (next < 0)
            break;
        buf_add(out, span_cut(text, done, pattern->at[next].from));
        add_part(out, span_cut(text, pattern->at[next].from, pattern->at[next].to), next, pattern,
                 value);
        done = pattern->at[next].to;
    }
    buf_add(out, span_cut(text, done, pattern->to));
    return true;
}
