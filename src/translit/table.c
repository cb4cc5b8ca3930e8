/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/table.h"

#include "text/utf8.h"

bool table_set_has_high(const struct table *t, const struct table_set *set, uint32_t c)
{
    const struct table_range *r = t->ranges + set->ranges.offset;
    size_t lo = 0, hi = set->ranges.count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (c > r[mid].last)
            lo = mid + 1;
        else if (c < r[mid].first)
            hi = mid;
        else
            return true;
    }
    return false;
}

/* Whether an array of items of `size` bytes lies inside the block. */
static bool inside(const struct table *t, struct table_array a, size_t size)
{
    uint64_t len = (uint64_t)a.count * size;

    return a.offset % 8 == 0 && a.offset <= t->bytes.len && len <= t->bytes.len - a.offset;
}

/* Whether items [offset, offset + count) are among `total`. */
static bool among(struct table_array a, uint32_t total)
{
    return a.offset <= total && a.count <= total - a.offset;
}

static bool check_text(const struct table *t, struct table_text s)
{
    return among((struct table_array){s.offset, s.len}, t->head->text.count);
}

static bool check_sets(const struct table *t)
{
    const struct table_header *h = t->head;

    for (uint32_t i = 0; i < h->sets.count; i++) {
        const struct table_set *s = &t->sets[i];

        if (!among((struct table_array){s->bitmap, SET_LOW / 64}, h->bitmaps.count) ||
            !among(s->ranges, h->ranges.count) || !among(s->strings, h->strings.count))
            return false;
    }
    for (uint32_t i = 0; i < h->strings.count; i++)
        if (t->strings[i].len == 0 || !check_text(t, t->strings[i]))
            return false;
    return true;
}

/* One matcher or output; `output` says which operations may be in it. */
static bool check_code(const struct table *t, struct table_array a, bool output, unsigned depth)
{
    const uint32_t *w = t->code + a.offset;
    uint32_t n = a.count;

    if (depth > 2 * MAX_NESTING)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t arg = op_arg(w[i]);
        uint32_t head = 0;

        switch (op_code(w[i])) {
        case OP_LIT:
            if (++i >= n || !check_text(t, (struct table_text){w[i], arg}))
                return false;
            break;
        case OP_SET:
            if (output || arg >= t->head->sets.count)
                return false;
            break;
        case OP_QUANT:
        case OP_SEG:
            head = op_code(w[i]) == OP_SEG ? 1 : 2;
            if (output || head >= n - i || arg > n - i - 1 - head ||
                (head == 1 && w[i + 1] >= MAX_SEGMENTS) ||
                !check_code(t, (struct table_array){a.offset + i + 1 + head, arg}, false, depth + 1))
                return false;
            i += head + arg;
            break;
        case OP_REF:
            if (!output || arg >= MAX_SEGMENTS)
                return false;
            break;
        case OP_CURSOR:
            if (!output)
                return false;
            break;
        default:
            return false;
        }
    }
    return true;
}

/* A context that the rule's flags say to be one set. */
static bool check_set(const struct table *t, struct table_array a)
{
    return a.count == 1 && op_code(t->code[a.offset]) == OP_SET;
}

static bool check_rule(const struct table *t, const struct table_rule *r)
{
    uint32_t code = t->head->code.count;
    bool program = (r->flags & RULE_PROGRAM) != 0;

    return among(r->ante, code) && among(r->key, code) && among(r->post, code) &&
           check_code(t, r->ante, false, 0) && check_code(t, r->key, false, 0) &&
           check_code(t, r->post, false, 0) && among(r->output, program ? code : t->head->text.count) &&
           (!program || check_code(t, r->output, true, 0)) && check_text(t, r->source) &&
           (!(r->flags & RULE_ANTE_SET) || check_set(t, r->ante)) &&
           (!(r->flags & RULE_POST_SET) || check_set(t, r->post)) &&
           (!(r->flags & RULE_SHORT) || (!program && r->output.count <= RULE_INLINE)) &&
           r->cursor_kind <= CURSOR_AFTER &&
           (r->cursor_kind != CURSOR_INSIDE || program || r->cursor <= r->output.count);
}

static bool check_stages(const struct table *t, const struct table_pass *p)
{
    const uint16_t *s1 = TABLE_AT(t, p->stage1, uint16_t);
    const uint16_t *s2 = TABLE_AT(t, p->stage2, uint16_t);
    const uint16_t *s3 = TABLE_AT(t, p->stage3, uint16_t);

    for (uint32_t i = 0; i < p->stage1.count; i++)
        if (s1[i] >= p->stage2.count / 64)
            return false;
    for (uint32_t i = 0; i < p->stage2.count; i++)
        if (s2[i] >= p->stage3.count / 64)
            return false;
    for (uint32_t i = 0; i < p->stage3.count; i++)
        if (s3[i] >= p->cells.count)
            return false;
    return true;
}

/* Do the numbers in the actions and looks of a machine name what is there? */
static bool check_actions(const struct table *t, const struct table_pass *p)
{
    const struct table_action *a = TABLE_AT(t, p->actions, struct table_action);
    const uint32_t *looks = TABLE_AT(t, p->looks, uint32_t);
    const uint32_t width = p->classes + 1;

    for (uint32_t i = 0; i < p->actions.count; i++)
        if (a[i].len > ACTION_BYTES || a[i].next >= p->states || a[i].copy > 1 ||
            ((a[i].events & ACTION_LOOK) && a[i].more >= p->looks.count / width))
            return false;
    for (uint32_t i = 0; i < p->looks.count; i++)
        if (looks[i] & (uint32_t)LOOK_MORE
                ? (looks[i] & ~(uint32_t)LOOK_MORE) >= p->looks.count / width
                : !among((struct table_array){looks[i], p->states}, p->actions.count))
            return false;
    return true;
}

static bool check_machine(const struct table *t, const struct table_pass *p)
{
    const struct table_cell *cells = TABLE_AT(t, p->cells, struct table_cell);
    const uint8_t *delta = TABLE_AT(t, p->delta, uint8_t);
    const uint16_t *right = TABLE_AT(t, p->right, uint16_t);

    if (p->states == 0)
        return true;
    if (p->states > MAX_STATES || p->classes == 0 || p->classes > MAX_CLASSES ||
        p->delta.count != p->states * p->classes)
        return false;
    for (uint32_t i = 0; i < p->delta.count; i++)
        if (delta[i] >= p->states)
            return false;
    for (uint32_t i = 0; i < p->cells.count; i++) {
        const struct table_cell *c = &cells[i];
        uint32_t columns = c->left ? p->states : 1;

        if (c->class >= p->classes || c->bytes > 4 || (c->left && c->left != STATE_STAYS) ||
            !among((struct table_array){c->group, p->classes + 1}, p->right.count) ||
            c->row > p->actions.count)
            return false;
        for (uint32_t k = 0; k <= p->classes; k++)
            if (!among((struct table_array){c->row + right[c->group + k], columns},
                       p->actions.count))
                return false;
    }
    return check_actions(t, p);
}

static bool check_rules(const struct table *t, const struct table_pass *p)
{
    const struct table_cell *cells = TABLE_AT(t, p->cells, struct table_cell);
    const uint32_t *lists = TABLE_AT(t, p->lists, uint32_t);
    const struct table_rule *rules = TABLE_AT(t, p->rules, struct table_rule);

    if (p->stage1.count != 0x110 || p->cells.count == 0 || cells[0].count != 0)
        return false;
    for (uint32_t i = 0; i < p->cells.count; i++)
        if (!among((struct table_array){cells[i].list, cells[i].count}, p->lists.count))
            return false;
    for (uint32_t i = 0; i < p->lists.count; i++)
        if (lists[i] >= p->rules.count)
            return false;
    for (uint32_t i = 0; i < p->rules.count; i++)
        if (!check_rule(t, &rules[i]))
            return false;
    return check_stages(t, p) && check_machine(t, p);
}

static bool check_pass(const struct table *t, const struct table_pass *p)
{
    if (p->kind >= PASS_KINDS || p->filter > t->head->sets.count || !check_text(t, p->system))
        return false;
    if (p->kind != PASS_RULES)
        return true;
    return inside(t, p->stage1, 2) && inside(t, p->stage2, 2) && inside(t, p->stage3, 2) &&
           inside(t, p->cells, sizeof(struct table_cell)) && inside(t, p->lists, 4) &&
           inside(t, p->rules, sizeof(struct table_rule)) &&
           inside(t, p->actions, sizeof(struct table_action)) && inside(t, p->right, 2) &&
           inside(t, p->delta, 1) && inside(t, p->looks, 4) && check_rules(t, p);
}

static bool check_header(struct table *t)
{
    const struct table_header *h = t->head;

    return h->magic == TABLE_MAGIC && h->size == t->bytes.len && h->filter <= h->sets.count &&
           inside(t, h->passes, sizeof(struct table_pass)) &&
           inside(t, h->sets, sizeof(struct table_set)) && inside(t, h->bitmaps, 8) &&
           inside(t, h->ranges, sizeof(struct table_range)) &&
           inside(t, h->strings, sizeof(struct table_text)) && inside(t, h->code, 4) &&
           inside(t, h->text, 1);
}

enum status table_open(struct table *t, struct span bytes, struct error *e)
{
    *t = (struct table){.bytes = bytes, .head = (const void *)bytes.ptr};
    if (bytes.len < sizeof *t->head || (uintptr_t)bytes.ptr % 8 != 0 || !check_header(t))
        return error_set(e, ST_SYNTAX, _("damaged transliteration table: rebuild it"));
    t->passes = TABLE_AT(t, t->head->passes, struct table_pass);
    t->sets = TABLE_AT(t, t->head->sets, struct table_set);
    t->bitmaps = TABLE_AT(t, t->head->bitmaps, uint64_t);
    t->ranges = TABLE_AT(t, t->head->ranges, struct table_range);
    t->strings = TABLE_AT(t, t->head->strings, struct table_text);
    t->code = TABLE_AT(t, t->head->code, uint32_t);
    t->text = TABLE_AT(t, t->head->text, char);
    if (!check_sets(t))
        return error_set(e, ST_SYNTAX, _("damaged transliteration table: rebuild it"));
    for (uint32_t i = 0; i < t->head->passes.count; i++)
        if (!check_pass(t, &t->passes[i]))
            return error_set(e, ST_SYNTAX, _("damaged transliteration table: rebuild it"));
    return ST_OK;
}
