/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/compile_private.h"

#include "names/tags.h"
#include "text/norm.h"

enum status compile_new(struct compile **out, const struct xlit_db *db, struct error *e)
{
    struct compile *c = calloc(1, sizeof *c);
    enum status st;

    *out = NULL;
    if (!c)
        return error_nomem(e);
    st = db ? derive_new(&c->forms.derive, db, e) : ST_OK;
    if (st != ST_OK) {
        compile_free(c);
        return st;
    }
    *out = c;
    return ST_OK;
}

void compile_free(struct compile *c)
{
    if (!c)
        return;
    for (int i = 0; i < FORMS_LEXICONS; i++)
        spell_close(c->forms.lexicon[i]);
    derive_free(c->forms.derive);
    arena_free(&c->forms.arena);
    arena_free(&c->arena);
    vec_free(&c->records);
    vec_free(&c->merged);
    buf_free(&c->missing);
    free(c);
}

enum status compile_use_lexicons(struct compile *c, struct error *e)
{
    static const char *const langs[FORMS_LEXICONS] = {"en", "ru", "kk"};

    for (int i = 0; i < FORMS_LEXICONS; i++) {
        enum status st = spell_open(&c->forms.lexicon[i], span_str(langs[i]), e);

        if (st == ST_NOTFOUND)
            buf_printf(&c->missing, "%s%s", c->missing.len ? " " : "", langs[i]);
        else if (st != ST_OK)
            return st;
    }
    return buf_status(&c->missing, e);
}

const char *compile_missing(struct compile *c)
{
    return buf_cstr(&c->missing);
}

/* A trimmed copy in NFC. */
static enum status copy_value(struct compile *c, struct span value, struct span *out,
                              struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st = norm_add(&b, span_trim(value), NORM_NFC, e);

    if (st == ST_OK) {
        *out = arena_dup(&c->arena, buf_span(&b));
        if (!out->ptr)
            st = error_nomem(e);
    }
    buf_free(&b);
    return st;
}

static enum status copy_field(struct compile *c, const struct source_field *from,
                              const char *file, struct source_field *to, struct error *e)
{
    to->name = arena_dup(&c->arena, from->name);
    to->file = file;
    to->line = from->line;
    if (!to->name.ptr)
        return error_nomem(e);
    return copy_value(c, from->value, &to->value, e);
}

enum status compile_add(struct compile *c, const struct source_field *fields, size_t count,
                        unsigned layer, const char *file, uint64_t line, struct error *e)
{
    struct source_record r = {.layer = layer, .line = line, .count = count};
    const struct source_field *id;
    enum status st = ST_OK;

    r.file = arena_strdup(&c->arena, span_str(file));
    r.fields = arena_array(&c->arena, count + 1, sizeof *r.fields);
    if (!r.file || !r.fields)
        return error_nomem(e);
    for (size_t i = 0; i < count && st == ST_OK; i++)
        st = copy_field(c, &fields[i], r.file, &r.fields[i], e);
    if (st != ST_OK)
        return st;
    id = record_get(&r, "Id");
    if (!id || id->value.len == 0)
        return error_at(e, ST_SYNTAX, file, line, 0,
                        _("the record lacks its key: add a line \"Id: …\""));
    r.id = id->value;
    return vec_push(&c->records, r) ? ST_OK : error_nomem(e);
}

enum status compile_add_authority(struct compile *c, const struct authority *a, unsigned layer,
                                  const char *file, struct error *e)
{
    VEC(struct source_field) fields = VEC_INIT;
    enum status st = ST_OK;

    for (uint32_t i = 0; i < auth_count(a) && st == ST_OK; i++) {
        struct auth_field f;

        vec_clear(&fields);
        for (uint32_t k = 0; auth_field(a, i, k, &f) && st == ST_OK; k++) {
            if (!vec_push(&fields, ((struct source_field){f.name, f.value, file, 0})))
                st = error_nomem(e);
        }
        if (st == ST_OK)
            st = compile_add(c, fields.v, fields.len, layer, file, 0, e);
    }
    vec_free(&fields);
    return st;
}

static int by_id(const void *a, const void *b)
{
    const struct source_record *x = a, *y = b;
    int order = span_cmp(x->id, y->id);

    if (order == 0)
        order = (x->layer > y->layer) - (x->layer < y->layer);
    if (order == 0)
        order = strcmp(x->file, y->file);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* Is the field's place taken by a nearer one? */
static bool taken(const struct source_record *r, const struct source_field *f)
{
    struct span lang;
    bool repeats = field_repeats(field_kind(f->name, &lang));

    for (size_t i = 0; i < r->count; i++) {
        if (span_eq(r->fields[i].name, f->name) &&
            (!repeats || span_eq(r->fields[i].value, f->value)))
            return true;
    }
    return false;
}

/* Put the `n` records of one id into one. */
static enum status merge_group(struct compile *c, const struct source_record *group, size_t n,
                               struct error *e)
{
    struct source_record r = group[0];
    size_t total = 0;

    for (size_t i = 0; i < n; i++)
        total += group[i].count;
    r.count = 0;
    r.fields = arena_array(&c->arena, total + 1, sizeof *r.fields);
    if (!r.fields)
        return error_nomem(e);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && group[i].layer == group[i - 1].layer)
            return error_at(e, ST_SYNTAX, group[i].file, group[i].line, 0,
                            _("Id %.*s is already in %s:%ju: join the two records or give one "
                              "another Id"), SPAN_ARG(r.id), group[i - 1].file,
                            (uintmax_t)group[i - 1].line);
        for (size_t k = 0; k < group[i].count; k++) {
            if (!taken(&r, &group[i].fields[k]))
                r.fields[r.count++] = group[i].fields[k];
        }
    }
    return vec_push(&c->merged, r) ? ST_OK : error_nomem(e);
}

static enum status check_former(const struct source_record *r, struct error *e)
{
    struct auth_former former;

    for (size_t i = 0; i < r->count; i++) {
        if (span_eqs(r->fields[i].name, "Former") &&
            (!record_former(r->fields[i].value, &former) || former.text.len == 0))
            return error_at(e, ST_SYNTAX, r->fields[i].file, r->fields[i].line, 0,
                            _("write \"Former: NAME | FROM | TO\""));
    }
    return ST_OK;
}

/* What a record needs to be of use. */
static enum status check_usable(const struct source_record *r, struct error *e)
{
    const struct source_field *kind = record_get(r, "Kind"), *native = record_get(r, "Native");
    const struct source_field *name = record_native(r);
    enum auth_kind k;

    if (!kind)
        return error_at(e, ST_SYNTAX, r->file, r->line, 0,
                        _("%.*s: the record lacks Kind: add \"Kind: person\" (or place, "
                          "organization, title, work)"), SPAN_ARG(r->id));
    if (!record_kind(kind->value, &k))
        return error_at(e, ST_SYNTAX, kind->file, kind->line, 0,
                        _("unknown Kind \"%.*s\": write person, place, organization, title or "
                          "work"), SPAN_ARG(kind->value));
    if (!native)
        return error_at(e, ST_SYNTAX, r->file, r->line, 0,
                        _("%.*s: the record lacks Native: name the language whose spelling the "
                          "others derive from, \"Native: kk\""), SPAN_ARG(r->id));
    if (!tag_valid(native->value))
        return error_at(e, ST_SYNTAX, native->file, native->line, 0,
                        _("\"%.*s\" is no language tag"), SPAN_ARG(native->value));
    if (!name || name->value.len == 0)
        return error_at(e, ST_SYNTAX, native->file, native->line, 0,
                        _("%.*s: the native spelling is missing: add a line \"%.*s: …\""),
                        SPAN_ARG(r->id), SPAN_ARG(native->value));
    return check_former(r, e);
}

enum status compile_merge(struct compile *c, const struct source_record **records, size_t *count,
                          struct error *e)
{
    enum status st = ST_OK;

    vec_clear(&c->merged);
    if (c->records.len > 1)
        qsort(c->records.v, c->records.len, sizeof *c->records.v, by_id);
    for (size_t i = 0, n; i < c->records.len && st == ST_OK; i += n) {
        for (n = 1; i + n < c->records.len; n++) {
            if (!span_eq(c->records.v[i + n].id, c->records.v[i].id))
                break;
        }
        st = merge_group(c, &c->records.v[i], n, e);
        if (st == ST_OK)
            st = check_usable(vec_last(&c->merged), e);
    }
    *records = c->merged.v;
    *count = c->merged.len;
    return st;
}
