/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The custom of many papers: a person's full name at the first mention in a document, the family
 * name after.  Mentions that depart from it are reported, or rewritten.  Headings do not count, in
 * quotations nothing is rewritten, and while a namesake is about everybody keeps the full name.
 *
 * What is rewritten keeps its case: a given name that is put before Токаеву is Касым-Жомарту.  Where
 * that is not known for sure the mention is only reported.
 */
#include "names/respell.h"

enum { SCORE = 60 };

/* What a document called a person so far, and whether a namesake was met. */
enum { UNNAMED, BY_FAMILY_NAME, IN_FULL, STATES = 3, NAMESAKE = 4 };

/* Is the line at `at` followed by one of = or - only? */
static bool is_underlined(struct span text, size_t at)
{
    const char *nl = memchr(text.ptr + at, '\n', text.len - at);
    size_t from = nl ? (size_t)(nl - text.ptr) + 1 : text.len, i = from;

    while (i < text.len && (text.ptr[i] == '=' || text.ptr[i] == '-'))
        i++;
    return i > from && (i == text.len || text.ptr[i] == '\n' || text.ptr[i] == '\r');
}

static size_t line_begin(struct span text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

static bool is_heading(const struct finder *f, uint32_t i)
{
    size_t at = tok(f, i)->at;

    return f->heading || f->text.ptr[line_begin(f->text, at)] == '#' || is_underlined(f->text, at);
}

/* In quotation marks, or in a line that Markdown and mail quote. */
static bool is_quoted(const struct finder *f, uint32_t i)
{
    size_t at = tok(f, i)->at;

    return f->quoted || f->text.ptr[line_begin(f->text, at)] == '>' || in_quotation(f->text, at);
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

/* --- namesakes --- */

/* Women's and men's forms of a family name are one. */
static bool same_family(struct span a, struct span b)
{
    static const char *const ends[] = {"a", "а", "skaya", "skiy", "ская", "ский", "ska", "ski"};
    struct span *both[] = {&a, &b};

    for (size_t i = 0; i < COUNT_OF(both); i++)
        for (size_t k = 0; k < COUNT_OF(ends); k++)
            if (both[i]->len > 6 && span_ends(*both[i], span_str(ends[k]))) {
                both[i]->len -= strlen(ends[k]);
                break;
            }
    return a.len && span_eq(a, b);
}

/* A person was met: those of the document with the same family name are namesakes from now on. */
static void note_bearer(struct finder *f, const struct candidate *c, struct span family)
{
    for (size_t i = 0; i < f->bearers.len; i++) {
        const struct bearer *b = &f->bearers.v[i];

        if (b->entity == c->entity)
            return;
        if (same_family(b->family, family)) {
            f->mentioned[b->entity] |= NAMESAKE;
            f->mentioned[c->entity] |= NAMESAKE;
        }
    }
    /* The house spelling lives as long as the style. */
    if (!vec_push(&f->bearers, ((struct bearer){c->entity, family})))
        f->failed = true;
}

static bool is_person(struct finder *f, const struct candidate *c)
{
    struct auth_entity entity;

    return auth_entity(f->a, c->entity, &entity) && entity.kind == AUTH_PERSON && !c->kept &&
           c->kind == FINDING_KINDS;
}

static const struct style_name *house_of(struct finder *f, const struct candidate *c)
{
    const struct style_name *house;
    struct style *style = language_of(f, c->first)->style;

    return style && went_well(f, style_spelling(style, c->entity, &house, NULL)) ? house : NULL;
}

/* Who is met in the text: people of the dictionary, and others with the family name of one. */
static void note_namesakes(struct finder *f, const uint32_t *sure, const uint8_t *taken)
{
    for (uint32_t i = 0; i < f->tokens.len; i++) {
        const struct candidate *c = sure[i] ? &f->candidates.v[sure[i] - 1] : NULL;
        const struct style_name *house = c && is_person(f, c) ? house_of(f, c) : NULL;

        if (house)
            note_bearer(f, c, house->family);
    }
    for (size_t i = 0; i < f->others.len; i++)
        if (!taken[f->others.v[i].token])
            f->mentioned[f->others.v[i].entity] |= NAMESAKE;
}

/* --- rewriting --- */

/* The part with the family name where all of it is one family name and given names. */
static const struct part *family_of(const struct candidate *c)
{
    for (unsigned i = 0; i < c->n; i++)
        if (c->part[i].role == AUTH_FAMILY)
            return &c->part[i];
    return NULL;
}

static size_t token_end(const struct token *t)
{
    return t->at + t->len;
}

static bool has_line_break(struct span text, size_t from, size_t to)
{
    return memchr(text.ptr + from, '\n', to - from) != NULL;
}

/* Has the part's last word an ending, other than one behind an apostrophe? */
static bool has_ending(const struct part *p)
{
    for (uint32_t i = 0; i < p->n_alts; i++)
        if (last_reading(p, &p->alts[i])->tag != ENDING_NOMINATIVE &&
            last_reading(p, &p->alts[i])->tag != ENDING_RAW)
            return true;
    return p->n_alts == 0;
}

/* Is it a reading that tells the case of one person's name?  Not where the name does not decline:
 * Лукашенко is every case. */
static bool tells_case(struct finder *f, const struct language *l, const struct part *p,
                       const struct alt *a)
{
    struct span text = token_text(f->text, tok(f, p->first + p->n - 1));

    if (span_starts(endings_tag(l->endings, last_reading(p, a)->tag), span_str("pl.")))
        return false;
    return last_reading(p, a)->tag != ENDING_NOMINATIVE ||
           endings_declines(l->endings, text, ENDING_FAMILY, gender_of(f, p->entity), &f->failed);
}

/* The given name in the case that the family name has; empty where the readings differ. */
static struct span given_in_case(struct finder *f, const struct candidate *c, const struct part *p,
                                 struct span given)
{
    struct language *l = language_of(f, c->first);
    char gender = gender_of(f, c->entity);
    struct span found = span_str("");

    if (endings_last_only(l->endings))
        return given;
    for (uint32_t i = 0; i < p->n_alts; i++) {
        const struct reading *r = last_reading(p, &p->alts[i]);
        struct buf out = BUF_INIT;
        bool good = true;
        struct span text;

        if (!tells_case(f, l, p, &p->alts[i]))
            continue;
        if (r->tag == ENDING_NOMINATIVE || r->tag == ENDING_RAW)
            buf_add(&out, given);
        else
            good = endings_write(l->endings, given, ENDING_GIVEN, gender, r, given,
                                 span_str("\xE2\x80\x99"), &out);
        text = find_keep(f, &out);
        if (!good || (found.len && !span_eq(found, text)))
            return span_str("");
        found = text;
    }
    return found;
}

/* Does it stand for more than the person: the Nazarbayev family, Tokayev-led? */
static bool is_attribute(const struct finder *f, const struct candidate *c)
{
    if (c->end < f->tokens.len && tok(f, c->end)->gap == GAP_HYPHEN)
        return true;
    if (c->first == 0)
        return false;
    return tok(f, c->first)->gap == GAP_HYPHEN ||
           (tok(f, c->first)->gap == GAP_SPACE &&
            strncasecmp(f->text.ptr + tok(f, c->first - 1)->at, "the ", 4) == 0);
}

/* The edit that makes the full name of a family name, with or without initials before it. */
static bool expand(struct finder *f, const struct candidate *c, const struct style_name *house,
                   struct find_edit *edit)
{
    const struct part *p = family_of(c);
    size_t family = p ? tok(f, p->first)->at : 0, from = tok(f, c->first)->at;
    struct buf out = BUF_INIT;
    struct span given;

    if (!p || p->first + p->n != c->end || is_attribute(f, c) || has_line_break(f->text, from, family) ||
        (tok(f, p->first)->caps == CAPS_UPPER && tok(f, p->first)->letters > 1) || house->family_first)
        return false;
    given = given_in_case(f, c, p, house->given);
    if (given.len == 0)
        return false;
    buf_printf(&out, "%.*s ", SPAN_ARG(given));
    *edit = (struct find_edit){from, family - from, find_keep(f, &out)};
    return true;
}

/* The edit that leaves the family name of a full one. */
static bool shorten(struct finder *f, const struct candidate *c, struct find_edit *edit)
{
    const struct part *p = family_of(c);
    const struct token *last = tok(f, c->end - 1);
    size_t from, to;

    if (!p)
        return false;
    if (p->first + p->n == c->end) { /* Kassym-Jomart Tokayev */
        from = tok(f, c->first)->at;
        to = tok(f, p->first)->at;
    } else if (p->first == c->first) { /* Токаев Касым-Жомарт */
        const struct part *q = &c->part[c->n - 1];

        from = token_end(tok(f, p->first + p->n - 1));
        to = last->at + last->apostrophe;
        if (endings_last_only(language_of(f, c->first)->endings) && has_ending(q))
            return false;
    } else {
        return false;
    }
    *edit = (struct find_edit){from, to - from, span_str("")};
    return !has_line_break(f->text, from, to);
}

/* The mention that respelling made of the candidate. */
static struct mention *mention_of(struct finder *f, size_t candidate)
{
    for (size_t i = 0; i < f->mentions.len; i++)
        if (f->mentions.v[i].candidate == candidate &&
            f->mentions.v[i].kind != FINDING_FIRST_MENTION)
            return &f->mentions.v[i];
    return NULL;
}

/* Make the edit one of the mention's: those that it covers are needed no more, one that begins where
 * it ends is made in one go. */
static void merge(struct finder *f, struct mention *m, struct find_edit edit)
{
    struct find_edit *all = arena_array(&f->arena, m->n_edits + 1, sizeof *all);
    size_t n = 0;
    bool placed = false;

    if (!all) {
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < m->n_edits; i++) {
        const struct find_edit *x = &m->edits[i];

        if (x->at >= edit.at && x->at + x->len <= edit.at + edit.len && x->at < edit.at + edit.len)
            continue;
        if (!placed && x->at == edit.at + edit.len) {
            struct buf both = BUF_INIT;

            buf_add(&both, edit.text);
            buf_add(&both, x->text);
            all[n++] = (struct find_edit){edit.at, edit.len + x->len, find_keep(f, &both)};
            placed = true;
            continue;
        }
        if (!placed && x->at > edit.at) {
            all[n++] = edit;
            placed = true;
        }
        all[n++] = *x;
    }
    if (!placed)
        all[n++] = edit;
    m->edits = all;
    m->n_edits = n;
    m->rewrite = true;
}

/* --- telling --- */

/* True where the mention is rewritten. */
static bool tell(struct finder *f, size_t candidate, bool first, bool quoted)
{
    const struct candidate *c = &f->candidates.v[candidate];
    const struct style_name *house = house_of(f, c);
    const struct token *a = tok(f, c->first), *b = tok(f, c->end - 1);
    struct mention m = {.at = a->at, .len = b->at + b->apostrophe - a->at, .entity = c->entity,
                        .kind = FINDING_FIRST_MENTION, .score = SCORE, .candidate = candidate,
                        .rule = span_str("first-mention")};
    struct mention *other = mention_of(f, candidate);
    struct find_edit edit;
    bool rewrite = f->options.first_mention_rewrite && !c->doubtful && house &&
                   (!other || other->rewrite || other->kind == FINDING_CORRECT) &&
                   house->given.len && c->score >= f->options.min_score &&
                   (first ? expand(f, c, house, &edit) : shorten(f, c, &edit));

    if (!house || !house->given.len || (f->options.first_mention_rewrite && quoted))
        return false;
    m.replacement = first ? house->whole : house->family;
    m.message = span_str(first ? _("the first mention gives the full name")
                               : _("after the first mention the family name is enough"));
    if (rewrite && other && other->rewrite) {
        merge(f, other, edit);
        other->message = m.message;
        other->replacement = replaced_text(f, other);
        return true;
    }
    if (rewrite) {
        merge(f, &m, edit);
        m.replacement = replaced_text(f, &m);
    }
    if (m.replacement.len && !vec_push(&f->mentions, m))
        f->failed = true;
    return rewrite;
}

static void check(struct finder *f, size_t candidate)
{
    const struct candidate *c = &f->candidates.v[candidate];
    bool full = is_full(c), made = false, first, quoted;
    uint8_t *state = &f->mentioned[c->entity];

    if (!is_person(f, c) || is_heading(f, c->first))
        return;
    quoted = is_quoted(f, c->first);
    first = (*state & STATES) == UNNAMED;
    if (!(*state & NAMESAKE) && (full ? (*state & STATES) == IN_FULL : first))
        made = tell(f, candidate, first, quoted);
    full = full || (made && first);
    if (full || (first && !(quoted && f->options.first_mention_rewrite)))
        *state = (uint8_t)((*state & ~STATES) | (full ? IN_FULL : BY_FAMILY_NAME));
}

void first_mentions_check(struct finder *f, const uint32_t *sure, const uint8_t *taken)
{
    note_namesakes(f, sure, taken);
    for (uint32_t i = 0; i < f->tokens.len && !f->failed; i++)
        if (sure[i])
            check(f, sure[i] - 1);
}

void first_mentions_forget(struct finder *f)
{
    memset(f->mentioned, 0, auth_count(f->a));
    vec_clear(&f->bearers);
}
