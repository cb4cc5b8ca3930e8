/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names in no dictionary that a document spells in several ways: capitalised words that
 * are no words of the language, that sound like one that came before and are written
 * differently.  The first spelling is proposed for the later ones.
 */
#include "names/find_private.h"

#include "names/sound.h"

enum { SHORTEST = 5, SCORE = 70 };

static bool is_candidate(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);

    return (t->caps == CAPS_TITLE || t->caps == CAPS_UPPER) && t->letters >= SHORTEST &&
           !t->shielded && (!t->starts || can_spell(f, i)) && (t->scripts & language_script(f, i)) &&
           !word_listed(f, i, LIST_TITLES) && !word_listed(f, i, LIST_BEFORE) &&
           groups_at(f, i)->n == 0 && !ordinary_word(f, i) && !proper_word(f, i);
}

/* The text of a word without what an apostrophe parts from it. */
static struct span stem(struct span folded)
{
    const char *p = memchr(folded.ptr, '\'', folded.len);

    return p ? span_cut(folded, 0, (size_t)(p - folded.ptr)) : folded;
}

/* Is the word, its ending taken off or not, the same as the spelling that came before, or does it
 * only decline it? */
static bool declines(struct finder *f, const struct word *w, struct span before)
{
    bool same = false;

    for (uint32_t k = 0; k < w->n_readings && !same; k++) {
        struct buf base = BUF_INIT;

        endings_base(w->folded, &f->readings.v[w->first_reading + k], &base);
        same = span_eq(buf_span(&base), before) || span_starts(before, buf_span(&base));
        drop(f, &base);
    }
    return same || span_eq(stem(w->folded), before) || span_starts(w->folded, before);
}

static struct span first_spelling(const struct finder *f, uint64_t number)
{
    return f->spellings.v[number - 1];
}

/* Remember the spelling under its sound; the one that came before under it, or none. */
static struct span spelling_before(struct finder *f, uint32_t i)
{
    const struct word *w = word_at(f, i);
    struct span text = token_text(f->text, tok(f, i));
    struct sound sound;
    uint64_t *slot;
    bool added;

    if (!w)
        return span_str("");
    sound_of(stem(w->folded), &sound);
    if (sound.count == 0 || strlen(sound.key[0]) < SHORTEST - 1)
        return span_str("");
    slot = map_put(&f->spelt, span_str(sound.key[0]), &added);
    if (!slot) {
        f->failed = true;
        return span_str("");
    }
    if (!added)
        return first_spelling(f, *slot);
    text = arena_dup(&f->spelt.arena, span_cut(text, 0, tok(f, i)->apostrophe));
    if (!text.ptr || !vec_push(&f->spellings, text))
        f->failed = true;
    *slot = f->spellings.len;
    return span_str("");
}

static void report_other(struct finder *f, uint32_t i, struct span before)
{
    const struct token *t = tok(f, i);
    struct mention m = {.at = t->at, .len = t->apostrophe, .entity = FIND_NOBODY,
                        .kind = FINDING_INCONSISTENT, .score = SCORE, .replacement = before,
                        .rule = span_str("consistency"),
                        .message = span_str(_("spelt in another way before"))};

    if (!vec_push(&f->mentions, m))
        f->failed = true;
}

void consistency_forget(struct finder *f)
{
    map_free(&f->spelt);
    f->spelt = (struct map)MAP_INIT;
    vec_clear(&f->spellings);
}

void consistency_check(struct finder *f, const uint8_t *taken)
{
    for (uint32_t i = 0; i < f->tokens.len && !f->failed; i++) {
        struct buf folded = BUF_INIT;
        struct span before;
        const struct word *w;

        if (taken[i] || language_at(f, i) == UINT8_MAX || !is_candidate(f, i))
            continue;
        before = spelling_before(f, i);
        w = word_at(f, i);
        if (w && before.len && went_well(f, endings_fold(&folded, before, NULL)) &&
            !declines(f, w, buf_span(&folded)))
            report_other(f, i, before);
        drop(f, &folded);
    }
}
