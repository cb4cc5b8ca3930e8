/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/hints.h"

#include "interchange/tsv.h"
#include "tools/textfile.h"

static enum status add_hints(struct hint_vec *out, struct vocab *sv, struct vocab *tv,
                             struct span source, struct span target, struct error *e)
{
    struct word s, t;

    for (size_t i = 0; word_next(source, &i, &s);) {
        uint32_t a = vocab_find(sv, s.text, s.kind);
        if (a == UINT32_MAX || s.kind == WORD_SYMBOL)
            continue;
        for (size_t j = 0; word_next(target, &j, &t);) {
            uint32_t b = vocab_find(tv, t.text, t.kind);
            if (b != UINT32_MAX && t.kind != WORD_SYMBOL &&
                !vec_push(out, ((struct lex_hint){a, b})))
                return error_nomem(e);
        }
    }
    return ST_OK;
}

enum status hints_read(struct cli *c, struct hint_vec *out, const char *path, struct side *source,
                       struct side *target, struct error *e)
{
    struct buf text = BUF_INIT, from = BUF_INIT, to = BUF_INIT;
    enum status st = textfile_read(c, path, &text, e);
    struct span rest = buf_span(&text), line;
    uint64_t number = 0;

    while (!st && span_split(&rest, '\n', &line)) {
        number++;
        line = tsv_chomp(line);
        if (line.len == 0)
            continue;
        if (!tsv_next(&line, &from) || !line.ptr || !tsv_next(&line, &to))
            st = error_at(e, ST_SYNTAX, path, number, 0,
                          _("two fields are needed, source TAB target"));
        else if (from.failed || to.failed)
            st = error_nomem(e);
        else
            st = add_hints(out, &source->vocab, &target->vocab, buf_span(&from), buf_span(&to), e);
    }
    buf_free(&text);
    buf_free(&from);
    buf_free(&to);
    return st;
}
