/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/engine.h"
#include "translit/header.h"

#include <stdlib.h>

enum status xlit_new(struct xlit **out, struct span block, const struct xlit_info *info,
                     bool reverse, void *memory, struct error *e)
{
    struct xlit *x = calloc(1, sizeof *x);
    enum status st;
    bool crosses;

    if (!x) {
        free(memory);
        return error_nomem(e);
    }
    x->memory = memory;
    x->own = *info;
    x->info = memory ? &x->own : info;
    x->reverse = reverse;
    crosses = !span_eq(info->from, info->to);
    x->script = crosses ? header_script(reverse ? info->to : info->from) : SCRIPT_OTHER;
    st = table_open(&x->table, block, e);
    if (st == ST_OK && !(x->fast = fast_new(&x->table)))
        st = error_nomem(e);
    if (st != ST_OK) {
        xlit_free(x);
        return st;
    }
    *out = x;
    return ST_OK;
}

void xlit_free(struct xlit *x)
{
    if (!x)
        return;
    if (x->other)
        x->other_close(x->other);
    free(x->why);
    buf_free(&x->work);
    buf_free(&x->scratch);
    fast_free(x->fast, &x->table);
    free(x->memory);
    free(x);
}

const struct xlit_info *xlit_info(const struct xlit *x)
{
    return x->info;
}

bool xlit_is_reverse(const struct xlit *x)
{
    return x->reverse;
}

const char *xlit_fallback(const struct xlit *x)
{
    return x->other ? x->why : NULL;
}

void xlit_set_unmapped(struct xlit *x, enum xlit_unmapped what)
{
    x->unmapped = what;
}

uint64_t xlit_unmapped_count(const struct xlit *x)
{
    return x->unmapped_count;
}

void xlit_set_composed(struct xlit *x, bool input_is_composed)
{
    x->composed_in = input_is_composed;
}

bool xlit_was_composed(const struct xlit *x)
{
    return x->input_composed;
}

bool xlit_is_composed(const struct xlit *x)
{
    return x->composed_out;
}

bool xlit_parts_at_blanks(const struct xlit *x)
{
    const uint32_t both = PASS_LINES_PART | PASS_WORDS_PART;
    const struct table_header *h = x->table.head;
    bool parts = !x->other && !h->filter;

    for (uint32_t i = 0; i < h->passes.count; i++)
        if (x->table.passes[i].kind == PASS_RULES)
            parts &= (x->table.passes[i].flags & both) == both && !x->table.passes[i].filter;
    return parts;
}

/* Letters of other scripts than `own` in what rules of a pass take. */
struct taken {
    enum script own;
    unsigned pass;
    size_t letters;
};

static size_t count_others(struct span s, enum script own)
{
    size_t n = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        n += c != UTF8_BAD && char_is_letter(c) && char_script(c) != own;
    }
    return n;
}

static void count_taken(void *context, const struct xlit_step *step)
{
    struct taken *t = context;

    if (step->pass == t->pass)
        t->letters += count_others(step->key, t->own);
}

static unsigned first_rules(const struct xlit *x)
{
    unsigned n = 0;

    while (n < x->table.head->passes.count && x->table.passes[n].kind != PASS_RULES)
        n++;
    return n + 1;
}

enum status xlit_takes_others(struct xlit *x, struct span word, enum script own, bool *takes,
                              struct error *e)
{
    const struct xlit before = *x;
    struct taken taken = {.own = own};
    struct buf out = BUF_INIT;
    enum status st;

    *takes = false;
    if (x->other)
        return ST_OK;
    taken.pass = first_rules(x);
    x->unmapped = XLIT_UNMAPPED_KEEP;
    xlit_set_trace(x, count_taken, &taken);
    st = xlit_run(x, word, &out, e);
    *takes = taken.letters >= count_others(word, own);
    xlit_set_trace(x, before.trace, before.trace_context);
    x->unmapped = before.unmapped;
    x->unmapped_count = before.unmapped_count;
    buf_free(&out);
    return st;
}

void xlit_set_trace(struct xlit *x, xlit_trace *trace, void *context)
{
    x->trace = trace;
    x->trace_context = context;
}
