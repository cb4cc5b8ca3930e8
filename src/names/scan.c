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

enum { REACH = 40, /* words on either side of a name that may matter */
       VERDICTS = 1 << 16 };

enum {
    RUN = 1,   /* a letter or a part of one */
    CHECK = 2, /* a lead byte of letters and a few signs */
    ODD = 4,   /* perhaps a sign inside the run, which begins a word behind it */
};

/* By the byte; what is above A0 announces code points by 64s. */
static const uint8_t classes[256] = {
    ['\''] = RUN | ODD, ['`'] = RUN | ODD, ['A' ... 'Z'] = RUN, ['a' ... 'z'] = RUN,
    [0x80 ... 0xBF] = RUN, [0xC0 ... 0xC2] = RUN | ODD,
    [0xC3] = RUN | CHECK, /* × ÷ */
    [0xC4 ... 0xC9] = RUN,
    [0xCA ... 0xCF] = RUN | ODD,
    [0xD0 ... 0xD1] = RUN,
    [0xD2] = RUN | CHECK, /* the thousands sign and marks */
    [0xD3] = RUN,
    [0xD4 ... 0xFF] = RUN | ODD,
};

static uint8_t class_at(struct span s, size_t at)
{
    return classes[(unsigned char)s.ptr[at]];
}

/* A sign of the blocks whose other code points are letters. */
static bool has_sign(struct span run)
{
    for (size_t i = 0; i + 1 < run.len; i++) {
        unsigned char c = (unsigned char)run.ptr[i], next = (unsigned char)run.ptr[i + 1];

        if ((c == 0xC3 && (next == 0x97 || next == 0xB7)) ||
            (c == 0xD2 && next >= 0x82 && next <= 0x89))
            return true;
    }
    return false;
}

/* --- first letters --- */

static void note_letters(struct finder *f)
{
    for (uint32_t c = 'A'; c < LETTERS; c++)
        if (char_is_upper(c))
            f->first_letters[c / 64] |= UINT64_C(1) << c % 64;
    for (uint32_t i = 0; i < auth_form_count(f->a); i++) {
        struct auth_form form;
        uint32_t c;
        unsigned h;
        size_t len;

        if (!auth_form(f->a, i, &form) || form.text.len == 0)
            continue;
        c = utf8_decode(form.text, 0, &len);
        if (char_is_upper(c))
            continue;
        h = start_hash(form.text);
        f->small_starts[h / 64] |= UINT64_C(1) << h % 64;
        if (c < LETTERS)
            f->first_letters[c / 64] |= UINT64_C(1) << c % 64;
    }
}

bool may_start_small(const struct finder *f, struct span text)
{
    unsigned h = start_hash(text);

    return f->small_starts[h / 64] >> h % 64 & 1;
}

/* Does a run of letters and nothing else begin as a name may? */
static bool letter_fits(const struct finder *f, struct span run)
{
    size_t len;
    uint32_t c = utf8_decode(run, 0, &len);

    if (c >= LETTERS || !(f->first_letters[c / 64] >> c % 64 & 1))
        return false;
    return char_is_upper(c) || may_start_small(f, run);
}

bool scan_open(struct finder *f)
{
    if (!vec_reserve(&f->verdicts, VERDICTS))
        return false;
    memset(f->verdicts.v, 0, VERDICTS * sizeof f->verdicts.v[0]);
    note_letters(f);
    return true;
}

/* --- words --- */

static bool word_fits(struct finder *f, uint8_t language, const struct token *t, struct span text)
{
    const struct word *w;

    if (!f->languages[language].style || !(f->languages[language].script & t->scripts))
        return false;
    w = word_in(f, language, t, text);
    return w && (w->longest > 0 || may_sound(f, language, t, text));
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

        if (t->caps == CAPS_LOWER && !may_start_small(f, text))
            continue;
        for (unsigned k = 0; k < f->n_languages; k++)
            if (word_fits(f, (uint8_t)k, t, text))
                return true;
    }
    return false;
}

static uint64_t hash_run(struct span s)
{
    uint64_t h = s.len * UINT64_C(0x9E3779B97F4A7C15), word = 0;
    size_t i = 0;

    for (; i + 8 <= s.len; i += 8) {
        memcpy(&word, s.ptr + i, 8);
        h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
        h ^= h >> 32;
    }
    word = 0;
    if (i < s.len)
        memcpy(&word, s.ptr + i, s.len - i);
    h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
    h ^= h >> 32;
    return h * UINT64_C(0x9E3779B97F4A7C15);
}

/* The same, asked once for most runs: a verdict is kept under 63 bits of the run's hash. */
static bool run_fits_kept(struct finder *f, struct span run)
{
    uint64_t h = hash_run(run) | 1, *slot = &f->verdicts.v[h >> 48];

    if ((*slot | 1) != h)
        *slot = run_fits(f, run) ? h : h ^ 1;
    return *slot & 1;
}

/* --- names of several words --- */

/* Does a name begin at the first of f->tokens, if they are all in this language? */
static bool begins_in(struct finder *f, uint8_t language)
{
    const struct token *t = tok(f, 0);
    const struct group_list *list;

    if (!f->languages[language].style || !(f->languages[language].script & t->scripts))
        return false;
    if (!reset_tokens(f))
        return true;
    vec_clear(&f->token_language);
    for (size_t i = 0; i < f->tokens.len && !f->failed; i++)
        f->failed = !vec_push(&f->token_language, language);
    list = f->failed ? NULL : groups_at(f, 0);
    for (uint32_t k = 0; list && k < list->n; k++)
        if (list->v[k].role != AUTH_NOT)
            return true;
    return f->failed || may_sound(f, language, t, token_text(f->text, t));
}

/* Most runs that fit are the first words of long names (The, New, Central): look at what follows. */
static bool name_begins(struct finder *f, size_t from, size_t to)
{
    for (size_t at = from; at < to; at = tok(f, 0)->at + tok(f, 0)->len) {
        vec_clear(&f->tokens);
        if (!tokens_read_part(&f->tokens, f->text, at, f->text.len, MAX_WORDS))
            f->failed = true;
        if (f->tokens.len == 0 || tok(f, 0)->at >= to)
            break;
        arena_reset(&f->arena);
        for (unsigned k = 0; k < f->n_languages; k++)
            if (begins_in(f, (uint8_t)k))
                return true;
    }
    return f->failed;
}

/* --- stretches --- */

/* Where the stretch around a name at `at` begins: REACH words before it, not before `floor`. */
static size_t reach_back(struct span text, size_t at, size_t floor)
{
    for (unsigned n = 0; at > floor; at--)
        if (class_at(text, at) && !class_at(text, at - 1) &&
            ++n > REACH && memchr(" \t\r\n", text.ptr[at - 1], 4))
            return at;
    return floor;
}

static void take_run(struct finder *f, struct span text, size_t from, size_t to, bool open)
{
    size_t end = f->stretches.len ? vec_last(&f->stretches)->to : 0;

    if (!vec_push(&f->starts, ((struct range){from, to})))
        f->failed = true;
    if (open)
        return;
    from = reach_back(text, from, end);
    if (from == end && f->stretches.len)
        return; /* it goes on from the last one */
    if (!vec_push(&f->stretches, ((struct range){from, 0})))
        f->failed = true;
}

static void take_all(struct finder *f, struct span text)
{
    struct range whole = {0, text.len};

    if (!vec_push(&f->starts, whole) || !vec_push(&f->stretches, whole))
        f->failed = true;
}

void scan_text(struct finder *f, struct span text)
{
    size_t at = 0;
    unsigned left = 0; /* words that the open stretch still takes in */

    vec_clear(&f->starts);
    vec_clear(&f->stretches);
    if (f->options.thorough || f->options.consistency) {
        take_all(f, text);
        return;
    }
    while (!f->failed) {
        size_t from;
        uint8_t seen = 0;
        struct span run;
        bool odd;

        while (at < text.len && !class_at(text, at))
            at++;
        if (at == text.len)
            break;
        for (from = at; at < text.len && class_at(text, at); at++)
            seen |= class_at(text, at);
        if (left > 0 && --left == 0) {
            if (memchr(" \t\r\n", text.ptr[from - 1], 4))
                vec_last(&f->stretches)->to = from;
            else
                left = 1;
        }
        run = span_cut(text, from, at);
        odd = (seen & ODD) || ((seen & CHECK) && has_sign(run));
        if (!(odd || letter_fits(f, run)) || !run_fits_kept(f, run) || !name_begins(f, from, at))
            continue;
        take_run(f, text, from, at, left > 0);
        left = REACH + 8;
    }
    if (left > 0 && f->stretches.len)
        vec_last(&f->stretches)->to = text.len;
}
