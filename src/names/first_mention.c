/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The custom of many papers: a person's full name at the first mention in a document, the family
 * name after.  Mentions that depart from it are reported; headings do not count.
 */
#include "names/respell.h"

enum { SCORE = 60 };

/* What a document called a person so far. */
enum { UNNAMED, BY_FAMILY_NAME, IN_FULL };

static bool is_heading(const struct finder *f, uint32_t i)
{
    size_t at = tok(f, i)->at;

    if (f->heading)
        return true;
    while (at > 0 && f->text.ptr[at - 1] != '\n')
        at--;
    return f->text.ptr[at] == '#';
}

/* Given and family name, or a mononym. */
static bool is_full(const struct candidate *c)
{
    bool family = false, given = false;

    for (unsigned i = 0; i < c->n; i++) {
        family = family || c->part[i].role == AUTH_FAMILY || c->part[i].role == AUTH_FULL;
        given = given || (c->part[i].role == AUTH_GIVEN && c->part[i].how != HOW_INITIAL) ||
                c->part[i].role == AUTH_FULL;
    }
    return family && given;
}

static void report_mention(struct finder *f, const struct candidate *c, bool first)
{
    const struct style_name *house;
    const struct token *a = tok(f, c->first), *b = tok(f, c->end - 1);
    struct mention m = {.at = a->at, .len = b->at + b->apostrophe - a->at, .entity = c->entity,
                        .kind = FINDING_FIRST_MENTION, .score = SCORE,
                        .rule = span_str("first-mention")};

    if (!went_well(f, style_spelling(language_of(f, c->first)->style, c->entity, &house, NULL)))
        return;
    m.replacement = first ? house->whole : house->family;
    m.message = span_str(first ? _("the first mention gives the full name")
                               : _("after the first mention the family name is enough"));
    if (m.replacement.len && house->given.len && !vec_push(&f->mentions, m))
        f->failed = true;
}

void first_mention_check(struct finder *f, const struct candidate *c)
{
    struct auth_entity entity;
    bool full = is_full(c), first;

    if (!auth_entity(f->a, c->entity, &entity) || entity.kind != AUTH_PERSON || c->kept ||
        c->kind != FINDING_KINDS || is_heading(f, c->first))
        return;
    first = f->mentioned[c->entity] == UNNAMED;
    if (full ? f->mentioned[c->entity] == IN_FULL : first)
        report_mention(f, c, first);
    if (full || first)
        f->mentioned[c->entity] = full ? IN_FULL : BY_FAMILY_NAME;
}
