/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings that a document itself ties to a person.  Beside a given name that fits, a family name
 * may be farther from every known spelling than one that stands alone (Sadyr Japaroff); once a
 * document has it so, it counts alone too, in any case.  A spelling that it ties to somebody who is
 * not in the dictionary is a doubt where it stands alone.
 */
#include "names/find_private.h"

/* What is remembered of a spelling that two people have. */
enum { AMBIGUOUS = 0 };

static void set_bit(struct finder *f, struct span text)
{
    unsigned h = start_hash(text);

    f->learned_starts[h / 64] |= UINT64_C(1) << h % 64;
}

/* How the word begins, as it stands and in capitals. */
static void note_start(struct finder *f, struct span text)
{
    struct buf capitals = BUF_INIT;

    for (size_t at = 0; at < text.len && capitals.len < 4;)
        utf8_add(&capitals, char_upper(utf8_next(text, &at)));
    set_bit(f, text);
    set_bit(f, buf_span(&capitals));
    drop(f, &capitals);
}

static void learn_base(struct finder *f, struct span base, uint32_t entity)
{
    bool added;
    uint64_t *slot = map_put(&f->learned, base, &added);

    if (!slot) {
        f->failed = true;
        return;
    }
    if (added) {
        *slot = (uint64_t)entity + 1;
        f->n_learned++;
    } else if (*slot != (uint64_t)entity + 1) {
        *slot = AMBIGUOUS;
    }
}

void learn_spelling(struct finder *f, const struct candidate *c)
{
    for (unsigned i = 0; i < c->n && c->n > 1; i++) {
        const struct part *p = &c->part[i];

        if (p->role != AUTH_FAMILY || p->n > 1 || (p->how != HOW_SOUND && p->how != HOW_NEAR))
            continue;
        note_start(f, tokens_text(f, p->first, 1));
        for (uint32_t k = 0; k < p->n_alts; k++) {
            const struct word *w = word_at(f, p->first);
            struct buf base = BUF_INIT;

            if (w)
                endings_base(w->folded, &p->alts[k].reading[0], &base);
            learn_base(f, buf_span(&base), c->entity);
            drop(f, &base);
        }
    }
}

bool may_be_learned(const struct finder *f, struct span text)
{
    unsigned h;

    if (f->n_learned == 0)
        return false;
    h = start_hash(text);
    return f->learned_starts[h / 64] >> h % 64 & 1;
}

/* Append the base of reading number `k` of the word at token `i`; false where it has none for a family
 * name. */
static bool family_base(struct finder *f, uint32_t i, uint32_t k, struct buf *base)
{
    const struct word *w = word_at(f, i);
    const struct reading *r = w && k < w->n_readings ? &f->readings.v[w->first_reading + k] : NULL;

    buf_reset(base);
    if (!r || !(r->parts & ENDING_FAMILY))
        return false;
    endings_base(w->folded, r, base);
    return true;
}

static uint32_t readings_of(struct finder *f, uint32_t i)
{
    const struct word *w = word_at(f, i);

    return w ? w->n_readings : 0;
}

/* The one whose name the word was learned to be; FIND_NOBODY for none. */
static uint32_t learned_bearer(struct finder *f, uint32_t i)
{
    bool may = may_be_learned(f, token_text(f->text, tok(f, i)));
    uint32_t bearer = FIND_NOBODY;
    struct buf base = BUF_INIT;

    for (uint32_t k = 0; may && k < readings_of(f, i) && bearer == FIND_NOBODY; k++) {
        const uint64_t *found =
            family_base(f, i, k, &base) ? map_get(&f->learned, buf_span(&base)) : NULL;

        if (found && *found != AMBIGUOUS)
            bearer = (uint32_t)(*found - 1);
    }
    drop(f, &base);
    return bearer;
}

void somebody_else(struct finder *f, uint32_t entity, uint32_t i)
{
    struct other o = {entity, i};

    if (!vec_push(&f->others, o))
        f->failed = true;
}

static void learn_namesake(struct finder *f, uint32_t i)
{
    struct buf base = BUF_INIT;

    for (uint32_t k = 0; k < readings_of(f, i); k++)
        if (family_base(f, i, k, &base) && !map_put(&f->namesakes, buf_span(&base), NULL))
            f->failed = true;
    drop(f, &base);
}

/* Is the token in the full name of one in the dictionary? */
static bool in_full_name(const struct finder *f, uint32_t i)
{
    for (size_t k = 0; k < f->candidates.len; k++) {
        const struct candidate *c = &f->candidates.v[k];

        if (c->full && c->first <= i && i < c->end)
            return true;
    }
    return false;
}

void learn_namesakes(struct finder *f)
{
    for (size_t k = 0; k < f->others.len; k++)
        if (!in_full_name(f, f->others.v[k].token))
            learn_namesake(f, f->others.v[k].token);
}

/* Has the word at token `i` a base that is one of the words at token `k`? */
static bool share_base(struct finder *f, uint32_t i, uint32_t k)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    bool same = false;

    for (uint32_t x = 0; x < readings_of(f, i) && !same; x++)
        for (uint32_t y = 0; family_base(f, i, x, &a) && y < readings_of(f, k) && !same; y++)
            same = family_base(f, k, y, &b) && span_eq(buf_span(&a), buf_span(&b));
    drop(f, &a);
    drop(f, &b);
    return same;
}

bool spelt_as_namesake(struct finder *f, uint32_t i)
{
    struct buf base = BUF_INIT;
    bool same = false;

    for (uint32_t k = 0; map_count(&f->namesakes) && k < readings_of(f, i) && !same; k++)
        same = family_base(f, i, k, &base) && map_get(&f->namesakes, buf_span(&base));
    for (size_t k = 0; k < f->others.len && !same; k++)
        same = f->others.v[k].token < i && share_base(f, f->others.v[k].token, i) &&
               !in_full_name(f, f->others.v[k].token);
    drop(f, &base);
    return same;
}

bool learned_at(struct finder *f, uint32_t i)
{
    struct candidate c = {.entity = learned_bearer(f, i), .first = i, .end = i + 1, .n = 1,
                          .bare = true, .supported = true, .score = SCORE_NEAR_FULL,
                          .kind = FINDING_KINDS};

    if (c.entity == FIND_NOBODY || context_of(f, i, i + 1) == AROUND_OTHER ||
        !sound_part(f, i, 1, c.entity, AUTH_FAMILY, true, &c.part[0]))
        return false;
    c.why = _("the document has the full name in this spelling");
    add_candidate(f, &c);
    return true;
}

void learned_forget(struct finder *f)
{
    map_free(&f->learned);
    map_free(&f->namesakes);
    f->learned = f->namesakes = (struct map)MAP_INIT;
    memset(f->learned_starts, 0, sizeof f->learned_starts);
    f->n_learned = 0;
}
