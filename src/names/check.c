/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/check.h"

#include "base/map.h"
#include "names/forms.h"
#include "names/tags.h"
#include "text/norm.h"

struct check {
    check_complaint *complain;
    void *context;
    bool stopped;
    struct style_compile *styles;
    struct map ids;  /* id -> number of its record and one */
    struct map keys; /* role and key -> number of the record and one */
    VEC(struct source_record) records;
    VEC(struct source_field *) owned;
    struct forms forms;
};

enum status check_new(struct check **out, check_complaint *complain, void *context,
                      struct error *e)
{
    static const char *const langs[FORMS_LEXICONS] = {"en", "ru", "kk"};
    struct check *c = calloc(1, sizeof *c);
    enum status st;

    *out = NULL;
    if (!c)
        return error_nomem(e);
    c->complain = complain;
    c->context = context;
    st = style_compile_new(&c->styles, e);
    for (int i = 0; i < FORMS_LEXICONS && st == ST_OK; i++) {
        st = spell_open(&c->forms.lexicon[i], span_str(langs[i]), e);
        st = st == ST_NOTFOUND ? ST_OK : st;
    }
    if (st != ST_OK) {
        check_free(c);
        return st;
    }
    *out = c;
    return ST_OK;
}

void check_free(struct check *c)
{
    if (!c)
        return;
    style_compile_free(c->styles);
    map_free(&c->ids);
    map_free(&c->keys);
    vec_free(&c->records);
    for (size_t i = 0; i < c->owned.len; i++)
        free(c->owned.v[i]);
    vec_free(&c->owned);
    for (int i = 0; i < FORMS_LEXICONS; i++)
        spell_close(c->forms.lexicon[i]);
    arena_free(&c->forms.arena);
    free(c);
}

static bool pass_on(void *context, const struct error *what)
{
    struct check *c = context;

    c->stopped = !c->complain(c->context, what);
    return !c->stopped;
}

/* Tell about a field; its message is made by error_set first. */
static void tell(struct check *c, const struct source_field *f, struct error *what)
{
    if (c->stopped)
        return;
    error_locate(what, f->file, f->line);
    pass_on(c, what);
}

#define TELL(c, f, ...)                                                                            \
    do {                                                                                           \
        struct error what_;                                                                        \
        error_set(&what_, ST_SYNTAX, __VA_ARGS__);                                                 \
        tell((c), (f), &what_);                                                                    \
    } while (0)

/* --- one field --- */

static bool value_in(struct span value, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (span_eqs(value, words[i]))
            return true;
    }
    return false;
}

static void check_dates(struct check *c, const struct source_field *f)
{
    struct auth_former former;

    if (field_kind(f->name, &(struct span){0}) == FIELD_DATE) {
        if (!record_date(f->value))
            TELL(c, f, _("\"%.*s\" is no date: write YYYY-MM-DD, YYYY-MM or YYYY"),
                 SPAN_ARG(f->value));
        return;
    }
    if (!record_former(f->value, &former) || former.text.len == 0)
        TELL(c, f, _("write \"Former: NAME | FROM | TO\""));
    else if (!record_date(former.from) || !record_date(former.to))
        TELL(c, f, _("a date of the former name is none: write YYYY-MM-DD, YYYY-MM or YYYY"));
    else if (former.from.len && former.to.len && span_cmp(former.from, former.to) > 0)
        TELL(c, f, _("the former name ends before it begins"));
}

static void check_tags(struct check *c, const struct source_field *f)
{
    struct span rest = f->value, tag;

    while (span_split(&rest, ' ', &tag)) {
        if (tag.len && !tag_valid(tag))
            TELL(c, f, _("\"%.*s\" is no language tag"), SPAN_ARG(tag));
    }
}

static void check_words(struct check *c, const struct source_field *f)
{
    static const char *const genders[] = {"m", "f"}, *const orders[] = {"family-given",
                                                                         "given-family"};
    enum auth_kind kind;

    if (span_eqs(f->name, "Kind") && !record_kind(f->value, &kind))
        TELL(c, f, _("unknown Kind \"%.*s\": write person, place, organization, title or work"),
             SPAN_ARG(f->value));
    if (span_eqs(f->name, "Gender") && !value_in(f->value, genders, COUNT_OF(genders)))
        TELL(c, f, _("unknown Gender \"%.*s\": write m or f"), SPAN_ARG(f->value));
    if (span_eqs(f->name, "Order") && !value_in(f->value, orders, COUNT_OF(orders)))
        TELL(c, f, _("unknown Order \"%.*s\": write family-given"), SPAN_ARG(f->value));
}

/* A word with Latin and Cyrillic letters: one of them looks like what is meant, and is not. */
static struct span mixed_word(struct span s)
{
    size_t at = 0, start = 0;
    unsigned seen = 0;

    while (at < s.len) {
        size_t from = at;
        uint32_t ch = utf8_next(s, &at);
        enum script script = ch == UTF8_BAD ? SCRIPT_COMMON : char_script(ch);

        if (ch == UTF8_BAD || !(char_is_letter(ch) || char_is_mark(ch))) {
            seen = 0;
            start = at;
            continue;
        }
        seen |= script == SCRIPT_LATIN ? 1U : script == SCRIPT_CYRILLIC ? 2U : 0U;
        if (seen == 3) {
            while (at < s.len && (from = at, ch = utf8_next(s, &at)) != UTF8_BAD &&
                   char_is_letter(ch))
                from = at;
            return span_cut(s, start, from);
        }
    }
    return span_of(NULL, 0);
}

static void check_text(struct check *c, const struct source_field *f, enum field_kind kind)
{
    struct buf nfc = BUF_INIT;
    struct span mixed = mixed_word(f->value);

    if (f->value.len == 0) {
        TELL(c, f, _("%.*s is empty: fill it in or remove the line"), SPAN_ARG(f->name));
        return;
    }
    if (!utf8_is_ascii(f->value) && norm_add(&nfc, f->value, NORM_NFC, NULL) == ST_OK &&
        !span_eq(buf_span(&nfc), f->value))
        TELL(c, f, _("%.*s is not in Unicode normalization form C: run the file through "
                     "uconv -x NFC"), SPAN_ARG(f->name));
    buf_free(&nfc);
    if (mixed.ptr && kind != FIELD_NOTE && kind != FIELD_NOT && kind != FIELD_MISNAMING)
        TELL(c, f, _("\"%.*s\" mixes Latin and Cyrillic letters"), SPAN_ARG(mixed));
    if (span_trim(f->value).len != f->value.len)
        TELL(c, f, _("%.*s has white space at its end"), SPAN_ARG(f->name));
}

static void check_field(struct check *c, const struct source_record *r,
                        const struct source_field *f)
{
    struct span lang;
    enum field_kind kind = field_kind(f->name, &lang);

    check_text(c, f, kind);
    switch (kind) {
    case FIELD_UNKNOWN:
        TELL(c, f, _("unknown field %.*s"), SPAN_ARG(f->name));
        break;
    case FIELD_DATE:
    case FIELD_FORMER:
        check_dates(c, f);
        break;
    case FIELD_NATIVE:
    case FIELD_EXONYM:
        check_tags(c, f);
        break;
    default:
        check_words(c, f);
    }
    if (field_repeats(kind) || kind == FIELD_UNKNOWN)
        return;
    for (const struct source_field *g = r->fields; g < f; g++) {
        if (span_eq(g->name, f->name))
            TELL(c, f, _("%.*s stands in this record already, in line %ju"), SPAN_ARG(f->name),
                 (uintmax_t)g->line);
    }
}

/* --- one record --- */

static bool names_field(const struct source_record *r, struct span name)
{
    for (size_t i = 0; i < r->count; i++) {
        if (span_eq(r->fields[i].name, name))
            return true;
    }
    return false;
}

static void check_references(struct check *c, const struct source_record *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct source_field *f = &r->fields[i];
        struct span rest = f->value, word;

        while (span_eqs(f->name, "Unsure") && span_split(&rest, ' ', &word)) {
            if (word.len > 0 && !names_field(r, word))
                TELL(c, f, _("Unsure names %.*s, which the record does not have"), SPAN_ARG(word));
        }
    }
}

static void check_record(struct check *c, const struct source_record *r)
{
    const struct source_field *native = record_get(r, "Native"), *name = record_native(r);

    for (size_t i = 0; i < r->count; i++)
        check_field(c, r, &r->fields[i]);
    if (native && tag_valid(native->value) && !name)
        TELL(c, native, _("the native spelling is missing: add a line \"%.*s: …\""),
             SPAN_ARG(native->value));
    check_references(c, r);
}

static enum status keep_record(struct check *c, const struct input *in, const struct rec_entry *r,
                               struct error *e)
{
    struct source_record rec = {.file = in->rec.path, .line = r->line, .count = r->count};
    const struct source_field *id;
    uint64_t *slot;
    bool added;

    rec.fields = calloc(r->count + 1, sizeof *rec.fields);
    if (!rec.fields || !vec_push(&c->owned, rec.fields))
        return free(rec.fields), error_nomem(e);
    for (size_t i = 0; i < r->count; i++)
        rec.fields[i] = (struct source_field){r->items[i].name, r->items[i].value, rec.file,
                                              r->items[i].line};
    check_record(c, &rec);
    id = record_get(&rec, "Id");
    if (!id)
        return ST_OK; /* rec_check complained */
    rec.id = id->value;
    slot = map_put(&c->ids, rec.id, &added);
    if (!slot || !vec_push(&c->records, rec))
        return error_nomem(e);
    if (added)
        *slot = c->records.len;
    else if (strcmp(c->records.v[*slot - 1].file, rec.file) != 0)
        TELL(c, id, _("Id %.*s is already in %s:%ju: join the two records or give one another Id"),
             SPAN_ARG(rec.id), c->records.v[*slot - 1].file,
             (uintmax_t)c->records.v[*slot - 1].line);
    return ST_OK;
}

enum status check_input(struct check *c, const struct input *in, struct error *e)
{
    enum status st;
    struct error what;

    if (in->kind == INPUT_COMPILED)
        return error_at(e, ST_USAGE, in->path, 0, 0, _("a compiled dictionary: check its rec files"));
    if (in->kind == INPUT_STYLES) {
        st = input_add_styles(c->styles, in, &what);
        if (st == ST_SYNTAX)
            pass_on(c, &what);
        return ST_OK;
    }
    st = rec_check(&in->rec, pass_on, c, e);
    for (size_t i = 0; i < in->rec.entries.len && st == ST_OK && !c->stopped; i++)
        st = keep_record(c, in, &in->rec.entries.v[i], e);
    return st;
}

/* --- records against each other --- */

/* The field that a form was made from. */
static const struct source_field *field_of(const struct source_record *r, const struct form *f,
                                           enum field_kind wanted)
{
    struct span lang;

    for (size_t i = 0; i < r->count; i++) {
        if (field_kind(r->fields[i].name, &lang) == wanted &&
            span_find(r->fields[i].value, f->text, 0) >= 0)
            return &r->fields[i];
    }
    return r->count ? &r->fields[0] : NULL;
}

static enum status key_of(const struct form *f, enum auth_role role, struct buf *key,
                          struct error *e)
{
    bool whole = role == AUTH_FAMILY || role == AUTH_FULL || role == AUTH_FORMER;

    buf_reset(key);
    buf_addch(key, (char)('0' + (whole ? 0 : role)));
    buf_add(key, f->key);
    return buf_status(key, e);
}

/* Remember whose family name or whole name a listed key is; the first stays. */
static enum status learn(struct check *c, const struct form_vec *forms, size_t number,
                         struct error *e)
{
    struct buf key = BUF_INIT;
    enum status st = ST_OK;

    for (size_t i = 0; i < forms->len && st == ST_OK; i++) {
        const struct form *f = &forms->v[i];
        bool added;
        uint64_t *slot;

        if (f->from != AUTH_LISTED ||
            (f->role != AUTH_FAMILY && f->role != AUTH_FULL && f->role != AUTH_FORMER))
            continue;
        st = key_of(f, f->role, &key, e);
        slot = st == ST_OK ? map_put(&c->keys, buf_span(&key), &added) : NULL;
        if (st == ST_OK && !slot)
            st = error_nomem(e);
        if (st == ST_OK && added)
            *slot = number + 1;
    }
    buf_free(&key);
    return st;
}

static void check_variant(struct check *c, const struct source_record *r, const struct form *f,
                          const uint64_t *other, size_t number)
{
    const struct source_field *field = field_of(r, f, FIELD_VARIANT);

    if ((f->flags & AUTH_ORDINARY) && !record_get(r, "Needs") && f->role != AUTH_GIVEN)
        TELL(c, field, _("Variant \"%.*s\" is an ordinary word: say with Needs beside which words "
                         "it counts, or remove it"), SPAN_ARG(f->text));
    if (other && *other != number + 1 && !record_get(r, "Needs"))
        TELL(c, field, _("Variant \"%.*s\" is the name of %.*s"), SPAN_ARG(f->text),
             SPAN_ARG(c->records.v[*other - 1].id));
}

/* Does the record say how to tell its name from another's? */
static bool tells_apart(const struct source_record *r)
{
    return record_get(r, "Note") || record_get(r, "Needs") || record_get(r, "Not");
}

/* A place, an organization or a title with the name of another record. */
static void check_shared(struct check *c, const struct source_record *r, const struct form *f,
                         size_t other)
{
    const struct source_record *o = &c->records.v[other];

    if (tells_apart(r) || tells_apart(o))
        return;
    TELL(c, field_of(r, f, f->role == AUTH_FORMER ? FIELD_FORMER : FIELD_HEADING),
         _("\"%.*s\" is the name of %.*s too: say with Needs, Not or a Note which is which"),
         SPAN_ARG(f->text), SPAN_ARG(o->id));
}

/* The same name in several languages is told once. */
static bool compared_before(const struct form_vec *forms, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (forms->v[i].role == forms->v[at].role && forms->v[i].from == forms->v[at].from &&
            span_eq(forms->v[i].key, forms->v[at].key))
            return true;
    }
    return false;
}

/* Names, variants and Nots against the names of others. */
static enum status compare(struct check *c, const struct form_vec *forms, size_t number,
                           struct error *e)
{
    const struct source_record *r = &c->records.v[number];
    struct buf key = BUF_INIT;
    enum status st = ST_OK;

    for (size_t i = 0; i < forms->len && st == ST_OK; i++) {
        const struct form *f = &forms->v[i];
        const uint64_t *other;

        if (f->role > AUTH_FULL && f->role != AUTH_NOT && f->role != AUTH_FORMER)
            continue;
        st = key_of(f, f->role == AUTH_NOT ? AUTH_FULL : f->role, &key, e);
        other = map_get(&c->keys, buf_span(&key));
        if (f->role == AUTH_NOT && other && *other != number + 1 && st == ST_OK)
            TELL(c, field_of(r, f, FIELD_NOT), _("Not \"%.*s\" is the name of %.*s"),
                 SPAN_ARG(f->text), SPAN_ARG(c->records.v[*other - 1].id));
        if (f->from == AUTH_VARIANT && st == ST_OK)
            check_variant(c, r, f, other, number);
        if (f->from == AUTH_LISTED && (f->role == AUTH_FULL || f->role == AUTH_FORMER) &&
            st == ST_OK && other && *other != number + 1 && !compared_before(forms, i))
            check_shared(c, r, f, *other - 1);
    }
    buf_free(&key);
    return st;
}

static bool usable(const struct source_record *r)
{
    const struct source_field *kind = record_get(r, "Kind");
    enum auth_kind k;

    return kind && record_kind(kind->value, &k) && record_native(r);
}

enum status check_all(struct check *c, struct error *e)
{
    struct form_vec forms = VEC_INIT;
    struct buf bytes = BUF_INIT;
    struct error what;
    enum status st = ST_OK;

    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < c->records.len && st == ST_OK && !c->stopped; i++) {
            if (!usable(&c->records.v[i]))
                continue;
            vec_clear(&forms);
            st = forms_add(&c->forms, &c->records.v[i], &forms, e);
            if (st == ST_OK)
                st = round == 0 ? learn(c, &forms, i, e) : compare(c, &forms, i, e);
            arena_reset(&c->forms.arena);
        }
    }
    vec_free(&forms);
    if (st == ST_OK && !c->stopped && style_compile_write(c->styles, &bytes, &what) == ST_SYNTAX)
        pass_on(c, &what);
    buf_free(&bytes);
    return st;
}
