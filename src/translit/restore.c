/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/restore.h"

#include "base/map.h"
#include "base/vec.h"
#include "text/spell.h"

#include <stdlib.h>

enum { SWAP_LETTERS = 3, CACHE_WORDS = 100000, MAX_STEPS = 20000 };

/* Letters that some alphabet writes alike.  Which of them a system does is asked of the system. */
static const struct {
    const char *a, *b;
    bool rare;
} alike[] = {
    {"и", "й", false}, {"и", "і", false}, {"я", "иа", false},
    {"я", "иә", false}, {"ю", "иу", false}, {"ю", "йу", false},
    {"ё", "ио", false}, {"ё", "йо", false}, {"ц", "тс", false},
    {"ч", "тш", false}, {"щ", "ш", false}, {"щ", "шш", false},
    {"щ", "штш", false}, {"щ", "шч", false}, {"ш", "сх", false},
    {"х", "һ", false}, {"а", "ә", false}, {"о", "ө", false},
    {"ұ", "ү", false}, {"ы", "і", false}, {"е", "йе", false},
    {"е", "ие", false}, {"е", "э", true}, {"", "ь", true},
    {"", "ъ", true},
};

/* The vowels in pairs: back, front. */
static const uint32_t harmony[][2] = {
    {0x430, 0x4D9}, {0x43E, 0x4E9}, {0x4B1, 0x4AF}, {0x44B, 0x456},
};

struct letters {
    uint32_t c[RESTORE_LETTERS + SWAP_LETTERS * 4];
    size_t n;
};

struct swap {
    struct letters from, to;
    bool rare;
};

enum casing { CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED };

/* A reading that the system writes like the rules' own. */
struct reading {
    struct span text; /* in the arena of the search, in small letters */
    bool rare;        /* has a rare swap */
    bool word;
};

struct restore {
    struct xlit *forward;
    VEC(struct swap) swaps;
    bool vowels; /* does the system leave front and back to the reader? */
    struct spell *spell;
    bool spell_tried;
    char *note;
    restore_listener *listener;
    void *context;

    struct map cache; /* reading: number in `choices`, from 1 */
    struct arena memory;
    VEC(struct restore_choice) choices;

    /* the search at hand */
    struct arena scratch;
    VEC(struct reading) found; /* the first is the rules' */
    enum casing casing;
    struct letters made;
    struct buf target, written, text;
    unsigned steps;
};

static void letters_read(struct letters *l, struct span s)
{
    l->n = 0;
    for (size_t at = 0; at < s.len && l->n < COUNT_OF(l->c);)
        l->c[l->n++] = utf8_next(s, &at);
}

static void add_cased(struct buf *b, const struct letters *l, enum casing casing)
{
    for (size_t i = 0; i < l->n; i++) {
        bool up = casing == CASE_UPPER || (casing == CASE_TITLE && i == 0);

        utf8_add(b, up ? char_upper(l->c[i]) : l->c[i]);
    }
}

/* Which system */

/* The hamza only says that a word has front vowels: by itself it tells no two letters apart. */
static enum status write_alone(struct restore *r, const char *before, const char *s,
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
    add_cased(&in, &l, casing);
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
static enum status are_alike(struct restore *r, const char *a, const char *b, bool *same,
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

static bool add_swap(struct restore *r, const char *from, const char *to, bool rare)
{
    struct swap s = {.rare = rare};

    letters_read(&s.from, span_str(from));
    letters_read(&s.to, span_str(to));
    return vec_push(&r->swaps, s);
}

static enum status find_swaps(struct restore *r, struct error *e)
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
        if (!add_swap(r, a, b, alike[i].rare) || (*a && !add_swap(r, b, a, alike[i].rare)))
            return error_nomem(e);
    }
    return ST_OK;
}

static bool is_restorable(const struct xlit_db *db, const struct xlit *back)
{
    const struct xlit_info *info = xlit_info(back);

    return db && xlit_is_reverse(back) && info == xlit_db_find(db, info->id) &&
           span_eqs(info->language, "kk") && span_eqs(info->from, "Cyrl") &&
           !span_eqs(info->to, "Cyrl") && info->reversible == XLIT_REVERSIBLE_PARTLY;
}

enum status restore_open(struct restore **out, const struct xlit_db *db, const struct xlit *back,
                         struct error *e)
{
    struct restore *r;
    enum status st;

    *out = NULL;
    if (!is_restorable(db, back))
        return ST_OK;
    r = calloc(1, sizeof *r);
    if (!r)
        return error_nomem(e);
    st = xlit_open(&r->forward, db, xlit_info(back)->id, false, e);
    if (st == ST_OK)
        st = find_swaps(r, e);
    if (st == ST_OK && r->swaps.len > 0) {
        *out = r;
        return ST_OK;
    }
    restore_free(r);
    return st;
}

void restore_free(struct restore *r)
{
    if (!r)
        return;
    xlit_free(r->forward);
    spell_close(r->spell);
    vec_free(&r->swaps);
    vec_free(&r->choices);
    vec_free(&r->found);
    map_free(&r->cache);
    arena_free(&r->memory);
    arena_free(&r->scratch);
    buf_free(&r->target);
    buf_free(&r->written);
    buf_free(&r->text);
    free(r->note);
    free(r);
}

const char *restore_note(const struct restore *r)
{
    return r->note;
}

void restore_set_listener(struct restore *r, restore_listener *listener, void *context)
{
    r->listener = listener;
    r->context = context;
}

/* The readings of a word */

static enum status write_forward(struct restore *r, const struct letters *l, struct buf *out,
                                 struct error *e)
{
    buf_reset(&r->text);
    buf_reset(out);
    add_cased(&r->text, l, r->casing);
    if (buf_status(&r->text, e) != ST_OK)
        return e->code;
    return xlit_run(r->forward, buf_span(&r->text), out, e);
}

static bool is_found(const struct restore *r, struct span text)
{
    for (size_t i = 0; i < r->found.len; i++)
        if (span_eq(r->found.v[i].text, text))
            return true;
    return false;
}

static bool is_one_of(uint32_t c, const char *letters)
{
    for (size_t at = 0; letters[at];)
        if (utf8_next(span_str(letters), &at) == c)
            return true;
    return false;
}

static bool is_consonant(uint32_t c)
{
    return !is_one_of(c, "аәеёиоөуұүыіэюяйьъ");
}

static bool is_vowel(uint32_t c)
{
    return !is_consonant(c) && !is_one_of(c, "йьъ");
}

/* й stands after a vowel, or before one at the beginning. */
static bool is_possible(const struct letters *word)
{
    for (size_t i = 0; i < word->n; i++)
        if (is_one_of(word->c[i], "й") &&
            !(i > 0 ? is_vowel(word->c[i - 1]) : word->n > 1 && is_vowel(word->c[1])))
            return false;
    return true;
}

/* Take the reading in r->made if it is new and the system writes it like the rules' own. */
static enum status take_reading(struct restore *r, bool rare, struct error *e)
{
    struct reading k = {.rare = rare};
    enum status st;

    if (r->found.len > 0 && !is_possible(&r->made))
        return ST_OK;
    buf_reset(&r->text);
    add_cased(&r->text, &r->made, CASE_LOWER);
    if ((st = buf_status(&r->text, e)) != ST_OK || is_found(r, buf_span(&r->text)))
        return st;
    k.text = arena_dup(&r->scratch, buf_span(&r->text));
    st = k.text.ptr ? write_forward(r, &r->made, &r->written, e) : error_nomem(e);
    if (st != ST_OK || !span_eq(buf_span(&r->written), buf_span(&r->target)))
        return st;
    return vec_push(&r->found, k) ? ST_OK : error_nomem(e);
}

static bool fits(const struct restore *r, const struct letters *word, size_t at,
                 const struct swap *s)
{
    const struct letters *made = &r->made;

    if (s->from.n == 0)
        return made->n > 0 && is_consonant(made->c[made->n - 1]);
    return at + s->from.n <= word->n &&
           memcmp(word->c + at, s->from.c, s->from.n * sizeof *word->c) == 0;
}

/* All readings of word[at…] after r->made with exactly `swaps` more swaps; of rare ones there may
 * be as many as `rare_left`. */
static enum status expand(struct restore *r, const struct letters *word, size_t at, unsigned swaps,
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
        st = expand(r, word, at + s->from.n, swaps - 1, rare_left - s->rare, rare || s->rare, e);
        r->made.n = n;
    }
    return st;
}

/* Expand a word with from `least` to `most` swaps, the fewest first. */
static enum status expand_up_to(struct restore *r, const struct letters *word, unsigned least,
                                unsigned most, unsigned rare_left, struct error *e)
{
    enum status st = ST_OK;

    for (unsigned swaps = least; swaps <= most && st == ST_OK; swaps++) {
        r->made.n = 0;
        r->steps = 0;
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

static enum status find_readings(struct restore *r, const struct letters *word, struct error *e)
{
    enum status st = write_forward(r, word, &r->target, e);

    arena_reset(&r->scratch);
    vec_clear(&r->found);
    if (st == ST_OK) /* the rules' own */
        st = expand_up_to(r, word, 0, 1, 0, e);
    for (int front = 0; r->vowels && front <= 1 && st == ST_OK; front++) {
        struct letters l = harmonize(word, front);

        st = expand_up_to(r, &l, 0, 2, 0, e);
    }
    if (st == ST_OK)
        st = expand_up_to(r, word, 2, 3, 0, e);
    if (st == ST_OK)
        st = expand_up_to(r, word, 1, 2, 2, e);
    return st;
}

/* The choice */

static enum status open_spell(struct restore *r, struct error *e)
{
    struct error why = {0};
    enum status st;

    if (r->spell_tried)
        return ST_OK;
    st = spell_open(&r->spell, span_str("kk"), &why);
    if (st == ST_NOMEM)
        return error_nomem(e);
    r->spell_tried = true;
    if (st == ST_OK)
        return ST_OK;
    r->note = strdup(why.message);
    return r->note ? ST_OK : error_nomem(e);
}

/* Dictionaries have names with a capital; a word that may stand in small letters may have one. */
static bool is_word(struct restore *r, const struct letters *small)
{
    for (enum casing c = CASE_TITLE; c <= CASE_UPPER; c++) {
        if (c == CASE_UPPER && r->casing != CASE_UPPER)
            break;
        buf_reset(&r->text);
        add_cased(&r->text, small, c);
        if (!r->text.failed && spell_check(r->spell, buf_span(&r->text)))
            return true;
    }
    return false;
}

/* The last letter among word[0…end) that says whether the word is back or front. */
static uint32_t last_vowel(const struct letters *word, size_t end)
{
    while (end > 0) {
        uint32_t c = word->c[--end];

        if (is_one_of(c, "аәеёоөұүыіэя"))
            return c;
    }
    return 0;
}

/* The dictionary takes some endings after any stem (мәлімде + ды for мәлімдеді): is this a word
 * with an ending in ы or і that its vowels forbid? */
static bool is_disharmonic(struct restore *r, const struct letters *word)
{
    struct letters stem = *word;
    size_t at = word->n;
    uint32_t before;

    while (at > 0 && (is_consonant(word->c[at - 1]) || is_one_of(word->c[at - 1], "й")))
        at--;
    if (at < 3 || !is_one_of(word->c[at - 1], "ыі") ||
        !is_one_of(word->c[at - 2], "бпдтнлсмғгқк"))
        return false;
    stem.n = at - 2;
    if (is_one_of(word->c[stem.n - 1], "ь"))
        return false;
    before = last_vowel(word, stem.n);
    return is_one_of(before, is_one_of(word->c[at - 1], "ы") ? "еәөүі" : "аоұыя") && is_word(r, &stem);
}

/* And қой + амыз for қоямыз: a verb's ending after a stem in й is written with я. */
static bool is_split_ya(struct restore *r, const struct letters *word)
{
    static const char *const endings[] = {"а", "ады", "амын", "амыз", "асың", "асыз"};
    struct letters stem, ending;

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        letters_read(&ending, span_str(endings[i]));
        if (word->n < ending.n + 3)
            continue;
        stem = *word;
        stem.n -= ending.n;
        if (is_one_of(stem.c[stem.n - 1], "й") &&
            memcmp(word->c + stem.n, ending.c, ending.n * sizeof *ending.c) == 0)
            return is_word(r, &stem);
    }
    return false;
}

/* A word that the dictionary takes against the spelling of Kazakh? */
static bool is_misspelt(struct restore *r, const struct letters *word)
{
    return (r->vowels && is_disharmonic(r, word)) || is_split_ya(r, word);
}

/* The number of readings that are words; those with rare letters count when no other is one. */
static size_t count_words(struct restore *r, size_t *last)
{
    size_t n[2] = {0, 0}, at[2] = {0, 0};

    for (size_t i = 0; i < r->found.len; i++) {
        struct reading *k = &r->found.v[i];
        struct letters l;

        letters_read(&l, k->text);
        k->word = is_word(r, &l) && (i == 0 || !is_misspelt(r, &l));
        n[k->rare] += k->word;
        if (k->word)
            at[k->rare] = i;
    }
    *last = at[n[0] == 0];
    return n[n[0] == 0];
}

static struct span kept_text(struct restore *r, struct span small)
{
    struct letters l;

    letters_read(&l, small);
    buf_reset(&r->text);
    add_cased(&r->text, &l, r->casing);
    return r->text.failed ? span_of(NULL, 0) : arena_dup(&r->memory, buf_span(&r->text));
}

static enum status list_rivals(struct restore *r, struct restore_choice *choice, size_t chosen,
                               struct error *e)
{
    struct buf list = BUF_INIT;
    struct letters l;
    enum status st;

    for (size_t i = 0; i < r->found.len; i++) {
        const struct reading *k = &r->found.v[i];

        if (i == chosen || (choice->verdict == RESTORE_TIE ? !k->word : k->rare))
            continue;
        letters_read(&l, k->text);
        if (list.len)
            buf_addch(&list, ' ');
        add_cased(&list, &l, r->casing);
    }
    choice->rivals = arena_dup(&r->memory, buf_span(&list));
    st = choice->rivals.ptr ? buf_status(&list, e) : error_nomem(e);
    buf_free(&list);
    return st;
}

static bool is_doubtful(const struct restore *r)
{
    for (size_t i = 1; i < r->found.len; i++)
        if (!r->found.v[i].rare)
            return true;
    return false;
}

static enum status choose(struct restore *r, struct restore_choice *choice, struct error *e)
{
    size_t last, words = count_words(r, &last), chosen = 0;

    if (words == 1) {
        chosen = last;
        choice->chosen = kept_text(r, r->found.v[chosen].text);
        if (!choice->chosen.ptr)
            return error_nomem(e);
    }
    if (chosen > 0 || is_doubtful(r))
        choice->verdict = words == 0 ? RESTORE_UNKNOWN : words == 1 ? RESTORE_CHOSEN : RESTORE_TIE;
    return choice->verdict == RESTORE_PLAIN ? ST_OK : list_rivals(r, choice, chosen, e);
}

static enum casing case_of(const struct letters *l)
{
    size_t upper = 0;

    for (size_t i = 0; i < l->n; i++)
        upper += char_is_upper(l->c[i]);
    if (upper == 0)
        return CASE_LOWER;
    if (upper == 1 && char_is_upper(l->c[0]))
        return CASE_TITLE;
    return upper == l->n ? CASE_UPPER : CASE_MIXED;
}

/* Cyrillic letters only, no more than RESTORE_LETTERS, and in a usual case? */
static bool can_judge(struct restore *r, struct letters *word)
{
    r->casing = case_of(word);
    if (word->n > RESTORE_LETTERS || r->casing == CASE_MIXED)
        return false;
    for (size_t i = 0; i < word->n; i++) {
        if (char_script(word->c[i]) != SCRIPT_CYRILLIC)
            return false;
        word->c[i] = char_lower(word->c[i]);
    }
    return true;
}

/* Could a letter of the word stand for another? */
static bool has_swap(struct restore *r, const struct letters *word)
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

static enum status judge(struct restore *r, struct restore_choice *choice, struct error *e)
{
    struct letters word;
    enum status st;

    choice->chosen = choice->reading;
    letters_read(&word, choice->reading);
    if (!can_judge(r, &word) || !has_swap(r, &word))
        return ST_OK;
    st = open_spell(r, e);
    if (st != ST_OK || !r->spell || (!r->listener && is_word(r, &word)))
        return st;
    st = find_readings(r, &word, e);
    return st == ST_OK && r->found.len > 1 ? choose(r, choice, e) : st;
}

static void forget(struct restore *r)
{
    map_free(&r->cache);
    arena_reset(&r->memory);
    vec_clear(&r->choices);
}

enum status restore_word(struct restore *r, struct span reading, struct restore_choice *choice,
                         struct error *e)
{
    struct restore_choice made = {0};
    uint64_t *place = map_get(&r->cache, reading);
    enum status st;

    if (!place) {
        if (r->choices.len >= CACHE_WORDS)
            forget(r);
        made.system = xlit_info(r->forward)->id;
        made.reading = arena_dup(&r->memory, reading);
        st = made.reading.ptr ? judge(r, &made, e) : error_nomem(e);
        if (st != ST_OK)
            return st;
        if (!(place = map_put(&r->cache, reading, NULL)))
            return error_nomem(e);
        if (!vec_push(&r->choices, made)) {
            forget(r);
            return error_nomem(e);
        }
        *place = r->choices.len;
    }
    *choice = r->choices.v[*place - 1];
    return ST_OK;
}

/* Whole text */

/* The next run of letters and marks in text[*at…]. */
static bool next_word(struct span text, size_t *at, struct span *word)
{
    size_t from = text.len;

    while (*at < text.len) {
        size_t next = *at;
        uint32_t c = utf8_next(text, &next);
        bool letter = c >= 0x80 && c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c));

        if (!letter && from < text.len)
            break;
        if (letter && from == text.len)
            from = *at;
        *at = next;
    }
    *word = span_cut(text, from, *at);
    return from < text.len;
}

static enum status restore_part(struct restore *r, struct span text, struct buf *out,
                                struct error *e)
{
    struct restore_choice choice;
    struct span word;
    size_t at = 0, done = 0;

    while (next_word(text, &at, &word)) {
        enum status st = restore_word(r, word, &choice, e);

        if (st != ST_OK)
            return st;
        buf_add(out, span_cut(text, done, (size_t)(word.ptr - text.ptr)));
        buf_add(out, choice.chosen);
        done = at;
        if (r->listener && choice.verdict != RESTORE_PLAIN)
            r->listener(r->context, &choice);
    }
    buf_add(out, span_from(text, done));
    return buf_status(out, e);
}

enum status restore_text(struct restore *r, struct span text, struct xlit_keep *keep, size_t count,
                         struct buf *out, struct error *e)
{
    const size_t before = out->len;
    size_t done = 0;
    enum status st = ST_OK;

    for (size_t i = 0; i <= count && st == ST_OK; i++) {
        size_t from = i < count ? keep[i].from : text.len, to = i < count ? keep[i].to : text.len;

        st = restore_part(r, span_cut(text, done, from), out, e);
        if (st == ST_OK && i < count) {
            keep[i].from = out->len - before;
            buf_add(out, span_cut(text, from, to));
            keep[i].to = out->len - before;
        }
        done = to;
    }
    return st == ST_OK ? buf_status(out, e) : st;
}
