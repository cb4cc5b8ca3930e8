/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/style_compile.h"

#include "base/map.h"
#include "names/style_format.h"
#include "names/tags.h"
#include "text/norm.h"

struct house {
    struct span name, lang, diacritics, systems;
    const char *file;
    uint64_t line;
};

struct spelling {
    struct span style, id, spelling;
    const char *file;
    uint64_t line;
};

struct style_compile {
    struct arena arena;
    VEC(struct house) houses;
    VEC(struct spelling) spellings;
};

enum status style_compile_new(struct style_compile **out, struct error *e)
{
    *out = calloc(1, sizeof **out);
    return *out ? ST_OK : error_nomem(e);
}

void style_compile_free(struct style_compile *c)
{
    if (!c)
        return;
    arena_free(&c->arena);
    vec_free(&c->houses);
    vec_free(&c->spellings);
    free(c);
}

struct add {
    struct style_compile *c;
    const struct source_field *fields;
    size_t count;
    const char *file;
    uint64_t line;
    struct error *e;
};

/* The value of a field, copied in NFC; empty where it is absent. */
static enum status value_of(struct add *a, const char *name, struct span *out)
{
    struct buf b = BUF_INIT;
    enum status st = ST_OK;

    *out = span_of("", 0);
    for (size_t i = 0; i < a->count; i++) {
        if (!span_eqs(a->fields[i].name, name))
            continue;
        st = norm_add(&b, span_trim(a->fields[i].value), NORM_NFC, a->e);
        if (st == ST_OK)
            *out = arena_dup(&a->c->arena, buf_span(&b));
        buf_free(&b);
        return st == ST_OK && !out->ptr ? error_nomem(a->e) : st;
    }
    return ST_OK;
}

static enum status required(struct add *a, const char *name, struct span *out)
{
    enum status st = value_of(a, name, out);

    if (st == ST_OK && out->len == 0)
        return error_at(a->e, ST_SYNTAX, a->file, a->line, 0,
                        _("the record lacks its mandatory field %s: add a line \"%s: …\""), name,
                        name);
    return st;
}

static enum status known_fields(struct add *a, const char *const *names, size_t n)
{
    for (size_t i = 0; i < a->count; i++) {
        size_t k = 0;

        while (k < n && !span_eqs(a->fields[i].name, names[k]))
            k++;
        if (k == n)
            return error_at(a->e, ST_SYNTAX, a->file, a->fields[i].line, 0,
                            _("unknown field %.*s"), SPAN_ARG(a->fields[i].name));
    }
    return ST_OK;
}

static enum status check_systems(struct add *a, struct span systems)
{
    struct span word;

    while (span_split(&systems, ' ', &word)) {
        struct span lang;

        if (word.len == 0)
            continue;
        if (!span_split(&word, '=', &lang) || word.len == 0 || !tag_valid(lang))
            return error_at(a->e, ST_SYNTAX, a->file, a->line, 0,
                            _("System: write LANGUAGE=SYSTEM, for example kk=kk-bgn ru=ru-bgn"));
    }
    return ST_OK;
}

static enum status add_house(struct add *a)
{
    static const char *const fields[] = {"Name", "Lang", "System", "Diacritics", "Note"};
    struct house h = {.line = a->line};
    enum status st = known_fields(a, fields, COUNT_OF(fields));

    if (st == ST_OK)
        st = required(a, "Name", &h.name);
    if (st == ST_OK)
        st = required(a, "Lang", &h.lang);
    if (st == ST_OK)
        st = value_of(a, "System", &h.systems);
    if (st == ST_OK)
        st = value_of(a, "Diacritics", &h.diacritics);
    if (st == ST_OK)
        st = check_systems(a, h.systems);
    if (st != ST_OK)
        return st;
    h.lang = record_tag(&a->c->arena, h.lang);
    h.file = arena_strdup(&a->c->arena, span_str(a->file));
    if (!h.lang.ptr || !h.file)
        return error_nomem(a->e);
    if (!tag_valid(h.lang))
        return error_at(a->e, ST_SYNTAX, a->file, a->line, 0, _("\"%.*s\" is no language tag"),
                        SPAN_ARG(h.lang));
    return vec_push(&a->c->houses, h) ? ST_OK : error_nomem(a->e);
}

static enum status add_spelling(struct add *a)
{
    static const char *const fields[] = {"Style", "Id", "Spelling", "Note"};
    struct spelling s = {.line = a->line};
    enum status st = known_fields(a, fields, COUNT_OF(fields));

    if (st == ST_OK)
        st = required(a, "Style", &s.style);
    if (st == ST_OK)
        st = required(a, "Id", &s.id);
    if (st == ST_OK)
        st = required(a, "Spelling", &s.spelling);
    if (st != ST_OK)
        return st;
    s.file = arena_strdup(&a->c->arena, span_str(a->file));
    return s.file && vec_push(&a->c->spellings, s) ? ST_OK : error_nomem(a->e);
}

enum status style_compile_add(struct style_compile *c, struct span type,
                              const struct source_field *fields, size_t count, const char *file,
                              uint64_t line, struct error *e)
{
    struct add a = {c, fields, count, file, line, e};

    if (span_eqs(type, "Style"))
        return add_house(&a);
    if (span_eqs(type, "Spelling"))
        return add_spelling(&a);
    return error_at(e, ST_SYNTAX, file, line, 0, _("a record of type Style or Spelling is wanted"));
}

static int by_name(const void *x, const void *y)
{
    return span_cmp(((const struct house *)x)->name, ((const struct house *)y)->name);
}

static int by_style(const void *x, const void *y)
{
    const struct spelling *a = x, *b = y;
    int order = span_cmp(a->style, b->style);

    return order ? order : span_cmp(a->id, b->id);
}

struct out {
    struct style_compile *c;
    struct map interned;
    struct buf strings;
    VEC(struct disk_style) styles;
    VEC(struct disk_system) systems;
    VEC(struct disk_spelling) spellings;
    struct error *e;
};

static enum status intern(struct out *o, struct span s, struct disk_str *str)
{
    bool added;
    uint64_t *at = map_put(&o->interned, s, &added);

    if (!at)
        return error_nomem(o->e);
    if (added) {
        *at = o->strings.len;
        buf_add(&o->strings, s);
    }
    str->at = (uint32_t)*at;
    str->len = (uint32_t)s.len;
    return buf_status(&o->strings, o->e);
}

static enum status put_systems(struct out *o, struct span systems)
{
    struct span word, lang;
    struct disk_system d;
    enum status st = ST_OK;

    while (st == ST_OK && span_split(&systems, ' ', &word)) {
        if (word.len == 0 || !span_split(&word, '=', &lang))
            continue;
        st = intern(o, lang, &d.lang);
        if (st == ST_OK)
            st = intern(o, word, &d.system);
        if (st == ST_OK && !vec_push(&o->systems, d))
            st = error_nomem(o->e);
    }
    return st;
}

/* The spellings of a style; *next is the first that was not written yet. */
static enum status put_spellings(struct out *o, const struct house *h, size_t *next)
{
    struct style_compile *c = o->c;
    enum status st = ST_OK;
    size_t start = *next;

    for (; *next < c->spellings.len && st == ST_OK; ++*next) {
        const struct spelling *s = &c->spellings.v[*next];
        struct disk_spelling d;

        if (!span_eq(s->style, h->name))
            break;
        if (*next > start && span_eq(s->id, s[-1].id))
            return error_at(o->e, ST_SYNTAX, s->file, s->line, 0,
                            _("style %.*s spells %.*s already in %s:%ju"), SPAN_ARG(s->style),
                            SPAN_ARG(s->id), s[-1].file, (uintmax_t)s[-1].line);
        st = intern(o, s->id, &d.id);
        if (st == ST_OK)
            st = intern(o, s->spelling, &d.spelling);
        if (st == ST_OK && !vec_push(&o->spellings, d))
            st = error_nomem(o->e);
    }
    return st;
}

static enum status unknown_style(const struct spelling *s, struct error *e)
{
    return error_at(e, ST_SYNTAX, s->file, s->line, 0,
                    _("a spelling of style %.*s, which no record of type Style defines"),
                    SPAN_ARG(s->style));
}

static enum status put_house(struct out *o, const struct house *h, size_t *next)
{
    struct disk_style d = {.diacritics = DIACRITICS_LIST};
    size_t systems = o->systems.len, spellings = o->spellings.len;
    enum status st = intern(o, h->name, &d.name);

    if (h->diacritics.len == 0 || span_eqs(h->diacritics, "keep"))
        d.diacritics = DIACRITICS_KEEP;
    else if (span_eqs(h->diacritics, "drop"))
        d.diacritics = DIACRITICS_DROP;
    if (st == ST_OK)
        st = intern(o, h->lang, &d.lang);
    if (st == ST_OK)
        st = intern(o, h->diacritics, &d.letters);
    if (st == ST_OK)
        st = put_systems(o, h->systems);
    if (st == ST_OK && *next < o->c->spellings.len &&
        span_cmp(o->c->spellings.v[*next].style, h->name) < 0)
        st = unknown_style(&o->c->spellings.v[*next], o->e);
    if (st == ST_OK)
        st = put_spellings(o, h, next);
    d.systems = (struct disk_run){(uint32_t)systems, (uint32_t)(o->systems.len - systems)};
    d.spellings = (struct disk_run){(uint32_t)spellings, (uint32_t)(o->spellings.len - spellings)};
    if (st == ST_OK && !vec_push(&o->styles, d))
        st = error_nomem(o->e);
    return st;
}

static enum status put_all(struct out *o)
{
    struct style_compile *c = o->c;
    size_t next = 0;
    enum status st = ST_OK;

    for (size_t i = 0; i < c->houses.len && st == ST_OK; i++) {
        const struct house *h = &c->houses.v[i];

        if (i > 0 && span_eq(h->name, h[-1].name))
            return error_at(o->e, ST_SYNTAX, h->file, h->line, 0,
                            _("style %.*s is already in %s:%ju"), SPAN_ARG(h->name), h[-1].file,
                            (uintmax_t)h[-1].line);
        st = put_house(o, h, &next);
    }
    if (st == ST_OK && next < c->spellings.len)
        st = unknown_style(&c->spellings.v[next], o->e);
    return st;
}

static enum status write_sections(struct out *o, struct pack_writer *p)
{
    const struct {
        uint32_t tag;
        const void *items;
        size_t size;
    } sections[] = {
        {STYLE_STYLES, o->styles.v, o->styles.len * sizeof *o->styles.v},
        {STYLE_SYSTEMS, o->systems.v, o->systems.len * sizeof *o->systems.v},
        {STYLE_SPELLINGS, o->spellings.v, o->spellings.len * sizeof *o->spellings.v},
        {STYLE_STRINGS, o->strings.data, o->strings.len},
    };

    for (size_t i = 0; i < COUNT_OF(sections); i++) {
        struct buf *b = pack_writer_section(p, sections[i].tag);

        if (!b)
            return error_nomem(o->e);
        if (sections[i].size)
            buf_addn(b, sections[i].items, sections[i].size);
    }
    return ST_OK;
}

enum status style_compile_write(struct style_compile *c, struct buf *out, struct error *e)
{
    struct out o = {.c = c, .interned = MAP_INIT, .e = e};
    struct pack_writer p;
    enum status st;

    if (c->houses.len > 1)
        qsort(c->houses.v, c->houses.len, sizeof *c->houses.v, by_name);
    if (c->spellings.len > 1)
        qsort(c->spellings.v, c->spellings.len, sizeof *c->spellings.v, by_style);
    pack_writer_init(&p, STYLE_PACK, STYLE_PACK_VERSION, 0);
    st = put_all(&o);
    if (st == ST_OK)
        st = write_sections(&o, &p);
    if (st == ST_OK)
        st = pack_writer_finish(&p, out, e);
    else
        pack_writer_free(&p);
    map_free(&o.interned);
    buf_free(&o.strings);
    vec_free(&o.styles);
    vec_free(&o.systems);
    vec_free(&o.spellings);
    return st;
}
