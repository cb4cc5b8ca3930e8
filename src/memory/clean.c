/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/clean.h"

#include "base/vec.h"
#include "memory/segment.h"

enum { SAVE_EVERY = 5000 /* units between two transactions */ };

/* What a unit says, and the unit that says the same and stays. */
struct same_as {
    uint64_t hash;
    int64_t unit, changed;
    int64_t keeper; /* 0: itself */
};

/* What is to be done with a unit. */
struct action {
    int64_t unit;
    bool remove, control;
    uint64_t drop; /* variants that are taken out of it, a bit each */
};

struct cleaning {
    struct tm_store *store;
    const struct clean_options *o;
    struct clean_totals *totals;
    VEC(struct same_as) known; /* sorted by unit once complete */
    VEC(struct action) actions;
    struct flaws flaws;
    struct buf text;
    struct arena arena;
};

/* --- duplicates --- */

/* The unit as it counts here: normalized texts in their context; in the arena. */
static enum status essence(struct arena *a, const struct tm_unit *u, struct tm_unit *out,
                           struct error *e)
{
    struct buf text = BUF_INIT;
    enum status st = ST_OK;

    *out = (struct tm_unit){.context = u->context, .n_variants = u->n_variants};
    out->variants = arena_array(a, u->n_variants + 1, sizeof *out->variants);
    if (!out->variants)
        return error_nomem(e);
    for (size_t i = 0; !st && i < u->n_variants; i++) {
        struct tm_variant *v = &out->variants[i];

        buf_reset(&text);
        st = tm_normalize(&text, u->variants[i].text, e);
        *v = (struct tm_variant){.lang = u->variants[i].lang, .markup = u->variants[i].markup};
        v->text = arena_dup(a, buf_span(&text));
        if (!st && (text.failed || !v->text.ptr))
            st = error_nomem(e);
    }
    buf_free(&text);
    return st;
}

static enum status note_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct cleaning *c = context;
    struct same_as s = {.unit = u->id, .changed = u->changed};
    struct tm_unit what;
    enum status st;

    arena_reset(&c->arena);
    st = essence(&c->arena, u, &what, e);
    if (st)
        return st;
    s.hash = tm_unit_hash(&what);
    return vec_push(&c->known, s) ? ST_OK : error_nomem(e);
}

/* The newest first among those with one hash. */
static int by_hash(const void *a, const void *b)
{
    const struct same_as *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->changed != y->changed)
        return x->changed > y->changed ? -1 : 1;
    return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static int by_unit(const void *a, const void *b)
{
    const struct same_as *x = a, *y = b;

    return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static enum status get_essence(struct cleaning *c, int64_t unit, struct tm_unit *out,
                               struct error *e)
{
    struct tm_unit u;
    enum status st = tm_store_get(c->store, unit, &c->arena, &u, e);

    return st ? st : essence(&c->arena, &u, out, e);
}

/* Units from `from` up to `to` have one hash: which of them say what the first says? */
static enum status compare_group(struct cleaning *c, size_t from, size_t to, struct error *e)
{
    struct tm_unit first, other;
    enum status st;

    arena_reset(&c->arena);
    st = get_essence(c, c->known.v[from].unit, &first, e);
    for (size_t i = from + 1; !st && i < to; i++) {
        st = get_essence(c, c->known.v[i].unit, &other, e);
        if (!st && tm_unit_same(&first, &other))
            c->known.v[i].keeper = c->known.v[from].unit;
    }
    return st;
}

static enum status find_duplicates(struct cleaning *c, struct error *e)
{
    enum status st = tm_store_each(c->store, NULL, note_unit, c, e);
    size_t from = 0;

    if (c->known.len)
        qsort(c->known.v, c->known.len, sizeof *c->known.v, by_hash);
    for (size_t i = 1; !st && i <= c->known.len; i++) {
        if (i < c->known.len && c->known.v[i].hash == c->known.v[from].hash)
            continue;
        if (i - from > 1)
            st = compare_group(c, from, i, e);
        from = i;
    }
    if (c->known.len)
        qsort(c->known.v, c->known.len, sizeof *c->known.v, by_unit);
    return st;
}

/* The unit that stays in the place of this one; 0: it stays itself. */
static int64_t keeper_of(const struct cleaning *c, int64_t unit)
{
    struct same_as key = {.unit = unit};
    const struct same_as *found = c->known.len ? bsearch(&key, c->known.v, c->known.len,
                                                         sizeof key, by_unit) : NULL;

    return found ? found->keeper : 0;
}

/* --- looking --- */

static enum status tell(struct cleaning *c, const struct tm_unit *u, enum flaw kind,
                        const struct tm_variant *source, const struct tm_variant *target,
                        struct span why, struct error *e)
{
    const struct clean_finding f = {u->id, kind, source, target, why};

    return c->o->each ? c->o->each(c->o->context, &f, e) : ST_OK;
}

static enum status judge_pair(struct cleaning *c, const struct tm_unit *u, size_t source,
                              size_t target, struct action *act, struct error *e)
{
    const struct tm_variant *a = &u->variants[source], *b = &u->variants[target];
    enum status st = flaws_find(&c->flaws, &c->o->wanted, a, b, e);
    unsigned fatal = c->flaws.set & ~(1u << FLAW_CONTROL);

    for (int k = 0; !st && k < FLAW_KINDS; k++)
        if (c->flaws.set & 1u << k)
            st = tell(c, u, (enum flaw)k, a, b, buf_span(&c->flaws.why[k]), e);
    act->control = act->control || (c->flaws.set & 1u << FLAW_CONTROL);
    if (fatal)
        act->drop |= UINT64_C(1) << (c->flaws.of_source ? source : target);
    return st;
}

static enum status judge_duplicate(struct cleaning *c, const struct tm_unit *u,
                                   const struct tm_sides *sides, struct action *act,
                                   struct error *e)
{
    int64_t keeper = keeper_of(c, u->id);

    if (!keeper)
        return ST_OK;
    act->remove = true;
    buf_reset(&c->text);
    buf_printf(&c->text, _("unit %lld says the same"), (long long)keeper);
    return tell(c, u, FLAW_DUPLICATE, &u->variants[sides->sources[0]],
                &u->variants[sides->targets[0]], buf_span(&c->text), e);
}

static bool is_dropped(const struct action *act, size_t variant)
{
    return variant < TM_MAX_VARIANTS && act->drop >> variant & 1;
}

/* Does a unit without what is taken out of it still say something in two languages? */
static bool is_worth_keeping(const struct tm_unit *u, const struct tm_sides *sides,
                             const struct action *act)
{
    size_t left = 0, sources = 0;

    for (size_t i = 0; i < u->n_variants; i++)
        left += !is_dropped(act, i);
    for (size_t i = 0; i < sides->n_sources; i++)
        sources += !is_dropped(act, sides->sources[i]);
    return left >= 2 && sources > 0;
}

static enum status judge(void *context, const struct tm_unit *u, struct error *e)
{
    struct cleaning *c = context;
    struct action act = {.unit = u->id};
    struct tm_sides sides;
    enum status st;

    if (!c->o->direction)
        sides = tm_original(u);
    if (c->o->direction ? !tm_direction_pick(c->o->direction, u, &sides) : !sides.n_targets)
        return ST_OK;
    c->totals->units++;
    st = judge_duplicate(c, u, &sides, &act, e);
    for (size_t i = 0; i < sides.n_sources; i++)
        for (size_t k = 0; !st && k < sides.n_targets && !act.remove; k++)
            st = judge_pair(c, u, sides.sources[i], sides.targets[k], &act, e);
    act.remove = act.remove || !is_worth_keeping(u, &sides, &act);
    if (st || (!act.remove && !act.control && !act.drop))
        return st;
    c->totals->removed += act.remove;
    c->totals->repaired += !act.remove;
    return !c->o->apply || vec_push(&c->actions, act) ? ST_OK : error_nomem(e);
}

/* --- applying --- */

static struct span cleaned(struct cleaning *c, struct span s)
{
    if (!flaw_has_control(s))
        return s;
    buf_reset(&c->text);
    flaw_add_clean(&c->text, s);
    return c->text.failed ? span_of(NULL, 0) : arena_dup(&c->arena, buf_span(&c->text));
}

/* Put the unit without its flaws; the old one goes. */
static enum status put_repaired(struct cleaning *c, struct tm_unit *u, const struct action *act,
                                struct error *e)
{
    size_t n = 0;

    for (size_t i = 0; i < u->n_variants; i++) {
        struct tm_variant v = u->variants[i];

        if (is_dropped(act, i))
            continue;
        if (act->control) {
            v.text = cleaned(c, v.text);
            v.markup = cleaned(c, v.markup);
        }
        if (!v.text.ptr || !v.markup.ptr)
            return error_nomem(e);
        u->variants[n++] = v;
    }
    u->n_variants = n;
    return tm_batch_put(c->store, u, e);
}

static enum status carry_out(struct cleaning *c, const struct action *act, struct error *e)
{
    struct tm_unit u;
    enum status st;

    arena_reset(&c->arena);
    st = tm_store_get(c->store, act->unit, &c->arena, &u, e);
    if (st == ST_NOTFOUND)
        return ST_OK; /* another program was quicker */
    if (!st && !act->remove)
        st = put_repaired(c, &u, act, e);
    return st ? st : tm_batch_remove(c->store, act->unit, e);
}

static enum status apply(struct cleaning *c, struct error *e)
{
    struct tm_store *s = c->store;
    struct error second;
    int64_t batch;
    enum status st = tm_batch_begin(s, "clean", span_str(""), span_str(""), &batch, e);

    if (st)
        return st;
    for (size_t i = 0; !st && i < c->actions.len; i++) {
        st = carry_out(c, &c->actions.v[i], e);
        if (!st && (i + 1) % SAVE_EVERY == 0)
            st = tm_batch_save(s, 0, e);
    }
    if (!st)
        st = tm_batch_save(s, 0, e);
    if (!st)
        st = tm_batch_publish(s, &batch, 1, e);
    if (!st)
        c->totals->batch = batch;
    else if (tm_batch_discard(s, batch, &second))
        return st; /* it is open, and unseen */
    return st;
}

enum status clean_run(struct tm_store *s, const struct clean_options *o,
                      struct clean_totals *totals, struct error *e)
{
    struct cleaning c = {.store = s, .o = o, .totals = totals};
    enum status st = ST_OK;

    memset(totals, 0, sizeof *totals);
    if (o->wanted.set & 1u << FLAW_DUPLICATE)
        st = find_duplicates(&c, e);
    if (!st)
        st = tm_store_each(s, NULL, judge, &c, e);
    if (!st && c.actions.len)
        st = apply(&c, e);
    vec_free(&c.known);
    vec_free(&c.actions);
    flaws_free(&c.flaws);
    buf_free(&c.text);
    arena_free(&c.arena);
    return st;
}
