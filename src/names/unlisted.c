/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that nothing but their sound ties to a name: with a given name that sounds right too, and
 * long bare family names that are no words and near a known spelling. */
#include "names/find_private.h"

#include "names/key.h"
#include "names/sound.h"

/* The one entity whose family name or place name sounds like this; FIND_NOBODY for none or for
 * several that are no namesakes. */
static uint32_t sole_bearer(struct finder *f, struct span base, enum auth_role *role)
{
    char sounds[SOUND_MAX], key[SOUND_MAX];
    uint32_t entity = FIND_NOBODY;
    struct auth_run run;

    if (sound_read(base, SOUND_ENGLISH, sounds) == 0)
        return FIND_NOBODY;
    sound_key(sounds, key);
    run = auth_find_sound(f->a, span_str(key));
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form form;

        if (!auth_form(f->a, auth_run_form(f->a, run, i), &form) ||
            (form.role != AUTH_FAMILY && form.role != AUTH_FULL) || form.words != 1)
            continue;
        if (entity != FIND_NOBODY && entity != form.entity)
            return FIND_NOBODY;
        entity = form.entity;
        *role = form.role;
    }
    return entity;
}

/* A given name before it that sounds right, or initials that fit, make it a full name. */
static bool full_by_sound(struct finder *f, struct candidate *c, struct span key)
{
    struct auth_entity entity;
    struct part given;
    bool other = false;

    if (!auth_entity(f->a, c->entity, &entity))
        return false;
    if (!entity.family_first && given_before(f, c->first, c->entity, &given) &&
        given.how != HOW_INITIAL)
        c->full = add_part(c, &given, true);
    else
        c->full = tok(f, c->first)->letters >= NAMED_SOUND &&
                  spelt_near(f, key, c->entity, AUTH_FAMILY) && add_initials(f, c, &other) &&
                  !other;
    c->score = SCORE_SOUND_FULL - 5;
    return c->full;
}

static void sound_candidate(struct finder *f, uint32_t i, uint32_t entity, enum auth_role role,
                            struct span key)
{
    struct candidate c = {.entity = entity, .first = i, .end = i + 1, .n = 1,
                          .kind = FINDING_KINDS};
    bool named = (f->seen[entity] & SEEN_FULL) && role == AUTH_FAMILY;
    struct auth_entity e;
    enum around around;

    if (!auth_entity(f->a, entity, &e) || !sound_part(f, i, 1, entity, role, false, &c.part[0]))
        return;
    if (role == AUTH_FAMILY && full_by_sound(f, &c, key)) {
        add_candidate(f, &c);
        return;
    }
    around = context_of(f, i, i + 1);
    if (tok(f, i)->letters < (named ? NAMED_SOUND : LONG_SOUND) || around == AROUND_OTHER ||
        e.has_needs || !spelt_near(f, key, entity, role) || ordinary_word(f, i))
        return;
    c.bare = true;
    c.by_sound = true;
    c.supported = named;
    c.score = role == AUTH_FAMILY ? SCORE_SOUND_BARE : SCORE_POSSIBLE;
    if (role != AUTH_FAMILY && !of_the_region(e.native))
        return;
    c.why = _("sounds like a name in the dictionary");
    add_candidate(f, &c);
}

/* Whose name a word sounds like, found once; NULL for nobody's. */
static const struct word *with_bearer(struct finder *f, const struct word *found)
{
    size_t number;
    struct word w;

    if (!found)
        return NULL;
    number = (size_t)(found - f->words.v);
    w = *found;
    if (!w.bearer_known) {
        w.bearer = FIND_NOBODY;
        w.bearer_known = true;
        for (uint32_t k = 0; k < w.n_readings && w.bearer == FIND_NOBODY; k++) {
            struct buf base = BUF_INIT;

            endings_base(w.folded, &f->readings.v[w.first_reading + k], &base);
            w.bearer = sole_bearer(f, buf_span(&base), &w.bearer_role);
            w.bearer_reading = w.first_reading + k;
            drop(f, &base);
        }
        if (f->failed)
            return NULL;
        f->words.v[number] = w;
    }
    return w.bearer == FIND_NOBODY ? NULL : &f->words.v[number];
}

/* Is it a word for which sounds are asked at all? */
static bool is_sounding(const struct finder *f, const struct token *t)
{
    return !f->options.exact && t->letters >= 4 && t->caps != CAPS_LOWER && t->caps != CAPS_NONE;
}

bool may_sound(struct finder *f, const struct token *t, const struct word *w)
{
    return is_sounding(f, t) && with_bearer(f, w);
}

void sounds_at(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);
    struct buf base = BUF_INIT, key = BUF_INIT;
    const struct reading *r;
    const struct word *w;

    if (!is_sounding(f, t) || !(t->scripts & language_script(f, i)) || t->shielded ||
        groups_at(f, i)->n)
        return;
    if (word_listed(f, i, LIST_TITLES) || word_listed(f, i, LIST_BEFORE) ||
        word_listed(f, i, LIST_GIVEN) || learned_at(f, i))
        return;
    w = with_bearer(f, word_at(f, i));
    if (!w)
        return;
    r = &f->readings.v[w->bearer_reading];
    endings_base(w->folded, r, &base);
    if (key_add(&key, buf_span(&base), NULL) != ST_OK)
        f->failed = true;
    if (r->parts & part_of_role(w->bearer_role))
        sound_candidate(f, i, w->bearer, w->bearer_role, buf_span(&key));
    drop(f, &base);
    drop(f, &key);
}
