/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms that begin at a place in the text, of one word or several, by entity and role. */
#include "names/find_private.h"

/* A form being matched word by word. */
struct path {
    uint32_t first, n;
    struct reading reading[MAX_WORDS];
    struct buf key; /* of the words so far, each with a space behind it */
    struct auth_keys keys; /* that begin with it and a space */
    unsigned commas; /* between them: only text that is never a name has some */
};

struct collect {
    struct finder *f;
    VEC(struct part) parts;
    struct path path;
};

static bool case_fits(const struct finder *f, const struct auth_form *form, uint32_t i)
{
    const struct token *t = tok(f, i);
    size_t len;

    if (capital(t))
        return true;
    /* A name that is written small (akim, von der Leyen) may stand small. */
    return form->text.len && !char_is_upper(utf8_decode(form->text, 0, &len)) &&
           form->from != AUTH_DERIVED;
}

static struct part *part_for(struct collect *c, const struct auth_form *form)
{
    struct part p = {.entity = form->entity, .role = form->role, .first = c->path.first,
                     .n = c->path.n, .from = form->from, .origin = form->origin};

    for (size_t i = 0; i < c->parts.len; i++) {
        struct part *old = &c->parts.v[i];

        if (old->entity == p.entity && old->role == p.role && old->n == p.n)
            return old;
    }
    return vec_push(&c->parts, p) ? vec_last(&c->parts) : NULL;
}

/* Most parts have one alternative, which is large; room is doubled. */
static bool push_alt(struct finder *f, struct part *p, const struct alt *alt)
{
    bool full = (p->n_alts & (p->n_alts - 1)) == 0;
    struct alt *room = full ? arena_array(&f->arena, p->n_alts ? 2 * p->n_alts : 1, sizeof *room)
                            : p->alts;

    if (!room)
        return false;
    if (full && p->n_alts)
        memcpy(room, p->alts, p->n_alts * sizeof *room);
    p->alts = room;
    p->alts[p->n_alts++] = *alt;
    return true;
}

static void add_alt(struct collect *c, uint32_t number, const struct auth_form *form)
{
    enum { MOST_ALTS = 12 };
    struct part *p = part_for(c, form);
    struct alt alt = {.form = number};

    if (!p) {
        c->f->failed = true;
        return;
    }
    memcpy(alt.reading, c->path.reading,
           (c->path.n < MAX_WORDS ? c->path.n : MAX_WORDS) * sizeof alt.reading[0]);
    for (uint32_t i = 0; i < p->n_alts; i++) {
        const struct reading *a = p->alts[i].reading, *b = alt.reading;
        uint32_t last = c->path.n < MAX_WORDS ? c->path.n - 1 : MAX_WORDS - 1;

        if (a[last].tag == b[last].tag && a[last].gender == b[last].gender &&
            a[last].variant == b[last].variant && a[last].cut == b[last].cut &&
            span_eq(a[last].add, b[last].add))
            return; /* another system's spelling, read in the same way */
    }
    if (form->from < p->from) {
        p->from = form->from;
        p->origin = form->origin;
    }
    if (p->n_alts < MOST_ALTS && !push_alt(c->f, p, &alt))
        c->f->failed = true;
}

/* Two letters or more and all of them capitals. */
static bool is_acronym(struct span s)
{
    unsigned letters = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        if (c != UTF8_BAD && char_is_lower(c))
            return false;
        letters += c != UTF8_BAD && char_is_letter(c);
    }
    return letters > 1;
}

/* An abbreviation stands as it is listed; what is written in capitals is no ordinary word. */
static bool abbreviation_fits(const struct finder *f, const struct auth_form *form, uint32_t i)
{
    if (form->role == AUTH_ABBR)
        return span_eq(token_text(f->text, tok(f, i)), form->text);
    return tok(f, i)->caps == CAPS_UPPER || tok(f, i)->caps == CAPS_MIXED ||
           tok(f, i)->caps == CAPS_NONE || !is_acronym(form->text);
}

/* "OPEC+" is not OPEC: a sign at the end of a spelling, which keys leave out, must be there. */
static bool sign_fits(const struct finder *f, const struct auth_form *form, uint32_t last)
{
    const struct token *t = tok(f, last);
    size_t at = form->text.len, end = t->at + t->len;
    uint32_t c = at ? utf8_prev(form->text, &at) : 'a';

    return c >= 0x80 || !strchr("+!?*&", (int)c) ||
           (end < f->text.len && f->text.ptr[end] == (char)c);
}

static uint32_t last_letter(struct span s)
{
    size_t at = s.len;

    return s.len ? utf8_prev(s, &at) : 0;
}

static bool declines_here(struct finder *f, const struct word *w)
{
    for (uint32_t k = 0; k < w->n_readings; k++) {
        const struct reading *r = &f->readings.v[w->first_reading + k];

        if (r->tag != ENDING_NOMINATIVE && r->tag != ENDING_RAW)
            return true;
    }
    return false;
}

/* Keys know no diacritics, so an ending like Polish -ą looks like the nominative in -a: where the
 * last letter differs and an ending could explain it, it is no nominative. */
static bool false_nominative(struct finder *f, const struct path *path, const struct auth_form *form)
{
    struct span rest = form->text, word;

    for (uint32_t i = 0; i < path->n && i < MAX_WORDS; i++) {
        size_t end = 0;
        uint32_t last;
        const struct word *w = word_at(f, path->first + i);

        while (end < rest.len && rest.ptr[end] != ' ' && rest.ptr[end] != '-')
            end++;
        word = span_cut(rest, 0, end);
        rest = span_from(rest, end + 1);
        last = w ? last_letter(w->folded) : 0;
        if (last >= 0x80 && path->reading[i].tag == ENDING_NOMINATIVE && word.len &&
            char_lower(last_letter(word)) != last && last_letter(word) < 0x80 &&
            declines_here(f, w))
            return true;
    }
    return false;
}

/* Does the last word of a form of several words decline as the form's kind does? */
static bool last_fits(struct finder *f, const struct path *path, const struct auth_form *form)
{
    const struct reading *last = &path->reading[path->n - 1];

    return path->n == 1 || last->tag == ENDING_NOMINATIVE ||
           (last->parts & part_of_form(f, form));
}

static void add_form(struct collect *c, uint32_t number)
{
    struct auth_form form;

    if (auth_form(c->f->a, number, &form) && form.words == c->path.n &&
        (c->path.commas == 0 || form.role == AUTH_NOT) &&
        case_fits(c->f, &form, c->path.first) && abbreviation_fits(c->f, &form, c->path.first) &&
        last_fits(c->f, &c->path, &form) && !false_nominative(c->f, &c->path, &form) &&
        sign_fits(c->f, &form, c->path.first + c->path.n - 1) &&
        form_in_scope(&form, language_of(c->f, c->path.first)))
        add_alt(c, number, &form);
}

static void single_words(struct collect *c, const struct word *w)
{
    for (uint32_t i = 0; i < w->n_hits; i++) {
        struct hit h = c->f->hits.v[w->first_hit + i];

        c->path.reading[0] = c->f->readings.v[h.reading];
        add_form(c, h.form);
    }
}

static void look_up(struct collect *c)
{
    struct auth_run run = auth_find(c->f->a, buf_span(&c->path.key));

    for (uint32_t i = run.first; i < run.first + run.count; i++)
        add_form(c, auth_run_form(c->f->a, run, i));
}

static bool joins(const struct token *t)
{
    return t->gap == GAP_SPACE || t->gap == GAP_HYPHEN || t->gap == GAP_DOT ||
           t->gap == GAP_COMMA;
}

/* May the word before the last have this reading?  An ending inside a name must be followed by
 * the same case. */
static bool inner_reading(const struct reading *r)
{
    return r->tag != ENDING_RAW;
}

/* May a word with reading `r` come next in a name?  Where every word declines they agree, but for
 * those that do not decline behind the head (Kanału La Manche) and before a hyphen (Europy
 * Środkowo-Wschodniej). */
static bool agrees(const struct collect *c, const struct language *l, const struct reading *r)
{
    const struct reading *before = &c->path.reading[c->path.n - 1];

    if (before->tag == ENDING_NOMINATIVE || r->tag == before->tag)
        return true;
    return r->tag == ENDING_NOMINATIVE && !endings_last_only(l->endings);
}

/* Leave of the keys that the path may become those that go on with `more`; the path is as before. */
static bool goes_on(struct collect *c, struct auth_keys *keys, struct span more)
{
    size_t len = c->path.key.len;
    bool some;

    buf_add(&c->path.key, more);
    some = auth_narrow(c->f->a, keys, buf_span(&c->path.key));
    c->path.key.len = len;
    return some;
}

/* May the word at token `i` come next, as far as its first two letters tell, which endings leave
 * alone?  It saves taking apart every word behind The, New, Central. */
static bool may_follow(struct collect *c, uint32_t i)
{
    struct finder *f = c->f;
    struct auth_keys keys = c->path.keys;
    const struct token *t = tok(f, i);

    buf_reset(&f->scratch);
    return t->scripts != language_of(f, i)->script ||
           !starts_key(f, token_text(f->text, t), &f->scratch) ||
           goes_on(c, &keys, buf_span(&f->scratch));
}

static void extend(struct collect *c);

/* The word at the end of the path read as `r`, which makes `base` of it. */
static void step(struct collect *c, const struct reading *r, struct span base)
{
    struct auth_keys keys = c->path.keys;
    size_t len = c->path.key.len;

    if (!goes_on(c, &c->path.keys, base)) {
        c->path.keys = keys;
        return;
    }
    buf_add(&c->path.key, base);
    c->path.reading[c->path.n++] = *r;
    look_up(c);
    buf_addch(&c->path.key, ' ');
    if (goes_on(c, &c->path.keys, span_of("", 0)))
        extend(c);
    c->path.n--;
    c->path.key.len = len;
    c->path.keys = keys;
}

static void extend(struct collect *c)
{
    struct finder *f = c->f;
    uint32_t i = c->path.first + c->path.n;
    const struct reading *before = &c->path.reading[c->path.n - 1];
    const struct word *found;
    struct word w;

    if (i >= f->tokens.len)
        f->ran_out = true;
    if (c->path.n >= MAX_WORDS || i >= f->tokens.len || !joins(tok(f, i)) || tok(f, i)->shielded ||
        language_at(f, i) != language_at(f, c->path.first) || !inner_reading(before) ||
        !may_follow(c, i))
        return;
    found = word_at(f, i);
    if (!found)
        return;
    w = *found;
    c->path.commas += tok(f, i)->gap == GAP_COMMA;
    for (uint32_t k = 0; k < w.n_readings; k++) {
        struct reading r = f->readings.v[w.first_reading + k];

        if (!agrees(c, language_of(f, i), &r))
            continue;
        buf_reset(&f->scratch);
        endings_base(w.folded, &r, &f->scratch);
        step(c, &r, key_of(f, buf_span(&f->scratch)));
    }
    c->path.commas -= tok(f, i)->gap == GAP_COMMA;
}

static void several_words(struct collect *c, const struct word *w)
{
    struct finder *f = c->f;

    for (uint64_t left = w->several; left; left &= left - 1) {
        struct reading r = f->readings.v[w->first_reading + (uint32_t)__builtin_ctzll(left)];

        buf_reset(&f->scratch);
        endings_base(w->folded, &r, &f->scratch);
        buf_reset(&c->path.key);
        buf_add(&c->path.key, key_of(f, buf_span(&f->scratch)));
        buf_addch(&c->path.key, ' ');
        c->path.keys = auth_all_keys(f->a);
        c->path.reading[0] = r;
        c->path.n = 1;
        if (goes_on(c, &c->path.keys, span_of("", 0)))
            extend(c);
    }
}

/* Do the word's letters alone tell that no form begins with it? */
static bool begins_nothing(struct finder *f, uint32_t i)
{
    struct span text = token_text(f->text, tok(f, i));

    return is_plain(text) && !may_start(f, text, !capital(tok(f, i)));
}

const struct group_list *groups_at(struct finder *f, uint32_t i)
{
    struct group_list *list = &f->groups.v[i];
    struct collect c = {.f = f, .path = {.first = i, .n = 1}};
    const struct word *found;
    struct word w;

    if (list->n != NO_WORD)
        return list;
    list->n = 0;
    if (tok(f, i)->shielded || language_at(f, i) == UINT8_MAX ||
        !(tok(f, i)->scripts & language_of(f, i)->script) || begins_nothing(f, i) ||
        !(found = word_at(f, i)))
        return list;
    w = *found;
    if (w.longest == 0)
        return list;
    single_words(&c, &w);
    several_words(&c, &w);
    if (c.path.key.failed)
        f->failed = true;
    buf_free(&c.path.key);
    list = &f->groups.v[i];
    if (c.parts.len) {
        list->v = arena_array(&f->arena, c.parts.len, sizeof *list->v);
        if (list->v) {
            memcpy(list->v, c.parts.v, c.parts.len * sizeof *list->v);
            list->n = (uint32_t)c.parts.len;
        } else {
            f->failed = true;
        }
    }
    vec_free(&c.parts);
    return list;
}

const struct part *group_find(struct finder *f, uint32_t i, uint32_t entity, enum auth_role role,
                              uint32_t n)
{
    const struct group_list *list = i < f->tokens.len ? groups_at(f, i) : NULL;

    for (uint32_t k = 0; list && k < list->n; k++) {
        const struct part *p = &list->v[k];

        if (p->entity == entity && p->role == role && (n == 0 || p->n == n))
            return p;
    }
    return NULL;
}
