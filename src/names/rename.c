/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mention as it would stand there of somebody else. */
#include "names/respell.h"

/* The part as one of `entity`; false where its name has no such part. */
static bool rename_part(const struct respeller *r, uint32_t entity, struct part *p)
{
    struct alt *alts = arena_array(&r->f->arena, p->n_alts + 1, sizeof *alts);

    if (!alts) {
        r->f->failed = true;
        return false;
    }
    for (uint32_t i = 0; i < p->n_alts; i++) {
        alts[i] = p->alts[i];
        alts[i].form = NO_WORD; /* whose spelling would be taken */
    }
    p->alts = alts;
    p->entity = entity;
    if (p->how == HOW_INITIAL)
        return p->role == AUTH_GIVEN && p->n == 1 && r->house->given.len;
    return p->n_alts && house_part(r, p, &alts[0]).len;
}

static bool same_kind(struct finder *f, uint32_t a, uint32_t b)
{
    struct auth_entity x, y;
    char of_a = gender_of(f, a), of_b = gender_of(f, b);

    return auth_entity(f->a, a, &x) && auth_entity(f->a, b, &y) && x.kind == y.kind &&
           (!of_a || !of_b || of_a == of_b);
}

static bool family_first(const struct finder *f, uint32_t entity)
{
    struct auth_entity x;

    return auth_entity(f->a, entity, &x) && x.family_first;
}

/* How many parts a name with its family name at one end must be turned by, so that it stands at the
 * other: where one of the two names has it first and the other last. */
static unsigned turned_by(const struct respeller *r, const struct mention *m, uint32_t entity)
{
    unsigned n = r->c->n;

    if (family_first(r->f, m->entity) == family_first(r->f, entity))
        return 0;
    return r->c->part[0].role == AUTH_FAMILY ? 1 : r->c->part[n - 1].role == AUTH_FAMILY ? n - 1 : 0;
}

/* The mention with the parts of its candidate spelt anew, beginning with number `turned`. */
static void add_renamed(const struct respeller *r, const struct mention *m,
                        const struct spelling *s, unsigned turned, struct buf *out)
{
    size_t done = m->at;

    for (unsigned i = 0; i < r->c->n; i++) {
        const struct part *p = &r->c->part[i];
        const struct token *last = tok(r->f, p->first + p->n - 1);

        buf_add(out, span_cut(r->f->text, done, tok(r->f, p->first)->at));
        buf_add(out, s->part[(i + turned) % r->c->n]);
        done = last->at + last->len;
    }
    buf_add(out, span_cut(r->f->text, done, m->at + m->len));
}

bool finder_may_mean(const struct finder *f, struct mention *m, uint32_t entity)
{
    const struct candidate *was = &f->candidates.v[m->candidate];

    for (size_t i = 0; i < f->candidates.len; i++) {
        const struct candidate *c = &f->candidates.v[i];

        if (c->entity == entity && c->first == was->first && c->end == was->end) {
            m->entity = entity;
            m->candidate = i;
            return true;
        }
    }
    return false;
}

enum status finder_rename(struct finder *f, const struct mention *m, uint32_t entity,
                          struct buf *out, struct error *e)
{
    struct candidate c;
    struct respeller r = {.f = f, .c = &c};
    struct spellings all = {.n = 0};
    bool ok = m->entity != FIND_NOBODY && same_kind(f, m->entity, entity);

    if (ok) {
        c = f->candidates.v[m->candidate];
        r.l = language_of(f, c.first);
        r.gender = gender_of(f, entity);
        ok = went_well(f, style_spelling(r.l->style, entity, &r.house, NULL)) &&
             r.house->from != STYLE_MISSING;
    }
    for (unsigned i = 0; ok && i < c.n; i++)
        ok = rename_part(&r, entity, &c.part[i]);
    if (ok)
        c.entity = entity;
    ok = ok && spell_all(&r, &all);
    if (ok)
        spell_hidden_cases(&r, &all);
    ok = ok && all.n == 1;
    if (f->failed) {
        f->failed = false;
        return error_nomem(e);
    }
    if (!ok)
        return error_set(e, ST_NOTFOUND, "%s", _("the name cannot be put there"));
    add_renamed(&r, m, &all.v[0], turned_by(&r, m, entity), out);
    return buf_status(out, e);
}
