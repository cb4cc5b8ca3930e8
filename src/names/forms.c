/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/forms.h"

#include "names/key.h"
#include "names/parts.h"
#include "names/tags.h"
#include "text/norm.h"

/* Of these languages also headings that are not native are derived from. */
static const char *const sources[] = {"ru", "kk", "uk"};

struct work {
    struct forms *m;
    const struct source_record *r;
    struct form_vec *out;
    size_t start; /* first form of this record in `out` */
    enum auth_kind kind;
    struct span native;
    bool needy;
    struct error *e;
};

static bool is_source(struct span lang)
{
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        if (tag_fit(span_str(sources[i]), lang))
            return true;
    }
    return false;
}

/* Does form a, which is there, stand for b too?  A derived spelling of one language only adds
 * nothing to one that counts everywhere. */
static bool same_slot(const struct form *a, const struct form *b)
{
    bool scope = span_eq(a->scope, b->scope) || (b->from == AUTH_DERIVED && a->scope.len == 0);

    return a->role == b->role && span_eq(a->key, b->key) && scope && span_eq(a->origin, b->origin);
}

/* Text with the capitals that the lexicons know as those of ordinary words: none. */
static struct span lower(struct arena *arena, struct span s)
{
    struct buf b = BUF_INIT;
    struct span out;
    size_t at = 0;

    while (at < s.len) {
        uint32_t c = utf8_next(s, &at);

        if (c != UTF8_BAD)
            utf8_add(&b, char_lower(c));
    }
    out = b.failed ? span_of(NULL, 0) : arena_dup(arena, buf_span(&b));
    buf_free(&b);
    return out;
}

static unsigned ordinary(struct forms *m, const struct form *f)
{
    static const unsigned flag[FORMS_LEXICONS] = {AUTH_ORDINARY_EN, AUTH_ORDINARY_RU,
                                                  AUTH_ORDINARY_KK};
    unsigned found = 0;
    size_t len;
    enum script script;
    struct span word;

    if (key_words(f->key) != 1)
        return 0;
    word = lower(&m->arena, f->text);
    if (!word.ptr || word.len == 0)
        return 0;
    script = char_script(utf8_decode(word, 0, &len));
    for (int i = 0; i < FORMS_LEXICONS; i++) {
        bool latin = i == 0;

        if (m->lexicon[i] && script == (latin ? SCRIPT_LATIN : SCRIPT_CYRILLIC) &&
            spell_check(m->lexicon[i], word))
            found |= flag[i];
    }
    return found;
}

static unsigned flags_of(const struct work *w, const struct form *f)
{
    unsigned flags = f->scope.len ? AUTH_SCOPED : 0;

    if (f->role == AUTH_NOT || f->role == AUTH_MISNAMING)
        return flags;
    if (utf8_count(f->key) <= 3)
        flags |= AUTH_SHORT;
    if (w->needy && f->role != AUTH_GIVEN && f->role != AUTH_PATRONYMIC)
        flags |= AUTH_NEEDY;
    return flags;
}

/* Add a form whose text, role, provenance... are filled. */
static enum status add(struct work *w, struct form f)
{
    struct buf key = BUF_INIT;
    enum status st;

    if (f.text.len == 0)
        return ST_OK;
    st = key_add(&key, f.text, w->e);
    if (st == ST_OK) {
        f.key = arena_dup(&w->m->arena, buf_span(&key));
        if (!f.key.ptr)
            st = error_nomem(w->e);
    }
    buf_free(&key);
    if (st != ST_OK || f.key.len == 0)
        return st;
    f.flags = flags_of(w, &f);
    for (size_t i = w->start; i < w->out->len; i++) {
        if (same_slot(&w->out->v[i], &f)) {
            if (f.from < w->out->v[i].from)
                w->out->v[i] = f;
            return ST_OK;
        }
    }
    return vec_push(w->out, f) ? ST_OK : error_nomem(w->e);
}

static struct span joined(struct forms *m, struct span via, struct span id)
{
    struct buf b = BUF_INIT;
    struct span out;

    if (via.len == 0)
        return id;
    buf_add(&b, via);
    buf_addch(&b, ' ');
    buf_add(&b, id);
    out = b.failed ? span_of(NULL, 0) : arena_dup(&m->arena, buf_span(&b));
    buf_free(&b);
    return out;
}

/* The language in whose text alone the spellings of a press system count; none where they are met
 * in text of other languages too.  There the rest would be chance: Jerson is Kherson in Spanish, a
 * given name elsewhere. */
static struct span press_scope(struct span id)
{
    static const char *const wide[] = {"en", "de", "fr", "pl", "tr"};
    ptrdiff_t at = span_find(id, span_str("-press-"), 0);
    struct span lang, rest = at < 0 ? span_of("", 0) : span_from(id, (size_t)at + strlen("-press-"));

    if (!span_split(&rest, '-', &lang)) /* ru-press-lt-names */
        return span_of("", 0);
    for (size_t i = 0; i < COUNT_OF(wide); i++) {
        if (span_eqs(lang, wide[i]))
            return span_of("", 0);
    }
    return lang;
}

/* Put a spelling through one system. */
static enum status derive_one(struct work *w, const struct form *base, size_t system,
                              struct span scope, struct span via)
{
    struct form f = *base;
    enum status st;

    f.from = AUTH_DERIVED;
    f.scope = scope;
    f.system = joined(w->m, via, derive_info(w->m->derive, system)->id);
    if (!f.system.ptr)
        return error_nomem(w->e);
    st = derive_text(w->m->derive, system, base->text, &f.text, w->e);
    return st == ST_OK ? add(w, f) : st;
}

/* Is it a system that nobody has spelt names by for a generation (ISO/R 9, the alphabets of 1929)?
 * What it would make of them is by now only chance: Хива is Chiva, which is a town in Spain.  Maps
 * by BGN/PCGN are still about. */
static bool bygone(const struct xlit_info *info)
{
    return span_eqs(info->status, "historical") && span_cmp(info->year, span_str("1990")) < 0 &&
           span_find(info->id, span_str("bgn"), 0) < 0;
}

/* Put a spelling in language `lang` through every system that reads it, first those whose spellings
 * count everywhere. */
static enum status derive_all(struct work *w, const struct form *base, struct span lang,
                              struct span via)
{
    struct derive *d = w->m->derive;
    struct span bridge;
    enum status st = ST_OK;

    for (int narrow = 0; narrow < 2; narrow++) {
        for (size_t i = 0; d && i < derive_count(d) && st == ST_OK; i++) {
            struct span scope = press_scope(derive_info(d, i)->id);

            if ((scope.len > 0) == narrow && !bygone(derive_info(d, i)) &&
                derive_reads(d, i, lang, base->text) && !derive_is_bridge(d, i, &bridge))
                st = derive_one(w, base, i, scope, via);
        }
    }
    return st;
}

/* Over each bridge from the native language, and on from there. */
static enum status derive_bridged(struct work *w, const struct form *base)
{
    struct derive *d = w->m->derive;
    struct span to;
    enum status st = ST_OK;

    for (size_t i = 0; d && i < derive_count(d) && st == ST_OK; i++) {
        struct form f = *base;

        if (!derive_is_bridge(d, i, &to) || !derive_reads(d, i, w->native, base->text))
            continue;
        f.from = AUTH_DERIVED;
        f.system = derive_info(d, i)->id;
        st = derive_text(d, i, base->text, &f.text, w->e);
        if (st == ST_OK)
            st = add(w, f);
        if (st == ST_OK)
            st = derive_all(w, &f, to, f.system);
    }
    return st;
}

/* Does the record's kind, and its native language, let spellings be derived? */
static bool derivable(const struct work *w)
{
    return w->kind != AUTH_TITLE && w->kind != AUTH_WORK && w->m->derive &&
           derive_regional(w->native);
}

/* A spelling and all that comes of it. */
static enum status add_and_derive(struct work *w, struct form f)
{
    bool native = tag_fit(f.origin, w->native) > 0;
    enum status st = add(w, f);

    if (st != ST_OK || !derivable(w))
        return st;
    f.scope = span_of("", 0);
    if (native || is_source(f.origin))
        st = derive_all(w, &f, f.origin, span_of("", 0));
    if (st == ST_OK && native)
        st = derive_bridged(w, &f);
    return st;
}

static enum status add_person(struct work *w, struct form f, struct span inverted)
{
    struct parts p = parts_of(inverted);
    const struct {
        enum auth_role role;
        struct span text;
    } parts[] = {
        {AUTH_FAMILY, p.family}, {AUTH_GIVEN, p.given}, {AUTH_PATRONYMIC, p.patronymic}};
    enum status st = ST_OK;

    for (size_t i = 0; i < COUNT_OF(parts) && st == ST_OK; i++) {
        f.role = parts[i].role;
        f.text = parts[i].text;
        if (f.text.len)
            st = add_and_derive(w, f);
    }
    return st;
}

static enum status add_variant(struct work *w, struct form f, struct span value)
{
    f.from = AUTH_VARIANT;
    if (w->kind == AUTH_PERSON && span_find(value, span_str(","), 0) >= 0)
        return add_person(w, f, value);
    f.text = value;
    f.role = AUTH_FULL;
    if (w->kind == AUTH_PERSON && span_find(value, span_str(" "), 0) < 0)
        f.role = AUTH_FAMILY;
    /* nothing tells the language of a variant without one */
    return f.origin.len ? add_and_derive(w, f) : add(w, f);
}

static enum status add_former(struct work *w, struct form f, struct span value)
{
    struct auth_former former;
    enum status st = ST_OK;

    record_former(value, &former);
    f.role = AUTH_FORMER;
    f.text = former.text;
    f.origin = w->native;
    if (w->kind == AUTH_PLACE || w->kind == AUTH_PERSON)
        st = add_and_derive(w, f);
    if (st == ST_OK)
        st = add(w, f);
    if (st == ST_OK && derivable(w) && !tag_fit(span_str("ru"), w->native))
        st = derive_all(w, &f, span_str("ru"), span_of("", 0));
    return st;
}

static enum status add_field(struct work *w, const struct source_field *field)
{
    struct form f = {.text = field->value, .from = AUTH_LISTED, .role = AUTH_FULL};
    struct span lang;
    enum field_kind kind = field_kind(field->name, &lang);

    f.system = span_of("", 0);
    f.origin = f.scope = record_tag(&w->m->arena, lang);
    if (!f.origin.ptr)
        return error_nomem(w->e);
    switch (kind) {
    case FIELD_HEADING:
        f.scope = span_of("", 0);
        return w->kind == AUTH_PERSON ? add_person(w, f, field->value) : add_and_derive(w, f);
    case FIELD_VARIANT:
        return add_variant(w, f, field->value);
    case FIELD_ABBR:
        f.scope = span_of("", 0);
        f.role = AUTH_ABBR;
        return add(w, f);
    case FIELD_NOT:
        f.role = AUTH_NOT;
        return add(w, f);
    case FIELD_MISNAMING:
        f.role = AUTH_MISNAMING;
        return add(w, f);
    case FIELD_FORMER:
        return add_former(w, f, field->value);
    default:
        return ST_OK;
    }
}

enum status forms_add(struct forms *m, const struct source_record *r, struct form_vec *out,
                      struct error *e)
{
    struct work w = {.m = m, .r = r, .out = out, .start = out->len, .e = e};
    const struct source_field *native = record_get(r, "Native"), *kind = record_get(r, "Kind");
    enum status st = ST_OK;

    if (!native || !kind || !record_kind(kind->value, &w.kind))
        return error_at(e, ST_SYNTAX, r->file, r->line, 0, _("a record without Kind or Native"));
    w.native = record_tag(&m->arena, native->value);
    if (!w.native.ptr)
        return error_nomem(e);
    w.needy = record_get(r, "Needs") != NULL;
    for (size_t i = 0; i < r->count && st == ST_OK; i++)
        st = add_field(&w, &r->fields[i]);
    for (size_t i = w.start; i < out->len && st == ST_OK; i++) {
        if (out->v[i].role < AUTH_ABBR || out->v[i].role == AUTH_FORMER)
            out->v[i].flags |= ordinary(m, &out->v[i]);
    }
    return st;
}
