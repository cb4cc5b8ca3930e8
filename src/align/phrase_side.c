/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/phrases.h"

#include "text/norm.h"

/* Of a side that is used again and again; 50 MB or so. */
enum { MOST_WORDS = 300000 };

void phrase_side_init(struct phrase_side *s, const struct map *function_words,
                      struct spell *spell)
{
    *s = (struct phrase_side){.arena = ARENA_INIT, .function_words = function_words};
    side_init(&s->side, VOCAB_STEM);
    s->side.vocab.spell = spell;
}

void phrase_side_free(struct phrase_side *s)
{
    side_free(&s->side);
    vec_free(&s->texts);
    vec_free(&s->marks);
    arena_free(&s->arena);
    buf_free(&s->scratch);
}

void phrase_side_reset(struct phrase_side *s)
{
    side_reset(&s->side, MOST_WORDS);
    vec_clear(&s->texts);
    vec_clear(&s->marks);
    arena_reset(&s->arena);
}

bool phrase_is_join(struct span sign)
{
    static const char *const joins[] = {"-", "\u2010", "\u2011", "'", "\u2019", "\u02BC"};

    for (size_t i = 0; i < COUNT_OF(joins); i++)
        if (span_eqs(sign, joins[i]))
            return true;
    return false;
}

/* Is the sign between two words without spaces? */
static bool is_tight(struct span text, struct span sign)
{
    size_t at = (size_t)(sign.ptr - text.ptr), end = at + sign.len;

    return at > 0 && end < text.len && !strchr(" \t", text.ptr[at - 1]) &&
           !strchr(" \t", text.ptr[end]);
}

static int mark_of(struct phrase_side *s, struct span text, const struct word *w)
{
    const uint64_t *binds;
    int lemma;

    if (w->kind == WORD_SYMBOL)
        return phrase_is_join(w->text) && is_tight(text, w->text) ? MARK_JOIN : MARK_BREAK;
    if (w->kind == WORD_NUMBER)
        return MARK_NUMBER;
    lemma = vocab_is_lemma(&s->side.vocab, w->text) ? MARK_LEMMA : 0;
    if (!s->function_words)
        return lemma;
    buf_reset(&s->scratch);
    if (norm_add_folded(&s->scratch, w->text, NULL))
        return -1;
    binds = map_get(s->function_words, buf_span(&s->scratch));
    return !binds ? lemma : *binds ? lemma | MARK_FUNCTION | MARK_BINDS : lemma | MARK_FUNCTION;
}

enum status phrase_side_add(struct phrase_side *s, struct span text, struct error *e)
{
    struct span kept = arena_dup(&s->arena, text);
    struct word w;
    size_t at = 0;

    if (!kept.ptr || !vec_push(&s->texts, kept) || side_add(&s->side, kept, e))
        return error_nomem(e);
    while (word_next(kept, &at, &w)) {
        int mark = mark_of(s, kept, &w);
        if (mark < 0 || !vec_push(&s->marks, (uint8_t)mark))
            return error_nomem(e);
    }
    return ST_OK;
}

struct span phrase_text(const struct phrase_side *s, uint32_t segment, uint32_t at, uint32_t n)
{
    struct span text = s->texts.v[segment], first = span_of(text.ptr, 0), last = first;
    struct word w;
    size_t pos = 0;

    for (uint32_t i = 0; i < at + n && word_next(text, &pos, &w); i++) {
        if (i == at)
            first = w.text;
        last = w.text;
    }
    return span_of(first.ptr, (size_t)(last.ptr + last.len - first.ptr));
}
