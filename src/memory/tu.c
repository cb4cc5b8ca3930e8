/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/tu.h"

#include <time.h>

/* Read `n` decimal digits. */
static bool take_digits(struct span *s, int n, int *out)
{
    *out = 0;
    if (s->len < (size_t)n)
        return false;
    for (int i = 0; i < n; i++) {
        char c = s->ptr[i];
        if (c < '0' || c > '9')
            return false;
        *out = *out * 10 + (c - '0');
    }
    *s = span_from(*s, (size_t)n);
    return true;
}

static void take_char(struct span *s, char c)
{
    if (s->len && s->ptr[0] == c)
        *s = span_from(*s, 1);
}

/* Days from 1970-01-01 in the Gregorian calendar (years from March, so that leap days come last).
 */
static int64_t days_from_civil(int y, int m, int d)
{
    int64_t year = m <= 2 ? y - 1 : y, era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool tm_time_parse(struct span s, int64_t *out)
{
    int y, mo, d, h = 0, mi = 0, sec = 0;

    if (!take_digits(&s, 4, &y))
        return false;
    take_char(&s, '-');
    if (!take_digits(&s, 2, &mo))
        return false;
    take_char(&s, '-');
    if (!take_digits(&s, 2, &d) || y < 1 || mo < 1 || mo > 12 || d < 1 || d > 31)
        return false;
    if (s.len) {
        take_char(&s, 'T');
        if (!take_digits(&s, 2, &h))
            return false;
        take_char(&s, ':');
        if (!take_digits(&s, 2, &mi))
            return false;
        take_char(&s, ':');
        if (!take_digits(&s, 2, &sec) || h > 23 || mi > 59 || sec > 60)
            return false;
        take_char(&s, 'Z');
    }
    *out = (days_from_civil(y, mo, d) * 86400 + h * 3600 + mi * 60 + sec) * 1000000;
    return s.len == 0;
}

void tm_time_format(int64_t t, char out[17])
{
    time_t seconds = (time_t)(t / 1000000);
    struct tm tm;

    if (!gmtime_r(&seconds, &tm) || strftime(out, 17, "%Y%m%dT%H%M%SZ", &tm) == 0)
        memcpy(out, "19700101T000000Z", 17);
}

int64_t tm_time_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* FNV-1a with a final mix, over the text and a separator. */
static uint64_t hash_more(uint64_t h, struct span s, bool fold)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (fold)
            c = (unsigned char)(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        h = (h ^ c) * UINT64_C(0x100000001B3);
    }
    h = (h ^ 0xFF) * UINT64_C(0x100000001B3);
    return h ^ h >> 29;
}

/* What an aligner thought of the pair says nothing of its texts. */
static bool is_score(struct span line)
{
    return line.ptr[0] == 'p' && span_ends(line, span_str("\ttype\tx-score"));
}

/* The lines of `extra` that are props and notes. */
static uint64_t hash_infos(uint64_t h, struct span extra)
{
    struct span line;

    while (span_split(&extra, '\n', &line)) {
        if (line.len && line.ptr[0] != 'a' && !is_score(line))
            h = hash_more(h, line, false);
    }
    return h;
}

uint64_t tm_unit_hash(const struct tm_unit *u)
{
    uint64_t h = hash_infos(hash_more(UINT64_C(0xCBF29CE484222325), u->context, false), u->extra);
    uint64_t sum = 0;

    for (size_t i = 0; i < u->n_variants; i++) {
        const struct tm_variant *v = &u->variants[i];
        uint64_t one = hash_more(UINT64_C(0xCBF29CE484222325), v->lang, true);
        one = hash_more(hash_more(one, v->text, false), v->markup, false);
        sum += hash_infos(one, v->extra);
    }
    return h + sum * UINT64_C(0x9E3779B97F4A7C15);
}

static bool same_lang(struct span a, struct span b)
{
    return a.len == b.len && hash_more(0, a, true) == hash_more(0, b, true);
}

bool tm_unit_same(const struct tm_unit *a, const struct tm_unit *b)
{
    if (a->n_variants != b->n_variants || !span_eq(a->context, b->context))
        return false;
    for (size_t i = 0; i < a->n_variants; i++) {
        const struct tm_variant *v = &a->variants[i], *w = b->variants;
        const struct tm_variant *end = w + b->n_variants;
        while (w < end && !(span_eq(v->text, w->text) && span_eq(v->markup, w->markup) &&
                            same_lang(v->lang, w->lang)))
            w++;
        if (w == end)
            return false;
    }
    return true;
}

static bool keep(struct arena *a, struct span *s)
{
    *s = arena_dup(a, s->ptr ? *s : span_of("", 0));
    return s->ptr != NULL;
}

bool tm_variant_keep(struct arena *a, struct tm_variant *v)
{
    return keep(a, &v->lang) && keep(a, &v->text) && keep(a, &v->markup) && keep(a, &v->extra);
}

bool tm_unit_keep(struct arena *a, struct tm_unit *u)
{
    return keep(a, &u->srclang) && keep(a, &u->origin) && keep(a, &u->context) &&
           keep(a, &u->extra);
}
