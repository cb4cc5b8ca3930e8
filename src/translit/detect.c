/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/detect.h"

#include "base/arena.h"
#include "base/map.h"
#include "text/norm.h"

#include <math.h>
#include <stdlib.h>

/* What counts how much, in natural logarithms. */
static const double FOREIGN_LETTER = -5, OWN_LETTER = 0.5, WORD = 1.5, RUN = 0.45;

/* Written more than their relatives: they decide where the text tells nearly nothing (ИВАНОВ). */
static const char *const common[] = {"ru", "kk"};
static const double COMMON = 0.2;

enum { TEXT_LETTERS = 1000, LANGUAGES = 32 };

/* By rank, how much a run counts in each language. */
struct weights {
    float of[LANGUAGES];
};

struct detector {
    struct map runs; /* run: its struct weights */
    struct arena memory;
    struct buf text; /* folded */
};

/* The text in small letters, blanks for everything else, one at each end.  Returns how many
 * letters there are. */
static size_t fold_text(struct buf *out, struct span text)
{
    bool blank = true;
    size_t letters = 0;

    buf_reset(out);
    buf_addch(out, ' ');
    for (size_t at = 0; at < text.len && letters < TEXT_LETTERS;) {
        uint32_t c = utf8_next(text, &at);
        bool sign = (c == '\'' || c == 0x2019) && !blank;

        if (c == 0x301) /* a stress mark */
            continue;
        if (sign || (c != UTF8_BAD && (char_is_letter(c) || c == 0x674))) {
            utf8_add(out, c == 0x2019 ? '\'' : char_lower(c));
            letters += !sign;
            blank = false;
        } else if (!blank) {
            buf_addch(out, ' ');
            blank = true;
        }
    }
    if (!blank)
        buf_addch(out, ' ');
    return out->failed ? 0 : letters;
}

/* The letters of the text that are in the list. */
static size_t count_letters(struct span text, struct span list)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len;) {
        size_t from = at;

        n += utf8_next(text, &at) != ' ' && span_find(list, span_cut(text, from, at), 0) >= 0;
    }
    return n;
}

/* The words of the text, each between its blanks, that are in the list. */
static size_t count_words(struct span text, struct span list)
{
    size_t n = 0, from = 0;

    for (size_t at = 1; at < text.len; at++)
        if (text.ptr[at] == ' ') {
            n += span_find(list, span_cut(text, from, at + 1), 0) >= 0;
            from = at;
        }
    return n;
}

static double score(const struct detect_language *l, struct span text, size_t letters)
{
    size_t known = count_letters(text, span_str(l->letters));
    size_t own = count_letters(text, span_str(l->own));

    known = known < letters ? known : letters;
    return FOREIGN_LETTER * (double)(letters - known) + OWN_LETTER * (double)own +
           log(1 - l->share / 100.0) * (double)(known - (own < known ? own : known)) +
           WORD * (double)count_words(text, span_str(l->words));
}

/* Add what the runs of three letters in the text tell. */
static void score_runs(struct detector *d, double scores[LANGUAGES])
{
    struct span text = buf_span(&d->text);
    size_t place[3] = {0, 0, 0}, seen = 0;

    for (size_t at = 0; at < text.len; seen++) {
        uint64_t *found;

        place[seen % 3] = at;
        utf8_next(text, &at);
        if (seen < 2 || !(found = map_get(&d->runs, span_cut(text, place[(seen + 1) % 3], at))))
            continue;
        for (size_t i = 0; i < detect_table_len; i++)
            scores[i] += RUN * (double)((const struct weights *)(uintptr_t)*found)->of[i];
    }
}

static double prior(const struct detect_language *l)
{
    for (size_t i = 0; i < COUNT_OF(common); i++)
        if (strcmp(l->language, common[i]) == 0)
            return COMMON;
    return 0;
}

static size_t language_number(struct span name)
{
    for (size_t i = 0; i < detect_table_len; i++) {
        const struct detect_language *l = &detect_table[i];

        if (span_eqs(name, l->system ? l->system : l->language))
            return i;
    }
    return LANGUAGES - 1;
}

/* The runs of a language: the n-th is about as frequent as 1 / (n + 60). */
static bool add_runs(struct detector *d, const struct detect_runs *list)
{
    struct span rest = span_str(list->runs), run;
    size_t rank = 0, number = language_number(span_str(list->name));
    struct buf key = BUF_INIT;
    bool ok = true;

    while (ok && rest.len > 0 && span_split(&rest, ' ', &run) && run.len > 0) {
        uint64_t *slot;
        bool added;

        buf_reset(&key);
        for (size_t i = 0; i < run.len; i++)
            buf_addch(&key, run.ptr[i] == '_' ? ' ' : run.ptr[i]);
        slot = key.failed ? NULL : map_put(&d->runs, buf_span(&key), &added);
        if (slot && added) {
            struct weights *w = arena_alloc(&d->memory, sizeof *w);

            *slot = (uintptr_t)w;
            if (w)
                memset(w, 0, sizeof *w);
        }
        ok = slot && *slot;
        if (ok)
            ((struct weights *)(uintptr_t)*slot)->of[number] = (float)log(1 + 600.0 / (double)(rank++ + 60));
    }
    buf_free(&key);
    return ok;
}

enum status detector_open(struct detector **out, struct error *e)
{
    struct detector *d = calloc(1, sizeof *d);
    bool ok = d != NULL;

    for (size_t i = 0; ok && i < detect_runs_len; i++)
        ok = add_runs(d, &detect_runs[i]);
    *out = d;
    if (ok)
        return ST_OK;
    detector_free(d);
    *out = NULL;
    return error_nomem(e);
}

void detector_free(struct detector *d)
{
    if (!d)
        return;
    map_free(&d->runs);
    arena_free(&d->memory);
    buf_free(&d->text);
    free(d);
}

struct detected detect_text(struct detector *d, struct span text)
{
    double scores[LANGUAGES] = {0}, second = -INFINITY;
    size_t letters = fold_text(&d->text, text), best = 0;
    struct detected found = {NULL, NULL, 0};

    if (letters == 0)
        return found;
    for (size_t i = 0; i < detect_table_len; i++)
        scores[i] = prior(&detect_table[i]) +
                    score(&detect_table[i], buf_span(&d->text), letters);
    score_runs(d, scores);
    for (size_t i = 1; i < detect_table_len; i++) {
        size_t less = scores[i] > scores[best] ? best : i;

        best = less == best ? i : best;
        second = scores[less] > second ? scores[less] : second;
    }
    /* most letters are those of no alphabet here */
    if (2 * count_letters(buf_span(&d->text), span_str(detect_table[best].letters)) < letters)
        return found;
    found.language = detect_table[best].language;
    found.system = detect_table[best].system;
    found.confidence = (unsigned)(100 / (1 + exp(second - scores[best])) + 0.5);
    return found;
}
