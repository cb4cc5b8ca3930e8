/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/readings.h"

enum { MAX_STEPS = 20000 };

/* Letters that some alphabet writes alike.  Which of them a system does is asked of the system.
 * What a change costs is a natural logarithm: how much likelier the rules are right, estimated. */
static const struct {
    const char *a, *b;
    float cost;
    bool rare;
} alike[] = {
    {"и", "й", 7, false},  {"и", "і", 5, false},   {"я", "иа", 3, false},
    {"я", "иә", 3, false}, {"ю", "иу", 5, false},  {"ю", "йу", 5, false},
    {"ия", "иа", 3, false}, {"ия", "я", 3, false},  {"ию", "ю", 3, false},
    {"ё", "ио", 3, false}, {"ё", "йо", 4, false},  {"ц", "тс", 3, false},
    {"ч", "тш", 2, false}, {"щ", "ш", 4, false},   {"щ", "шш", 4, false},
    {"щ", "штш", 2, false}, {"щ", "шч", 2, false}, {"ш", "сх", 4, false},
    {"х", "һ", 4, false},  {"а", "ә", 1, false},   {"о", "ө", 1, false},
    {"ұ", "ү", 1, false},  {"ы", "і", 1, false},   {"е", "йе", 5, false},
    {"е", "ие", 5, false}, {"е", "э", 6, true},    {"", "ь", 4, true},
    {"", "ъ", 6, true},
};

/* The vowels in pairs: back, front. */
static const uint32_t harmony[][2] = {
    {0x430, 0x4D9}, {0x43E, 0x4E9}, {0x4B1, 0x4AF}, {0x44B, 0x456},
};

void letters_read(struct letters *l, struct span s)
{
    l->n = 0;
    for (size_t at = 0; at < s.len && l->n < COUNT_OF(l->c);)
        l->c[l->n++] = utf8_next(s, &at);
}

void letters_add(struct buf *b, const struct letters *l, enum casing casing)
{
    for (size_t i = 0; i < l->n; i++) {
        bool up = casing == CASE_UPPER || (casing == CASE_TITLE && i == 0);

        utf8_add(b, up ? char_upper(l->c[i]) : l->c[i]);
    }
}

/* Which system */

/* The hamza only says that a word has front vowels: by itself it tells no two letters apart. */
static enum status write_alone(struct readings *r, const char *before, const char *s,
                               enum casing casing, struct buf *out, struct error *e)
{
    struct buf in = BUF_INIT;
    struct letters l;
    enum status st;

    buf_adds(&in, before);
    buf_adds(&in, s);
    letters_read(&l, buf_span(&in));
    st = buf_status(&in, e);
    buf_reset(&in);
    letters_add(&in, &l, casing);
    buf_reset(out);
    if (st == ST_OK)
        st = buf_status(&in, e);
    if (st == ST_OK)
        st = xlit_run(r->forward, buf_span(&in), out, e);
    if (st == ST_OK && span_starts(buf_span(out), span_str("\u0674")))
        buf_splice(out, 0, strlen("\u0674"), span_str(""));
    buf_free(&in);
    return st;
}

/* Does the system write both alike: alone, as capitals, or after a vowel? */
static enum status are_alike(struct readings *r, const char *a, const char *b, bool *same,
                             struct error *e)
{
    static const struct {
        const char *before;
        enum casing casing;
    } places[] = {{"", CASE_LOWER}, {"", CASE_UPPER}, {"а", CASE_LOWER}};
    enum status st = ST_OK;

    *same = false;
    for (size_t i = 0; i < COUNT_OF(places) && st == ST_OK && !*same; i++) {
        st = write_alone(r, places[i].before, a, places[i].casing, &r->target, e);
        if (st == ST_OK)
            st = write_alone(r, places[i].before, b, places[i].casing, &r->written, e);
        *same = st == ST_OK && span_eq(buf_span(&r->target), buf_span(&r->written));
    }
    return st;
}

static bool add_swap(struct readings *r, const char *from, const char *to, float cost, bool rare)
{
    struct swap s = {.rare = rare, .cost = cost};

    letters_read(&s.from, span_str(from));
    letters_read(&s.to, span_str(to));
    return vec_push(&r->swaps, s);
}

static enum status find_swaps(struct readings *r, struct error *e)
{
    for (size_t i = 0; i < COUNT_OF(alike); i++) {
        const char *a = alike[i].a, *b = alike[i].b;
        bool yes;
        enum status st = are_alike(r, a, b, &yes, e);

        if (st != ST_OK)
            return st;
        if (!yes)
            continue;
        r->vowels |= strcmp(a, "ы") == 0;
        if (!add_swap(r, a, b, alike[i].cost, alike[i].rare) ||
            !add_swap(r, b, a, alike[i].cost, alike[i].rare))
            return error_nomem(e);
    }
    return ST_OK;
}

enum status readings_open(struct readings *r, const struct xlit_db *db, struct span system,
                          struct error *e)
{
    enum status st = xlit_open(&r->forward, db, system, false, e);

    return st == ST_OK ? find_swaps(r, e) : st;
}

void readings_close(struct readings *r)
{
    xlit_free(r->forward);
    vec_free(&r->swaps);
    vec_free(&r->found);
    arena_free(&r->scratch);
    buf_free(&r->target);
    buf_free(&r->written);
    buf_free(&r->text);
}

/* The readings of a word */

static enum status write_forward(struct readings *r, const struct letters *l, struct buf *out,
                                 struct error *e)
{
    buf_reset(&r->text);
    buf_reset(out);
    letters_add(&r->text, l, r->casing);
    if (buf_status(&r->text, e) != ST_OK)
        return e->code;
    return xlit_run(r->forward, buf_span(&r->text), out, e);
}

static bool is_found(const struct readings *r, struct span text)
{
    for (size_t i = 0; i < r->found.len; i++)
        if (span_eq(r->found.v[i].text, text))
            return true;
    return false;
}

unsigned letter_kind(uint32_t c)
{
    switch (c) {
    case 0x430: /* а */
    case 0x43E: /* о */
    case 0x4B1: /* ұ */
    case 0x44B: /* ы */
    case 0x44F: /* я */ return LETTER_VOWEL | LETTER_BACK;
    case 0x435: /* е */
    case 0x456: /* і */ return LETTER_VOWEL | LETTER_FRONT;
    case 0x4D9: /* ә */
    case 0x4E9: /* ө */
    case 0x4AF: /* ү */ return LETTER_VOWEL | LETTER_FRONT | LETTER_NATIVE;
    case 0x44D: /* э */ return LETTER_VOWEL | LETTER_FRONT | LETTER_LOAN;
    case 0x451: /* ё */ return LETTER_VOWEL | LETTER_LOAN;
    case 0x438: /* и */
    case 0x443: /* у */
    case 0x44E: /* ю */ return LETTER_VOWEL;
    case 0x432: /* в */
    case 0x444: /* ф */
    case 0x446: /* ц */
    case 0x447: /* ч */
    case 0x449: /* щ */ return LETTER_CONSONANT | LETTER_LOAN;
    case SOFT_SIGN:
    case HARD_SIGN: return LETTER_LOAN;
    case SHORT_I: return 0;
    default: return LETTER_CONSONANT;
    }
}

static bool is_vowel(uint32_t c)
{
    return letter_kind(c) & LETTER_VOWEL;
}

static bool may_follow_sign(uint32_t c)
{
    return c == 0x435 || c == 0x451 || c == 0x438 || c == 0x43E || c == 0x44E || c == 0x44F; /* е ё и о ю я */
}

/* й stands after a vowel, or before one at the beginning; behind ь and ъ there is a consonant, the
 * end, or a vowel of loans. */
static bool is_possible(const struct letters *word)
{
    for (size_t i = 0; i < word->n; i++) {
        uint32_t next = i + 1 < word->n ? word->c[i + 1] : 0;

        if (word->c[i] == SHORT_I && !(i > 0 ? is_vowel(word->c[i - 1]) : is_vowel(next)))
            return false;
        if (word->c[i] == SOFT_SIGN && is_vowel(next) && !may_follow_sign(next))
            return false;
        if (word->c[i] == HARD_SIGN && !may_follow_sign(next))
            return false;
    }
    return true;
}

/* Take the reading in r->made if it is new and the system writes it like the rules' own. */
static enum status take_reading(struct readings *r, bool rare, struct error *e)
{
    struct reading k = {.rare = rare, .cost = r->cost};
    enum status st;

    if (r->found.len > 0 && !is_possible(&r->made))
        return ST_OK;
    buf_reset(&r->text);
    letters_add(&r->text, &r->made, CASE_LOWER);
    if ((st = buf_status(&r->text, e)) != ST_OK || is_found(r, buf_span(&r->text)))
        return st;
    k.text = arena_dup(&r->scratch, buf_span(&r->text));
    st = k.text.ptr ? write_forward(r, &r->made, &r->written, e) : error_nomem(e);
    if (st != ST_OK || !span_eq(buf_span(&r->written), buf_span(&r->target)))
        return st;
    return vec_push(&r->found, k) ? ST_OK : error_nomem(e);
}

static bool fits(const struct readings *r, const struct letters *word, size_t at,
                 const struct swap *s)
{
    const struct letters *made = &r->made;

    if (s->from.n == 0)
        return made->n > 0 && (letter_kind(made->c[made->n - 1]) & LETTER_CONSONANT);
    return at + s->from.n <= word->n &&
           memcmp(word->c + at, s->from.c, s->from.n * sizeof *word->c) == 0;
}

/* All readings of word[at…] after r->made with exactly `swaps` more swaps; of rare ones there may
 * be as many as `rare_left`. */
static enum status expand(struct readings *r, const struct letters *word, size_t at, unsigned swaps,
                          unsigned rare_left, bool rare, struct error *e)
{
    const size_t n = r->made.n;
    enum status st = ST_OK;

    if (r->found.len > RESTORE_READINGS || ++r->steps > MAX_STEPS)
        return ST_OK;
    if (at == word->n && swaps == 0)
        return take_reading(r, rare, e);
    if (at < word->n && n < COUNT_OF(r->made.c)) {
        r->made.c[r->made.n++] = word->c[at];
        st = expand(r, word, at + 1, swaps, rare_left, rare, e);
        r->made.n = n;
    }
    for (size_t i = 0; swaps > 0 && i < r->swaps.len && st == ST_OK; i++) {
        const struct swap *s = &r->swaps.v[i];

        if (s->rare > rare_left || n + s->to.n > COUNT_OF(r->made.c) || !fits(r, word, at, s))
            continue;
        memcpy(r->made.c + n, s->to.c, s->to.n * sizeof *s->to.c);
        r->made.n = n + s->to.n;
        r->cost += s->cost;
        st = expand(r, word, at + s->from.n, swaps - 1, rare_left - s->rare, rare || s->rare, e);
        r->cost -= s->cost;
        r->made.n = n;
    }
    return st;
}

/* Expand a word with from `least` to `most` swaps, the fewest first. */
static enum status expand_up_to(struct readings *r, const struct letters *word, unsigned least,
                                unsigned most, unsigned rare_left, struct error *e)
{
    enum status st = ST_OK;

    for (unsigned swaps = least; swaps <= most && st == ST_OK; swaps++) {
        r->made.n = 0;
        r->steps = 0;
        r->cost = 0;
        st = expand(r, word, 0, swaps, rare_left, false, e);
    }
    return st;
}

/* The word with all its vowels front (1) or back (0). */
static struct letters harmonize(const struct letters *word, int front)
{
    struct letters l = *word;

    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < COUNT_OF(harmony); k++)
            if (l.c[i] == harmony[k][!front])
                l.c[i] = harmony[k][front];
    return l;
}

enum status readings_find(struct readings *r, const struct letters *word, struct error *e)
{
    enum status st = write_forward(r, word, &r->target, e);

    arena_reset(&r->scratch);
    vec_clear(&r->found);
    if (st == ST_OK) /* the rules' own */
        st = expand_up_to(r, word, 0, 1, 0, e);
    for (int front = 0; r->vowels && front <= 1 && st == ST_OK; front++) {
        struct letters l = harmonize(word, front);

        st = expand_up_to(r, &l, 0, 2, 0, e);
        if (st == ST_OK)
            st = expand_up_to(r, &l, 1, 2, 1, e);
    }
    if (st == ST_OK)
        st = expand_up_to(r, word, 2, 3, 0, e);
    if (st == ST_OK)
        st = expand_up_to(r, word, 1, 2, 2, e);
    return st;
}

bool readings_may_differ(struct readings *r, const struct letters *word)
{
    for (size_t at = 0; at < word->n; at++) {
        r->made.n = at + 1;
        r->made.c[at] = word->c[at];
        for (size_t i = 0; i < r->swaps.len; i++)
            if (fits(r, word, at, &r->swaps.v[i]))
                return true;
    }
    return false;
}
