/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/context.h"
#include "interchange/tsv.h"

enum status context_check_set(struct context_check *c, const struct tm_context *context,
                              struct error *e)
{
    enum status st = ST_OK;

    c->wanted = context && (context->previous.len || context->next.len || context->id.len);
    if (!c->wanted)
        return ST_OK;
    c->id = context->id;
    buf_reset(&c->previous);
    buf_reset(&c->next);
    if (context->previous.len)
        st = tm_normalize(&c->previous, context->previous, e);
    if (!st && context->next.len)
        st = tm_normalize(&c->next, context->next, e);
    return st;
}

void context_check_free(struct context_check *c)
{
    buf_free(&c->previous);
    buf_free(&c->next);
    buf_free(&c->text);
    arena_free(&c->arena);
}

/* Is it the same segment?  No text on one side is none on the other. */
static bool same(struct context_check *c, struct span text, const struct buf *wanted,
                 enum status *st, struct error *e)
{
    buf_reset(&c->text);
    if (!*st && text.len)
        *st = tm_normalize(&c->text, text, e);
    return !*st && span_eq(buf_span(&c->text), buf_span(wanted));
}

/* --- neighbours that the unit names --- */

/* memoQ writes <seg>text</seg> into its props. */
static struct span without_seg(struct span s)
{
    if (span_starts(s, span_str("<seg>")) && span_ends(s, span_str("</seg>")))
        return span_cut(s, 5, s.len - 6);
    return s;
}

/* The text of the first prop of one of two types, of those in `extra` (memory/tu.h). */
static bool find_prop(struct span extra, const char *a, const char *b, struct buf *text)
{
    struct buf name = BUF_INIT, value = BUF_INIT;
    struct span line;
    bool found = false;

    while (!found && span_split(&extra, '\n', &line)) {
        if (!tsv_next(&line, &name) || !span_eqs(buf_span(&name), "p") || !tsv_next(&line, text))
            continue;
        while (!found && tsv_next(&line, &name) && tsv_next(&line, &value))
            found = span_eqs(buf_span(&name), "type") &&
                    (span_eqs(buf_span(&value), a) || span_eqs(buf_span(&value), b));
    }
    buf_free(&name);
    buf_free(&value);
    return found;
}

/* True when the unit names a neighbour; *holds then tells whether all it names are the same. */
static bool named_neighbours(struct context_check *c, const struct tm_unit *u, bool *holds,
                             enum status *st, struct error *e)
{
    struct buf previous = BUF_INIT, next = BUF_INIT;
    bool before = find_prop(u->extra, "x-context-pre", "prev", &previous);
    bool behind = find_prop(u->extra, "x-context-post", "next", &next);

    *holds = (!before || same(c, without_seg(buf_span(&previous)), &c->previous, st, e)) &&
             (!behind || same(c, without_seg(buf_span(&next)), &c->next, st, e));
    buf_free(&previous);
    buf_free(&next);
    return before || behind;
}

/* --- neighbours by number --- */

/* The source of the unit of this number if it came with `u`; empty where there is none. */
static enum status source_beside(struct context_check *c, struct tm_store *s,
                                 const struct tm_direction *direction, const struct tm_unit *u,
                                 int64_t number, struct span *source, struct error *e)
{
    struct tm_unit beside;
    struct tm_sides sides;
    enum status st = tm_store_get(s, number, &c->arena, &beside, e);

    *source = span_str("");
    if (st)
        return st == ST_NOTFOUND ? ST_OK : st;
    if (beside.batch == u->batch && span_eq(beside.origin, u->origin) &&
        tm_direction_pick(direction, &beside, &sides))
        *source = beside.variants[sides.sources[0]].text;
    return ST_OK;
}

static enum status numbered_neighbours(struct context_check *c, struct tm_store *s,
                                       const struct tm_direction *direction,
                                       const struct tm_unit *u, bool *holds, struct error *e)
{
    struct span before, behind;
    enum status st;

    *holds = false;
    st = source_beside(c, s, direction, u, u->id - 1, &before, e);

    if (!st && same(c, before, &c->previous, &st, e))
        st = source_beside(c, s, direction, u, u->id + 1, &behind, e);
    else
        return st;
    *holds = !st && same(c, behind, &c->next, &st, e);
    return st;
}

enum status context_holds(struct context_check *c, struct tm_store *s,
                          const struct tm_direction *direction, int64_t unit, bool *holds,
                          struct error *e)
{
    struct tm_unit u;
    enum status st;

    *holds = false;
    arena_reset(&c->arena);
    st = tm_store_get(s, unit, &c->arena, &u, e);
    if (st)
        return st == ST_NOTFOUND ? ST_OK : st;
    if (c->id.len && u.context.len && span_eq(c->id, u.context)) {
        *holds = true;
        return ST_OK;
    }
    if (!c->previous.len && !c->next.len)
        return ST_OK;
    if (!named_neighbours(c, &u, holds, &st, e) && !st)
        st = numbered_neighbours(c, s, direction, &u, holds, e);
    *holds = *holds && !st;
    return st;
}
