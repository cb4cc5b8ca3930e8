/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem export --format=po */
#include "tools/tmem_export.h"

#include "base/map.h"
#include "interchange/po_write.h"
#include "memory/exchange.h"

/* An entry with plural forms, which come one by one. */
struct plural_entry {
    struct span context, singular, plural;
    struct span *strings; /* NULL ptr: not come yet */
    size_t forms, filled;
};

struct po_export {
    struct buf body;
    struct map seen;   /* context and msgid of what is written */
    struct map found;  /* plural entries: their key -> place in `plurals` */
    VEC(struct plural_entry) plurals;
    struct span rule;  /* Plural-Forms of the first of them */
    size_t rule_forms;
    struct arena arena, scratch;
    struct buf key;
    uint64_t left;
};

/* Room for `s` in the key. */
static void add_key(struct po_export *x, struct span s)
{
    buf_add(&x->key, s);
    buf_addch(&x->key, '\4'); /* as gettext parts context and msgid */
}

/* Has an entry with this context and msgid been written?  Then none is to be. */
static enum status claim(struct po_export *x, struct span context, struct span id, bool *fresh,
                         struct error *e)
{
    buf_reset(&x->key);
    add_key(x, context);
    buf_add(&x->key, id);
    if (x->key.failed || !map_put(&x->seen, buf_span(&x->key), fresh))
        return error_nomem(e);
    return ST_OK;
}

static enum status add_single(struct po_export *x, struct span context, struct span source,
                              struct span target, struct error *e)
{
    struct po_entry entry = {.id = source, .strings = &target, .count = 1};
    bool fresh = false;
    enum status st = source.len ? claim(x, context, source, &fresh, e) : ST_OK;

    if (st || !fresh) {
        x->left++;
        return st;
    }
    if (context.len)
        entry.context = context;
    po_add_entry(&x->body, &entry);
    return buf_status(&x->body, e);
}

/* "1/3" */
static bool read_form(struct span s, uint64_t *form, uint64_t *forms)
{
    struct span first;

    return span_split(&s, '/', &first) && s.ptr && span_to_u64(first, form) &&
           span_to_u64(s, forms) && *form < *forms && *forms <= 100;
}

static enum status new_plural(struct po_export *x, const struct tm_unit *u, size_t forms,
                              uint64_t *place, struct error *e)
{
    struct plural_entry p = {.forms = forms, .context = arena_dup(&x->arena, u->context)};
    enum status st = tm_prop(u, TM_PROP_SINGULAR, &x->arena, &p.singular, e);

    if (!st)
        st = tm_prop(u, TM_PROP_PLURAL, &x->arena, &p.plural, e);
    if (!st && !x->rule_forms) {
        st = tm_prop(u, TM_PROP_RULE, &x->arena, &x->rule, e);
        x->rule_forms = forms;
    }
    p.strings = arena_array(&x->arena, forms, sizeof *p.strings);
    if (st)
        return st;
    *place = x->plurals.len;
    return p.context.ptr && p.strings && vec_push(&x->plurals, p) ? ST_OK : error_nomem(e);
}

static enum status add_form(struct po_export *x, const struct tm_unit *u, struct span number,
                            struct span target, struct error *e)
{
    static const char *const parts[] = {TM_PROP_SINGULAR, TM_PROP_PLURAL};
    uint64_t form, forms, *place;
    struct plural_entry *p;
    bool added;
    enum status st = ST_OK;

    if (!read_form(number, &form, &forms)) {
        x->left++;
        return ST_OK;
    }
    buf_reset(&x->key);
    add_key(x, u->context);
    for (size_t i = 0; !st && i < COUNT_OF(parts); i++) {
        struct span part;
        st = tm_prop(u, parts[i], &x->scratch, &part, e);
        if (!st)
            add_key(x, part);
    }
    buf_printf(&x->key, "%llu", (unsigned long long)forms);
    if (st)
        return st;
    place = x->key.failed ? NULL : map_put(&x->found, buf_span(&x->key), &added);
    if (!place)
        return error_nomem(e);
    if (added)
        st = new_plural(x, u, forms, place, e);
    if (st)
        return st;
    p = &x->plurals.v[*place];
    if (p->strings[form].ptr) {
        x->left++;
        return ST_OK;
    }
    p->filled++;
    p->strings[form] = arena_dup(&x->arena, target);
    return p->strings[form].ptr ? ST_OK : error_nomem(e);
}

enum status po_export_unit(struct po_export *x, const struct tm_unit *u,
                           const struct tm_sides *sides, struct error *e)
{
    struct span number;
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < sides->n_sources; i++) {
        for (size_t k = 0; !st && k < sides->n_targets; k++) {
            struct span source = u->variants[sides->sources[i]].text;
            struct span target = u->variants[sides->targets[k]].text;
            arena_reset(&x->scratch);
            st = tm_prop(u, TM_PROP_FORM, &x->scratch, &number, e);
            if (!st && number.len)
                st = add_form(x, u, number, target, e);
            else if (!st)
                st = add_single(x, u->context, source, target, e);
        }
    }
    return st;
}

/* Entries with all of their forms, as many as the catalogue's rule has. */
static enum status add_plurals(struct po_export *x, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < x->plurals.len; i++) {
        const struct plural_entry *p = &x->plurals.v[i];
        struct po_entry entry = {.id = p->singular, .plural = p->plural, .strings = p->strings,
                                 .count = p->forms};
        bool fresh = false;
        if (p->filled == p->forms && p->forms == x->rule_forms && p->singular.len)
            st = claim(x, p->context, p->singular, &fresh, e);
        if (!fresh) {
            x->left += p->filled;
            continue;
        }
        if (p->context.len)
            entry.context = p->context;
        po_add_entry(&x->body, &entry);
    }
    return st ? st : buf_status(&x->body, e);
}

enum status po_export_new(struct po_export **out, struct error *e)
{
    *out = calloc(1, sizeof **out);
    return *out ? ST_OK : error_nomem(e);
}

enum status po_export_write(struct po_export *x, const char *target_lang, struct writer *out,
                            uint64_t *left, struct error *e)
{
    struct buf head = BUF_INIT;
    enum status st = add_plurals(x, e);

    po_add_header(&head, span_str(target_lang), x->rule.ptr ? x->rule : span_of("", 0));
    if (!st)
        st = buf_status(&head, e);
    if (!st) {
        writer_put(out, buf_span(&head));
        writer_put(out, buf_span(&x->body));
    }
    *left = x->left;
    buf_free(&head);
    return st;
}

void po_export_free(struct po_export *x)
{
    if (!x)
        return;
    buf_free(&x->body);
    buf_free(&x->key);
    map_free(&x->seen);
    map_free(&x->found);
    vec_free(&x->plurals);
    arena_free(&x->arena);
    arena_free(&x->scratch);
    free(x);
}
