/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/match.h"

struct matcher {
    struct xlit *x;
    const char *edge; /* limit or base */
    unsigned budget;  /* code points that quantifiers may still take */
};

bool match_at_start(const char *at, const char *base)
{
    return at == base || at[-1] == '\n';
}

bool match_at_end(const char *at, const char *end)
{
    return at == end || *at == '\n' || *at == '\r';
}

static bool set_forward(struct matcher *m, const struct table_set *set, const char **at)
{
    const struct table *t = &m->x->table;
    struct span rest = span_of(*at, (size_t)(m->edge - *at));
    size_t len;

    for (uint32_t i = 0; i < set->strings.count; i++) {
        struct table_text s = t->strings[set->strings.offset + i];

        if (span_starts(rest, span_of(t->text + s.offset, s.len))) {
            *at += s.len;
            return true;
        }
    }
    if (rest.len > 0 && table_set_has(t, set, utf8_decode(rest, 0, &len))) {
        *at += len;
        return true;
    }
    return set->edge && match_at_end(*at, m->edge);
}

static bool set_backward(struct matcher *m, const struct table_set *set, const char **at)
{
    const struct table *t = &m->x->table;
    struct span rest = span_of(m->edge, (size_t)(*at - m->edge));
    size_t from = rest.len;

    for (uint32_t i = 0; i < set->strings.count; i++) {
        struct table_text s = t->strings[set->strings.offset + i];

        if (span_ends(rest, span_of(t->text + s.offset, s.len))) {
            *at -= s.len;
            return true;
        }
    }
    if (rest.len > 0 && table_set_has(t, set, utf8_prev(rest, &from))) {
        *at = rest.ptr + from;
        return true;
    }
    return set->edge && match_at_start(*at, m->edge);
}

static bool run_forward(struct matcher *m, const uint32_t *w, const uint32_t *end, const char **at);
static bool run_backward(struct matcher *m, const uint32_t *w, const uint32_t *end,
                         const char **at);

typedef bool runner(struct matcher *, const uint32_t *, const uint32_t *, const char **);

/* w: OP_QUANT, min, max, body. */
static bool quantifier(struct matcher *m, const uint32_t *w, runner *run, const char **at)
{
    uint32_t count = 0, max = w[2] < XLIT_REACH ? w[2] : XLIT_REACH;
    const uint32_t *body = w + 3, *end = body + op_arg(*w);

    while (count < max && m->budget > 0) {
        const char *next = *at;

        if (!run(m, body, end, &next))
            break;
        count++;
        m->budget--;
        if (next == *at)
            break;
        *at = next;
    }
    return count >= w[1];
}

static bool run_forward(struct matcher *m, const uint32_t *w, const uint32_t *end, const char **at)
{
    const struct table *t = &m->x->table;
    const char *from;

    for (; w < end; w++) {
        uint32_t arg = op_arg(*w);

        switch (op_code(*w)) {
        case OP_LIT:
            if ((size_t)(m->edge - *at) < arg || memcmp(*at, t->text + *++w, arg) != 0)
                return false;
            *at += arg;
            break;
        case OP_SET:
            if (!set_forward(m, &t->sets[arg], at))
                return false;
            break;
        case OP_QUANT:
            if (!quantifier(m, w, run_forward, at))
                return false;
            w += 2 + arg;
            break;
        default: /* OP_SEG */
            from = *at;
            if (!run_forward(m, w + 2, w + 2 + arg, at))
                return false;
            m->x->segments[w[1]].text = span_of(from, (size_t)(*at - from));
            w += 1 + arg;
            break;
        }
    }
    return true;
}

/* Going back the first match of a repeated segment is the rightmost, and it is kept. */
static void note_backward(struct matcher *m, uint32_t number, const char *at, const char *from)
{
    struct segment *s = &m->x->segments[number];

    if (from == m->edge)
        s->text = span_of(NULL, 0);
    else if (!s->text.ptr)
        s->text = span_of(at, (size_t)(from - at));
}

static bool run_backward(struct matcher *m, const uint32_t *w, const uint32_t *end, const char **at)
{
    const struct table *t = &m->x->table;
    const char *from;

    for (; w < end; w++) {
        uint32_t arg = op_arg(*w);

        switch (op_code(*w)) {
        case OP_LIT:
            if ((size_t)(*at - m->edge) < arg || memcmp(*at - arg, t->text + *++w, arg) != 0)
                return false;
            *at -= arg;
            break;
        case OP_SET:
            if (!set_backward(m, &t->sets[arg], at))
                return false;
            break;
        case OP_QUANT:
            if (!quantifier(m, w, run_backward, at))
                return false;
            w += 2 + arg;
            break;
        default: /* OP_SEG */
            from = *at;
            if (!run_backward(m, w + 2, w + 2 + arg, at))
                return false;
            note_backward(m, w[1], *at, from);
            w += 1 + arg;
            break;
        }
    }
    return true;
}

bool match_forward(struct xlit *x, struct table_array code, const char **at, const char *limit)
{
    struct matcher m = {x, limit, XLIT_REACH};
    const uint32_t *w = x->table.code + code.offset;

    return run_forward(&m, w, w + code.count, at);
}

bool match_backward(struct xlit *x, struct table_array code, const char **at, const char *base)
{
    struct matcher m = {x, base, XLIT_REACH};
    const uint32_t *w = x->table.code + code.offset;

    return run_backward(&m, w, w + code.count, at);
}
