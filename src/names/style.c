/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/style_private.h"

#include "base/map.h"
#include "base/vec.h"
#include "names/derive.h"
#include "names/diacritics.h"
#include "names/parts.h"
#include "names/tags.h"
#include "text/langtag.h"
#include "text/norm.h"

#include <stdio.h>

enum { NO_STYLE = UINT32_MAX };

/* A System of the style, found among the compiled ones. */
struct binding {
    struct span lang;
    size_t system;
};

struct style {
    const struct styles *styles;
    uint32_t number; /* NO_STYLE for a bare language */
    const struct authority *auth;
    struct derive *derive;
    struct span title, lang;
    uint32_t diacritics; /* enum style_diacritics */
    struct span letters;
    VEC(struct binding) bindings;
    struct map known;       /* entity in 4 bytes -> address of a struct style_name */
    struct map patronymics; /* entity in 4 bytes, language -> address of a struct span */
    struct arena arena;
};

static bool same_name(struct span a, struct span b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char x = a.ptr[i], y = b.ptr[i];

        x = x >= 'A' && x <= 'Z' ? (char)(x | 0x20) : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y | 0x20) : y;
        if (x != y)
            return false;
    }
    return true;
}

static uint32_t find_style(const struct styles *s, struct span name)
{
    for (uint32_t i = 0; s && i < styles_count(s); i++) {
        if (same_name(styles_name(s, i), name))
            return i;
    }
    return NO_STYLE;
}

static enum status bind_systems(struct style *st, struct error *e)
{
    struct span lang, name;
    struct binding b;

    for (uint32_t n = 0; styles_system(st->styles, st->number, n, &lang, &name); n++) {
        b.lang = lang;
        if (!derive_find(st->derive, name, &b.system)) {
            if (derive_count(st->derive) == 0)
                continue; /* opened without systems: nothing is derived */
            return error_set(e, ST_NOTFOUND, _("style %.*s wants the unknown system %.*s"),
                             SPAN_ARG(st->title), SPAN_ARG(name));
        }
        if (!vec_push(&st->bindings, b))
            return error_nomem(e);
    }
    return ST_OK;
}

static enum status make(struct style **out, const struct styles *s, uint32_t number,
                        struct span lang, const struct authority *a,
                        const struct xlit_db *systems, struct error *e)
{
    struct style *st = calloc(1, sizeof *st);
    enum status status;

    *out = NULL;
    if (!st)
        return error_nomem(e);
    st->styles = s;
    st->number = number;
    st->auth = a;
    st->lang = arena_dup(&st->arena, number == NO_STYLE ? lang : styles_lang(s, number));
    st->title = number == NO_STYLE ? st->lang : styles_name(s, number);
    status = st->lang.ptr ? derive_new(&st->derive, systems, e) : error_nomem(e);
    if (status == ST_OK && number != NO_STYLE) {
        st->diacritics = s->styles[number].diacritics;
        st->letters = styles_str(s, s->styles[number].letters);
        status = bind_systems(st, e);
    }
    if (status != ST_OK) {
        style_close(st);
        return status;
    }
    *out = st;
    return ST_OK;
}

enum status style_open(struct style **out, const struct styles *s, const char *name,
                       const struct authority *a, const struct xlit_db *systems, struct error *e)
{
    uint32_t number = find_style(s, span_str(name));
    struct buf all = BUF_INIT;

    *out = NULL;
    if (number != NO_STYLE)
        return make(out, s, number, span_of("", 0), a, systems, e);
    for (uint32_t i = 0; s && i < styles_count(s); i++)
        buf_printf(&all, "%s%.*s", i ? ", " : "", SPAN_ARG(styles_name(s, i)));
    error_set(e, ST_NOTFOUND, _("no style \"%s\"; there are: %s"), name, buf_cstr(&all));
    buf_free(&all);
    return ST_NOTFOUND;
}

/* LANG-press, LANG, and the same for the language without region and script. */
static uint32_t press_style(const struct styles *s, struct span lang)
{
    uint32_t number = NO_STYLE;
    char name[80];

    while (number == NO_STYLE && lang.len > 0 && lang.len < 64) {
        snprintf(name, sizeof name, "%.*s-press", SPAN_ARG(lang));
        number = find_style(s, span_str(name));
        if (number == NO_STYLE)
            number = find_style(s, lang);
        if (number != NO_STYLE && !tag_fit(styles_lang(s, number), lang))
            number = NO_STYLE;
        while (lang.len > 0 && lang.ptr[lang.len - 1] != '-')
            lang.len--;
        if (lang.len > 0)
            lang.len--;
    }
    return number;
}

enum status style_open_lang(struct style **out, const struct styles *s, struct span lang,
                            const struct authority *a, const struct xlit_db *systems,
                            struct error *e)
{
    *out = NULL;
    if (!tag_valid(lang))
        return error_set(e, ST_USAGE, _("\"%.*s\" is no language tag"), SPAN_ARG(lang));
    return make(out, s, press_style(s, lang), lang, a, systems, e);
}

void style_close(struct style *st)
{
    if (!st)
        return;
    derive_free(st->derive);
    vec_free(&st->bindings);
    map_free(&st->known);
    map_free(&st->patronymics);
    arena_free(&st->arena);
    free(st);
}

struct span style_title(const struct style *st)
{
    return st->title;
}

struct span style_lang(const struct style *st)
{
    return st->lang;
}

/* --- one entity --- */

/* A name in the making.  Spans live in the style's arena or longer. */
struct draft {
    struct style *st;
    uint32_t entity;
    struct auth_entity ent;
    struct parts parts; /* persons */
    struct span whole;  /* others */
    enum style_from from;
    struct span system;
    struct error *e;
};

static enum status finish_text(struct draft *d, struct span s, struct span *out)
{
    struct buf b = BUF_INIT;
    enum status status;

    if (s.len == 0) {
        *out = span_of("", 0);
        return ST_OK;
    }
    status = diacritics_add(&b, s, d->st->diacritics != DIACRITICS_KEEP,
                            d->st->diacritics == DIACRITICS_LIST ? d->st->letters
                                                                 : span_of("", 0),
                            d->from == STYLE_SYSTEM, d->e);
    if (status == ST_OK) {
        *out = arena_dup(&d->st->arena, buf_span(&b));
        if (!out->ptr)
            status = error_nomem(d->e);
    }
    buf_free(&b);
    return status;
}

static void take(struct draft *d, enum style_from from, const struct auth_name *name)
{
    d->from = from;
    d->parts = (struct parts){name->family, name->given, name->patronymic};
    d->whole = name->whole;
}

static enum status join_ids(struct draft *d, struct span first, struct span second)
{
    struct buf b = BUF_INIT;

    buf_printf(&b, "%.*s %.*s", SPAN_ARG(first), SPAN_ARG(second));
    d->system = b.failed ? span_of(NULL, 0) : arena_dup(&d->st->arena, buf_span(&b));
    buf_free(&b);
    return d->system.ptr ? ST_OK : error_nomem(d->e);
}

static enum status derive_parts(struct draft *d, size_t system)
{
    struct span *const parts[] = {&d->parts.family, &d->parts.given, &d->parts.patronymic,
                                  &d->whole};
    enum status status = ST_OK;

    for (size_t i = 0; i < COUNT_OF(parts) && status == ST_OK; i++) {
        if (parts[i]->len)
            status = derive_text(d->st->derive, system, *parts[i], parts[i], d->e);
    }
    d->from = STYLE_SYSTEM;
    d->system = derive_info(d->st->derive, system)->id;
    return status;
}

static struct span any_part(const struct auth_name *name)
{
    return name->whole.len ? name->whole : name->family;
}

/* Derive by a system from the heading in its own language, or over a bridge from the native one.
 * *done tells whether there was anything to start from. */
static enum status by_system(struct draft *d, size_t system, bool *done)
{
    struct derive *dv = d->st->derive;
    struct span lang = derive_info(dv, system)->language;
    struct auth_name name;
    size_t bridge;
    enum status status;

    *done = true;
    if (auth_name(d->st->auth, d->entity, lang, &name) &&
        derive_reads(dv, system, name.lang, any_part(&name))) {
        take(d, STYLE_SYSTEM, &name);
        return derive_parts(d, system);
    }
    if (auth_native(d->st->auth, d->entity, &name) &&
        derive_bridge(dv, d->ent.native, lang, &bridge)) {
        take(d, STYLE_SYSTEM, &name);
        status = derive_parts(d, bridge);
        if (status == ST_OK)
            status = derive_parts(d, system);
        return status == ST_OK ? join_ids(d, derive_info(dv, bridge)->id,
                                          derive_info(dv, system)->id)
                               : status;
    }
    *done = false;
    return ST_OK;
}

static const struct binding *bound(const struct style *st, struct span lang)
{
    for (size_t i = 0; i < st->bindings.len; i++) {
        if (tag_fit(st->bindings.v[i].lang, lang))
            return &st->bindings.v[i];
    }
    return NULL;
}

/* Is the style's language written in Latin letters? */
static bool style_is_latin(const struct style *st)
{
    struct lang_tag tag;

    return lang_parse(st->lang, &tag) && (tag.script[0] == '\0' || strcmp(tag.script, "Latn") == 0);
}

static bool find_press(const struct style *st, const char *from, const char *to, size_t *system)
{
    char id[40];

    snprintf(id, sizeof id, "%s-press-%s", from, to);
    return derive_find(st->derive, span_str(id), system);
}

/* The system by which the press of the style's language writes names of language `lang`; the one of
 * the English press where that language has none but is written in Latin letters. */
static bool press_system(const struct style *st, struct span lang, size_t *system)
{
    struct lang_tag from, to;

    if (!lang_parse(lang, &from) || !lang_parse(st->lang, &to))
        return false;
    if (find_press(st, from.language, to.language, system))
        return true;
    return style_is_latin(st) && !find_press(st, "ru", to.language, system) &&
           find_press(st, from.language, "en", system);
}

static bool native_is_latin(const struct draft *d)
{
    struct auth_name name;
    struct span text;
    size_t at = 0;

    if (!auth_native(d->st->auth, d->entity, &name))
        return false;
    text = any_part(&name);
    while (at < text.len) {
        uint32_t c = utf8_next(text, &at);

        if (c != UTF8_BAD && char_is_letter(c))
            return char_script(c) == SCRIPT_LATIN;
    }
    return false;
}

/* The press system for the native language; a bridge into the style's own language; else the
 * press system for Russian, through which names of the region reach the press. */
static enum status by_press(struct draft *d, bool *done)
{
    struct style *st = d->st;
    struct auth_name name;
    size_t system;

    *done = false;
    if (press_system(st, d->ent.native, &system))
        return by_system(d, system, done);
    if (derive_bridge(st->derive, d->ent.native, st->lang, &system) &&
        auth_native(st->auth, d->entity, &name)) {
        take(d, STYLE_SYSTEM, &name);
        *done = true;
        return derive_parts(d, system);
    }
    if (derive_regional(d->ent.native) && !native_is_latin(d) &&
        press_system(st, span_str("ru"), &system))
        return by_system(d, system, done);
    return ST_OK;
}

/* The English heading, for a style in Latin letters and a native spelling in others. */
static bool by_english(struct draft *d)
{
    struct auth_name name;

    if (native_is_latin(d) || !style_is_latin(d->st) ||
        !auth_name(d->st->auth, d->entity, span_str("en"), &name))
        return false;
    take(d, STYLE_NATIVE, &name);
    return true;
}

static void by_spelling(struct draft *d, struct span spelling)
{
    d->from = STYLE_SPELLING;
    if (d->ent.kind == AUTH_PERSON)
        d->parts = parts_of(spelling);
    else
        d->whole = spelling;
}

/* Does the press of the style's language have a system of its own? */
static bool has_press(const struct style *st)
{
    struct lang_tag to;
    size_t system;

    return lang_parse(st->lang, &to) && find_press(st, "ru", to.language, &system);
}

/* Steps 1 to 5 of style.h. */
static enum status choose(struct draft *d)
{
    struct style *st = d->st;
    struct span own = st->number == NO_STYLE ? span_of(NULL, 0)
                                             : styles_spelling(st->styles, st->number, d->ent.id);
    bool listed, fixed, done = false;
    const struct binding *b = bound(st, d->ent.native);
    struct auth_name name;
    enum status status = ST_OK;

    if (own.ptr) {
        by_spelling(d, own);
        return ST_OK;
    }
    listed = auth_name(st->auth, d->entity, st->lang, &name);
    fixed = (d->ent.kind != AUTH_PERSON && d->ent.kind != AUTH_PLACE) ||
            auth_exonym(st->auth, d->entity, st->lang);
    if (listed && (fixed || !b))
        take(d, STYLE_LISTED, &name);
    if (listed ? fixed || !b : fixed)
        return ST_OK;
    if (b)
        status = by_system(d, b->system, &done);
    if (status == ST_OK && !done && listed) {
        take(d, STYLE_LISTED, &name);
        return ST_OK;
    }
    if (status == ST_OK && !done && !has_press(st) && by_english(d))
        return ST_OK;
    if (status == ST_OK && !done)
        status = by_press(d, &done);
    if (status == ST_OK && !done && !by_english(d) && auth_native(st->auth, d->entity, &name))
        take(d, STYLE_NATIVE, &name);
    return status;
}

static enum status finish_running(struct draft *d, struct style_name *n)
{
    struct buf b = BUF_INIT;
    struct parts p = {n->family, n->given, {"", 0}};

    parts_add_running(&b, &p, d->ent.family_first);
    n->whole = b.failed ? span_of(NULL, 0) : arena_dup(&d->st->arena, buf_span(&b));
    buf_free(&b);
    return n->whole.ptr ? ST_OK : error_nomem(d->e);
}

/* Abbr_LANG of the record. */
static struct span abbr_of(const struct draft *d)
{
    struct auth_field f;

    for (uint32_t i = 0; auth_field(d->st->auth, d->entity, i, &f); i++) {
        struct span abbr = span_str("Abbr_");

        if (span_starts(f.name, abbr) && tag_fit(span_from(f.name, abbr.len), d->st->lang))
            return f.value;
    }
    return span_of("", 0);
}

static enum status finish(struct draft *d, struct style_name *n)
{
    enum status status = finish_text(d, d->parts.family, &n->family);
    struct auth_name own;

    n->from = d->from;
    n->system = d->system;
    n->abbr = abbr_of(d);
    n->family_first = d->ent.family_first;
    if (status == ST_OK)
        status = finish_text(d, d->parts.given, &n->given);
    if (status == ST_OK)
        status = finish_text(d, d->whole, &n->whole);
    if (status == ST_OK && d->from != STYLE_MISSING && d->ent.kind == AUTH_PERSON)
        status = finish_running(d, n);
    if (status == ST_OK && !bound(d->st, d->ent.native) &&
        auth_name(d->st->auth, d->entity, d->st->lang, &own) && own.patronymic.len > 0)
        return finish_text(d, own.patronymic, &n->patronymic);
    if (status == ST_OK)
        status = style_patronymic(d->st, d->entity, d->ent.native, &n->patronymic, d->e);
    if (status == ST_OK && n->patronymic.len == 0)
        status = style_patronymic(d->st, d->entity, span_str("ru"), &n->patronymic, d->e);
    return status;
}

enum status style_spelling(struct style *st, uint32_t entity, const struct style_name **out,
                           struct error *e)
{
    struct draft d = {.st = st, .entity = entity, .from = STYLE_MISSING, .e = e};
    struct span key = span_of((const char *)&entity, sizeof entity);
    const uint64_t *known = map_get(&st->known, key);
    struct style_name *n;
    uint64_t *slot;
    bool added;
    enum status status;

    if (known) {
        *out = (const struct style_name *)(uintptr_t)*known;
        return ST_OK;
    }
    if (!auth_entity(st->auth, entity, &d.ent))
        return error_set(e, ST_NOTFOUND, _("no such name"));
    d.parts = (struct parts){{"", 0}, {"", 0}, {"", 0}};
    d.whole = d.system = span_of("", 0);
    n = arena_alloc(&st->arena, sizeof *n);
    status = n ? choose(&d) : error_nomem(e);
    if (status == ST_OK)
        status = finish(&d, n);
    if (status != ST_OK)
        return status;
    slot = map_put(&st->known, key, &added);
    if (!slot)
        return error_nomem(e);
    *slot = (uint64_t)(uintptr_t)n;
    *out = n;
    return ST_OK;
}

/* --- patronymics --- */

/* The system that respells a patronymic of language `origin`: the style's, if it reads that
 * language, else the press system, else a bridge. */
static bool patronymic_system(const struct style *st, struct span origin, struct span text,
                              size_t *system)
{
    const struct binding *b = bound(st, origin);

    if (b && derive_reads(st->derive, b->system, origin, text)) {
        *system = b->system;
        return true;
    }
    return press_system(st, origin, system) ||
           derive_bridge(st->derive, origin, st->lang, system);
}

/* Without a system for the language itself, a style in Latin letters takes the way over Russian,
 * else the English press system; nothing is left in other letters. */
static enum status respell_patronymic(struct draft *d, struct span origin, struct span *text)
{
    struct style *st = d->st;
    struct lang_tag from;
    size_t system, onward;
    enum status status = ST_OK;
    bool direct = patronymic_system(st, origin, *text, &system);
    bool over = !direct && style_is_latin(st) && press_system(st, span_str("ru"), &onward) &&
                derive_bridge(st->derive, origin, span_str("ru"), &system);

    if (!direct && !over && !(style_is_latin(st) && lang_parse(origin, &from) &&
                              find_press(st, from.language, "en", &system)))
        return ST_OK;
    d->from = STYLE_SYSTEM;
    status = derive_text(st->derive, system, *text, text, d->e);
    if (over && status == ST_OK)
        status = derive_text(st->derive, onward, *text, text, d->e);
    return status;
}

static enum status make_patronymic(struct draft *d, struct span origin, struct span *out)
{
    struct style *st = d->st;
    struct auth_name name;
    struct span text;
    enum status status;

    *out = span_of("", 0);
    if (!auth_name(st->auth, d->entity, origin, &name) || name.patronymic.len == 0)
        return ST_OK;
    d->from = STYLE_LISTED;
    if (tag_fit(origin, st->lang))
        return finish_text(d, name.patronymic, out);
    text = name.patronymic;
    status = respell_patronymic(d, origin, &text);
    return status == ST_OK ? finish_text(d, text, out) : status;
}

enum status style_patronymic(struct style *st, uint32_t entity, struct span origin,
                             struct span *out, struct error *e)
{
    struct draft d = {.st = st, .entity = entity, .e = e};
    struct buf key = BUF_INIT;
    uint64_t *slot = NULL;
    struct span *kept;
    bool added = false;
    enum status status;

    *out = span_of("", 0);
    if (!auth_entity(st->auth, entity, &d.ent))
        return error_set(e, ST_NOTFOUND, _("no such name"));
    buf_addn(&key, (const char *)&entity, sizeof entity);
    buf_add(&key, origin);
    if (!key.failed)
        slot = map_put(&st->patronymics, buf_span(&key), &added);
    buf_free(&key);
    if (!slot)
        return error_nomem(e);
    if (*slot) {
        *out = *(const struct span *)(uintptr_t)*slot;
        return ST_OK;
    }
    status = make_patronymic(&d, origin, out);
    kept = status == ST_OK ? arena_alloc(&st->arena, sizeof *kept) : NULL;
    if (status == ST_OK && !kept)
        status = error_nomem(e);
    if (status == ST_OK) {
        *kept = *out;
        *slot = (uint64_t)(uintptr_t)kept;
    }
    return status;
}

enum status style_form(struct style *st, const struct auth_form *f, struct span *out,
                       struct error *e)
{
    const struct style_name *n;
    enum status status = style_spelling(st, f->entity, &n, e);

    *out = span_of("", 0);
    if (status != ST_OK)
        return status;
    switch (f->role) {
    case AUTH_FAMILY:
        *out = n->family;
        break;
    case AUTH_GIVEN:
        *out = n->given;
        break;
    case AUTH_PATRONYMIC:
        return style_patronymic(st, f->entity, f->origin, out, e);
    case AUTH_FULL:
    case AUTH_FORMER:
        *out = n->whole;
        break;
    case AUTH_ABBR:
        *out = n->abbr;
        break;
    default:
        break;
    }
    return ST_OK;
}
