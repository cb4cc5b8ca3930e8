/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/choose.h"

#include <stdlib.h>

enum {
    BACK_Y = 0x44B,  /* ы */
    FRONT_I = 0x456, /* і */
    LETTER_R = 0x440, /* р */
    STEMS_TRIED = 16, /* of the likeliest readings */
    STEM_LETTERS = 2, /* at least */
};

/* In natural logarithms: how likely a stem of the dictionary is, and how far a reading must be
 * ahead not to be doubtful; what it costs to differ from the rules, to have ә ө ү in a loan, and to
 * be in the dictionary against the spelling. */
static const float STEM = -8, CHANGE = 2, LOAN = 3, MISSPELT = 10, CLEAR = 6;

void chooser_close(struct chooser *c)
{
    readings_close(&c->set);
    spell_close(c->spell);
    shapes_free(c->shapes);
    free(c->note);
}

static enum status open_dictionary(struct chooser *c, struct error *e)
{
    struct error why = {0};
    enum status st;

    if (c->tried)
        return ST_OK;
    st = spell_open(&c->spell, span_str("kk"), &why);
    if (st == ST_OK)
        st = shapes_open(&c->shapes, c->spell, &why);
    if (st == ST_NOMEM)
        return error_nomem(e);
    c->tried = true;
    chains_open(&c->chains);
    if (st == ST_OK)
        return ST_OK;
    spell_close(c->spell);
    c->spell = NULL;
    c->note = strdup(why.message);
    return c->note ? ST_OK : error_nomem(e);
}

/* Words */

/* Dictionaries have names with a capital; a word that may stand in small letters may have one. */
static bool is_word(struct chooser *c, const struct letters *small)
{
    for (enum casing k = CASE_TITLE; k <= CASE_UPPER; k++) {
        if (k == CASE_UPPER && c->set.casing != CASE_UPPER)
            break;
        buf_reset(&c->set.text);
        letters_add(&c->set.text, small, k);
        if (!c->set.text.failed && spell_check(c->spell, buf_span(&c->set.text)))
            return true;
    }
    return false;
}

/* Is the last vowel among word[0…end) back or front? */
static unsigned harmony_before(const struct letters *word, size_t end)
{
    const unsigned both = LETTER_BACK | LETTER_FRONT;

    while (end > 0)
        if (letter_kind(word->c[--end]) & both)
            return letter_kind(word->c[end]) & both;
    return 0;
}

/* The dictionary takes some endings after any stem (мәлімде + ды for мәлімдеді): is this a word
 * with an ending in ы or і that its vowels forbid? */
static bool is_disharmonic(struct chooser *c, const struct letters *word)
{
    struct letters stem = *word;
    size_t at = word->n;

    while (at > 0 && (letter_kind(word->c[at - 1]) & LETTER_CONSONANT || word->c[at - 1] == SHORT_I))
        at--;
    if (at < 3 || (word->c[at - 1] != BACK_Y && word->c[at - 1] != FRONT_I) ||
        !(letter_kind(word->c[at - 2]) & LETTER_CONSONANT) || word->c[at - 3] == SOFT_SIGN)
        return false;
    stem.n = at - 2;
    return harmony_before(word, stem.n) ==
               (word->c[at - 1] == BACK_Y ? LETTER_FRONT : LETTER_BACK) &&
           is_word(c, &stem);
}

/* And қой + амыз for қоямыз: a verb's ending after a stem in й is written with я. */
static bool is_split_ya(struct chooser *c, const struct letters *word)
{
    static const char *const endings[] = {"а", "ады", "амын", "амыз", "асың", "асыз"};
    struct letters stem, ending;

    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        letters_read(&ending, span_str(endings[i]));
        if (word->n < ending.n + 3)
            continue;
        stem = *word;
        stem.n -= ending.n;
        if (stem.c[stem.n - 1] == SHORT_I &&
            memcmp(word->c + stem.n, ending.c, ending.n * sizeof *ending.c) == 0)
            return is_word(c, &stem);
    }
    return false;
}

/* A word that the dictionary takes against the spelling of Kazakh? */
static bool is_misspelt(struct chooser *c, const struct letters *word)
{
    return (c->set.vowels && is_disharmonic(c, word)) || is_split_ya(c, word);
}

/* Mark the readings that are words and count them; those with rare letters count when no other is
 * one. */
static size_t mark_words(struct chooser *c)
{
    size_t n[2] = {0, 0};

    for (size_t i = 0; i < c->set.found.len; i++) {
        struct reading *k = &c->set.found.v[i];
        struct letters l;

        letters_read(&l, k->text);
        k->word = is_word(c, &l);
        if (i > 0 && k->word && is_misspelt(c, &l)) {
            k->word = false;
            k->cost += MISSPELT;
        }
        n[k->rare] += k->word;
    }
    for (size_t i = 0; i < c->set.found.len && n[0] > 0; i++)
        c->set.found.v[i].word &= !c->set.found.v[i].rare;
    return n[n[0] == 0];
}

/* Likelihood */

/* The letters ә ө ү in a word with letters of loans. */
static unsigned count_mixed(const struct letters *word)
{
    unsigned native = 0;
    bool loan = false;

    for (size_t i = 0; i < word->n; i++) {
        unsigned kind = letter_kind(word->c[i]);

        native += (kind & LETTER_NATIVE) != 0;
        loan |= (kind & LETTER_LOAN) != 0;
        loan |= i > 0 && word->c[i] == LETTER_R && word->c[i - 1] == LETTER_R;
    }
    return loan ? native : 0;
}

static void score_all(struct chooser *c)
{
    for (size_t i = 0; i < c->set.found.len; i++) {
        struct reading *k = &c->set.found.v[i];
        struct letters l;

        letters_read(&l, k->text);
        k->cost += (i > 0 ? CHANGE : 0) + LOAN * (float)count_mixed(&l);
        k->score = (float)shapes_score(c->shapes, &l, 0) - k->cost;
    }
}

/* The likeliest of the readings, or of those that are words. */
static size_t likeliest(const struct chooser *c, bool words)
{
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < c->set.found.len; i++) {
        const struct reading *k = &c->set.found.v[i];

        if ((k->word || !words) && (best == SIZE_MAX || k->score > c->set.found.v[best].score))
            best = i;
    }
    return best;
}

/* The longest stem of the dictionary behind which only endings stand; 0: none. */
static size_t find_stem(struct chooser *c, const struct letters *word)
{
    uint64_t places = chain_places(&c->chains, word);

    for (size_t n = word->n; n-- > STEM_LETTERS;) {
        struct letters stem = *word;

        stem.n = n;
        if (places >> n & 1 && is_word(c, &stem) && !is_misspelt(c, &stem))
            return n;
    }
    return 0;
}

/* Look for stems of the likeliest readings. */
static void score_stems(struct chooser *c)
{
    for (unsigned tried = 0; tried < STEMS_TRIED; tried++) {
        struct reading *best = NULL;
        struct letters l;

        for (size_t i = 0; i < c->set.found.len; i++) {
            struct reading *k = &c->set.found.v[i];

            if (!k->tried && (!best || k->score > best->score))
                best = k;
        }
        if (!best)
            return;
        letters_read(&l, best->text);
        best->tried = true;
        best->stem = (uint8_t)find_stem(c, &l);
        if (best->stem)
            best->stem_score = STEM - best->cost + (float)shapes_score(c->shapes, &l, best->stem);
    }
}

static size_t likeliest_unknown(struct chooser *c)
{
    score_stems(c);
    for (size_t i = 0; i < c->set.found.len; i++)
        if (c->set.found.v[i].stem && c->set.found.v[i].stem_score > c->set.found.v[i].score)
            c->set.found.v[i].score = c->set.found.v[i].stem_score;
    return likeliest(c, false);
}

/* Is another reading nearly as likely? */
static bool is_contested(const struct chooser *c, size_t chosen)
{
    for (size_t i = 0; i < c->set.found.len; i++)
        if (i != chosen && c->set.found.v[i].score > c->set.found.v[chosen].score - CLEAR)
            return true;
    return false;
}

/* The choice */

static struct span kept_text(struct chooser *c, struct span small, size_t letters,
                             struct arena *memory)
{
    struct letters l;

    letters_read(&l, small);
    l.n = letters < l.n ? letters : l.n;
    buf_reset(&c->set.text);
    letters_add(&c->set.text, &l, c->set.casing);
    return c->set.text.failed ? span_of(NULL, 0) : arena_dup(memory, buf_span(&c->set.text));
}

static enum status list_rivals(struct chooser *c, struct restore_choice *choice, size_t chosen,
                               struct arena *memory, struct error *e)
{
    struct buf list = BUF_INIT;
    struct letters l;
    enum status st;

    for (size_t i = 0; i < c->set.found.len; i++) {
        const struct reading *k = &c->set.found.v[i];

        if (i == chosen || (choice->verdict == RESTORE_TIE ? !k->word : k->rare))
            continue;
        letters_read(&l, k->text);
        if (list.len)
            buf_addch(&list, ' ');
        letters_add(&list, &l, c->set.casing);
    }
    choice->rivals = arena_dup(memory, buf_span(&list));
    st = choice->rivals.ptr ? buf_status(&list, e) : error_nomem(e);
    buf_free(&list);
    return st;
}

static bool has_usual_rival(const struct chooser *c)
{
    for (size_t i = 1; i < c->set.found.len; i++)
        if (!c->set.found.v[i].rare)
            return true;
    return false;
}

static size_t decide(struct chooser *c, enum restore_verdict *verdict)
{
    size_t words = mark_words(c), chosen;

    if (words == 1) {
        for (chosen = 0; !c->set.found.v[chosen].word;)
            chosen++;
        *verdict = RESTORE_CHOSEN;
        return chosen;
    }
    score_all(c);
    if (words > 1) {
        *verdict = RESTORE_TIE;
        return c->set.found.v[0].word && !c->set.vowels ? 0 : likeliest(c, true);
    }
    chosen = likeliest_unknown(c);
    *verdict = is_contested(c, chosen)             ? RESTORE_UNKNOWN
               : c->set.found.v[chosen].stem > 0 ? RESTORE_STEM
                                                 : RESTORE_LIKELY;
    return chosen;
}

static enum status choose(struct chooser *c, struct restore_choice *choice, struct arena *memory,
                          struct error *e)
{
    size_t chosen = decide(c, &choice->verdict);
    const struct reading *k = &c->set.found.v[chosen];

    if (chosen == 0 && !has_usual_rival(c)) {
        choice->verdict = RESTORE_PLAIN;
        return ST_OK;
    }
    choice->chosen = kept_text(c, k->text, SIZE_MAX, memory);
    choice->stem = kept_text(c, k->text, k->stem, memory);
    if (!choice->chosen.ptr || !choice->stem.ptr)
        return error_nomem(e);
    return list_rivals(c, choice, chosen, memory, e);
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
static bool can_judge(struct chooser *c, struct letters *word)
{
    c->set.casing = case_of(word);
    if (word->n > RESTORE_LETTERS || c->set.casing == CASE_MIXED)
        return false;
    for (size_t i = 0; i < word->n; i++) {
        if (char_script(word->c[i]) != SCRIPT_CYRILLIC)
            return false;
        word->c[i] = char_lower(word->c[i]);
    }
    return true;
}

enum status chooser_choose(struct chooser *c, struct restore_choice *choice, bool all,
                           struct arena *memory, struct error *e)
{
    struct letters word;
    enum status st;

    choice->chosen = choice->reading;
    letters_read(&word, choice->reading);
    if (!can_judge(c, &word) || !readings_may_differ(&c->set, &word))
        return ST_OK;
    st = open_dictionary(c, e);
    if (st != ST_OK || !c->spell || (!all && !c->set.vowels && is_word(c, &word)))
        return st;
    st = readings_find(&c->set, &word, e);
    return st == ST_OK && c->set.found.len > 1 ? choose(c, choice, memory, e) : st;
}
