/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/hints.h"

#include "tools/dictfile.h"

struct reading_hints {
    struct hint_vec *out;
    struct vocab *source, *target;
};

static enum status add_hints(void *context, struct span source, struct span target,
                             struct error *e)
{
    const struct reading_hints *r = context;
    struct word s, t;

    for (size_t i = 0; word_next(source, &i, &s);) {
        uint32_t a = vocab_find(r->source, s.text, s.kind);
        if (a == UINT32_MAX || s.kind == WORD_SYMBOL)
            continue;
        for (size_t j = 0; word_next(target, &j, &t);) {
            uint32_t b = vocab_find(r->target, t.text, t.kind);
            if (b != UINT32_MAX && t.kind != WORD_SYMBOL &&
                !vec_push(r->out, ((struct lex_hint){a, b})))
                return error_nomem(e);
        }
    }
    return ST_OK;
}

enum status hints_read(struct cli *c, struct hint_vec *out, const char *path,
                       const char *source_lang, const char *target_lang, struct side *source,
                       struct side *target, struct error *e)
{
    struct reading_hints r = {out, &source->vocab, &target->vocab};

    return dictfile_each(c, path, source_lang, target_lang, add_hints, &r, e);
}
