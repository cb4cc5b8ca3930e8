/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/rec.h"

#include "base/map.h"
#include "base/reader.h"
#include "text/utf8.h"

#include <rec.h>

static uint64_t line_at(struct span text, size_t at)
{
    uint64_t line = 1;

    for (size_t i = 0; i < at && i < text.len; i++)
        line += text.ptr[i] == '\n';
    return line;
}

static bool copy_items(struct rec_file *f, struct rec_entry *entry, rec_record_t record)
{
    rec_mset_iterator_t it;
    const void *data;
    size_t n = 0;

    entry->items = arena_array(&f->arena, rec_record_num_fields(record), sizeof *entry->items);
    if (!entry->items)
        return false;
    it = rec_mset_iterator(rec_record_mset(record));
    while (rec_mset_iterator_next(&it, MSET_FIELD, &data, NULL)) {
        rec_field_t field = (rec_field_t)(uintptr_t)data;
        struct rec_item *item = &entry->items[n];

        item->name = arena_dup(&f->arena, span_str(rec_field_name(field)));
        item->value = arena_dup(&f->arena, span_str(rec_field_value(field)));
        item->line = rec_field_location(field);
        if (!item->name.ptr || !item->value.ptr)
            break;
        n++;
    }
    rec_mset_iterator_free(&it);
    entry->count = n;
    return n == rec_record_num_fields(record);
}

/* Value of a descriptor's field, its values joined by spaces where it is repeated. */
static struct span descriptor(struct rec_file *f, const struct rec_entry *r, const char *name)
{
    struct buf all = BUF_INIT;
    struct span out;

    for (size_t i = 0; i < r->count; i++) {
        if (!span_eqs(r->items[i].name, name))
            continue;
        if (all.len)
            buf_addch(&all, ' ');
        buf_add(&all, r->items[i].value);
    }
    out = all.failed ? span_of(NULL, 0) : arena_dup(&f->arena, buf_span(&all));
    buf_free(&all);
    return out;
}

/* Begin a set: the descriptor `r`, or none for records before any. */
static bool begin_set(struct rec_file *f, const struct rec_entry *r)
{
    struct rec_set set = {.first = f->entries.len};
    struct span type, name;

    set.key = descriptor(f, r, "%key");
    set.mandatory = descriptor(f, r, "%mandatory");
    type = descriptor(f, r, "%rec");
    if (!set.key.ptr || !set.mandatory.ptr || !type.ptr)
        return false;
    set.type = span_split(&type, ' ', &name) ? name : type; /* a file or address may follow */
    return vec_push(&f->sets, set);
}

static bool keep(struct rec_file *f, struct rec_entry *r)
{
    static const struct rec_entry none = {.count = 0};

    if (r->count > 0 && r->items[0].name.len > 0 && r->items[0].name.ptr[0] == '%')
        return begin_set(f, r);
    if (f->sets.len == 0 && !begin_set(f, &none))
        return false;
    r->type = vec_last(&f->sets)->type;
    vec_last(&f->sets)->count++;
    return vec_push(&f->entries, *r);
}

/* Line of what the parser stopped at; it may have read the end of that line already. */
static uint64_t line_of_stop(struct span text, long at)
{
    size_t stop = at > 0 ? (size_t)at : 0;

    if (stop > 1 && stop <= text.len && text.ptr[stop - 1] == '\n' && text.ptr[stop - 2] != '\n')
        stop--;
    return line_at(text, stop);
}

/* One record, which begins on line `first`. */
static enum status parse_block(struct rec_file *f, struct span block, uint64_t first,
                               struct error *e)
{
    rec_parser_t parser = rec_parser_new_mem(block.ptr, block.len, f->path);
    rec_record_t record = NULL, more = NULL;
    struct rec_entry entry = {.line = first};
    enum status st = ST_OK;
    bool good;

    if (!parser)
        return error_nomem(e);
    good = rec_parse_record(parser, &record);
    if (good && !(copy_items(f, &entry, record) && keep(f, &entry)))
        st = error_nomem(e);
    for (size_t i = 0; i < entry.count; i++)
        entry.items[i].line += first - 1;
    if (st == ST_OK && (!good || rec_parse_record(parser, &more) || rec_parser_error(parser)))
        st = error_at(e, ST_SYNTAX, f->path,
                      first - 1 + line_of_stop(block, rec_parser_tell(parser)), 0,
                      _("not a rec field: write \"Name: value\", an empty line between records, "
                        "and # before comments"));
    if (good)
        rec_record_destroy(record);
    rec_parser_destroy(parser);
    return st;
}

static bool is_blank(struct span line)
{
    return span_trim(line).len == 0;
}

/*
 * Records are cut out here, between blank lines and comments, and given to librec one by one: its
 * reader of whole sets (1.9) crashes on a descriptor that names a field badly.
 */
static enum status parse(struct rec_file *f, struct span text, struct error *e)
{
    uint64_t line = 0, first = 0;
    size_t start = 0, at = 0;
    enum status st = ST_OK;
    bool open = false;

    while (at <= text.len && st == ST_OK) {
        const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
        size_t next = end ? (size_t)(end - text.ptr) + 1 : text.len;
        struct span s = span_cut(text, at, next);

        line++;
        if (open && is_blank(s)) {
            st = parse_block(f, span_cut(text, start, at), first, e);
            open = false;
        } else if (!open && !is_blank(s) && s.ptr[0] != '#') {
            open = true;
            start = at;
            first = line;
        }
        if (at == text.len)
            break;
        at = next;
    }
    return st;
}

enum status rec_load_memory(struct rec_file *f, struct span text, const char *name,
                            struct error *e)
{
    size_t good;
    enum status st;

    *f = (struct rec_file){0};
    f->path = arena_strdup(&f->arena, span_str(name));
    if (!f->path)
        return error_nomem(e);
    if (span_starts(text, span_str("\xEF\xBB\xBF")))
        text = span_from(text, 3);
    st = utf16_refuse(text, f->path, e);
    if (st)
        return st;
    good = utf8_valid_prefix(text);
    if (good < text.len)
        return error_at(e, ST_ENCODING, f->path, line_at(text, good), 0,
                        _("byte %zu: invalid UTF-8; convert the file with iconv -t UTF-8"),
                        good + 1);
    if (memchr(text.ptr, '\0', text.len))
        return error_at(e, ST_SYNTAX, f->path, line_at(text, strlen(text.ptr)), 0,
                        _("a NUL byte: this is no text file"));
    if (text.len == 0)
        return ST_OK;
    return parse(f, text, e);
}

enum status rec_load(struct rec_file *f, const char *path, struct error *e)
{
    struct buf text = BUF_INIT;
    enum status st = file_read(path, &text, e);

    *f = (struct rec_file){0};
    if (st == ST_OK)
        st = rec_load_memory(f, buf_span(&text), path, e);
    buf_free(&text);
    return st;
}

void rec_free(struct rec_file *f)
{
    vec_free(&f->entries);
    vec_free(&f->sets);
    arena_free(&f->arena);
}

const struct rec_item *rec_get(const struct rec_entry *entry, const char *name)
{
    for (size_t i = 0; i < entry->count; i++) {
        if (span_eqs(entry->items[i].name, name))
            return &entry->items[i];
    }
    return NULL;
}

struct check {
    const struct rec_file *f;
    rec_complaint *complain;
    void *context;
    bool stopped;
    struct map keys; /* type NUL key -> line */
};

static void report(struct check *c, uint64_t line, const struct error *what)
{
    struct error e = *what;

    error_locate(&e, c->f->path, line);
    c->stopped = !c->complain(c->context, &e);
}

static const struct rec_item *find_item(const struct rec_entry *r, struct span name, size_t *count)
{
    const struct rec_item *found = NULL;

    *count = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (span_eq(r->items[i].name, name)) {
            found = found ? found : &r->items[i];
            ++*count;
        }
    }
    return found;
}

static void check_mandatory(struct check *c, const struct rec_entry *r, struct span names)
{
    struct span name;
    struct error e;
    size_t n;

    while (!c->stopped && span_split(&names, ' ', &name)) {
        const struct rec_item *item = find_item(r, name, &n);

        if (name.len == 0 || (item && span_trim(item->value).len > 0))
            continue;
        error_set(&e, ST_SYNTAX, _("the record lacks its mandatory field %.*s: add a line "
                                   "\"%.*s: …\""), SPAN_ARG(name), SPAN_ARG(name));
        report(c, item ? item->line : r->line, &e);
    }
}

/* Is this key new among the records of its type? */
static enum status check_unique(struct check *c, const struct rec_entry *r,
                                const struct rec_item *key, struct error *e)
{
    struct buf full = BUF_INIT;
    struct error what;
    uint64_t *line = NULL;
    bool added = false;

    buf_add(&full, r->type);
    buf_addch(&full, '\0');
    buf_add(&full, key->value);
    if (!full.failed)
        line = map_put(&c->keys, buf_span(&full), &added);
    buf_free(&full);
    if (!line)
        return error_nomem(e);
    if (added) {
        *line = key->line;
        return ST_OK;
    }
    error_set(&what, ST_SYNTAX, _("%.*s %.*s is already the key of the record in line %ju: join "
                                  "the two or give one another %.*s"),
              SPAN_ARG(key->name), SPAN_ARG(key->value), (uintmax_t)*line, SPAN_ARG(key->name));
    report(c, key->line, &what);
    return ST_OK;
}

static enum status check_key(struct check *c, const struct rec_entry *r, struct span name,
                             struct error *e)
{
    size_t n;
    const struct rec_item *key = find_item(r, name, &n);
    struct error what;

    if (name.len == 0)
        return ST_OK;
    if (n == 1 && key->value.len > 0)
        return check_unique(c, r, key, e);
    error_set(&what, ST_SYNTAX,
              n > 1 ? _("the record has its key field %.*s more than once: keep one")
                    : _("the record lacks its key field %.*s"), SPAN_ARG(name));
    report(c, r->line, &what);
    return ST_OK;
}

enum status rec_check(const struct rec_file *f, rec_complaint *complain, void *context,
                      struct error *e)
{
    struct check c = {f, complain, context, false, MAP_INIT};
    enum status st = ST_OK;

    for (size_t s = 0; s < f->sets.len && st == ST_OK; s++) {
        const struct rec_set *set = &f->sets.v[s];

        for (size_t i = 0; i < set->count && st == ST_OK && !c.stopped; i++) {
            const struct rec_entry *r = &f->entries.v[set->first + i];

            check_mandatory(&c, r, set->mandatory);
            if (!c.stopped)
                st = check_key(&c, r, set->key, e);
        }
    }
    map_free(&c.keys);
    return st;
}
