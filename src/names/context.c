/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands around a name.  A family name alone says little: with a title before it, or nothing,
 * it is taken for the person the dictionary knows; beside a given name that is not that person's it
 * is somebody else's.
 */
#include "names/common.h"
#include "names/find_private.h"

#include <stdio.h>

bool word_listed(struct finder *f, uint32_t i, enum ending_list list)
{
    const struct word *w = word_at(f, i);

    if (!w)
        return false;
    if (tok(f, i)->caps == CAPS_LOWER) /* as it stands: names have capitals */
        return endings_listed(language_of(f, i)->endings, list, w->folded);
    return word_lists(f, i) >> list & 1;
}

static struct spell *spell_of(struct finder *f, struct language *l)
{
    if (!l->spell_tried) {
        l->spell_tried = true;
        if (!went_well(f, spell_open(&l->spell, span_str(l->tag), NULL)))
            l->spell = NULL;
    }
    return l->spell;
}

static const struct lexicon *lexicon_of(struct finder *f, struct language *l)
{
    if (!l->lexicon_tried) {
        l->lexicon_tried = true;
        if (f->lexicons && !went_well(f, lexicon_open(&l->lexicon, f->lexicons, span_str(l->tag), NULL)))
            l->lexicon = NULL;
    }
    return l->lexicon;
}

static bool is_word(struct finder *f, struct language *l, struct span text)
{
    const struct lexicon *lexicon = lexicon_of(f, l);
    enum lexicon_answer answer = lexicon ? lexicon_check(lexicon, text) : LEXICON_UNSURE;

    if (answer == LEXICON_UNSURE)
        return spell_of(f, l) && spell_check(l->spell, text);
    return answer == LEXICON_YES;
}

bool word_is_known(struct finder *f, uint8_t language, struct span text)
{
    return is_word(f, &f->languages[language], text);
}

bool has_words(struct finder *f, uint8_t language)
{
    struct language *l = &f->languages[language];

    return (lexicon_of(f, l) && lexicon_is_whole(l->lexicon)) || spell_of(f, l);
}

bool word_proposals(struct finder *f, uint32_t i, spell_entry *each, void *context)
{
    struct spell *spell = spell_of(f, language_of(f, i));

    return !spell || spell_proposals(spell, token_text(f->text, tok(f, i)), each, context);
}

bool can_spell(struct finder *f, uint32_t i)
{
    struct language *l = word_at(f, i) ? language_of(f, i) : NULL;

    return l && has_words(f, (uint8_t)(l - f->languages));
}

bool ordinary_word(struct finder *f, uint32_t i)
{
    const struct word *w = word_at(f, i);
    struct language *l = w ? language_of(f, i) : NULL;

    if (!w)
        return false;
    if (is_word(f, l, w->folded))
        return true;
    /* German nouns are words with their capital. */
    return strcmp(l->tag, "de") == 0 && tok(f, i)->caps == CAPS_TITLE &&
           is_word(f, l, token_text(f->text, tok(f, i)));
}

static bool possessive(const struct finder *f, uint32_t i)
{
    return tok(f, i)->apostrophe < tok(f, i)->len;
}

bool proper_word(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);
    struct language *l = word_at(f, i) ? language_of(f, i) : NULL;

    return l && (is_word(f, l, token_text(f->text, t)) ||
                 (possessive(f, i) &&
                  is_word(f, l, span_cut(f->text, t->at, t->at + t->apostrophe))));
}

/* A name of somebody's or of something in the dictionary begins (or ends) at the token. */
static bool has_role(struct finder *f, uint32_t i, unsigned roles)
{
    const struct group_list *list = groups_at(f, i);

    for (uint32_t k = 0; k < list->n; k++)
        if (roles & 1u << list->v[k].role)
            return true;
    return false;
}

bool given_name(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);

    return capital(t) && !t->shielded && language_at(f, i) != UINT8_MAX &&
           !word_listed(f, i, LIST_TITLES) && !word_listed(f, i, LIST_BEFORE) &&
           (word_listed(f, i, LIST_GIVEN) || has_role(f, i, 1u << AUTH_GIVEN));
}

/* Where only the last word of a name takes endings, a word with one is no given name before a
 * family name. */
static bool declined_alone(struct finder *f, uint32_t i)
{
    const struct word *w = word_at(f, i);
    const struct language *l = w ? language_of(f, i) : NULL;

    if (!w || !endings_last_only(l->endings))
        return false;
    for (uint32_t k = 0; k < w->n_readings; k++) {
        const struct reading *r = &f->readings.v[w->first_reading + k];

        if (r->tag != ENDING_NOMINATIVE && w->folded.len >= r->cut + 4 && r->cut >= 6)
            return true;
    }
    return false;
}

/* German nouns have capitals: behind an article or another small word of that kind it is one. */
static bool german_noun(struct finder *f, uint32_t i)
{
    return strcmp(language_of(f, i)->tag, "de") == 0 && i > 0 && tok(f, i)->gap == GAP_SPACE &&
           language_at(f, i - 1) != UINT8_MAX && word_listed(f, i - 1, LIST_BEFORE);
}

/* Is the capitalised word beside a name part of somebody else's name? */
static bool foreign_name(struct finder *f, uint32_t i, uint32_t name, bool before)
{
    const struct token *t = tok(f, i);

    if (!capital(t) || t->shielded || !(t->scripts & language_script(f, i)))
        return false;
    if (t->caps == CAPS_UPPER && tok(f, name)->caps != CAPS_UPPER)
        return false; /* SCO, NATO */
    if (before && possessive(f, i))
        return false;
    if (word_listed(f, i, LIST_TITLES) || word_listed(f, i, LIST_BEFORE))
        return false;
    if (word_listed(f, i, LIST_GIVEN) || has_role(f, i, 1u << AUTH_GIVEN))
        return true;
    if (!before || has_role(f, i, 1u << AUTH_FULL | 1u << AUTH_FAMILY | 1u << AUTH_ABBR))
        return false;
    return !declined_alone(f, i) && !german_noun(f, i) && !ordinary_word(f, i);
}

/* An initial of three or four letters is all consonants (Dsch.): "… said Raab. Davis left". */
bool initial_before(const struct finder *f, uint32_t i)
{
    struct span text, vowels = span_str("aeiouyäöüаеёиоуыэюяіїєәөұү");

    if (tok(f, i)->gap != GAP_DOT || !tok(f, i - 1)->initial)
        return false;
    text = token_text(f->text, tok(f, i - 1));
    for (size_t at = 0; tok(f, i - 1)->letters > 2 && at < text.len;) {
        uint32_t c = char_lower(utf8_next(text, &at));

        for (size_t k = 0; k < vowels.len;)
            if (utf8_next(vowels, &k) == c)
                return false;
    }
    return true;
}

/* An initial, or the end of a chain of them, before token `first`: the word before the chain. */
static uint32_t before_initials(const struct finder *f, uint32_t first)
{
    while (first > 0 && initial_before(f, first))
        first--;
    return first;
}

/* Does a word that a hyphen joins to a family name make another family name of it?  Not so in
 * Putin-Xi talks, Nazarbayev-Straße, Ex-, Anti-. */
static bool double_name(struct finder *f, uint32_t i)
{
    static const char *const prefixes[] = {"anti", "ex", "neo", "non", "post", "pre", "pro"};
    const struct token *t = tok(f, i);
    struct span key;

    if (!capital(t) || language_at(f, i) == UINT8_MAX ||
        has_role(f, i, 1u << AUTH_FAMILY | 1u << AUTH_FULL | 1u << AUTH_ABBR) ||
        word_listed(f, i, LIST_TITLES))
        return false;
    key = key_of(f, token_text(f->text, t));
    for (size_t k = 0; k < COUNT_OF(prefixes); k++)
        if (span_eqs(key, prefixes[k]))
            return false;
    return !ordinary_word(f, i);
}

/* A word of no meaning in the language of the text, as far as Hunspell and the dictionary know.
 * `beside`: Times is known, but in Moscow Times it is part of a name. */
static bool foreign_word(struct finder *f, uint32_t i, bool beside)
{
    const struct token *t = tok(f, i);

    if (t->letters < 2 || t->shielded)
        return false;
    if (language_at(f, i) == UINT8_MAX)
        return true;
    return can_spell(f, i) && !ordinary_word(f, i) &&
           ((beside && capital(t)) || !proper_word(f, i)) && groups_at(f, i)->n == 0 &&
           !given_name(f, i) && !word_listed(f, i, LIST_BEFORE) && !word_listed(f, i, LIST_TITLES);
}

bool foreign_words_around(struct finder *f, uint32_t first, uint32_t end)
{
    enum { NEAR = 4 };
    bool joined = true; /* by nothing but spaces: else a capital may be any name */

    for (uint32_t i = first; i > 0 && first - i < NEAR && tok(f, i)->gap != GAP_STOP; i--) {
        joined = joined && tok(f, i)->gap == GAP_SPACE;
        if ((joined || !capital(tok(f, i - 1))) && foreign_word(f, i - 1, i == first))
            return true;
    }
    joined = true;
    for (uint32_t i = end; i < f->tokens.len && i - end < NEAR && tok(f, i)->gap != GAP_STOP; i++) {
        joined = joined && tok(f, i)->gap == GAP_SPACE;
        if ((joined || !capital(tok(f, i))) && foreign_word(f, i, i == end))
            return true;
    }
    return false;
}

bool foreign_word_follows(struct finder *f, uint32_t end)
{
    const struct token *t = end < f->tokens.len ? tok(f, end) : NULL;
    uint8_t own = t ? language_at(f, end) : UINT8_MAX;

    if (own == UINT8_MAX || t->gap != GAP_SPACE || t->caps != CAPS_TITLE || !foreign_word(f, end, false))
        return false;
    for (uint8_t i = 0; i < f->n_languages; i++)
        if (i != own && f->languages[i].script == f->languages[own].script && has_words(f, i) &&
            word_is_known(f, i, token_text(f->text, t)))
            return true;
    return false;
}

/* Is the given name at token `i` followed by its own family name ("told Putin Donald Tusk had …"),
 * so that it does not belong to the name before it?  A patronymic does (Смагулов Ерлан Серикович). */
static bool begins_own_name(struct finder *f, uint32_t i)
{
    const struct token *next = i + 1 < f->tokens.len ? tok(f, i + 1) : NULL;

    if (!next)
        return false;
    if (has_role(f, i + 1, 1u << AUTH_FAMILY))
        return true;
    return next->gap == GAP_SPACE && !next->line_break && next->caps == CAPS_TITLE &&
           !next->shielded && language_at(f, i + 1) != UINT8_MAX && word_at(f, i + 1) &&
           !looks_patronymic(word_at(f, i + 1)->folded);
}

/* Is the name a given name too, and does a capitalised word of no meaning follow?  Then that is the
 * family name: Michel Barnier is not Charles Michel. */
static bool is_given_name(struct finder *f, uint32_t first, uint32_t end)
{
    const struct token *next = tok(f, end);

    return end == first + 1 && word_listed(f, first, LIST_GIVEN) && next->gap == GAP_SPACE &&
           !next->line_break && next->caps == tok(f, first)->caps && capital(next) && !next->shielded &&
           language_at(f, end) != UINT8_MAX && !word_listed(f, end, LIST_TITLES) &&
           !word_listed(f, end, LIST_BEFORE) &&
           !has_role(f, end, 1u << AUTH_FULL | 1u << AUTH_ABBR) && !ordinary_word(f, end);
}

enum around context_of(struct finder *f, uint32_t first, uint32_t end)
{
    const struct token *t = tok(f, first);
    uint32_t from = before_initials(f, first);
    enum around before = AROUND_FREE;

    if (from < first && !word_listed(f, first - 1, LIST_TITLES))
        return AROUND_OTHER; /* initials that are not the person's: person.c takes those */
    if (first > 0 && t->gap == GAP_HYPHEN && double_name(f, first - 1))
        return AROUND_OTHER;
    if (first > 0 && (t->gap == GAP_SPACE || t->gap == GAP_DOT)) {
        if (word_listed(f, first - 1, LIST_TITLES))
            before = capital(tok(f, first - 1)) && word_listed(f, first - 1, LIST_GIVEN) ? AROUND_DOUBT
                                                                                        : AROUND_TITLE;
        else if (t->gap == GAP_SPACE && foreign_name(f, first - 1, first, true))
            return AROUND_OTHER;
    }
    if (end < f->tokens.len) {
        const struct token *next = tok(f, end);

        if (next->gap == GAP_SPACE && next->initial && capital(next) && next->letters == 1 &&
            !next->starts)
            return AROUND_OTHER;
        if (next->gap == GAP_HYPHEN && double_name(f, end))
            return AROUND_OTHER;
        if (next->gap == GAP_SPACE && !next->line_break && foreign_name(f, end, first, false) &&
            !begins_own_name(f, end))
            return AROUND_OTHER;
        if (is_given_name(f, first, end))
            return AROUND_OTHER;
    }
    return before;
}

/* Words that make a name before or after them that of a family or a firm. */
static const char families_after[] =
    " family family's brothers sisters dynasty clan ltd inc llc corp plc gmbh ag sa consortium "
    "ailesi ailesinin kardeşler отбасы әулеті ";
static const char families_before[] =
    " familie familien famille familles gebrüder brüder rodzina rodziny rodzinie rodzinę rodziną "
    "bracia państwo семья семьи семье семью семьёй семьей братья братьев фирма фирмы родина родини "
    "родині родину сім'я сім'ї брати rodina rodiny bratři familia família ";

static bool is_one_of(struct finder *f, uint32_t i, const char *words)
{
    struct buf key = BUF_INIT;
    bool found = false;

    buf_addch(&key, ' ');
    found = went_well(f, endings_fold(&key, token_text(f->text, tok(f, i)), NULL));
    buf_addch(&key, ' ');
    found = found && strstr(words, buf_cstr(&key)) != NULL;
    drop(f, &key);
    return found;
}

bool family_around(struct finder *f, uint32_t first, uint32_t end)
{
    if (end < f->tokens.len && tok(f, end)->gap == GAP_SPACE && is_one_of(f, end, families_after))
        return true;
    return first > 0 && tok(f, first)->gap == GAP_SPACE && is_one_of(f, first - 1, families_before);
}

/* Is the word a company's form: LLC, ТОО? */
static bool is_legal_form(struct finder *f, uint32_t i)
{
    struct buf key = BUF_INIT;
    const struct common *common = NULL;
    bool more;

    if (went_well(f, endings_fold(&key, token_text(f->text, tok(f, i)), NULL)))
        common = common_find(buf_span(&key), &more);
    drop(f, &key);
    return common && common->kind == COMMON_LEGAL &&
           (!common->capitals || (tok(f, i)->caps == CAPS_UPPER && tok(f, i)->letters > 1));
}

/* Is there no more before the word than spaces, a quotation mark, or a comma? */
static bool stands_close(const struct finder *f, uint32_t i)
{
    enum { MOST = 4 };
    size_t from = tok(f, i - 1)->at + tok(f, i - 1)->len;

    if (tok(f, i)->gap == GAP_SPACE || tok(f, i)->gap == GAP_COMMA)
        return true;
    for (size_t at = from; at < tok(f, i)->at; at++)
        if ((unsigned char)f->text.ptr[at] < 0x80 && !strchr(" \"'", f->text.ptr[at]))
            return false;
    return tok(f, i)->gap == GAP_OTHER && tok(f, i)->at - from <= MOST;
}

bool firm_around(struct finder *f, uint32_t first, uint32_t end)
{
    if (tok(f, first)->caps == CAPS_UPPER)
        return false; /* a headline */
    return (first > 0 && stands_close(f, first) && is_legal_form(f, first - 1)) ||
           (end < f->tokens.len && stands_close(f, end) && is_legal_form(f, end));
}

bool lone_capitals(const struct finder *f, uint32_t i)
{
    bool alone = tok(f, i)->caps == CAPS_UPPER;
    bool neighbour = false;

    for (uint32_t k = i > 2 ? i - 2 : 0; alone && k < f->tokens.len && k <= i + 2; k++) {
        if (k == i || tok(f, k)->letters < 2)
            continue;
        neighbour = true;
        alone = tok(f, k)->caps != CAPS_UPPER;
    }
    return alone && neighbour;
}

bool american_town(struct finder *f, uint32_t end)
{
    /* names of states and their abbreviations, as the Associated Press writes them */
    static const char states[] =
        " Alabama Ala Alaska Arizona Ariz Arkansas Ark California Calif Colorado Colo Connecticut "
        "Conn Delaware Del Florida Fla Hawaii Idaho Illinois Ill Indiana Ind Iowa Kansas Kan "
        "Kentucky Ky Louisiana La Maine Maryland Md Massachusetts Mass Michigan Mich Minnesota "
        "Minn Mississippi Miss Missouri Mo Montana Mont Nebraska Neb Nevada Nev Ohio Oklahoma "
        "Okla Oregon Ore Pennsylvania Pa Tennessee Tenn Texas Tex Utah Vermont Vt Virginia Va "
        "Washington Wash Wisconsin Wis Wyoming Wyo Ontario Manitoba Saskatchewan Alberta ";
    char word[32];
    struct span text;

    if (end >= f->tokens.len || tok(f, end)->gap != GAP_COMMA || !capital(tok(f, end)))
        return false;
    text = token_text(f->text, tok(f, end));
    if (text.len + 3 > sizeof word)
        return false;
    snprintf(word, sizeof word, " %.*s ", SPAN_ARG(text));
    return strstr(states, word) != NULL;
}

bool of_the_region(struct span native)
{
    static const char *const languages[] = {"kk", "ky", "uz", "tk", "tg", "ru", "uk", "be"};

    for (size_t i = 0; i < COUNT_OF(languages); i++)
        if (span_starts(native, span_str(languages[i])))
            return true;
    return false;
}

static bool is_need(struct finder *f, uint32_t entity, uint32_t i)
{
    struct auth_entity e;
    struct span key;

    if (!auth_entity(f->a, entity, &e))
        return false;
    key = key_of(f, token_text(f->text, tok(f, i)));
    for (uint32_t k = 0; k < e.needs; k++)
        if (span_eq(auth_needs(f->a, entity, k), key))
            return true;
    return false;
}

/* Needs of another language come inflected: қаласы, қаласынан. */
static bool is_need_declined(struct finder *f, uint32_t entity, uint32_t i)
{
    struct auth_entity e;
    struct span key;

    if (!auth_entity(f->a, entity, &e))
        return false;
    key = key_of(f, token_text(f->text, tok(f, i)));
    for (uint32_t k = 0; k < e.needs; k++) {
        struct span need = auth_needs(f->a, entity, k);

        if (need.len >= 6 && span_starts(key, need))
            return true;
    }
    return false;
}

bool needs_met(struct finder *f, uint32_t entity, uint32_t first, uint32_t end)
{
    uint32_t i;

    for (i = first; i > 0 && first - i < 2; i--) {
        if (tok(f, i)->gap != GAP_SPACE)
            break;
        if (is_need(f, entity, i - 1) || is_need_declined(f, entity, i - 1))
            return true;
    }
    if (end < f->tokens.len && (tok(f, end)->gap == GAP_SPACE || tok(f, end)->gap == GAP_HYPHEN))
        return is_need(f, entity, end) || is_need_declined(f, entity, end);
    return false;
}

/* Does the house spell the family name otherwise than the place? */
static bool spelt_apart(struct finder *f, struct style *style, uint32_t person, uint32_t place)
{
    const struct style_name *a, *b;

    return went_well(f, style_spelling(style, person, &a, NULL)) &&
           went_well(f, style_spelling(style, place, &b, NULL)) &&
           !span_eq(a->family, b->whole);
}

enum likeness place_is_like(struct finder *f, const struct candidate *c)
{
    struct group_list list = *groups_at(f, c->first);
    bool place_seen = f->seen[c->entity] & SEEN_SURE, person_seen = false, apart = false;
    struct auth_entity e;

    if (c->part[0].role != AUTH_FULL || !auth_entity(f->a, c->entity, &e) || e.kind != AUTH_PLACE ||
        !e.has_needs || needs_met(f, c->entity, c->first, c->end))
        return LIKE_NOBODY;
    for (uint32_t k = 0; k < list.n; k++) {
        const struct part *p = &list.v[k];

        if (p->role != AUTH_FAMILY || p->n != c->part[0].n)
            continue;
        person_seen = person_seen || (f->seen[p->entity] & SEEN_SURE);
        apart = apart || spelt_apart(f, language_of(f, c->first)->style, p->entity, c->entity);
    }
    if (person_seen && !place_seen)
        return LIKE_SOMEBODY_SEEN;
    return apart && person_seen == place_seen ? LIKE_SOMEBODY : LIKE_NOBODY;
}

static bool ends_as_surname(struct span word)
{
    static const char *const endings[] = {"ев", "ов", "ёв", "ин", "ын", "ev", "ov", "in", "yn"};

    for (size_t i = 0; i < COUNT_OF(endings); i++)
        if (span_ends(word, span_str(endings[i])))
            return true;
    return false;
}

bool place_is_namesake(struct finder *f, const struct candidate *c)
{
    struct style *style = language_of(f, c->first)->style;
    const struct part *p = &c->part[0];
    const struct word *w = word_at(f, c->first);
    const struct style_name *name;
    struct buf base = BUF_INIT;
    bool found = false;

    if (!c->foreign || p->n > 1 || !w || !went_well(f, style_spelling(style, c->entity, &name, NULL)))
        return false;
    for (uint32_t k = 0; k < p->n_alts && !found; k++) {
        struct span house = key_of(f, name->whole);

        buf_reset(&base);
        endings_base(w->folded, &p->alts[k].reading[0], &base);
        found = ends_as_surname(buf_span(&base)) && house.len > base.len &&
                span_starts(house, buf_span(&base));
    }
    drop(f, &base);
    return found;
}
