/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a finder, running it over a text, choosing among candidates that overlap. */
#include "names/find_private.h"

#include "names/tags.h"

enum { SCORE_PLACE = 100, SCORE_PLACE_DERIVED = 92, NEAR_SCORE = 3 };

enum status finder_open(struct finder **out, const struct authority *a,
                        const struct find_options *options, struct error *e)
{
    struct finder *f = calloc(1, sizeof *f);

    *out = NULL;
    if (!f)
        return error_nomem(e);
    f->a = a;
    f->options = *options;
    f->first_style = -1;
    f->seen = calloc(auth_count(a) + 1, 1);
    f->mentioned = calloc(auth_count(a) + 1, 1);
    if (!f->seen || !f->mentioned || !scan_open(f) ||
        !starts_open(f)) {
        finder_close(f);
        return error_nomem(e);
    }
    *out = f;
    return ST_OK;
}

void finder_close(struct finder *f)
{
    if (!f)
        return;
    for (unsigned i = 0; i < f->n_languages; i++) {
        if (!f->scout)
            endings_free(f->languages[i].endings);
        lexicon_close(f->languages[i].lexicon);
        spell_close(f->languages[i].spell);
    }
    starts_close(f);
    free(f->verdicts);
    vec_free(&f->starts);
    vec_free(&f->stretches);
    vec_free(&f->probe);
    vec_free(&f->word_table);
    map_free(&f->common);
    map_free(&f->sounds);
    map_free(&f->spelt);
    map_free(&f->learned);
    map_free(&f->namesakes);
    vec_free(&f->spellings);
    arena_free(&f->kept);
    arena_free(&f->arena);
    vec_free(&f->words);
    vec_free(&f->readings);
    vec_free(&f->hits);
    vec_free(&f->tokens);
    vec_free(&f->paragraphs);
    vec_free(&f->token_paragraph);
    vec_free(&f->sample);
    buf_free(&f->sampled);
    vec_free(&f->token_word);
    vec_free(&f->groups);
    vec_free(&f->candidates);
    vec_free(&f->mentions);
    buf_free(&f->scratch);
    buf_free(&f->key);
    free(f->seen);
    free(f->mentioned);
    vec_free(&f->bearers);
    vec_free(&f->others);
    free(f);
}

static uint8_t script_of_tag(struct span tag)
{
    static const char *const cyrillic[] = {"kk", "ru", "uk", "be", "bg", "ky", "mk", "mn", "sr",
                                           "tg", "tt", "ba"};

    if (span_find(tag, span_str("Latn"), 0) >= 0)
        return TOKEN_LATIN;
    if (span_find(tag, span_str("Arab"), 0) >= 0)
        return TOKEN_OTHER_SCRIPT;
    for (size_t i = 0; i < COUNT_OF(cyrillic); i++)
        if (tag.len >= 2 && memcmp(tag.ptr, cyrillic[i], 2) == 0 && (tag.len == 2 || tag.ptr[2] == '-'))
            return TOKEN_CYRILLIC;
    return TOKEN_LATIN;
}

/* The tag as languages are kept: "en" for "en-GB", with the script where it is told. */
static void short_tag(struct span tag, char out[16])
{
    ptrdiff_t script = span_find(tag, span_str("-Latn"), 0);
    size_t n = 0;

    if (script < 0)
        script = span_find(tag, span_str("-Arab"), 0);
    while (n < tag.len && n < 8 && tag.ptr[n] != '-' && tag.ptr[n] != '_')
        n++;
    memcpy(out, tag.ptr, n);
    if (script >= 0 && (size_t)script + 5 <= tag.len) {
        memcpy(out + n, tag.ptr + script, 5);
        n += 5;
    }
    out[n] = '\0';
}

static struct language *find_language(struct finder *f, struct span tag)
{
    char name[16];

    short_tag(tag, name);
    for (unsigned i = 0; i < f->n_languages; i++)
        if (strcmp(f->languages[i].tag, name) == 0)
            return &f->languages[i];
    return NULL;
}

const struct authority *finder_authority(const struct finder *f)
{
    return f->a;
}

enum status finder_add_language(struct finder *f, struct span tag, struct endings *endings,
                                struct error *e)
{
    struct language *l = &f->languages[f->n_languages];

    if (find_language(f, tag) || f->n_languages == MAX_LANGUAGES) {
        endings_free(endings);
        return f->n_languages == MAX_LANGUAGES
                   ? error_set(e, ST_LIMIT, _("too many languages at a time"))
                   : ST_OK;
    }
    *l = (struct language){.endings = endings, .script = script_of_tag(tag)};
    short_tag(tag, l->tag);
    f->n_languages++;
    return language_words(f, f->n_languages - 1) ? ST_OK : error_nomem(e);
}

void finder_use_lexicons(struct finder *f, const struct lexicons *lexicons)
{
    f->lexicons = lexicons;
}

void finder_set_language(struct finder *f, struct span tag)
{
    unsigned best = 0;

    f->language_told = tag.len > 0;
    f->told = UINT8_MAX;
    for (unsigned i = 0; i < f->n_languages && tag.len; i++) {
        unsigned fit = tag_fit(tag, span_str(f->languages[i].tag));

        if (f->languages[i].style && fit > best) {
            best = fit;
            f->told = (uint8_t)i;
        }
    }
}

enum status finder_add_style(struct finder *f, struct style *st, struct error *e)
{
    struct language *l = find_language(f, style_lang(st));

    if (!l)
        return error_set(e, ST_USAGE, _("no language '%.*s'"), SPAN_ARG(style_lang(st)));
    if (l->style)
        return error_set(e, ST_USAGE, _("two styles for the language '%s'"), l->tag);
    l->style = st;
    if (f->first_style < 0)
        f->first_style = (int)(l - f->languages);
    return ST_OK;
}

/* --- names that are whole in themselves --- */

static bool place_of_person(struct finder *f, const struct candidate *c)
{
    /* Taras Shevchenko is not the city of Taraz: a derived spelling between parts of a person's
     * name is a part of it. */
    if (c->end < f->tokens.len && tok(f, c->end)->gap == GAP_SPACE &&
        tok(f, c->end)->caps == CAPS_TITLE && word_listed(f, c->first, LIST_GIVEN))
        return true;
    return c->first > 0 && tok(f, c->first)->gap == GAP_SPACE && given_name(f, c->first - 1);
}

/* A derived spelling that is followed by a capitalised word which is no word of the language. */
static bool begins_a_name(struct finder *f, const struct candidate *c)
{
    const struct token *next = c->end < f->tokens.len ? tok(f, c->end) : NULL;

    return next && next->gap == GAP_SPACE && next->caps == CAPS_TITLE && !next->shielded &&
           language_at(f, c->end) != UINT8_MAX && !word_listed(f, c->end, LIST_TITLES) &&
           !word_listed(f, c->end, LIST_BEFORE) && groups_at(f, c->end)->n == 0 &&
           !ordinary_word(f, c->end);
}

static bool spelt_so(struct finder *f, struct span base, struct span text)
{
    struct buf folded = BUF_INIT;
    bool same = went_well(f, endings_fold(&folded, text, NULL)) &&
                span_eq(buf_span(&folded), base);

    drop(f, &folded);
    return same;
}

/* Is the word, its ending off, listed as it stands for this language, or as a variant? */
static bool wanted_here(struct finder *f, uint32_t token, const struct alt *alt)
{
    const struct language *l = language_of(f, token);
    const struct word *w = word_at(f, token);
    struct buf base = BUF_INIT;
    struct auth_form form, other;
    struct auth_run run;
    bool wanted = false;

    if (!w || !auth_form(f->a, alt->form, &form))
        return false;
    endings_base(w->folded, &alt->reading[0], &base);
    run = auth_find(f->a, form.key);
    for (uint32_t i = run.first; i < run.first + run.count; i++)
        if (auth_form(f->a, auth_run_form(f->a, run, i), &other) && other.entity == form.entity &&
            (other.from == AUTH_VARIANT || span_starts(other.origin, span_str(l->tag))))
            wanted = wanted || spelt_so(f, buf_span(&base), other.text);
    drop(f, &base);
    return wanted;
}

/* Is the name spelt as some other language has it, and not as this one? */
static bool spelt_abroad(struct finder *f, const struct candidate *c)
{
    const struct part *p = &c->part[0];
    const struct language *l = language_of(f, c->first);
    struct auth_entity entity;
    struct auth_form form;

    if (l->script != TOKEN_LATIN || p->from != AUTH_LISTED ||
        !auth_entity(f->a, c->entity, &entity) ||
        (entity.kind == AUTH_PLACE && !auth_exonym(f->a, c->entity, span_str(l->tag))))
        return false;
    if (p->n == 1)
        return c->foreign;
    for (uint32_t k = 0; k < p->n_alts; k++)
        if (auth_form(f->a, p->alts[k].form, &form) && span_starts(form.origin, span_str(l->tag)))
            return false;
    return true;
}

/* A country's name in another language may mean something else here: Polonia, Georgia, Indii. */
static bool foreign_exonym(struct finder *f, const struct candidate *c)
{
    struct auth_entity entity;

    if (c->part[0].n > 1 || !spelt_abroad(f, c) ||
        !auth_exonym(f->a, c->entity, span_str(language_of(f, c->first)->tag)))
        return false;
    return !auth_entity(f->a, c->entity, &entity) || !of_the_region(entity.native) ||
           proper_word(f, c->first);
}

static void doubt(struct candidate *c, const char *why)
{
    c->doubtful = true;
    c->why = why;
}

/* Names of papers, firms and programmes stay in their language (Moscow Times, Unite for Ukraine):
 * an exonym of another language among words that are not of this one is a doubt. */
static void doubt_exonym(struct finder *f, struct candidate *c)
{
    if (spelt_abroad(f, c) && (foreign_exonym(f, c) || foreign_words_around(f, c->first, c->end)))
        doubt(c, _("another language's name of it"));
}

/* Is it so short, or so common a word, that the Needs of its record are asked for? */
static bool is_weak(struct finder *f, const struct candidate *c)
{
    const struct part *p = &c->part[0];

    if (p->n > 1)
        return false;
    for (uint32_t k = 0; k < p->n_alts; k++) {
        struct auth_form form;

        if (auth_form(f->a, p->alts[k].form, &form) &&
            (form.flags & (AUTH_ORDINARY | AUTH_SHORT)))
            return true;
    }
    return tok(f, c->first)->letters <= 5 || ordinary_word(f, c->first);
}

/* A derived spelling of one word that is likelier to be something else: a surname, an abbreviation, a
 * Turkish spelling in another language. */
static bool is_chance(struct finder *f, const struct candidate *c)
{
    const struct part *p = &c->part[0];
    bool turkish = true;
    struct auth_form form;

    if (p->n > 1 || p->from != AUTH_DERIVED)
        return false;
    for (uint32_t k = 0; k < p->n_alts && turkish; k++)
        turkish = auth_form(f->a, p->alts[k].form, &form) &&
                  span_find(form.system, span_str("-press-tr"), 0) > 0;
    return (turkish && strcmp(language_of(f, c->first)->tag, "tr") != 0) ||
           lone_capitals(f, c->first) || family_around(f, c->first, c->end);
}

static bool place_fits(struct finder *f, struct candidate *c, const struct auth_entity *e)
{
    const struct part *p = &c->part[0];

    c->foreign = true;
    for (uint32_t k = 0; k < p->n_alts; k++)
        if (wanted_here(f, c->first, &p->alts[k]))
            c->foreign = false;
    c->supported = p->n > 1 || (f->seen[c->entity] & SEEN_SURE) ||
                   needs_met(f, c->entity, c->first, c->end);
    if (p->n == 1 && american_town(f, c->end))
        return false;
    doubt_exonym(f, c);
    if (c->supported)
        return true;
    if (e->has_needs && is_weak(f, c))
        return false;
    if (is_chance(f, c) || place_is_namesake(f, c))
        return false;
    return !place_of_person(f, c) && !foreign_exonym(f, c) &&
           !(p->from == AUTH_DERIVED && begins_a_name(f, c));
}

/* A superseded name; false where it is somebody's surname. */
static bool former_at(struct finder *f, struct candidate *c, const struct part *p)
{
    struct auth_form form;

    if (!auth_form(f->a, p->alts[0].form, &form) || place_of_person(f, c))
        return false;
    judge_former(f, c, form.text);
    return true;
}

static void whole_at(struct finder *f, const struct part *p)
{
    struct candidate c = {.entity = p->entity, .first = p->first, .end = p->first + p->n,
                          .part = {*p}, .n = 1, .full = true, .kind = FINDING_KINDS};
    struct auth_entity e;

    if (!auth_entity(f->a, p->entity, &e))
        return;
    c.score = p->from == AUTH_DERIVED ? SCORE_PLACE_DERIVED : SCORE_PLACE;
    if (p->role == AUTH_MISNAMING)
        c.kind = FINDING_MISNAMING;
    else if (p->role == AUTH_ABBR)
        c.kept = true;
    else if (p->role == AUTH_FORMER ? !former_at(f, &c, p)
                                    : e.kind != AUTH_PERSON && !place_fits(f, &c, &e))
        return;
    if (!vec_push(&f->candidates, c))
        f->failed = true;
}

static void wholes_at(struct finder *f, uint32_t i)
{
    struct group_list list = *groups_at(f, i);

    for (uint32_t k = 0; k < list.n; k++) {
        enum auth_role role = list.v[k].role;

        if (role == AUTH_FULL || role == AUTH_ABBR || role == AUTH_MISNAMING ||
            role == AUTH_FORMER)
            whole_at(f, &list.v[k]);
    }
}

/* --- shields --- */

static bool listed(const struct candidate *c)
{
    return c->part[0].how == HOW_EXACT && c->part[0].from != AUTH_DERIVED;
}

/* Is the candidate inside text that is never this name? */
static bool is_shielded(struct finder *f, const struct candidate *c)
{
    uint32_t from = c->first > MAX_WORDS ? c->first - MAX_WORDS : 0;

    for (uint32_t i = from; i < c->end; i++) {
        const struct group_list *list = groups_at(f, i);

        for (uint32_t k = 0; k < list->n; k++) {
            const struct part *p = &list->v[k];
            bool same = p->first == c->first && p->first + p->n == c->end;

            if (p->role == AUTH_NOT && p->first <= c->first && p->first + p->n >= c->end &&
                (!same || p->entity == c->entity || !listed(c)))
                return true;
        }
    }
    return false;
}

/* --- choosing --- */

static int by_rank(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    uint32_t na = a->end - a->first, nb = b->end - b->first;

    if (na != nb)
        return na > nb ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

static int by_place(const void *x, const void *y)
{
    const struct mention *a = x, *b = y;

    return a->at < b->at ? -1 : a->at > b->at;
}

static bool same_range(const struct candidate *a, const struct candidate *b)
{
    return a->first == b->first && a->end == b->end;
}

/* The candidates of one range, best first at `from`, that could be meant: those known from the
 * document where there are any, of about the same score. */
static size_t rivals(struct finder *f, size_t from, struct candidate *out[], size_t max)
{
    const struct candidate *best = &f->candidates.v[from];
    bool known = false;
    size_t n = 0;

    for (size_t i = from; i < f->candidates.len && same_range(best, &f->candidates.v[i]); i++)
        known = known || ((f->seen[f->candidates.v[i].entity] & SEEN_SURE) && f->candidates.v[i].bare);
    for (size_t i = from; i < f->candidates.len && n < max; i++) {
        struct candidate *c = &f->candidates.v[i];

        if (!same_range(best, c))
            break;
        if (best->score > c->score + NEAR_SCORE || (known && c->bare && !(f->seen[c->entity] & SEEN_SURE)) ||
            c->n != best->n || c->part[0].role != best->part[0].role)
            continue;
        out[n++] = c;
    }
    return n;
}

static void mark_taken(uint8_t *taken, const struct candidate *c)
{
    memset(taken + c->first, 1, c->end - c->first);
}

static bool is_taken(const uint8_t *taken, const struct candidate *c)
{
    return memchr(taken + c->first, 1, c->end - c->first) != NULL;
}

/* Is it of a kind that has titles itself: a newspaper, a programme? */
static bool has_title(struct finder *f, const struct candidate *c)
{
    struct auth_entity e;

    return auth_entity(f->a, c->entity, &e) && e.kind != AUTH_PERSON && e.kind != AUTH_PLACE;
}

/* What only the whole text tells of a candidate. */
static void add_doubts(struct finder *f, struct candidate *c)
{
    if (spelling_spoken_of(f, c->first, c->end) || beside_another_spelling(f, c))
        doubt(c, _("the spelling itself is spoken of"));
    else if (!has_title(f, c) && title_of_work(f, c->first, c->end))
        doubt(c, _("it is part of a title"));
    else if (place_is_like(f, c) == LIKE_SOMEBODY)
        doubt(c, _("its readings lead to different spellings"));
    else if (c->bare && !c->supported && !(f->seen[c->entity] & SEEN_SURE) &&
             spelt_as_namesake(f, c->first))
        doubt(c, _("it may be somebody else's"));
}

static void choose_all(struct finder *f)
{
    uint8_t *taken = arena_alloc(&f->arena, f->tokens.len + 1);
    uint32_t *sure = arena_array(&f->arena, f->tokens.len + 1, sizeof *sure);

    if (!taken || !sure) {
        f->failed = true;
        return;
    }
    if (f->candidates.len)
        qsort(f->candidates.v, f->candidates.len, sizeof f->candidates.v[0], by_rank);
    for (size_t i = 0; i < f->candidates.len; i++) {
        enum { MOST = 16 };
        struct candidate *c = &f->candidates.v[i], *meant[MOST];
        struct mention m;
        size_t n;

        if (is_taken(taken, c) || is_shielded(f, c) || place_is_like(f, c) == LIKE_SOMEBODY_SEEN)
            continue;
        if (foreign_quotation(f, c->first, c->end)) {
            mark_taken(taken, c);
            continue;
        }
        add_doubts(f, c);
        n = rivals(f, i, meant, MOST);
        mark_taken(taken, c);
        if (n && respell(f, meant, n, &m)) {
            m.candidate = i;
            f->failed = !vec_push(&f->mentions, m) || f->failed;
        }
        if (n == 1)
            sure[c->first] = (uint32_t)i + 1;
        if (c->full && n == 1)
            f->seen[c->entity] |= SEEN_SURE;
    }
    learn_namesakes(f);
    if (f->options.consistency)
        consistency_check(f, taken);
    if (f->options.spell)
        spelling_check(f, taken);
    if (f->options.first_mention)
        first_mentions_check(f, sure, taken);
    if (f->mentions.len)
        qsort(f->mentions.v, f->mentions.len, sizeof f->mentions.v[0], by_place);
}

/* --- running --- */

bool reset_tokens(struct finder *f)
{
    size_t n = f->tokens.len;

    vec_clear(&f->token_word);
    vec_clear(&f->groups);
    if (!vec_reserve(&f->token_word, n + 1) || !vec_reserve(&f->groups, n + 1)) {
        f->failed = true;
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        f->token_word.v[i] = NO_WORD;
        f->groups.v[i] = (struct group_list){NULL, NO_WORD};
    }
    return true;
}

static bool prepare(struct finder *f)
{
    arena_reset(&f->arena);
    vec_clear(&f->candidates);
    return look_at_words(f) && reset_tokens(f) && !f->failed;
}

/* Add the candidates that begin at token `i`. */
static void candidates_at(struct finder *f, uint32_t i)
{
    const struct token *t = tok(f, i);

    if (language_at(f, i) == UINT8_MAX || t->shielded ||
        (t->caps == CAPS_LOWER && !starts_small(f, token_text(f->text, t))))
        return;
    wholes_at(f, i);
    persons_at(f, i);
    sounds_at(f, i);
}

/* Add all candidates of the stretches. */
static void find_candidates(struct finder *f)
{
    size_t k = 0;

    vec_clear(&f->others);
    if (!prepare(f)) {
        f->failed = true;
        return;
    }
    for (uint32_t i = 0; i < f->tokens.len && !f->failed; i++) {
        if (look_starts(f, i, &k))
            candidates_at(f, i);
    }
}

static void find_all(struct finder *f)
{
    uint32_t learned = f->n_learned;

    find_candidates(f);
    if (!f->failed && f->n_learned > learned) { /* the text before may have it too */
        look_end(f);
        look_begin(f);
        find_candidates(f);
    }
    if (!f->failed)
        choose_all(f);
}

enum status finder_run(struct finder *f, struct span text, unsigned facts,
                       const struct mention **mentions, size_t *count, struct error *e)
{
    f->heading = facts & FIND_HEADING;
    f->quoted = facts & FIND_QUOTED;
    if (facts & FIND_STARTS) {
        memset(f->seen, 0, auth_count(f->a));
        first_mentions_forget(f);
        consistency_forget(f);
        learned_forget(f);
    }
    words_forget(f);
    f->text = text;
    vec_clear(&f->mentions);
    look_begin(f);
    if (f->starts.len && !f->failed)
        find_all(f);
    look_end(f);
    *mentions = NULL;
    *count = 0;
    if (f->failed) {
        f->failed = false;
        return error_nomem(e);
    }
    *mentions = f->mentions.v;
    *count = f->mentions.len;
    return ST_OK;
}
