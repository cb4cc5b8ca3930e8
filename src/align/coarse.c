/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/coarse.h"

#include "text/utf8.h"

#include <stdlib.h>

enum { SHORT_STEM = 4, SHORT_TEXT = 500000 /* words */ };

void coarse_free(struct coarse *c)
{
    free(c->type_of);
    free(c->texts);
    free(c->tokens);
}

struct span coarse_text(const struct vocab_type *t, size_t letters)
{
    return t->kind == WORD_LETTERS ? span_of(t->text.ptr, utf8_skip(t->text, letters)) : t->text;
}

static bool merge_types(struct coarse *c, const struct vocab *v)
{
    struct map stems = MAP_INIT;
    bool ok = true;

    for (size_t i = 0; ok && i < v->types.len; i++) {
        struct span text = coarse_text(&v->types.v[i], c->letters);
        bool added;
        uint64_t *slot = map_put(&stems, text, &added);
        ok = slot != NULL;
        if (ok && added) {
            c->texts[c->side.types] = text;
            *slot = c->side.types++;
        }
        if (ok)
            c->type_of[i] = (uint32_t)*slot;
    }
    map_free(&stems);
    return ok;
}

enum status coarse_make(struct coarse *c, const struct side *s, struct error *e)
{
    size_t types = s->vocab.types.len + 1;

    *c = (struct coarse){.type_of = malloc(types * sizeof *c->type_of),
                         .texts = malloc(types * sizeof *c->texts),
                         .tokens = malloc((s->tokens.len + 1) * sizeof *c->tokens)};
    c->letters = s->tokens.len < SHORT_TEXT ? SHORT_STEM : (uint32_t)s->vocab.stem;
    if (!c->type_of || !c->texts || !c->tokens || !merge_types(c, &s->vocab))
        return error_nomem(e);
    for (size_t i = 0; i < s->tokens.len; i++)
        c->tokens[i] = c->type_of[s->tokens.v[i]];
    c->side.tokens = c->tokens;
    c->side.n_tokens = s->tokens.len;
    c->side.segments = s->segments.v;
    c->side.n_segments = s->segments.len;
    return ST_OK;
}
