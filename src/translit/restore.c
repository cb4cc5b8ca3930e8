/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/restore.h"

#include "base/map.h"
#include "text/spell.h"
#include "translit/readings.h"

#include <stdlib.h>

enum { CACHE_WORDS = 100000 };

struct restore {
    struct readings set; /* of the word at hand */
    struct spell *spell;
    bool spell_tried;
    char *note;
    restore_listener *listener;
    void *context;

    struct map cache; /* reading: number in `choices`, from 1 */
    struct arena memory;
    VEC(struct restore_choice) choices;
};

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
    st = readings_open(&r->set, db, xlit_info(back)->id, e);
    if (st == ST_OK && r->set.swaps.len > 0) {
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
    readings_close(&r->set);
    spell_close(r->spell);
    vec_free(&r->choices);
    map_free(&r->cache);
    arena_free(&r->memory);
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
        if (c == CASE_UPPER && r->set.casing != CASE_UPPER)
            break;
        buf_reset(&r->set.text);
        letters_add(&r->set.text, small, c);
        if (!r->set.text.failed && spell_check(r->spell, buf_span(&r->set.text)))
            return true;
    }
    return false;
}

/* The last letter among word[0…end) that says whether the word is back or front. */
static uint32_t last_vowel(const struct letters *word, size_t end)
{
    while (end > 0) {
        uint32_t c = word->c[--end];

        if (letter_is_one_of(c, "аәеёоөұүыіэя"))
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

    while (at > 0 && (letter_is_consonant(word->c[at - 1]) || letter_is_one_of(word->c[at - 1], "й")))
        at--;
    if (at < 3 || !letter_is_one_of(word->c[at - 1], "ыі") ||
        !letter_is_one_of(word->c[at - 2], "бпдтнлсмғгқк"))
        return false;
    stem.n = at - 2;
    if (letter_is_one_of(word->c[stem.n - 1], "ь"))
        return false;
    before = last_vowel(word, stem.n);
    return letter_is_one_of(before, letter_is_one_of(word->c[at - 1], "ы") ? "еәөүі" : "аоұыя") && is_word(r, &stem);
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
        if (letter_is_one_of(stem.c[stem.n - 1], "й") &&
            memcmp(word->c + stem.n, ending.c, ending.n * sizeof *ending.c) == 0)
            return is_word(r, &stem);
    }
    return false;
}

/* A word that the dictionary takes against the spelling of Kazakh? */
static bool is_misspelt(struct restore *r, const struct letters *word)
{
    return (r->set.vowels && is_disharmonic(r, word)) || is_split_ya(r, word);
}

/* The number of readings that are words; those with rare letters count when no other is one. */
static size_t count_words(struct restore *r, size_t *last)
{
    size_t n[2] = {0, 0}, at[2] = {0, 0};

    for (size_t i = 0; i < r->set.found.len; i++) {
        struct reading *k = &r->set.found.v[i];
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
    buf_reset(&r->set.text);
    letters_add(&r->set.text, &l, r->set.casing);
    return r->set.text.failed ? span_of(NULL, 0) : arena_dup(&r->memory, buf_span(&r->set.text));
}

static enum status list_rivals(struct restore *r, struct restore_choice *choice, size_t chosen,
                               struct error *e)
{
    struct buf list = BUF_INIT;
    struct letters l;
    enum status st;

    for (size_t i = 0; i < r->set.found.len; i++) {
        const struct reading *k = &r->set.found.v[i];

        if (i == chosen || (choice->verdict == RESTORE_TIE ? !k->word : k->rare))
            continue;
        letters_read(&l, k->text);
        if (list.len)
            buf_addch(&list, ' ');
        letters_add(&list, &l, r->set.casing);
    }
    choice->rivals = arena_dup(&r->memory, buf_span(&list));
    st = choice->rivals.ptr ? buf_status(&list, e) : error_nomem(e);
    buf_free(&list);
    return st;
}

static bool is_doubtful(const struct restore *r)
{
    for (size_t i = 1; i < r->set.found.len; i++)
        if (!r->set.found.v[i].rare)
            return true;
    return false;
}

static enum status choose(struct restore *r, struct restore_choice *choice, struct error *e)
{
    size_t last, words = count_words(r, &last), chosen = 0;

    if (words == 1) {
        chosen = last;
        choice->chosen = kept_text(r, r->set.found.v[chosen].text);
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
    r->set.casing = case_of(word);
    if (word->n > RESTORE_LETTERS || r->set.casing == CASE_MIXED)
        return false;
    for (size_t i = 0; i < word->n; i++) {
        if (char_script(word->c[i]) != SCRIPT_CYRILLIC)
            return false;
        word->c[i] = char_lower(word->c[i]);
    }
    return true;
}

static enum status judge(struct restore *r, struct restore_choice *choice, struct error *e)
{
    struct letters word;
    enum status st;

    choice->chosen = choice->reading;
    letters_read(&word, choice->reading);
    if (!can_judge(r, &word) || !readings_may_differ(&r->set, &word))
        return ST_OK;
    st = open_spell(r, e);
    if (st != ST_OK || !r->spell || (!r->listener && is_word(r, &word)))
        return st;
    st = readings_find(&r->set, &word, e);
    return st == ST_OK && r->set.found.len > 1 ? choose(r, choice, e) : st;
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
        made.system = xlit_info(r->set.forward)->id;
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
