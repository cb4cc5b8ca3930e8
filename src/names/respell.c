/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All spellings of a candidate: its parts agree in case and gender. */
#include "names/respell.h"

char gender_of(struct finder *f, uint32_t entity)
{
    static const char *const women[] = {"ова", "ева", "ёва", "ина", "ская", "цкая", "ova", "eva",
                                        "ina", "skaya"};
    static const char *const men[] = {"ов", "ев", "ёв", "ин", "ский", "цкий", "ov", "ev", "skiy"};
    struct auth_entity e;
    struct auth_name name;

    if (!auth_entity(f->a, entity, &e))
        return 0;
    if (e.gender || e.kind != AUTH_PERSON || !auth_native(f->a, entity, &name))
        return e.gender;
    for (size_t i = 0; i < COUNT_OF(women); i++)
        if (span_ends(name.family, span_str(women[i])))
            return 'f';
    for (size_t i = 0; i < COUNT_OF(men); i++)
        if (span_ends(name.family, span_str(men[i])))
            return 'm';
    return 0;
}

/* Has the part endings to agree with? */
static bool speaks(const struct part *p)
{
    return p->n_alts > 0 && (p->how == HOW_EXACT || p->how == HOW_SOUND || p->how == HOW_NEAR);
}

static bool gender_fits(const struct respeller *r, const struct reading *reading)
{
    return !reading->gender || !r->gender || reading->gender == r->gender;
}

static bool has_tag(const struct respeller *r, const struct part *p, uint16_t tag)
{
    for (uint32_t i = 0; i < p->n_alts; i++)
        if (last_reading(p, &p->alts[i])->tag == tag &&
            gender_fits(r, last_reading(p, &p->alts[i])))
            return true;
    return false;
}

/* A nominative that would not change in other cases agrees with any; so does a family name in the
 * spelling of another language, which the author did not know how to decline. */
static bool indeclinable(const struct respeller *r, const struct part *p)
{
    struct span text = tokens_text(r->f, p->first, p->n);

    if (p->role == AUTH_FAMILY && r->c->n > 1 && p->n_alts == 1 &&
        last_reading(p, &p->alts[0])->tag == ENDING_NOMINATIVE && r->house->family.len &&
        !right_stem(r, p, r->house->family, &p->alts[0]))
        return true;

    return p->n_alts == 1 && last_reading(p, &p->alts[0])->tag == ENDING_NOMINATIVE &&
           !endings_declines(r->l->endings, text, kind_of(r, p), r->gender, &r->f->failed);
}

/* Cases on which all parts that decline agree. */
static size_t common_tags(const struct respeller *r, uint16_t tags[MOST_TAGS])
{
    const struct part *lead = NULL;
    size_t n = 0;
    unsigned speaking = 0;

    for (unsigned i = 0; i < r->c->n; i++) {
        const struct part *p = &r->c->part[i];

        if (!speaks(p) || indeclinable(r, p))
            continue;
        speaking++;
        lead = lead ? lead : p;
    }
    if (r->c->n < 2 || !lead || speaking == 0)
        return 0;
    for (uint32_t k = 0; k < lead->n_alts && n < MOST_TAGS; k++) {
        uint16_t tag = last_reading(lead, &lead->alts[k])->tag;
        bool all = gender_fits(r, last_reading(lead, &lead->alts[k])), dup = false;

        for (unsigned i = 0; i < r->c->n; i++) {
            const struct part *p = &r->c->part[i];

            all = all && (!speaks(p) || indeclinable(r, p) || has_tag(r, p, tag));
        }
        for (size_t j = 0; j < n; j++)
            dup = dup || tags[j] == tag;
        if (all && !dup)
            tags[n++] = tag;
    }
    return n;
}

static bool same_spelling(const struct spelling *a, const struct spelling *b, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (!span_eq(a->part[i], b->part[i]))
            return false;
    return true;
}

static void add_spelling(struct spellings *s, const struct spelling *one, unsigned parts)
{
    for (size_t i = 0; i < s->n; i++)
        if (same_spelling(&s->v[i], one, parts))
            return;
    if (s->n < MOST_TEXTS)
        s->v[s->n++] = *one;
}

/* An indeclinable spelling in the place of a declinable one takes the case of its neighbours. */
static struct span agreeing_text(const struct respeller *r, const struct part *p, uint16_t tag)
{
    struct alt alt = p->alts[0];
    struct span house = house_part(r, p, &alt);

    if (tag != ENDING_NOMINATIVE && tag != ENDING_RAW && house.len &&
        endings_declines(r->l->endings, house, kind_of(r, p), r->gender, &r->f->failed))
        alt.reading[p->n - 1 < MAX_WORDS ? p->n - 1 : MAX_WORDS - 1].tag = tag;
    return part_text(r, p, &alt);
}

/* All texts of one part under a case (`any`: under each of its readings). */
static size_t part_texts(const struct respeller *r, const struct part *p, bool any, uint16_t tag,
                         struct spelling out[MOST_TEXTS])
{
    size_t n = 0;

    if (p->how == HOW_INITIAL) {
        out[0].part[0] = p->n_alts || p->role != AUTH_GIVEN || !tok(r->f, p->first)->initial
                             ? tokens_text(r->f, p->first, p->n)
                             : initials_text(r, p);
        out[0].declined = false;
        return 1;
    }
    for (uint32_t k = 0; k < p->n_alts && n < MOST_TEXTS; k++) {
        const struct reading *reading = last_reading(p, &p->alts[k]);

        if (!gender_fits(r, reading) || (!any && reading->tag != tag))
            continue;
        out[n].part[0] = part_text(r, p, &p->alts[k]);
        out[n++].declined = reading->tag != ENDING_NOMINATIVE && reading->tag != ENDING_RAW;
    }
    if (n == 0 && !any && p->n_alts) {
        out[0].part[0] = agreeing_text(r, p, tag);
        out[0].declined = tag != ENDING_NOMINATIVE;
        n = 1;
    }
    return n;
}

/* Every combination of the parts' texts, under one case. */
static bool combine(const struct respeller *r, bool any, uint16_t tag, unsigned i,
                    struct spelling *so_far, struct spellings *out)
{
    struct spelling texts[MOST_TEXTS];
    size_t n;
    bool made = false;

    if (i == r->c->n) {
        add_spelling(out, so_far, r->c->n);
        return true;
    }
    n = part_texts(r, &r->c->part[i], any || !speaks(&r->c->part[i]), tag, texts);
    for (size_t k = 0; k < n; k++) {
        bool declined = so_far->declined;

        so_far->part[i] = texts[k].part[0];
        so_far->declined = declined || texts[k].declined;
        made = combine(r, any, tag, i + 1, so_far, out) || made;
        so_far->declined = declined;
    }
    return made;
}

/* Is a name in this case the same as without an ending? */
static bool unchanged_in(const struct respeller *r, const struct part *p, struct span name, uint16_t tag)
{
    const struct reading reading = {.tag = tag};
    struct buf made = BUF_INIT;
    bool same;

    (void)endings_write(r->l->endings, name, kind_of(r, p), r->gender, &reading, name, span_str(""), &made);
    same = span_eq(buf_span(&made), name);
    drop(r->f, &made);
    return same;
}

/* A name that does not decline as the text spells it, but does as the house does, takes the case
 * that the preposition asks for; where one of these is like the nominative, it may stay. */
static size_t governed_tags(const struct respeller *r, uint16_t tags[MOST_TAGS])
{
    const struct part *p = &r->c->part[0];
    struct span house = r->c->n == 1 && p->n_alts ? house_part(r, p, &p->alts[0]) : span_str("");
    struct span text = tokens_text(r->f, p->first, 1);
    const struct word *w;
    uint64_t governed;
    size_t n = 0;

    if (house.len == 0 || p->n > 1 || p->first == 0 || p->n_alts != 1 ||
        tok(r->f, p->first)->gap != GAP_SPACE ||
        last_reading(p, &p->alts[0])->tag != ENDING_NOMINATIVE ||
        language_at(r->f, p->first - 1) == UINT8_MAX ||
        (!has_strange_letters(r->f, (uint8_t)(r->l - r->f->languages), text) &&
         endings_declines(r->l->endings, text, kind_of(r, p), r->gender, &r->f->failed)) ||
        !endings_declines(r->l->endings, house, kind_of(r, p), r->gender, &r->f->failed))
        return 0;
    w = word_at(r->f, p->first - 1);
    governed = w ? endings_governed(r->l->endings, w->folded) : 0;
    for (uint16_t tag = 0; tag < 64 && n < MOST_TAGS; tag++) {
        if (!(governed >> tag & 1))
            continue;
        if (unchanged_in(r, p, house, tag))
            return 0;
        tags[n++] = tag;
    }
    return n;
}

bool spell_all(const struct respeller *r, struct spellings *out)
{
    uint16_t tags[MOST_TAGS];
    size_t n = common_tags(r, tags);
    struct spelling start = {0};

    if (n == 0)
        n = governed_tags(r, tags);
    if (n == 0)
        return combine(r, true, 0, 0, &start, out);
    for (size_t i = 0; i < n; i++)
        (void)combine(r, false, tags[i], 0, &start, out);
    return out->n > 0;
}

/* Would the mention, which has no ending, be written the same in this case?  So are Алматы in all
 * of them and Шымкент in the accusative. */
static bool same_in_case(const struct respeller *r, uint16_t tag)
{
    bool same = true;

    for (unsigned i = 0; i < r->c->n && same; i++) {
        const struct part *p = &r->c->part[i];

        same = !speaks(p) || (has_tag(r, p, ENDING_NOMINATIVE) &&
                              unchanged_in(r, p, tokens_text(r->f, p->first, p->n), tag));
    }
    return same;
}

void spell_hidden_cases(const struct respeller *r, struct spellings *out)
{
    const struct word *w = r->c->first > 0 ? word_at(r->f, r->c->first - 1) : NULL;
    uint64_t governed = w ? endings_governed(r->l->endings, w->folded) : 0;
    struct spelling start = {0};
    struct span name;

    for (uint16_t tag = 1; tag < 64 && (name = endings_tag(r->l->endings, tag)).len; tag++) {
        if ((!governed || governed >> tag & 1) && memchr(name.ptr, '.', name.len) == NULL &&
            !span_eqs(name, "pl") && same_in_case(r, tag))
            (void)combine(r, false, tag, 0, &start, out);
    }
}
