/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/authority.h"

#include "names/format.h"
#include "names/index.h"
#include "names/tags.h"

/* Which array a run's numbers lie in. */
enum { LIST_DIRECT, LIST_ENTITY, LIST_SOUND, LIST_SKELETON, LISTS };

struct authority {
    struct pack pack;
    struct span strings;
    const struct disk_entity *entities;
    const struct disk_name *names;
    const struct disk_former *formers;
    const struct disk_str *exonyms, *needs, *labels;
    const struct disk_field *fields;
    const struct disk_form *forms;
    size_t n_entities, n_names, n_formers, n_exonyms, n_needs, n_labels, n_fields, n_forms;
    const uint32_t *lists[LISTS];
    size_t n_lists[LISTS];
    struct index keys, sounds, skeletons;
};

static const uint32_t list_tags[LISTS] = {0, AUTH_ENTITY_FORMS, AUTH_SOUND_FORMS,
                                          AUTH_SKELETON_FORMS};

static enum status load_arrays(struct authority *a, struct error *e)
{
    const struct {
        uint32_t tag;
        size_t size;
        const void **items;
        size_t *count;
    } arrays[] = {
        {AUTH_ENTITIES, sizeof *a->entities, (const void **)&a->entities, &a->n_entities},
        {AUTH_NAMES, sizeof *a->names, (const void **)&a->names, &a->n_names},
        {AUTH_FORMERS, sizeof *a->formers, (const void **)&a->formers, &a->n_formers},
        {AUTH_EXONYMS, sizeof *a->exonyms, (const void **)&a->exonyms, &a->n_exonyms},
        {AUTH_NEEDS, sizeof *a->needs, (const void **)&a->needs, &a->n_needs},
        {AUTH_LABELS, sizeof *a->labels, (const void **)&a->labels, &a->n_labels},
        {AUTH_FIELDS, sizeof *a->fields, (const void **)&a->fields, &a->n_fields},
        {AUTH_FORMS, sizeof *a->forms, (const void **)&a->forms, &a->n_forms},
    };
    enum status st = ST_OK;

    for (size_t i = 0; i < COUNT_OF(arrays) && st == ST_OK; i++)
        st = pack_array(&a->pack, arrays[i].tag, arrays[i].size, arrays[i].items, arrays[i].count,
                        e);
    for (int i = LIST_ENTITY; i < LISTS && st == ST_OK; i++) {
        const void *items = NULL;

        st = pack_array(&a->pack, list_tags[i], sizeof(uint32_t), &items, &a->n_lists[i], e);
        a->lists[i] = items;
    }
    return st;
}

static enum status load(struct authority *a, struct error *e)
{
    enum status st;

    a->strings = pack_section(&a->pack, AUTH_STRINGS);
    if (!a->strings.ptr)
        a->strings = span_of("", 0);
    st = load_arrays(a, e);
    if (st == ST_OK)
        st = index_load(&a->keys, &a->pack, AUTH_KEYS, AUTH_KEY_SLOTS, a->strings, e);
    if (st == ST_OK)
        st = index_load(&a->sounds, &a->pack, AUTH_SOUNDS, AUTH_SOUND_SLOTS, a->strings, e);
    if (st == ST_OK)
        st = index_load(&a->skeletons, &a->pack, AUTH_SKELETONS, AUTH_SKELETON_SLOTS, a->strings,
                        e);
    return st;
}

static enum status finish(struct authority **out, struct authority *a, enum status st,
                          const char *name, struct error *e)
{
    if (st == ST_OK) {
        st = load(a, e);
        if (st != ST_OK) {
            error_locate(e, name, 0);
            pack_close(&a->pack);
        }
    }
    if (st != ST_OK) {
        free(a);
        a = NULL;
    }
    *out = a;
    return st;
}

enum status auth_open(struct authority **out, const char *path, struct error *e)
{
    struct authority *a = calloc(1, sizeof *a);

    *out = NULL;
    if (!a)
        return error_nomem(e);
    return finish(out, a, pack_open(&a->pack, path, AUTH_PACK, AUTH_PACK_VERSION, 0, e), path, e);
}

enum status auth_open_memory(struct authority **out, struct span bytes, const char *name,
                             struct error *e)
{
    struct authority *a = calloc(1, sizeof *a);

    *out = NULL;
    if (!a)
        return error_nomem(e);
    return finish(out, a,
                  pack_open_memory(&a->pack, bytes, name, AUTH_PACK, AUTH_PACK_VERSION, 0, e),
                  name, e);
}

void auth_close(struct authority *a)
{
    if (!a)
        return;
    pack_close(&a->pack);
    free(a);
}

void auth_fingerprint(const struct authority *a, char out[13])
{
    pack_fingerprint(&a->pack, out);
}

static struct span str(const struct authority *a, struct disk_str s)
{
    return index_str(a->strings, s);
}

/* Number of item `i` of a run in an array of `n` items; false where it does not lie inside. */
static bool in_run(struct disk_run run, uint32_t i, size_t n, size_t *at)
{
    *at = (size_t)run.first + i;
    return i < run.count && *at < n;
}

uint32_t auth_count(const struct authority *a)
{
    return (uint32_t)a->n_entities;
}

bool auth_entity(const struct authority *a, uint32_t entity, struct auth_entity *out)
{
    const struct disk_entity *d;

    if (entity >= a->n_entities)
        return false;
    d = &a->entities[entity];
    out->id = str(a, d->id);
    out->kind = d->kind <= AUTH_WORK ? (enum auth_kind)d->kind : AUTH_WORK;
    out->gender = (char)d->gender;
    out->family_first = d->family_first != 0;
    out->has_needs = d->needs.count > 0;
    out->layer = d->layer;
    out->native = str(a, d->native);
    out->names = d->names.count;
    out->formers = d->formers.count;
    out->exonyms = d->exonyms.count;
    out->needs = d->needs.count;
    out->fields = d->fields.count;
    return true;
}

bool auth_by_id(const struct authority *a, struct span id, uint32_t *entity)
{
    size_t lo = 0, hi = a->n_entities;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (span_cmp(str(a, a->entities[mid].id), id) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *entity = (uint32_t)lo;
    return lo < a->n_entities && span_eq(str(a, a->entities[lo].id), id);
}

bool auth_name_at(const struct authority *a, uint32_t entity, uint32_t i, struct auth_name *out)
{
    const struct disk_name *d;
    size_t at;

    if (entity >= a->n_entities || !in_run(a->entities[entity].names, i, a->n_names, &at))
        return false;
    d = &a->names[at];
    out->listed = str(a, d->listed);
    out->lang = str(a, d->lang);
    out->family = str(a, d->family);
    out->given = str(a, d->given);
    out->patronymic = str(a, d->patronymic);
    out->whole = str(a, d->whole);
    return true;
}

bool auth_name(const struct authority *a, uint32_t entity, struct span lang, struct auth_name *out)
{
    struct auth_name name;
    unsigned best = 0;

    for (uint32_t i = 0; auth_name_at(a, entity, i, &name); i++) {
        unsigned fit = tag_fit(name.lang, lang);

        if (fit > best) {
            best = fit;
            *out = name;
        }
    }
    return best > 0;
}

bool auth_native(const struct authority *a, uint32_t entity, struct auth_name *out)
{
    return entity < a->n_entities && auth_name(a, entity, str(a, a->entities[entity].native), out);
}

bool auth_exonym(const struct authority *a, uint32_t entity, struct span lang)
{
    size_t at;

    if (entity >= a->n_entities)
        return false;
    for (uint32_t i = 0; in_run(a->entities[entity].exonyms, i, a->n_exonyms, &at); i++) {
        if (tag_fit(str(a, a->exonyms[at]), lang))
            return true;
    }
    return false;
}

bool auth_former(const struct authority *a, uint32_t entity, uint32_t i, struct auth_former *out)
{
    size_t at;

    if (entity >= a->n_entities || !in_run(a->entities[entity].formers, i, a->n_formers, &at))
        return false;
    out->text = str(a, a->formers[at].text);
    out->from = str(a, a->formers[at].from);
    out->to = str(a, a->formers[at].to);
    return true;
}

struct span auth_needs(const struct authority *a, uint32_t entity, uint32_t i)
{
    size_t at;

    if (entity >= a->n_entities || !in_run(a->entities[entity].needs, i, a->n_needs, &at))
        return span_of("", 0);
    return str(a, a->needs[at]);
}

bool auth_field(const struct authority *a, uint32_t entity, uint32_t i, struct auth_field *out)
{
    size_t at;

    if (entity >= a->n_entities || !in_run(a->entities[entity].fields, i, a->n_fields, &at))
        return false;
    out->name = str(a, a->fields[at].name);
    out->value = str(a, a->fields[at].value);
    return true;
}

struct span auth_field_value(const struct authority *a, uint32_t entity, const char *name)
{
    struct auth_field field;

    for (uint32_t i = 0; auth_field(a, entity, i, &field); i++) {
        if (span_eqs(field.name, name))
            return field.value;
    }
    return span_of(NULL, 0);
}

uint32_t auth_form_count(const struct authority *a)
{
    return (uint32_t)a->n_forms;
}

static struct span label(const struct authority *a, uint16_t number)
{
    if (number == 0 || number > a->n_labels)
        return span_of("", 0);
    return str(a, a->labels[number - 1]);
}

bool auth_form(const struct authority *a, uint32_t form, struct auth_form *out)
{
    const struct disk_form *d;

    if (form >= a->n_forms)
        return false;
    d = &a->forms[form];
    out->text = str(a, d->text);
    out->key = d->key < a->keys.count ? str(a, a->keys.items[d->key].text) : span_of("", 0);
    out->entity = d->entity < a->n_entities ? d->entity : 0;
    out->role = d->role < AUTH_ROLES ? (enum auth_role)d->role : AUTH_NOT;
    out->from = d->from <= AUTH_DERIVED ? (enum auth_from)d->from : AUTH_DERIVED;
    out->flags = d->flags;
    out->words = 1;
    for (size_t i = 0; i < out->key.len; i++)
        out->words += out->key.ptr[i] == ' ';
    out->system = label(a, d->system);
    out->origin = label(a, d->origin);
    out->scope = label(a, d->scope);
    return true;
}

struct span auth_openings(const struct authority *a)
{
    struct span s = pack_section(&a->pack, AUTH_OPENINGS);

    return s.ptr ? s : span_of("", 0);
}

/* The part of a run that lies in its list: a damaged file may claim more. */
static struct auth_run run_in(const struct authority *a, struct disk_run r, uint32_t list)
{
    size_t all = list == LIST_DIRECT ? a->n_forms : a->n_lists[list];
    size_t left = r.first < all ? all - r.first : 0;

    return (struct auth_run){r.first, r.count < left ? r.count : (uint32_t)left, list};
}

struct auth_run auth_forms_of(const struct authority *a, uint32_t entity)
{
    return run_in(a, entity < a->n_entities ? a->entities[entity].forms : (struct disk_run){0, 0},
                  LIST_ENTITY);
}

uint32_t auth_longest(const struct authority *a, struct span word)
{
    const struct index_item *item = index_find(&a->keys, word);

    return item ? item->longest : 0;
}

static struct auth_run run_of(const struct authority *a, const struct index_item *item,
                              uint32_t list)
{
    return run_in(a, item ? item->run : (struct disk_run){0, 0}, list);
}

struct auth_keys auth_all_keys(const struct authority *a)
{
    return (struct auth_keys){0, (uint32_t)a->keys.count};
}

/* The first key of *keys that, cut to the length of `text`, comes behind it; with `equal`, or is
 * the same. */
static uint32_t bound(const struct authority *a, struct auth_keys keys, struct span text, bool equal)
{
    while (keys.first < keys.end) {
        uint32_t mid = keys.first + (keys.end - keys.first) / 2;
        struct span key = index_str(a->strings, a->keys.items[mid].text);
        int order = span_cmp(span_cut(key, 0, text.len), text);

        if (order > 0 || (equal && order == 0))
            keys.end = mid;
        else
            keys.first = mid + 1;
    }
    return keys.first;
}

bool auth_narrow(const struct authority *a, struct auth_keys *keys, struct span text)
{
    keys->first = bound(a, *keys, text, true);
    keys->end = bound(a, *keys, text, false);
    return keys->first < keys->end;
}

struct auth_run auth_find(const struct authority *a, struct span key)
{
    return run_of(a, index_find(&a->keys, key), LIST_DIRECT);
}

struct auth_run auth_find_sound(const struct authority *a, struct span sound)
{
    return run_of(a, index_find(&a->sounds, sound), LIST_SOUND);
}

struct auth_run auth_find_skeleton(const struct authority *a, struct span skeleton)
{
    return run_of(a, index_find(&a->skeletons, skeleton), LIST_SKELETON);
}

uint32_t auth_run_form(const struct authority *a, struct auth_run run, uint32_t i)
{
    if (run.list == LIST_DIRECT)
        return i;
    if (run.list >= LISTS || i >= a->n_lists[run.list])
        return UINT32_MAX;
    return a->lists[run.list][i];
}
