/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running a system.  What is converted stands at the end of x->out, what is to come in [p, end);
 * a pass moves text from the right to the left.  A cursor put back, and the next pass, take text
 * back from the left: it is put before p in x->work, where the text read so far left room.
 */
#include "translit/fast.h"
#include "translit/match.h"

enum { HEADROOM = 1024, FAST_ROOM = 4096 };

/* Move the last `n` bytes of the output back before p. */
static enum status take_back(struct xlit *x, size_t n, struct error *e)
{
    const char *from = x->out->data + x->out->len - n;
    size_t rest = (size_t)(x->end - x->p), tail = (size_t)(x->end - x->limit), head, room;

    if (n == 0)
        return ST_OK;
    if (!x->in_work || (size_t)(x->p - x->work.data) < n) {
        struct buf grown = BUF_INIT;

        head = n + HEADROOM + (x->in_work ? rest / 2 : 0);
        room = head + rest;
        if (room < rest || !buf_reserve(&grown, room))
            return error_nomem(e);
        memcpy(grown.data + head, x->p, rest);
        x->p = grown.data + head;
        buf_free(&x->work);
        x->work = grown;
        x->in_work = true;
    }
    x->p -= n;
    memcpy(x->work.data + (x->p - x->work.data), from, n);
    x->out->len -= n;
    x->end = x->p + n + rest;
    x->limit = x->end - tail;
    return ST_OK;
}

/* Copy bytes from the right to the left. */
static inline void pass_over(struct xlit *x, size_t n)
{
    buf_addn(x->out, x->p, n);
    x->p += n;
}

/* Is the whole output NFC whatever the rules made? */
static bool ends_composed(const struct xlit *x)
{
    const struct table_header *h = x->table.head;
    const struct table_pass *last = h->passes.count ? &x->table.passes[h->passes.count - 1] : NULL;

    return last && last->kind == PASS_NFC && !last->filter && !h->filter;
}

static size_t char_len(const struct xlit *x)
{
    size_t len;

    (void)utf8_decode(span_of(x->p, (size_t)(x->limit - x->p)), 0, &len);
    return len;
}

/* A letter of the source script that no rule took. */
static enum status unmapped_letter(struct xlit *x, size_t len, struct error *e)
{
    x->unmapped_count++;
    switch (x->unmapped) {
    case XLIT_UNMAPPED_DROP:
        x->p += len;
        break;
    case XLIT_UNMAPPED_MARK:
        x->wild = true; /* the brackets */
        buf_adds(x->out, "⟨");
        pass_over(x, len);
        buf_adds(x->out, "⟩");
        break;
    case XLIT_UNMAPPED_ERROR:
        return error_set(e, ST_SYNTAX, _("no rule for the letter \"%.*s\""), (int)len, x->p);
    case XLIT_UNMAPPED_KEEP:
        pass_over(x, len);
        break;
    }
    return ST_OK;
}

/* No rule matches at p: one code point is passed over. */
static inline enum status no_match(struct xlit *x, const struct table_pass *pass, uint32_t c,
                                   size_t len, struct error *e)
{
    if ((c >= 0x80 || x->script == SCRIPT_LATIN) && c != UTF8_BAD && pass->last_rules &&
        x->script != SCRIPT_OTHER && char_script(c) == x->script && char_is_letter(c))
        return unmapped_letter(x, len, e);
    pass_over(x, len);
    return ST_OK;
}

/* What a rule matched: the text before from `ante`, the key up to `key`, what follows to `post`. */
struct matched {
    const char *ante, *key, *post;
};

/* One set as before-context. */
static inline bool set_before(struct xlit *x, const struct table_rule *r, const char *base,
                              const char **at)
{
    const struct table_set *set = &x->table.sets[op_arg(x->table.code[r->ante.offset])];
    size_t from = (size_t)(*at - base);
    uint32_t c;

    if (from > 0) {
        c = (unsigned char)(*at)[-1];
        if (c < 0x80)
            from--;
        else
            c = utf8_prev(span_of(base, from), &from);
        if (table_set_has(&x->table, set, c)) {
            *at = base + from;
            return true;
        }
    }
    return set->edge && match_at_start(*at, base);
}

/* One set as after-context. */
static inline bool set_after(struct xlit *x, const struct table_rule *r, const char **at)
{
    const struct table_set *set = &x->table.sets[op_arg(x->table.code[r->post.offset])];
    size_t len;

    if (*at < x->end &&
        table_set_has(&x->table, set, utf8_decode(span_of(*at, (size_t)(x->end - *at)), 0, &len))) {
        *at += len;
        return true;
    }
    return set->edge && match_at_end(*at, x->end);
}

static inline bool context_before(struct xlit *x, const struct table_rule *r, struct matched *m)
{
    const char *base = x->out->data + x->base;

    if (r->flags & RULE_ANTE_SET) {
        if (!set_before(x, r, base, &m->ante))
            return false;
    } else if (r->ante.count && !match_backward(x, r->ante, &m->ante, base)) {
        return false;
    }
    return !(r->flags & RULE_AT_START) || match_at_start(m->ante, base);
}

static bool rule_matches(struct xlit *x, const struct table_rule *r, size_t first_len,
                         struct matched *m)
{
    if (r->flags & RULE_SEGMENTS)
        memset(x->segments, 0, sizeof x->segments);
    m->ante = x->out->data + x->out->len;
    m->key = x->p;
    if (!context_before(x, r, m))
        return false;
    if (r->flags & RULE_ONE)
        m->key += first_len;
    else if (r->key.count && !match_forward(x, r->key, &m->key, x->limit))
        return false;
    m->post = m->key;
    if (r->flags & RULE_POST_SET) {
        if (!set_after(x, r, &m->post))
            return false;
    } else if (r->post.count && !match_forward(x, r->post, &m->post, x->end)) {
        return false;
    }
    return !(r->flags & RULE_AT_END) || match_at_end(m->post, x->end);
}

/* The rule's output; a cursor inside it is stored in *cursor. */
static struct span rule_output(struct xlit *x, const struct table_rule *r, size_t *cursor)
{
    const uint32_t *w = x->table.code + r->output.offset;

    *cursor = r->cursor;
    if (!(r->flags & RULE_PROGRAM))
        return span_of(x->table.text + r->output.offset, r->output.count);
    buf_reset(&x->scratch);
    for (uint32_t i = 0; i < r->output.count; i++) {
        uint32_t arg = op_arg(w[i]);

        if (op_code(w[i]) == OP_LIT)
            buf_addn(&x->scratch, x->table.text + w[++i], arg);
        else if (op_code(w[i]) == OP_REF)
            buf_add(&x->scratch, x->segments[arg].text);
        else
            *cursor = x->scratch.len;
    }
    if (x->scratch.failed)
        x->out->failed = true;
    return buf_span(&x->scratch);
}

static void trace(struct xlit *x, const struct table_pass *pass, const struct table_rule *r,
                  struct span key, struct span output)
{
    struct table_text s = r ? r->source : (struct table_text){0, 0};
    struct xlit_step step = {
        .system = pass->system.len ? span_of(x->table.text + pass->system.offset, pass->system.len)
                                   : x->info->id,
        .pass = (unsigned)(pass - x->table.passes) + 1,
        .line = r ? r->line : 0,
        .rule = r                         ? span_of(x->table.text + s.offset, s.len)
                : pass->kind == PASS_NFC ? span_str("::NFC")
                                          : span_str("::NFD"),
        .key = key,
        .output = output,
    };

    x->trace(x->trace_context, &step);
}

/* Put the cursor where the rule wants it: `back` bytes of output are read again, or `m->post` and
 * the limit permitting some text that follows is passed over. */
static enum status place_cursor(struct xlit *x, const struct table_rule *r, size_t out_len,
                                size_t cursor, size_t ante_len, size_t post_len, struct error *e)
{
    struct span left = span_of(x->out->data + x->base, x->out->len - x->base);
    size_t at = left.len - out_len, lowest = at - ante_len;
    const char *last = x->p + post_len;

    if (lowest < x->floor - x->base)
        lowest = x->floor - x->base;
    switch (r->cursor_kind) {
    case CURSOR_INSIDE:
        return take_back(x, out_len - cursor, e);
    case CURSOR_BEFORE:
        for (uint32_t n = r->cursor; n > 0 && at > lowest; n--)
            (void)utf8_prev(left, &at);
        return take_back(x, left.len - (at > lowest ? at : lowest), e);
    case CURSOR_AFTER:
        if (last > x->limit)
            last = x->limit;
        for (uint32_t n = r->cursor; n > 0 && x->p < last; n--)
            pass_over(x, char_len(x));
        return ST_OK;
    default:
        return ST_OK;
    }
}

static enum status apply(struct xlit *x, const struct table_pass *pass, const struct table_rule *r,
                         const struct matched *m, struct error *e)
{
    size_t cursor, ante_len = (size_t)(x->out->data + x->out->len - m->ante);
    size_t post_len = (size_t)(m->post - m->key);
    struct span key = span_of(x->p, (size_t)(m->key - x->p));
    struct span output = rule_output(x, r, &cursor);

    if (x->trace)
        trace(x, pass, r, key, output);
    buf_add(x->out, output);
    x->p = m->key;
    if (x->out->failed)
        return error_nomem(e);
    if (r->cursor_kind == CURSOR_AT_END)
        return ST_OK;
    return place_cursor(x, r, output.len, cursor, ante_len, post_len, e);
}

/* Endless rules are told from long texts as ICU tells them, but not passed over in silence. */
static enum status endless(const struct xlit *x, struct error *e)
{
    return error_set(e, ST_LIMIT, _("the rules of %.*s do not come to an end on this text"),
                     SPAN_ARG(x->info->id));
}

struct lookup {
    const uint16_t *s1, *s2, *s3;
    const struct table_cell *cells;
    const uint32_t *lists;
    const struct table_rule *rules;
};

static inline const struct table_cell *find_cell(const struct lookup *l, uint32_t c)
{
    return &l->cells[l->s3[l->s2[l->s1[c >> 12] * 64U + (c >> 6 & 63)] * 64U + (c & 63)]];
}

/* Try the candidates at p; *len is the first code point's length. */
static enum status try_rules(struct xlit *x, const struct table_pass *pass, const struct lookup *l,
                             const struct table_cell *cell, uint32_t c, size_t len,
                             struct error *e)
{
    const uint32_t *list = l->lists + cell->list;

    for (uint32_t i = 0; i < cell->count; i++) {
        const struct table_rule *r = &l->rules[list[i]];
        struct matched m;

        if (!rule_matches(x, r, len, &m))
            continue;
        if ((r->flags & RULE_SHORT) && !x->trace) { /* rules_pass left room */
            memcpy(x->out->data + x->out->len, x->table.text + r->output.offset, r->output.count);
            x->out->len += r->output.count;
            x->p = m.key;
            return ST_OK;
        }
        return apply(x, pass, r, &m, e);
    }
    return no_match(x, pass, c, len, e);
}

/* The rules themselves are asked, so nobody looks at the characters: is the text to come loose? */
static bool ask_rest(struct xlit *x)
{
    if (!x->asked)
        x->loose |= !norm_is_nfc_quick(span_of(x->p, (size_t)(x->limit - x->p)));
    x->asked = true;
    return x->loose;
}

/* One code point by the rules. */
static enum status one_step(struct xlit *x, const struct table_pass *pass, const struct lookup *l,
                            uint64_t *steps, struct error *e)
{
    size_t len;
    uint32_t c = utf8_decode(span_of(x->p, (size_t)(x->limit - x->p)), 0, &len);
    const struct table_cell *cell = c == UTF8_BAD ? l->cells : find_cell(l, c);

    if (cell->count == 0)
        return no_match(x, pass, c, len, e);
    x->wild |= !(pass->flags & PASS_STEADY);
    if (UNLIKELY((*steps)-- == 0))
        return endless(x, e);
    return try_rules(x, pass, l, cell, c, len, e);
}

/* Where x->doubt is set, this stops at the first text that may not be composed. */
static enum status rules_pass(struct xlit *x, const struct table_pass *pass, struct error *e)
{
    const struct lookup l = {
        TABLE_AT(&x->table, pass->stage1, uint16_t),
        TABLE_AT(&x->table, pass->stage2, uint16_t),
        TABLE_AT(&x->table, pass->stage3, uint16_t),
        TABLE_AT(&x->table, pass->cells, struct table_cell),
        TABLE_AT(&x->table, pass->lists, uint32_t),
        TABLE_AT(&x->table, pass->rules, struct table_rule),
    };
    const struct fast *f = &x->fast[pass - x->table.passes];
    const bool machine = fast_may_run(f, x);
    uint64_t steps = 16 * (uint64_t)(x->limit - x->p) + 16;
    enum status st = ST_OK;

    x->floor = x->out->len;
    if (!x->asked)
        x->loose = false;
    while (st == ST_OK) {
        if (UNLIKELY(!buf_reserve(x->out, FAST_ROOM)))
            return error_nomem(e);
        if (machine)
            fast_run(f, x, &x->loose);
        if (x->p >= x->limit || (x->doubt && (x->loose || ask_rest(x))))
            break;
        (void)ask_rest(x);
        st = one_step(x, pass, &l, &steps, e);
    }
    return st;
}

static enum status norm_pass(struct xlit *x, const struct table_pass *pass, struct error *e)
{
    struct span in = span_of(x->p, (size_t)(x->limit - x->p));
    size_t from = x->out->len;
    enum status st;

    if (pass->kind == PASS_NFC && norm_is_nfc_quick(in)) {
        pass_over(x, in.len);
        return ST_OK;
    }
    st = norm_add(x->out, in, pass->kind == PASS_NFC ? NORM_NFC : NORM_NFD, e);
    if (st != ST_OK)
        return st;
    x->p = x->limit;
    if (x->trace && !span_eq(in, span_from(buf_span(x->out), from)))
        trace(x, pass, NULL, in, span_from(buf_span(x->out), from));
    return ST_OK;
}

static enum status one_pass(struct xlit *x, const struct table_pass *pass, struct error *e)
{
    return pass->kind == PASS_RULES ? rules_pass(x, pass, e) : norm_pass(x, pass, e);
}

typedef enum status part_function(struct xlit *x, const struct table_pass *pass, struct error *e);

/* Call `run` for each stretch of [p, limit) that the filter (set + 1; 0: everything) lets
 * through; the rest is passed over. */
static enum status filtered(struct xlit *x, uint32_t filter, part_function *run,
                            const struct table_pass *pass, struct error *e)
{
    const struct table_set *set = filter ? &x->table.sets[filter - 1] : NULL;
    const size_t tail = (size_t)(x->end - x->limit);
    enum status st = ST_OK;
    size_t len;

    if (!set)
        return run(x, pass, e);
    while (st == ST_OK && x->p < x->end - tail) {
        struct span rest = span_of(x->p, (size_t)(x->end - tail - x->p));
        size_t skip = 0, upto;

        while (skip < rest.len && !table_set_has(&x->table, set, utf8_decode(rest, skip, &len)))
            skip += len;
        upto = skip;
        while (upto < rest.len && table_set_has(&x->table, set, utf8_decode(rest, upto, &len)))
            upto += len;
        pass_over(x, skip);
        x->limit = x->p + (upto - skip);
        if (upto > skip)
            st = run(x, pass, e);
    }
    x->limit = x->end - tail;
    return st;
}

/* The text of the pass at hand: [p, limit), or, `left`, what stands at the end of the output. */
static struct span text_now(const struct xlit *x, bool left, size_t start)
{
    return left ? span_from(buf_span(x->out), start) : span_of(x->p, (size_t)(x->limit - x->p));
}

/* Need pass `i`, a normalization, not be run?  Where nobody knows and a machine comes next, it will
 * tell (x->doubt). */
static bool needless(struct xlit *x, uint32_t i, bool left, size_t start)
{
    const struct table_pass *pass = &x->table.passes[i];

    if (pass->kind != PASS_NFC)
        return false;
    if (!x->loose && x->asked)
        return true;
    if (!left && x->composed_in)
        return true;
    if (!left && !x->firm && !pass->filter && i + 1 < x->table.head->passes.count &&
        !pass[1].filter && x->fast[i + 1].pass && !x->trace) {
        x->doubt = true;
        return true;
    }
    x->loose = !norm_is_nfc_quick(text_now(x, left, start));
    x->asked = true;
    return !x->loose;
}

/* What a pass wrote is not loose when its rules write nothing loose and what it read was not. */
static void note_written(struct xlit *x, const struct table_pass *pass)
{
    x->loose |= pass->kind != PASS_RULES || pass->filter || x->wild;
    x->asked = !x->loose;
}

/* All passes over [p, limit).  False in *sure: begun on the supposition that the text is composed,
 * which it may not be. */
static enum status try_passes(struct xlit *x, bool *sure, struct error *e)
{
    const struct table_header *h = x->table.head;
    const size_t start = x->out->len;
    bool left = false; /* is the text at the end of x->out yet? */
    enum status st = ST_OK;

    for (uint32_t i = 0; i < h->passes.count && st == ST_OK; i++) {
        const struct table_pass *pass = &x->table.passes[i];

        if (needless(x, i, left, start))
            continue;
        if (left && (st = take_back(x, x->out->len - start, e)) != ST_OK)
            break;
        x->wild = false;
        st = filtered(x, pass->filter, one_pass, pass, e);
        if (x->doubt && x->loose) {
            *sure = false;
            return st;
        }
        if (!left)
            x->loose_in |= x->loose || pass->kind != PASS_RULES;
        x->doubt = false;
        note_written(x, pass);
        left = true;
    }
    if (st == ST_OK && !left) {
        x->loose |= !x->asked && !norm_is_nfc_quick(text_now(x, false, 0));
        x->loose_in |= x->loose;
        pass_over(x, (size_t)(x->limit - x->p));
    }
    x->loose_out |= x->loose;
    return st;
}

static enum status all_passes(struct xlit *x, UNUSED const struct table_pass *none, struct error *e)
{
    const size_t start = x->out->len;
    const char *const p = x->p;
    const uint64_t unmapped = x->unmapped_count;
    bool sure = true;
    enum status st;

    x->loose = x->asked = x->doubt = x->firm = false;
    st = try_passes(x, &sure, e);
    if (sure)
        return st;
    x->out->len = start;
    x->p = p;
    x->unmapped_count = unmapped;
    x->loose = x->asked = x->doubt = false;
    x->firm = true;
    return try_passes(x, &sure, e);
}

/* Through ICU, the parts between those that are kept each for itself. */
static enum status run_other(struct xlit *x, struct span in, struct xlit_keep *keep, size_t count,
                             struct buf *out, struct error *e)
{
    const size_t before = out->len;
    size_t done = 0;
    enum status st = ST_OK;

    for (size_t i = 0; i <= count && st == ST_OK; i++) {
        size_t from = i < count ? keep[i].from : in.len, to = i < count ? keep[i].to : in.len;
        struct span part = span_cut(in, done, from);

        if (part.len > 0)
            st = x->other_run(x->other, part, out, e);
        if (st == ST_OK && i < count) {
            keep[i].from = out->len - before;
            buf_add(out, span_cut(in, from, to));
            keep[i].to = out->len - before;
        }
        done = to;
    }
    if (st != ST_OK)
        out->len = before;
    return st;
}

static void pass_kept(struct xlit *x, size_t n)
{
    bool loose = !norm_is_nfc_quick(span_of(x->p, n));

    x->loose_in |= loose;
    x->loose_out |= loose;
    pass_over(x, n);
}

enum status xlit_run_keeping(struct xlit *x, struct span in, struct xlit_keep *keep, size_t count,
                             struct buf *out, struct error *e)
{
    const size_t before = out->len;
    size_t done = 0; /* bytes of the input */
    enum status st = ST_OK;

    x->composed_out = x->input_composed = false;
    if (x->other)
        return run_other(x, in, keep, count, out, e);
    x->out = out;
    x->base = before;
    x->in_work = false;
    x->loose_in = x->loose_out = x->table.head->filter != 0;
    x->p = in.ptr;
    x->end = in.ptr + in.len;
    if (!buf_reserve(out, in.len + 64))
        return error_nomem(e);
    for (size_t i = 0; i <= count && st == ST_OK; i++) {
        size_t from = i < count && keep[i].from < in.len ? keep[i].from : in.len;
        size_t to = i < count && keep[i].to < in.len ? keep[i].to : in.len;

        x->limit = x->end - (in.len - from);
        if (from > done)
            st = filtered(x, x->table.head->filter, all_passes, NULL, e);
        if (st == ST_OK && i < count) {
            keep[i].from = out->len - before;
            pass_kept(x, to - from);
            keep[i].to = out->len - before;
        }
        done = to;
    }
    x->input_composed = st == ST_OK && !x->loose_in;
    x->composed_out = st == ST_OK && (!x->loose_out || (count == 0 && ends_composed(x)));
    if (st == ST_OK)
        st = buf_status(out, e);
    if (st != ST_OK) {
        out->len = before;
        out->failed = false;
    }
    if (out->data)
        out->data[out->len] = '\0';
    return st;
}

enum status xlit_run(struct xlit *x, struct span in, struct buf *out, struct error *e)
{
    return xlit_run_keeping(x, in, NULL, 0, out, e);
}
