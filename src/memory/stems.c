/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/stems.h"
#include "text/norm.h"
#include "text/utf8.h"

enum {
    SHARED_LETTERS = 3, /* at the beginning, or two words are not compared */
    LONGEST_ENDING = 6, /* letters; kk: -ларымызды... are longer, and in the dictionary */
};

struct adding {
    struct arena *arena;
    struct stems *to;
};

static bool add(void *context, struct span stem)
{
    struct adding *a = context;
    struct buf folded = BUF_INIT;
    bool ok = norm_add_folded(&folded, stem, NULL) == ST_OK, known = false;

    for (size_t i = 0; i < a->to->n; i++)
        known = known || span_eq(a->to->v[i], buf_span(&folded));
    if (ok && !known && a->to->n < MOST_STEMS) {
        struct span kept = arena_dup(a->arena, buf_span(&folded));

        ok = kept.ptr != NULL;
        a->to->v[a->to->n] = kept;
        a->to->n += ok;
    }
    buf_free(&folded);
    return ok;
}

static bool add_known(void *context, struct span stem)
{
    struct adding *a = context;

    a->to->known = true;
    return add(a, stem);
}

static struct spell *dictionary(struct stemmer *s)
{
    if (!s->tried && spell_open(&s->spell, s->lang, NULL) != ST_OK)
        s->spell = NULL;
    s->tried = true;
    return s->spell;
}

bool stems_of(struct stemmer *s, struct arena *a, struct span word, bool plain,
              struct stems *out)
{
    struct adding to = {a, out};

    *out = (struct stems){.n = 0};
    if (!add(&to, word))
        return false;
    if (plain || !dictionary(s))
        return true;
    return spell_stems(s->spell, word, add_known, &to) &&
           (span_eq(word, out->v[0]) || spell_stems(s->spell, out->v[0], add_known, &to));
}

struct span stems_beginning(struct span folded)
{
    size_t at = 0;

    for (int i = 0; i < SHARED_LETTERS && at < folded.len; i++)
        utf8_next(folded, &at);
    return span_cut(folded, 0, at);
}

bool stems_near(const struct stems *s, struct span folded)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].len && span_starts(folded, stems_beginning(s->v[i])))
            return true;
    return false;
}

/* What stays of a word of some length without the last letters. */
static struct span cut(struct span word)
{
    size_t letters = utf8_count(word), keep, at = 0;

    keep = letters > 7 ? letters - 3 : letters > 5 ? letters - 2 : letters;
    for (; keep > 0; keep--)
        utf8_next(word, &at);
    return span_cut(word, 0, at);
}

/* By letters: the longer one begins as the shorter one does, and has an ending at most. */
static bool alike(struct span a, struct span b)
{
    struct span shorter = a.len < b.len ? a : b, longer = a.len < b.len ? b : a;
    size_t letters = utf8_count(shorter);

    return letters > SHARED_LETTERS && span_starts(longer, cut(shorter)) &&
           utf8_count(longer) <= letters + LONGEST_ENDING;
}

bool stems_meet(const struct stems *a, const struct stems *b)
{
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++)
            if (span_eq(a->v[i], b->v[k]))
                return true;
    return !(a->known && b->known) && a->n && b->n && alike(a->v[0], b->v[0]);
}

void stemmer_free(struct stemmer *s)
{
    spell_close(s->spell);
    s->spell = NULL;
}
