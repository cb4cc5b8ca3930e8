/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/automaton.h"

#include <stdlib.h>

enum {
    MAX_SINGLE = 512, /* letters told apart for a rule that writes the letter among others */
};

static int mark_of(struct automaton *a, struct span key, const struct uniset_range *ranges, size_t n)
{
    struct index_rule mark = {.first = VEC_INIT};
    bool added;
    uint64_t *slot = map_put(&a->seen, key, &added);

    if (slot && !added)
        return (int)*slot;
    for (size_t i = 0; slot && i < n && ranges[i].first < FAST_END; i++) {
        a->failed |= !vec_push(&mark.first, ranges[i]);
        if (!a->failed && ranges[i].last >= FAST_END)
            vec_last(&mark.first)->last = FAST_END - 1;
    }
    if (!slot || !vec_push(&a->marks, mark)) {
        vec_free(&mark.first);
        a->failed = true;
        return 0;
    }
    *slot = a->marks.len - 1;
    return (int)*slot;
}

static int mark_char(struct automaton *a, uint32_t c)
{
    const struct uniset_range r = {c, c};

    return mark_of(a, span_of((const char *)&c, sizeof c), &r, 1);
}

static bool has(const struct uniset *set, uint32_t c)
{
    for (size_t i = 0; i < set->ranges.len; i++)
        if (c >= set->ranges.v[i].first && c <= set->ranges.v[i].last)
            return true;
    return false;
}

/* A character or a set without strings; `many`: it must not run over blanks, see fast.c. */
static bool one_item(const struct automaton *a, struct el el, bool many, struct item *item)
{
    const struct uniset *set;

    *item = (struct item){.el = el, .min = 1};
    if (el.kind == EL_CHAR)
        return !many || (el.value != ' ' && el.value != '\n');
    if (el.kind != EL_SET)
        return false;
    set = &a->rules->sets.v[el.value];
    item->edge = set->edge;
    return set->strings.len == 0 && (!many || (!set->edge && !has(set, ' ') && !has(set, '\n')));
}

static void mark_items(struct automaton *a, struct items *items)
{
    for (size_t i = 0; i < items->len; i++) {
        struct item *item = &items->v[i];
        const struct uniset *set;

        a->stretches |= item->many;
        if (item->mark == ANCHOR)
            continue;
        if (item->el.kind == EL_CHAR) {
            item->mark = mark_char(a, item->el.value);
            continue;
        }
        set = &a->rules->sets.v[item->el.value];
        item->mark = mark_of(a, buf_span(&set->pattern), set->ranges.v, set->ranges.len);
    }
}

/* Elements as items; false where they are no sequence of sets. */
static bool add_items(struct automaton *a, const struct el *els, size_t n, struct items *to,
                      unsigned depth)
{
    for (size_t i = 0; i < n; i++) {
        struct item item;
        const struct node *node;

        if (els[i].kind == EL_SEGMENT) {
            node = &a->rules->nodes.v[els[i].value];
            if (depth > MAX_NESTING || !add_items(a, node->body.v, node->body.len, to, depth + 1))
                return false;
            continue;
        }
        if (els[i].kind == EL_QUANT) {
            node = &a->rules->nodes.v[els[i].value];
            if (node->body.len != 1 || !one_item(a, node->body.v[0], node->max > 1, &item))
                return false;
            item.min = node->min;
            item.many = node->max > 1;
        } else if (!one_item(a, els[i], false, &item)) {
            return false;
        }
        a->failed |= !vec_push(to, item);
    }
    return true;
}

/* Is what the rule writes plain text and at most the first character of its key? */
static bool output_known(const struct rule *r)
{
    if (r->cursor != (int64_t)r->output.len)
        return false;
    for (size_t i = 0; i < r->output.len; i++)
        if (r->output.v[i].kind != EL_CHAR &&
            (r->output.v[i].kind != EL_SEGMENT || r->pattern.v[r->ante].kind != EL_SEGMENT ||
             r->output.v[i].value != r->pattern.v[r->ante].value))
            return false;
    return true;
}

static bool key_known(const struct automaton *a, const struct rule *r, const struct items *key)
{
    struct el first = r->pattern.v[r->ante];

    for (size_t i = 0; i < key->len; i++)
        if (key->v[i].min != 1 || key->v[i].many || key->v[i].edge)
            return false;
    if (key->len == 0 || key->len > UINT8_MAX)
        return false;
    if (first.kind != EL_SEGMENT)
        return true;
    if (a->rules->nodes.v[first.value].body.len != 1)
        return false;
    first = a->rules->nodes.v[first.value].body.v[0];
    return first.kind == EL_CHAR || first.kind == EL_SET;
}

static void turn_around(struct items *list)
{
    for (size_t i = 0, k = list->len; i + 1 < k; i++) {
        struct item other = list->v[i];

        list->v[i] = list->v[--k];
        list->v[k] = other;
    }
}

static void read_rule(struct automaton *a, const struct rule *r, struct automaton_rule *to)
{
    const size_t key_end = r->ante + r->key;
    const struct item anchor = {.mark = ANCHOR, .min = 1};

    to->rule = r;
    to->known = r->key > 0 && output_known(r) &&
                add_items(a, r->pattern.v, r->ante, &to->before, 0) &&
                add_items(a, r->pattern.v + r->ante, r->key, &to->behind, 0) &&
                key_known(a, r, &to->behind);
    to->chars = to->behind.len;
    if (!to->known)
        return;
    memmove(to->behind.v, to->behind.v + 1, --to->behind.len * sizeof *to->behind.v);
    to->known = add_items(a, r->pattern.v + key_end, r->pattern.len - key_end, &to->behind, 0);
    turn_around(&to->before);
    if (r->at_start)
        a->failed |= !vec_push(&to->before, anchor);
    if (r->at_end)
        a->failed |= !vec_push(&to->behind, anchor);
    if (to->known) {
        mark_items(a, &to->before);
        mark_items(a, &to->behind);
    }
}

/* Marks behind those of contexts: a rule that writes its letter among other text needs a cell for
 * each such letter. */
static void mark_letters(struct automaton *a, struct automaton_rule *r)
{
    const struct rule *rule = r->rule;
    struct el el = rule->pattern.v[rule->ante];
    size_t count = 0;

    if (rule->output.len < 2 || el.kind != EL_SEGMENT)
        return;
    el = a->rules->nodes.v[el.value].body.v[0];
    if (el.kind == EL_CHAR) {
        (void)mark_char(a, el.value);
        return;
    }
    for (size_t i = 0; i < a->rules->sets.v[el.value].ranges.len; i++) {
        struct uniset_range range = a->rules->sets.v[el.value].ranges.v[i];

        for (uint32_t c = range.first; c <= range.last && count < MAX_SINGLE; c++, count++)
            (void)mark_char(a, c);
    }
}

static bool is_letter_of(uint32_t c, enum script script)
{
    return (c >= 0x80 || script == SCRIPT_LATIN) && char_script(c) == script && char_is_letter(c);
}

static bool is_kind(uint32_t c, int kind)
{
    char bytes[4];

    switch (kind) {
    case IS_ASCII: return c < 0x80;
    case IS_TWO: return c >= 0x80 && c < 0x800;
    case IS_THREE: return c >= 0x800;
    case IS_LOOSE: return !norm_is_nfc_quick(span_of(bytes, utf8_encode(c, bytes)));
    default: return is_letter_of(c, (enum script)(kind - IS_LETTER));
    }
}

static void mark_kinds(struct automaton *a)
{
    for (int kind = 0; kind < KINDS; kind++) {
        struct index_rule mark = {.first = VEC_INIT};

        for (uint32_t c = 0; c < FAST_END; c++) {
            struct uniset_range one = {c, c};

            if (!is_kind(c, kind))
                continue;
            if (mark.first.len && vec_last(&mark.first)->last + 1 == c)
                vec_last(&mark.first)->last = c;
            else
                a->failed |= !vec_push(&mark.first, one);
        }
        if (!vec_push(&a->marks, mark)) {
            vec_free(&mark.first);
            a->failed = true;
        }
    }
}

enum status automaton_init(struct automaton *a, const struct rules *rules,
                           const struct rules_pass *pass, bool last, struct error *e)
{
    *a = (struct automaton){.rules = rules, .pass = pass, .last = last, .seen = MAP_INIT};
    (void)mark_char(a, '\n');
    (void)mark_char(a, '\r');
    (void)mark_char(a, ' ');
    for (size_t i = 0; i < pass->rules.len; i++) {
        struct automaton_rule r = {.before = VEC_INIT};

        read_rule(a, &pass->rules.v[i], &r);
        if (!vec_push(&a->list, r)) {
            vec_free(&r.before);
            vec_free(&r.behind);
            return error_nomem(e);
        }
    }
    a->contexts = a->marks.len;
    for (size_t i = 0; i < a->list.len; i++)
        if (a->list.v[i].known)
            mark_letters(a, &a->list.v[i]);
    mark_kinds(a);
    return a->failed ? error_nomem(e) : ST_OK;
}

void automaton_free(struct automaton *a)
{
    for (size_t i = 0; i < a->list.len; i++) {
        vec_free(&a->list.v[i].before);
        vec_free(&a->list.v[i].behind);
    }
    for (size_t i = 0; i < a->marks.len; i++)
        vec_free(&a->marks.v[i].first);
    vec_free(&a->list);
    vec_free(&a->marks);
    map_free(&a->seen);
}
