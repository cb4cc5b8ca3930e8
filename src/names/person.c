/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Given names, patronymics, initials and family names that belong together. */
#include "names/find_private.h"

#include "names/key.h"
#include "names/sound.h"

bool add_part(struct candidate *c, const struct part *p, bool before)
{
    if (c->n == MAX_PARTS)
        return false;
    if (before) {
        memmove(c->part + 1, c->part, c->n * sizeof c->part[0]);
        c->part[0] = *p;
        c->first = p->first;
    } else {
        c->part[c->n] = *p;
        c->end = p->first + p->n;
    }
    c->n++;
    return true;
}

void add_candidate(struct finder *f, const struct candidate *c)
{
    learn_spelling(f, c);
    if (c->n > 1)
        f->seen[c->entity] |= SEEN_FULL;
    if (!vec_push(&f->candidates, *c))
        f->failed = true;
}

/* --- given names --- */

/* First word of the run of words joined by hyphens that ends at token `i`, and the end of the one
 * that begins there. */
static uint32_t chunk_start(const struct finder *f, uint32_t i)
{
    while (i > 0 && tok(f, i)->gap == GAP_HYPHEN)
        i--;
    return i;
}

static uint32_t chunk_end(const struct finder *f, uint32_t i)
{
    for (i++; i < f->tokens.len && tok(f, i)->gap == GAP_HYPHEN;)
        i++;
    return i;
}

/* One word of a given name of several (Tayyip Erdogan). */
static bool partial_given(struct finder *f, uint32_t i, uint32_t entity, struct part *out)
{
    struct auth_run run = auth_forms_of(f->a, entity);
    const struct word *w = word_at(f, i);
    struct span key = w ? key_of(f, w->folded) : span_str("");

    for (uint32_t k = run.first; k < run.first + run.count; k++) {
        struct auth_form form;
        struct span rest, word;
        uint32_t n = 0;

        if (!auth_form(f->a, auth_run_form(f->a, run, k), &form) || form.role != AUTH_GIVEN ||
            form.words < 2 || memchr(form.text.ptr, '-', form.text.len))
            continue;
        for (rest = form.key; span_split(&rest, ' ', &word); n++) {
            if (!span_eq(word, key) || word.len < 3)
                continue;
            *out = (struct part){.entity = entity, .role = AUTH_GIVEN, .how = HOW_PARTIAL,
                                 .first = i, .n = 1, .word = n, .from = form.from};
            out->alts = arena_array(&f->arena, 1, sizeof *out->alts);
            f->failed = f->failed || !out->alts;
            if (out->alts) {
                out->alts->form = NO_WORD;
                out->alts->reading[0] = f->readings.v[w->first_reading];
            }
            out->n_alts = out->alts != NULL;
            return out->n_alts > 0;
        }
    }
    return false;
}

/* An inflected form that no class explains: the given name but for its last letter, and a few
 * letters.  It stays as it is. */
static bool odd_given(struct finder *f, uint32_t i, uint32_t entity, struct part *out)
{
    struct auth_run run = auth_forms_of(f->a, entity);
    const struct word *w = word_at(f, i);
    struct span key = w ? key_of(f, w->folded) : span_str("");

    for (uint32_t k = run.first; k < run.first + run.count; k++) {
        struct auth_form form;
        size_t stem;

        if (!auth_form(f->a, auth_run_form(f->a, run, k), &form) || form.role != AUTH_GIVEN ||
            form.words != 1)
            continue;
        stem = form.key.len;
        (void)utf8_prev(form.key, &stem);
        if (utf8_count(span_cut(form.key, 0, stem)) >= 4 &&
            span_starts(key, span_cut(form.key, 0, stem)) &&
            utf8_count(span_from(key, stem)) <= 3) {
            *out = (struct part){.entity = entity, .role = AUTH_GIVEN, .how = HOW_INITIAL,
                                 .first = i, .n = 1, .from = AUTH_DERIVED};
            return true;
        }
    }
    return false;
}

/* The entity's given name in tokens from..to. */
static bool given_in(struct finder *f, uint32_t from, uint32_t to, uint32_t entity,
                     struct part *out)
{
    const struct part *p = group_find(f, from, entity, AUTH_GIVEN, to - from);

    if (p) {
        *out = *p;
        return true;
    }
    if (!capital(tok(f, from)) || tok(f, from)->shielded)
        return false;
    return sound_part(f, from, to - from, entity, AUTH_GIVEN, false, out) ||
           (to - from == 1 && partial_given(f, from, entity, out)) ||
           (to - from == 1 && odd_given(f, from, entity, out));
}

/* How many words before token `i` may be given names: with capitals, or behind a hyphen. */
static uint32_t words_before(const struct finder *f, uint32_t i)
{
    uint32_t n = 0;

    while (n < i && n < MAX_GIVEN &&
           (capital(tok(f, i - n - 1)) || tok(f, i - n - 1)->gap == GAP_HYPHEN)) {
        n++;
        if (tok(f, i - n)->gap != GAP_SPACE && tok(f, i - n)->gap != GAP_HYPHEN)
            break;
    }
    return n;
}

/* The given name that ends before token `i`. */
bool given_before(struct finder *f, uint32_t i, uint32_t entity, struct part *out)
{
    uint32_t chunk;

    if (i == 0 || tok(f, i)->gap != GAP_SPACE || language_at(f, i - 1) == UINT8_MAX)
        return false;
    for (uint32_t n = words_before(f, i); n > 0; n--) {
        const struct part *p = group_find(f, i - n, entity, AUTH_GIVEN, n);

        if (p) {
            *out = *p;
            return true;
        }
    }
    if (!capital(tok(f, i - 1)) && tok(f, i - 1)->gap != GAP_HYPHEN)
        return false;
    chunk = chunk_start(f, i - 1);
    return i - chunk <= MAX_WORDS && given_in(f, chunk, i, entity, out);
}

/* The given name that begins at token `i`. */
static bool given_after(struct finder *f, uint32_t i, uint32_t entity, struct part *out)
{
    const struct group_list *list;
    const struct part *best = NULL;
    uint32_t end;

    if (i >= f->tokens.len || language_at(f, i) == UINT8_MAX || tok(f, i)->initial)
        return false;
    list = groups_at(f, i);
    for (uint32_t k = 0; k < list->n; k++)
        if (list->v[k].entity == entity && list->v[k].role == AUTH_GIVEN &&
            (!best || list->v[k].n > best->n))
            best = &list->v[k];
    if (best) {
        *out = *best;
        return true;
    }
    end = chunk_end(f, i);
    return end - i <= MAX_WORDS && given_in(f, i, end, entity, out);
}

/* --- patronymics --- */

/* Kemelovich for Kemelevich: the suffix apart, it sounds the same. */
static bool patronymic_stem(struct span text, struct buf *out)
{
    static const char *const suffixes[] = {
        "ovich", "evich", "yevich", "owitsch", "ewitsch", "jewitsch", "owicz", "ewicz", "jewicz",
        "oviç", "eviç", "yeviç", "ovitch", "evitch", "ievitch", "ïevitch", "ович", "евич", "ьевич",
        "ovna", "evna", "yevna", "owna", "ewna", "jewna", "овна", "евна", "ьевна", "ұлы", "улы",
        "uly", "ulı", "ulu", "қызы", "кызы", "qyzy", "kyzy", "kızı", "qızı"};

    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        struct span s = span_str(suffixes[i]);

        if (text.len > s.len + 2 && span_ends(text, s)) {
            struct span stem = span_cut(text, 0, text.len - s.len);
            bool slavic = i < 28;

            while (slavic && stem.len && strchr("yjiv", stem.ptr[stem.len - 1]))
                stem.len--;
            buf_add(out, stem);
            buf_addch(out, slavic ? '1' : '2');
            return true;
        }
    }
    return false;
}

bool looks_patronymic(struct span folded)
{
    struct buf stem = BUF_INIT;
    bool looks = patronymic_stem(folded, &stem);

    buf_free(&stem);
    return looks;
}

static bool stem_alike(struct span a, struct span b)
{
    struct sound x, y;

    if (a.len == 0 || b.len == 0 || a.ptr[a.len - 1] != b.ptr[b.len - 1])
        return false;
    sound_of(span_cut(a, 0, a.len - 1), &x);
    sound_of(span_cut(b, 0, b.len - 1), &y);
    return x.count && y.count && sound_alike(&x, &y);
}

static bool patronymic_fits(struct finder *f, struct span text, uint32_t entity,
                            struct span *origin)
{
    struct auth_run run = auth_forms_of(f->a, entity);
    struct buf ours = BUF_INIT, theirs = BUF_INIT, folded = BUF_INIT;
    bool fits = false;

    if (patronymic_stem(text, &ours)) {
        for (uint32_t i = run.first; !fits && i < run.first + run.count; i++) {
            struct auth_form form;

            if (!auth_form(f->a, auth_run_form(f->a, run, i), &form) ||
                form.role != AUTH_PATRONYMIC)
                continue;
            buf_reset(&theirs);
            buf_reset(&folded);
            if (went_well(f, endings_fold(&folded, form.text, NULL)) &&
                patronymic_stem(buf_span(&folded), &theirs))
                fits = stem_alike(buf_span(&ours), buf_span(&theirs));
            if (fits)
                *origin = form.origin;
        }
    }
    drop(f, &ours);
    drop(f, &theirs);
    drop(f, &folded);
    return fits;
}

/* The entity's patronymic at token `i`. */
static bool patronymic_at(struct finder *f, uint32_t i, uint32_t entity, struct part *out)
{
    enum { MOST = 6 };
    const struct part *p;
    const struct word *found;
    struct word w;

    if (i >= f->tokens.len || language_at(f, i) == UINT8_MAX || !capital(tok(f, i)))
        return false;
    p = group_find(f, i, entity, AUTH_PATRONYMIC, 1);
    if (p) {
        *out = *p;
        return true;
    }
    found = word_at(f, i);
    if (!found || f->options.exact || tok(f, i)->shielded)
        return false;
    w = *found;
    *out = (struct part){.entity = entity, .role = AUTH_PATRONYMIC, .how = HOW_SOUND,
                         .first = i, .n = 1, .from = AUTH_DERIVED};
    out->alts = arena_array(&f->arena, MOST, sizeof *out->alts);
    for (uint32_t k = 0; out->alts && k < w.n_readings && out->n_alts < MOST; k++) {
        struct reading r = f->readings.v[w.first_reading + k];
        struct buf base = BUF_INIT;

        endings_base(w.folded, &r, &base);
        if ((r.parts & ENDING_PATRONYMIC) &&
            patronymic_fits(f, buf_span(&base), entity, &out->origin)) {
            out->alts[out->n_alts].form = NO_WORD;
            out->alts[out->n_alts++].reading[0] = r;
        }
        drop(f, &base);
    }
    f->failed = f->failed || !out->alts;
    return out->n_alts > 0;
}

/* --- initials --- */

/* Does a given name (or, with `patronymic`, that) of the entity have a word number `n` that begins
 * with the letters? */
bool initial_fits(struct finder *f, uint32_t i, uint32_t entity, enum auth_role role,
                         uint32_t n)
{
    struct auth_run run = auth_forms_of(f->a, entity);
    struct span key = key_of(f, token_text(f->text, tok(f, i)));

    for (uint32_t k = run.first; k < run.first + run.count; k++) {
        struct auth_form form;
        struct span rest, word;
        uint32_t at = 0;

        if (!auth_form(f->a, auth_run_form(f->a, run, k), &form) || form.role != role)
            continue;
        for (rest = form.key; span_split(&rest, ' ', &word); at++)
            if (at == n && span_starts(word, key))
                return true;
    }
    return false;
}

/* The chain of initials from..to belongs to the entity: of its given names, then its patronymic. */
static bool initials_fit(struct finder *f, uint32_t from, uint32_t to, uint32_t entity)
{
    if (!initial_fits(f, from, entity, AUTH_GIVEN, 0))
        return false;
    for (uint32_t i = from + 1; i < to; i++)
        if (!initial_fits(f, i, entity, AUTH_GIVEN, i - from) &&
            !initial_fits(f, i, entity, AUTH_PATRONYMIC, 0))
            return false;
    return true;
}

static struct part initials_part(uint32_t entity, uint32_t from, uint32_t to)
{
    return (struct part){.entity = entity, .role = AUTH_GIVEN, .how = HOW_INITIAL, .first = from,
                         .n = to - from};
}

bool add_initials(struct finder *f, struct candidate *c, bool *other)
{
    uint32_t from = c->first, to = c->end;
    struct part p;

    while (from > 0 && initial_before(f, from) &&
           !word_listed(f, from - 1, LIST_TITLES))
        from--;
    if (from < c->first) {
        *other = !initials_fit(f, from, c->first, c->entity) ||
                 (from > 0 && context_of(f, from, c->end) == AROUND_OTHER);
        p = initials_part(c->entity, from, c->first);
        return !*other && add_part(c, &p, true);
    }
    while (to < f->tokens.len && tok(f, to)->initial && tok(f, to)->letters <= 2 &&
           tok(f, to)->gap == (to == c->end ? GAP_SPACE : GAP_DOT))
        to++;
    if (to == c->end || !initials_fit(f, c->end, to, c->entity))
        return false;
    p = initials_part(c->entity, c->end, to);
    return add_part(c, &p, false);
}

/* --- whole names --- */

/* Given name and patronymic before the family name. */
static bool add_before(struct finder *f, struct candidate *c)
{
    struct part given, patronymic;
    uint32_t i = c->first;

    if (i > 0 && tok(f, i)->gap == GAP_SPACE && patronymic_at(f, i - 1, c->entity, &patronymic) &&
        given_before(f, i - 1, c->entity, &given))
        return add_part(c, &patronymic, true) && add_part(c, &given, true);
    /* Kassym-Jomart K. Tokayev */
    if (i > 1 && initial_before(f, i) &&
        given_before(f, i - 1, c->entity, &given)) {
        struct part initial = initials_part(c->entity, i - 1, i);

        if (initial_fits(f, i - 1, c->entity, AUTH_PATRONYMIC, 0)) {
            initial.role = AUTH_PATRONYMIC;
            return add_part(c, &initial, true) && add_part(c, &given, true);
        }
        return false;
    }
    return given_before(f, i, c->entity, &given) && add_part(c, &given, true);
}

/* Given name and patronymic behind it, with or without a comma. */
static bool add_after(struct finder *f, struct candidate *c)
{
    struct part given, patronymic;
    uint32_t i = c->end;

    if (i >= f->tokens.len || (tok(f, i)->gap != GAP_SPACE && tok(f, i)->gap != GAP_COMMA) ||
        !given_after(f, i, c->entity, &given))
        return false;
    if (tok(f, i)->gap == GAP_COMMA && given.how != HOW_EXACT)
        return false;
    /* "met Tokayev, Vladimir Putin said": a family name that follows wants its given name */
    if (given.first + given.n < f->tokens.len &&
        tok(f, given.first + given.n)->gap == GAP_SPACE) {
        const struct group_list *next = groups_at(f, given.first + given.n);

        for (uint32_t k = 0; k < next->n; k++)
            if (next->v[k].role == AUTH_FAMILY)
                return false;
    }
    add_part(c, &given, false);
    i = c->end;
    if (i < f->tokens.len && tok(f, i)->gap == GAP_SPACE &&
        patronymic_at(f, i, c->entity, &patronymic))
        add_part(c, &patronymic, false);
    return true;
}

static unsigned full_score(const struct candidate *c)
{
    unsigned score = SCORE_FULL;

    for (unsigned i = 0; i < c->n; i++) {
        unsigned s = c->part[i].how == HOW_NEAR          ? SCORE_NEAR_FULL
                     : c->part[i].how == HOW_SOUND       ? SCORE_SOUND_FULL
                     : c->part[i].from == AUTH_DERIVED   ? SCORE_DERIVED
                                                         : SCORE_FULL;
        if (s < score)
            score = s;
    }
    return score;
}

/* A family name with what belongs to it.  False: it is somebody else's. */
static bool complete(struct finder *f, struct candidate *c)
{
    struct auth_entity entity;
    bool other = false;

    if (!auth_entity(f->a, c->entity, &entity))
        return false;
    c->full = (entity.family_first ? add_after(f, c) || add_before(f, c)
                                   : add_before(f, c) || add_after(f, c)) ||
              add_initials(f, c, &other);
    c->score = c->full ? full_score(c) : SCORE_FAMILY;
    return !other;
}

/* May a family name that stands alone count? */
static bool bare_fits(struct finder *f, struct candidate *c)
{
    const struct part *p = &c->part[0];
    enum around around = context_of(f, c->first, c->end);
    bool known = f->seen[c->entity] & SEEN_SURE;
    struct auth_entity entity;

    if (around == AROUND_OTHER)
        somebody_else(f, c->entity, c->first);
    if (around == AROUND_OTHER || !auth_entity(f->a, c->entity, &entity))
        return false;
    c->bare = true;
    if (p->from != AUTH_LISTED && p->from != AUTH_VARIANT)
        c->score = SCORE_FAMILY - 3;
    if (entity.has_needs && !known && !needs_met(f, c->entity, c->first, c->end))
        return false;
    c->supported = known || around == AROUND_TITLE || entity.has_needs;
    if (around == AROUND_DOUBT || firm_around(f, c->first, c->end)) {
        c->doubtful = true;
        c->why = _("it may be somebody else's");
    } else if (!known && foreign_word_follows(f, c->end)) {
        c->doubtful = true;
        c->why = _("a word of another language follows");
    }
    c->kept = !c->supported && tok(f, c->first)->letters <= 3;
    return true;
}

static void family_at(struct finder *f, const struct part *p)
{
    struct candidate c = {.entity = p->entity, .first = p->first, .end = p->first + p->n,
                          .part = {*p}, .n = 1, .kind = FINDING_KINDS};
    struct auth_entity entity;

    if (!auth_entity(f->a, p->entity, &entity))
        return;
    if (!complete(f, &c)) {
        somebody_else(f, p->entity, p->first);
        return;
    }
    if (!c.full && !bare_fits(f, &c))
        return;
    if (!c.full && entity.names && c.n == 1) {
        struct auth_name native;

        c.full = auth_native(f->a, p->entity, &native) && native.given.len == 0;
    }
    add_candidate(f, &c);
}

/* Given name, maybe patronymic, and a family name that only sounds right; or no family name. */
static void given_at(struct finder *f, const struct part *p)
{
    struct candidate c = {.entity = p->entity, .first = p->first, .end = p->first + p->n,
                          .part = {*p}, .n = 1, .kind = FINDING_KINDS};
    struct part patronymic, family;
    struct auth_entity entity;
    uint32_t i = c.end;

    if (i >= f->tokens.len || tok(f, i)->gap != GAP_SPACE || !auth_entity(f->a, p->entity, &entity))
        return;
    if (patronymic_at(f, i, p->entity, &patronymic)) {
        add_part(&c, &patronymic, false);
        i = c.end;
    }
    if (i < f->tokens.len && tok(f, i)->gap == GAP_SPACE && capital(tok(f, i)) &&
        language_at(f, i) != UINT8_MAX && !tok(f, i)->shielded && tok(f, i)->letters > 3 &&
        !group_find(f, i, p->entity, AUTH_FAMILY, 0) && !f->options.exact &&
        !entity.family_first &&
        sound_part(f, i, 1, p->entity, AUTH_FAMILY, true, &family)) {
        add_part(&c, &family, false);
        c.full = true;
    } else if (c.n == 1 ||
               (i < f->tokens.len && group_find(f, i, p->entity, AUTH_FAMILY, 0))) {
        return; /* a given name alone says nothing; with its family name it is found there */
    }
    c.score = full_score(&c);
    add_candidate(f, &c);
}

/* Given name and patronymic, of which only the latter is spelt as listed or derived. */
static void patronymic_found(struct finder *f, const struct part *p)
{
    struct candidate c = {.entity = p->entity, .first = p->first, .end = p->first + p->n,
                          .part = {*p}, .n = 1, .kind = FINDING_KINDS};
    struct part given;

    if (p->first == 0 || !given_before(f, p->first, p->entity, &given) ||
        given.how == HOW_EXACT || given.how == HOW_INITIAL)
        return; /* an exact one has been found by given_at */
    add_part(&c, &given, true);
    c.score = full_score(&c);
    add_candidate(f, &c);
}

void persons_at(struct finder *f, uint32_t i)
{
    struct group_list list = *groups_at(f, i);

    for (uint32_t k = 0; k < list.n; k++) {
        if (list.v[k].role == AUTH_FAMILY)
            family_at(f, &list.v[k]);
        else if (list.v[k].role == AUTH_GIVEN)
            given_at(f, &list.v[k]);
        else if (list.v[k].role == AUTH_PATRONYMIC)
            patronymic_found(f, &list.v[k]);
    }
}
