/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/compile.h"

#include "base/map.h"
#include "text/norm.h"
#include "translit/automaton.h"
#include "translit/rules.h"

#include <stdlib.h>

enum { MAX_RULES = 20000, MAX_CODE = 1 << 16 };

struct compiler {
    const struct rules *rules;
    const char *file;
    struct buf *block; /* written from `base` on */
    size_t base;
    struct table_header head;
    struct buf sets, bitmaps, ranges, strings, code, text;
    struct map literals;  /* text -> offset */
    struct map same_sets; /* content -> number in `sets` */
    VEC(uint32_t) set_of; /* number in `sets` of each of rules->sets */
    struct buf scratch;
    struct error *e;
};

/* Append an array to the block at a multiple of 8. */
static struct table_array put(struct compiler *c, const struct buf *items, size_t size)
{
    static const char zeroes[8];
    struct table_array a;

    buf_addn(c->block, zeroes, (c->base - c->block->len) & 7);
    a.offset = (uint32_t)(c->block->len - c->base);
    a.count = (uint32_t)(items->len / size);
    buf_add(c->block, buf_span(items));
    c->block->failed |= items->failed;
    return a;
}

/* Where `s` stands in the text array. */
static struct table_text literal(struct compiler *c, struct span s)
{
    bool added;
    uint64_t *slot;

    if (s.len == 0)
        return (struct table_text){0, 0};
    slot = map_put(&c->literals, s, &added);
    if (!slot) {
        c->text.failed = true;
        return (struct table_text){0, 0};
    }
    if (added) {
        *slot = c->text.len;
        buf_add(&c->text, s);
    }
    return (struct table_text){(uint32_t)*slot, (uint32_t)s.len};
}

static int longest_first(const void *x, const void *y)
{
    const struct table_text *a = x, *b = y;

    if (a->len != b->len)
        return a->len > b->len ? -1 : 1;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static void add_strings(struct compiler *c, const struct uniset *u, struct table_set *set)
{
    set->strings.offset = (uint32_t)(c->strings.len / sizeof(struct table_text));
    set->strings.count = (uint32_t)u->strings.len;
    for (size_t i = 0; i < u->strings.len; i++) {
        struct table_text t = literal(c, buf_span(&u->strings.v[i]));

        buf_addn(&c->strings, (const char *)&t, sizeof t);
    }
    if (!c->strings.failed && u->strings.len)
        qsort(c->strings.data + set->strings.offset * sizeof(struct table_text), u->strings.len,
              sizeof(struct table_text), longest_first);
}

static void add_ranges(struct compiler *c, const struct uniset *u, struct table_set *set)
{
    uint64_t bitmap[SET_LOW / 64] = {0};

    set->bitmap = (uint32_t)(c->bitmaps.len / 8);
    set->ranges.offset = (uint32_t)(c->ranges.len / sizeof(struct table_range));
    for (size_t i = 0; i < u->ranges.len; i++) {
        struct table_range r = {u->ranges.v[i].first, u->ranges.v[i].last};

        for (uint32_t k = r.first; k <= r.last && k < SET_LOW; k++)
            bitmap[k / 64] |= (uint64_t)1 << (k % 64);
        if (r.last < SET_LOW)
            continue;
        if (r.first < SET_LOW)
            r.first = SET_LOW;
        buf_addn(&c->ranges, (const char *)&r, sizeof r);
        set->ranges.count++;
    }
    buf_addn(&c->bitmaps, (const char *)bitmap, sizeof bitmap);
}

static enum status add_set(struct compiler *c, const struct uniset *u)
{
    struct table_set set = {.edge = u->edge};
    uint64_t *slot = map_put(&c->same_sets, buf_span(&u->pattern), NULL);

    if (!slot)
        return error_nomem(c->e);
    if (*slot == 0) { /* number + 1 */
        add_ranges(c, u, &set);
        add_strings(c, u, &set);
        buf_addn(&c->sets, (const char *)&set, sizeof set);
        *slot = c->sets.len / sizeof set;
    }
    return vec_push(&c->set_of, (uint32_t)*slot - 1) ? ST_OK : error_nomem(c->e);
}

static void word(struct compiler *c, uint32_t w)
{
    buf_addn(&c->code, (const char *)&w, sizeof w);
}

static uint32_t words(const struct compiler *c)
{
    return (uint32_t)(c->code.len / sizeof(uint32_t));
}

/* Characters els[from, to) as one literal. */
static void emit_text(struct compiler *c, const struct el *els, size_t from, size_t to)
{
    struct table_text t;

    buf_reset(&c->scratch);
    for (size_t i = from; i < to; i++)
        utf8_add(&c->scratch, els[i].value);
    t = literal(c, buf_span(&c->scratch));
    word(c, op_make(OP_LIT, t.len));
    word(c, t.offset);
}

static bool emit(struct compiler *c, const struct el *els, size_t n, bool backward, unsigned depth);

static bool emit_node(struct compiler *c, struct el el, bool backward, unsigned depth)
{
    const struct node *node = &c->rules->nodes.v[el.value];
    size_t at = c->code.len;
    uint32_t op, body;

    word(c, 0);
    if (el.kind == EL_QUANT) {
        word(c, node->min);
        word(c, node->max);
    } else {
        word(c, node->number);
    }
    body = words(c);
    if (!emit(c, node->body.v, node->body.len, backward, depth + 1))
        return false;
    op = op_make(el.kind == EL_QUANT ? OP_QUANT : OP_SEG, words(c) - body);
    if (!c->code.failed)
        memcpy(c->code.data + at, &op, sizeof op);
    return true;
}

/* Write a matcher; false when it is nested too deeply or too long. */
static bool emit(struct compiler *c, const struct el *els, size_t n, bool backward, unsigned depth)
{
    if (depth > MAX_NESTING || words(c) > 64 * MAX_CODE)
        return false;
    for (size_t done = 0; done < n;) {
        size_t i = backward ? n - 1 - done : done, run = 1;

        switch (els[i].kind) {
        case EL_CHAR:
            while (done + run < n && els[backward ? i - run : i + run].kind == EL_CHAR)
                run++;
            if (backward)
                emit_text(c, els, i - run + 1, i + 1);
            else
                emit_text(c, els, i, i + run);
            break;
        case EL_SET:
            word(c, op_make(OP_SET, c->set_of.v[els[i].value]));
            break;
        default:
            if (!emit_node(c, els[i], backward, depth))
                return false;
            break;
        }
        done += run;
    }
    return true;
}

static enum status matcher(struct compiler *c, const struct rule *r, size_t from, size_t n,
                           bool backward, struct table_array *out)
{
    uint32_t start = words(c);

    if (!emit(c, r->pattern.v + from, n, backward, 0) || words(c) - start > MAX_CODE)
        return error_at(c->e, ST_LIMIT, c->file, r->line, 0, _("the rule is too long"));
    *out = (struct table_array){start, words(c) - start};
    return ST_OK;
}

static void set_cursor(const struct rule *r, struct table_rule *out)
{
    int64_t len = (int64_t)r->output.len;

    if (r->cursor == len) {
        out->cursor_kind = CURSOR_AT_END;
    } else if (r->cursor < 0) {
        out->cursor_kind = CURSOR_BEFORE;
        out->cursor = (uint32_t)-r->cursor;
    } else if (r->cursor > len) {
        out->cursor_kind = CURSOR_AFTER;
        out->cursor = (uint32_t)(r->cursor - len);
    } else {
        out->cursor_kind = CURSOR_INSIDE;
    }
}

static void plain_output(struct compiler *c, const struct rule *r, struct table_rule *out)
{
    struct table_text t;

    buf_reset(&c->scratch);
    for (size_t i = 0; i < r->output.len; i++) {
        if (out->cursor_kind == CURSOR_INSIDE && (int64_t)i == r->cursor)
            out->cursor = (uint32_t)c->scratch.len;
        utf8_add(&c->scratch, r->output.v[i].value);
    }
    t = literal(c, buf_span(&c->scratch));
    out->output = (struct table_array){t.offset, t.len};
}

static void program_output(struct compiler *c, const struct rule *r, struct table_rule *out)
{
    const struct els *o = &r->output;
    uint32_t start = words(c);

    for (size_t i = 0, run; i < o->len; i += run) {
        run = 1;
        if (out->cursor_kind == CURSOR_INSIDE && (int64_t)i == r->cursor)
            word(c, op_make(OP_CURSOR, 0));
        if (o->v[i].kind == EL_SEGMENT) {
            word(c, op_make(OP_REF, c->rules->nodes.v[o->v[i].value].number));
            continue;
        }
        while (i + run < o->len && o->v[i + run].kind == EL_CHAR && (int64_t)(i + run) != r->cursor)
            run++;
        emit_text(c, o->v, i, i + run);
    }
    out->flags |= RULE_PROGRAM;
    out->output = (struct table_array){start, words(c) - start};
}

static bool is_one(const struct compiler *c, const struct rule *r)
{
    const struct el *key = r->pattern.v + r->ante;
    const struct uniset *set;

    if (r->key != 1 || key->kind == EL_CHAR)
        return r->key == 1;
    set = key->kind == EL_SET ? &c->rules->sets.v[key->value] : NULL;
    return set && set->strings.len == 0 && !set->edge;
}

/* Is a context one set without strings? */
static bool is_set(const struct compiler *c, const struct el *els, size_t n)
{
    return n == 1 && els->kind == EL_SET && c->rules->sets.v[els->value].strings.len == 0;
}

static enum status compile_rule(struct compiler *c, const struct rule *r, struct table_rule *out)
{
    size_t post = r->ante + r->key;
    bool program = false;
    enum status st;

    *out = (struct table_rule){.line = r->line};
    out->flags = (r->at_start ? RULE_AT_START : 0U) | (r->at_end ? RULE_AT_END : 0U) |
                 (is_one(c, r) ? RULE_ONE : 0U) | (r->segments ? RULE_SEGMENTS : 0U);
    if (is_set(c, r->pattern.v, r->ante))
        out->flags |= RULE_ANTE_SET;
    if (is_set(c, r->pattern.v + post, r->pattern.len - post))
        out->flags |= RULE_POST_SET;
    st = matcher(c, r, 0, r->ante, true, &out->ante);
    if (st == ST_OK)
        st = matcher(c, r, r->ante, r->key, false, &out->key);
    if (st == ST_OK)
        st = matcher(c, r, post, r->pattern.len - post, false, &out->post);
    if (st != ST_OK)
        return st;
    set_cursor(r, out);
    for (size_t i = 0; i < r->output.len; i++)
        program |= r->output.v[i].kind != EL_CHAR;
    if (program)
        program_output(c, r, out);
    else
        plain_output(c, r, out);
    if (!program && out->cursor_kind == CURSOR_AT_END && out->output.count <= RULE_INLINE)
        out->flags |= RULE_SHORT;
    out->source = literal(c, r->source);
    return ST_OK;
}

static bool add_range(struct index_rule *to, uint32_t first, uint32_t last)
{
    struct uniset_range r = {first, last};

    return vec_push(&to->first, r);
}

static bool set_first(const struct uniset *set, struct index_rule *to)
{
    bool ok = true;

    for (size_t i = 0; ok && i < set->ranges.len; i++)
        ok = add_range(to, set->ranges.v[i].first, set->ranges.v[i].last);
    for (size_t i = 0; ok && i < set->strings.len; i++) {
        size_t len;
        uint32_t first = utf8_decode(buf_span(&set->strings.v[i]), 0, &len);

        ok = add_range(to, first, first);
    }
    if (ok && set->edge) /* the edge of a line: zero width in front of its end */
        ok = add_range(to, '\n', '\n') && add_range(to, '\r', '\r');
    return ok;
}

/* The code points that els can begin with. */
static bool first_of(const struct compiler *c, const struct el *els, size_t n,
                     struct index_rule *to, unsigned depth)
{
    const struct node *node;

    if (n == 0 || depth > MAX_NESTING)
        return add_range(to, 0, 0x10FFFF);
    switch (els[0].kind) {
    case EL_CHAR:
        return add_range(to, els[0].value, els[0].value);
    case EL_SET:
        return set_first(&c->rules->sets.v[els[0].value], to);
    default:
        node = &c->rules->nodes.v[els[0].value];
        if (els[0].kind == EL_QUANT && node->min == 0)
            return add_range(to, 0, 0x10FFFF);
        return first_of(c, node->body.v, node->body.len, to, depth + 1);
    }
}

static bool index_rule(struct compiler *c, const struct rule *r, const struct table_rule *t,
                       struct index_rule *to)
{
    size_t n = r->key ? r->key : r->pattern.len - r->ante;

    to->sure = (t->flags & RULE_ONE) && !t->ante.count && !t->post.count &&
               !(t->flags & (RULE_AT_START | RULE_AT_END));
    return first_of(c, r->pattern.v + r->ante, n, to, 0);
}

static enum status compile_pass_rules(struct compiler *c, const struct rules_pass *pass,
                                      struct table_rule *rules, struct index_rule *index)
{
    for (size_t i = 0; i < pass->rules.len; i++) {
        enum status st = compile_rule(c, &pass->rules.v[i], &rules[i]);

        if (st != ST_OK)
            return st;
    }
    for (size_t i = 0; i < pass->rules.len; i++) /* the text no longer moves */
        if (c->text.failed || c->code.failed || !index_rule(c, &pass->rules.v[i], &rules[i], &index[i]))
            return error_nomem(c->e);
    return ST_OK;
}

static void put_index(struct compiler *c, struct table_pass *p, struct index_out *out)
{
    p->stage1 = put(c, &out->stage1, sizeof(uint16_t));
    p->stage2 = put(c, &out->stage2, sizeof(uint16_t));
    p->stage3 = put(c, &out->stage3, sizeof(uint16_t));
    p->cells = put(c, &out->cells, sizeof(struct table_cell));
    p->lists = put(c, &out->lists, sizeof(uint32_t));
}

static void put_automaton(struct compiler *c, struct table_pass *p, struct automaton_out *out)
{
    p->states = out->states;
    p->classes = out->classes;
    p->actions = put(c, &out->actions, sizeof(struct table_action));
    p->right = put(c, &out->right, sizeof(uint16_t));
    p->delta = put(c, &out->delta, sizeof(uint8_t));
    p->looks = put(c, &out->looks, sizeof(uint32_t));
    p->flags |= (out->lines_part ? PASS_LINES_PART : 0U) | (out->words_part ? PASS_WORDS_PART : 0U);
}

/* Is whatever the rules write NFC wherever it stands? */
static bool is_steady(const struct rules_pass *pass)
{
    for (size_t i = 0; i < pass->rules.len; i++)
        for (size_t k = 0; k < pass->rules.v[i].output.len; k++) {
            struct el el = pass->rules.v[i].output.v[k];
            char bytes[4];

            if (el.kind == EL_CHAR &&
                !norm_is_nfc_quick(span_of(bytes, utf8_encode(el.value, bytes))))
                return false;
        }
    return true;
}

/* The machine of a pass, its index, and the rules as they stand. */
static enum status build_pass(struct compiler *c, struct automaton *a, struct index_rule *index,
                              size_t n, struct table_pass *p)
{
    struct automaton_out machine = {.actions = BUF_INIT};
    struct index_out out = {.stage1 = BUF_INIT};
    size_t marks = a->marks.len;
    enum status st;

    memcpy(index + n, a->marks.v, marks * sizeof *index);
    st = index_build(index, n, marks, &out, c->e);
    if (st == ST_OK)
        st = automaton_build(a, &out, &machine, c->e);
    if (st == ST_OK) {
        put_index(c, p, &out);
        put_automaton(c, p, &machine);
        p->flags |= (a->stretches ? PASS_STRETCHES : 0U) | (is_steady(a->pass) ? PASS_STEADY : 0U);
    }
    index_free(&out);
    automaton_out_free(&machine);
    return st;
}

static enum status compile_pass(struct compiler *c, const struct rules_pass *pass,
                                struct table_pass *p)
{
    size_t n = pass->rules.len;
    struct automaton a = {.seen = MAP_INIT};
    struct index_rule *index = NULL;
    struct table_rule *rules = calloc(n ? n : 1, sizeof *rules);
    struct buf bytes = BUF_INIT;
    enum status st = rules ? ST_OK : error_nomem(c->e);

    if (st == ST_OK && n > MAX_RULES)
        st = error_at(c->e, ST_LIMIT, c->file, pass->rules.v[MAX_RULES].line, 0,
                      _("more than %d rules in one pass"), MAX_RULES);
    if (st == ST_OK)
        st = automaton_init(&a, c->rules, pass, p->last_rules, c->e);
    if (st == ST_OK && !(index = calloc(n + a.marks.len, sizeof *index)))
        st = error_nomem(c->e);
    if (st == ST_OK)
        st = compile_pass_rules(c, pass, rules, index);
    if (st == ST_OK)
        st = build_pass(c, &a, index, n, p);
    if (st == ST_OK) {
        buf_addn(&bytes, (const char *)rules, n * sizeof *rules);
        p->rules = put(c, &bytes, sizeof *rules);
    }
    for (size_t i = 0; index && i < n; i++)
        vec_free(&index[i].first);
    free(index);
    free(rules);
    buf_free(&bytes);
    automaton_free(&a);
    return st;
}

static uint32_t filter_of(const struct compiler *c, uint32_t filter)
{
    return filter ? c->set_of.v[filter - 1] + 1 : 0;
}

static enum status compile_passes(struct compiler *c, struct buf *passes)
{
    const struct rules *r = c->rules;
    size_t last = r->passes.len;

    while (last > 0 && r->passes.v[last - 1].kind != PASS_RULES)
        last--;
    for (size_t i = 0; i < r->passes.len; i++) {
        const struct rules_pass *pass = &r->passes.v[i];
        struct table_pass p = {.kind = pass->kind,
                               .filter = filter_of(c, pass->filter),
                               .last_rules = i + 1 == last,
                               .system = literal(c, pass->system)};
        enum status st = ST_OK;

        if (pass->kind == PASS_RULES)
            st = compile_pass(c, pass, &p);
        if (st != ST_OK)
            return st;
        buf_addn(passes, (const char *)&p, sizeof p);
    }
    return ST_OK;
}

static enum status compile_all(struct compiler *c)
{
    struct buf passes = BUF_INIT;
    enum status st = ST_OK;

    buf_addn(c->block, (const char *)&c->head, sizeof c->head);
    for (size_t i = 0; i < c->rules->sets.len && st == ST_OK; i++)
        st = add_set(c, &c->rules->sets.v[i]);
    if (st == ST_OK)
        st = compile_passes(c, &passes);
    if (st == ST_OK) {
        c->head.magic = TABLE_MAGIC;
        c->head.filter = filter_of(c, c->rules->filter);
        c->head.passes = put(c, &passes, sizeof(struct table_pass));
        c->head.sets = put(c, &c->sets, sizeof(struct table_set));
        c->head.bitmaps = put(c, &c->bitmaps, sizeof(uint64_t));
        c->head.ranges = put(c, &c->ranges, sizeof(struct table_range));
        c->head.strings = put(c, &c->strings, sizeof(struct table_text));
        c->head.code = put(c, &c->code, sizeof(uint32_t));
        c->head.text = put(c, &c->text, 1);
        c->head.size = (uint32_t)(c->block->len - c->base);
        if (c->scratch.failed)
            c->block->failed = true;
        st = buf_status(c->block, c->e);
    }
    if (st == ST_OK)
        memcpy(c->block->data + c->base, &c->head, sizeof c->head);
    buf_free(&passes);
    return st;
}

static void compiler_free(struct compiler *c)
{
    struct buf *const bufs[] = {&c->sets, &c->bitmaps, &c->ranges, &c->strings,
                                &c->code, &c->text,    &c->scratch};

    for (size_t i = 0; i < COUNT_OF(bufs); i++)
        buf_free(bufs[i]);
    map_free(&c->literals);
    map_free(&c->same_sets);
    vec_free(&c->set_of);
}

enum status compile_rules(const struct rule_file *file, struct buf *block, struct error *e)
{
    struct rules rules;
    struct compiler c = {
        .rules = &rules, .file = file->name, .block = block, .base = block->len, .e = e,
        .literals = MAP_INIT, .same_sets = MAP_INIT,
    };
    enum status st = rules_parse(&rules, file, NULL, NULL, e);

    if (st == ST_OK)
        st = compile_all(&c);
    compiler_free(&c);
    rules_free(&rules);
    return st;
}
