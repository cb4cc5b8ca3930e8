/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/swaps.h"

#include "names/key.h"
#include "names/tags.h"
#include "text/norm.h"

enum {
    MOST_VARIANTS = 4,  /* of one ending */
    LEAST_DECLINED = 5, /* letters: shorter names with an ending look like too many words */
    UNFIT = AUTH_ORDINARY | AUTH_NEEDY | AUTH_SHORT,
};

/* One ending of a base; false where the base has none of that tag. */
static bool inflect(const struct endings *g, struct span base, struct span folded,
                    enum ending_part part, char gender, struct reading r, struct buf *out)
{
    buf_reset(out);
    return endings_write(g, base, part, gender, &r, folded, span_str("’"), out);
}

/* Call `fn` for each tag and variant that may be in the data. */
static enum status each_ending(const struct endings *g,
                               enum status (*fn)(void *context, struct reading r, struct error *e),
                               void *context, struct error *e)
{
    enum status st = ST_OK;

    for (uint16_t tag = ENDING_NOMINATIVE + 1; endings_tag(g, tag).len; tag++)
        for (uint8_t v = 0; v < MOST_VARIANTS && st == ST_OK; v++)
            st = fn(context, (struct reading){.tag = tag, .variant = v, .parts = 15}, e);
    return st;
}

struct inflecting {
    const struct endings *g;
    struct span base, folded;
    enum ending_part part;
    char gender;
    struct buf text;
    struct map told;
    bool (*each)(void *context, struct span word);
    void *context;
    bool stopped;
};

static enum status tell_word(struct inflecting *in, struct span word, struct error *e)
{
    bool added;

    if (in->stopped)
        return ST_OK;
    if (!map_put(&in->told, word, &added))
        return error_nomem(e);
    in->stopped = added && !in->each(in->context, word);
    return ST_OK;
}

static enum status tell_ending(void *context, struct reading r, struct error *e)
{
    struct inflecting *in = context;

    if (!inflect(in->g, in->base, in->folded, in->part, in->gender, r, &in->text))
        return buf_status(&in->text, e);
    return buf_status(&in->text, e) ? e->code : tell_word(in, buf_span(&in->text), e);
}

enum status inflect_each(const struct endings *g, struct span base, enum ending_part part,
                         char gender, bool (*each)(void *context, struct span word),
                         void *context, struct error *e)
{
    struct buf folded = BUF_INIT;
    struct inflecting in = {.g = g, .base = base, .part = part, .gender = gender,
                            .text = BUF_INIT, .told = MAP_INIT, .each = each, .context = context};
    enum status st = endings_fold(&folded, base, e);

    in.folded = buf_span(&folded);
    if (st == ST_OK)
        st = tell_word(&in, base, e);
    if (st == ST_OK)
        st = each_ending(g, tell_ending, &in, e);
    buf_free(&in.text);
    buf_free(&folded);
    map_free(&in.told);
    return st;
}

/* --- swaps --- */

static enum script script_of(struct span s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        if (c != UTF8_BAD && char_script(c) != SCRIPT_COMMON)
            return char_script(c);
    }
    return SCRIPT_COMMON;
}

/* May a bare list replace this form at all? */
static bool is_fit(const struct swaps *s, const struct auth_form *f)
{
    if (f->role != AUTH_FAMILY && f->role != AUTH_FULL)
        return false;
    if (f->flags & UNFIT)
        return false;
    return !(f->flags & AUTH_SCOPED) || tag_fit(f->scope, style_lang(s->style)) > 0;
}

/* Is everything in the dictionary that is spelt so written `right` in the house? */
static enum status is_agreed(struct swaps *s, struct span text, struct span right, bool *agreed,
                             struct error *e)
{
    struct buf key = BUF_INIT;
    enum status st = key_add(&key, text, e);
    struct auth_run run = {0};

    *agreed = true;
    if (st == ST_OK)
        run = auth_find(s->a, buf_span(&key));
    for (uint32_t i = run.first; i < run.first + run.count && *agreed && st == ST_OK; i++) {
        struct auth_form f;
        struct span other = {0};

        *agreed = auth_form(s->a, auth_run_form(s->a, run, i), &f) && f.role != AUTH_NOT &&
                  (f.flags & UNFIT) == 0;
        if (!*agreed)
            break;
        st = style_form(s->style, &f, &other, e);
        *agreed = st == ST_OK && span_eq(other, right);
    }
    buf_free(&key);
    return st;
}

struct telling {
    struct swaps *s;
    struct span wrong, right; /* nominatives */
    struct span wrong_folded, right_folded;
    enum ending_part part;
    char gender;
    uint32_t entity;
    struct buf from, to;
    swap_fn *each;
    void *context;
    bool stopped;
};

static enum status tell_pair(struct telling *t, struct span wrong, struct span right,
                             struct error *e)
{
    struct swap swap = {wrong, right, t->entity};
    bool added = false;

    if (t->stopped || span_eq(wrong, right))
        return ST_OK;
    if (!map_put(&t->s->told, wrong, &added))
        return error_nomem(e);
    t->stopped = added && !t->each(t->context, &swap);
    return ST_OK;
}

static enum status tell_case(void *context, struct reading r, struct error *e)
{
    struct telling *t = context;
    const struct endings *g = t->s->endings;
    enum status st = ST_OK;
    bool agreed = inflect(g, t->wrong, t->wrong_folded, t->part, t->gender, r, &t->from) &&
                  inflect(g, t->right, t->right_folded, t->part, t->gender, r, &t->to);

    if (buf_status(&t->from, e) || buf_status(&t->to, e))
        return e->code;
    if (agreed) /* what it spells of itself stays: Назарбаева is a woman too */
        st = is_agreed(t->s, buf_span(&t->from), buf_span(&t->to), &agreed, e);
    return st == ST_OK && agreed ? tell_pair(t, buf_span(&t->from), buf_span(&t->to), e) : st;
}

/* In names of several words that are no person's another word may be the one that declines. */
static bool is_one_word(struct span a, struct span b)
{
    return span_find(a, span_str(" "), 0) < 0 && span_find(b, span_str(" "), 0) < 0;
}

/* The pair and, for a name of some length, the pair in each case. */
static enum status tell(struct telling *t, struct span wrong, struct span right, struct error *e)
{
    struct buf was = BUF_INIT, now = BUF_INIT;
    bool agreed;
    enum status st = is_agreed(t->s, wrong, right, &agreed, e);

    if (st || !agreed || !right.len || script_of(wrong) != script_of(right))
        return st;
    st = tell_pair(t, wrong, right, e);
    if (st == ST_OK && t->s->endings && utf8_count(wrong) >= LEAST_DECLINED &&
        !span_eq(wrong, right) && (t->part == ENDING_FAMILY || is_one_word(wrong, right))) {
        t->wrong = wrong;
        t->right = right;
        st = endings_fold(&was, wrong, e);
        if (st == ST_OK)
            st = endings_fold(&now, right, e);
        t->wrong_folded = buf_span(&was);
        t->right_folded = buf_span(&now);
        if (st == ST_OK)
            st = each_ending(t->s->endings, tell_case, t, e);
    }
    buf_free(&was);
    buf_free(&now);
    return st;
}

/* "Qasym-Zhomart Toqaev": a given and a family name that come from one spelling by one system. */
static enum status tell_full(struct telling *t, const struct auth_form *family, struct span right,
                             struct error *e)
{
    struct auth_run run = auth_forms_of(t->s->a, t->entity);
    struct buf full = BUF_INIT;
    enum status st = ST_OK;

    for (uint32_t i = run.first; i < run.first + run.count && st == ST_OK; i++) {
        struct auth_form g;

        if (!auth_form(t->s->a, auth_run_form(t->s->a, run, i), &g) || g.role != AUTH_GIVEN ||
            g.from != family->from || !span_eq(g.system, family->system) ||
            !span_eq(g.origin, family->origin))
            continue;
        buf_reset(&full);
        buf_add(&full, g.text);
        buf_addch(&full, ' ');
        buf_add(&full, family->text);
        st = buf_status(&full, e);
        if (st == ST_OK)
            st = tell(t, buf_span(&full), right, e);
    }
    buf_free(&full);
    return st;
}

/* The forms that are fit, each with its house spelling: full names first, then the others. */
static enum status tell_forms(struct telling *t, const struct style_name *house, bool full,
                              struct error *e)
{
    const struct authority *a = t->s->a;
    struct auth_run run = auth_forms_of(a, t->entity);
    enum status st = ST_OK;

    for (uint32_t i = run.first; i < run.first + run.count && st == ST_OK && !t->stopped; i++) {
        struct auth_form f;
        struct span right;

        if (!auth_form(a, auth_run_form(a, run, i), &f) || !is_fit(t->s, &f))
            continue;
        if (full && f.role == AUTH_FAMILY)
            st = tell_full(t, &f, house->whole, e);
        if (full != (f.role == AUTH_FULL) || st)
            continue;
        st = style_form(t->s->style, &f, &right, e);
        if (st == ST_OK)
            st = tell(t, f.text, right, e);
    }
    return st;
}

enum status swaps_each(struct swaps *s, uint32_t entity, swap_fn *each, void *context,
                       struct error *e)
{
    const struct style_name *house;
    struct auth_entity ent;
    struct telling t = {.s = s, .entity = entity, .from = BUF_INIT, .to = BUF_INIT,
                        .each = each, .context = context};
    enum status st = style_spelling(s->style, entity, &house, e);

    if (st != ST_OK || house->from == STYLE_MISSING || !auth_entity(s->a, entity, &ent))
        return st;
    t.part = ent.kind == AUTH_PERSON ? ENDING_FAMILY : ENDING_PLACE;
    t.gender = ent.gender;
    st = tell_forms(&t, house, true, e);
    if (st == ST_OK)
        st = tell_forms(&t, house, false, e);
    buf_free(&t.from);
    buf_free(&t.to);
    return st;
}

void swaps_free(struct swaps *s)
{
    map_free(&s->told);
}
