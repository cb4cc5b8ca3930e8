/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/import_draft.h"

#include "names/record.h"
#include "names/tags.h"
#include "text/norm.h"

void draft_reset(struct draft *d)
{
    map_free(&d->said);
    vec_clear(&d->fields);
    arena_reset(&d->arena);
    d->id = d->kind = d->native = (struct span){0};
    d->unsure_kind = d->unsure_native = d->failed = false;
}

void draft_free(struct draft *d)
{
    map_free(&d->said);
    vec_free(&d->fields);
    arena_free(&d->arena);
}

struct span draft_keep(struct draft *d, struct span text)
{
    struct buf nfc = BUF_INIT, out = BUF_INIT;
    struct span s, kept = {"", 0};

    if (norm_add(&nfc, text, NORM_NFC, NULL) != ST_OK)
        d->failed = true;
    s = buf_span(&nfc);
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);

        if (c == UTF8_BAD || c < 0x20 || char_is_space(c)) {
            if (out.len && out.data[out.len - 1] != ' ')
                buf_addch(&out, ' ');
        } else {
            buf_add(&out, span_cut(s, from, at));
        }
    }
    if (!out.failed)
        kept = arena_dup(&d->arena, span_trim(buf_span(&out)));
    d->failed = d->failed || out.failed || !kept.ptr;
    buf_free(&nfc);
    buf_free(&out);
    return kept.ptr ? kept : span_of("", 0);
}

/* Was the value said before, in any field?  Notes it. */
static bool is_said(struct draft *d, struct span value)
{
    bool added = false;

    if (!map_put(&d->said, value, &added))
        d->failed = true;
    return !added;
}

static void add_field(struct draft *d, struct span name, struct span value)
{
    struct draft_field f = {name, value};

    if (!vec_push(&d->fields, f))
        d->failed = true;
}

static const struct draft_field *find_field(const struct draft *d, struct span name)
{
    for (size_t i = 0; i < d->fields.len; i++) {
        if (span_eq(d->fields.v[i].name, name))
            return &d->fields.v[i];
    }
    return NULL;
}

void draft_field(struct draft *d, struct span name, struct span value)
{
    struct span kept = draft_keep(d, value);

    if (kept.len == 0)
        return;
    for (size_t i = 0; i < d->fields.len; i++) {
        if (span_eq(d->fields.v[i].name, name) && span_eq(d->fields.v[i].value, kept))
            return;
    }
    add_field(d, draft_keep(d, name), kept);
}

/* --- languages --- */

static bool has_any(struct span text, const char *letters)
{
    struct span set = span_str(letters);

    for (size_t at = 0; at < set.len;) {
        size_t from = at;

        utf8_next(set, &at);
        if (span_find(text, span_cut(set, from, at), 0) >= 0)
            return true;
    }
    return false;
}

/* The language of which these letters are a sign; ru and en where they are none; empty in scripts
 * that tell no language. */
static struct span letters_lang(struct span text)
{
    static const struct {
        const char *lang, *letters;
    } signs[] = {
        {"kk", "ӘәҒғҚқҢңҰұҮүҺһ"}, {"uk", "ЇїЄєҐґ"}, {"be", "Ўў"}, {"tg", "ӢӣӮӯҲҳҶҷ"},
        {"uz", "ЎўҚқҒғҲҳ"},        {"mk", "ЃѓЌќЅѕ"}, {"sr", "ЂђЋћЏџЈјЉљЊњ"},
    };

    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        enum script s = c == UTF8_BAD ? SCRIPT_COMMON : char_script(c);

        if (s == SCRIPT_CYRILLIC)
            break;
        if (s != SCRIPT_COMMON)
            return span_str(s == SCRIPT_LATIN      ? "en"
                            : s == SCRIPT_ARMENIAN ? "hy"
                            : s == SCRIPT_GEORGIAN ? "ka"
                            : s == SCRIPT_HEBREW   ? "he"
                            : s == SCRIPT_GREEK    ? "el"
                                                   : "");
    }
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        if (has_any(text, signs[i].letters))
            return span_str(signs[i].lang);
    }
    return span_str("ru");
}

/* The field of a language tag: "zh-hans" is zh_Hans, "en-gb" en_GB; empty where it is no tag that a
 * record can have. */
static struct span field_of(struct draft *d, struct span tag)
{
    char name[24];
    struct span lang, kept;
    size_t part = 0;

    if (tag.len == 0 || tag.len >= sizeof name || !tag_valid(tag))
        return (struct span){0};
    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.ptr[i];
        size_t end = i;

        if (c == '-' || c == '_') {
            name[i] = '_';
            part = i + 1;
            continue;
        }
        c |= 0x20;
        while (end < tag.len && tag.ptr[end] != '-' && tag.ptr[end] != '_')
            end++;
        if (part > 0 && (end - part == 2 || (end - part == 4 && i == part)))
            c &= ~0x20;
        name[i] = c;
    }
    kept = draft_keep(d, span_of(name, tag.len));
    return field_kind(kept, &lang) == FIELD_HEADING ? kept : (struct span){0};
}

/* --- names --- */

void draft_variant(struct draft *d, struct span text)
{
    struct span kept = draft_keep(d, text);

    if (kept.len && !is_said(d, kept))
        add_field(d, span_str("Variant"), kept);
}

static bool is_particle(struct span word)
{
    static const char *const particles[] = {
        "van", "von", "der", "den", "de", "da", "di", "du", "del", "della", "dos", "la", "le",
        "al", "el", "bin", "ibn", "bint", "ben", "ter", "ten", "zu", "af", "фон", "де", "да", "ди",
        "ван", "дер", "аль", "эль", "бен", "бин", "ибн", "ла", "ле",
    };

    for (size_t i = 0; i < COUNT_OF(particles); i++) {
        if (span_eqs(word, particles[i]))
            return true;
    }
    return false;
}

/* Start of the last word of `s`. */
static size_t last_word(struct span s)
{
    size_t at = s.len;

    while (at > 0 && s.ptr[at - 1] != ' ')
        at--;
    return at;
}

/* Where the family name begins at the end of a running name. */
static size_t family_at(struct span running)
{
    size_t at = last_word(running);

    while (at > 0) {
        struct span before = span_trim(span_cut(running, 0, at));
        size_t word = last_word(before);

        if (word == 0 || !is_particle(span_from(before, word)))
            break;
        at = word;
    }
    return at;
}

/* Append the catalogue's form of a running name. */
static void add_inverted(struct buf *out, struct span running)
{
    size_t at = family_at(running);

    if (span_find(running, span_str(","), 0) >= 0 || at == 0) {
        buf_add(out, running);
    } else if (parts_is_patronymic(span_from(running, at)) &&
               last_word(span_trim(span_cut(running, 0, at))) > 0) { /* Family Given Patronymic */
        ptrdiff_t cut = span_find(running, span_str(" "), 0);

        buf_add(out, span_cut(running, 0, (size_t)cut));
        buf_adds(out, ", ");
        buf_add(out, span_from(running, (size_t)cut + 1));
    } else {
        buf_add(out, span_from(running, at));
        buf_adds(out, ", ");
        buf_add(out, span_trim(span_cut(running, 0, at)));
    }
}

static void add_heading(struct draft *d, struct span lang, struct span text, struct span running)
{
    struct span field = field_of(d, lang.len ? lang : letters_lang(text));

    if (text.len == 0)
        return;
    if (field.len == 0 || find_field(d, field)) {
        const struct draft_field *have = field.len ? find_field(d, field) : NULL;

        if (!have || !span_eq(have->value, text))
            draft_variant(d, running);
        return;
    }
    (void)is_said(d, text);
    (void)is_said(d, running);
    add_field(d, field, text);
}

void draft_name(struct draft *d, struct span lang, struct span text, bool person)
{
    struct buf inverted = BUF_INIT;
    struct span running = draft_keep(d, text);

    if (person)
        add_inverted(&inverted, running);
    d->failed = d->failed || inverted.failed;
    add_heading(d, lang, person ? draft_keep(d, buf_span(&inverted)) : running, running);
    buf_free(&inverted);
}

void draft_parts(struct draft *d, struct span lang, const struct parts *p)
{
    struct buf inverted = BUF_INIT, running = BUF_INIT;

    parts_add_inverted(&inverted, p);
    parts_add_running(&running, p, false);
    d->failed = d->failed || inverted.failed || running.failed;
    add_heading(d, lang, draft_keep(d, buf_span(&inverted)), draft_keep(d, buf_span(&running)));
    buf_free(&inverted);
    buf_free(&running);
}

/* --- writing --- */

static const struct draft_field *first_heading(const struct draft *d)
{
    struct span lang;

    for (size_t i = 0; i < d->fields.len; i++) {
        if (field_kind(d->fields.v[i].name, &lang) == FIELD_HEADING)
            return &d->fields.v[i];
    }
    return NULL;
}

/* What the list calls native if there is a spelling in it, else the importer's language, else the
 * first there is. */
static struct span choose_native(struct draft *d, const struct importer *m)
{
    struct span native = field_of(d, d->native);
    const struct draft_field *first = first_heading(d);

    if (native.len == 0 || !find_field(d, native)) {
        native = field_of(d, m->lang);
        d->unsure_native = native.len == 0 || !find_field(d, native);
    }
    return d->unsure_native && first ? first->name : native;
}

static void put_field(struct buf *out, struct span name, struct span value)
{
    buf_add(out, name);
    buf_adds(out, ": ");
    buf_add(out, value);
    buf_addch(out, '\n');
}

static void put_unsure(const struct draft *d, struct buf *out)
{
    if (d->unsure_kind || d->unsure_native)
        buf_printf(out, "Unsure:%s%s\n", d->unsure_kind ? " Kind" : "",
                   d->unsure_native ? " Native" : "");
}

static void complain(struct importer *m, const struct draft *d, uint64_t line, const char *why)
{
    struct error e;

    m->left++;
    error_at(&e, ST_SYNTAX, m->name, line, 0, "%.*s%s%s", SPAN_ARG(d->id), d->id.len ? ": " : "",
             why);
    if (m->complain)
        m->complain(m->context, &e);
}

enum status draft_write(struct importer *m, struct draft *d, uint64_t line, struct error *e)
{
    struct span native = choose_native(d, m);

    if (d->failed)
        return error_nomem(e);
    if (d->id.len == 0 || !first_heading(d)) {
        complain(m, d, line, d->id.len ? _("left out: there is no name")
                                       : _("left out: there is no Id"));
        return ST_OK;
    }
    if (m->taken == 0)
        buf_adds(m->out, "%rec: Name\n%key: Id\n%mandatory: Kind Native\n");
    m->taken++;
    buf_addch(m->out, '\n');
    put_field(m->out, span_str("Id"), d->id);
    put_field(m->out, span_str("Kind"), d->kind.len ? d->kind : span_str("person"));
    put_field(m->out, span_str("Native"), native);
    put_unsure(d, m->out);
    for (size_t i = 0; i < d->fields.len; i++)
        put_field(m->out, d->fields.v[i].name, d->fields.v[i].value);
    return buf_status(m->out, e);
}
