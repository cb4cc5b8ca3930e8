/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From marked rules to states, rows and looks: see automaton.h and table.h. */
#include "translit/automaton.h"

#include <stdlib.h>

enum {
    FAR = 0, /* the class of code points from FAST_END on and of bytes that are none: nothing is known */
    MAX_QUESTIONS = 512,
};

/* What derive() may answer but a position. */
enum { FAILED = -1, MATCHED = -2, UNKNOWN = -3 };

/* One rule that is still possible, and where it stands: a position times two, plus one where an
 * item that may repeat was met; MATCHED or UNKNOWN. */
struct alive {
    uint32_t rule;
    int32_t at;
};

struct alives {
    VEC_OF(struct alive)
};

struct builder {
    struct automaton *a;
    struct index_out *index;
    struct automaton_out *out;
    struct table_cell *cells;
    size_t n_cells, n_marks;
    uint32_t *single;         /* the code point of each cell, where it is one; else UINT32_MAX */
    VEC(size_t) class_cell;   /* a cell of each class */
    VEC(const struct automaton_rule *) questions; /* rules whose before-contexts are all there are */
    VEC(size_t) question_at;  /* where each begins among the bits of a state */
    size_t bits;
    struct map states, rows, groups, looks;
    VEC(char) truth;          /* `bits` bytes a state */
    VEC(uint32_t) look_cell;  /* what each look stands for: a cell and */
    VEC(struct alives) look_list;
    bool failed;
    bool gave_up;             /* too large for a machine */
};

static bool in_mark(const struct builder *b, size_t cell, size_t mark)
{
    return b->index->marked.data[cell * b->n_marks + mark] != 0;
}

static bool class_in(const struct builder *b, uint32_t class, int mark)
{
    return class < b->class_cell.len && in_mark(b, b->class_cell.v[class], (size_t)mark);
}

/* Whether a class (its number the count of classes: the end of the text) is an edge. */
static bool is_edge(const struct builder *b, uint32_t class, bool forward)
{
    return class == b->class_cell.len || class_in(b, class, MARK_LF) ||
           (forward && class_in(b, class, MARK_CR));
}

/* Items from `at` on met a code point of `class`: what is left to match behind it, or one of
 * FAILED, MATCHED, UNKNOWN. */
static int32_t derive(const struct builder *b, const struct items *items, int32_t at, uint32_t class,
                      bool forward)
{
    size_t i = (size_t)at / 2;
    bool met = at & 1;

    for (; i < items->len; i++, met = false) {
        const struct item *item = &items->v[i];
        bool edge = is_edge(b, class, forward);

        if (item->mark != ANCHOR && class == FAR)
            return UNKNOWN;
        if (item->mark != ANCHOR && class_in(b, class, item->mark))
            return item->many ? (int32_t)(2 * i + 1)
                   : i + 1 < items->len ? (int32_t)(2 * (i + 1)) : MATCHED;
        if (!((item->mark == ANCHOR || item->edge) && edge) && item->min > 0 && !met)
            return FAILED;
    }
    return MATCHED;
}

/* States: which questions, that is rests of before-contexts, the text before answers with yes. */

static bool same_items(const struct items *a, const struct items *b)
{
    for (size_t i = 0; i < a->len && i < b->len; i++)
        if (a->v[i].mark != b->v[i].mark || a->v[i].edge != b->v[i].edge ||
            a->v[i].many != b->v[i].many || a->v[i].min != b->v[i].min)
            return false;
    return a->len == b->len;
}

static void ask(struct builder *b, struct automaton_rule *r)
{
    for (size_t i = 0; i < b->questions.len; i++)
        if (same_items(&b->questions.v[i]->before, &r->before)) {
            r->question = b->question_at.v[i] + 1;
            return;
        }
    r->question = b->bits + 1;
    b->failed |= !vec_push(&b->questions, r) || !vec_push(&b->question_at, b->bits);
    b->bits += 2 * r->before.len;
}

/* The state after text whose state was `from` and a code point of `class`; `from` SIZE_MAX and the
 * class of the edge: no text. */
static uint32_t next_state(struct builder *b, size_t from, uint32_t class, char *truth)
{
    uint64_t *slot;
    bool added;

    for (size_t q = 0; q < b->questions.len; q++)
        for (size_t at = 0; at < 2 * b->questions.v[q]->before.len; at++) {
            size_t first = b->question_at.v[q];
            int32_t rest = derive(b, &b->questions.v[q]->before, (int32_t)at, class, false);

            truth[first + at] = rest == MATCHED ||
                                (rest >= 0 && b->truth.v[from * b->bits + first + (size_t)rest]);
        }
    slot = map_put(&b->states, span_of(truth, b->bits), &added);
    if (!slot) {
        b->failed = true;
        return 0;
    }
    if (added) {
        *slot = b->out->states++;
        for (size_t i = 0; i < b->bits; i++)
            b->failed |= !vec_push(&b->truth, truth[i]);
    }
    return (uint32_t)*slot;
}

static void build_states(struct builder *b)
{
    char truth[2 * MAX_QUESTIONS] = {0};

    b->bits = 1; /* no question at all is also a state */
    for (size_t i = 0; i < b->a->list.len; i++)
        if (b->a->list.v[i].known && b->a->list.v[i].before.len)
            ask(b, &b->a->list.v[i]);
    if (b->bits > sizeof truth) {
        b->gave_up = true;
        return;
    }
    (void)next_state(b, SIZE_MAX, b->out->classes, truth);
    for (uint32_t s = 0; s < b->out->states && !b->failed && !b->gave_up; s++)
        for (uint32_t k = 0; k < b->out->classes; k++) {
            uint32_t next = k == FAR ? 0 : next_state(b, s, k, truth);

            b->gave_up |= next >= MAX_STATES;
            buf_addch(&b->out->delta, (char)next);
        }
}

static uint16_t state_behind(const struct builder *b, uint16_t state, uint8_t class)
{
    return (uint8_t)b->out->delta.data[state * b->out->classes + class];
}

/* Targets: what is done at a cell when all is known. */
enum { NO_RULE, STOP, FIRST_RULE };

/* What becomes of the rules that are still possible: those that failed are left out, and those
 * behind one that certainly matches. */
static void push_alive(struct builder *b, struct alives *list, uint32_t rule, int32_t at, bool *done)
{
    struct alive alive = {rule, at};

    if (at == FAILED || *done)
        return;
    *done = at == MATCHED || at == UNKNOWN;
    b->failed |= !vec_push(list, alive);
}

static void derive_all(struct builder *b, const struct alives *from, uint32_t class,
                       struct alives *to)
{
    bool done = false;

    vec_clear(to);
    for (size_t i = 0; i < from->len; i++) {
        struct alive x = from->v[i];

        if (x.at >= 0)
            x.at = derive(b, &b->a->list.v[x.rule].behind, x.at, class, true);
        push_alive(b, to, x.rule, x.at, &done);
    }
}

/* The look that stands for a cell and what is possible; made when it is new. */
static uint32_t look_for(struct builder *b, uint32_t cell, const struct alives *list)
{
    struct buf key = BUF_INIT;
    struct alives copy = VEC_INIT;
    uint64_t *slot = NULL;
    bool added = false;

    buf_addn(&key, (const char *)&cell, sizeof cell);
    buf_addn(&key, (const char *)list->v, list->len * sizeof *list->v);
    if (!key.failed)
        slot = map_put(&b->looks, buf_span(&key), &added);
    buf_free(&key);
    for (size_t i = 0; i < list->len; i++)
        b->failed |= added && !vec_push(&copy, list->v[i]);
    if (added)
        *slot = b->look_list.len;
    if (!slot || (added && (!vec_push(&b->look_cell, cell) || !vec_push(&b->look_list, copy)))) {
        vec_free(&copy);
        b->failed = true;
        return 0;
    }
    b->gave_up |= *slot > UINT16_MAX;
    return (uint32_t)*slot;
}

/* `bits` with LOOK_MORE: a look; else a target. */
static uint32_t resolve(struct builder *b, uint32_t cell, const struct alives *list)
{
    if (list->len == 0)
        return NO_RULE;
    if (list->v[0].at == MATCHED)
        return FIRST_RULE + list->v[0].rule;
    if (list->v[0].at == UNKNOWN)
        return STOP;
    return look_for(b, cell, list) | (uint32_t)LOOK_MORE;
}

/* What the state alone leaves possible at a cell. */
static void first_alive(struct builder *b, uint32_t cell, uint32_t state, struct alives *list)
{
    const uint32_t *candidates = (const uint32_t *)(const void *)b->index->lists.data;
    bool done = false;

    vec_clear(list);
    for (uint32_t i = 0; i < b->cells[cell].count; i++) {
        uint32_t n = candidates[b->cells[cell].list + i];
        const struct automaton_rule *r = &b->a->list.v[n];

        if (!r->known)
            push_alive(b, list, n, UNKNOWN, &done);
        else if (!r->question || b->truth.v[state * b->bits + r->question - 1])
            push_alive(b, list, n, r->behind.len ? 0 : MATCHED, &done);
    }
}

/* The text that rule `r` writes at a cell, with the state behind it; false where it does not
 * fit. */
static bool write_output(const struct builder *b, const struct rule *r, uint32_t cell,
                         struct table_action *to)
{
    for (size_t i = 0; i < r->output.len; i++) {
        struct el el = r->output.v[i];
        uint32_t c = el.kind == EL_CHAR ? el.value : b->single[cell];
        char bytes[4];
        size_t n;

        if (c == UINT32_MAX)
            return false;
        n = utf8_encode(c, bytes);
        if (to->len + n > ACTION_BYTES || b->cells[b->index->cell_of[c]].class == FAR)
            return false;
        if (!norm_is_nfc_quick(span_of(bytes, n)))
            to->events |= ACTION_WILD;
        memcpy(to->bytes + to->len, bytes, n);
        to->len += (uint8_t)n;
        to->next = state_behind(b, to->next, b->cells[b->index->cell_of[c]].class);
    }
    return true;
}

static void copy_cell(const struct builder *b, uint32_t cell, struct table_action *to)
{
    to->copy = 1;
    to->len = b->cells[cell].bytes;
    to->next = state_behind(b, to->next, b->cells[cell].class);
}

/* In the last pass of rules: the letters of a script that stay as they are. */
static uint16_t letter_event(const struct builder *b, uint32_t cell)
{
    for (size_t script = 1; b->a->last && script < SCRIPT_OTHER; script++)
        if (in_mark(b, cell, b->n_marks - SCRIPT_OTHER + script))
            return (uint16_t)(ACTION_LETTER << script);
    return 0;
}

static struct table_action make_action(struct builder *b, uint32_t cell, uint32_t target,
                                       uint16_t state)
{
    const struct table_action stop = {.events = ACTION_STOP};
    struct table_action made = {.next = state};
    const struct automaton_rule *r;

    if (target == STOP || b->cells[cell].bytes == 0)
        return stop;
    if (target & (uint32_t)LOOK_MORE)
        return (struct table_action){.events = ACTION_LOOK, .more = (uint16_t)target};
    if (b->cells[cell].flags & CELL_LOOSE)
        made.events = ACTION_LOOSE;
    if (target == NO_RULE) {
        copy_cell(b, cell, &made);
        made.events |= letter_event(b, cell);
        return made;
    }
    r = &b->a->list.v[target - FIRST_RULE];
    if (r->chars > 1) {
        made.events |= ACTION_SKIP;
        made.more = (uint16_t)r->chars;
    }
    if (r->rule->output.len == 1 && r->rule->output.v[0].kind == EL_SEGMENT)
        copy_cell(b, cell, &made);
    else if (!write_output(b, r->rule, cell, &made))
        return stop;
    return made;
}

/* Append `n` items to an array unless they are in it already; where they begin. */
static uint32_t share_items(struct builder *b, struct map *seen, struct buf *array, const void *items,
                            size_t n, size_t size)
{
    bool added;
    uint64_t *slot = map_put(seen, span_of(items, n * size), &added);

    if (!slot) {
        b->failed = true;
        return 0;
    }
    if (added) {
        *slot = array->len / size;
        buf_addn(array, items, n * size);
    }
    return (uint32_t)*slot;
}

/* The row of one target, a column for each state. */
static uint32_t target_row(struct builder *b, uint32_t cell, uint32_t target)
{
    struct table_action row[MAX_STATES];

    for (uint32_t s = 0; s < b->out->states; s++)
        row[s] = make_action(b, cell, target, (uint16_t)s);
    return share_items(b, &b->rows, &b->out->actions, row, b->out->states, sizeof *row);
}

/* Targets of a cell: by state, then by the class behind. */
static void find_targets(struct builder *b, uint32_t cell, uint32_t *targets)
{
    const size_t width = b->out->classes + 1;
    struct alives list = VEC_INIT, next = VEC_INIT;

    for (uint32_t s = 0; s < b->out->states; s++) {
        uint32_t *row = targets + s * width;

        first_alive(b, cell, s, &list);
        if (list.len == 0 || list.v[0].at < 0) {
            for (size_t k = 0; k < width; k++)
                row[k] = resolve(b, cell, &list);
            continue;
        }
        for (uint32_t k = 0; k < width; k++) {
            derive_all(b, &list, k, &next);
            row[k] = resolve(b, cell, &next);
        }
    }
    vec_free(&list);
    vec_free(&next);
}

/* Give classes with equal targets one column; returns how many there are. */
static uint16_t find_columns(const struct builder *b, const uint32_t *targets, uint16_t *column)
{
    const size_t width = b->out->classes + 1;
    uint16_t columns = 0;

    for (size_t k = 0; k < width; k++) {
        size_t i = 0;

        for (bool same = false; i < k; i++) {
            same = true;
            for (uint32_t s = 0; same && s < b->out->states; s++)
                same = targets[s * width + i] == targets[s * width + k];
            if (same)
                break;
        }
        column[k] = i < k ? column[i] : columns++;
    }
    return columns;
}

static bool states_alike(const struct table_action *row, size_t columns, size_t states)
{
    for (size_t i = 0; i < columns * states; i++)
        if (memcmp(&row[i], &row[i - i % states], sizeof *row) != 0)
            return false;
    return true;
}

/* The row of a cell: for each column the actions by state, or one where the state does not
 * matter. */
static void build_row(struct builder *b, uint32_t cell, const uint32_t *targets,
                      struct table_action *row)
{
    const size_t width = b->out->classes + 1, states = b->out->states;
    uint16_t column[MAX_CLASSES + 1];
    uint16_t columns = find_columns(b, targets, column);
    size_t step = states;
    uint32_t group;

    for (size_t k = 0; k < width; k++)
        for (size_t s = 0; s < states; s++)
            row[column[k] * states + s] = make_action(b, cell, targets[s * width + k], (uint16_t)s);
    if (states_alike(row, columns, states)) {
        for (size_t i = 0; i < columns; i++)
            row[i] = row[i * states];
        step = 1;
    }
    for (size_t k = 0; k < width; k++)
        column[k] = (uint16_t)(column[k] * step);
    group = share_items(b, &b->groups, &b->out->right, column, width, sizeof *column);
    b->gave_up |= group > UINT16_MAX || columns * step > UINT16_MAX;
    b->cells[cell].group = (uint16_t)group;
    b->cells[cell].left = step == states && states > 1 ? STATE_STAYS : 0;
    b->cells[cell].row = share_items(b, &b->rows, &b->out->actions, row, columns * step, sizeof *row);
}

/* Whether a blank (' ' or a line feed) parts the text: what stands on one side of it never matters
 * on the other, and it is left as it is. */
static bool parts_here(const struct builder *b, uint32_t cell, const uint32_t *targets, int mark)
{
    const size_t width = b->out->classes + 1, end = b->out->classes;

    for (uint32_t k = 0; k < b->out->classes; k++) {
        if (class_in(b, k, mark))
            for (uint32_t s = 0; s < b->out->states; s++)
                if (targets[s * width + k] != targets[s * width + end])
                    return false;
    }
    for (size_t i = 0; in_mark(b, cell, (size_t)mark) && i < b->out->states * width; i++)
        if (targets[i] != NO_RULE)
            return false;
    return true;
}

/* The same of the states behind it, and of what looks further than one character. */
static bool parts_behind(const struct builder *b, int mark)
{
    const size_t width = b->out->classes + 1, end = b->out->classes;
    const uint32_t *looks = (const uint32_t *)(const void *)b->out->looks.data;

    for (uint32_t k = 0; k < b->out->classes; k++) {
        if (!class_in(b, k, mark))
            continue;
        for (uint32_t s = 0; s < b->out->states; s++)
            if (state_behind(b, (uint16_t)s, (uint8_t)k) != 0)
                return false;
        for (size_t n = 0; n < b->look_list.len; n++)
            if (looks[n * width + k] != looks[n * width + end])
                return false;
    }
    return true;
}

static void build_rows(struct builder *b)
{
    const size_t width = b->out->classes + 1;
    uint32_t *targets = calloc(b->out->states * width, sizeof *targets);
    struct table_action *row = calloc(b->out->states * width, sizeof *row);

    b->failed |= !targets || !row;
    for (uint32_t i = 0; i < b->n_cells && !b->failed && !b->gave_up; i++) {
        find_targets(b, i, targets);
        build_row(b, i, targets, row);
        b->out->lines_part &= parts_here(b, i, targets, MARK_LF);
        b->out->words_part &= parts_here(b, i, targets, MARK_SPACE);
    }
    free(targets);
    free(row);
}

static void build_looks(struct builder *b)
{
    const uint32_t width = b->out->classes + 1;
    struct alives next = VEC_INIT;

    for (size_t n = 0; n < b->look_list.len && !b->failed && !b->gave_up; n++)
        for (uint32_t k = 0; k < width; k++) {
            uint32_t target;

            derive_all(b, &b->look_list.v[n], k, &next);
            target = resolve(b, b->look_cell.v[n], &next);
            if (!(target & (uint32_t)LOOK_MORE))
                target = target_row(b, b->look_cell.v[n], target);
            buf_addn(&b->out->looks, (const char *)&target, sizeof target);
        }
    vec_free(&next);
}

/* Classes of cells by the sets of contexts they are in. */
static void build_classes(struct builder *b)
{
    struct map seen = MAP_INIT;

    b->failed |= !vec_push(&b->class_cell, 0);
    for (size_t i = 0; i < b->n_cells; i++) {
        struct span in = span_of(b->index->marked.data + i * b->n_marks, b->a->contexts);
        bool added;
        uint64_t *slot;

        if (b->cells[i].bytes == 0)
            continue;
        slot = map_put(&seen, in, &added);
        if (slot && added) {
            *slot = b->class_cell.len;
            b->failed |= !vec_push(&b->class_cell, i);
        }
        b->failed |= !slot;
        b->cells[i].class = slot ? (uint8_t)*slot : 0;
    }
    b->gave_up |= b->class_cell.len > MAX_CLASSES;
    b->out->classes = (uint32_t)b->class_cell.len;
    map_free(&seen);
}

static void describe_cells(struct builder *b)
{
    const size_t kinds = b->n_marks - KINDS;

    for (size_t i = 0; i < b->n_cells; i++) {
        b->single[i] = UINT32_MAX - 1; /* none met yet */
        for (uint8_t n = 0; n < 3; n++)
            if (in_mark(b, i, kinds + IS_ASCII + n))
                b->cells[i].bytes = n + 1;
        b->cells[i].flags = in_mark(b, i, kinds + IS_LOOSE) ? CELL_LOOSE : 0;
    }
    for (uint32_t c = 0; c < FAST_END; c++) {
        uint32_t *single = &b->single[b->index->cell_of[c]];

        *single = *single == UINT32_MAX - 1 ? c : UINT32_MAX;
    }
}

static void forget(struct automaton_out *out)
{
    buf_reset(&out->actions);
    buf_reset(&out->right);
    buf_reset(&out->delta);
    buf_reset(&out->looks);
    out->states = out->classes = 0;
    out->lines_part = out->words_part = false;
}

enum status automaton_build(struct automaton *a, struct index_out *index, struct automaton_out *out,
                            struct error *e)
{
    struct builder b = {
        .a = a, .index = index, .out = out, .cells = (struct table_cell *)(void *)index->cells.data,
        .n_cells = index->cells.len / sizeof(struct table_cell), .n_marks = a->marks.len,
        .states = MAP_INIT, .rows = MAP_INIT, .groups = MAP_INIT, .looks = MAP_INIT,
    };

    out->lines_part = out->words_part = true;
    for (size_t i = 0; i < a->list.len; i++)
        if (!a->list.v[i].known)
            out->lines_part = out->words_part = false;
    b.single = calloc(b.n_cells, sizeof *b.single);
    b.failed = b.single == NULL || index->marked.failed || index->cells.failed;
    if (!b.failed) {
        describe_cells(&b);
        build_classes(&b);
    }
    if (!b.failed && !b.gave_up)
        build_states(&b);
    if (!b.failed && !b.gave_up)
        build_rows(&b);
    if (!b.failed && !b.gave_up)
        build_looks(&b);
    if (!b.failed && !b.gave_up) {
        out->lines_part = out->lines_part && parts_behind(&b, MARK_LF);
        out->words_part = out->words_part && parts_behind(&b, MARK_SPACE);
    }
    if (b.gave_up || (a->stretches && !(out->lines_part && out->words_part)))
        forget(out);
    b.failed |= out->actions.failed || out->right.failed || out->delta.failed || out->looks.failed;
    for (size_t i = 0; i < b.look_list.len; i++)
        vec_free(&b.look_list.v[i]);
    free(b.single);
    vec_free(&b.look_list);
    vec_free(&b.look_cell);
    vec_free(&b.class_cell);
    vec_free(&b.questions);
    vec_free(&b.question_at);
    vec_free(&b.truth);
    map_free(&b.states);
    map_free(&b.rows);
    map_free(&b.groups);
    map_free(&b.looks);
    return b.failed ? error_nomem(e) : ST_OK;
}

void automaton_out_free(struct automaton_out *out)
{
    buf_free(&out->actions);
    buf_free(&out->right);
    buf_free(&out->delta);
    buf_free(&out->looks);
}
