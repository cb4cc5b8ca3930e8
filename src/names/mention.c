/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From candidates to what is told: is it right, what is it called, may it be rewritten. */
#include "names/respell.h"
#include "names/sound.h"

static bool any_mixed(struct finder *f, const struct candidate *c)
{
    for (uint32_t i = c->first; i < c->end; i++) {
        const struct token *t = tok(f, i);

        if ((t->scripts & TOKEN_LATIN) && (t->scripts & TOKEN_CYRILLIC))
            return true;
    }
    return false;
}

static uint8_t script_of(struct span s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        enum script script = c == UTF8_BAD ? SCRIPT_COMMON : char_script(c);

        if (script != SCRIPT_COMMON)
            return script == SCRIPT_LATIN      ? TOKEN_LATIN
                   : script == SCRIPT_CYRILLIC ? TOKEN_CYRILLIC
                                               : TOKEN_OTHER_SCRIPT;
    }
    return 0;
}

/* A house spelling in another script than the text's language is never written. */
static bool script_crossed(const struct respeller *r, const struct spelling *s)
{
    for (unsigned i = 0; i < r->c->n; i++) {
        uint8_t script = script_of(s->part[i]);

        if (script && script != r->l->script && r->c->part[i].how != HOW_INITIAL)
            return true;
    }
    return false;
}

struct span replaced_text(struct finder *f, const struct mention *m)
{
    struct buf out = BUF_INIT;
    size_t at = m->at;

    for (size_t i = 0; i < m->n_edits; i++) {
        buf_add(&out, span_of(f->text.ptr + at, m->edits[i].at - at));
        buf_add(&out, m->edits[i].text);
        at = m->edits[i].at + m->edits[i].len;
    }
    if (at < m->at + m->len)
        buf_add(&out, span_of(f->text.ptr + at, m->at + m->len - at));
    return find_keep(f, &out);
}

static void name_rule(struct finder *f, const struct candidate *c, struct mention *m)
{
    const struct part *worst = &c->part[0];
    struct buf message = BUF_INIT;
    struct auth_form form = {.system = span_str("derived")};

    for (unsigned i = 1; i < c->n; i++) {
        const struct part *p = &c->part[i];

        if (p->how == HOW_INITIAL)
            continue;
        if (p->how > worst->how || worst->how == HOW_INITIAL ||
            (p->how == worst->how && p->from > worst->from))
            worst = p;
    }
    if (worst->how == HOW_SOUND || worst->how == HOW_NEAR) {
        m->rule = span_str("sound");
        buf_adds(&message, _("recognised by its sound"));
    } else if (worst->from != AUTH_DERIVED || worst->n_alts == 0) {
        m->rule = span_str(worst->from == AUTH_VARIANT ? "variant" : "listed");
        buf_adds(&message, worst->from == AUTH_VARIANT ? _("listed as a variant")
                                                       : _("listed in the dictionary"));
    } else {
        if (worst->alts[0].form != NO_WORD)
            (void)auth_form(f->a, worst->alts[0].form, &form);
        m->rule = form.system;
        buf_printf(&message, _("derived by %.*s"), SPAN_ARG(form.system));
    }
    if (c->why) {
        buf_adds(&message, "; ");
        buf_adds(&message, c->why);
    }
    m->message = find_keep(f, &message);
}

static void set_range(struct finder *f, const struct candidate *c, struct mention *m)
{
    const struct token *a = tok(f, c->first), *b = tok(f, c->end - 1);
    const struct part *last = &c->part[c->n - 1];

    m->at = a->at;
    m->len = b->at + b->len - a->at;
    /* An English possessive is no part of the name; an initial's full stop is. */
    if (last->n_alts && last->first + last->n == c->end &&
        last_reading(last, &last->alts[0])->tag == ENDING_RAW)
        m->len -= b->len - b->apostrophe;
    else if (b->initial && last->how == HOW_INITIAL)
        m->len++;
}

/* Where nothing may be changed: what would be written, for the reader. */
static struct span suggestion(struct finder *f, const struct respeller *r)
{
    struct span text = tokens_text(f, r->c->first, r->c->end - r->c->first), patronymic;
    struct buf out = BUF_INIT;
    struct auth_form form;

    if (r->c->kind != FINDING_MISNAMING)
        return r->house->whole;
    if (count_words(text) == 2 && looks_patronymic(text) && r->c->part[0].n_alts &&
        auth_form(f->a, r->c->part[0].alts[0].form, &form) &&
        went_well(f, style_patronymic(r->l->style, r->c->entity, span_str("ru"), &patronymic,
                                      NULL)) &&
        patronymic.len && r->house->given.len && memchr(text.ptr, ' ', text.len)) {
        buf_add(&out, r->house->given);
        buf_addch(&out, ' ');
        buf_add(&out, patronymic);
        return find_keep(f, &out);
    }
    return r->house->whole;
}

static bool from_russian(struct span system)
{
    return span_find(system, span_str("ru-"), 0) >= 0;
}

/* In German and Polish text j is й: Bojko there is no French spelling of Божко. */
static bool other_j(const struct respeller *r)
{
    struct span word = token_text(r->f->text, tok(r->f, r->c->first));
    struct buf read = BUF_INIT;
    struct sound ours, house;

    if (r->c->part[0].from != AUTH_DERIVED || !memchr(word.ptr, 'j', word.len) ||
        (strcmp(r->l->tag, "de") != 0 && strcmp(r->l->tag, "pl") != 0))
        return true;
    read_base(r->f, r->c->first, &r->c->part[0].alts[0].reading[0], &read);
    for (size_t i = 0; i < read.len; i++)
        read.data[i] = read.data[i] == 'j' ? 'y' : read.data[i];
    sound_of(buf_span(&read), &ours);
    sound_of(r->house->family, &house);
    drop(r->f, &read);
    return sound_alike(&ours, &house);
}

/* A bare name in a language whose letters have marks of their own: Żeleński is not a way to write
 * Zełenski, which only keys take for one. */
static bool other_marks(const struct respeller *r)
{
    const struct part *p = &r->c->part[0];
    bool marked = false, spelt = false;

    if (!r->c->bare || r->c->by_sound || r->l->script != TOKEN_LATIN ||
        strcmp(r->l->tag, "en") == 0)
        return false;
    for (uint32_t k = 0; k < p->n_alts && !spelt; k++) {
        struct buf base = BUF_INIT, folded = BUF_INIT;
        struct auth_form form;

        read_base(r->f, p->first, &p->alts[k].reading[0], &base);
        marked = marked || !utf8_is_ascii(buf_span(&base));
        spelt = p->n > 1 || p->alts[k].form == NO_WORD ||
                !auth_form(r->f->a, p->alts[k].form, &form) ||
                (went_well(r->f, endings_fold(&folded, form.text, NULL)) &&
                 span_eq(buf_span(&base), buf_span(&folded)));
        drop(r->f, &base);
        drop(r->f, &folded);
    }
    return marked && !spelt;
}

/* Is the spelling one that a language without a house style only derives?  Nobody has said how it
 * writes such names. */
static bool only_derived(const struct respeller *r)
{
    return r->house->from == STYLE_SYSTEM && span_eq(style_title(r->l->style), style_lang(r->l->style));
}

/* May the house spelling be put in the place of what was found? */
static bool may_replace(const struct respeller *r)
{
    struct auth_entity entity;
    struct sound ours, house;
    struct buf base = BUF_INIT;

    if (!auth_entity(r->f->a, r->c->entity, &entity))
        return false;
    /* Ukrainian and Belarusian names no longer reach the press by way of Russian. */
    if (r->house->from == STYLE_SYSTEM && from_russian(r->house->system) &&
        (span_eqs(entity.native, "uk") || span_eqs(entity.native, "be")) &&
        strcmp(r->l->tag, "ru") != 0)
        return false;
    /* Nor do places that only Russian has put into these letters: Gruzie is no spelling of Грузия. */
    if (r->house->from == STYLE_SYSTEM && from_russian(r->house->system) &&
        entity.kind == AUTH_PLACE && !span_eqs(entity.native, "ru") &&
        !span_starts(entity.native, span_str("kk")))
        return false;
    /* Every language has names of its own for places: Siberia is Spanish, Sibir is not. */
    if (entity.kind == AUTH_PLACE && r->c->kind == FINDING_KINDS && only_derived(r))
        return false;
    if (other_marks(r) || (r->c->bare && !other_j(r)))
        return false;
    if (!r->c->by_sound)
        return true;
    if (entity.kind != AUTH_PERSON && auth_exonym(r->f->a, r->c->entity, span_str(r->l->tag)))
        return false;
    read_base(r->f, r->c->first, &r->c->part[0].alts[0].reading[0], &base);
    sound_of(buf_span(&base), &ours);
    sound_of(r->c->part[0].role == AUTH_FAMILY ? r->house->family : r->house->whole, &house);
    drop(r->f, &base);
    return sound_alike(&ours, &house);
}

/* A mention that is told and left alone. */
static bool tell(struct finder *f, const struct respeller *r, struct mention *m)
{
    m->kind = r->c->kind;
    m->replacement = suggestion(f, r);
    m->rewrite = false;
    return true;
}

/* A possessive is no part of the mention, but of the word that was edited: an edit that goes beyond
 * the mention gives up the tail where that stays as it is, else the mention takes it in. */
static void keep_inside(const struct finder *f, struct find_edit *edit, struct mention *m)
{
    size_t end = m->at + m->len, over = edit->at + edit->len;
    struct span tail = span_cut(f->text, end < over ? end : over, over);

    if (tail.len && span_ends(edit->text, tail)) {
        edit->text.len -= tail.len;
        edit->len -= tail.len;
    } else {
        m->len += tail.len;
    }
}

/* Long enough, and with the ending of a surname of the region: no word of any language here. */
static bool looks_like_surname(struct finder *f, uint32_t i)
{
    static const char *const endings[] = {"ev",  "ov",  "ew",  "ow",  "eva", "ova", "ewa",
                                          "owa", "ев",  "ов",  "ёв",  "ева", "ова", "ұлы",
                                          "uly", "sky", "ski", "ский"};
    const struct word *w = word_at(f, i);
    struct buf base = BUF_INIT;
    bool found = false;

    for (uint32_t k = 0; w && k < w->n_readings && !found; k++) {
        buf_reset(&base);
        endings_base(w->folded, &f->readings.v[w->first_reading + k], &base);
        for (size_t n = 0; n < COUNT_OF(endings); n++)
            found = found || span_ends(buf_span(&base), span_str(endings[n]));
    }
    drop(f, &base);
    return found && tok(f, i)->letters >= 6;
}

/* Are surnames of this shape at home in the language of the text? */
static bool other_language(struct finder *f, uint32_t i)
{
    return strcmp(language_of(f, i)->tag, "pl") == 0;
}

/* Was the form found to be a word of the text's language when the dictionary was made?  -1: it was
 * not looked up. */
static int word_when_compiled(struct finder *f, const struct candidate *c)
{
    const char *tag = language_of(f, c->first)->tag;
    unsigned flag = strcmp(tag, "en") == 0   ? AUTH_ORDINARY_EN
                    : strcmp(tag, "ru") == 0 ? AUTH_ORDINARY_RU
                    : strcmp(tag, "kk") == 0 ? AUTH_ORDINARY_KK
                                             : 0;
    const struct part *p = &c->part[0];
    struct auth_form form;

    for (uint32_t k = 0; flag && k < p->n_alts; k++)
        if (p->alts[k].form != NO_WORD && p->alts[k].reading[0].tag == ENDING_NOMINATIVE &&
            auth_form(f->a, p->alts[k].form, &form))
            return (form.flags & flag) != 0;
    return -1;
}

/* One word that nothing supports, and that the language has for a word, or for a name of its own
 * where the dictionary only derived the spelling.  Places with a Kazakh name are excepted: what a
 * language's word list has there (Turkestan) is the Russian spelling. */
static bool is_a_word(struct finder *f, const struct candidate *c)
{
    bool derived = c->part[0].from == AUTH_DERIVED;
    struct auth_entity e;

    if (c->supported || c->n > 1 || c->part[0].n > 1 || c->kind != FINDING_KINDS ||
        (!c->bare && !derived && !c->foreign))
        return false;
    if (proper_word(f, c->first) &&
        (c->by_sound || (c->foreign && derived && auth_entity(f->a, c->entity, &e) &&
                         !span_starts(e.native, span_str("kk")))))
        return true;
    if (looks_like_surname(f, c->first) && !(c->bare && derived && other_language(f, c->first)))
        return word_when_compiled(f, c) > 0;
    return ordinary_word(f, c->first) || (c->bare && derived && proper_word(f, c->first));
}

/* The native or the English spelling stands in for a house spelling that nobody has given: it may
 * bring marks back, and no more. */
static bool only_native(struct finder *f, const struct respeller *r, const struct mention *m)
{
    struct auth_entity entity;
    struct buf text = BUF_INIT;
    size_t n = strlen(r->l->tag);
    bool same;

    if (r->house->from != STYLE_NATIVE || !auth_entity(f->a, r->c->entity, &entity) ||
        (entity.native.len >= n && memcmp(entity.native.ptr, r->l->tag, n) == 0))
        return false;
    for (size_t at = 0; r->l->script == TOKEN_LATIN && at < m->replacement.len;)
        if (utf8_next(m->replacement, &at) >= 0x180) /* Ə: no newspaper's letter */
            return true;
    if (!utf8_is_ascii(span_cut(f->text, m->at, m->at + m->len)))
        return true;
    buf_add(&text, key_of(f, span_cut(f->text, m->at, m->at + m->len)));
    same = span_eq(buf_span(&text), key_of(f, m->replacement));
    drop(f, &text);
    return !same;
}

/* Would no more change than that marks go, of which a derived spelling knows nothing: Vladímir? */
static bool loses_marks(struct finder *f, const struct respeller *r, const struct mention *m)
{
    struct span text = span_cut(f->text, m->at, m->at + m->len);
    struct buf was = BUF_INIT, now = BUF_INIT;
    bool same = r->l->script == TOKEN_LATIN && only_derived(r) && !utf8_is_ascii(text) &&
                went_well(f, norm_add_unaccented(&was, text, NULL)) &&
                went_well(f, norm_add_unaccented(&now, m->replacement, NULL)) &&
                span_eq(buf_span(&was), buf_span(&now));

    drop(f, &was);
    drop(f, &now);
    return same;
}

/* Would nothing but an initial change?  Beside a family name that is right and nobody's in full, that
 * is as likely somebody else: E. Karin is no Y. Karin. */
static bool only_initials(struct finder *f, const struct candidate *c, const struct edits *edits)
{
    const struct part *initials = NULL;

    for (unsigned i = 0; i < c->n; i++)
        if (c->part[i].how == HOW_INITIAL && tok(f, c->part[i].first)->initial)
            initials = &c->part[i];
    if (!initials || initials->n > 1 || (f->seen[c->entity] & SEEN_SURE))
        return false;
    for (size_t i = 0; i < edits->n; i++) {
        const struct token *first = tok(f, initials->first);
        const struct token *last = tok(f, initials->first + initials->n - 1);

        if (edits->v[i].at < first->at || edits->v[i].at > last->at)
            return false;
    }
    return true;
}

static bool choose(struct finder *f, const struct respeller *r, const struct spellings *s,
                   struct mention *m)
{
    struct auth_entity entity;
    bool fold = auth_entity(f->a, r->c->entity, &entity) && entity.kind != AUTH_PERSON;
    struct edits edits = {.n = 0};
    struct find_edit *kept;

    /* Right under one of the readings is right. */
    for (size_t i = 0; i < s->n; i++) {
        edits.n = 0;
        for (unsigned k = 0; k < r->c->n; k++)
            edit_part(f, &r->c->part[k], s->v[i].part[k], fold, &edits);
        if (edits.n == 0) {
            m->kind = FINDING_CORRECT;
            return f->options.all;
        }
    }
    if (r->c->kept || is_a_word(f, r->c))
        return false;
    m->kind = r->c->kind != FINDING_KINDS ? r->c->kind
              : any_mixed(f, r->c)        ? FINDING_MIXED_SCRIPT
              : s->v[s->n - 1].declined   ? FINDING_ENDING
                                          : FINDING_VARIANT;
    if (s->n > 1) {
        m->kind = m->kind == FINDING_FORMER ? FINDING_FORMER : FINDING_POSSIBLE;
        m->message = span_str(_("its readings lead to different spellings"));
        return true;
    }
    kept = arena_array(&f->arena, edits.n, sizeof *kept);
    if (!kept) {
        f->failed = true;
        return false;
    }
    memcpy(kept, edits.v, edits.n * sizeof *kept);
    m->edits = kept;
    m->n_edits = edits.n;
    keep_inside(f, &kept[edits.n - 1], m);
    m->replacement = replaced_text(f, m);
    if (only_native(f, r, m) || loses_marks(f, r, m))
        return false;
    m->rewrite = !r->c->doubtful && m->score >= f->options.min_score &&
                 !only_initials(f, r->c, &edits);
    if (!m->rewrite && m->kind != FINDING_FORMER)
        m->kind = FINDING_POSSIBLE;
    return m->score >= f->options.report_score;
}

/* An organization or a title for which the language lists nothing: told once a document,
 * but for what is a word of the language. */
static bool tell_missing(struct finder *f, const struct candidate *c, struct mention *m)
{
    enum { SCORE = 60 };

    if (f->mentioned[m->entity] || (c->end == c->first + 1 && proper_word(f, c->first)))
        return false;
    f->mentioned[m->entity] = 1;
    m->kind = FINDING_POSSIBLE;
    m->score = SCORE;
    m->message = span_str(_("no spelling is listed in the language of the text"));
    return m->score >= f->options.report_score;
}

bool respell(struct finder *f, struct candidate *const *c, size_t n, struct mention *m)
{
    struct spellings all = {.n = 0};
    struct respeller r = {.f = f, .l = language_of(f, c[0]->first), .c = c[0]};
    size_t usable = 0;

    *m = (struct mention){.entity = c[0]->entity, .score = c[0]->score};
    set_range(f, c[0], m);
    name_rule(f, c[0], m);
    for (size_t i = 0; i < n; i++) {
        r.c = c[i];
        r.gender = gender_of(f, c[i]->entity);
        if (!went_well(f, style_spelling(r.l->style, c[i]->entity, &r.house, NULL)))
            continue;
        if (r.house->from == STYLE_MISSING) {
            if (n == 1 && c[0]->part[0].role == AUTH_FULL)
                return tell_missing(f, c[i], m);
            continue;
        }
        if (c[i]->kind == FINDING_MISNAMING)
            return tell(f, &r, m);
        if (!may_replace(&r))
            return false;
        usable += spell_all(&r, &all);
    }
    if (usable == 0 || all.n == 0)
        return false;
    r.c = c[0];
    for (size_t i = 0; i < all.n; i++)
        if (script_crossed(&r, &all.v[i]))
            return false;
    return choose(f, &r, &all, m);
}
