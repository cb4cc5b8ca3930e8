/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where in a text a name may begin.  Most text has none, and nearly all of what a finder would do
 * to it comes to nothing; so before words are taken apart, the bytes are looked through.
 *
 * The text is cut into runs of letters (and of bytes that may be letters).  A run counts whose
 * first letter is a capital, or that begins as some name that is written small does.  Of those the
 * words are looked up, once for each different run: what may begin nothing in any language that is
 * rewritten is passed over from then on.  Around what is left, stretches of text are marked, wide
 * enough for everything that is asked about the words beside a name.
 *
 * It never passes over what the finder would have found (find_options.thorough looks everywhere).
 */
#include "names/find_private.h"

/* Words on either side of a name that may matter: before it what may shield it begins (MAX_WORDS), behind
 * it a name that goes on, and another one beside that. */
enum { REACH_BACK = 2 * MAX_WORDS, REACH_AHEAD = 3 * MAX_WORDS + 4,
       VERDICT_BITS = 15 /* what stays in the processor's cache beside the rest */ };

/* --- bytes, 64 at a time --- */

/* A bit a byte. */
struct block {
    uint64_t run;   /* a letter of a word, or part of one; an apostrophe */
    uint64_t latin; /* a to z */
    uint64_t cyrillic; /* first bytes of а to я */
    uint64_t odd;   /* perhaps a sign, behind which a word begins; or of letters that are rare */
};

enum { RUN = 1, ODD = 2, C3 = 4, D2 = 8 };

static const uint8_t classes[256] = {
    ['\''] = RUN | ODD, ['`'] = RUN | ODD, ['A' ... 'Z'] = RUN, ['a' ... 'z'] = RUN,
    [0x80 ... 0xBF] = RUN,
    [0xC0 ... 0xC2] = RUN | ODD, /* signs */
    [0xC3] = RUN | C3,           /* × ÷ among letters */
    [0xC4 ... 0xC9] = RUN,
    [0xCA ... 0xCF] = RUN | ODD, /* modifiers, marks, Greek */
    [0xD0 ... 0xD1] = RUN,
    [0xD2] = RUN | D2,           /* the thousands sign and marks among letters */
    [0xD3] = RUN,
    [0xD4 ... 0xFF] = RUN | ODD,
};

static bool is_run(char c)
{
    return classes[(unsigned char)c] & RUN;
}

static bool is_odd(unsigned char c, unsigned char next)
{
    uint8_t class = classes[c];

    return (class & ODD) || ((class & C3) && (next == 0x97 || next == 0xB7)) ||
           ((class & D2) && next >= 0x82 && next <= 0x89);
}

#ifdef __SSE2__

#include <emmintrin.h>

/* Bytes low..high, which are made the least of all. */
static __m128i between(__m128i v, int low, int high)
{
    return _mm_cmplt_epi8(_mm_add_epi8(v, _mm_set1_epi8((char)(0x80 - low))),
                          _mm_set1_epi8((char)(0x80 + high + 1 - low)));
}

static __m128i equal(__m128i v, int c)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c));
}

static uint64_t mask(__m128i v)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(v);
}

/* is_odd(), but for apostrophes, among bytes that are not all ASCII. */
static __m128i odd_bytes(__m128i v, __m128i next)
{
    __m128i leads = _mm_or_si128(_mm_or_si128(between(v, 0xC0, 0xC2),
                                              between(v, 0xCA, 0xCF)),
                                 between(v, 0xD4, 0xFF));
    __m128i c3 = _mm_and_si128(equal(v, 0xC3), _mm_or_si128(equal(next, 0x97), equal(next, 0xB7)));
    __m128i d2 = _mm_and_si128(equal(v, 0xD2), between(next, 0x82, 0x89));

    return _mm_or_si128(leads, _mm_or_si128(c3, d2));
}

/* Has it lead bytes other than those of the letters Ѐ to ѿ? */
static bool has_other_leads(__m128i v)
{
    __m128i lead = between(v, 0xC0, 0xFF);
    __m128i common = equal(_mm_and_si128(v, _mm_set1_epi8((char)0xFE)), 0xD0);

    return mask(_mm_andnot_si128(common, lead)) != 0;
}

/* First bytes of а to я. */
static __m128i small_cyrillic(__m128i v, __m128i next)
{
    __m128i row = _mm_and_si128(next, _mm_set1_epi8((char)0xF0));

    return _mm_or_si128(_mm_and_si128(equal(v, 0xD0), equal(row, 0xB0)),
                        _mm_and_si128(equal(v, 0xD1), equal(row, 0x80)));
}

/* Bytes of runs that are ASCII; the others are of runs too. */
static __m128i ascii_letters(__m128i v)
{
    return between(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
}

static __m128i apostrophes(__m128i v)
{
    return _mm_or_si128(equal(v, '\''), equal(v, '`'));
}

static uint64_t read_runs(const char *p)
{
    uint64_t run = 0;

    for (unsigned i = 0; i < 64; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));

        run |= mask(_mm_or_si128(_mm_or_si128(v, ascii_letters(v)), apostrophes(v))) << i;
    }
    return run;
}

/* `p` has 65 bytes. */
static struct block read_block(const char *p)
{
    struct block b = {0};

    for (unsigned i = 0; i < 64; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(p + i + 1));
        __m128i marks = apostrophes(v), odd = marks;

        if (has_other_leads(v))
            odd = _mm_or_si128(odd, odd_bytes(v, next));
        b.latin |= mask(between(v, 'a', 'z')) << i;
        b.cyrillic |= mask(small_cyrillic(v, next)) << i;
        b.run |= mask(_mm_or_si128(_mm_or_si128(v, ascii_letters(v)), marks)) << i;
        b.odd |= mask(odd) << i;
    }
    return b;
}

#else

static bool is_small_cyrillic(unsigned char c, unsigned char next)
{
    return (c == 0xD0 && (next & 0xF0) == 0xB0) || (c == 0xD1 && (next & 0xF0) == 0x80);
}

static uint64_t read_runs(const char *p)
{
    uint64_t run = 0;

    for (unsigned i = 0; i < 64; i++)
        run |= (uint64_t)is_run(p[i]) << i;
    return run;
}

static struct block read_block(const char *p)
{
    struct block b = {0};

    for (unsigned i = 0; i < 64; i++) {
        b.run |= (uint64_t)is_run(p[i]) << i;
        b.latin |= (uint64_t)(p[i] >= 'a' && p[i] <= 'z') << i;
        b.cyrillic |= (uint64_t)is_small_cyrillic((unsigned char)p[i], (unsigned char)p[i + 1]) << i;
        b.odd |= (uint64_t)is_odd((unsigned char)p[i], (unsigned char)p[i + 1]) << i;
    }
    return b;
}

#endif

/* --- words --- */

bool scan_open(struct finder *f)
{
    f->verdicts = calloc((size_t)1 << VERDICT_BITS, sizeof *f->verdicts);
    return f->verdicts != NULL;
}

static bool word_fits(struct finder *f, uint8_t language, const struct token *t, struct span text)
{
    const struct word *w;

    if (!f->languages[language].style || !(f->languages[language].script & t->scripts))
        return false;
    w = word_in(f, language, t, text);
    return w && (w->longest > 0 || may_sound(f, t, w));
}

static bool run_fits(struct finder *f, struct span run)
{
    vec_clear(&f->probe);
    if (!tokens_read(&f->probe, run)) {
        f->failed = true;
        return true;
    }
    for (size_t i = 0; i < f->probe.len; i++) {
        const struct token *t = &f->probe.v[i];
        struct span text = token_text(run, t);

        if (t->caps == CAPS_LOWER && !starts_small(f, text))
            continue;
        for (unsigned k = 0; k < f->n_languages; k++)
            if (word_fits(f, (uint8_t)k, t, text))
                return true;
    }
    return false;
}

/* May a name begin in the run?  Asked once for most runs: a verdict is kept under 63 bits of the
 * run's hash.  `telling`: its letters alone may tell that none does. */
static bool run_fits_kept(struct finder *f, struct span run, bool telling, bool small)
{
    uint64_t h = hash_text(run) | 1, *slot = &f->verdicts[h >> (64 - VERDICT_BITS)];

    if ((*slot | 1) != h)
        *slot = (!telling || may_start(f, run, small)) && run_fits(f, run) ? h : h ^ 1;
    return *slot & 1;
}

/* --- names of several words --- */

/* Does a name begin at the first of f->tokens, if they are all in this language? */
static bool begins_in(struct finder *f, uint8_t language)
{
    const struct paragraph all = {.language = language, .told = true};
    const struct token *t = tok(f, 0);
    const struct group_list *list;

    if (!f->languages[language].style || !(f->languages[language].script & t->scripts))
        return false;
    if (!reset_tokens(f))
        return true;
    vec_clear(&f->paragraphs);
    vec_clear(&f->token_paragraph);
    f->failed = !vec_push(&f->paragraphs, all);
    for (size_t i = 0; i < f->tokens.len && !f->failed; i++)
        f->failed = !vec_push(&f->token_paragraph, 0);
    list = f->failed ? NULL : groups_at(f, 0);
    for (uint32_t k = 0; list && k < list->n; k++)
        if (list->v[k].role != AUTH_NOT)
            return true;
    return f->failed || may_sound(f, t, word_at(f, 0));
}

/* The same for any language, with `n` words from byte `at`; *next is behind the first one. */
static bool begins_at(struct finder *f, size_t at, size_t to, size_t n, size_t *next)
{
    bool begins = false;

    f->ran_out = false;
    *next = to;
    vec_clear(&f->tokens);
    if (!tokens_read_part(&f->tokens, f->text, at, f->text.len, n))
        f->failed = true;
    if (f->failed || f->tokens.len == 0 || tok(f, 0)->at >= to)
        return false;
    *next = tok(f, 0)->at + tok(f, 0)->len;
    arena_reset(&f->arena);
    for (unsigned k = 0; k < f->n_languages && !begins; k++)
        begins = begins_in(f, (uint8_t)k);
    return begins;
}

/* Most runs that fit are the first words of long names (The, New, Central): look at what follows,
 * one word first. */
static bool name_begins(struct finder *f, size_t from, size_t to)
{
    for (size_t at = from, next; at < to; at = next)
        if (begins_at(f, at, to, 2, &next) ||
            (f->ran_out && begins_at(f, at, to, MAX_WORDS, &next)))
            return true;
    return f->failed;
}

/* --- stretches --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* How many runs begin at the 64 bytes at `p`; there is a byte before it. */
static unsigned count_begins(const char *p)
{
    uint64_t run = read_runs(p);

    return (unsigned)__builtin_popcountll(run & ~(run << 1 | is_run(p[-1])));
}

/* Where the stretch around a name at `at` begins: REACH_BACK words before it, not before `floor`. */
static size_t reach_back(struct span text, size_t at, size_t floor)
{
    unsigned n = 0, more;

    for (; at >= floor + 64 && n + (more = count_begins(text.ptr + at - 63)) <= REACH_BACK; at -= 64)
        n += more;
    for (; at > floor; at--)
        if (is_run(text.ptr[at]) && !is_run(text.ptr[at - 1]) && ++n > REACH_BACK &&
            is_blank(text.ptr[at - 1]))
            return at;
    return floor;
}

/* Where it ends, if the name ends at `at`. */
static size_t reach_ahead(struct span text, size_t at)
{
    unsigned n = 0, more;

    for (; text.len - at >= 64 && n + (more = count_begins(text.ptr + at)) <= REACH_AHEAD; at += 64)
        n += more;
    for (; at < text.len; at++)
        if (is_run(text.ptr[at]) && !is_run(text.ptr[at - 1]) && ++n > REACH_AHEAD &&
            is_blank(text.ptr[at - 1]))
            return at;
    return text.len;
}

static void take_run(struct finder *f, size_t from, size_t to)
{
    struct range *last = f->stretches.len ? vec_last(&f->stretches) : NULL;
    struct range stretch = {reach_back(f->text, from, last ? last->to : 0),
                            reach_ahead(f->text, to)};

    if (!vec_push(&f->starts, ((struct range){from, to})))
        f->failed = true;
    else if (last && stretch.from <= last->to)
        last->to = stretch.to;
    else if (!vec_push(&f->stretches, stretch))
        f->failed = true;
}

static void take_all(struct finder *f)
{
    struct range whole = {0, f->text.len};

    if (!vec_push(&f->starts, whole) || !vec_push(&f->stretches, whole))
        f->failed = true;
}

/* Bytes of a sign that is no part of a word where it stands at its beginning or end: quotation
 * marks, dashes, the ellipsis, the no-break space. */
static size_t sign_at(struct span s)
{
    unsigned char c = s.len > 1 ? (unsigned char)s.ptr[1] : 0;

    if (s.len > 1 && s.ptr[0] == '\xC2' && (c == 0xA0 || c == 0xAB || c == 0xBB))
        return 2;
    return s.len > 2 && s.ptr[0] == '\xE2' && c == 0x80 ? 3 : 0;
}

static struct span trim_signs(struct span run)
{
    size_t n;

    while ((n = sign_at(run)) > 0)
        run = span_from(run, n);
    for (;;) {
        if (run.len >= 3 && sign_at(span_from(run, run.len - 3)) == 3)
            run.len -= 3;
        else if (run.len >= 2 && sign_at(span_from(run, run.len - 2)) == 2)
            run.len -= 2;
        else
            return run;
    }
}

bool is_plain(struct span run)
{
    for (size_t i = 0; i < run.len; i++)
        if (is_odd((unsigned char)run.ptr[i],
                   i + 1 < run.len ? (unsigned char)run.ptr[i + 1] : 0))
            return false;
    return true;
}

/* Does the run begin with a capital, or as a name that is written small? */
static bool begins_well(const struct finder *f, struct span run)
{
    enum start start = starts_with(f, run);

    return start == STARTS_CAPITAL || (start == STARTS_SMALL && starts_small(f, run));
}

/* May a name begin in the run?  Then note it. */
static void look_at(struct finder *f, struct span run, bool plain)
{
    size_t from = (size_t)(run.ptr - f->text.ptr);
    bool small = plain && starts_with(f, run) != STARTS_CAPITAL;
    bool telling = plain && (small || f->options.exact); /* others are names by their sound */

    if (may_be_learned(f, run) ||
        ((!telling || starts_alive(f, run, small)) && run_fits_kept(f, run, telling, small) &&
         name_begins(f, from, from + run.len)))
        take_run(f, from, from + run.len);
}

/* The run around byte `at`, if it begins as a name may or is odd; returns its end. */
static size_t look_around(struct finder *f, size_t at, size_t floor, bool odd)
{
    size_t from = at, to = at;
    uint8_t seen = 0;
    struct span run;
    bool plain;

    while (from > floor && is_run(f->text.ptr[from - 1]))
        seen |= classes[(unsigned char)f->text.ptr[--from]];
    while (to < f->text.len && is_run(f->text.ptr[to]))
        seen |= classes[(unsigned char)f->text.ptr[to++]];
    run = span_cut(f->text, from, to);
    if (!odd && !begins_well(f, run))
        return floor;
    if (seen & ~RUN)
        run = trim_signs(run);
    plain = !(seen & ~RUN) || is_plain(run);
    if (run.len && (!plain || begins_well(f, run) || may_be_learned(f, run)))
        look_at(f, run, plain);
    return to;
}

/* Look at the runs of a block that are odd or begin as a name may; `begins` are the first bytes of
 * runs, `done` is the end of the last run that was looked at.  Most are plain and end in the block. */
static void look_at_block(struct finder *f, size_t at, const struct block *b, uint64_t begins,
                          size_t *done)
{
    for (uint64_t left = begins | b->odd; left; left &= left - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(left);
        uint64_t behind = ~(b->run >> bit), odd = b->odd >> bit;
        unsigned len = behind ? (unsigned)__builtin_ctzll(behind) : 64;

        if (at + bit < *done)
            continue;
        if (bit + len >= 64 || (odd & ((UINT64_C(1) << len) - 1))) {
            *done = look_around(f, at + bit, *done, odd & 1);
        } else {
            struct span run = span_of(f->text.ptr + at + bit, len);

            if (begins_well(f, run))
                look_at(f, run, true);
        }
    }
}

/* Letters that begin no name where they are small. */
static uint64_t passed_over(const struct finder *f, const struct block *b)
{
    return (f->openings.small_latin ? 0 : b->latin) | (f->openings.small_cyrillic ? 0 : b->cyrillic);
}

void scan_text(struct finder *f)
{
    struct span text = f->text;
    uint64_t before = 0; /* did the last block end inside a run? */
    char tail[65];
    size_t done = 0;

    vec_clear(&f->starts);
    vec_clear(&f->stretches);
    if (f->options.thorough || f->options.consistency || f->options.spell) {
        take_all(f);
        return;
    }
    for (size_t at = 0; at < text.len && !f->failed; at += 64) {
        const char *p = text.ptr + at;
        struct block b;

        if (text.len - at < sizeof tail) {
            memset(tail, 0, sizeof tail);
            memcpy(tail, p, text.len - at);
            p = tail;
        }
        b = read_block(p);
        look_at_block(f, at, &b, b.run & ~(b.run << 1 | before) & ~passed_over(f, &b), &done);
        before = b.run >> 63;
    }
}
