/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a compiled dictionary: the second half of compile.h. */
#include "base/map.h"
#include "names/compile_private.h"
#include "names/format.h"
#include "names/index.h"
#include "names/key.h"
#include "names/openings.h"
#include "names/parts.h"
#include "names/sound.h"
#include "text/utf8.h"

/* A form on its way to the file. */
struct draft {
    struct disk_str key;
    struct disk_form form;
};

/* A sound or skeleton of a form. */
struct ring {
    struct disk_str text;
    uint32_t form;
};

struct ring_vec {
    VEC_OF(struct ring)
};

struct write {
    struct compile *c;
    struct map interned; /* text -> offset */
    struct buf strings;
    VEC(struct disk_entity) entities;
    VEC(struct disk_name) names;
    VEC(struct disk_former) formers;
    VEC(struct disk_str) exonyms, needs, labels;
    VEC(struct disk_field) fields;
    VEC(struct draft) drafts;
    VEC(struct index_item) keys;
    struct error *e;
};

static enum status intern(struct write *w, struct span s, struct disk_str *out)
{
    bool added;
    uint64_t *at = map_put(&w->interned, s, &added);

    if (!at)
        return error_nomem(w->e);
    if (added) {
        *at = w->strings.len;
        buf_add(&w->strings, s);
        if (w->strings.len > UINT32_MAX)
            return error_set(w->e, ST_LIMIT, _("the dictionary is larger than 4 GiB"));
    }
    out->at = (uint32_t)*at;
    out->len = (uint32_t)s.len;
    return buf_status(&w->strings, w->e);
}

static struct span text(const struct write *w, struct disk_str s)
{
    return index_str(buf_span(&w->strings), s);
}

/* Number of a label and one; 0 for an empty one. */
static enum status intern_label(struct write *w, struct span s, uint16_t *out)
{
    struct disk_str str;
    enum status st;

    *out = 0;
    if (s.len == 0)
        return ST_OK;
    st = intern(w, s, &str);
    if (st != ST_OK)
        return st;
    for (size_t i = 0; i < w->labels.len; i++) {
        if (w->labels.v[i].at == str.at && w->labels.v[i].len == str.len) {
            *out = (uint16_t)(i + 1);
            return ST_OK;
        }
    }
    if (w->labels.len >= UINT16_MAX - 1)
        return error_set(w->e, ST_LIMIT, _("too many languages and systems"));
    if (!vec_push(&w->labels, str))
        return error_nomem(w->e);
    *out = (uint16_t)w->labels.len;
    return ST_OK;
}

/* Intern several at once; stops at the first failure. */
static enum status intern_all(struct write *w, const struct span *from, struct disk_str *const *to,
                              size_t n)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < n && st == ST_OK; i++)
        st = intern(w, from[i], to[i]);
    return st;
}

static enum status put_name(struct write *w, enum auth_kind kind, struct span lang,
                            struct span value)
{
    struct disk_name d;
    struct parts p = {{"", 0}, {"", 0}, {"", 0}};
    struct span tag = record_tag(&w->c->forms.arena, lang), whole = span_of("", 0);
    enum status st;

    if (!tag.ptr)
        return error_nomem(w->e);
    if (kind == AUTH_PERSON)
        p = parts_of(value);
    else
        whole = value;
    st = intern_all(w, (struct span[]){value, tag, p.family, p.given, p.patronymic, whole},
                    (struct disk_str *[]){&d.listed, &d.lang, &d.family, &d.given, &d.patronymic,
                                          &d.whole}, 6);
    if (st == ST_OK && !vec_push(&w->names, d))
        st = error_nomem(w->e);
    return st;
}

static enum status put_former(struct write *w, struct span value)
{
    struct auth_former f;
    struct disk_former d;
    enum status st;

    record_former(value, &f);
    st = intern_all(w, (struct span[]){f.text, f.from, f.to},
                    (struct disk_str *[]){&d.text, &d.from, &d.to}, 3);
    if (st == ST_OK && !vec_push(&w->formers, d))
        st = error_nomem(w->e);
    return st;
}

/* Words of Needs and languages of Exonym are parted by spaces. */
static enum status put_needs(struct write *w, struct span value)
{
    struct span word;
    struct disk_str str;
    struct buf key = BUF_INIT;
    enum status st = ST_OK;

    while (st == ST_OK && span_split(&value, ' ', &word)) {
        buf_reset(&key);
        st = key_add(&key, word, w->e);
        if (st == ST_OK && key.len > 0) {
            st = intern(w, buf_span(&key), &str);
            if (st == ST_OK && !vec_push(&w->needs, str))
                st = error_nomem(w->e);
        }
    }
    buf_free(&key);
    return st;
}

static enum status put_exonyms(struct write *w, struct span value)
{
    struct span lang;
    struct disk_str str;
    enum status st = ST_OK;

    while (st == ST_OK && span_split(&value, ' ', &lang)) {
        if (lang.len == 0)
            continue;
        lang = record_tag(&w->c->forms.arena, lang);
        if (!lang.ptr)
            return error_nomem(w->e);
        st = intern(w, lang, &str);
        if (st == ST_OK && !vec_push(&w->exonyms, str))
            st = error_nomem(w->e);
    }
    return st;
}

static enum status put_field(struct write *w, enum auth_kind kind, const struct source_field *f)
{
    struct disk_field d;
    struct span lang;
    enum status st = intern(w, f->name, &d.name);

    if (st == ST_OK)
        st = intern(w, f->value, &d.value);
    if (st == ST_OK && !vec_push(&w->fields, d))
        st = error_nomem(w->e);
    if (st != ST_OK)
        return st;
    switch (field_kind(f->name, &lang)) {
    case FIELD_HEADING:
        return put_name(w, kind, lang, f->value);
    case FIELD_FORMER:
        return put_former(w, f->value);
    case FIELD_NEEDS:
        return put_needs(w, f->value);
    case FIELD_EXONYM:
        return put_exonyms(w, f->value);
    default:
        return ST_OK;
    }
}

static enum status put_forms(struct write *w, const struct form_vec *forms, uint32_t entity)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < forms->len && st == ST_OK; i++) {
        const struct form *f = &forms->v[i];
        struct draft d = {.form = {.entity = entity, .flags = (uint16_t)f->flags,
                                   .role = (uint8_t)f->role, .from = (uint8_t)f->from}};

        st = intern(w, f->key, &d.key);
        if (st == ST_OK)
            st = intern(w, f->text, &d.form.text);
        if (st == ST_OK)
            st = intern_label(w, f->system, &d.form.system);
        if (st == ST_OK)
            st = intern_label(w, f->origin, &d.form.origin);
        if (st == ST_OK)
            st = intern_label(w, f->scope, &d.form.scope);
        if (st == ST_OK && !vec_push(&w->drafts, d))
            st = error_nomem(w->e);
    }
    return st;
}

static struct disk_run since(size_t before, size_t now)
{
    return (struct disk_run){(uint32_t)before, (uint32_t)(now - before)};
}

static enum status put_record(struct write *w, const struct source_record *r)
{
    struct disk_entity d = {0};
    const struct source_field *gender = record_get(r, "Gender"), *order = record_get(r, "Order");
    size_t names = w->names.len, formers = w->formers.len, exonyms = w->exonyms.len;
    size_t needs = w->needs.len, fields = w->fields.len;
    struct form_vec forms = VEC_INIT;
    enum auth_kind kind = AUTH_PERSON;
    enum status st;

    record_kind(record_get(r, "Kind")->value, &kind);
    d.kind = (uint8_t)kind;
    d.layer = (uint8_t)(r->layer < UINT8_MAX ? r->layer : UINT8_MAX);
    if (gender && (span_eqs(gender->value, "m") || span_eqs(gender->value, "f")))
        d.gender = (uint8_t)gender->value.ptr[0];
    d.family_first = order && span_eqs(order->value, "family-given");
    st = intern(w, r->id, &d.id);
    if (st == ST_OK)
        st = intern(w, record_tag(&w->c->forms.arena, record_get(r, "Native")->value), &d.native);
    for (size_t i = 0; i < r->count && st == ST_OK; i++)
        st = put_field(w, kind, &r->fields[i]);
    d.names = since(names, w->names.len);
    d.formers = since(formers, w->formers.len);
    d.exonyms = since(exonyms, w->exonyms.len);
    d.needs = since(needs, w->needs.len);
    d.fields = since(fields, w->fields.len);
    if (st == ST_OK)
        st = forms_add(&w->c->forms, r, &forms, w->e);
    if (st == ST_OK)
        st = put_forms(w, &forms, (uint32_t)w->entities.len);
    vec_free(&forms);
    if (st == ST_OK && !vec_push(&w->entities, d))
        st = error_nomem(w->e);
    arena_reset(&w->c->forms.arena);
    return st;
}

static int by_key(const void *a, const void *b, void *context)
{
    const struct write *w = context;
    const struct draft *x = a, *y = b;
    int order = x->key.at == y->key.at ? 0 : span_cmp(text(w, x->key), text(w, y->key));

    if (order == 0)
        order = x->form.from - y->form.from;
    if (order == 0)
        order = (x->form.entity > y->form.entity) - (x->form.entity < y->form.entity);
    if (order == 0)
        order = x->form.role - y->form.role;
    if (order == 0)
        order = x->form.origin - y->form.origin;
    if (order == 0)
        order = x->form.scope - y->form.scope;
    return order;
}

static struct span first_word(struct span key)
{
    const char *space = memchr(key.ptr, ' ', key.len);

    return space ? span_cut(key, 0, (size_t)(space - key.ptr)) : key;
}

/* Items of the index of keys, from drafts sorted by key.  Keys that begin with the same word are
 * neighbours, for the space sorts before all that keys are made of. */
static enum status make_keys(struct write *w)
{
    size_t head = 0; /* item of the current first word */
    enum status st = ST_OK;

    for (size_t i = 0; i < w->drafts.len && st == ST_OK; i++) {
        struct draft *d = &w->drafts.v[i];
        struct span key = text(w, d->key), word = first_word(key);
        struct index_item item = {d->key, {(uint32_t)i, 1}, 0};

        if (w->keys.len > 0 && vec_last(&w->keys)->text.at == d->key.at) {
            vec_last(&w->keys)->run.count++;
            d->form.key = (uint32_t)w->keys.len - 1;
            continue;
        }
        if (w->keys.len == 0 || !span_eq(text(w, w->keys.v[head].text), word)) {
            struct index_item first = {.longest = 0};

            head = w->keys.len;
            word = arena_dup(&w->c->forms.arena, word); /* interning moves the strings */
            if (!word.ptr)
                return error_nomem(w->e);
            st = word.len < key.len ? intern(w, word, &first.text) : ST_OK;
            if (st == ST_OK && word.len < key.len && !vec_push(&w->keys, first))
                st = error_nomem(w->e);
            key = text(w, d->key);
        }
        if (st == ST_OK && !vec_push(&w->keys, item))
            st = error_nomem(w->e);
        if (st != ST_OK)
            return st;
        d->form.key = (uint32_t)w->keys.len - 1;
        if (w->keys.v[head].longest < key_words(key))
            w->keys.v[head].longest = key_words(key);
    }
    return st;
}

static bool sounds_count(const struct disk_form *f)
{
    return f->role <= AUTH_FULL || f->role == AUTH_FORMER;
}

static enum status add_ring(struct write *w, struct ring_vec *v, const char *s, uint32_t form)
{
    struct ring r = {.form = form};
    enum status st;

    if (!s[0])
        return ST_OK;
    st = intern(w, span_str(s), &r.text);
    return st == ST_OK && !vec_push(v, r) ? error_nomem(w->e) : st;
}

/* Sounds of a text, and the skeletons of each of them; `sounds` may be NULL. */
static enum status ring_text(struct write *w, struct ring_vec *sounds, struct ring_vec *skeletons,
                             struct span s, uint32_t form)
{
    struct sound sound;
    char bones[SOUND_MAX];
    enum status st = ST_OK;

    sound_of(s, &sound);
    for (unsigned k = 0; k < sound.count && st == ST_OK; k++) {
        if (sounds)
            st = add_ring(w, sounds, sound.key[k], form);
        sound_skeleton(sound.key[k], bones);
        if (st == ST_OK)
            st = add_ring(w, skeletons, bones, form);
    }
    return st;
}

/* A form is in the index of sounds as a whole, in that of skeletons also word by word. */
static enum status make_rings(struct write *w, struct ring_vec *sounds, struct ring_vec *skeletons)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < w->drafts.len && st == ST_OK; i++) {
        const struct draft *d = &w->drafts.v[i];
        struct span rest, word;

        if (!sounds_count(&d->form))
            continue;
        st = ring_text(w, sounds, skeletons, text(w, d->form.text), (uint32_t)i);
        if (key_words(text(w, d->key)) < 2)
            continue;
        rest = arena_dup(&w->c->forms.arena, text(w, d->form.text)); /* interning moves text */
        if (!rest.ptr)
            return error_nomem(w->e);
        while (st == ST_OK && span_split(&rest, ' ', &word))
            st = ring_text(w, NULL, skeletons, word, (uint32_t)i);
        arena_reset(&w->c->forms.arena);
    }
    return st;
}

static int by_ring(const void *a, const void *b, void *context)
{
    const struct write *w = context;
    const struct ring *x = a, *y = b;
    const struct disk_form *f = &w->drafts.v[x->form].form, *g = &w->drafts.v[y->form].form;
    int order = x->text.at == y->text.at ? 0 : span_cmp(text(w, x->text), text(w, y->text));

    if (order == 0)
        order = (f->entity > g->entity) - (f->entity < g->entity);
    if (order == 0)
        order = f->role - g->role;
    if (order == 0)
        order = f->from - g->from;
    return order ? order : (x->form > y->form) - (x->form < y->form);
}

/* One form stands for all that have the same sound, entity and role. */
static bool repeated(const struct write *w, const struct ring *a, const struct ring *b)
{
    const struct disk_form *f = &w->drafts.v[a->form].form, *g = &w->drafts.v[b->form].form;

    return a->text.at == b->text.at && f->entity == g->entity && f->role == g->role &&
           f->scope == g->scope;
}

static enum status write_rings(struct write *w, struct ring_vec *v, struct pack_writer *p,
                               const uint32_t tags[3])
{
    VEC(struct index_item) items = VEC_INIT;
    struct buf numbers = BUF_INIT, *section;
    enum status st = ST_OK;
    uint32_t n = 0;

    if (v->len > 1)
        qsort_r(v->v, v->len, sizeof *v->v, by_ring, w);
    for (size_t i = 0; i < v->len && st == ST_OK; i++) {
        struct ring *r = &v->v[i];

        if (i > 0 && repeated(w, &v->v[i - 1], r))
            continue;
        if (i == 0 || vec_last(&items)->text.at != r->text.at) {
            if (!vec_push(&items, ((struct index_item){r->text, {n, 0}, 0})))
                st = error_nomem(w->e);
        }
        if (st == ST_OK)
            vec_last(&items)->run.count++;
        buf_addn(&numbers, (const char *)&r->form, sizeof r->form);
        n++;
    }
    if (st == ST_OK)
        st = index_write(p, tags[0], tags[1], items.v, items.len, buf_span(&w->strings), w->e);
    section = st == ST_OK ? pack_writer_section(p, tags[2]) : NULL;
    if (section)
        buf_add(section, buf_span(&numbers));
    if (st == ST_OK && (!section || numbers.failed))
        st = error_nomem(w->e);
    buf_free(&numbers);
    vec_free(&items);
    return st;
}

static enum status write_array(struct write *w, struct pack_writer *p, uint32_t tag,
                               const void *items, size_t n, size_t size)
{
    struct buf *section = pack_writer_section(p, tag);

    if (!section)
        return error_nomem(w->e);
    if (n)
        buf_addn(section, items, n * size);
    return ST_OK;
}

/* Forms of each entity, in the order of keys; sets the runs of the entities. */
static enum status write_entity_forms(struct write *w, struct pack_writer *p)
{
    uint32_t *numbers = calloc(w->drafts.len + 1, sizeof *numbers), at = 0;
    enum status st;

    if (!numbers)
        return error_nomem(w->e);
    for (size_t i = 0; i < w->drafts.len; i++)
        w->entities.v[w->drafts.v[i].form.entity].forms.count++;
    for (size_t i = 0; i < w->entities.len; i++) {
        w->entities.v[i].forms.first = at;
        at += w->entities.v[i].forms.count;
        w->entities.v[i].forms.count = 0;
    }
    for (size_t i = 0; i < w->drafts.len; i++) {
        struct disk_run *run = &w->entities.v[w->drafts.v[i].form.entity].forms;

        numbers[run->first + run->count++] = (uint32_t)i;
    }
    st = write_array(w, p, AUTH_ENTITY_FORMS, numbers, w->drafts.len, sizeof *numbers);
    free(numbers);
    return st;
}

static enum status write_forms(struct write *w, struct pack_writer *p)
{
    struct buf *section = pack_writer_section(p, AUTH_FORMS);

    if (!section)
        return error_nomem(w->e);
    for (size_t i = 0; i < w->drafts.len; i++)
        buf_addn(section, (const char *)&w->drafts.v[i].form, sizeof w->drafts.v[i].form);
    return ST_OK;
}

static struct opening draft_at(const void *context, size_t i)
{
    const struct write *w = context;
    const struct draft *d = &w->drafts.v[i];

    return (struct opening){text(w, d->form.text), text(w, d->key), d->form.from == AUTH_DERIVED};
}

static enum status write_openings(struct write *w, struct pack_writer *p)
{
    struct buf *section = pack_writer_section(p, AUTH_OPENINGS);

    return section ? openings_make(section, w->drafts.len, draft_at, w, w->e) : error_nomem(w->e);
}

static enum status write_records(struct write *w, struct pack_writer *p)
{
    const struct {
        uint32_t tag;
        const void *items;
        size_t n, size;
    } arrays[] = {
        {AUTH_ENTITIES, w->entities.v, w->entities.len, sizeof *w->entities.v},
        {AUTH_NAMES, w->names.v, w->names.len, sizeof *w->names.v},
        {AUTH_FORMERS, w->formers.v, w->formers.len, sizeof *w->formers.v},
        {AUTH_EXONYMS, w->exonyms.v, w->exonyms.len, sizeof *w->exonyms.v},
        {AUTH_NEEDS, w->needs.v, w->needs.len, sizeof *w->needs.v},
        {AUTH_LABELS, w->labels.v, w->labels.len, sizeof *w->labels.v},
        {AUTH_FIELDS, w->fields.v, w->fields.len, sizeof *w->fields.v},
        {AUTH_STRINGS, w->strings.data, w->strings.len, 1},
    };
    enum status st = ST_OK;

    for (size_t i = 0; i < COUNT_OF(arrays) && st == ST_OK; i++)
        st = write_array(w, p, arrays[i].tag, arrays[i].items, arrays[i].n, arrays[i].size);
    return st;
}

static enum status write_all(struct write *w, struct pack_writer *p)
{
    static const uint32_t sound_tags[] = {AUTH_SOUNDS, AUTH_SOUND_SLOTS, AUTH_SOUND_FORMS};
    static const uint32_t bone_tags[] = {AUTH_SKELETONS, AUTH_SKELETON_SLOTS, AUTH_SKELETON_FORMS};
    struct ring_vec sounds = VEC_INIT, skeletons = VEC_INIT;
    enum status st;

    if (w->drafts.len > 1)
        qsort_r(w->drafts.v, w->drafts.len, sizeof *w->drafts.v, by_key, w);
    st = make_keys(w);
    if (st == ST_OK)
        st = make_rings(w, &sounds, &skeletons);
    if (st == ST_OK)
        st = index_write(p, AUTH_KEYS, AUTH_KEY_SLOTS, w->keys.v, w->keys.len,
                         buf_span(&w->strings), w->e);
    if (st == ST_OK)
        st = write_rings(w, &sounds, p, sound_tags);
    if (st == ST_OK)
        st = write_rings(w, &skeletons, p, bone_tags);
    if (st == ST_OK)
        st = write_entity_forms(w, p);
    if (st == ST_OK)
        st = write_forms(w, p);
    if (st == ST_OK)
        st = write_openings(w, p);
    if (st == ST_OK)
        st = write_records(w, p);
    vec_free(&sounds);
    vec_free(&skeletons);
    return st;
}

static void write_free(struct write *w)
{
    map_free(&w->interned);
    buf_free(&w->strings);
    vec_free(&w->entities);
    vec_free(&w->names);
    vec_free(&w->formers);
    vec_free(&w->exonyms);
    vec_free(&w->needs);
    vec_free(&w->labels);
    vec_free(&w->fields);
    vec_free(&w->drafts);
    vec_free(&w->keys);
}

/* Sections that would take long to sum up are not checked when the dictionary is opened: what lies in
 * them is checked where it is used, as everywhere. */
static void check_large_later(struct pack_writer *p)
{
    enum { LARGE = 8 << 20 };

    for (size_t i = 0; i < p->parts.len; i++)
        if (p->parts.v[i].data.len > LARGE)
            p->parts.v[i].flags |= PACK_LATER;
}

enum status compile_write(struct compile *c, struct buf *out, struct error *e)
{
    struct write w = {.c = c, .interned = MAP_INIT, .e = e};
    struct pack_writer p;
    const struct source_record *records;
    size_t count;
    enum status st = compile_merge(c, &records, &count, e);

    pack_writer_init(&p, AUTH_PACK, AUTH_PACK_VERSION, 0);
    for (size_t i = 0; i < count && st == ST_OK; i++)
        st = put_record(&w, &records[i]);
    if (st == ST_OK)
        st = write_all(&w, &p);
    check_large_later(&p);
    if (st == ST_OK)
        st = pack_writer_finish(&p, out, e);
    else
        pack_writer_free(&p);
    write_free(&w);
    return st;
}
